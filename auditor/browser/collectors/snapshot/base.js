// Limits, text cleaning and reading that no page can falsify. All parts of the script share one function scope.
const LIMITS = {
  nodes: 60000, milliseconds: 2500, elements: 1500, fields: 400, forms: 200, images: 600, headings: 300, texts: 1500,
  cards: 400, overlays: 40, frames: 20, frameDepth: 3, options: 300, text: 300, longText: 400, address: 2000,
};
const startedAt = performance.now();
let truncated = false;

// A form's controls and a document's images shadow properties of the same name: `form.action`, `document.body`.
// Reading through the prototypes sees what the browser sees.
const readAttribute = Element.prototype.getAttribute;
const parentOf = Object.getOwnPropertyDescriptor(Node.prototype, "parentNode").get;
const firstChildOf = Object.getOwnPropertyDescriptor(Node.prototype, "firstChild").get;
const rootOf = Object.getOwnPropertyDescriptor(Document.prototype, "documentElement").get;
const boxOf = Element.prototype.getBoundingClientRect;
const attribute = (element, name) => readAttribute.call(element, name);
const has = (element, name) => attribute(element, name) !== null;
const find = (root, selector) => queryIn(root, "querySelector").call(root, selector);
const findAll = (root, selector) => queryIn(root, "querySelectorAll").call(root, selector);
const closest = (element, selector) => Element.prototype.closest.call(element, selector);

function queryIn(root, method) {
  if (root.nodeType === 9) return Document.prototype[method];
  return root.nodeType === 11 ? DocumentFragment.prototype[method] : Element.prototype[method];
}

function parentAcrossShadow(node) {
  const parent = node.localName === "form" ? parentOf.call(node) : node.parentNode; // only forms shadow it
  if (!parent) return null;
  if (parent.nodeType === 11) return parent.host || null;
  return parent.nodeType === 1 ? parent : null;
}

function holds(ancestor, node) {
  for (let at = node; at; at = parentAcrossShadow(at)) if (at === ancestor) return true;
  return false;
}

// Invisible characters: soft hyphen, zero-width space and no-break space, word joiner, direction marks.
// The zero-width non-joiner stays: Persian words are spelt with it.
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const clean = (text) => (typeof text === "string" ? text : "").replace(INVISIBLE, "").replace(/[\s\u00a0]+/g, " ").trim();

function cut(text, length) {
  const cleaned = clean(text);
  if (cleaned.length <= length) return cleaned;
  const short = cleaned.slice(0, length - 1);
  return (/[\ud800-\udbff]$/.test(short) ? short.slice(0, -1) : short) + "…";
}

const round = (number) => Math.round(number * 10) / 10;
const box = (rect) => ({ x: round(rect.x), y: round(rect.y), width: round(rect.width), height: round(rect.height) });

function over(limit, list) {
  if (list.length < limit) return false;
  truncated = true;
  return true;
}

// The first digit of each decimal script shops write in.
const ZEROS = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0, 0x1810, 0xff10,
];

function westernDigits(text) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0);
    const zero = ZEROS.find((start) => code >= start && code < start + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}

// The parsed colour as red, green, blue (0 to 255) and alpha; null for notations that are not worth reading.
function colorOf(text) {
  const rgb = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
  if (rgb) return { red: +rgb[1], green: +rgb[2], blue: +rgb[3], alpha: rgb[4] === undefined ? 1 : +rgb[4] };
  const srgb = /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(text);
  if (!srgb) return null;
  const alpha = srgb[4] === undefined ? 1 : +srgb[4];
  return { red: srgb[1] * 255, green: srgb[2] * 255, blue: srgb[3] * 255, alpha };
}

const redCache = new Map();

function looksRed(text) {
  let known = redCache.get(text);
  if (known === undefined) redCache.set(text, (known = isRed(text)));
  return known;
}

function isRed(text) {
  const hue = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)/.exec(text);
  if (hue) return +hue[2] > 0.1 && +hue[3] > 8 && +hue[3] < 42;
  const color = colorOf(text);
  if (!color || color.alpha < 0.3) return false;
  const others = Math.max(color.green, color.blue);
  return color.red >= 130 && color.red - others >= 80 && Math.abs(color.green - color.blue) <= 70;
}
