"""The page's size: under its cap however much was found, and what is left out is said."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from auditor.model.finding import ElementEvidence
from auditor.model.result import AuditResult
from reports.html_page import HtmlReport
from reports.pictures import SCALES, Pictures
from reports.room import CAP_BYTES, ROOMS
from tests.reports import samples


def noisy(folder: Path, count: int) -> list[str]:
    """Screenshots that hardly get smaller by being packed."""
    blobs = folder / "run" / "blobs"
    blobs.mkdir(parents=True, exist_ok=True)
    names = [f"run/blobs/noise-{number}.jpg" for number in range(count)]
    for number, name in enumerate(names):
        Image.effect_noise((samples.WIDTH, samples.HEIGHT), 90 + number).convert("RGB").save(folder / name, quality=80)
    return names


def with_pictures(names: list[str], findings: int) -> AuditResult:
    """An audit with as many findings as asked for, marked on the pictures in turn."""
    made = tuple(
        samples.finding(
            number,
            title=f"Friction number {number}",
            check=f"checkout/kind-{number % 90}",
            evidence=(
                ElementEvidence(
                    selector="p",
                    mark=samples.mark("x", (80, 190, 255, 190)).model_copy(
                        update={"screenshot": names[number % len(names)]}
                    ),
                ),
            ),
        )
        for number in range(findings)
    )
    return samples.crowded().model_copy(update={"findings": made})


@pytest.mark.parametrize(("pictures", "findings"), [(14, 20), (40, 40)])
def test_pictures_shrink_until_the_page_is_small_enough(pictures: int, findings: int, tmp_path: Path) -> None:
    samples.paint_screenshots(tmp_path)
    file = HtmlReport().write(with_pictures(noisy(tmp_path, pictures), findings), tmp_path)
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    assert file.stat().st_size <= CAP_BYTES
    assert "To keep this file small" in page.find(id="record").text
    assert len(page.select(".finding")) == findings
    assert page.select("rect.box")


def test_thousands_of_findings_are_told_in_a_line_and_the_rest_is_counted(tmp_path: Path) -> None:
    samples.paint_screenshots(tmp_path)
    result = with_pictures(["run/blobs/cart.png"], 9_000)
    file = HtmlReport().write(result, tmp_path)
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    assert file.stat().st_size <= CAP_BYTES
    whole, lines = len(page.select(".finding")), len(page.select(".lines-only li"))
    assert whole in {room.findings for room in ROOMS}
    assert lines
    assert f"{9_000 - whole:,} more findings in a line each" in page.find(id="findings").text
    assert f"And {9_000 - whole - lines:,} more." in page.find(id="findings").text
    assert page.select_one("nav .count").text == "9,000"


def test_what_has_room_is_neither_shrunk_nor_left_out(tmp_path: Path) -> None:
    names = noisy(tmp_path, 3)
    pictures = Pictures(tmp_path)
    pictures.prepare(names)
    assert pictures.full(names[0])
    assert (pictures.scale, pictures.shrunk, pictures.left_out) == (SCALES[0], False, 0)


def test_what_has_no_room_at_the_smallest_scale_is_counted(tmp_path: Path) -> None:
    names = noisy(tmp_path, 3)
    pictures = Pictures(tmp_path, 90_000)
    pictures.prepare([], names)
    made = [pictures.full(name) for name in names]
    assert pictures.scale is SCALES[-1]
    assert [bool(one) for one in made].count(False) == pictures.left_out > 0
    assert pictures.spent_bytes <= 90_000
