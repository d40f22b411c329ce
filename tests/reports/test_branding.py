"""Whose report it is, as the page shows it."""

import base64
import colorsys
import hashlib
import io
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from auditor.report import Brand, Presentation
from reports.branding import DARK_GROUNDS, LIGHT_GROUNDS, brand_view, contrast, readable
from reports.html_page import HtmlReport, asset
from tests.reports import samples

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>'
COLOURS = [f"#{''.join(one)}" for one in product(("00", "80", "ff"), repeat=3)]


def branded(folder: Path, brand: Brand) -> Any:
    page = HtmlReport().write(samples.smooth(), folder, Presentation(brand=brand))
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59), ("#ff0000", "#ff0000", 1)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("grounds", [LIGHT_GROUNDS, DARK_GROUNDS])
@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_is_made_readable(colour: str, grounds: tuple[str, ...]) -> None:
    shade = readable(colour, grounds)
    assert min(contrast(shade, ground) for ground in grounds) >= 4.5
    if min(contrast(colour, ground) for ground in grounds) >= 4.5:
        assert shade == colour


@pytest.mark.parametrize("grounds", [LIGHT_GROUNDS, DARK_GROUNDS])
def test_a_shade_keeps_its_hue(grounds: tuple[str, ...]) -> None:
    hues = [
        colorsys.rgb_to_hls(*(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)))[0]
        for colour in ("#3355ff", readable("#3355ff", grounds))
    ]
    assert hues[0] == pytest.approx(hues[1], abs=0.02)


def test_the_grounds_are_those_of_the_page() -> None:
    schemes = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in asset("page.css").split(":root {")]
    for scheme, grounds in zip(schemes[1:3], (LIGHT_GROUNDS, DARK_GROUNDS), strict=True):
        assert tuple(scheme[name] for name in ("paper", "sheet", "wash")) == grounds


def test_the_page_carries_name_logo_and_colour(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (3_000, 600), "#0f5a6880").save(logo)
    page = branded(tmp_path, Brand("Ada & Co", logo, "#ffcc00"))
    assert page.header.select_one(".brand").text == "Ada & Co"
    picture = page.header.select_one(".brand img")
    assert picture["alt"] == ""  # the name stands beside it
    with Image.open(io.BytesIO(base64.b64decode(picture["src"].partition("data:image/webp;base64,")[2]))) as shown:
        assert shown.size == (640, 128)
        assert shown.mode == "RGBA"
    assert f"--accent: {readable('#ffcc00', LIGHT_GROUNDS)}" in page.style.text
    assert page.footer.text.strip().startswith("Made with friction-audit ")


def test_the_policy_still_allows_the_one_stylesheet_only(tmp_path: Path) -> None:
    page = branded(tmp_path, Brand(colour="#ffcc00"))
    digest = base64.b64encode(hashlib.sha256(page.style.text.encode()).digest()).decode()
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert f"style-src 'sha256-{digest}';" in policy
    assert "img-src data:;" in policy
    assert len(page.find_all("style")) == 1


def test_a_drawing_is_a_picture_so_that_no_script_in_it_runs(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text(SVG, encoding="utf-8")
    page = branded(tmp_path, Brand(logo=logo))
    picture = page.select_one(".brand img")
    assert picture["alt"] == "Logo"
    assert base64.b64decode(picture["src"].partition("data:image/svg+xml;base64,")[2]).decode() == SVG
    assert page.find_all("script") == []


def test_what_a_name_holds_is_never_markup(tmp_path: Path) -> None:
    page = branded(tmp_path, Brand("</style><script>alert(1)</script>"))
    assert page.select_one(".brand").text == "</style><script>alert(1)</script>"
    assert page.find_all("script") == []


@pytest.mark.parametrize("mode", ["CMYK", "P", "L", "1"])
def test_pictures_of_any_kind_are_taken(mode: str, tmp_path: Path) -> None:
    logo = tmp_path / "logo"
    Image.new("RGB", (20, 10), "#0f5a68").convert(mode).save(logo, "JPEG" if mode == "CMYK" else "GIF")
    assert brand_view(Brand(logo=logo)).logo.startswith("data:image/webp;base64,")


def test_without_a_brand_nobody_is_named(tmp_path: Path) -> None:
    page = branded(tmp_path, Brand())
    assert page.select(".brand") == []
    assert "--brand" not in page.style.text
