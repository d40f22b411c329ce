"""From the second step of a checkout back to the first: what its form still holds.

Three ways: the browser's Back, the site's own link or button, and a reload of the second step. Each begins where a
shopper would stand who has just sent the first step: a document loaded anew has forgotten what a script remembered.
"""

from collections.abc import Callable
from dataclasses import dataclass

from auditor.browser.acts.advancing import FilledStep, fill_step, send_step
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.guard_policy import Mode
from auditor.browser.probes.picturing import picture_fields
from auditor.browser.probes.setbacks import Setbacks
from auditor.browser.walk import Walk
from auditor.discovery.addresses import place_of
from auditor.discovery.form_comparison import compare_fields, is_same_form
from auditor.discovery.order_forms import main_order_form, may_place_order
from auditor.discovery.page_view import PageView
from auditor.discovery.ranking import Ranked
from auditor.discovery.ways_back import rank_ways_back
from auditor.model.form import FieldState, ReturnTrial, WayBack
from auditor.model.picture import Screenshot
from auditor.model.redaction import redact_url
from auditor.model.wording import say

_BACK_LIMIT_MS = 8_000
_PRESS_LIMIT_MS = 3_000
_RETURN_MS = 3_000
_MOST_LINKS = 2


@dataclass(frozen=True)
class EarlierStep:
    """The step to come back to: as it came, as it was sent, and a picture of that."""

    initial: PageView
    filled: FilledStep
    picture: Screenshot | None = None

    def stands_in(self, view: PageView) -> bool:
        """Whether the step's form can be seen."""
        return is_same_form(view, self.filled.keys)

    def compared(self, view: PageView) -> tuple[FieldState, ...]:
        """What the form holds, beside what it held."""
        return compare_fields(self.initial, self.filled.view, view, self.filled.keys)


@dataclass
class _Returning:
    walk: Walk
    earlier: EarlierStep
    later: PageView
    step_id: str
    note: Callable[[ReturnTrial], None]

    def on_later(self, view: PageView) -> bool:
        """Whether the later step is shown."""
        form = main_order_form(self.later)
        keys = tuple(entry.key for entry in form.fields) if form else ()
        if keys:
            return is_same_form(view, keys)
        same = place_of(view.snapshot.url) == place_of(self.later.snapshot.url)
        return same and view.main_heading == self.later.main_heading and not self.earlier.stands_in(view)

    def trial(self, way: WayBack) -> ReturnTrial:
        view = self.earlier.filled.view
        return ReturnTrial(
            way=way,
            form=self.earlier.filled.form.selector,
            page_url=redact_url(view.snapshot.url),
            from_url=redact_url(self.later.snapshot.url),
            step_name=view.main_heading,
            arrived=False,
            before=self.earlier.picture,
        )


async def try_returns(
    walk: Walk, earlier: EarlierStep, step_id: str, note: Callable[[ReturnTrial], None], setbacks: Setbacks
) -> None:
    """Come back to an earlier step in every way there is; ends wherever the last one led.

    Args:
        walk: stands on the later step.
        earlier: the step before it.
        step_id: for the log of what was changed.
        note: takes each trial as it is made.
        setbacks: counts what fails.

    Raises:
        GivenUp: too much failed.
    """
    returning = _Returning(walk, earlier, walk.page, step_id, note)
    for way in (_browser_back, _own_link, _reload):
        with setbacks.passing_over():
            walk.tab.label(step_id, say("returning to an earlier step"))
            await way(returning)


async def _reload(returning: _Returning) -> None:
    walk = returning.walk
    if not await _go_on(returning):
        return
    await walk.act(lambda: walk.tab.page.reload(wait_until="commit", timeout=_BACK_LIMIT_MS))
    stays = await walk.look_until(returning.on_later, limit_ms=_RETURN_MS)
    trial = returning.trial(WayBack.RELOAD).model_copy(update={"arrived": bool(stays)})
    if not stays and returning.earlier.stands_in(walk.page):
        trial = trial.model_copy(update=await _compared(returning))
    returning.note(trial)


