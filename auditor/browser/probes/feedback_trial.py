"""A product put into the cart while the answer takes its time: does the page show that it has heard the press?

Fast answers never come to the second after which people need a sign, so the guard lets what the page asks for wait.
What the press itself looks like is no sign: the page is compared with how it looked with the pointer over the control
and the focus on it, and a change of the control's own paint has to outlast a ripple. What styles and nodes do not tell,
such as a canvas or a closed shadow root, is seen in pictures of the control.

Tried is the control that puts the product into the cart. Where its press asks for a document, browsers show progress of
their own and there is nothing to judge. The checkout's own buttons are not tried here: they need filled forms.
"""

import asyncio
import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.browser.acts.choosing import again, choose_variant
from auditor.browser.acts.naming import candidates
from auditor.browser.clearing import enter, uncover
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.collectors.feedback import FirstChange, await_press, crop, first_change, remember_looks
from auditor.browser.collectors.page_world import PageAwayError
from auditor.browser.collectors.screenshot import take_screenshot
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.held import DelayedRequest
from auditor.browser.pressing import look_at_cover
from auditor.browser.probes.family import Probing
from auditor.browser.walk import StepBroken, Walk
from auditor.discovery.buying import rank_add_to_cart
from auditor.discovery.ranking import Ranked
from auditor.model.artifact import Artifact
from auditor.model.base import Box
from auditor.model.journey import Stage
from auditor.model.loading import FeedbackTrial
from auditor.model.recognition import Role
from auditor.model.redaction import redact_url
from auditor.model.run import Cause
from auditor.model.wording import say

HELD_MS = 2_000
"""CHECKS: the answer is delayed by 2 s, so that the one second without a sign can be told."""
_FIRST_PICTURE_MS = 850
_ASKED_LIMIT_MS = 600
_FEWEST_FRAMES = 10
"""Drawn less often within two seconds, a page could not have shown much: the machine is too busy to judge it."""
_MOST_MOVES = 3
_STEP = "add-to-cart"


async def probe_feedback(probing: Probing) -> None:
    """Walk to the product and press what adds it, once, the answer held back."""
    async with probing.walk("feedback") as walk:
        await enter(walk, walk.known.product_url)
        control = await _control(walk)
        centre, box = await _where(walk, control)
        walk.tab.label(_STEP, say("added to the cart, the answer held back for a while"))
        trial = await _Press(walk, control, centre, box).trial()
        artifacts: list[Artifact] = [trial]
        if trial.asked and not trial.navigated and trial.first_change_ms is None:
            shot = await take_screenshot(walk.tab.page, walk.tab.output, purpose="nothing to see after the press")
            artifacts.extend([shot] if shot else [])
        shown_by = [place.step_id for place in walk.known.places if place.stage is Stage.PRODUCT]
        probing.keep(walk, "feedback", (*shown_by, _STEP)[0], Stage.PRODUCT, artifacts)
    probing.progress.probe_done("feedback", _told(trial))


async def _control(walk: Walk) -> Ranked:
    """What the timed walk pressed, else what it would press first; with everything chosen that has to be."""
    ranked = await candidates(walk, Role.ADD_TO_CART, rank_add_to_cart)
    same = [one for one in ranked if one.candidate.selector == walk.known.added_by]
    if not ranked:
        raise StepBroken(say("nothing that adds the product to the cart was found again"), Cause.NOT_RECOGNISED)
    control = (*same, *ranked)[0]
    await choose_variant(walk, control)
    return again(walk.page, control)


async def _where(walk: Walk, control: Ranked) -> tuple[tuple[float, float], Box]:
    """The middle of the control in the viewport and its box; what covers it is answered first."""
    locator = locate(walk.tab.page, walk.page.snapshot, control.target)
    cover = await look_at_cover(locator)
    if cover.is_covered and await uncover(walk, control.element):
        cover = await look_at_cover(locator)
    if not cover.enabled or cover.centre is None or cover.box is None or control.target.frame != 0:
        raise StepBroken(say("what adds the product to the cart could not be pressed by the pointer"), Cause.OURS)
    return cover.centre, cover.box


