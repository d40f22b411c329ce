"""An audit from beginning to end: the only place that puts its stages in order.

Gather (a browser walks the site) → evaluate (the checks judge) → gate and score → reports. What was gathered is kept in
the output folder, so everything after it can be done again: `evaluate_folder`, `report_folder`.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeVar

from pydantic import ValidationError

from auditor.brand_reading import require_logo
from auditor.budget_reading import overridden
from auditor.budgeting import judge as judge_budgets
from auditor.budgeting import require_places, with_present_checks
from auditor.catalogue import document_of
from auditor.check import Check
from auditor.errors import AuditorError, ResultFormatError
from auditor.evaluation import evaluate
from auditor.gating import decide, gates
from auditor.har import archives_of
from auditor.interruption import Interrupted, Interruption
from auditor.itinerary import journeys_of, possible_journeys
from auditor.model.budget import Budget, OnInconclusive
from auditor.model.finding import CheckStatus
from auditor.model.journey import Journey
from auditor.model.progress import Progress, Silence
from auditor.model.result import AuditResult
from auditor.model.run import AuditRun, JourneyRun
from auditor.model.settings import FailOn, NetworkProfile, Safety, Settings
from auditor.model.shop_map import ShopMap
from auditor.model.store import RunStore, Undecided
from auditor.model.wording import say
from auditor.plugins import load_checks, load_reports, require_known
from auditor.reach import coverage
from auditor.report import Brand, Report
from auditor.reporting import branded, presentation_of, write, write_all
from auditor.result_assembly import Known, assemble
from auditor.run_folder import RunFolder, keep_archives, load_manifest, load_run
from auditor.saved_result import load_result
from auditor.scoring import score
from auditor.shop_map import assemble_map
from auditor.undecided import leaves_open

_RESERVE_SECONDS = 5.0  # of the time limit, for closing the browser, judging and writing; at most a tenth of it
_PRINTING_SECONDS = 15.0  # beside those where a PDF is printed
_log = logging.getLogger(__name__)
ResultT = TypeVar("ResultT")


class Gatherer(Protocol):
    """What walks the journeys. All it sees goes to the store as it happens; it may be cancelled at any time."""

    def __call__(
        self,
        settings: Settings,
        journeys: tuple[Journey, ...],
        *,
        store: RunStore,
        progress: Progress,
        undecided: Undecided,
    ) -> Coroutine[Any, Any, None]:
        """Walk."""


@dataclass(frozen=True)
class Audited:
    """A result, the files written of it (reports, then HTTP archives), and the language of the reports."""

    result: AuditResult
    files: tuple[Path, ...] = ()
    language: str = "en"


def run_audit(settings: Settings, progress: Progress | None = None) -> AuditResult:
    """Audit a site: walk it, judge what was seen, write the reports.

    May be called from anywhere, also from inside a running event loop, which stands still meanwhile. In the main
    thread, Ctrl-C and SIGTERM end the walk early: what was seen is judged and written, `interrupted` says so; a second
    one ends the process.

    Args:
        settings: what to audit and how.
        progress: told what happens.

    Raises:
        UsageError: the output folder, a journey file or a report's name is not usable.
        PluginError: a check or a report failed to load.
        BrowserError: no browser, and nothing seen.
    """
    return carry_out(settings, progress).result


def carry_out(settings: Settings, progress: Progress | None = None, *, gather: Gatherer | None = None) -> Audited:
    """As `run_audit`, and tell which reports were written; `gather` takes the browser's place."""
    return outside_any_loop(lambda: _carry_out(settings, progress or Silence(), gather))


@dataclass(frozen=True)
class Mapped:
    """What was recognised of a shop, and the journey that was walked to see it."""

    shop_map: ShopMap
    journey: Journey


def map_shop(settings: Settings, progress: Progress | None = None, *, gather: Gatherer | None = None) -> Mapped:
    """Walk a shop once, without probes and without judging it, and tell what was recognised.

    Nothing is left behind on disk, and nothing is ordered. Of several devices the first is taken; journeys, reports
    and the gate play no part.

    Args:
        settings: what to map and how far to go.
        progress: told what happens.
        gather: takes the browser's place.

    Raises:
        UsageError: the device is unknown.
        BrowserError: no browser, and nothing seen.
    """
    return outside_any_loop(lambda: _map(settings, progress or Silence(), gather))


