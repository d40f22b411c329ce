"""Finds out whether an audit can run on this machine, and what to do if not. Data only: the command line prints it."""

import os
import platform
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Final

from playwright.async_api import Browser, async_playwright
from playwright.async_api import Error as PlaywrightError

from auditor import __version__
from auditor.browser.executable import BrowserExecutable, find_browser
from auditor.browser.launching import complaint, launch_browser, runs_as_root
from auditor.errors import BrowserError

# In each script one sign that fonts draw, and one (from a plane of private use) that no font may draw.
_SCRIPTS: Final = {
    "Latin": "a",
    "Cyrillic": "ж",
    "Greek": "λ",
    "Arabic": "ش",
    "Chinese": "购",
    "Japanese": "あ",
    "Korean": "한",
}
_NO_SIGN: Final = "\U0010fffd"

# A script has a font when its sign is drawn in another way than a sign no font has: an empty box, or nothing.
_COMPARE_DRAWINGS: Final = """([signs, missing]) => {
  const draw = (sign) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 48;
    const pen = canvas.getContext('2d');
    pen.font = '32px sans-serif';
    pen.fillText(sign, 4, 38);
    return canvas.toDataURL();
  };
  const [box, empty] = [draw(missing), draw(' ')];
  return signs.map((sign) => ![box, empty].includes(draw(sign)));
}"""
_PAGE: Final = "data:text/html,<!doctype html><title>ready</title><p>ready"
_RENDER_LIMIT_MS: Final = 15_000


@dataclass(frozen=True)
class Remedy:
    """Something amiss and what to do about it; only what is `needed` keeps an audit from running."""

    what: str
    advice: str
    needed: bool


@dataclass(frozen=True)
class Diagnosis:
    """What is installed and whether it works.

    `start_ms` is the time from the start of the driver to the first page drawn; None where it did not come to that.
    """

    tool_version: str
    python_version: str
    playwright_version: str
    system: str
    as_root: bool
    browser: BrowserExecutable | None
    start_ms: float | None
    scripts_without_font: tuple[str, ...]
    remedies: tuple[Remedy, ...]

    @property
    def ready(self) -> bool:
        """Whether an audit can run."""
        return not any(remedy.needed for remedy in self.remedies)


@dataclass(frozen=True)
class _Trial:
    version: str
    start_ms: float
    scripts_without_font: tuple[str, ...]


async def diagnose(explicit: str | None = None, environ: Mapping[str, str] = os.environ) -> Diagnosis:
    """Look for the browser, start it, draw a page with it.

    Args:
        explicit: path of the browser to use, as from `--browser-path`.
        environ: the environment.

    """
    browser, trial, remedies = None, None, []
    try:
        browser = find_browser(explicit, environ)
        trial = await _try(browser)
        browser = BrowserExecutable(browser.path, browser.source, trial.version)
    except BrowserError as error:
        advice = "install its system libraries, or put another one in place: friction doctor --install"
        remedies.append(Remedy(str(error), advice if browser else "friction doctor --install", needed=True))
    without_font = trial.scripts_without_font if trial else ()
    if without_font:
        remedies.append(
            Remedy(
                f"no font for {', '.join(without_font)}: screenshots show boxes instead of this text",
                "install the Noto fonts, on Debian and Ubuntu: apt-get install fonts-noto-core fonts-noto-cjk",
                needed=False,
            )
        )
    return Diagnosis(
        tool_version=__version__,
        python_version=platform.python_version(),
        playwright_version=metadata.version("playwright"),
        system=f"{platform.system()} {platform.release()} ({platform.machine()})",
        as_root=runs_as_root(),
        browser=browser,
        start_ms=trial.start_ms if trial else None,
        scripts_without_font=without_font,
        remedies=tuple(remedies),
    )


async def _try(executable: BrowserExecutable) -> _Trial:
    """Start the browser and draw a page.

    Raises:
        BrowserError: it did not start, or drew nothing.

    """
    started = time.perf_counter()
    async with async_playwright() as playwright:
        browser = await launch_browser(playwright, executable)
        try:
            return await _draw(browser, started)
        except PlaywrightError as error:
            raise BrowserError(
                f"the browser {executable.path} started but drew no page: {complaint(error.message)}"
            ) from error
        finally:
            await browser.close()


async def _draw(browser: Browser, started: float) -> _Trial:
    page = await browser.new_page()
    page.set_default_timeout(_RENDER_LIMIT_MS)
    await page.goto(_PAGE)
    await page.screenshot()
    start_ms = (time.perf_counter() - started) * 1000
    drawn = await page.evaluate(_COMPARE_DRAWINGS, [list(_SCRIPTS.values()), _NO_SIGN])
    without_font = tuple(name for name, has_font in zip(_SCRIPTS, drawn, strict=True) if not has_font)
    return _Trial(browser.version, start_ms, without_font)
