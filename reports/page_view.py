"""What the page's templates show, worked out from the result."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from auditor.model.finding import (
    Certainty,
    CheckOutcome,
    ClipEvidence,
    ElementEvidence,
    Severity,
)
from auditor.model.result import AuditResult, FindingResult, SubjectResult, Unreached
from reports.budget_table import BudgetRow, OpenVerdict, budget_rows, open_verdicts
from reports.conditions import conditions_of
from reports.curve import Curve, curve_of
from reports.finding_view import FindingView, finding_view
from reports.journey_map import Asked, Band, asked, bands, moments, phases_begun
from reports.journey_path import JourneyPath, PathStep, journey_paths, severity_count, worst_first
from reports.language import N_, Words, _, in_a_row, told
from reports.moods import MOOD_WORDS
from reports.pictures import Picture, Pictures
from reports.room import LeftOut, Room
from reports.sifting import Sieve, sieve_of
from reports.summary import Sentence, ToMend, three_sentences, to_mend_first
from reports.timing_table import TimingTable, timing_table
from reports.verdict import Verdict, verdict_of

SEVERITY_MEANINGS: Words[Severity] = Words(
    {
        Severity.BLOCKER: N_("the shopper cannot go on"),
        Severity.SERIOUS: N_("many shoppers give up"),
        Severity.MODERATE: N_("slows or annoys"),
        Severity.MINOR: N_("a blemish"),
    }
)
FOLDER_NAMES: Words[str] = Words(
    {
        "account": N_("Account"),
        "cart": N_("Cart"),
        "checkout": N_("Checkout"),
        "confirm": N_("Confirm"),
        "interaction": N_("Interaction"),
        "journey": N_("Journey"),
        "landing": N_("Landing"),
        "lead": N_("Lead"),
        "load": N_("Load"),
        "overlay": N_("Overlay"),
        "product": N_("Product"),
        "search": N_("Search"),
        "other": N_("Other"),
    }
)
"""The folders of the catalogue of checks."""
_OPEN_BY_DEFAULT = 12
_MOST_COLUMNS = 9
_TALLEST_FRAME = 2.2
_MOST_BUDGETS_MET = 4
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True)
class SeverityGroup:
    """The findings of one severity."""

    severity: Severity
    meaning: str
    findings: tuple[FindingView, ...]

    @property
    def count(self) -> str:
        """How many there are, in words."""
        return severity_count(self.severity, len(self.findings))


@dataclass(frozen=True)
class CheckGroup:
    """The checks of one folder, each with on how many subjects it was made."""

    name: str
    checks: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class StepView:
    """A step of the path with its pictures; `number` of the page's picture section."""

    path: PathStep
    thumbnail: Picture | None
    picture: Picture | None
    anchor: str
    asked: Asked
    phase: str


@dataclass(frozen=True)
class PathView:
    """A journey's path with its curve of mood; `columns` is 0 where the steps are too many for one row.

    `bands` are marketing's stages above the columns, `phases_beyond` what begins at a stage that was not entered.
    """

    path: JourneyPath
    steps: tuple[StepView, ...]
    beyond: tuple[Unreached, ...]
    columns: int
    curve: Curve
    conditions: tuple[str, ...]
    bands: tuple[Band, ...]
    phases_beyond: tuple[str, ...]

    @property
    def moods(self) -> str:
        """The curve in words."""
        return in_a_row(f"{one.path.name} {_mood_words(one.path)}" for one in self.steps)


@dataclass(frozen=True)
class Frame:
    """A picture of the filmstrip; `moment` is how long the shopper had been on the way by then."""

    step: StepView
    picture: Picture
    moment: str

    @property
    def height(self) -> float:
        """How much of the picture is in the frame; what is very tall is cut."""
        return min(self.picture.height, self.picture.width * _TALLEST_FRAME)


@dataclass(frozen=True)
class Strip:
    """The filmstrip of one journey on one device."""

    title: str
    device: str
    frames: tuple[Frame, ...]


