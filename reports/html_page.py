"""`index.html`: the report for people, one file that needs nothing else."""

import base64
import hashlib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from auditor.model.result import AuditResult
from auditor.report import PLAIN, Presentation, Report
from reports.atomic import write_atomically
from reports.branding import BrandView, brand_view
from reports.budget_table import VERDICT_WORDS
from reports.conditions import network_words, processor_words
from reports.figures import duration, figure, metric_named
from reports.journey_path import SEVERITY_WORDS, STAGE_NAMES
from reports.language import N_, _, counted_in, current, date_and_time, in_a_row, speaking, told
from reports.moods import MOOD_WORDS, Mood
from reports.page_view import SEVERITY_MEANINGS, marked_in, page_view
from reports.pictures import Pictures
from reports.prose import blocks
from reports.room import CAP_BYTES, ROOMS, Room, fitted
from reports.text import clean, clipped, one_line, whole

PHASES = (N_("walk"), N_("probe"), N_("judge"), N_("report"))
"""What an audit spends its time on."""
_STYLESHEETS = ("page.css", "map.css", "sifting.css")


class HtmlReport(Report):
    """Writes one self-contained page: no scripts, nothing loaded from elsewhere, screenshots embedded.

    Its Content-Security-Policy allows the one stylesheet, by its hash, and pictures from `data:` addresses. It is never
    larger than `room.CAP_BYTES`.
    """

    format: ClassVar[str] = "html"
    file_name: ClassVar[str] = "index.html"

    def write(self, result: AuditResult, folder: Path, presentation: Presentation = PLAIN) -> Path:
        """Write `index.html`; see `Report.write`. Screenshots that cannot be read are left out."""
        page = rendered("page.html.j2", result, folder, presentation)
        return write_atomically(folder / self.file_name, page.encode())


def rendered(template: str, result: AuditResult, folder: Path, presentation: Presentation, *, styles: str = "") -> str:
    """A page of a result, in the reader's language, with as much in it as there is room for.

    Args:
        template: the template's file name.
        result: the audit's result; screenshots that cannot be read are left out.
        folder: where its screenshots are.
        presentation: language and brand.
        styles: further styles of ours, which go before the brand's.
    """
    with speaking(presentation.language, result.wordings):
        brand = brand_view(presentation.brand)
        page = ""
        for room in ROOMS:
            page, spent = _filled(template, result, folder, brand=brand, styles=styles, room=room)
            size = len(page.encode())
            smaller = room.for_pictures(size, spent) if size > CAP_BYTES else None
            if smaller is not None:
                page, _spent = _filled(template, result, folder, brand=brand, styles=styles, room=smaller)
                size = len(page.encode())
            if size <= CAP_BYTES:
                break
    return page


def _filled(
    template: str, result: AuditResult, folder: Path, *, brand: BrandView, styles: str, room: Room
) -> tuple[str, int]:
    """The page as far as there is room, and how many bytes of it are pictures."""
    shown, left_out = fitted(result, room)
    pictures = Pictures(folder, room.pictures_bytes)
    attempts = [journey.attempts[0] for journey in result.journeys if journey.attempts]
    pictures.prepare((step.screenshot for attempt in attempts for step in attempt.steps), marked_in(result, room))
    view = page_view(shown, pictures, room, left_out)
    further = view.sieve.style + styles + brand.style
    page = (
        page_environment().get_template(template).render(view=view, result=shown, brand=brand, **_stylesheet(further))
    )
    return whole(page), pictures.spent_bytes


def asset(name: str) -> str:
    """The text of a file of ours."""
    return (resources.files("reports") / "assets" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _stylesheet(further: str) -> dict[str, Markup | str]:
    style = "".join(asset(name) for name in _STYLESHEETS) + further
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    # The stylesheet is our own: the one text in the page that is not escaped.
    return {"style": Markup(style), "style_hash": f"sha256-{digest}"}  # noqa: S704


@cache
def page_environment() -> Environment:
    """What renders the templates, with the words and filters they use; templates are compiled once."""
    environment = Environment(
        loader=PackageLoader("reports", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "blocks": blocks,
        "clipped": clipped,
        "date": date_and_time,
        "duration": duration,
        "figure": figure,
        "metric": metric_named,
        "network": network_words,
        "one_line": one_line,
        "processor": processor_words,
        "told": told,
        "words": _words,
    }
    environment.globals |= {"_": _said, "counted_in": counted_in, "in_a_row": in_a_row, "language": current}
    environment.globals |= {
        "mood_words": MOOD_WORDS,
        "moods": list(Mood),
        "severities": SEVERITY_MEANINGS,
        "severity_words": SEVERITY_WORDS,
        "stage_names": STAGE_NAMES,
        "verdict_words": VERDICT_WORDS,
    }
    return environment


def _said(sentence: str, /, **values: Any) -> str:
    """As `_`; what stands in the placeholders may be markup, and then the sentence is too."""
    if not any(isinstance(value, Markup) for value in values.values()):
        return _(sentence, **values)
    escaped = {
        name: escape(clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value)
        for name, value in values.items()
    }
    return Markup(current().filled(str(escape(current().sentence(sentence))), escaped))  # noqa: S704 - all escaped


def _finalized(value: Any) -> Any:
    """Every string on its way into the page loses control codes and direction overrides here."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _words(identifier: str) -> str:
    """`checkout/form-cleared-on-error` as `form cleared on error`."""
    return identifier.rpartition("/")[2].replace("-", " ").replace("_", " ")
