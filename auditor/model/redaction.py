"""Masks secrets before anything is written down. Pure: strings in, strings out."""

import hashlib
import hmac
import html
import json
import re
from collections.abc import Callable, Iterable
from urllib.parse import quote, quote_plus, unquote, unquote_plus

MASK = "***"
DOTS = "••••"

# Words of a parameter's name that say its value is a secret, whatever the value looks like.
# fmt: off
_SECRET_WORDS = frozenset(
    {
        "token", "session", "sid", "auth", "password", "passwd", "passphrase", "passcode", "pass",
        "pwd", "secret", "sig", "signature", "jwt", "otp", "pin", "cvv", "cvc", "csc", "cvn",
        "csrf", "xsrf", "nonce", "credential", "credentials", "apikey", "key", "ticket",
        "assertion", "authorization", "bearer",
    }
)
# fmt: on
# Ends of run-together names such as PHPSESSID, accesstoken, APIKEY, cardnumber.
_SECRET_ENDINGS = (
    "token",
    "sessid",
    "sessionid",
    "password",
    "passwd",
    "secret",
    "apikey",
    "accesskey",
    "secretkey",
    "privatekey",
    "signature",
    "cardnumber",
    "ccnumber",
    "cardno",
    "securitycode",
    "authcode",
    "authorizationcode",
)
# Short names that are secret only as the whole name: `code` is an OAuth code, `postcode` is not.
_SECRET_NAMES = frozenset({"code", "sess", "hash", "hmac"})

_SHORTEST_RANDOM_VALUE = 20  # 80 bits as hexadecimal digits: the least that is used as an unguessable token
_SHORTEST_PATH_TOKEN = 24  # paths also hold product codes, which are shorter
_CARD_LENGTHS = range(13, 20)  # ISO/IEC 7812-1: up to 19 digits; issuers use 13 and more
_SHORT_SECRET = 6  # shorter ones (security codes) are masked only where no letter or digit touches them

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_HEXADECIMAL = re.compile(r"[0-9a-fA-F-]+")
_BASE64 = re.compile(r"[0-9A-Za-z_+/=.~-]+")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SCHEME_AND_HOST = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#]*)")
_PATH_PARAMETER = re.compile(r";([^=;/]+)=([^;/]*)")
_GROUPING = r"(?:[\s\-.+\u00a0\u2010-\u2015]|%20|%2D|&nbsp;|&#160;|\\u00a0)*"


_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)  # the digit sum of twice each digit


def luhn_valid(digits: str) -> bool:
    """Tell whether a digit string satisfies the Luhn sum (ISO/IEC 7812-1, annex B) that payment cards carry."""
    if not digits.isascii() or not digits.isdigit():
        return False
    total = sum(_DOUBLED[int(digit)] if place % 2 else int(digit) for place, digit in enumerate(reversed(digits)))
    return total % 10 == 0


def redact_url(url: str) -> str:
    """Return the address without what could be used by whoever reads it.

    Removed: user and password before the host. Masked as ``***``: values of query, fragment and path parameters
    whose name speaks of a secret, or which are shaped like one (long random values, card numbers), and long random
    path segments (a checkout's address is often a key to it). Everything else stays byte for byte, so that the
    address still names its page. Anything unreadable is returned with its query and fragment cut off.
    """
    if url.startswith(("data:", "blob:", "javascript:")):
        scheme, _, _ = url.partition(":")
        return f"{scheme}:{MASK}"
    rest, hash_sign, fragment = url.partition("#")
    address, question_mark, query = rest.partition("?")
    return _redact_address(address) + question_mark + _redact_parameters(query) + hash_sign + _redact_fragment(fragment)


def mask_secret(value: str, salt: str) -> str:
    """Return a mask that lets two secrets of one run be compared and neither be read.

    Args:
        value: the secret.
        salt: random text of this run, kept in memory only; without it short secrets could be found by trying.

    """
    digest = hmac.new(salt.encode(), value.encode(), hashlib.sha256).hexdigest()
    return f"{DOTS} (sha256:{digest[:8]})"


def redact_text(text: str, secrets: Iterable[str]) -> str:
    """Replace every occurrence of the known secrets by dots.

    Found are the literal value, its URL-encoded, HTML-escaped and JSON-escaped spellings and, of a value made of
    digits (a card number), every grouping with blanks, dashes or dots. A secret shorter than six characters is
    replaced only where it stands alone: ``123`` is not cut out of ``51234``.
    """
    for secret in sorted({one for one in secrets if one.strip()}, key=len, reverse=True):
        text = _secret_pattern(secret).sub(DOTS, text)
    return text


