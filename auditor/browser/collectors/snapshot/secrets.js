// Which fields hold secrets, and how their values leave the page: as a length and a salted hash.
const SECRET_AUTOCOMPLETE =
  /^(cc-number|cc-csc|cc-exp|cc-exp-month|cc-exp-year|current-password|new-password|one-time-code)$/;
const SECRET_NAME = new RegExp(
  "(^|[^a-z])(cvc|cvv|cvv2|csc|cvn|pan|otp|totp|iban|pwd|pass|passwd|password|passphrase|passcode)([^a-z]|$)" +
    "|card[^a-z]?(number|num|no|nr|cvc|cvv|code|csc|expiry|exp)([^a-z]|$)|cc[^a-z]?(number|num|no|csc|cvc|exp)" +
    "|security[^a-z]?code|verification[^a-z]?(value|number)|(credit|debit|kredit)[^a-z]?(card|karte)[^a-z]?n" +
    "|one[^a-z]?time[^a-z]?(code|password)|password|passwort|kartennummer",
);

const snake = (name) => (name || "").replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();

function luhn(digits) {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    sum += place % 2 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}

function looksLikeCard(value) {
  const digits = westernDigits(value).replace(/[\s.\-]/g, "");
  return /^[2-6]\d{12,18}$/.test(digits) && luhn(digits);
}

function isSecret(field, value) {
  if (field.localName === "input" && /^(password)$/.test(field.type)) return true;
  const tokens = (attribute(field, "autocomplete") || "").toLowerCase().split(/\s+/);
  if (tokens.some((token) => SECRET_AUTOCOMPLETE.test(token))) return true;
  if (!/^(input|textarea)$/.test(field.localName)) return false;
  if (/^(checkbox|radio|button|submit|reset|image|file|range|color)$/.test(field.type)) return false;
  const names = [attribute(field, "name"), attribute(field, "id"), attribute(field, "data-testid")];
  return names.some((name) => SECRET_NAME.test(snake(name))) || looksLikeCard(value);
}

// SHA-256 (FIPS 180-4), since `crypto.subtle` is missing on plain http pages and always asynchronous.
function sha256(text) {
  const rotate = (word, by) => (word >>> by) | (word << (32 - by));
  const bytes = Array.from(new TextEncoder().encode(text));
  const bits = bytes.length * 8;
  bytes.push(0x80);
  while (bytes.length % 64 !== 56) bytes.push(0);
  for (let shift = 56; shift >= 0; shift -= 8) bytes.push(shift >= 32 ? 0 : (bits >>> shift) & 255);
  const { constants, state } = shaConstants();
  for (let at = 0; at < bytes.length; at += 64) {
    const words = new Array(64);
    for (let i = 0; i < 64; i += 1) {
      if (i < 16) {
        const from = at + i * 4;
        words[i] = (bytes[from] << 24) | (bytes[from + 1] << 16) | (bytes[from + 2] << 8) | bytes[from + 3];
        continue;
      }
      const [before, last] = [words[i - 15], words[i - 2]];
      const small0 = rotate(before, 7) ^ rotate(before, 18) ^ (before >>> 3);
      const small1 = rotate(last, 17) ^ rotate(last, 19) ^ (last >>> 10);
      words[i] = (words[i - 16] + small0 + words[i - 7] + small1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const first = (h + big1 + ((e & f) ^ (~e & g)) + constants[i] + words[i]) | 0;
      const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) | 0; });
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

// The fractional parts of the cube and square roots of the first primes, which is how the standard defines them.
function shaConstants() {
  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) {
    if (primes.every((prime) => number % prime)) primes.push(number);
  }
  const fraction = (root) => ((root - Math.floor(root)) * 4294967296) | 0;
  return {
    constants: primes.map((prime) => fraction(Math.cbrt(prime))),
    state: primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime))),
  };
}

const secretValues = new Set();

function maskedValue(value, salt) {
  const plain = westernDigits(value).replace(/[^\p{L}\p{N}]/gu, "");
  if (!value) return "";
  secretValues.add(value.trim());
  return `secret:${plain.length}:${sha256(`${salt}:${plain || value}`).slice(0, 8)}`;
}

// Pages echo what was typed, in a card's picture for instance: dots there too, whatever the grouping.
// Shorter secrets cannot be told from prices and quantities.
function secretMasker() {
  const patterns = [...secretValues].filter((value) => value.length >= 6).map((value) => {
    const digits = westernDigits(value).replace(/[\s.\-]/g, "");
    const literal = (text) => text.replace(/[.*+?^${}()|[\]\\/\-]/g, "\\$&");
    if (!/^\d+$/.test(digits)) return new RegExp(literal(value), "g");
    return new RegExp([...digits].join("[\\s.\\-\\u00a0]*"), "g");
  });
  if (!patterns.length) return undefined;
  return (_, value) =>
    typeof value === "string" ? patterns.reduce((text, pattern) => text.replace(pattern, "••••"), value) : value;
}
