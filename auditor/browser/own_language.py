"""Asking a site for its own language, before the timed walk: what it answers to a browser that prefers none.

A browser that says en-US is shown English by every site that has it, whatever its shoppers speak.
"""

import asyncio
import contextlib
from dataclasses import replace
from typing import Any, Final

from playwright.async_api import Response

from auditor.browser.collectors.page_world import world_of
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.guard_policy import Mode
from auditor.browser.session import BrowserSession, Tab
from auditor.discovery.tongues import NEUTRAL, Spoken, language_tag
from auditor.model.wording import say

_LIMIT_S: Final = 12.0
"""A first page that takes longer is told by the walk; it then speaks the browser's own language."""
_DRAWN_LIMIT_MS: Final = 3_000
_READ_LIMIT_MS: Final = 2_000
_FEWEST_TEXTS: Final = 5
"""A document with fewer texts is the shell of a page that scripts draw, and may yet change its language."""
_ERROR_STATUS: Final = 400

_READ: Final = """() => {
  const plain = (text) => (text || "").replace(/\\s+/g, " ").trim();
  const said = (query, name) => plain(document.querySelector(query)?.getAttribute(name));
  const alternates = [...document.querySelectorAll("link[rel~=alternate][hreflang]")].slice(0, 100);
  const shown = [...document.querySelectorAll("a, button, h1, h2, h3, label, p, li, th, td, [role=button]")];
  const texts = [document.title, ...[...document.querySelectorAll("[placeholder]")].map((one) => one.placeholder),
    ...shown.slice(0, 600).map((one) => one.textContent)].map(plain);
  return {
    url: location.href,
    html_lang: plain(document.documentElement?.getAttribute("lang")),
    header: said("meta[http-equiv=content-language i]", "content"),
    open_graph: said("meta[property='og:locale' i]", "content"),
    alternates: alternates.map((one) => [plain(one.getAttribute("hreflang")), one.href]),
    texts: texts.filter((text) => text && text.length <= 300).slice(0, 400),
  };
}"""


async def ask_for_language(session: BrowserSession, url: str, device: str) -> Spoken | None:
    """What a first page tells of its language to a browser that prefers none; None where it could not be asked.

    The context is the look's own and is closed with it, so that the walk's first visit is a first visit still; nothing
    that may change something leaves it.
    """
    try:
        async with asyncio.timeout(_LIMIT_S):
            tab = await session.new_tab("language", device, NEUTRAL)
            try:
                session.guard.set_mode(tab.context, Mode.LOOK)
                tab.label("landing", say("asking which language the site speaks"))
                return await _ask(tab, url)
            finally:
                await tab.close()
    except (*PAGE_FAILURES, TimeoutError):
        return None


async def _ask(tab: Tab, url: str) -> Spoken | None:
    response = await tab.page.goto(url, wait_until="domcontentloaded", timeout=_LIMIT_S * 1000)
    if response is None or response.status >= _ERROR_STATUS:
        return None
    spoken = await _read(tab, response)
    if len(spoken.texts) < _FEWEST_TEXTS or language_tag(spoken.html_lang) is None:
        with contextlib.suppress(*PAGE_FAILURES):
            await tab.settle(_DRAWN_LIMIT_MS)
            spoken = await _read(tab, response)
    return spoken


async def _read(tab: Tab, response: Response) -> Spoken:
    told: dict[str, Any] = await world_of(tab.page).call(_READ, None, limit_ms=_READ_LIMIT_MS)
    spoken = Spoken(
        url=told["url"],
        html_lang=told["html_lang"],
        header=told["header"],
        alternates=tuple((tag, address) for tag, address in told["alternates"]),
        open_graph=told["open_graph"],
        texts=tuple(told["texts"]),
    )
    header = response.headers.get("content-language", "")
    return replace(spoken, header=header) if header else spoken