@dataclass
class _Press:
    """One press, and what was seen until the answer was let through."""

    walk: Walk
    control: Ranked
    centre: tuple[float, float]
    box: Box

    async def trial(self) -> FeedbackTrial:
        """Press and look; the trial without a verdict where the page or the machine did not allow one."""
        pictures = await self._prepare()
        trial = FeedbackTrial(
            selector=self.control.candidate.selector,
            name=self.control.candidate.name,
            box=self.box if pictures else None,  # without one, that nothing was to be seen is not sure
            url=redact_url(self.walk.tab.page.url),
        )
        documents, dialogs = self._documents(), len(self.walk.tab.observer.console_log().dialogs)
        answer = asyncio.Event()
        with self.walk.tab.guard.delaying(self.walk.tab.context, answer) as waiting:
            await await_press(self.walk.tab.page)
            pressed_at = time.monotonic()
            await self.walk.tab.page.mouse.click(*self.centre)
            try:
                seen = await self._watch(pictures, waiting, documents)
            except PageAwayError:
                seen = None
            except PAGE_FAILURES:
                return trial.model_copy(update={"error": "the page did not answer while its request was held back"})
            held_ms = round((time.monotonic() - pressed_at) * 1000, 1)
        if seen is None or self._documents() > documents:
            return trial.model_copy(update={"navigated": True})
        asked = _asked(waiting)
        changed = {"first_change_ms": seen.after_ms, "changed": seen.kinds}
        if len(self.walk.tab.observer.console_log().dialogs) > dialogs and seen.after_ms is None:
            changed = {"first_change_ms": 0.0, "changed": ("dialog",)}
        starved = seen.after_ms is None and seen.frames < _FEWEST_FRAMES
        error = "the page was hardly drawn while its request was held back" if asked and starved else None
        return trial.model_copy(update={"asked": asked, "held_ms": held_ms, "error": error, **changed})

    async def _prepare(self) -> list[bytes]:
        """Stand over the control, then focus it; what it looks like each time. Begin anew where it moves meanwhile."""
        for _ in range(_MOST_MOVES):
            pictures = await self._pictures()
            stood = self.centre
            self.centre, self.box = await _where(self.walk, self.control)
            if stood == self.centre:
                return pictures
        raise StepBroken(say("what adds the product to the cart does not stand still"), Cause.OURS)

    async def _pictures(self) -> list[bytes]:
        page, pictures = self.walk.tab.page, []
        await page.mouse.move(*self.centre)
        for focused in (False, True):
            if not await remember_looks(page, self.control.candidate.selector, focused=focused):
                raise StepBroken(say("what adds the product to the cart was not there any more"), Cause.OURS)
            pictures.append(await self._picture())
        return [picture for picture in pictures if picture]

    async def _watch(
        self, before: Sequence[bytes], waiting: Sequence[DelayedRequest], documents: int
    ) -> FirstChange | None:
        """Look for the first change until the answer is let through; None where the press asked for a document."""
        page = self.walk.tab.page
        seen = await first_change(page, _FIRST_PICTURE_MS)
        if not await self._has_asked(waiting, documents) or seen.after_ms is not None:
            return seen
        if self._documents() > documents:
            return None
        early = await self._picture()
        seen = await first_change(page, HELD_MS)
        late = await self._picture() if seen.after_ms is None else None
        # What was there soon counts where it is there at the end as well, or a ripple would do.
        if before and late and late not in before:
            soon = early is not None and early not in before
            return FirstChange(_FIRST_PICTURE_MS if soon else HELD_MS, ("pixels",), seen.frames, seen.waited_ms)
        return seen

    async def _has_asked(self, waiting: Sequence[DelayedRequest], documents: int) -> bool:
        """Whether the press asked for anything; what is seen in the page comes to us sooner than its request."""
        ends = time.monotonic() + _ASKED_LIMIT_MS / 1000
        while not waiting and self._documents() == documents and (left := ends - time.monotonic()) > 0:
            await self.walk.tab.observer.wait_change(left * 1000)
        return bool(waiting) or self._documents() > documents

    async def _picture(self) -> bytes | None:
        with contextlib.suppress(*PAGE_FAILURES):
            return await crop(self.walk.tab.page, self.centre, self.box)
        return None

    def _documents(self) -> int:
        return sum(request.main_document for request in self.walk.tab.observer.network_log().requests)


def _asked(waiting: Sequence[DelayedRequest]) -> str:
    """The request that the press is about: one to the shop that may change something, else the first to the shop."""
    own = [one for one in waiting if one.own_site]
    telling = [one for one in own if one.may_change_something] or own
    return telling[0].url if telling else ""


def _told(trial: FeedbackTrial) -> str:
    if trial.error:
        return trial.error
    if trial.navigated:
        return "the press loads a page"
    if not trial.asked:
        return "the press asks for nothing"
    if trial.first_change_ms is None:
        return f"nothing to see for {trial.held_ms / 1000:.1f} s"
    return f"something to see after {trial.first_change_ms / 1000:.1f} s"
