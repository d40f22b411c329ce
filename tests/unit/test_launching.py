"""The flags that the browser is started with."""

import re
from pathlib import Path

import playwright

from auditor.browser.launching import launch_arguments

LIBRARY = Path(playwright.__file__).parent / "driver" / "package" / "lib"


def features_off(arguments: list[str]) -> set[str]:
    """The features that a command line switches off: the last list is the one that counts."""
    lists = [one.split("=", 1)[1] for one in arguments if one.startswith("--disable-features=")]
    return set(lists[-1].split(","))


def test_what_playwright_switches_off_stays_off() -> None:
    source = next(
        text
        for path in sorted(LIBRARY.rglob("*.js"))
        if "disabledFeatures = [" in (text := path.read_text(encoding="utf-8"))
    )
    own = source.split("disabledFeatures = [", 1)[1].split("]", 1)[0]
    named = re.findall(r'^\s*"(\w+)"', own, re.MULTILINE)
    assert "PaintHolding" in named
    assert set(named) <= features_off(launch_arguments())