def _secret_pattern(secret: str) -> re.Pattern[str]:
    digits = re.sub(r"[\s\-.]", "", secret)
    if digits.isdigit():
        alternatives = _GROUPING.join(re.escape(digit) for digit in digits)
        return re.compile(rf"(?<![0-9])(?:{alternatives})(?![0-9])")
    spellings = {
        secret,
        quote(secret, safe=""),
        quote(secret),
        quote_plus(secret),
        html.escape(secret),
        html.escape(secret, quote=False),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
    }
    alternatives = "|".join(re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True))
    if len(secret) < _SHORT_SECRET:
        return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
    return re.compile(alternatives, re.IGNORECASE)


def _redact_address(address: str) -> str:
    start = _SCHEME_AND_HOST.match(address)
    if not start:
        return _redact_path(address)
    scheme, authority = start.group(1) or "", start.group(2)
    return f"{scheme}//{authority.rpartition('@')[2]}{_redact_path(address[start.end() :])}"


def _redact_path(path: str) -> str:
    return "/".join(_redact_segment(segment) for segment in path.split("/"))


def _redact_segment(segment: str) -> str:
    name, semicolon, parameters = segment.partition(";")
    if _is_path_token(unquote(name)):
        name = MASK
    return name + _PATH_PARAMETER.sub(_mask_path_parameter, semicolon + parameters)


def _mask_path_parameter(found: re.Match[str]) -> str:
    name, value = found.group(1), found.group(2)
    return f";{name}={MASK if _is_secret(unquote(name), unquote(value)) else value}"


def _redact_fragment(fragment: str) -> str:
    """Fragments hold parameters (`#access_token=`), routes (`#/cart?sid=`) or a plain anchor."""
    route, question_mark, query = fragment.partition("?")
    if "=" in route:
        route = _redact_parameters(route)
    elif "/" in route:
        route = _redact_path(route)
    return route + question_mark + _redact_parameters(query)


def _redact_parameters(query: str) -> str:
    return "".join(part if part in "&;" else _redact_parameter(part) for part in re.split(r"([&;])", query) if part)


def _redact_parameter(part: str) -> str:
    name, equals, value = part.partition("=")
    if not equals:
        return MASK if _is_random(unquote_plus(name), _SHORTEST_RANDOM_VALUE) else part
    plain = _decoded(value)
    if "://" in plain:  # an address inside the address, such as ?return_to=
        return f"{name}={quote(redact_url(plain), safe='*')}" if redact_url(plain) != plain else part
    return f"{name}={MASK}" if value and _is_secret(_decoded(name), plain) else part


def _decoded(value: str) -> str:
    """Undo URL encoding, also where it was applied twice."""
    return unquote_plus(unquote_plus(value)) if "%25" in value else unquote_plus(value)


def _is_secret(name: str, value: str) -> bool:
    if not value:
        return False
    words = [word.lower() for word in _WORDS.findall(name)]
    joined = "".join(words)
    return (
        joined in _SECRET_NAMES
        or not _SECRET_WORDS.isdisjoint(words)
        or joined.endswith(_SECRET_ENDINGS)
        or _is_random(value, _SHORTEST_RANDOM_VALUE)
        or _is_card_number(value)
    )


def _is_card_number(value: str) -> bool:
    digits = re.sub(r"[\s-]", "", value)
    return len(digits) in _CARD_LENGTHS and digits[0] in "3456" and luhn_valid(digits)


def _is_random(value: str, shortest: int) -> bool:
    """Tell a value no person made up from words and numbers: hexadecimal, or base64 with its mix of cases."""
    if len(value) < shortest or not _BASE64.fullmatch(value):
        return False
    has: Callable[[str], bool] = lambda pattern: re.search(pattern, value) is not None  # noqa: E731
    if _HEXADECIMAL.fullmatch(value):
        return has("[0-9]") and has("[a-fA-F]")
    longest_run = max(len(run) for run in re.split(r"[^0-9A-Za-z]", value))
    return longest_run >= shortest // 2 and has("[0-9]") and ((has("[a-z]") and has("[A-Z]")) or _mingled(value))


def _mingled(value: str) -> bool:
    """Tell whether letters and digits alternate as they do in random text: more than thrice in one run."""
    return any(len(re.findall(r"[A-Za-z][0-9]", run)) > 3 for run in re.split(r"[^0-9A-Za-z]", value))  # noqa: PLR2004


def _is_path_token(segment: str) -> bool:
    """Path segments name products and files too: neither file names nor UUIDs are taken for tokens."""
    if "." in segment and not segment.startswith("eyJ"):
        return False
    return _UUID.fullmatch(segment) is None and _is_random(segment, _SHORTEST_PATH_TOKEN)
