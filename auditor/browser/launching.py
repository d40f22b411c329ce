"""Starts the browser, the same way wherever it is needed."""

import os
import sys
from typing import Final

from playwright.async_api import Browser, Playwright
from playwright.async_api import Error as PlaywrightError

from auditor.browser.executable import BrowserExecutable
from auditor.errors import BrowserError

# Playwright itself already passes what matters most for steady measurements: no throttling of background timers and
# renderers, no field trials, no paint holding, sRGB colours, no extensions, no component updates, no sync. Debian's and
# other packagers' start scripts add flags of their own before those, so the ones the audit relies on are said again.
# Its --disable-back-forward-cache has to stay: with that cache on, Playwright waits in vain for the way back to end.
# So "back" is judged as in a browser that reloads the page and restores the fields itself, as after the cache ran out.
_QUIET: Final = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",  # uploads of connection errors
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",  # hyperlink auditing is none of the shopper's business
    "--metrics-recording-only",
)
_STEADY: Final = (
    "--disable-quic",  # one transport on every visit: QUIC is taken up at some later request only
    "--force-color-profile=srgb",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--deny-permission-prompts",  # a prompt that nobody answers keeps pages waiting
)
# The popup under the address bar is drawn by pages of its own, which every new window loads anew: nobody sees it here,
# and it takes two fifths of what a small page costs.
_UNSEEN: Final = ("WebUIOmniboxPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxAimPopup")
# After every page that was opened the browser starts a process in reserve for the next site: three in four of all the
# processes of an audit, none of them used, and each started while the page is being timed. Going on to another host
# without it was measured to take no longer (first paint after 104 ms with and without, 20 times each).
_RESERVE: Final = ("SpareRendererForSitePerProcess",)
# The browser heeds only the last list of features to switch off, so Playwright's own has to be said again.
_OFF_FOR_PLAYWRIGHT: Final = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
)
_FEATURES: Final = (f"--disable-features={','.join((*_OFF_FOR_PLAYWRIGHT, *_UNSEEN, *_RESERVE))}",)
# Shared memory in containers is often 64 MB, too little for a large page: files in the temporary folder instead.
_ROBUST: Final = ("--disable-dev-shm-usage",)

_START_LIMIT_MS: Final = 30_000  # a cold start from a slow disk takes a few seconds


def runs_as_root() -> bool:
    """Tell whether this process has root's rights (never on Windows)."""
    return sys.platform != "win32" and os.geteuid() == 0


def launch_arguments(*, as_root: bool | None = None) -> list[str]:
    """Return the command-line flags for Chromium, Chrome or Edge.

    Args:
        as_root: whether the browser will run as root; None: as this process does. Chromium refuses to start its
            sandbox as root, so there, and only there, `--no-sandbox` is passed.

    """
    root = runs_as_root() if as_root is None else as_root
    return [*_QUIET, *_STEADY, *_ROBUST, *_FEATURES, *(["--no-sandbox"] if root else [])]


async def launch_browser(playwright: Playwright, executable: BrowserExecutable, *, headed: bool = False) -> Browser:
    """Start the browser, inside its sandbox where the system allows one.

    Containers and some distributions forbid ordinary users the name spaces that the sandbox is made of; there the
    browser is started once more without it.

    Raises:
        BrowserError: it did not start; the text holds the browser's own first complaint.

    """
    wanted = [False] if runs_as_root() else [True, False]
    failure: PlaywrightError | None = None
    for sandbox in wanted:
        try:
            return await playwright.chromium.launch(
                executable_path=executable.path,
                args=launch_arguments(),
                headless=not headed,
                chromium_sandbox=sandbox,
                timeout=_START_LIMIT_MS,
            )
        except PlaywrightError as error:
            failure = error
    assert failure is not None
    raise BrowserError(f"the browser {executable.path} did not start: {complaint(failure.message)}") from failure


def complaint(message: str) -> str:
    """Return the one line of Playwright's launch report that says what is wrong."""
    lines = [line.strip(" -╔╗╚╝║═\t") for line in message.splitlines()]
    lines = [line for line in lines if line]
    for sign in ("error while loading", "missing dependencies", "Missing X server", "sandbox", "ERROR", "error"):
        for line in lines:
            if sign in line and "launching" not in line:
                return line[:300]
    return lines[0][:300] if lines else "no reason was given"