async def _browser_back(returning: _Returning) -> None:
    walk = returning.walk
    if not await _go_on(returning):
        return
    await walk.act(lambda: walk.tab.page.go_back(wait_until="commit", timeout=_BACK_LIMIT_MS))
    trial = returning.trial(WayBack.BROWSER)
    if await walk.look_until(returning.earlier.stands_in, limit_ms=_RETURN_MS):
        trial = trial.model_copy(update={"arrived": True, **await _compared(returning)})
    returning.note(trial)


async def _own_link(returning: _Returning) -> None:
    walk = returning.walk
    first: ReturnTrial | None = None
    for place in range(_MOST_LINKS):
        if not await _go_on(returning):
            break
        ways = rank_ways_back(walk.page, returning.earlier.filled.view)
        if place >= len(ways):
            break
        trial = await _by_control(returning, ways[place])
        first = first or trial
        if trial.arrived:
            first = trial
            break
    if first is not None:
        returning.note(first)


async def _by_control(returning: _Returning, way: Ranked) -> ReturnTrial:
    """Press the site's own way back. On a step that may order nothing but looking is allowed meanwhile."""
    walk, guard = returning.walk, returning.walk.tab.guard
    form = main_order_form(walk.page)
    submit = form.submits[0].element if form and form.submits else None
    careful = form is None or submit is None or may_place_order(walk.page, form, submit)
    trial = returning.trial(WayBack.OWN_LINK).model_copy(
        update={"control": way.candidate.name, "control_selector": way.candidate.selector}
    )
    locator = locate(walk.tab.page, walk.page.snapshot, way.target)
    held = len(guard.held)
    guard.set_mode(walk.tab.context, Mode.LOOK if careful else Mode.WALK)
    try:
        await walk.act(lambda: locator.click(timeout=_PRESS_LIMIT_MS))
        arrived = await walk.look_until(returning.earlier.stands_in, limit_ms=_RETURN_MS)
        compared = await _compared(returning) if arrived else {}
    finally:
        guard.set_mode(walk.tab.context, Mode.WALK)
    kept_back = any(one.own_site and not one.is_beacon for one in guard.held[held:])
    if not arrived or (careful and kept_back):
        return trial
    return trial.model_copy(update={"arrived": True, **compared})


async def _compared(returning: _Returning) -> dict[str, object]:
    """What the form holds once nothing more comes; values may be put back late."""
    walk, earlier = returning.walk, returning.earlier

    def whole(view: PageView) -> bool:
        return not any(not state.kept and not state.exempt for state in earlier.compared(view))

    found: dict[str, object] = {}
    if not await walk.look_until(whole, limit_ms=_RETURN_MS):
        lost = [state.key for state in earlier.compared(walk.page) if not state.kept and not state.exempt]
        found["after"] = await picture_fields(walk, walk.page, lost, "after returning")
    return {**found, "fields": earlier.compared(walk.page)}


async def _go_on(returning: _Returning) -> bool:
    """Stand on the later step again: by sending the earlier one anew, else by the later one's address."""
    walk, earlier, later = returning.walk, returning.earlier, returning.later
    if returning.on_later(walk.page):
        return True
    if not earlier.stands_in(walk.page):
        await walk.go_to(earlier.filled.view.snapshot.url)
        await walk.look_until(earlier.stands_in, limit_ms=_RETURN_MS)
    filled = await fill_step(walk, returning.step_id) if earlier.stands_in(walk.page) else None
    if filled is not None and await send_step(walk, filled):
        return bool(await walk.look_until(returning.on_later, limit_ms=_RETURN_MS))
    if place_of(later.snapshot.url) == place_of(earlier.filled.view.snapshot.url):
        return False
    await walk.go_to(later.snapshot.url)
    return bool(await walk.look_until(returning.on_later, limit_ms=_RETURN_MS))
