"""What the page's templates show, worked out from the result."""

import math
import re
from dataclasses import dataclass
from itertools import groupby

from auditor.model.finding import (
    Certainty,
    CheckOutcome,
    ClipEvidence,
    ElementEvidence,
    FieldsEvidence,
    MeasurementEvidence,
    QuoteEvidence,
    RequestEvidence,
    Severity,
)
from auditor.model.result import AuditResult, FindingResult, SubjectResult, Unreached
from reports.curve import Curve, curve_of
from reports.figures import figure, metric_named
from reports.journey_path import STAGE_NAMES, JourneyPath, PathStep, journey_paths, worst_first
from reports.pictures import MarkedPicture, Picture, Pictures
from reports.prose import Block, Span, blocks, reference
from reports.text import clipped, counted
from reports.timing_table import TimingTable, timing_table
from reports.verdict import Verdict, verdict_of

FIX_FIRST = 5
SEVERITY_MEANINGS = {
    Severity.BLOCKER: "the shopper cannot go on",
    Severity.SERIOUS: "many shoppers give up",
    Severity.MODERATE: "slows or annoys",
    Severity.MINOR: "a blemish",
}
_OPEN_BY_DEFAULT = 12
_SNIPPET_LENGTH = 1_200
_MOST_COLUMNS = 9
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True)
class Bar:
    """A measurement as a bar, in percent of its whole length: the figure, the limit, how much further it ever went."""

    value: float
    limit: float
    beyond: float


@dataclass(frozen=True)
class Measurement:
    """A measurement in words, with its bar where there is a limit to hold it against."""

    label: str
    value: str
    limit: str
    spread: str
    bar: Bar | None


