"""The page of arrival gives the shopper nothing to do.

What it does:
    Looks at what can be clicked or filled in within the first two screens of the landing page. Speaks up only where
    three things come together: no control says in any known language what shops let people do, no product is shown,
    and header and navigation have fewer than three links. The search box of the header is no call to action.

Why it is friction:
    A shopper who cannot tell within moments what to do on a page leaves it.

How to fix:
    Put one clear main action where it is seen first: to the goods, to the search, to the offer.

Limits:
    Pages in languages that the word lists do not cover, magazines and pages made of one picture need a look by a
    person. The most striking control is named as evidence, measured by its area and contrast.

References:
    - GOV.UK Design System, Button, one main call to action per page:
      https://design-system.service.gov.uk/components/button/
    - The three conditions and their limits are ours.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.check import Context, VisitCheck
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView
from auditor.model.artifact import PageResponse
from auditor.model.finding import Certainty, CheckMeta, ElementEvidence, Finding, Severity
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.snapshot import CardSnapshot, DomSnapshot, ElementSnapshot, FieldSnapshot, Landmark
from auditor.model.wording import Phrase, say, say_number
from checks.judgement import FIRST_ERROR_STATUS, LEAST_NAVIGATION, SITE_PARTS, because, out_of_sight, shortened

SCREENS = 2
"""How many viewports from the top a shopper is taken to see before deciding; ours."""
ACTIONS = (
    Concept.ADD_TO_CART,
    Concept.BUY_NOW,
    Concept.CHECKOUT,
    Concept.CONTINUE,
    Concept.CREATE_ACCOUNT,
    Concept.LEAD_SUBMIT,
    Concept.SIGN_IN,
)
_TYPED_INTO = frozenset({"text", "search", "email", "tel", "url", "number", "textarea", ""})
_NUMBERS = re.compile(r"[\d.]+")
_CHANNELS = 3
_LINEAR_BELOW = 0.04045
_LIGHT = (0.2126, 0.7152, 0.0722)


class NoPrimaryCta(VisitCheck):
    """Judges whether the landing page offers something to do."""

    meta = CheckMeta(
        id="landing/no-primary-cta",
        title="No clear next action",
        feels="What am I supposed to do here?",
        stages=(Stage.LANDING,),
        severity=Severity.MODERATE,
        requires=("DomSnapshot",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def applies(self, visit: Visit, context: Context) -> bool:
        """The shop's own page must have come, not a refusal in its place."""
        del context
        answer = visit.get(PageResponse)
        return answer is None or (answer.bot_wall is None and (answer.status or 0) < FIRST_ERROR_STATUS)

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where all three conditions hold."""
        page = visit.get(DomSnapshot)
        assert page is not None, "the check requires a DomSnapshot"
        view = PageView(page)
        seen = [element for element in page.elements if _is_seen(element, page)]
        cards = [card for card in view.product_cards or _tiles(view) if card.box.y < page.viewport_height * SCREENS]
        navigation = [element for element in seen if _leads_on(element)]
        if len(navigation) >= LEAST_NAVIGATION or cards:
            return
        if any(_acts(element, view) for element in seen) or any(_invites(field, page) for field in page.fields):
            return
        ranked = sorted((one for one in seen if one.landmark not in SITE_PARTS), key=_strikes, reverse=True)
        doubts = list(out_of_sight(page))
        if any(_looks_like_button(element) for element in ranked):
            doubts.append(say("a button is there whose words are not known"))
        if page.has_canvas_or_video:
            doubts.append(say("pictures that move may hold controls"))
        yield self.finding(
            _told(len(navigation), ranked) + because(doubts),
            context.location(visit),
            identity="primary-cta",
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=[
                ElementEvidence(selector=one.selector, snippet=one.name or one.text, box=one.box) for one in ranked[:3]
            ],
        )


def _told(links: int, ranked: Sequence[ElementSnapshot]) -> Phrase:
    told = say_number(
        "The first {screens} screens show no product and no call to action, and the navigation has "
        "{number} link of at least {least}.",
        "The first {screens} screens show no product and no call to action, and the navigation has "
        "{number} links of at least {least}.",
        links,
        screens=SCREENS,
        least=LEAST_NAVIGATION,
    )
    if ranked:
        name = shortened(ranked[0].name or ranked[0].text)
        told = told + say(" The most striking control is “{name}”.", name=name)
    return told


def _tiles(view: PageView) -> tuple[CardSnapshot, ...]:
    """Pictures of a build that repeats which lead somewhere, as to departments: they are ways on as well."""
    pictured = [
        one for one in view.true_cards.values() if one.has_image and one.href and one.landmark not in SITE_PARTS
    ]
    builds = Counter(one.signature for one in pictured)
    return tuple(one for one in pictured if builds[one.signature] > 1)


def _is_seen(element: ElementSnapshot, page: DomSnapshot) -> bool:
    box = element.box
    on_page = box.y < page.viewport_height * SCREENS and box.y + box.height > 0 and box.x + box.width > 0
    stays = element.href is not None and element.href.split("#")[0] == page.url.split("#")[0]
    return on_page and not stays and not element.disabled and element.overlay is None


def _leads_on(element: ElementSnapshot) -> bool:
    return element.landmark in {Landmark.NAV, Landmark.HEADER} and bool(element.href or element.popup)


def _acts(element: ElementSnapshot, view: PageView) -> bool:
    search = () if element.landmark in SITE_PARTS else (Concept.SEARCH,)
    return any(view.element_says(concept, element) is not None for concept in (*ACTIONS, *search))


def _invites(field: FieldSnapshot, page: DomSnapshot) -> bool:
    """Whether a field in the page's main part asks for something: a search, an address to write to."""
    shown = field.visible and not field.disabled and field.box.y < page.viewport_height * SCREENS
    return shown and field.type in _TYPED_INTO and field.landmark not in SITE_PARTS and field.overlay is None


def _looks_like_button(element: ElementSnapshot) -> bool:
    return element.role == "button" or element.tag == "button" or _contrast(element) > 1


def _strikes(element: ElementSnapshot) -> float:
    return element.box.area * _contrast(element)


def _contrast(element: ElementSnapshot) -> float:
    """The contrast of a control's text with its own background, 1 to 21 as in WCAG; 1 without a background."""
    back, front = _luminance(element.background), _luminance(element.color)
    if back is None or front is None:
        return 1
    light, dark = max(back, front), min(back, front)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float | None:
    """The relative luminance of a computed colour such as `rgb(0, 0, 0)`; None where it is transparent or unknown."""
    numbers = [float(number) for number in _NUMBERS.findall(colour)] if colour.startswith("rgb") else []
    if len(numbers) < _CHANNELS or (len(numbers) > _CHANNELS and numbers[_CHANNELS] == 0):
        return None
    shares = (number / 255 for number in numbers[:_CHANNELS])
    linear = (share / 12.92 if share <= _LINEAR_BELOW else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return sum(weight * value for weight, value in zip(_LIGHT, linear, strict=True))
