"""Checks and reports, built-in ones and others alike, through entry points: `friction.checks`, `friction.reports`.

An entry point of `friction.checks` names a callable that returns check classes; one of `friction.reports` names a
`Report` class, and its own name is the format's. Whatever fails to load is fatal: a gate with checks silently missing
would be falsely green.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Any, get_args

from auditor.check import Check, JourneyCheck, TransitionCheck, TrialCheck, VisitCheck
from auditor.errors import PluginError, UsageError
from auditor.model.artifact import Artifact
from auditor.model.finding import CheckMeta
from auditor.report import Report
from auditor.suggestion import did_you_mean, listed

CHECKS_GROUP = "friction.checks"
REPORTS_GROUP = "friction.reports"

_KINDS_OF_CHECK = (VisitCheck, TransitionCheck, TrialCheck, JourneyCheck)


def load_checks() -> tuple[type[Check], ...]:
    """Every check class, in the order of their ids.

    Raises:
        PluginError: a plugin failed to load or holds something unusable, two checks have one id, or there are none.
    """
    found: dict[str, type[Check]] = {}
    for entry in _entries(CHECKS_GROUP):
        for check_class in _check_classes(entry):
            other = found.setdefault(check_class.meta.id, check_class)
            if other is not check_class:
                raise PluginError(f"check plugin '{entry.name}': another check is called {check_class.meta.id} too")
    if not found:
        raise PluginError(f"no checks are installed: no entry point of {CHECKS_GROUP} names any")
    return tuple(found[check] for check in sorted(found))


def load_reports(formats: Sequence[str]) -> tuple[Report, ...]:
    """The reports of the formats given, in their order, each once.

    Raises:
        UsageError: nothing writes one of the formats.
        PluginError: a report failed to load.
    """
    entries = {entry.name: entry for entry in _entries(REPORTS_GROUP)}
    for name in formats:
        if name not in entries:
            expected = listed(sorted(entries)) if entries else "nothing: no reports are installed"
            raise UsageError(f"--format '{name}': expected {expected}{did_you_mean(name, entries)}")
    return tuple(_report(entries[name]) for name in dict.fromkeys(formats))


def require_known(off: Iterable[str], checks: Iterable[type[Check]]) -> None:
    """Refuse to switch off what does not exist.

    Raises:
        UsageError: no check has one of the ids.
    """
    known = {name for one in checks for name in (one.meta.id, *one.meta.former_ids)}
    for name in off:
        if name not in known:
            raise UsageError(f"off: there is no check '{name}'{did_you_mean(name, known)}")


def artifact_names() -> frozenset[str]:
    """The names that `CheckMeta.requires` may hold: an artifact's kind or its class, `dom` or `DomSnapshot`."""
    kinds = get_args(get_args(Artifact)[0])
    return frozenset(name for one in kinds for name in (one.model_fields["kind"].default, one.__name__))


def _entries(group: str) -> list[EntryPoint]:
    return sorted(entry_points(group=group), key=lambda entry: entry.name)


def _load(entry: EntryPoint, what: str) -> Any:
    try:
        return entry.load()
    except Exception as error:
        raise PluginError(f"{what} plugin '{entry.name}' ({entry.value}) failed to load: {_line(error)}") from error


def _check_classes(entry: EntryPoint) -> tuple[type[Check], ...]:
    supply: Callable[[], Iterable[type[Check]]] = _load(entry, "check")
    try:
        classes = tuple(supply())
    except Exception as error:
        raise PluginError(f"check plugin '{entry.name}' ({entry.value}) failed to load: {_line(error)}") from error
    for one in classes:
        fault = _fault(one)
        if fault:
            raise PluginError(f"check plugin '{entry.name}': {getattr(one, '__name__', one)!s} {fault}")
    return classes


def _fault(candidate: object) -> str | None:
    """What makes something unusable as a check."""
    if not (isinstance(candidate, type) and issubclass(candidate, _KINDS_OF_CHECK)):
        return f"is no {listed(kind.__name__ for kind in _KINDS_OF_CHECK)}"
    meta = getattr(candidate, "meta", None)
    if not isinstance(meta, CheckMeta):
        return "states no meta"
    if getattr(candidate, "__abstractmethods__", None):
        return "does not evaluate anything"
    unknown = next((kind for kind in meta.requires if kind not in artifact_names()), None)
    if unknown is not None:
        return f"requires the unknown artifact '{unknown}'{did_you_mean(unknown, artifact_names())}"
    return None


def _report(entry: EntryPoint) -> Report:
    report_class = _load(entry, "report")
    try:
        report = report_class()
    except Exception as error:
        raise PluginError(f"report plugin '{entry.name}' ({entry.value}) failed to start: {_line(error)}") from error
    if not isinstance(report, Report):
        raise PluginError(f"report plugin '{entry.name}' ({entry.value}) is no Report")
    return report


def _line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())
