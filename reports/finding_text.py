"""A finding as plain text, for readers that know no layout: build logs, editors, spreadsheets."""

from auditor.model.finding import ElementEvidence, MeasurementEvidence
from auditor.model.result import FindingResult
from reports.finding_view import Measurement, measurement_of
from reports.language import _, in_a_row, told
from reports.text import clean, clipped, one_line

_LONGEST = 400
_LONGEST_FIX = 1_200


def told_line(text: str, limit: int = _LONGEST) -> str:
    """A sentence of the result on one line, in the language that is spoken."""
    return clipped(one_line(told(text)), limit)


def headline(finding: FindingResult) -> str:
    """What was found, in one line: the friction and what was seen of it."""
    title, message = told_line(finding.title), told_line(finding.message)
    return f"{title}: {message}" if message else title


def figures_of(finding: FindingResult) -> tuple[str, ...]:
    """Its measurements, each in a few words."""
    shown = (measurement_of(one) for one in finding.evidence if isinstance(one, MeasurementEvidence))
    return tuple(_measured(one) for one in shown)


def _measured(one: Measurement) -> str:
    besides = [_("up to {limit} allowed", limit=one_line(one.limit))] if one.limit else []
    besides += [one_line(one.spread)] if one.spread else []
    figure = f"{one_line(one.label)}: {one_line(one.value)}"
    return f"{figure} ({in_a_row(besides)})" if besides else figure


def selectors_of(finding: FindingResult) -> tuple[str, ...]:
    """The elements it is about, each once."""
    met = (one_line(one.selector) for one in finding.evidence if isinstance(one, ElementEvidence))
    return tuple(dict.fromkeys(selector for selector in met if selector))


def plain_text(finding: FindingResult) -> str:
    """The whole finding in labelled lines."""
    where = f"{one_line(finding.step)} ({one_line(finding.stage)}), {one_line(finding.device)}"
    rows = [
        (_("Where"), f"{where}, {one_line(finding.url)}"),
        (_("Also at"), in_a_row(one_line(f"{one.step}, {one.device}") for one in finding.places[:10])),
        (_("What the shopper feels"), told_line(finding.feels)),
        (_("Figures"), in_a_row(figures_of(finding))),
        (_("Element"), in_a_row(selectors_of(finding)[:5])),
        (_("How to mend it"), clipped(clean(told(finding.fix)).strip(), _LONGEST_FIX)),
        (_("Source"), in_a_row(one_line(one) for one in finding.references)),
        (_("Steps"), "\n".join(f"{number}. {told_line(one)}" for number, one in enumerate(finding.steps, 1))),
        (_("Reproduce with"), one_line(finding.rerun)),
    ]
    lines = [headline(finding), f"{one_line(finding.id)} {one_line(finding.check)} {finding.severity}"]
    return "\n".join([*lines, *(f"{label}: {text}" for label, text in rows if text)])