@dataclass(frozen=True)
class PageView:
    """Everything the templates need besides the result itself."""

    result: AuditResult
    verdict: Verdict
    seen: bool
    page_language: str
    paths: tuple[PathView, ...]
    groups: tuple[SeverityGroup, ...]
    to_review: tuple[FindingView, ...]
    suppressed: tuple[FindingView, ...]
    passed: tuple[CheckGroup, ...]
    not_applicable: tuple[CheckGroup, ...]
    errored: tuple[SubjectResult, ...]
    timings: tuple[TimingTable, ...]
    budgets: tuple[BudgetRow, ...]
    open_verdicts: tuple[OpenVerdict, ...]
    shared_pictures: tuple[Picture, ...]
    brief: tuple[Sentence, ...]
    first: tuple[ToMend, ...]
    strips: tuple[Strip, ...]
    sieve: Sieve
    unfolded: tuple[FindingResult, ...]
    untold: int
    found: int
    left_out: LeftOut
    pictures: Pictures

    @property
    def browser_only(self) -> frozenset[str]:
        """Checks that passed on trials that were kept from the server, and on no others."""
        passed = [one for one in self.result.results if one.outcome is CheckOutcome.PASSED]
        return frozenset(one.check for one in passed if one.client_side_only) - frozenset(
            one.check for one in passed if not one.client_side_only
        )

    @property
    def budgets_met(self) -> tuple[BudgetRow, ...]:
        """The budgets that are folded away, because they are met and many."""
        met = tuple(one for one in self.budgets if one.verdict == "within")
        return met if len(met) > _MOST_BUDGETS_MET else ()

    @property
    def budgets_open(self) -> tuple[BudgetRow, ...]:
        """The budgets that are in sight."""
        return tuple(one for one in self.budgets if one.verdict != "within" or not self.budgets_met)

    @property
    def counting(self) -> tuple[FindingView, ...]:
        """The findings that count, the worst first."""
        return tuple(finding for group in self.groups for finding in group.findings)


def page_view(result: AuditResult, pictures: Pictures, room: Room, left_out: LeftOut) -> PageView:
    """Work out the page.

    Args:
        result: the audit's result, as far as there is room for it.
        pictures: where its screenshots are read from.
        room: how much of the findings is told.
        left_out: what is left out of the rest.
    """
    paths = tuple(_path_view(place, path, pictures, result) for place, path in enumerate(journey_paths(result), 1))
    ordered = _in_order(result)
    told_whole, rest = ordered[: room.findings], ordered[room.findings :]
    views = _finding_views(told_whole, paths, pictures)
    counting = [one for one in views if _counts(one.finding)]
    groups = tuple(
        SeverityGroup(severity, SEVERITY_MEANINGS[severity], tuple(members))
        for severity, members in groupby(counting, key=lambda view: view.finding.severity)
    )
    language = result.environment.locale.replace("_", "-")
    verdict, first = verdict_of(result), to_mend_first(counting)
    return PageView(
        result=result,
        verdict=verdict,
        seen=bool(result.coverage.reached) or any(path.steps for path in paths),
        page_language=language if _LOCALE.fullmatch(language) else "",
        paths=paths,
        groups=groups,
        to_review=tuple(one for one in views if _to_review(one.finding)),
        suppressed=tuple(one for one in views if one.finding.status == "suppressed"),
        passed=_passed(result),
        not_applicable=_not_applicable(result),
        errored=tuple(one for one in result.results if one.outcome is CheckOutcome.ERRORED)[: room.rows],
        timings=tuple(timing_table(path.path, result, place) for place, path in enumerate(paths, 1)),
        budgets=budget_rows(result),
        open_verdicts=open_verdicts(result),
        shared_pictures=pictures.shared,
        brief=three_sentences(result, verdict, first),
        first=first,
        strips=_strips(paths),
        sieve=sieve_of(views, len(counting)),
        unfolded=tuple(rest[: room.lines]),
        untold=max(0, len(rest) - room.lines),
        found=sum(_counts(one) for one in result.findings),
        left_out=left_out,
        pictures=pictures,
    )


def marked_in(result: AuditResult, room: Room) -> Iterator[str]:
    """Yield the screenshots on which findings are marked, the worst findings first."""
    for finding in _in_order(result)[: room.findings]:
        for one in finding.evidence:
            if isinstance(one, (ElementEvidence, ClipEvidence)) and one.mark is not None:
                yield one.mark.screenshot


def _counts(finding: FindingResult) -> bool:
    return finding.status != "suppressed" and finding.certainty is Certainty.CERTAIN


def _to_review(finding: FindingResult) -> bool:
    return finding.status != "suppressed" and finding.certainty is not Certainty.CERTAIN


