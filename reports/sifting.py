"""Choosing among the findings without a script: lists to choose from, and the style that hides the rest.

A browser that knows `:has()` hides what was not chosen; any other, and paper, shows all. Values of the result appear
in the markup only: the style knows them by number.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from auditor.model.finding import Certainty, Severity
from auditor.model.journey import Stage
from auditor.model.result import FindingResult
from reports.finding_view import FindingView
from reports.journey_path import SEVERITY_WORDS, STAGE_NAMES
from reports.language import _, told
from reports.text import one_line

_TALLY = "\x00"


@dataclass(frozen=True)
class Choice:
    """Something to choose: its number within the list, from 1, its name, how many findings it leaves."""

    number: int
    name: str
    count: int


@dataclass(frozen=True)
class Facet:
    """A list to choose from; `key` is one of `stage`, `severity`, `device` and `check`."""

    key: str
    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Sieve:
    """What the findings can be sifted by.

    Attributes:
        facets: the lists; those with nothing to choose are left out.
        marks: the style classes of a finding, by its anchor.
        tally: the words before and after the number of findings shown, which the style counts.
    """

    facets: tuple[Facet, ...]
    marks: dict[str, str]
    tally: tuple[str, str]

    @property
    def style(self) -> str:
        """The rules that hide what was not chosen."""
        rules = [_rules(facet.key, choice.number) for facet in self.facets for choice in facet.choices]
        return "@media screen {\n" + "\n".join(rules) + "\n}\n" if rules else ""


def sieve_of(views: Sequence[FindingView], counted: int) -> Sieve:
    """What findings can be sifted by.

    Args:
        views: every finding on the page.
        counted: how many of them stand in the list whose length is told.
    """
    asked: tuple[tuple[str, str, Callable[[FindingResult], tuple[int, str]]], ...] = (
        ("stage", _("Stage"), lambda one: (list(Stage).index(one.stage), STAGE_NAMES[one.stage])),
        ("severity", _("Severity"), _severity),
        ("device", _("Device"), lambda one: (0, told(one_line(one.device)))),
        ("check", _("Check"), lambda one: (0, one_line(one.check))),
    )
    marks = {view.anchor: "" for view in views}
    facets = []
    for key, name, value_of in asked:
        values = [value_of(view.finding) for view in views]
        choices = _choices(values)
        if len(choices) > 1:
            facets.append(Facet(key, name, choices))
            numbers = {choice.name: choice.number for choice in choices}
            for view, (_order, value) in zip(views, values, strict=True):
                marks[view.anchor] += f" in-{key}-{numbers[value]}"
    before, _mark, after = _("{shown} of {all} findings are shown", shown=_TALLY, all=counted).partition(_TALLY)
    return Sieve(tuple(facets), marks, (before, after))


def _choices(values: Iterable[tuple[int, str]]) -> tuple[Choice, ...]:
    counts: dict[tuple[int, str], int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return tuple(Choice(number, name, counts[order, name]) for number, (order, name) in enumerate(sorted(counts), 1))


def _severity(finding: FindingResult) -> tuple[int, str]:
    if finding.certainty is Certainty.CERTAIN:
        return finding.severity.rank, SEVERITY_WORDS[finding.severity]
    return len(Severity), _("worth a look")


def _rules(key: str, number: int) -> str:
    chosen = f'main:where(:has(#only-{key} option[value="{number}"]:checked))'
    return (
        f"{chosen} .finding:where(:not(.in-{key}-{number})), "
        f"{chosen} .group:where(:not(:has(.in-{key}-{number}))) {{ display: none; }}"
    )
