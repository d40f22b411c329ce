"""What the page's templates show, worked out from the result."""

import re
from dataclasses import dataclass
from itertools import groupby

from auditor.model.finding import (
    Certainty,
    CheckOutcome,
    Severity,
)
from auditor.model.result import AuditResult, FindingResult, SubjectResult, Unreached
from reports.budget_table import BudgetRow, OpenVerdict, budget_rows, open_verdicts
from reports.conditions import conditions_of
from reports.curve import Curve, curve_of
from reports.finding_view import FindingView, finding_view
from reports.journey_path import JourneyPath, PathStep, journey_paths, severity_count, worst_first
from reports.language import N_, Words, _, in_a_row
from reports.moods import MOOD_WORDS
from reports.pictures import Picture, Pictures
from reports.timing_table import TimingTable, timing_table
from reports.verdict import Verdict, verdict_of

FIX_FIRST = 5
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


@dataclass(frozen=True)
class PathView:
    """A journey's path with its curve of mood; `columns` is 0 where the steps are too many for one row."""

    path: JourneyPath
    steps: tuple[StepView, ...]
    beyond: tuple[Unreached, ...]
    columns: int
    curve: Curve
    conditions: tuple[str, ...]

    @property
    def moods(self) -> str:
        """The curve in words."""
        return in_a_row(f"{one.path.name} {_mood_words(one.path)}" for one in self.steps)


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

    @property
    def pages_seen(self) -> tuple[tuple[str, StepView], ...]:
        """The steps that have a picture, each with its device."""
        return tuple((path.path.journey.device, step) for path in self.paths for step in path.steps if step.picture)

    @property
    def fix_first(self) -> tuple[tuple[FindingView, int], ...]:
        """What to mend first: one finding of each check, the worst first, with how many more there are of its kind."""
        ordered = sorted(self.counting, key=lambda view: (view.finding.severity.rank, not view.finding.gates))
        kinds: dict[str, list[FindingView]] = {}
        for view in ordered:
            kinds.setdefault(view.finding.check, []).append(view)
        return tuple((views[0], len(views) - 1) for views in kinds.values())[:FIX_FIRST]


def page_view(result: AuditResult, pictures: Pictures) -> PageView:
    """Work out the page.

    Args:
        result: the audit's result.
        pictures: where its screenshots are read from.
    """
    paths = tuple(_path_view(place, path, pictures, result) for place, path in enumerate(journey_paths(result), 1))
    suppressed = [one for one in result.findings if one.status == "suppressed"]
    counting = [one for one in result.findings if one.status != "suppressed" and one.certainty is Certainty.CERTAIN]
    to_review = [
        one for one in result.findings if one.status != "suppressed" and one.certainty is not Certainty.CERTAIN
    ]
    ordered = [*worst_first(tuple(counting)), *worst_first(tuple(to_review)), *suppressed]
    anchors = _anchors(ordered)
    at_steps = {
        (path.path.journey.id, path.path.journey.device, step.path.step.id, step.path.step.url): step.picture
        for path in paths
        for step in path.steps
    }
    views = [
        finding_view(number, anchor, finding, pictures, at_steps, opened=_opened(number, finding))
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
        timings=tuple(timing_table(path.path, result, place) for place, path in enumerate(paths, 1)),
        budgets=budget_rows(result),
        open_verdicts=open_verdicts(result),
        shared_pictures=pictures.shared,
    )


def _path_view(place: int, path: JourneyPath, pictures: Pictures, result: AuditResult) -> PathView:
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
    shown = columns if columns <= _MOST_COLUMNS else 0
    return PathView(path, steps, path.beyond, shown, curve, conditions_of(path.journey, result))


def _mood_words(step: PathStep) -> str:
    if step.skipped:
        return _("skipped")
    return MOOD_WORDS[step.mood] if step.mood else _("not known")


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
