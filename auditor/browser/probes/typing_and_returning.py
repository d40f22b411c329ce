"""Typing, going back, pressing twice: every step of a checkout, and forms that reach people."""

from collections.abc import Callable
from dataclasses import dataclass, field

from auditor.browser.acts.advancing import fill_step, send_step, way_on
from auditor.browser.collectors.page_world import world_of
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.probes.double_submit import try_double_submit
from auditor.browser.probes.family import Probing, walk_to_checkout, walk_to_form
from auditor.browser.probes.picturing import picture_fields
from auditor.browser.probes.return_trial import EarlierStep, try_returns
from auditor.browser.probes.setbacks import GivenUp, Setbacks
from auditor.browser.probes.typing_trial import TypingSought, try_typing
from auditor.browser.walk import Walk
from auditor.discovery.form_comparison import is_same_form
from auditor.discovery.leads import lead_order_form
from auditor.discovery.order_forms import OrderForm, form_to_send, main_order_form
from auditor.discovery.page_view import PageView
from auditor.model.artifact import Artifact
from auditor.model.journey import Stage

MOST_STEPS = 6
FAMILY = "typing"
_CHECKOUT, _FORM = "checkout", "form"
_RELOAD_LIMIT_MS = 8_000
_ORIGIN_LIMIT_MS = 2_000
_ORIGIN = "() => performance.timeOrigin"


@dataclass
class _Keeping:
    """Artifacts of one visit, written down as they come: the family may be cut off at any moment."""

    probing: Probing
    walk: Walk
    name: str
    step_id: str
    stage: Stage
    artifacts: list[Artifact] = field(default_factory=list)

    def note(self, artifact: Artifact) -> None:
        self.artifacts.append(artifact)
        self.probing.keep(self.walk, self.name, self.step_id, self.stage, self.artifacts)


async def probe_typing(probing: Probing) -> None:
    """Try what the fields of every step take, whether its control sends twice, and what coming back finds."""
    done = 0
    async with probing.walk(FAMILY) as walk:
        await walk_to_checkout(walk)
        for place in range(MOST_STEPS):
            if await walk.look_until(form_to_send) is None:
                break
            initial = walk.page
            keeping = _Keeping(probing, walk, f"{FAMILY}-{place + 1}", _CHECKOUT, Stage.CHECKOUT)
            await _try_form(keeping, main_order_form)
            done += 1
            if way_on(initial) is None or not await _stand_again(walk, initial):
                break
            if not await _go_on(probing, walk, initial, first=place == 0):
                break
    probing.progress.probe_done(FAMILY, f"{done} forms tried" if done else "no form could be tried")


async def probe_lead_typing(probing: Probing) -> None:
    """The same for a form that reaches people, without sending anything anywhere."""
    async with probing.walk(FAMILY) as walk:
        await walk_to_form(walk)
        keeping = _Keeping(probing, walk, f"{FAMILY}-1", _FORM, Stage.FORM)
        await _try_form(keeping, lead_order_form, reaches_people=True)
    probing.progress.probe_done(FAMILY, "1 form tried" if keeping.artifacts else "no form could be tried")


async def _try_form(
    keeping: _Keeping, find: Callable[[PageView], OrderForm | None], *, reaches_people: bool = False
) -> None:
    """Type into a form, then press its control twice; the page is of no use afterwards."""
    walk = keeping.walk
    typed = await try_typing(walk, TypingSought(find, keeping.step_id, held=reaches_people))
    if typed is not None:
        keeping.note(typed.trial)
        if typed.given_up:
            keeping.probing.skip(FAMILY, keeping.stage, typed.given_up)
    doubled = await try_double_submit(walk, find, keeping.step_id, reaches_people=reaches_people)
    if doubled is not None:
        keeping.note(doubled)


async def _go_on(probing: Probing, walk: Walk, initial: PageView, *, first: bool) -> bool:
    """Fill the step and send it; from the second step try the ways back to the first, then stand on the second."""
    filled = await fill_step(walk, _CHECKOUT)
    if filled is None:
        return False
    picture = await picture_fields(walk, filled.view, filled.keys, "before going on") if first else None
    if not await send_step(walk, filled):
        return False
    if not first:
        return True
    later = walk.page
    keeping = _Keeping(probing, walk, f"{FAMILY}-back", _CHECKOUT, Stage.CHECKOUT)
    earlier = EarlierStep(initial, filled, picture)
    try:
        await try_returns(walk, earlier, _CHECKOUT, keeping.note, Setbacks())
    except GivenUp as given_up:
        probing.skip(FAMILY, Stage.CHECKOUT, given_up.why)
    return _shows(walk.page, later) or await _stand_again(walk, later) or await _send_again(walk, later)


async def _send_again(walk: Walk, later: PageView) -> bool:
    """Reach a step anew from the one before it."""
    filled = await fill_step(walk, _CHECKOUT)
    return filled is not None and await send_step(walk, filled) and _shows(walk.page, later)


async def _stand_again(walk: Walk, step: PageView) -> bool:
    """Have a step's page anew, so that nothing of what was tried on it is left; whether it came."""
    origin = await _origin(walk)
    await walk.act(lambda: walk.tab.page.reload(wait_until="commit", timeout=_RELOAD_LIMIT_MS))
    if await _origin(walk) == origin or not _shows(walk.page, step):
        await walk.go_to(step.snapshot.url)
    return bool(await walk.look_until(lambda view: _shows(view, step)))


async def _origin(walk: Walk) -> float | None:
    """When the document began; tells one document from the next."""
    try:
        return float(await world_of(walk.tab.page).call(_ORIGIN, limit_ms=_ORIGIN_LIMIT_MS))
    except PAGE_FAILURES:
        return None


def _shows(view: PageView, step: PageView) -> bool:
    form = main_order_form(step)
    return form is not None and is_same_form(view, [entry.key for entry in form.fields])
