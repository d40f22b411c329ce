import asyncio
import json
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import pytest

from auditor import audit
from auditor.audit import Audited, carry_out, evaluate_folder, report_folder
from auditor.check import Check
from auditor.errors import (
    AuditorError,
    BrowserError,
    JourneyFileError,
    OutputFolderError,
    PluginError,
    ResultFormatError,
    UsageError,
)
from auditor.model.budget import Budget, OnInconclusive
from auditor.model.finding import Certainty, Severity
from auditor.model.journey import Stage
from auditor.model.progress import Silence
from auditor.model.result import AuditResult
from auditor.model.run import Cause
from auditor.model.settings import FailOn, Settings
from auditor.report import PLAIN, Brand, Presentation, Report
from auditor.run_folder import load_run
from tests.unit.makers import SHOP, Gathering, always, broken_at, walk


class Document:
    what = "Looks."
    fix = "Mend it."
    references = ("Somewhere",)


CHECKS: tuple[type[Check], ...] = (
    always("cart/wrong", stages=(Stage.CART,)),
    always("landing/odd", stages=(Stage.LANDING,), severity=Severity.MINOR),
)


class TextReport(Report):
    format: ClassVar[str] = "text"
    file_name: ClassVar[str] = "audit.txt"

    def write(self, result: AuditResult, folder: Path, presentation: Presentation = PLAIN) -> Path:
        shown.append(presentation)
        file = folder / self.file_name
        file.write_text(result.model_dump_json(), encoding="utf-8")
        return file


class JsonReport(TextReport):
    format: ClassVar[str] = "json"
    file_name: ClassVar[str] = "audit.json"


class FailingReport(TextReport):
    def write(self, result: AuditResult, folder: Path, presentation: Presentation = PLAIN) -> Path:
        del result, folder, presentation
        raise ZeroDivisionError("no")


class UnprintedReport(TextReport):
    file_name: ClassVar[str] = "audit.pdf"

    def write(self, result: AuditResult, folder: Path, presentation: Presentation = PLAIN) -> Path:
        del result, folder, presentation
        raise BrowserError("no browser was found")


