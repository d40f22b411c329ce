"""The devices an audit can walk as: `desktop`, `mobile`, and those that Playwright knows by name."""

import asyncio
from collections.abc import Iterable

from playwright.async_api import async_playwright

from auditor.errors import UsageError
from auditor.suggestion import did_you_mean

DESKTOP, MOBILE = "desktop", "mobile"
OWN_NAMES = (DESKTOP, MOBILE)


def require_devices(names: Iterable[str]) -> None:
    """Make sure that every device is known, before anything is started.

    Raises:
        UsageError: one is not; says the nearest name.
    """
    strange = [name for name in names if name not in OWN_NAMES]
    if not strange:
        return
    known = asyncio.run(_known_to_playwright())
    for name in strange:
        if name not in known:
            raise UsageError(unknown_device(name, known))


def unknown_device(given: str, known: Iterable[str]) -> str:
    """One line about a device nobody knows."""
    hint = did_you_mean(given, [*OWN_NAMES, *known])
    return f"--device '{given}': expected desktop, mobile or a Playwright device name such as 'iPhone 15'{hint}"


async def _known_to_playwright() -> tuple[str, ...]:
    async with async_playwright() as playwright:
        return tuple(playwright.devices)