def _map(settings: Settings, progress: Progress, gather: Gatherer | None) -> Mapped:
    with TemporaryDirectory(prefix="friction-map-") as folder, Interruption() as interruption:
        once = {"journeys": (), "devices": settings.devices[:1], "runs": 1, "probing": (), "output": Path(folder)}
        once |= {"network": NetworkProfile.NONE, "cpu_slowdown": 1}
        settings = settings.model_copy(update=once | {"safety": _never_ordering(settings.safety)})
        journeys = journeys_of(settings)
        run = gathered(
            settings, journeys, progress, gather or browser_gatherer(), interruption, undecided=lambda _: False
        )
        walked = run.runs[0].journey if run.runs else journeys[0]
        # The browser may have spoken the site's own language; nobody asked for it, so it stays the site's choice.
        return Mapped(assemble_map(run), walked.model_copy(update={"locale": journeys[0].locale}))


def _never_ordering(safety: Safety) -> Safety:
    return Safety.PROBE if safety is Safety.ORDER else safety


def evaluate_folder(
    output: Path,
    *,
    fail_on: FailOn | None = None,
    formats: Sequence[str] | None = None,
    off: Sequence[str] | None = None,
    budgets: Sequence[Budget] = (),
    inconclusive: OnInconclusive | None = None,
    brand: Brand | None = None,
    browser_path: str | None = None,
    language: str | None = None,
) -> Audited:
    """Judge a saved run again, without visiting the site, and write its reports anew.

    Args:
        output: the output folder of an audit.
        fail_on: the least severity that fails; None as in that audit.
        formats: the reports to write; None as in that audit.
        off: checks not to run; None as in that audit.
        budgets: beside those of that audit, or in their place.
        inconclusive: what the gate does where figures do not tell; None as in that audit.
        brand: whose report it is; what it leaves empty is as in that audit.
        browser_path: the browser that prints a PDF; None as in that audit.
        language: the language of the reports; None as in that audit.

    Raises:
        UsageError: the folder holds no run, a name is unknown, or the logo cannot be used.
        ResultFormatError: the run cannot be read.
    """
    settings = settings_of(output)
    given = {"fail_on": fail_on, "formats": formats, "off": off, "inconclusive": inconclusive, "language": language}
    changed = {key: one for key, one in given.items() if one is not None}
    changed |= branded(brand or Brand(), browser_path)
    settings = settings.model_copy(update=changed | {"budgets": overridden(settings.budgets, budgets)})
    plan = _Plan.make(settings)
    run = load_run(output)
    require_places(budgets, [one.journey for one in run.runs])
    return _judge_and_report(run, plan, output, Silence())


def report_folder(
    output: Path,
    formats: Sequence[str] | None = None,
    *,
    brand: Brand | None = None,
    browser_path: str | None = None,
    language: str | None = None,
) -> Audited:
    """Write the reports of a saved result again.

    Args:
        output: a folder that holds `audit.json`.
        formats: the reports to write; None for `html`.
        brand: whose report it is; what it leaves empty is as in the audit, where the folder holds its run.
        browser_path: the browser that prints a PDF; None for the one that is found.
        language: the language of the reports; None for that of the audit, where its run is there, else English.

    Raises:
        UsageError: the folder holds no result, a format is unknown, or the logo cannot be used.
        ResultFormatError: the result cannot be read.
    """
    result = load_result(output)
    kept = settings_of(output) if (output / "run" / "manifest.json").is_file() else Settings(target=result.target)
    given = branded(brand or Brand(), browser_path) | ({"language": language} if language else {})
    settings = kept.model_copy(update=given)
    if settings.brand_logo:
        require_logo(settings.brand_logo)
    return Audited(result, write(result, load_reports(formats or ("html",)), output, presentation_of(settings)))


@dataclass(frozen=True)
class _Plan:
    """What has to be in order before a browser is started."""

    settings: Settings
    checks: tuple[type[Check], ...]
    reports: tuple[Report, ...]
    known: Known
    preview: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def make(cls, settings: Settings) -> "_Plan":
        checks = load_checks()
        require_known(settings.off, checks)
        budgets = with_present_checks(settings.budgets, checks, settings.off)
        if settings.brand_logo:
            require_logo(settings.brand_logo)
        return cls(
            settings=settings.model_copy(update={"budgets": budgets}),
            checks=checks,
            reports=load_reports(settings.formats),
            known=Known(
                metas={one.meta.id: one.meta for one in checks},
                documents={one.meta.id: document_of(one) for one in checks},
            ),
            preview=frozenset(one.meta.id for one in checks if one.meta.status is not CheckStatus.STABLE),
        )


def browser_gatherer(retracing: Mapping[tuple[str, str], JourneyRun] | None = None) -> Gatherer:
    """What walks with a browser.

    Args:
        retracing: earlier walks by journey and device, whose choices are taken again where they are still offered.
    """
    from auditor.browser.gathering import gather  # noqa: PLC0415 - slow to load; a saved run is judged without it

    return partial(gather, retracing=retracing) if retracing else gather


