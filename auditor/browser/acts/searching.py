"""Using the shop's search as a shopper does."""

from dataclasses import dataclass

from auditor.browser.acts.naming import named_control
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.walk import StepNotNeeded, Walk
from auditor.discovery.folding import is_about
from auditor.discovery.page_view import PageView
from auditor.discovery.products import rank_product_links
from auditor.discovery.ranking import Ranked
from auditor.discovery.results import Results, read_results
from auditor.discovery.search_box import LOOKED_FOR, hides_search, rank_search_fields, rank_search_toggles
from auditor.model.artifact import QueryKind, SearchTrial
from auditor.model.journey import Search
from auditor.model.recognition import Attempt, PageKind, Role
from auditor.model.redaction import redact_url
from auditor.model.wording import say

_LATE_RESULTS_MS = 5_000
_NAMES_SHOWN = 10
_MOST_TOGGLES = 2
_SLIDING_MS = 1_500


@dataclass(frozen=True)
class Asked:
    """A search made: what came of it and how it was sent."""

    results: Results
    submitted_by: str
    changed: bool
    settled: bool


async def search(walk: Walk, action: Search) -> None:
    """Search for what the journey names, or for a product of the shop's own."""
    box = await find_box(walk)
    if box is None:
        raise StepNotNeeded(say("no search was found"))
    products = walk.known.queries()
    query = action.query or walk.known.before.query or (products[0].name if products else None)
    if query is None:
        raise StepNotNeeded(say("no product's name is known yet to search for"))
    walk.known.query = query
    asked = await ask(walk, box, query, intended=query)
    walk.known.searched = True
    walk.known.learn(walk.page)
    known_from = next((product.seen_on for product in products if product.name == query), "")
    walk.step.artifacts.append(
        trial_of(asked, QueryKind.KNOWN, query, intended=query, known_from=known_from, url=walk.tab.page.url)
    )
    links = rank_product_links(walk.page, named=query)
    walk.step.anchor = links[0].target.selector if links else None
    walk.step.reached_by = f"by searching for “{query}”"


async def find_box(walk: Walk) -> Ranked | None:
    """The search field; a control that reveals one is pressed first."""
    named = await named_control(walk, Role.SEARCH)
    fields = rank_search_fields(walk.page) if named is None else tuple(one for one in (named,) if one.field)
    toggles = rank_search_toggles(walk.page) if named is None else (named,)
    if not fields and not toggles and hides_search(walk.page):
        # Headers slide in and out as one scrolls.
        fields = await walk.look_until(rank_search_fields, limit_ms=_SLIDING_MS)
    if fields:
        return fields[0]
    home = walk.tab.page.url
    search = walk.recognised(Role.SEARCH, PageKind.OTHER, toggles, proven=False, looked_for=LOOKED_FOR)
    box = None
    for place, toggle in enumerate(toggles[:_MOST_TOGGLES]):
        await walk.press(toggle, Role.SEARCH)
        box = next(iter(rank_search_fields(walk.page)), None)
        search.tried(place, Attempt.WORKED if box else Attempt.NO_EFFECT)
        if box:
            break
        if walk.tab.page.url != home:
            await walk.go_to(home)
    search.finish(exhausted=box is None and len(toggles) <= _MOST_TOGGLES)
    return box


async def ask(walk: Walk, box: Ranked, query: str, *, intended: str = "") -> Asked:
    """Type a query, send it with Enter, and by the form's button where Enter does nothing; read what came."""
    before = walk.page
    locator = locate(walk.tab.page, before.snapshot, box.target)
    await locator.fill(query)
    walk.step.keystrokes += len(query) + 1
    await walk.act(lambda: locator.press("Enter", no_wait_after=True))
    submitted_by = "enter"
    changed = await _has_changed(walk, before)
    if not changed and (button := _button_of(before, box)) is not None:
        submitted_by = "button"
        await walk.press(button, Role.SEARCH)
        changed = await _has_changed(walk, before)
    everywhere = frozenset(walk.known.site_wide)

    def read(view: PageView) -> Results:
        return read_results(view, query, everywhere, intended=intended)

    await walk.look_until(lambda view: read(view).count or read(view).states_none, limit_ms=_LATE_RESULTS_MS)
    settled = bool(walk.settled and walk.settled.settled)
    return Asked(read(walk.page), submitted_by, changed, settled)


async def _has_changed(walk: Walk, before: PageView) -> bool:
    def different(view: PageView) -> bool:
        return view.snapshot.url != before.snapshot.url or _names(view) != _names(before)

    return await walk.look_until(different, limit_ms=1_500)


def _names(view: PageView) -> tuple[str, ...]:
    return tuple(card.name for card in view.snapshot.cards) + tuple(heading.text for heading in view.snapshot.headings)


def _button_of(view: PageView, box: Ranked) -> Ranked | None:
    if box.field is None or box.field.form is None:
        return None
    submits = view.snapshot.forms[box.field.form].submits
    if not submits:
        return None
    element = view.snapshot.elements[submits[0]]
    return Ranked(
        box.candidate.model_copy(update={"selector": element.selector, "name": element.name}), element=element
    )


def trial_of(asked: Asked, kind: QueryKind, query: str, *, intended: str, known_from: str, url: str) -> SearchTrial:
    """The trial as an artifact."""
    results = asked.results
    names = tuple(card.name for card in results.cards[:_NAMES_SHOWN])
    return SearchTrial(
        query_kind=kind,
        query=query,
        intended=intended,
        known_from=redact_url(known_from),
        result_count=results.count,
        result_names=names,
        intended_found=results.named or any(is_about(name, intended) for name in names) if intended else None,
        states_no_results=results.states_none,
        query_kept=results.query_kept,
        search_box_visible=results.box_visible,
        recovery=results.recovery,
        submitted_by=asked.submitted_by,
        url=redact_url(url),
        settled=asked.settled and asked.changed,
    )


async def search_safely(walk: Walk, query: str, intended: str) -> Asked | None:
    """Find the box on the current page, else on the landing page, and ask; None where it cannot be done."""
    try:
        box = await find_box(walk)
        if box is None:
            await walk.go_to(walk.known.landing_url)
            box = await find_box(walk)
        return None if box is None else await ask(walk, box, query, intended=intended)
    except PAGE_FAILURES:
        return None