REPORTS = {"text": TextReport, "json": JsonReport, "failing": FailingReport, "unprinted": UnprintedReport}
shown: list[Presentation] = []


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two checks and a few reports, whatever is installed."""

    def load_reports(formats: Sequence[str]) -> tuple[Report, ...]:
        return tuple(REPORTS[name]() for name in formats)

    monkeypatch.setattr(audit, "load_checks", lambda: CHECKS)
    monkeypatch.setattr(audit, "load_reports", load_reports)
    monkeypatch.setattr(audit, "document_of", lambda check: Document() if check else None)


def settings(output: Path, **options: object) -> Settings:
    return Settings.model_validate({"target": SHOP, "output": output, "formats": ("json", "text"), **options})


def audited(output: Path, gathering: Gathering | None = None, **options: object) -> Audited:
    return carry_out(settings(output, **options), gather=gathering or Gathering(walk()))


def test_an_audit_gathers_judges_and_reports(tmp_path: Path) -> None:
    done = audited(tmp_path)
    assert [(one.check, one.fix) for one in done.result.findings] == [
        ("cart/wrong", "Mend it."),
        ("cart/wrong", "Mend it."),
        ("landing/odd", "Mend it."),
    ]
    assert done.result.gate.exit_code == 1
    assert done.files == (tmp_path / "audit.json", tmp_path / "audit.txt")
    assert set(done.result.phases_ms) == {"judge", "report"}
    saved = AuditResult.model_validate_json((tmp_path / "audit.json").read_text(encoding="utf-8"))
    assert saved == done.result


def test_progress_hears_of_the_phases_in_order(tmp_path: Path) -> None:
    class Heard(Silence):
        names: ClassVar[list[str]] = []

        def phase(self, name: str) -> None:
            self.names.append(name)

    carry_out(settings(tmp_path), Heard(), gather=Gathering(walk()))
    assert Heard.names == ["walk", "judge", "report"]


async def test_it_may_be_called_inside_a_running_loop(tmp_path: Path) -> None:
    assert asyncio.get_running_loop().is_running()
    assert audited(tmp_path).result.gate.exit_code == 1


async def test_an_error_comes_through_from_inside_a_running_loop(tmp_path: Path) -> None:
    with pytest.raises(BrowserError):
        audited(tmp_path, Gathering(error=BrowserError("no browser")))


def test_without_journey_files_the_default_journey_is_walked_on_every_device(tmp_path: Path) -> None:
    gathering = Gathering(walk())
    audited(tmp_path, gathering, devices=("desktop", "mobile"))
    assert [(one.id, one.device) for one in gathering.journeys] == [("shop", "desktop"), ("shop", "mobile")]


def test_journey_files_take_the_default_journeys_place(tmp_path: Path) -> None:
    file = tmp_path / "buy.yaml"
    file.write_text("title: Buy\nsteps: [search]", encoding="utf-8")
    gathering = Gathering(walk())
    audited(tmp_path / "out", gathering, journeys=(file,))
    assert [one.id for one in gathering.journeys] == ["buy"]


def test_two_journeys_of_one_name_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "buy.yaml").write_text("title: Buy\nsteps: [search]", encoding="utf-8")
    files = (tmp_path / "a" / "buy.yaml", tmp_path / "b" / "buy.yaml")
    with pytest.raises(JourneyFileError, match="is called 'buy' too"):
        audited(tmp_path / "out", journeys=files)
    assert not (tmp_path / "out").exists()


def test_a_check_that_is_off_must_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean 'cart/wrong'"):
        audited(tmp_path / "out", off=("cart/wrnog",))
    assert [one.check for one in audited(tmp_path, off=("cart/wrong",)).result.findings] == ["landing/odd"]


def test_the_time_limit_ends_the_walk_and_what_was_seen_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "_RESERVE_SECONDS", 1e9)
    quick = settings(tmp_path).model_copy(update={"timeout_seconds": 0})
    done = carry_out(quick, gather=Gathering(walk(), waits=True))
    told = "the time limit of 0 s was reached (--timeout)"
    assert done.result.interrupted == told
    assert done.result.gate.exit_code == 3
    assert [breach.what for breach in done.result.gate.breaches if breach.kind == "incomplete"] == [told]
    assert "cart/wrong" in {one.check for one in done.result.findings}
    assert load_run(tmp_path).interrupted == told


def test_a_fault_of_ours_costs_nothing_that_was_seen(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "auditor"):
        done = audited(tmp_path, Gathering(walk(), error=ZeroDivisionError("a\nb")))
    assert done.result.interrupted == "the audit itself failed: ZeroDivisionError: a b"
    assert done.result.gate.exit_code == 3
    assert done.result.findings
    assert "ZeroDivisionError" in caplog.text


def test_a_browser_that_dies_half_way_costs_nothing_that_was_seen(tmp_path: Path) -> None:
    done = audited(tmp_path, Gathering(walk(), error=BrowserError("the browser is gone")))
    assert (done.result.interrupted, done.result.gate.exit_code) == ("the browser is gone", 3)


def test_without_a_browser_there_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(BrowserError, match="no browser"):
        audited(tmp_path, Gathering(error=BrowserError("no browser")))
    assert not (tmp_path / "audit.json").exists()


def test_a_saved_run_is_judged_again_to_the_same_result(tmp_path: Path) -> None:
    first = audited(tmp_path)
    again = evaluate_folder(tmp_path)
    measured = {"phases_ms", "duration_ms"}
    assert again.result.model_dump(exclude=measured) == first.result.model_dump(exclude=measured)
    assert again.files == first.files


def test_a_saved_run_can_be_judged_by_another_measure(tmp_path: Path) -> None:
    audited(tmp_path)
    assert evaluate_folder(tmp_path, fail_on=FailOn.NEVER).result.gate.passed
    assert evaluate_folder(tmp_path, fail_on=FailOn.BLOCKER).result.gate.passed
    (kept,) = evaluate_folder(tmp_path, off=("cart/wrong",), formats=("json",)).result.findings
    assert kept.check == "landing/odd"


def test_a_saved_run_can_be_judged_by_other_budgets(tmp_path: Path) -> None:
    first = audited(tmp_path, fail_on=FailOn.NEVER, budgets=(Budget(metric="clicks", limit=0),))
    assert [one.verdict for one in first.result.budgets] == ["within"]
    stricter = (Budget(metric="duration_ms", limit=100, step="cart"), Budget(metric="duration_ms", limit=480))
    again = evaluate_folder(tmp_path, budgets=stricter, inconclusive=OnInconclusive.FAIL).result
    assert ("clicks", "shop on desktop", "within") in [(one.metric, one.where, one.verdict) for one in again.budgets]
    kinds = {breach.what.partition(" at ")[0]: breach.kind for breach in again.gate.breaches}
    assert kinds == {"duration_ms": "budget", "inconclusive: duration_ms": "budget"}
    assert again.gate.exit_code == 1


def test_a_budget_about_a_step_that_is_not_walked_is_refused_before_the_walk(tmp_path: Path) -> None:
    given = (Budget(metric="load_ms", limit=1, step="crat"),)
    with pytest.raises(UsageError, match="did you mean 'cart'"):
        audited(tmp_path / "new", budgets=given)
    assert not (tmp_path / "new").exists()
    audited(tmp_path, budgets=(Budget(metric="load_ms", limit=1, step="form"),))
    with pytest.raises(UsageError, match="did you mean 'cart'"):
        evaluate_folder(tmp_path, budgets=given)


def test_what_a_check_cannot_tell_is_no_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_one = always("cart/open", stages=(Stage.CART,), certainty=Certainty.INCONCLUSIVE)
    monkeypatch.setattr(audit, "load_checks", lambda: (open_one,))
    done = audited(tmp_path).result
    assert (done.findings, done.gate.exit_code) == ((), 0)
    assert {(one.check, one.step) for one in done.inconclusive} == {("cart/open", "add-to-cart"), ("cart/open", "cart")}
    assert [one.gates for one in done.inconclusive] == [False, False]
    strict = evaluate_folder(tmp_path, inconclusive=OnInconclusive.FAIL).result
    assert strict.gate.exit_code == 1
    assert all(breach.what.startswith("inconclusive: cart/open (serious)") for breach in strict.gate.breaches)
    assert [breach.inconclusive for breach in strict.gate.breaches] == [True, True]
    assert [one.gates for one in strict.inconclusive] == [True, True]


def test_a_killed_audit_can_be_judged_and_is_incomplete(tmp_path: Path) -> None:
    audited(tmp_path)
    journal = tmp_path / "run" / "journal.jsonl"
    lines = journal.read_text(encoding="utf-8").splitlines(keepends=True)
    journal.write_text("".join(lines[:4]) + lines[4][:40], encoding="utf-8")
    done = evaluate_folder(tmp_path)
    assert done.result.gate.exit_code == 3
    assert "the audit was cut short" in [breach.what for breach in done.result.gate.breaches]
    assert {one.check for one in done.result.findings} == {"landing/odd"}


def test_a_later_audit_replaces_the_reports_of_an_earlier_one(tmp_path: Path) -> None:
    audited(tmp_path)
    audited(tmp_path, formats=("json",))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["audit.json", "run"]


def test_http_archives_are_kept_where_asked_for_and_replaced_by_a_later_audit(tmp_path: Path) -> None:
    archive = tmp_path / "run" / "shop-desktop.har"
    assert not audited(tmp_path).files[2:]
    done = audited(tmp_path, har=True)
    assert done.files[2:] == (archive,)
    assert json.loads(archive.read_text(encoding="ascii"))["log"]["version"] == "1.2"
    archive.write_text("old", encoding="ascii")
    assert evaluate_folder(tmp_path).files[2:] == (archive,)
    assert archive.read_text(encoding="ascii") != "old"
    audited(tmp_path)
    assert not archive.exists()


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("", encoding="utf-8")
    with pytest.raises(OutputFolderError, match="is not empty"):
        audited(tmp_path)


def test_a_report_that_fails_is_told_and_the_others_are_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "auditor"), pytest.raises(PluginError, match="failed: ZeroDivisionError: no"):
        audited(tmp_path, formats=("failing", "text"))
    assert (tmp_path / "audit.txt").is_file()


def test_a_report_that_needs_a_browser_and_finds_none_costs_no_other(tmp_path: Path) -> None:
    with pytest.raises(BrowserError) as raised:
        audited(tmp_path, formats=("unprinted", "text", "json"))
    assert str(raised.value) == f"{tmp_path / 'audit.pdf'} was not written: no browser was found"
    assert (tmp_path / "audit.txt").is_file()
    assert (tmp_path / "audit.json").is_file()


def test_a_report_carries_the_brand_of_its_audit_until_another_is_given(tmp_path: Path) -> None:
    shown.clear()
    audited(tmp_path, formats=("text", "json"), brand_name="Ada & Co", brand_colour="#112233")
    report_folder(tmp_path, ("text",))
    report_folder(tmp_path, ("text",), brand=Brand(name="Bob"))
    evaluate_folder(tmp_path, formats=("json",), brand=Brand(colour="#445566"))
    shutil.rmtree(tmp_path / "run")
    report_folder(tmp_path, ("text",))
    assert [(one.brand.name, one.brand.colour) for one in shown[-4:]] == [
        ("Ada & Co", "#112233"),
        ("Bob", "#112233"),
        ("Ada & Co", "#445566"),
        ("", ""),
    ]


def test_a_logo_that_is_gone_is_named_before_anything_is_walked(tmp_path: Path) -> None:
    gone = tmp_path / "logo.png"
    with pytest.raises(UsageError, match="there is no such file; expected a PNG"):
        audited(tmp_path / "out", brand_logo=gone)
    assert not (tmp_path / "out").exists()


def test_a_saved_result_is_reported_again(tmp_path: Path) -> None:
    audited(tmp_path, formats=("json",))
    done = report_folder(tmp_path, ("text",))
    assert done.files == (tmp_path / "audit.txt",)


def test_reports_keep_the_language_of_their_audit_unless_told_otherwise(tmp_path: Path) -> None:
    audited(tmp_path, language="lv")
    for language, expected in ((None, "lv"), ("ru", "ru")):
        for again in (report_folder, evaluate_folder):
            again(tmp_path, formats=("text",), language=language)
            assert shown[-1].language == expected


@pytest.mark.parametrize(
    ("content", "error", "told"),
    [
        (None, OutputFolderError, "holds no audit.json"),
        ("{", ResultFormatError, "cannot be read as a result"),
        ('{"schema_version": 2}', ResultFormatError, "schema version 2, expected 1"),
        ('{"schema_version": 1}', ResultFormatError, "not a valid result at tool"),
    ],
)
def test_a_result_that_cannot_be_read_is_named(
    tmp_path: Path, content: str | None, error: type[AuditorError], told: str
) -> None:
    if content is not None:
        (tmp_path / "audit.json").write_text(content, encoding="utf-8")
    with pytest.raises(error, match=told):
        report_folder(tmp_path, ("text",))


def test_a_run_whose_settings_cannot_be_read_is_named(tmp_path: Path) -> None:
    audited(tmp_path)
    manifest = tmp_path / "run" / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**content, "settings": {"target": 3}}), encoding="utf-8")
    with pytest.raises(ResultFormatError, match="its settings cannot be read"):
        evaluate_folder(tmp_path)


def test_a_journey_that_the_site_breaks_without_a_check_saying_so_is_incomplete(tmp_path: Path) -> None:
    assert audited(tmp_path, Gathering(broken_at("checkout", Cause.SITE))).result.gate.exit_code == 3
