"""Telling a protection against robots from a fault of the shop: by headers and frames, in no language."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

_REFUSALS = frozenset({401, 403, 405, 406, 429, 503})
_HEADERS = {
    "cf-mitigated": "Cloudflare",
    "x-datadome": "DataDome",
    "x-dd-b": "DataDome",
    "x-px-captcha": "HUMAN",
    "x-iinfo": "Imperva",
    "x-sucuri-block": "Sucuri",
    "x-amzn-waf-action": "AWS WAF",
    "x-kpsdk-ct": "Kasada",
}
_FRAMES = {
    "challenges.cloudflare.com": "Cloudflare",
    "hcaptcha.com": "hCaptcha",
    "recaptcha.net": "reCAPTCHA",
    "captcha-delivery.com": "DataDome",
    "px-cdn.net": "HUMAN",
    "px-cloud.net": "HUMAN",
    "arkoselabs.com": "Arkose Labs",
    "awswaf.com": "AWS WAF",
}


def bot_wall(status: int | None, headers: Mapping[str, str], frame_urls: Iterable[str]) -> str | None:
    """Name the protection that answered in the shop's place; None where there is no sign of one.

    Args:
        status: the document's status: a page that was served is no wall, whatever guards its forms.
        headers: the document's response headers, names in lower case.
        frame_urls: addresses of the page's frames.
    """
    if status not in _REFUSALS:
        return None
    for header, name in _HEADERS.items():
        if header in headers:
            return name
    hosts = [urlsplit(url).hostname or "" for url in frame_urls]
    for known, name in _FRAMES.items():
        if any(host == known or host.endswith(f".{known}") for host in hosts):
            return name
    return None
