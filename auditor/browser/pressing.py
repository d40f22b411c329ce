"""Pressing a control as a person does, and seeing what comes of it."""

import time
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from playwright.async_api import Locator

from auditor.browser.clearing import uncover
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.collectors.recorder import begin_effects
from auditor.browser.collectors.recorder import effects as read_effects
from auditor.browser.failures import PAGE_FAILURES, first_line
from auditor.discovery import address_words
from auditor.discovery.native_boxes import agrees, agrees_unasked
from auditor.discovery.page_view import tokens_of
from auditor.discovery.ranking import Ranked
from auditor.model.artifact import ClickTrial, Effect
from auditor.model.base import Box
from auditor.model.recognition import Role

if TYPE_CHECKING:
    from auditor.browser.walk import Walk

CLICK_LIMIT_MS = 3_000
NO_EFFECT_MS = 3_000
"""A click without any effect for this long is dead (CHECKS: dead click, 3 s; 7 s while a request is pending)."""
PENDING_EFFECT_MS = 7_000
SECOND_LOOK_MS = 1_000
_LOOK_AGAIN_MS = 250
_TELLING_REQUESTS = frozenset({"document", "xhr", "fetch"})
BLOCKED_POINTS = 3
"""Covered where three of five points belong to something else."""

_COVER_SCRIPT = """
async (control) => {
  control.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  let box = control.getBoundingClientRect(), still = false;
  for (let frames = 0; frames < 60 && !still; frames += 1) {
    await frame();
    const now = control.getBoundingClientRect();
    still = now.x === box.x && now.y === box.y && now.width === box.width && now.height === box.height;
    box = now;
  }
  const inset = (size) => Math.min(4, size / 4);
  const dx = inset(box.width), dy = inset(box.height);
  const points = [
    [box.left + box.width / 2, box.top + box.height / 2],
    [box.left + dx, box.top + dy], [box.right - dx, box.top + dy],
    [box.left + dx, box.bottom - dy], [box.right - dx, box.bottom - dy],
  ].filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  const labels = new Set(control.labels || []);
  const owns = (hit) => {
    for (let node = hit; node; node = node.parentNode || node.host) {
      if (node === control || labels.has(node)) return true;
    }
    for (let node = control; node; node = node.parentNode || node.host) if (node === hit) return "ancestor";
    return false;
  };
  let blocked = 0, blocker = null;
  for (const [x, y] of points) {
    let hit = control.getRootNode().elementFromPoint(x, y);
    while (hit && hit.shadowRoot && !owns(hit)) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    if (hit && owns(hit) === false) { blocked += 1; blocker = blocker || hit; }
  }
  let root = blocker;
  for (let node = blocker; node && node !== document.body; node = node.parentElement) {
    const position = getComputedStyle(node).position;
    if (position === "fixed" || position === "sticky" || position === "absolute") root = node;
  }
  const describe = (node) => {
    if (!node) return null;
    const area = node.getBoundingClientRect();
    const path = node.id ? "#" + CSS.escape(node.id)
      : node.tagName.toLowerCase() + [...node.classList].slice(0, 3).map((name) => "." + CSS.escape(name)).join("");
    return {
      selector: path, text: (node.innerText || "").trim().slice(0, 120),
      marks: [node.id, node.className, node.getAttribute("aria-label")].join(" "),
      box: {x: area.left + scrollX, y: area.top + scrollY, width: area.width, height: area.height},
    };
  };
  return {
    tested: points.length, blocked, still, centre: points[0] || null, blocker: describe(root),
    enabled: !(control.disabled || control.getAttribute("aria-disabled") === "true"),
    box: {x: box.left + scrollX, y: box.top + scrollY, width: box.width, height: box.height},
  };
}
"""


@dataclass
class Cover:
    """What lies over a control."""

    tested: int = 0
    blocked: int = 0
    blocker: dict[str, Any] | None = None
    enabled: bool = True
    box: Box | None = None
    centre: tuple[float, float] | None = None

    @property
    def is_covered(self) -> bool:
        """Whether a person could not reasonably hit it."""
        return self.blocked >= BLOCKED_POINTS


async def look_at_cover(locator: Locator, patience: float = 1.0) -> Cover:
    """Scroll a control into view and hit-test five points; look again a second later when something lies over it."""
    cover = await _cover(locator, patience)
    if not cover.is_covered:
        return cover
    later = SECOND_LOOK_MS * patience
    await locator.page.evaluate("(ms) => new Promise((done) => setTimeout(done, ms))", later)
    return await _cover(locator, patience)


async def _cover(locator: Locator, patience: float) -> Cover:
    raw = await locator.evaluate(_COVER_SCRIPT, timeout=CLICK_LIMIT_MS * patience)
    centre = tuple(raw["centre"]) if raw["centre"] and raw["still"] and not raw["blocked"] else None
    return Cover(raw["tested"], raw["blocked"], raw["blocker"], raw["enabled"], Box(**raw["box"]), centre)


async def press(walk: "Walk", ranked: Ranked, role: Role, *, primary: bool) -> ClickTrial:
    """Click a candidate and wait for the page to come to rest; `walk.view` is the page afterwards.

    A primary control is looked at for cover first, and pressed a second time when the first had no effect at all.
    """
    pressing = _Pressing(walk, ranked, locate(walk.tab.page, walk.page.snapshot, ranked.target), watch=primary)
    walk.tab.observer.agrees = partial(agrees, walk.page, role, ranked.element)
    stood, documents = walk.tab.page.url, _documents_asked_for(walk)
    try:
        if primary and not await pressing.look():
            return pressing.trial(role)
        await pressing.click()
        # A click that led to a slow document ends with a time-out as well; it was no click in vain.
        led_on = walk.tab.page.url != stood or _documents_asked_for(walk) > documents
        if pressing.error and not primary and not led_on:
            # What cannot be answered is no reason to stop here: whether it hinders shoppers is told of main controls.
            pressing.covered = not await uncover(walk, ranked.element)
            await pressing.click()
        elif primary and not pressing.effects:
            await pressing.click()
    finally:
        walk.tab.observer.agrees = agrees_unasked
    return pressing.trial(role)


