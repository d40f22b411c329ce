"""A finding as the page shows it."""

import math
from dataclasses import dataclass

from auditor.model.budget import Aggregate
from auditor.model.finding import (
    Certainty,
    ClipEvidence,
    ElementEvidence,
    FieldsEvidence,
    MeasurementEvidence,
    QuoteEvidence,
    RequestEvidence,
)
from auditor.model.result import FindingResult
from reports.figures import figure, metric_named
from reports.journey_path import STAGE_NAMES
from reports.language import _, amid, counted_in, in_a_row, told, told_or_quoted
from reports.pictures import MarkedPicture, Picture, Pictures, whole_picture
from reports.prose import Block, Span, blocks, reference
from reports.text import clipped

_SNIPPET_LENGTH = 1_200
_VALUE_LENGTH = 300
_BAD_VERDICTS = frozenset({"lost", "cut", "not accepted"})
_GOOD_VERDICTS = ("kept", "accepted")


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
class FieldRow:
    """One field before and after; `tone` is `bad`, `changed`, `good` or `plain`, by the verdict."""

    label: str
    before: str
    after: str
    verdict: str
    tone: str


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
    tables: tuple[tuple[FieldRow, ...], ...]
    found_by: tuple[Block, ...]
    fix: tuple[Block, ...]
    references: tuple[tuple[Span, ...], ...]
    steps: tuple[str, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What sets this finding apart from one that counts in full."""
        said = []
        if self.finding.status == "known":
            said.append(_("known from before, does not count"))
        elif self.finding.status == "suppressed":
            said.append(_("suppressed, does not count"))
        if not self.finding.gates and self.finding.certainty is Certainty.CERTAIN:
            said.append(_("does not fail the gate"))
        return tuple(said)

    @property
    def compared(self) -> bool:
        """Whether its pictures are to be compared, such as a form before and after."""
        clips = sum(isinstance(one, ClipEvidence) for one in self.finding.evidence)
        return min(clips, len(self.pictures)) > 1

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


def finding_view(
    number: int,
    anchor: str,
    finding: FindingResult,
    pictures: Pictures,
    at_steps: dict[tuple[str, str, str, str], Picture | None],
    *,
    opened: bool,
) -> FindingView:
    """Work out how a finding is shown.

    Args:
        number: its number on the page.
        anchor: its anchor on the page.
        finding: the finding.
        pictures: where screenshots are read from.
        at_steps: pictures by journey, device, step and address, to show where the evidence marks none.
        opened: whether it starts unfolded.
    """
    marked = _marked(finding, pictures)
    page = at_steps.get((finding.journey, finding.device, finding.step, finding.url))
    if page is not None and not marked:
        marked = (whole_picture(page, _screenshot_of(finding), _("the page at this step")),)
    return FindingView(
        number=number,
        anchor=anchor,
        finding=finding,
        stage=STAGE_NAMES[finding.stage],
        opened=opened,
        pictures=marked,
        elements=tuple(
            one.model_copy(update={"snippet": clipped(one.snippet, _SNIPPET_LENGTH), "note": told(one.note)})
            for one in finding.evidence
            if isinstance(one, ElementEvidence)
        ),
        measurements=tuple(measurement_of(one) for one in finding.evidence if isinstance(one, MeasurementEvidence)),
        requests=tuple(one for one in finding.evidence if isinstance(one, RequestEvidence)),
        quotes=tuple(
            one.model_copy(
                update={"text": clipped(told_or_quoted(one.text), _SNIPPET_LENGTH), "source": told(one.source)}
            )
            for one in finding.evidence
            if isinstance(one, QuoteEvidence)
        ),
        tables=tuple(_rows(one) for one in finding.evidence if isinstance(one, FieldsEvidence)),
        found_by=blocks(told(finding.found_by)),
        fix=blocks(told(finding.fix)),
        references=tuple(reference(text) for text in finding.references),
        steps=tuple(told(step) for step in finding.steps),
    )


def _rows(table: FieldsEvidence) -> tuple[FieldRow, ...]:
    return tuple(
        FieldRow(
            label,
            clipped(told_or_quoted(before), _VALUE_LENGTH),
            clipped(told_or_quoted(after), _VALUE_LENGTH),
            told(verdict),
            _tone(verdict),
        )
        for label, before, after, verdict in table.rows
    )


def _tone(verdict: str) -> str:
    """How a verdict, in English, is to be shown beside its words."""
    if verdict in _BAD_VERDICTS:
        return "bad"
    if verdict == "changed":
        return "changed"
    return "good" if verdict.startswith(_GOOD_VERDICTS) else "plain"


def _screenshot_of(finding: FindingResult) -> str:
    return _("Screenshot of {stage}", stage=amid(STAGE_NAMES[finding.stage]))


def _marked(finding: FindingResult, pictures: Pictures) -> tuple[MarkedPicture, ...]:
    made: list[MarkedPicture] = []
    by_screenshot: dict[str, list[ElementEvidence]] = {}
    for one in finding.evidence:
        if isinstance(one, ElementEvidence) and one.mark is not None:
            by_screenshot.setdefault(one.mark.screenshot, []).append(one)
        elif isinstance(one, ClipEvidence):
            caption = told(one.caption)
            label = caption or _("Screenshot: {title}", title=told(finding.title))
            # Clips are there to be compared: cut each to its own boxes, they would show different places.
            picture = pictures.marked(one.mark, label, caption, whole=True)
            made += [picture] if picture else []
    # Elements on one screenshot are shown on one picture: seen together they explain each other.
    for elements in by_screenshot.values():
        marks = [one.mark for one in elements if one.mark is not None]
        together = marks[0].model_copy(update={"boxes": tuple(box for mark in marks for box in mark.boxes)})
        shown = [_screenshot_of(finding)]
        if together.boxes:
            shown.append(counted_in("{number} place marked", "{number} places marked", len(together.boxes)))
        label = _("{picture}: {title}", picture=in_a_row(shown), title=told(finding.title))
        picture = pictures.marked(together, label)
        made += [picture] if picture else []
    return tuple(made)


def of_attempts(aggregate: Aggregate, attempts: int) -> str:
    """Which of the attempts' figures is told."""
    if attempts <= 1:
        return counted_in("{number} attempt", "{number} attempts", 1)
    match aggregate:
        case Aggregate.MEDIAN:
            return counted_in("median of {number} attempt", "median of {number} attempts", attempts)
        case Aggregate.BEST:
            return counted_in("best of {number} attempt", "best of {number} attempts", attempts)
        case Aggregate.WORST:
            return counted_in("worst of {number} attempt", "worst of {number} attempts", attempts)


def measurement_of(evidence: MeasurementEvidence, aggregate: Aggregate = Aggregate.MEDIAN) -> Measurement:
    """A measurement in words, with its bar."""
    unit = evidence.unit
    spread = ""
    if evidence.low is not None and evidence.high is not None and evidence.attempts > 1:
        ends = _("{least} to {most}", least=figure(evidence.low, unit), most=figure(evidence.high, unit))
        spread = in_a_row((of_attempts(aggregate, evidence.attempts), ends))
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
