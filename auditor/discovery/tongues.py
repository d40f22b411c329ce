"""Which language a page is in: what it declares, checked against what it says.

A declaration is often left over from a template, so one that the page's own words plainly contradict is not believed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urldefrag

from auditor.discovery.folding import fold, words
from auditor.discovery.lexicon import Lexicon

NEUTRAL = "und"
"""The tag of no language in particular (ISO 639-2): a site that is asked for it answers in its own."""

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SAYS_NOTHING = frozenset({NEUTRAL, "zxx", "mul", "mis", "root", "xx"})
_SCRIPT_SUBTAG_LENGTH, _REGION_SUBTAG_LENGTH = 4, 2

_LONGEST_TEXT = 300
_MOST_TEXTS = 400
_CONTROL_WEIGHT = 2.0
"""A control's wording tells more than a common word: it is longer, and no name of a product."""
_ENOUGH = 2.5
"""Points below which a page in Latin letters says too little: two controls, or some common words; ours."""
_AHEAD = 1.6
"""How far the language in front must be before the next, which may well be a sister: sv before da; ours."""
_PLAINLY = 4.0
_PLAINLY_AHEAD = 4.0
"""From what on, and how far before the declared language, the words of a page are believed against it; ours."""
_FEWEST_LETTERS = 20
_PLAIN_SHARE = 0.6
_KANA_SHARE = 0.08
"""Share of kana in CJK letters from which a text is Japanese: shop labels have a fifth and more, Chinese none; ours."""

_SCRIPTS: dict[str, str] = {
    "CYRILLIC": "Cyrl", "ARABIC": "Arab", "HANGUL": "Hang", "HIRAGANA": "Kana", "KATAKANA": "Kana", "CJK": "Hani",
    "LATIN": "Latn", "GREEK": "Grek", "HEBREW": "Hebr", "THAI": "Thai", "GEORGIAN": "Geor", "ARMENIAN": "Armn",
    "DEVANAGARI": "Deva",
}  # fmt: skip
_WRITTEN_IN: dict[str, frozenset[str]] = {
    "Cyrl": frozenset({"ru", "uk", "bg", "be", "sr", "mk", "kk", "ky", "mn", "tg"}),
    "Arab": frozenset({"ar", "fa", "ur", "ps", "ku", "ckb", "ug"}),
    "Hang": frozenset({"ko"}),
    "Kana": frozenset({"ja"}),
    "Hani": frozenset({"zh", "ja", "yue"}),
    "Grek": frozenset({"el"}),
    "Hebr": frozenset({"he", "iw", "yi"}),
    "Thai": frozenset({"th"}),
    "Geor": frozenset({"ka"}),
    "Armn": frozenset({"hy"}),
    "Deva": frozenset({"hi", "mr", "ne"}),
}
_FIRST_IN_SCRIPT = {
    "Hang": "ko", "Kana": "ja", "Hani": "zh", "Grek": "el", "Hebr": "he", "Thai": "th", "Geor": "ka", "Armn": "hy",
    "Deva": "hi",
}  # fmt: skip


@dataclass(frozen=True)
class Spoken:
    """What a page tells of its language. `alternates` are pairs of a language tag and the address it is found at."""

    url: str
    html_lang: str = ""
    header: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    open_graph: str = ""
    texts: tuple[str, ...] = ()


def language_tag(text: str) -> str | None:
    """A declared language as a browser takes it (`pt_br` is `pt-BR`); None where it names no language."""
    tag = text.strip().split(".", 1)[0].replace("_", "-")
    if not _TAG.fullmatch(tag):
        return None
    first, *rest = tag.split("-")
    if first.lower() in _SAYS_NOTHING:
        return None
    return "-".join((first.lower(), *(_subtag(part) for part in rest)))


def _subtag(part: str) -> str:
    if len(part) == _SCRIPT_SUBTAG_LENGTH and part.isalpha():
        return part.title()
    return part.upper() if len(part) == _REGION_SUBTAG_LENGTH else part.lower()


def own_language(page: Spoken) -> str | None:
    """The language a page is in, as a tag: declared, unless its words plainly say another; None where nothing tells.

    Declarations in order of trust: the document's own, the answer's header, the page's entry among its translations,
    the one for sharing.
    """
    declared = next((tag for text in _declarations(page) if (tag := language_tag(text))), None)
    return believed(declared, page.texts)


def believed(declared: str | None, texts: Iterable[str]) -> str | None:
    """A declared language where the page's words do not plainly contradict it; else the one that they are of."""
    if declared is None:
        return spoken_language(texts)
    code = declared.split("-", 1)[0]
    shown = tuple(texts)
    script = _main_script(shown)
    if script is not None:
        contradicted = _other_script(code, script)
        return _language_of_script(script, shown) if contradicted else declared
    points = _points(shown)
    if not points:
        return declared
    best = max(points, key=lambda one: points[one])
    far = best != code and points[best] >= _PLAINLY and points[best] >= _PLAINLY_AHEAD * points.get(code, 0.0)
    known = code in _common_words()
    return best if far and known and _leads(points, best) else declared


