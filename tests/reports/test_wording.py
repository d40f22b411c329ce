"""Figures, prose and text as the reports word them."""

import pytest

from reports.curve import curve_of
from reports.figures import duration, exact, figure, metric_named
from reports.moods import Mood
from reports.prose import Block, Span, blocks, reference
from reports.text import clean, linkable, one_line


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0, "ms", "0 ms"),
        (999.4, "ms", "999 ms"),
        (999.6, "ms", "1.0 s"),
        (9_960, "ms", "10 s"),
        (59_700, "ms", "1 min 0 s"),
        (75_000, "ms", "1 min 15 s"),
        (900, "bytes", "900 B"),
        (2_345_678, "bytes", "2.3 MB"),
        (0.031, "", "0.03"),
        (0.004, "", "0.004"),
        (0.00002, "", "under 0.001"),
        (4.5, "ratio", "4.5"),
        (1_234, "px", "1,234 px"),
        (37.5, "%", "37.5 %"),
        (float("nan"), "ms", "not a number"),
    ],
)
def test_figures_are_rounded_to_what_people_use(value: float, unit: str, said: str) -> None:
    assert figure(value, unit) == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (2_504, "ms", "2,504 ms"),
        (1_234_560, "bytes", "1,234.6 kB"),
        (900, "bytes", "900 B"),
        (12.5, "s", "12.5 s"),
        (3, "", "3"),
        (float("nan"), "ms", "not a number"),
    ],
)
def test_figures_beside_a_limit_are_rounded_less(value: float, unit: str, said: str) -> None:
    assert exact(value, unit) == said


def test_an_unknown_metric_is_named_by_its_own_name() -> None:
    assert metric_named("cart_drawer_ms").label == "Cart drawer"
    assert metric_named("cart_drawer_ms").unit == "ms"
    assert duration(1_500) == "1.5 s"


def test_limits_belong_to_the_better_side() -> None:
    paint = metric_named("largest_contentful_paint_ms")
    assert [paint.rating(value) for value in (2_500, 2_501, 4_000, 4_001)] == ["good", "fair", "fair", "poor"]
    assert metric_named("load_ms").rating(1) is None


def test_documentation_becomes_paragraphs_lists_and_code() -> None:
    assert blocks("One line\nand another:\n\n- use `form`\n  again\n- and rest") == (
        Block("paragraph", ((Span("One line and another:"),),)),
        Block("list", ((Span("use "), Span("form", code=True), Span(" again")), (Span("and rest"),))),
    )
    assert blocks("") == ()


def test_only_web_addresses_in_references_become_links() -> None:
    assert reference("WCAG: https://www.w3.org/TR/WCAG22/.") == (
        Span("WCAG: "),
        Span("w3.org/TR/WCAG22", url="https://www.w3.org/TR/WCAG22/"),
        Span("."),
    )
    assert reference("javascript:alert(1)") == (Span("javascript:alert(1)"),)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "https://", "https://a b", "//host/", "https://x/\x00", "http://["],
)
def test_what_is_no_plain_web_address_is_no_link(address: str) -> None:
    assert not linkable(address)


def test_text_loses_what_would_steer_a_terminal_or_turn_a_line() -> None:
    assert clean("a\x1b[31mb\u202ec\x00\td\n\ud800") == "a[31mbc\td\n\ufffd"
    assert one_line(" a\n\n b\t") == "a b"


def test_the_curve_breaks_where_the_mood_is_not_known() -> None:
    curve = curve_of([Mood.HAPPY, Mood.ANGRY, None, Mood.NEUTRAL], 4)
    assert curve.lines == ("M50 30C100 30 100 90 150 90",)
    assert curve.dashes == ("M150 90C250 90 250 50 350 50",)
