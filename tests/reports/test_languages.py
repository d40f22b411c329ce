"""The report in other languages: nothing of ours is left in English."""

from pathlib import Path

import pytest

from auditor.model.result import AuditResult
from auditor.report import Presentation
from reports import language
from reports.html_page import HtmlReport
from tests.reports import samples
from tests.reports.conftest import SAMPLES
from tests.reports.shouting import shouting, silent_words


def shouted(result: AuditResult, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The page in a language that writes all of ours in other letters."""
    catalogue = shouting(result)
    monkeypatch.setattr(language, "_catalogue", lambda tag: catalogue if tag == "de" else None)
    samples.paint_screenshots(folder)
    return HtmlReport().write(result, folder, Presentation(language="de")).read_text(encoding="utf-8")


# The hostile page's text is found everywhere, cut and cleaned: there is no telling it from ours.
@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "hostile"])
def test_every_sentence_of_ours_goes_through_the_catalogue(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: AuditResult = getattr(samples, name)()
    titles = {one.check: f"Title of {one.check.replace('/', ' ')}" for one in made.results}
    result = made.model_copy(update={"titles": titles})
    assert silent_words(shouted(result, tmp_path, monkeypatch), result) == []


def test_a_sentence_that_was_forgotten_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = samples.unseen()
    page = shouted(result, tmp_path, monkeypatch)
    for forgotten in ("<p>Here it is</p>", '<p aria-label="Here it is"></p>'):
        assert silent_words(page.replace("</main>", f"{forgotten}</main>"), result) == ["Here it is"]
