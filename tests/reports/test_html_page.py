"""The page as written: everything told, nothing loaded, nothing a page says taken for markup."""

import base64
import hashlib
import io
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from auditor.model.finding import ElementEvidence, Severity
from reports.html_page import HtmlReport
from tests.reports import samples
from tests.reports.conftest import SAMPLES

MAIL_LIMIT_BYTES = 5_000_000


@cache
def parsed(path: Path) -> Any:
    """The page as parsed; untyped, for the library cannot know what a page holds."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def attributes(page: Any) -> list[tuple[str, str]]:
    return [
        (name, value if isinstance(value, str) else " ".join(value))
        for tag in page.find_all(True)
        for name, value in tag.attrs.items()
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_in_the_page_can_act(name: str, pages: dict[str, Path]) -> None:
    page = parsed(pages[name])
    assert {tag.name for tag in page.find_all(True)}.isdisjoint(
        {"script", "iframe", "object", "embed", "form", "base", "foreignobject", "animate", "set", "template"}
    )
    assert [pair for pair in attributes(page) if pair[0].lower().startswith("on") or pair[0].lower() == "style"] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_loaded_from_elsewhere(name: str, pages: dict[str, Path]) -> None:
    page = parsed(pages[name])
    for tag in page.find_all(True):
        if tag.name == "a":
            continue
        for name_of in ("src", "href", "srcset", "data", "poster", "action"):
            assert re.match(r"#|data:", str(tag.get(name_of, "#"))), tag
    assert "url(" not in page.style.text
    assert "@import" not in page.style.text


@pytest.mark.parametrize("name", SAMPLES)
def test_links_lead_into_the_page_or_to_plain_web_addresses(name: str, pages: dict[str, Path]) -> None:
    page = parsed(pages[name])
    for link in page.find_all("a"):
        href = str(link["href"])
        if href.startswith("#"):
            assert page.find(id=href[1:]) is not None, href
        else:
            assert re.fullmatch(r"https?://[^\s\"'<>]+", href)
            assert link["rel"] == ["noopener", "noreferrer", "nofollow"]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_policy_allows_the_one_stylesheet_only(name: str, pages: dict[str, Path]) -> None:
    page = parsed(pages[name])
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    digest = base64.b64encode(hashlib.sha256(page.style.text.encode()).digest()).decode()
    assert policy["content"] == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert len(page.find_all("style")) == 1


@pytest.mark.parametrize("name", SAMPLES)
def test_headings_are_in_order_and_anchors_are_unique(name: str, pages: dict[str, Path]) -> None:
    page = parsed(pages[name])
    levels = [int(tag.name[1]) for tag in page.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for before, after in pairwise(levels):
        assert after <= before + 1
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert [tag.name for tag in page.body.find_all(["header", "nav", "main", "footer"])] == [
        "header",
        "nav",
        "main",
        "footer",
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_finding_is_told_with_its_id(name: str, pages: dict[str, Path]) -> None:
    page = parsed(pages[name])
    told = [code.text for code in page.select(".finding .small code")]
    for finding in getattr(samples, name)().findings:
        assert finding.id in told


@pytest.mark.parametrize("name", SAMPLES)
def test_pictures_are_embedded_small_and_described(name: str, pages: dict[str, Path]) -> None:
    page = parsed(pages[name])
    for image in page.find_all(["img", "image"]):
        uri = str(image.get("src") or image.get("href"))
        assert uri.startswith("data:image/webp;base64,")
        with Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2]))) as picture:
            assert picture.width <= 960
    assert all(image.get("alt") for image in page.find_all("img"))
    assert all(drawing.get("aria-label") for drawing in page.select("svg[role=img]"))
    for drawing in page.find_all("svg"):
        assert drawing.get("role") == "img" or drawing.get("aria-hidden") or drawing.find_parent(attrs={"role": "img"})
    assert pages[name].stat().st_size < MAIL_LIMIT_BYTES


def test_a_hostile_page_is_quoted_not_obeyed(pages: dict[str, Path]) -> None:
    page = parsed(pages["hostile"])
    assert page.h1.text == samples.HOSTILE
    assert samples.HOSTILE in page.select_one(".message").text
    assert page.select_one(".places .url").text == "javascript:alert(document.domain)"
    assert page.find("a", href="https://good.example/fine") is not None
    source = pages["hostile"].read_text(encoding="utf-8")
    assert "<script" not in source
    assert source.count("</style>") == 1
    assert "{{ 7*7 }}" in source
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", source)


def test_without_the_marked_picture_the_page_at_the_step_is_shown(pages: dict[str, Path]) -> None:
    page = parsed(pages["rough"])
    boxed = {item["id"] for item in page.select(".finding") if item.select("rect.box")}
    assert boxed == {"finding-F001", "finding-F003"}
    for anchor in ("finding-F004", "finding-F005"):
        assert [caption.text for caption in page.find(id=anchor).select(".shot figcaption")] == [
            "the page at this step"
        ]


def test_without_any_readable_picture_the_report_is_whole(tmp_path: Path) -> None:
    (tmp_path / "run" / "blobs").mkdir(parents=True)
    (tmp_path / "run" / "blobs" / "landing.png").write_bytes(b"no picture")
    page = parsed(HtmlReport().write(samples.rough(), tmp_path))
    assert page.find_all(["img", "image"]) == []
    assert len(page.select(".finding")) == len(samples.rough().findings)


def test_a_screenshot_path_cannot_reach_beyond_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    samples.paint_screenshots(tmp_path)
    outside = samples.finding(
        evidence=(ElementEvidence(selector="p", mark=samples.mark("../run/blobs/landing.png", (1, 1, 9, 9))),)
    )
    result = samples.smooth().model_copy(update={"findings": (outside,)})
    page = parsed(HtmlReport().write(result, tmp_path / "out"))
    assert page.find_all(["img", "image"]) == []


def test_flagged_places_are_boxed_on_the_picture(pages: dict[str, Path]) -> None:
    finding = parsed(pages["rough"]).find(id="finding-F003")
    boxes = [(box["x"], box["y"], box["width"], box["height"]) for box in finding.select("rect.box")]
    assert boxes == [("365.0", "416.0", "90.0", "26.0"), ("650.0", "416.0", "90.0", "26.0")]


def test_a_form_before_and_after_is_shown_to_be_compared(pages: dict[str, Path]) -> None:
    page = parsed(pages["rough"])
    blocker = page.find(id="finding-F001")
    assert "compared" in blocker.select_one(".body")["class"]
    captions = [figure.figcaption.text for figure in blocker.select(".seen figure") if figure.select("rect.box")]
    assert captions == ["Before: the form as filled", "After: the fields marked are empty"]
    others = page.select(".finding:not(#finding-F001) .body")
    assert others
    assert not [one for one in others if "compared" in one["class"]]


def test_a_verdict_is_told_by_more_than_its_colour(pages: dict[str, Path]) -> None:
    told = parsed(pages["rough"]).find(id="finding-F001").select(".outcome")
    tones = {cell.text: cell["class"][-1] for cell in told}
    assert tones == {
        "lost": "is-bad",
        "changed": "is-changed",
        "kept, written differently": "is-good",
        "may be cleared": "is-plain",
        "kept": "is-good",
    }


def test_every_kind_of_evidence_is_told(pages: dict[str, Path]) -> None:
    page = parsed(pages["rough"])
    blocker = page.find(id="finding-F001")
    assert [cell.text for cell in blocker.select(".fields tbody tr")[0].find_all(["th", "td"])] == [
        "Name",
        "Anna Kalniņa",
        "empty",
        "lost",
    ]
    assert blocker.blockquote.text == "Something went wrong. Please check your entries."
    assert "answered 200" in blocker.select_one(".request").text
    assert [caption.text for caption in blocker.select(".shot figcaption")] == [
        "Before: the form as filled",
        "After: the fields marked are empty",
    ]
    slow = page.find(id="finding-F002").select_one(".measurement").text
    assert "6.4 s against a limit of 3.0 s (median of 3 attempts, 5.9 s to 7.1 s)" in slow
    assert '<span class="price muted">35.00 €</span>' in page.find(id="finding-F003").pre.text


def test_findings_stand_under_their_severity_worst_first(pages: dict[str, Path]) -> None:
    page = parsed(pages["rough"])
    groups = [group.h3.contents[0].strip() for group in page.select("#findings .group")]
    assert groups == ["Blocker", "Serious", "Moderate", "Minor"]
    assert [item["id"] for item in page.select("#to-review .finding")] == ["finding-F005"]
    assert [item["id"] for item in page.select("#suppressed .finding")] == ["finding-F006"]
    assert [link["href"] for link in page.select("#fix-first li > a")][:2] == ["#finding-F001", "#finding-F002"]


def test_the_verdict_says_why(pages: dict[str, Path]) -> None:
    said = {name: parsed(pages[name]).select_one(".ruling").text for name in SAMPLES}
    assert "Not passed" in said["rough"]
    assert "stopped at checkout: “The form forgets what was typed”" in said["rough"]
    assert "Passed" in said["smooth"]
    assert "from landing to checkout, and nothing was found" in said["smooth"]
    assert "Incomplete" in said["unseen"]
    assert "No page of the shop was seen." in said["unseen"]


def test_the_path_lights_up_where_the_shopper_stops(pages: dict[str, Path]) -> None:
    lit = parsed(pages["broken"]).select(".step.lit")
    assert [re.sub(r"\s+", " ", step.h4.text).strip() for step in lit] == ["6 Cart"]
    assert lit[0].select_one(".halt").text == "The journey ended here"
    assert lit[0].select_one(".mood").text.strip() == "angry"
    assert "1 of 3 attempts went through." in parsed(pages["broken"]).text


def test_nothing_seen_is_not_told_as_nothing_wrong(pages: dict[str, Path]) -> None:
    page = parsed(pages["unseen"])
    assert "This is not a clean bill of health." in page.find(id="findings").text
    assert "net::ERR_CONNECTION_REFUSED" in page.find(id="unchecked").text
    assert page.select(".score strong")[0].text == "–"


def test_severity_is_always_a_word(pages: dict[str, Path]) -> None:
    words = {severity.value for severity in Severity}
    for label in parsed(pages["crowded"]).select(".finding .severity"):
        assert label.text.strip() in words


def test_colours_have_enough_contrast() -> None:
    css = (Path(HtmlReport.write.__code__.co_filename).parent / "assets" / "page.css").read_text(encoding="utf-8")
    schemes = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in css.split(":root {")[1:3]]
    assert len(schemes) == 2
    for scheme in schemes:
        for text in ("ink", "quiet", "accent", "blocker", "serious", "moderate", "minor", "good"):
            for ground in ("paper", "sheet", "wash"):
                assert _contrast(scheme[text], scheme[ground]) >= 4.5, (text, ground)


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two colours."""

    def luminance(colour: str) -> float:
        shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
