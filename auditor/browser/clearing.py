"""Clearing the way: what stands before a shop or over its pages is answered as a shopper answers it."""

import contextlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.failures import PAGE_FAILURES
from auditor.discovery.addresses import same_page
from auditor.discovery.gates import gate_answers, is_veiled, leads_in, shows_shop
from auditor.discovery.overlays import OVERLAY_LOOKED_FOR, answers, covering
from auditor.discovery.page_view import PageView
from auditor.discovery.scopes import Answer
from auditor.model.recognition import Attempt, PageKind
from auditor.model.snapshot import ElementSnapshot

if TYPE_CHECKING:
    from auditor.browser.walk import Walk

MOST_ANSWERS = 6
MOST_GATES = 4
VEIL_LIMIT_MS = 6_000
"""How long a sheet that only waits is waited for: longer than loaders are shown, shorter than a person's patience."""
LATE_CONTENT_MS = 3_000
_PRESS_LIMIT_MS = 2_000
_ANSWERED_MS = 3_000


async def answer_overlays(walk: "Walk", find: Callable[[PageView], tuple[Answer, ...]] = answers) -> bool:
    """Answer what stands over the page, one after the other; True where anything was."""
    done: set[tuple[str, str]] = set()
    home, in_shop = walk.tab.page.url, shows_shop(walk.page)
    while len(done) < MOST_ANSWERS:
        answer = next((one for one in find(walk.page) if one.key not in done | walk.in_vain), None)
        if answer is None:
            break
        done.add(answer.key)
        before = len(walk.page.snapshot.overlays)
        search = answer.press and walk.recognised(
            answer.role, PageKind.OTHER, (answer.press,), proven=False, looked_for=OVERLAY_LOOKED_FOR
        )
        await carry_out(walk, answer)
        if search:
            gone = len(walk.page.snapshot.overlays) < before
            search.tried(0, Attempt.WORKED if gone else Attempt.NO_EFFECT)
            search.finish(exhausted=False)
    standing = {overlay.selector for overlay in walk.page.snapshot.overlays}
    walk.in_vain |= {key for key in done if key[0] in standing}
    if in_shop and walk.tab.page.url != home and not shows_shop(walk.page):
        await walk.go_to(home)
    return bool(done)


async def uncover(walk: "Walk", target: ElementSnapshot | None) -> bool:
    """Answer what keeps a control from being pressed; True where anything was answered."""
    if target is None:
        return False

    def over(view: PageView) -> tuple[Answer, ...]:
        control = next((one for one in view.snapshot.elements if one.selector == target.selector), None)
        indices = covering(view, control) if control else ()
        return answers(view, in_the_way=indices) if indices else ()

    await walk.look()
    return await answer_overlays(walk, over)


async def carry_out(walk: "Walk", answer: Answer) -> None:
    """Fill, tick, press; then let the page come to rest and look at it."""
    page, snapshot = walk.tab.page, walk.page.snapshot
    for entry, value in answer.entries:
        with contextlib.suppress(*PAGE_FAILURES):
            field = locate(page, snapshot, entry)
            if entry.tag == "select":
                await field.select_option(value, timeout=walk.tab.patient(_PRESS_LIMIT_MS))
            elif entry.type in {"checkbox", "radio"}:
                await field.check(force=True, timeout=walk.tab.patient(_PRESS_LIMIT_MS))
            else:
                await field.fill(value, timeout=walk.tab.patient(_PRESS_LIMIT_MS))
                walk.step.keystrokes += len(value)
    with contextlib.suppress(*PAGE_FAILURES):
        if answer.press is None:
            await page.keyboard.press("Escape")
        else:
            await locate(page, snapshot, answer.press.target).click(timeout=walk.tab.patient(_PRESS_LIMIT_MS))
    walk.step.clicks += 1
    await walk.rest(_ANSWERED_MS)


async def lift_veil(walk: "Walk") -> None:
    """Wait for a sheet that hides the page while it loads, if there is one."""
    if walk.view is not None and is_veiled(walk.view):
        await walk.look_until(lambda view: not is_veiled(view), limit_ms=VEIL_LIMIT_MS)


async def pass_gates(walk: "Walk") -> bool:
    """Go through the pages that stand before the shop; True where that led into one, else the walk is back here."""
    limit_ms = LATE_CONTENT_MS if walk.page.snapshot.elements else VEIL_LIMIT_MS
    await walk.look_until(lambda view: shows_shop(view) or bool(_at_gate(view)), limit_ms=limit_ms)
    home, done = walk.tab.page.url, set[tuple[str, str, str]]()
    while len(done) < MOST_GATES and not shows_shop(walk.page):
        stood = walk.tab.page.url
        answer = next((one for one in _at_gate(walk.page) if (stood, *one.key) not in done), None)
        if answer is None:
            break
        done.add((stood, *answer.key))
        await walk.act(partial(carry_out, walk, answer))
        await walk.look_until(lambda view: shows_shop(view) or bool(_at_gate(view)))
    if walk.tab.page.url != home and not leads_in(walk.page):
        await walk.go_to(home)
        return False
    return bool(done)


def _at_gate(view: PageView) -> tuple[Answer, ...]:
    return answers(view) or gate_answers(view)


async def enter(walk: "Walk", url: str) -> None:
    """Open an address as a shopper who has not been here before: through gates, past banners, and then to it."""
    await walk.go_to(url)
    passed = await pass_gates(walk)
    await answer_overlays(walk)
    if passed and not same_page(walk.tab.page.url, url):
        await walk.go_to(url)
        await answer_overlays(walk)