def outside_any_loop(work: Callable[[], ResultT]) -> ResultT:
    """Run work here or, where an event loop is running, in a thread of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    outcome: list[ResultT] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:  # noqa: BLE001 - handed on to the caller's thread
            errors.append(error)

    thread = threading.Thread(target=run, name="audit")
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
    return outcome[0]


def _carry_out(settings: Settings, progress: Progress, gather: Gatherer | None) -> Audited:
    plan = _Plan.make(settings)
    journeys = journeys_of(settings)
    require_places(settings.budgets, possible_journeys(settings, journeys))
    with Interruption() as interruption:
        undecided = partial(leaves_open, settings=settings, checks=plan.checks)
        run = gathered(settings, journeys, progress, gather or browser_gatherer(), interruption, undecided=undecided)
        return _judge_and_report(run, plan, settings.output, progress)


def gathered(
    settings: Settings,
    journeys: tuple[Journey, ...],
    progress: Progress,
    gather: Gatherer,
    interruption: Interruption,
    *,
    undecided: Undecided,
) -> AuditRun:
    """What was seen, however the walk ended.

    Args:
        settings: how to walk; what is seen is kept in `settings.output`.
        journeys: what to walk.
        progress: told what happens.
        gather: walks.
        interruption: ends the walk before its time.
        undecided: whether the attempts so far leave a verdict open.

    Raises:
        OutputFolderError: the output folder is not usable.
        BrowserError: no browser, and nothing seen.
    """
    limit = settings.timeout_seconds
    reserve = _RESERVE_SECONDS + (_PRINTING_SECONDS if "pdf" in settings.formats else 0)
    store = RunFolder.create(settings.output, settings)
    store.begin(settings.target, datetime.now(UTC), settings.safety, settings.sandbox)
    reason, fatal = None, None
    try:
        interruption.run(
            gather(settings, journeys, store=store, progress=progress, undecided=undecided),
            seconds=limit - min(reserve, limit / 10),
            told_as=say("the time limit of {limit:g} s was reached (--timeout)", limit=limit),
        )
    except Interrupted as end:
        reason = end.why
    except AuditorError as error:
        reason, fatal = str(error), error
    except Exception as error:  # noqa: BLE001 - our own fault must not cost what was seen
        _log.warning("the walk failed", exc_info=error)
        text = " ".join(f"{type(error).__name__}: {error}".split())
        reason = say("the audit itself failed: {error}", error=text)
    finally:
        store.finish(reason)
        store.close()
    run = load_run(settings.output)
    if fatal and not any(one.visits for one in run.runs):
        raise fatal
    return run


def _judge_and_report(run: AuditRun, plan: _Plan, output: Path, progress: Progress) -> Audited:
    progress.phase("judge")
    result = _judge(run, plan)
    progress.phase("report")
    archives = keep_archives(output, archives_of(run)) if plan.settings.har else ()
    result, files = write_all(result, plan.reports, output, presentation_of(plan.settings))
    return Audited(result, files + archives, plan.settings.language)


def _judge(run: AuditRun, plan: _Plan) -> AuditResult:
    began = time.perf_counter()
    settings, preview = plan.settings, plan.preview
    evaluation = evaluate(run, plan.checks, off=settings.off)
    findings, inconclusive = evaluation.findings, evaluation.inconclusive
    budgets = judge_budgets(run, settings.budgets, findings, preview=preview)
    verdict = decide(
        run,
        evaluation.results,
        findings,
        preview=preview,
        fail_on=settings.fail_on,
        budgets=budgets,
        inconclusive=inconclusive,
        on_inconclusive=settings.inconclusive,
    )
    fails = partial(gates, preview=preview, fail_on=settings.fail_on, on_inconclusive=settings.inconclusive)
    gating = {one.fingerprint for one in (*findings, *inconclusive) if fails(one)}
    total = score(findings, coverage(run).reached, preview=preview)
    return assemble(
        run,
        evaluation.results,
        findings,
        known=plan.known,
        gating=gating,
        score=total,
        gate=verdict,
        phases_ms={"judge": (time.perf_counter() - began) * 1000},
        budgets=budgets,
        inconclusive=inconclusive,
    )


def settings_of(output: Path) -> Settings:
    """The settings of a saved audit.

    Raises:
        OutputFolderError: the folder holds no run.
        ResultFormatError: its manifest cannot be read.
    """
    manifest = load_manifest(output)
    try:
        return Settings.model_validate(manifest["settings"])
    except (KeyError, ValidationError) as error:
        raise ResultFormatError(f"{output}/run/manifest.json: its settings cannot be read") from error
