from importlib.metadata import EntryPoint
from pathlib import Path
from typing import ClassVar

import pytest

from auditor import plugins
from auditor.check import Check, VisitCheck
from auditor.errors import PluginError, UsageError
from auditor.model.result import AuditResult
from auditor.plugins import CHECKS_GROUP, REPORTS_GROUP, load_checks, load_reports, require_known
from auditor.report import PLAIN, Presentation, Report
from tests.unit.makers import always, meta

HERE = __name__
ONE, OTHER, TWIN = always("a/one", former_ids=("a/first",)), always("a/other"), always("a/one")


class Abstract(VisitCheck):
    meta = meta("a/abstract")


class Plain(Report):
    format: ClassVar[str] = "plain"
    file_name: ClassVar[str] = "plain.txt"

    def write(self, result: AuditResult, folder: Path, presentation: Presentation = PLAIN) -> Path:
        del result, presentation
        return folder / self.file_name


class Fussy(Plain):
    def __init__(self) -> None:
        raise RuntimeError("not today")


def two() -> list[type[Check]]:
    return [OTHER, ONE]


def twin() -> list[type[Check]]:
    return [TWIN]


def none() -> list[type[Check]]:
    return []


def failing() -> list[type[Check]]:
    raise RuntimeError("no luck\ntoday")


def no_check() -> list[object]:
    return [Plain]


def without_meta() -> list[type[Check]]:
    return [VisitCheck]


def abstract() -> list[type[Check]]:
    return [Abstract]


def misspelled() -> list[type[Check]]:
    return [always("a/asks", requires=("page_tmings",))]


def install(patch: pytest.MonkeyPatch, **entries: str) -> None:
    """Have these entry points installed, in whichever group, and no others."""

    def found(*, group: str) -> list[EntryPoint]:
        return [EntryPoint(name, f"{HERE}:{value}", group) for name, value in entries.items()]

    patch.setattr(plugins, "entry_points", found)


def test_checks_of_all_plugins_come_in_the_order_of_their_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, mine="two", more="none")
    assert [one.meta.id for one in load_checks()] == ["a/one", "a/other"]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("nowhere", "check plugin 'mine' (tests.unit.test_plugins:nowhere) failed to load: AttributeError"),
        (
            "failing",
            "check plugin 'mine' (tests.unit.test_plugins:failing) failed to load: RuntimeError: no luck today",
        ),
        ("no_check", "check plugin 'mine': Plain is no VisitCheck, TransitionCheck, TrialCheck or JourneyCheck"),
        ("without_meta", "check plugin 'mine': VisitCheck states no meta"),
        ("abstract", "check plugin 'mine': Abstract does not evaluate anything"),
        ("misspelled", "requires the unknown artifact 'page_tmings'; did you mean 'page_timings'?"),
        ("none", "no checks are installed"),
    ],
)
def test_a_check_that_does_not_load_is_fatal_and_named(monkeypatch: pytest.MonkeyPatch, value: str, told: str) -> None:
    install(monkeypatch, mine=value)
    with pytest.raises(PluginError) as raised:
        load_checks()
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_two_checks_of_one_id_are_fatal(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, mine="two", theirs="twin")
    with pytest.raises(PluginError, match="check plugin 'theirs': another check is called a/one too"):
        load_checks()


def test_a_module_that_is_not_there_is_fatal(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint("gone", "no_such_module:checks", CHECKS_GROUP)
    monkeypatch.setattr(plugins, "entry_points", lambda *, group: [entry] if group else [])
    with pytest.raises(PluginError, match="check plugin 'gone'"):
        load_checks()


def test_reports_come_in_the_order_asked_for_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, plain="Plain", other="Plain", broken="Fussy")
    assert [type(one) for one in load_reports(["other", "plain", "other"])] == [Plain, Plain]


def test_an_unknown_format_is_answered_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, plain="Plain", other="Plain")
    with pytest.raises(UsageError, match="--format 'plian': expected other or plain; did you mean 'plain'"):
        load_reports(["plian"])


@pytest.mark.parametrize(
    ("value", "told"), [("Fussy", "failed to start: RuntimeError: not today"), ("Abstract", "is no Report")]
)
def test_a_report_that_does_not_load_is_fatal_and_named(monkeypatch: pytest.MonkeyPatch, value: str, told: str) -> None:
    install(monkeypatch, mine=value)
    if value == "Abstract":
        monkeypatch.setattr(Abstract, "__abstractmethods__", frozenset())
    with pytest.raises(PluginError) as raised:
        load_reports(["mine"])
    assert str(raised.value).startswith("report plugin 'mine'")
    assert told in str(raised.value)


def test_what_is_switched_off_must_exist() -> None:
    require_known(("a/one", "a/first"), [ONE, OTHER])
    with pytest.raises(UsageError, match="there is no check 'a/othr'; did you mean 'a/other'"):
        require_known(("a/othr",), [ONE, OTHER])


def test_the_built_in_checks_and_reports_load_the_same_way() -> None:
    assert "checkout/form-cleared-on-error" in {one.meta.id for one in load_checks()}
    assert [one.file_name for one in load_reports(["json", "html"])] == ["audit.json", "index.html"]
    assert REPORTS_GROUP == "friction.reports"
