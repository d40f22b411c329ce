"""Making text from pages fit to be shown: whole characters, no control codes, bounded length."""

import re
from urllib.parse import urlsplit

_HALF_PAIRS = re.compile("[\ud800-\udfff]")
_CONTROL_CODES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
# Marks that turn the direction of what follows them and thereby forge what a reader sees of the line around them.
_DIRECTION_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")
_UNFIT_FOR_LINKS = re.compile("[\\s\"'<>\\\\^`{|}]")


def whole(text: str) -> str:
    """The text with halves of surrogate pairs, which UTF-8 cannot hold, replaced by U+FFFD."""
    return _HALF_PAIRS.sub("\ufffd", text)


def clean(text: str) -> str:
    """The text without control codes and direction overrides; tabs and line feeds stay."""
    return _DIRECTION_OVERRIDES.sub("", _CONTROL_CODES.sub("", whole(text)))


def one_line(text: str) -> str:
    """The cleaned text on one line, with runs of blanks folded into one."""
    return _BLANKS.sub(" ", clean(text)).strip()


def clipped(text: str, limit: int) -> str:
    """At most `limit` characters of the text, with an ellipsis where something was cut."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def linkable(url: str) -> bool:
    """Whether a string is a whole http or https address that may be put behind a link."""
    if _UNFIT_FOR_LINKS.search(url) or clean(url) != url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 page`, `3 pages`: a number with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(items: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:  # noqa: PLR2004
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