def _in_order(result: AuditResult) -> tuple[FindingResult, ...]:
    """The findings as the page tells them: what counts, what is worth a look, what was set aside."""
    counting = tuple(one for one in result.findings if _counts(one))
    to_review = tuple(one for one in result.findings if _to_review(one))
    suppressed = tuple(one for one in result.findings if one.status == "suppressed")
    return (*worst_first(counting), *worst_first(to_review), *suppressed)


def _finding_views(
    findings: Sequence[FindingResult], paths: Sequence[PathView], pictures: Pictures
) -> list[FindingView]:
    at_steps = {
        (path.path.journey.id, path.path.journey.device, step.path.step.id, step.path.step.url): step.picture
        for path in paths
        for step in path.steps
    }
    return [
        finding_view(number, anchor, finding, pictures, at_steps, opened=_opened(number, finding))
        for number, (finding, anchor) in enumerate(zip(findings, _anchors(findings), strict=True), 1)
    ]


def _strips(paths: Sequence[PathView]) -> tuple[Strip, ...]:
    made = (
        Strip(
            title=told(path.path.journey.title),
            device=told(path.path.journey.device),
            frames=tuple(
                Frame(step, step.picture, moment)
                for step, moment in zip(path.steps, moments(path.path.steps), strict=True)
                if step.picture is not None
            ),
        )
        for path in paths
    )
    return tuple(one for one in made if one.frames)


def _path_view(place: int, path: JourneyPath, pictures: Pictures, result: AuditResult) -> PathView:
    phases = phases_begun(path)
    steps = tuple(
        StepView(
            path=step,
            thumbnail=pictures.thumbnail(step.step.screenshot),
            picture=pictures.full(step.step.screenshot),
            anchor=f"seen-{place}-{step.number}",
            asked=asked(step.step),
            phase=phase,
        )
        for step, phase in zip(path.steps, phases, strict=False)
    )
    columns = len(steps) + len(path.beyond)
    curve = curve_of([step.mood for step in path.steps], len(steps))
    shown = columns if columns <= _MOST_COLUMNS else 0
    return PathView(
        path=path,
        steps=steps,
        beyond=path.beyond,
        columns=shown,
        curve=curve,
        conditions=conditions_of(path.journey, result),
        bands=bands(path),
        phases_beyond=phases[len(steps) :],
    )


def _mood_words(step: PathStep) -> str:
    if step.skipped:
        return _("skipped")
    return MOOD_WORDS[step.mood] if step.mood else _("not known")


def _opened(number: int, finding: FindingResult) -> bool:
    return number <= _OPEN_BY_DEFAULT and finding.status == "new" and finding.certainty is Certainty.CERTAIN


def _anchors(findings: Sequence[FindingResult]) -> list[str]:
    """An anchor for each finding that stays the same from audit to audit where the id allows it."""
    anchors: list[str] = []
    for number, finding in enumerate(findings, 1):
        plain = re.sub(r"[^A-Za-z0-9-]+", "-", finding.id).strip("-")[:80]
        anchor = f"finding-{plain or number}"
        anchors.append(anchor if anchor not in anchors else f"{anchor}-{number}")
    return anchors


def _passed(result: AuditResult) -> tuple[CheckGroup, ...]:
    faulty = {
        one.check
        for one in result.results
        if one.outcome in {CheckOutcome.FAILED, CheckOutcome.NEEDS_REVIEW, CheckOutcome.ERRORED}
    }
    return _grouped([one for one in result.results if one.outcome is CheckOutcome.PASSED and one.check not in faulty])


def _not_applicable(result: AuditResult) -> tuple[CheckGroup, ...]:
    applied = {one.check for one in result.results if one.outcome is not CheckOutcome.NOT_APPLICABLE}
    return _grouped([one for one in result.results if one.check not in applied])


def _grouped(results: list[SubjectResult]) -> tuple[CheckGroup, ...]:
    counts: dict[str, dict[str, int]] = {}
    for one in results:
        folder = one.check.partition("/")[0] if "/" in one.check else "other"
        checks = counts.setdefault(folder, {})
        checks[one.check] = checks.get(one.check, 0) + 1
    return tuple(
        CheckGroup(FOLDER_NAMES.get(folder) or folder[:1].upper() + folder[1:], tuple(sorted(checks.items())))
        for folder, checks in sorted(counts.items())
    )