def _documents_asked_for(walk: "Walk") -> int:
    return sum(request.main_document for request in walk.tab.observer.network_log().requests)


@dataclass
class _Pressing:
    """One control being pressed."""

    walk: "Walk"
    ranked: Ranked
    locator: Locator
    watch: bool
    cover: Cover = field(default_factory=Cover)
    effects: list[Effect] = field(default_factory=list)
    clicks: int = 0
    waited_ms: float = 0
    error: str | None = None
    covered: bool = False

    async def look(self) -> bool:
        """Look at what covers the control, and answer it as a shopper does; False where it cannot be pressed."""
        try:
            self.cover = await look_at_cover(self.locator, self.walk.tab.conditions.patience)
            self.covered = self.cover.is_covered
            if self.covered and await uncover(self.walk, self.ranked.element):
                now = await _cover(self.locator, self.walk.tab.conditions.patience)
                self.cover.enabled, self.covered, self.cover.centre = now.enabled, now.is_covered, now.centre
        except PAGE_FAILURES as error:
            self.error = first_line(error)
            return False
        return self.cover.enabled

    async def click(self) -> None:
        """Click once and wait for an effect, if any is to be seen."""
        self.clicks += 1
        began = time.monotonic()
        outside = _Outside.of(self.walk)
        if self.watch:
            await begin_effects(self.walk.tab.page, self.ranked.candidate.selector)
        await self.walk.act(self._deed)
        await self._await_effect(outside)
        self.waited_ms += (time.monotonic() - began) * 1000

    async def _deed(self) -> None:
        self.error = None
        try:
            if self.covered:
                await self.locator.dispatch_event("click", timeout=self.walk.tab.patient(CLICK_LIMIT_MS))
            elif self.cover.centre and self.ranked.target.frame == 0 and self.clicks == 1:
                await self.walk.tab.page.mouse.click(*self.cover.centre)
            else:
                await self.locator.click(timeout=self.walk.tab.patient(CLICK_LIMIT_MS))
        except PAGE_FAILURES as failure:
            self.error = first_line(failure)

    async def _await_effect(self, outside: "_Outside") -> None:
        """Look for effects; a primary control is given its time, longer while a request is pending.

        A mere change of looks, as a button has under the pointer or with the focus, is no effect.
        """
        began = time.monotonic()
        while True:
            self.effects = outside.effects_since()
            if self.watch and not self.effects:
                found = await read_effects(self.walk.tab.page)
                self.effects = [effect for effect in found if effect is not Effect.STYLE]
            limit = self.walk.tab.patient(PENDING_EFFECT_MS if self.walk.tab.observer.in_flight() else NO_EFFECT_MS)
            if self.effects or not self.watch or (time.monotonic() - began) * 1000 >= limit:
                break
            await self.walk.tab.observer.wait_change(_LOOK_AGAIN_MS)
        if (time.monotonic() - began) * 1000 > _LOOK_AGAIN_MS:
            await self.walk.rest()

    def trial(self, role: Role) -> ClickTrial:
        """What is known now, as an artifact."""
        blocker = self.cover.blocker if self.cover.is_covered else None
        words = f"{blocker['marks']} {blocker['text']}" if blocker else ""
        return ClickTrial(
            role=role,
            selector=self.ranked.candidate.selector,
            name=self.ranked.candidate.name,
            box=self.cover.box or self.ranked.candidate.box,
            enabled=self.cover.enabled,
            tested_points=self.cover.tested,
            blocked_points=self.cover.blocked,
            blocker_selector=blocker["selector"] if blocker else None,
            blocker_snippet=blocker["text"] if blocker else None,
            blocker_box=Box(**blocker["box"]) if blocker else None,
            blocker_is_consent=bool(tokens_of(words) & address_words.CONSENT),
            performed=self.clicks > 0,
            clicks=self.clicks,
            effects=tuple(dict.fromkeys(self.effects)),
            waited_ms=round(self.waited_ms),
            error=self.error,
        )


@dataclass(frozen=True)
class _Outside:
    """What is seen of a click from outside the document."""

    walk: "Walk"
    url: str
    documents: int
    requests: int
    boxes: int

    @classmethod
    def of(cls, walk: "Walk") -> "_Outside":
        """How things stand before the click."""
        requests = walk.tab.observer.network_log().requests
        told = walk.tab.observer.console_log()
        return cls(
            walk,
            walk.tab.page.url,
            _documents_asked_for(walk),
            sum(request.same_site and request.resource_type in _TELLING_REQUESTS for request in requests),
            len(told.dialogs) + len(told.downloads) + len(told.pages_opened),
        )

    def effects_since(self) -> list[Effect]:
        """What has happened since."""
        now = _Outside.of(self.walk)
        seen = {
            Effect.NAVIGATION: now.documents != self.documents,
            Effect.URL_CHANGE: now.url != self.url,
            Effect.REQUEST: now.requests != self.requests,
            Effect.DIALOG: now.boxes != self.boxes,
        }
        return [effect for effect, happened in seen.items() if happened]
