"""Addresses: whether two name the same page, and what one is about."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

_ROUTER = re.compile(r"^/?$|\.(php|aspx?|jsp|cgi|do)$", re.IGNORECASE)


def same_page(first: str, second: str) -> bool:
    """Whether two addresses name one page, whatever else they carry.

    Host and path must be equal, and one's parameters must hold all of the other's: `?id=4` and `?id=4&ref=home` are one
    page, `?id=4` and `?id=5` are two. Without any parameter an address stands for the same page only where the path
    itself names it, and not a router such as `/index.php`.
    """
    one, other = urlsplit(first), urlsplit(second)
    if (one.netloc.lower(), one.path.rstrip("/")) != (other.netloc.lower(), other.path.rstrip("/")):
        return False
    if _route(one.fragment) != _route(other.fragment):
        return False
    ours, theirs = set(parse_qsl(one.query)), set(parse_qsl(other.query))
    if not (ours <= theirs or theirs <= ours):
        return False
    return bool(ours and theirs) or ours == theirs or _ROUTER.search(one.path) is None


def route_of(url: str) -> str:
    """The part of an address that says what the page is: its path, a router's parameters, a hash route; decoded."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query and _ROUTER.search(parts.path) else ""
    route = _route(parts.fragment)
    return unquote(parts.path + query + (f"#{route}" if route else ""))


def place_of(url: str) -> str:
    """An address without its anchor; what a single-page application routes by is no anchor."""
    address, _, fragment = url.partition("#")
    return f"{address}#{route}" if (route := _route(fragment)) else address


def _route(fragment: str) -> str:
    """The part of a fragment that a single-page application routes by; a mere anchor is none."""
    return fragment if fragment.startswith(("/", "!")) else ""
