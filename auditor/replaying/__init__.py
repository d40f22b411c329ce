"""`friction replay`: look at one finding again, and say whether it is fixed.

The saved run says what showed the finding (`sightings`), and how little of it is enough to show it (`plan`). That is
walked and probed again, under the audit's settings and with its choices, in a folder of its own; the finding's check
alone judges it, and `verdict` says what that proves. The saved report is only read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.audit import Gatherer, browser_gatherer, gathered, outside_any_loop, settings_of
from auditor.check import Check
from auditor.errors import AuditorError, UsageError
from auditor.evaluation import evaluate
from auditor.interruption import Interruption
from auditor.itinerary import journeys_of, require_environment
from auditor.model.finding import Certainty
from auditor.model.journey import Journey
from auditor.model.progress import Progress, Silence
from auditor.model.redaction import DOTS
from auditor.model.result import FindingResult
from auditor.model.run import AuditRun, JourneyRun
from auditor.model.settings import Settings
from auditor.plugins import load_checks
from auditor.replaying.choosing import choose
from auditor.replaying.plan import Plan, cut, plan_for
from auditor.replaying.sightings import Seen
from auditor.replaying.verdict import Answer, Verdict, answer
from auditor.run_folder import load_run
from auditor.saved_result import load_result

__all__ = ["Answer", "Replayed", "Verdict", "Wanted", "replay"]


@dataclass(frozen=True)
class Wanted:
    """How a finding is to be looked at again; None where as in the audit.

    `output` is a folder for what is seen; without it nothing is left on disk.
    """

    headed: bool = False
    browser_path: str | None = None
    timeout_seconds: float | None = None
    output: Path | None = None


@dataclass(frozen=True)
class Replayed:
    """The finding and what became of it."""

    finding: FindingResult
    answer: Answer


def replay(
    folder: Path,
    finding: str,
    wanted: Wanted | None = None,
    progress: Progress | None = None,
    *,
    gather: Gatherer | None = None,
) -> Replayed:
    """Look at one finding of a saved audit again.

    Args:
        folder: the output folder of the audit; nothing in it is changed.
        finding: its id, the beginning of its fingerprint, or its check's id where it is the only one.
        wanted: how to look.
        progress: told what happens.
        gather: takes the browser's place.

    Raises:
        UsageError: there is no such finding, the folder holds no audit, or the output folder is the audit's.
        ResultFormatError: the saved audit cannot be read.
        PluginError: a check failed to load.
    """
    wanted = wanted or Wanted()
    if wanted.output is not None and wanted.output.resolve() == folder.resolve():
        raise UsageError(f"--output {wanted.output}: that is the report which is looked at; expected another folder")
    told = choose(load_result(folder), finding, where=str(folder))
    return outside_any_loop(lambda: Replayed(told, _look(folder, told, wanted, progress or Silence(), gather)))


@dataclass(frozen=True)
class _Look:
    """A second look, ready to be taken: at what, how much of it, as the audit was set."""

    run: AuditRun
    check: type[Check]
    plan: Plan
    settings: Settings
    output: Path | None

    def take(self, progress: Progress, gather: Gatherer | None) -> AuditRun:
        """Walk and probe again."""
        journeys = self._journeys()
        require_environment(journeys)
        with TemporaryDirectory(prefix="friction-replay-") as temporary, Interruption() as interruption:
            return gathered(
                self.settings.model_copy(update={"output": self.output or Path(temporary)}),
                journeys,
                progress,
                gather or browser_gatherer(retracing=self._first_walks()),
                interruption,
                undecided=partial(leaves_open, check=self.check),
            )

    def _journeys(self) -> tuple[Journey, ...]:
        """The plan's journeys; what was masked in the saved ones is read anew from where the audit had it."""
        if not any(DOTS in one.model_dump_json() for one in self.plan.journeys):
            return self.plan.journeys
        named = {(one.id, one.device): one for one in journeys_of(self.settings)}
        return tuple(_with_acts(one, named.get((one.id, one.device))) for one in self.plan.journeys)

    def _first_walks(self) -> Mapping[tuple[str, str], JourneyRun]:
        """The walks whose choices are taken again."""
        seen = Seen(self.run, ())
        walks = {(one.id, one.device): seen.walked((one.id, one.device)) for one in self.plan.journeys}
        return {key: one for key, one in walks.items() if one is not None}


def _look(folder: Path, told: FindingResult, wanted: Wanted, progress: Progress, gather: Gatherer | None) -> Answer:
    audit, run = settings_of(folder), load_run(folder)
    check = next((one for one in load_checks() if told.check in {one.meta.id, *one.meta.former_ids}), None)
    if check is None:
        return _could_not(f"There is no check {told.check} any more, or what brings it is not installed.")
    sightings = Seen.judge(run, check).of(told.fingerprint)
    plan = plan_for(run, check, sightings) if sightings else None
    if plan is None:
        return _could_not(f"{check.meta.id} does not see it in the saved run any more: it judges otherwise now.")
    before = Seen.judge(cut(run, plan), check)
    try:
        fresh = _Look(run, check, plan, _settings(audit, plan, wanted), wanted.output).take(progress, gather)
    except UsageError:
        raise
    except AuditorError as error:
        return _could_not(str(error))
    return answer(check, plan, before, sightings, Seen.judge(fresh, check))


def _could_not(why: str) -> Answer:
    return Answer(Verdict.COULD_NOT_CHECK, (why,))


def _settings(audit: Settings, plan: Plan, wanted: Wanted) -> Settings:
    changed: dict[str, object] = {"headed": wanted.headed}
    if wanted.browser_path is not None:
        changed["browser_path"] = wanted.browser_path
    if wanted.timeout_seconds is not None:
        changed["timeout_seconds"] = wanted.timeout_seconds
    return plan.settings(audit).model_copy(update=changed)


def _with_acts(saved: Journey, named: Journey | None) -> Journey:
    """A saved journey with the start and the acts of the one that was given to the audit, where it still has them."""
    acts = {one.id: one for one in named.steps} if named else {}
    if named is None or any(one.id not in acts for one in saved.steps):
        return saved
    steps = tuple(acts[one.id] for one in saved.steps)
    return saved.model_copy(update={"start_url": named.start_url, "steps": steps})


def leaves_open(attempts: Sequence[JourneyRun], *, check: type[Check]) -> bool:
    """Whether one more attempt can still change what is said: figures do not tell, or one attempt alone accuses."""
    first = attempts[0]
    run = AuditRun(tool_version="", target=first.journey.start_url, started_at=first.started_at, runs=tuple(attempts))
    evaluation = evaluate(run, (check,))
    told = (*evaluation.inconclusive, *(evaluation.findings if len(attempts) == 1 else ()))
    return check.meta.timed and any(finding.certainty is not Certainty.NEEDS_REVIEW for finding in told)
