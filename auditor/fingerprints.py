"""The fingerprint of a finding: the same friction has the same one in every audit of the same site.

It rests on the check, the step, the pattern of the address's path and the identity of the evidence; never on a
message's text, on figures, on query strings, on the host or on a position among siblings. Pure.
"""

import hashlib
import re
from urllib.parse import unquote, urlsplit

from auditor.model.finding import Finding
from auditor.model.journey import Stage

PLACEHOLDER = "{}"

_FINGERPRINT_LENGTH = 16  # 64 bits: no two of a site's few hundred findings meet by chance
_LOCALE = re.compile(r"[a-z]{2}([-_][a-zA-Z]{2})?")
_PLAIN_WORD = re.compile(r"[a-z]{1,20}", re.IGNORECASE)  # longer runs of letters are names or keys
_EXTENSION = re.compile(r"(.+)\.(html?|php|aspx?|jsp|do)", re.IGNORECASE)
_NAMES_GOODS = frozenset({Stage.PRODUCT, Stage.LISTING, Stage.SEARCH})
_POSITION = re.compile(r":(nth-[a-z-]+)\([^)]*\)|>>\s*nth=\d+")
_NUMBER = re.compile(r"\d{2,}")  # single digits belong to names such as h1
_HEXADECIMAL = re.compile(r"(?<![0-9a-z])(?=[a-f]*\d)[0-9a-f]{8,}(?![0-9a-z])", re.IGNORECASE)


def path_pattern(url: str, stage: Stage) -> str:
    """The path of an address with placeholders for everything that names one product, session or order.

    A segment is kept where it is one plain word (`cart`) or a locale (`de-de`). Where goods are shown, the last of
    several segments names them, so it is replaced too.

    Args:
        url: the address; host, query and fragment are left out, routes behind `#/` are kept.
        stage: the stage of the finding.
    """
    parts = urlsplit(url)
    path = parts.path
    if parts.fragment.startswith(("/", "!/")):
        path = f"{path.rstrip('/')}/#/{parts.fragment.lstrip('!').lstrip('/').partition('?')[0]}"
    segments = [unquote(segment) for segment in path.split("/") if segment]
    last = len(segments) - 1
    named = stage in _NAMES_GOODS and (last > 0 or stage is not Stage.SEARCH)
    kept = [_segment_pattern(segment, names_goods=named and place == last) for place, segment in enumerate(segments)]
    return "/" + "/".join(kept)


def identity_pattern(identity: str) -> str:
    """The identity of an evidence without numbers and positions, which change from one audit to the next."""
    identity = _POSITION.sub(":position", identity)
    return _NUMBER.sub("#", _HEXADECIMAL.sub("#", identity))


def fingerprint(finding: Finding) -> str:
    """The fingerprint, 16 hexadecimal digits."""
    place = finding.location
    parts = (
        finding.check_id,
        place.step,
        path_pattern(place.url, place.stage),
        identity_pattern(finding.identity),
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_FINGERPRINT_LENGTH]


def _segment_pattern(segment: str, *, names_goods: bool) -> str:
    if segment == "#":
        return segment
    segment = segment.partition(";")[0]  # ;jsessionid=... is no part of the place
    extension = _EXTENSION.fullmatch(segment)
    stem, ending = (extension[1], f".{extension[2].lower()}") if extension else (segment, "")
    if not names_goods and (_PLAIN_WORD.fullmatch(stem) or _LOCALE.fullmatch(stem)):
        return stem.lower() + ending
    return PLACEHOLDER + ending
