"""The nearest valid name for a mistyped one."""

import difflib
from collections.abc import Iterable


def nearest(given: str, valid: Iterable[str]) -> str | None:
    """The valid name most like the given one, or None where none is like it; case and dashes do not matter."""
    names = {_plain(name): name for name in valid}
    found = difflib.get_close_matches(_plain(given), names, n=1, cutoff=0.55)
    return names[found[0]] if found else None


def did_you_mean(given: str, valid: Iterable[str]) -> str:
    """A clause to end an error message with: `; did you mean 'probe'?`, or nothing."""
    name = nearest(given, valid)
    return f"; did you mean '{name}'?" if name else ""


def listed(names: Iterable[str], last: str = "or") -> str:
    """Names in one phrase: `look, probe or order`."""
    *others, final = names
    return f"{', '.join(others)} {last} {final}" if others else final


def _plain(name: str) -> str:
    return name.strip().strip("-").lower().replace("_", "-")