@dataclass(frozen=True)
class FindingView:
    """One finding as shown; `number` counts through the page, `opened` tells whether it starts unfolded."""

    number: int
    anchor: str
    finding: FindingResult
    stage: str
    opened: bool
    pictures: tuple[MarkedPicture, ...]
    elements: tuple[ElementEvidence, ...]
    measurements: tuple[Measurement, ...]
    requests: tuple[RequestEvidence, ...]
    quotes: tuple[QuoteEvidence, ...]
    tables: tuple[FieldsEvidence, ...]
    fix: tuple[Block, ...]
    references: tuple[tuple[Span, ...], ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What sets this finding apart from one that counts in full."""
        said = []
        if self.finding.status == "known":
            said.append("known from before, does not count")
        elif self.finding.status == "suppressed":
            said.append("suppressed, does not count")
        if not self.finding.gates and self.finding.certainty is Certainty.CERTAIN:
            said.append("never fails the gate")
        return tuple(said)

    @property
    def advice(self) -> tuple[Span, ...]:
        """The fix in a breath: its first paragraph, with the list that it announces drawn into it."""
        first, rest = self.fix[0], self.fix[1:]
        if first.kind == "list" or not first.items[0][-1].text.rstrip().endswith(":") or not rest:
            return first.items[0]
        joined = list(first.items[0])
        for place, item in enumerate(rest[0].items):
            joined += [Span("; " if place else " "), *item]
        return tuple(joined)


@dataclass(frozen=True)
class SeverityGroup:
    """The findings of one severity."""

    severity: Severity
    meaning: str
    findings: tuple[FindingView, ...]


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


@dataclass(frozen=True)
class PathView:
    """A journey's path with its curve of mood; `columns` is 0 where the steps are too many for one row."""

    path: JourneyPath
    steps: tuple[StepView, ...]
    beyond: tuple[Unreached, ...]
    columns: int
    curve: Curve


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
    shared_pictures: tuple[Picture, ...]

    @property
    def counting(self) -> tuple[FindingView, ...]:
        """The findings that count, the worst first."""
        return tuple(finding for group in self.groups for finding in group.findings)

    @property
    def pages_seen(self) -> tuple[tuple[str, StepView], ...]:
        """The steps that have a picture, each with its device."""
        return tuple((path.path.journey.device, step) for path in self.paths for step in path.steps if step.picture)

    @property
    def fix_first(self) -> tuple[FindingView, ...]:
        """What to mend first: the worst, and what is new before what is known."""
        return tuple(sorted(self.counting, key=lambda view: (view.finding.severity.rank, not view.finding.gates)))[
            :FIX_FIRST
        ]


def page_view(result: AuditResult, pictures: Pictures) -> PageView:
    """Work out the page.

    Args:
        result: the audit's result.
        pictures: where its screenshots are read from.
    """
    paths = tuple(_path_view(place, path, pictures) for place, path in enumerate(journey_paths(result), 1))
    suppressed = [one for one in result.findings if one.status == "suppressed"]
    counting = [one for one in result.findings if one.status != "suppressed" and one.certainty is Certainty.CERTAIN]
    to_review = [
        one for one in result.findings if one.status != "suppressed" and one.certainty is not Certainty.CERTAIN
    ]
    ordered = [*worst_first(tuple(counting)), *worst_first(tuple(to_review)), *suppressed]
    anchors = _anchors(ordered)
    views = [
        _finding_view(number, anchor, finding, pictures, opened=_opened(number, finding))
        for number, (finding, anchor) in enumerate(zip(ordered, anchors, strict=True), 1)
    ]
    counted_views, rest = views[: len(counting)], views[len(counting) :]
    groups = tuple(
        SeverityGroup(severity, SEVERITY_MEANINGS[severity], tuple(members))
        for severity, members in groupby(counted_views, key=lambda view: view.finding.severity)
    )
    language = result.environment.locale.replace("_", "-")
    return PageView(
        result=result,
        verdict=verdict_of(result),
        seen=bool(result.coverage.reached) or any(path.steps for path in paths),
        page_language=language if _LOCALE.fullmatch(language) else "",
        paths=paths,
        groups=groups,
        to_review=tuple(rest[: len(to_review)]),
        suppressed=tuple(rest[len(to_review) :]),
        passed=_passed(result),
        not_applicable=_not_applicable(result),
        errored=tuple(one for one in result.results if one.outcome is CheckOutcome.ERRORED),
        timings=tuple(timing_table(path.path, result) for path in paths),
        shared_pictures=pictures.shared,
    )


def _path_view(place: int, path: JourneyPath, pictures: Pictures) -> PathView:
    steps = tuple(
        StepView(
            path=step,
            thumbnail=pictures.thumbnail(step.step.screenshot),
            picture=pictures.full(step.step.screenshot),
            anchor=f"seen-{place}-{step.number}",
        )
        for step in path.steps
    )
    columns = len(steps) + len(path.beyond)
    curve = curve_of([step.mood for step in path.steps], len(steps))
    return PathView(path, steps, path.beyond, columns if columns <= _MOST_COLUMNS else 0, curve)


def _opened(number: int, finding: FindingResult) -> bool:
    return number <= _OPEN_BY_DEFAULT and finding.status == "new" and finding.certainty is Certainty.CERTAIN


def _anchors(findings: list[FindingResult]) -> list[str]:
    """An anchor for each finding that stays the same from audit to audit where the id allows it."""
    anchors: list[str] = []
    for number, finding in enumerate(findings, 1):
        plain = re.sub(r"[^A-Za-z0-9-]+", "-", finding.id).strip("-")[:80]
        anchor = f"finding-{plain or number}"
        anchors.append(anchor if anchor not in anchors else f"{anchor}-{number}")
    return anchors


def _finding_view(number: int, anchor: str, finding: FindingResult, pictures: Pictures, *, opened: bool) -> FindingView:
    return FindingView(
        number=number,
        anchor=anchor,
        finding=finding,
        stage=STAGE_NAMES[finding.stage],
        opened=opened,
        pictures=_marked(finding, pictures),
        elements=tuple(
            one.model_copy(update={"snippet": clipped(one.snippet, _SNIPPET_LENGTH)})
            for one in finding.evidence
            if isinstance(one, ElementEvidence)
        ),
        measurements=tuple(_measurement(one) for one in finding.evidence if isinstance(one, MeasurementEvidence)),
        requests=tuple(one for one in finding.evidence if isinstance(one, RequestEvidence)),
        quotes=tuple(
            one.model_copy(update={"text": clipped(one.text, _SNIPPET_LENGTH)})
            for one in finding.evidence
            if isinstance(one, QuoteEvidence)
        ),
        tables=tuple(one for one in finding.evidence if isinstance(one, FieldsEvidence)),
        fix=blocks(finding.fix),
        references=tuple(reference(text) for text in finding.references),
    )


def _marked(finding: FindingResult, pictures: Pictures) -> tuple[MarkedPicture, ...]:
    made: list[MarkedPicture] = []
    by_screenshot: dict[str, list[ElementEvidence]] = {}
    # Clips are there to be compared, so they show the same part of the page.
    clipped_boxes = tuple(box for one in finding.evidence if isinstance(one, ClipEvidence) for box in one.mark.boxes)
    for one in finding.evidence:
        if isinstance(one, ElementEvidence) and one.mark is not None:
            by_screenshot.setdefault(one.mark.screenshot, []).append(one)
        elif isinstance(one, ClipEvidence):
            label = one.caption or f"Screenshot: {finding.title}"
            picture = pictures.marked(one.mark, label, one.caption, framing=clipped_boxes)
            made += [picture] if picture else []
    # Elements on one screenshot are shown on one picture: seen together they explain each other.
    for elements in by_screenshot.values():
        marks = [one.mark for one in elements if one.mark is not None]
        together = marks[0].model_copy(update={"boxes": tuple(box for mark in marks for box in mark.boxes)})
        boxed = f", {counted(len(together.boxes), 'place')} marked" if together.boxes else ""
        picture = pictures.marked(
            together, f"Screenshot of {STAGE_NAMES[finding.stage].lower()}{boxed}: {finding.title}"
        )
        made += [picture] if picture else []
    return tuple(made)


def _measurement(evidence: MeasurementEvidence) -> Measurement:
    unit = evidence.unit
    spread = ""
    if evidence.low is not None and evidence.high is not None and evidence.attempts > 1:
        ends = f"{figure(evidence.low, unit)} to {figure(evidence.high, unit)}"
        spread = f"median of {evidence.attempts} attempts, {ends}"
    return Measurement(
        label=metric_named(evidence.metric).label,
        value=figure(evidence.value, unit),
        limit="" if evidence.limit is None else figure(evidence.limit, unit),
        spread=spread,
        bar=_bar(evidence),
    )


def _bar(evidence: MeasurementEvidence) -> Bar | None:
    if evidence.limit is None:
        return None
    highest = evidence.high if evidence.high is not None and evidence.attempts > 1 else evidence.value
    whole = max(evidence.value, evidence.limit, highest) * 1.06
    if not (0 < whole < math.inf and evidence.value >= 0 and evidence.limit >= 0):
        return None
    return Bar(
        value=round(100 * evidence.value / whole, 2),
        limit=round(100 * evidence.limit / whole, 2),
        beyond=round(100 * max(0.0, highest - evidence.value) / whole, 2),
    )


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
        CheckGroup(folder[:1].upper() + folder[1:], tuple(sorted(checks.items())))
        for folder, checks in sorted(counts.items())
    )
