"""The browser of an audit: started once, guarded whole, with one fresh context for each walk and probe family."""

import contextlib
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from auditor.browser.collectors.dom_snapshot import collect_dom
from auditor.browser.collectors.page_world import prepare_page, world_of
from auditor.browser.conditions import Conditions, slow_down
from auditor.browser.devices import DESKTOP, MOBILE, unknown_device
from auditor.browser.executable import find_browser
from auditor.browser.guard import Guard
from auditor.browser.guard_policy import GuardPolicy, host_of
from auditor.browser.launching import launch_browser
from auditor.browser.observer import Observer
from auditor.browser.settle import Settled, settle
from auditor.discovery.page_view import PageView
from auditor.errors import UsageError
from auditor.model.redaction import redact_url
from auditor.model.run import Environment
from auditor.model.settings import Settings

DESKTOP_VIEWPORT = {"width": 1366, "height": 768}
MOBILE_DEVICE = "Pixel 7"
DEFAULT_LOCALE = "en-US"
"""What a browser speaks that nobody told, whatever the machine it runs on speaks."""
_LATELY = 50
_SYSTEMS = {"darwin": "Macintosh; Intel Mac OS X 10_15_7", "win32": "Windows NT 10.0; Win64; x64"}
ACTION_LIMIT_MS = 5_000
_STORED = "file_systems,indexeddb,local_storage,service_workers,cache_storage,storage_buckets"
QUIET_MS = 75


@dataclass
class Tab:
    """One page in a context of its own, with its observer and the guard's eye on it."""

    context: BrowserContext
    page: Page
    observer: Observer
    guard: Guard
    output: Path
    site_host: str
    salt: str
    conditions: Conditions

    def patient(self, limit_ms: float) -> float:
        """How long a wait may be here that is given `limit_ms` where nothing is slowed down."""
        return limit_ms * self.conditions.patience

    async def look(self) -> PageView:
        """Take a snapshot of the page."""
        return PageView(await collect_dom(self.page, salt=self.salt))

    async def settle(self, limit_ms: float, *, anchor: str | None = None, quiet_ms: int = QUIET_MS) -> Settled:
        """Wait by observation until the page is at rest, at most `limit_ms`."""
        return await settle(
            self.page, self.observer, anchor=anchor, limit_ms=int(self.patient(limit_ms)), quiet_ms=quiet_ms
        )

    def may_enter(self, url: str) -> bool:
        """Tell whether the guard would let an address be opened."""
        return self.guard.policy.allows_host(host_of(url))

    def label(self, step_id: str, why: str) -> None:
        """Say what the requests from now on are made for."""
        self.guard.label(self.context, step_id, why)

    async def forget_site(self) -> None:
        """Drop the context's cookies and what the page's origin stores."""
        await self.context.clear_cookies()
        await world_of(self.page).call("() => { localStorage.clear(); sessionStorage.clear(); }", limit_ms=1_000)

    async def open_beside(self) -> "Tab":
        """Open a second page in the same session, in a window of its own.

        Of the tabs in one window the browser may draw only the one in front as fast as it can, others once a second.

        Raises:
            PageSilentError: the browser did not open it.
        """
        world = world_of(self.page)
        async with self.context.expect_page(timeout=ACTION_LIMIT_MS) as opened:
            itself = await world.send("Target.getTargetInfo", limit_ms=ACTION_LIMIT_MS)
            place = {"browserContextId": itself["targetInfo"]["browserContextId"], "newWindow": True}
            await world.send("Target.createTarget", {"url": "about:blank", **place}, limit_ms=ACTION_LIMIT_MS)
        page = await opened.value
        await prepare_page(page)
        return replace(self, page=page, observer=Observer(page, self.site_host, partial(was_held, self.guard)))

    async def close_page(self) -> None:
        """Close the page and keep its context, to come again in it."""
        await self.observer.close()
        with contextlib.suppress(PlaywrightError):  # it crashed, or the browser is gone
            await self.page.close()

    async def come_again(self) -> "Tab":
        """Open a page in the same context as a shopper who is not known any more, but has the site's files still.

        Cookies and stored data of all sites are dropped; what a page keeps for its window ended with the window. What
        the browser has loaded stays in its cache.

        Raises:
            BrowserError: the browser does not take the conditions on.
        """
        await self.context.clear_cookies()
        page, observer = await _open_page(self.context, self.guard, self.site_host, self.conditions)
        everywhere = {"origin": "*", "storageTypes": _STORED}
        await world_of(page).send("Storage.clearDataForOrigin", everywhere, limit_ms=ACTION_LIMIT_MS)
        return replace(self, page=page, observer=observer)

    async def close(self) -> None:
        """Close the context with all its pages."""
        await self.observer.close()
        try:
            await self.context.close()
        except PlaywrightError:
            return  # the browser is gone already


