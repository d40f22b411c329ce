"""Choosers of country, region or language that stand before a shop, and which of their choices a shopper takes."""

import re
from urllib.parse import urlsplit

from auditor.discovery.folding import fold
from auditor.discovery.lexicon import Concept
from auditor.discovery.ranking import Ranked, Score, best_first
from auditor.discovery.scopes import Answer, Scope
from auditor.discovery.shopper import FieldPurpose, Shopper, country_called, shopper_for
from auditor.model.recognition import Basis, Role
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot

_OWN_NAMES = {
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "it": "Italiano",
    "pt": "Português",
    "pl": "Polski",
    "nl": "Nederlands",
    "lv": "Latviešu Latviski",
    "lt": "Lietuvių Lietuviškai",
    "et": "Eesti",
    "ro": "Română",
    "ru": "Русский",
    "uk": "Українська",
    "cs": "Čeština Česky",
    "sv": "Svenska",
    "tr": "Türkçe",
    "zh": "中文 简体中文 繁體中文",
    "ja": "日本語",
    "ko": "한국어",
    "ar": "العربية",
    "da": "Dansk",
    "fi": "Suomi",
    "no": "Norsk",
    "hu": "Magyar",
    "sk": "Slovenčina Slovensky",
    "sl": "Slovenščina",
    "hr": "Hrvatski",
    "el": "Ελληνικά",
    "bg": "Български",
}
_LANGUAGES = {fold(name): code for code, names in _OWN_NAMES.items() for name in names.split()}
"""Languages by what they call themselves: so are they listed, whatever the page is written in."""
_LOCALE = re.compile(r"^([a-z]{2})(?:[-_]([a-z]{2}))?$", re.IGNORECASE)
_BESIDE_THE_NAME = re.compile(r"[(\[|/–—:,].*$|\s-\s.*$|[^\w\s'’.&-]")
"""Currencies, languages and flags that stand beside a country's name."""
_FEWEST = 2
_MOST_LISTED = 300


def is_region_chooser(scope: Scope) -> bool:
    """Whether a block or page is for choosing a country, region or language: it names several, or says so."""
    named = len(_links(scope)) >= _FEWEST and len(_links(scope)) * 2 >= len(scope.elements)
    listed = any(_regions_in(entry) for entry in scope.fields)
    if named or listed:
        return True
    return scope.view.says(Concept.REGION_TOPIC, scope.text) is not None and len(scope.elements) >= 1


def region_answers(scope: Scope) -> tuple[Answer, ...]:
    """Ways to choose: the shopper's own country in a list that is sent, else one of the links."""
    shopper = shopper_for(scope.view.snapshot.language, urlsplit(scope.view.snapshot.url).netloc)
    entries = tuple(
        (entry, option)
        for entry in scope.fields
        if (option := _option(scope, entry, shopper)) and entry.tag == "select"
    )
    answers = [Answer(Role.OVERLAY, one, entries, scope.place) for one in _sending(scope, entries)]
    links = best_first(
        (_preference(element, place, shopper) for place, element in enumerate(_links(scope))),
        at_least=0.05,
        most=3,
    )
    if entries and not answers:
        answers.append(Answer(Role.OVERLAY, None, entries, scope.place))  # choosing is all there is to do
    return (*answers, *(Answer(Role.OVERLAY, one, (), scope.place) for one in links))


def _sending(scope: Scope, entries: tuple[tuple[FieldSnapshot, str], ...]) -> tuple[Ranked, ...]:
    """The controls that send what was chosen in lists."""
    if not entries:
        return ()
    ranked = []
    for element in scope.elements:
        score, view = Score(), scope.view
        score.add_if(any(scope.sends(element, one) for one, _ in entries), 0.6, Basis.STRUCTURE, "sends the choice")
        score.add_if(element.tag in {"button", "input"}, 0.2, Basis.STRUCTURE, "is a button")
        for concept in (Concept.CONTINUE, Concept.ENTER_SITE, Concept.AGE_CONFIRM, Concept.SEARCH):
            score.add_words(view.element_says(concept, element), "it")
        score.damp_if(view.element_says(Concept.CLOSE, element), 0.3, "closes")
        ranked.append(score.candidate_of_element(element))
    return best_first(ranked, at_least=0.2, most=2)


def _links(scope: Scope) -> tuple[ElementSnapshot, ...]:
    host = urlsplit(scope.view.snapshot.url).netloc
    return tuple(
        one
        for one in scope.elements
        if (one.href is None or _within(urlsplit(one.href).netloc, host)) and _region_of(one) != ("", "")
    )


def _within(host: str, site: str) -> bool:
    """Whether a host is the site's own, its `www.` twin or below it: only there the walk may go."""
    bare = site.removeprefix("www.")
    return host in {"", site, bare, f"www.{bare}"} or host.endswith(f".{bare}")


def _region_of(element: ElementSnapshot) -> tuple[str, str]:
    """The language and the country that a link or button stands for, each empty where it names none."""
    name = _BESIDE_THE_NAME.sub("", element.name or element.text).strip()
    country = country_called(name) or ""
    language = _LANGUAGES.get(fold(name), "")
    segments = [part for part in urlsplit(element.href or "").path.split("/") if part]
    if len(segments) == 1 and (found := _LOCALE.match(segments[0])):
        language = language or found[1].lower()
        country = country or (found[2] or "").upper()
    return language, country


def _preference(element: ElementSnapshot, place: int, shopper: Shopper) -> Ranked:
    """The shopper's own country first, then their language, then whatever stands first."""
    language, country = _region_of(element)
    score = Score()
    score.add(0.3, Basis.STRUCTURE, "stands for a country or a language")
    score.add_if(country == shopper.country_code, 0.5, Basis.STRUCTURE, "is the country of the page's language")
    score.add_if(language == shopper.language, 0.4, Basis.STRUCTURE, "is the page's language")
    chosen = element.attributes.get("aria-current") or "true" in (
        element.attributes.get("aria-selected"),
        element.attributes.get("aria-checked"),
    )
    score.add_if(chosen, 0.4, Basis.STRUCTURE, "is the present choice")
    score.damp(1 - min(place, _MOST_LISTED) * 0.001, "place in the list")
    return score.candidate_of_element(element)


def _regions_in(entry: FieldSnapshot) -> bool:
    if entry.tag != "select" or not entry.visible:
        return False
    regions = [
        label
        for value, label in entry.options[:_MOST_LISTED]
        if country_called(_BESIDE_THE_NAME.sub("", label).strip()) or fold(label) in _LANGUAGES
    ]
    return len(regions) >= _FEWEST or (len(regions) == 1 and len(entry.options) <= _FEWEST)


def _option(scope: Scope, entry: FieldSnapshot, shopper: Shopper) -> str:
    """The shopper's country, else what is chosen already, else the first that can be."""
    if entry.tag != "select" or not entry.visible or scope.view.purpose(entry) is FieldPurpose.QUANTITY:
        return ""
    usable = [
        (value, label)
        for value, label in entry.options
        if value.strip() and not scope.view.says(Concept.SELECT_OPTION, label)
    ]
    if not usable:
        return ""
    for value, label in usable:
        if country_called(_BESIDE_THE_NAME.sub("", label).strip()) == shopper.country_code:
            return value
    for value, label in usable:
        if _LANGUAGES.get(fold(label)) == shopper.language:
            return value
    return entry.value if any(value == entry.value for value, _ in usable) else usable[0][0]