def spoken_language(texts: Iterable[str]) -> str | None:
    """The language of a page's texts by script and vocabulary; None where they say too little."""
    shown = tuple(texts)
    script = _main_script(shown)
    if script is not None:
        return _language_of_script(script, shown)
    points = _points(shown)
    best = max(points, key=lambda one: points[one], default=None)
    return best if best is not None and points[best] >= _ENOUGH and _leads(points, best) else None


def _declarations(page: Spoken) -> Iterable[str]:
    yield page.html_lang
    if "," not in page.header:
        yield page.header
    here = urldefrag(page.url).url.rstrip("/")
    for tag, address in page.alternates:
        if urldefrag(address).url.rstrip("/") == here and tag.lower() != "x-default":
            yield tag
    yield page.open_graph


def _leads(points: Mapping[str, float], best: str) -> bool:
    return all(points[best] >= _AHEAD * value for one, value in points.items() if one != best)


def _other_script(code: str, script: str) -> bool:
    """Whether a language is one that is known to be written with other letters."""
    if script == "Hani" and code == "ko":
        return False
    known = code in _common_words() or any(code in codes for codes in _WRITTEN_IN.values())
    return known and code not in _WRITTEN_IN[script] and not (script == "Kana" and code == "ja")


def _main_script(texts: tuple[str, ...]) -> str | None:
    """The script, other than Latin, that most letters are of; None where Latin prevails or there are few letters.

    Latin letters are in pages of every language (brands, sizes, units), so they count half.
    """
    counts: Counter[str] = Counter()
    for text in texts[:_MOST_TEXTS]:
        for char in text[:_LONGEST_TEXT]:
            if char.isascii():
                counts["Latn"] += char.isalpha()
            elif char.isalpha():
                counts[_script_of(char)] += 1
    counts["Latn"] //= 2
    cjk = counts["Kana"] + counts["Hani"]
    if counts["Kana"] > _KANA_SHARE * cjk:
        counts["Kana"], counts["Hani"] = cjk, 0
    total = sum(counts.values())
    if total < _FEWEST_LETTERS:
        return None
    script, most = counts.most_common(1)[0]
    return script if script in _WRITTEN_IN and most >= _PLAIN_SHARE * total else None


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str:
    return _SCRIPTS.get(unicodedata.name(char, "").split(" ", 1)[0], "")


def _language_of_script(script: str, texts: tuple[str, ...]) -> str:
    if script in _FIRST_IN_SCRIPT:
        return _FIRST_IN_SCRIPT[script]
    letters = Counter("".join(text[:_LONGEST_TEXT] for text in texts[:_MOST_TEXTS]).casefold())
    if script == "Arab":
        persian = sum(letters[char] for char in "پچژگ")
        return "fa" if persian * 50 > sum(letters[char] for char in "اوينمت") else "ar"
    ukrainian = sum(letters[char] for char in "іїєґ")
    russian = sum(letters[char] for char in "ыэё")
    serbian = sum(letters[char] for char in "ђјљњћџ")
    if serbian > ukrainian + russian:
        return "sr"
    if ukrainian > russian:
        return "uk"
    return "ru" if russian or not letters["ъ"] else "bg"


def _points(texts: tuple[str, ...]) -> dict[str, float]:
    """How much each language in Latin letters is spoken: by wordings of controls, and by common words.

    What several languages share counts for each a part. The same text twice counts once.
    """
    points: dict[str, float] = {}
    seen: set[str] = set()
    lexicon, common = Lexicon.load(), _speakers()
    for text in texts:
        folded = fold(text[:_LONGEST_TEXT])
        if not folded or folded in seen:
            continue
        seen.add(folded)
        if len(seen) > _MOST_TEXTS:
            break
        said = lexicon.speakers(text)
        for code in said:
            points[code] = points.get(code, 0.0) + _CONTROL_WEIGHT / len(said)
        for word in set(words(text[:_LONGEST_TEXT])):
            speakers = common.get(word, ())
            for code in speakers:
                points[code] = points.get(code, 0.0) + 1 / len(speakers)
    return points


def _common_words() -> Mapping[str, frozenset[str]]:
    return Lexicon.load().common_words


@lru_cache(maxsize=1)
def _speakers() -> Mapping[str, tuple[str, ...]]:
    """Each common word with the languages it is common in."""
    spoken: dict[str, list[str]] = {}
    for code, known in _common_words().items():
        for word in known:
            spoken.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in spoken.items()}