class BrowserSession:
    """A running, guarded browser."""

    def __init__(self, playwright: Playwright, browser: Browser, guard: Guard, settings: Settings) -> None:
        """Take what `open` has started."""
        self._playwright = playwright
        self._settings = settings
        self.browser = browser
        self.guard = guard
        self.safety = settings.safety
        self.conditions = Conditions.of(settings)
        self.user_agent = settings.user_agent or ordinary_user_agent(browser.version)

    @classmethod
    @asynccontextmanager
    async def open(cls, settings: Settings) -> AsyncIterator["BrowserSession"]:
        """Start the browser and put the guard before it.

        Raises:
            BrowserError: there is no browser, or it did not start.
        """
        executable = find_browser(settings.browser_path)
        policy = GuardPolicy.for_site(settings.target, settings.allow_hosts, settings.safety, sandbox=settings.sandbox)
        async with async_playwright() as playwright:
            browser = await launch_browser(playwright, executable, headed=settings.headed)
            try:
                guard = await Guard.install(browser, policy)
                try:
                    yield cls(playwright, browser, guard, settings)
                finally:
                    await guard.close()
            finally:
                await browser.close()

    def context_options(self, device: str, locale: str | None) -> dict[str, Any]:
        """Playwright's options for a device.

        Args:
            device: `desktop`, `mobile`, or a name from Playwright's list of devices.
            locale: the browser's locale; None: `DEFAULT_LOCALE`.

        Raises:
            UsageError: there is no such device.
        """
        options: dict[str, Any] = {"viewport": DESKTOP_VIEWPORT}
        if device != DESKTOP:
            name = MOBILE_DEVICE if device == MOBILE else device
            if name not in self._playwright.devices:
                raise UsageError(unknown_device(device, self._playwright.devices))
            options = dict(self._playwright.devices[name])
            options.pop("default_browser_type", None)
        if self._settings.user_agent or device == DESKTOP:
            options["user_agent"] = self.user_agent
        options["locale"] = locale or DEFAULT_LOCALE
        return {**options, "service_workers": "block", "accept_downloads": False}

    async def new_tab(self, label: str, device: str, locale: str | None, *, timed: bool = False) -> Tab:
        """Open a page in a fresh context; a `timed` one is under the conditions that were asked for.

        Raises:
            BrowserError: the browser does not take the conditions on.
        """
        conditions = self.conditions if timed else Conditions()
        options = self.context_options(device, locale)
        context = await self.browser.new_context(**options)
        context.set_default_timeout(ACTION_LIMIT_MS * conditions.patience)
        await self.guard.watch(context, label)
        host, salt = host_of(self._settings.target), secrets.token_hex(8)
        page, observer = await _open_page(context, self.guard, host, conditions)
        return Tab(context, page, observer, self.guard, self._settings.output, host, salt, conditions)

    def environment(self, device: str, locale: str | None) -> Environment:
        """What the conditions of timed walks are."""
        options = self.context_options(device, locale)
        viewport = options["viewport"]
        return Environment(
            browser=f"Chromium {self.browser.version}",
            device=device,
            network=self.conditions.network.value,
            cpu_slowdown=self.conditions.cpu_slowdown,
            locale=locale or DEFAULT_LOCALE,
            user_agent=str(options.get("user_agent", "")),
            viewport_width=viewport["width"],
            viewport_height=viewport["height"],
        )


async def _open_page(
    context: BrowserContext, guard: Guard, site_host: str, conditions: Conditions
) -> tuple[Page, Observer]:
    """Open a page that is recorded, observed and, where that is asked for, slowed down from its first moment."""
    page = await context.new_page()
    await prepare_page(page)
    await slow_down(page, conditions)
    return page, Observer(page, site_host, partial(was_held, guard), patience=conditions.patience)


def was_held(guard: Guard, method: str, url: str) -> bool:
    """Whether the guard answered such a request lately in the server's place."""
    return any(held.method == method and held.url == redact_url(url) for held in guard.held[-_LATELY:])


def ordinary_user_agent(version: str) -> str:
    """The user agent that a visible browser of this version sends: many shops refuse the headless one."""
    major = version.split(".", 1)[0]
    system = _SYSTEMS.get(sys.platform, "X11; Linux x86_64")
    return f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 Safari/537.36"
