"""The map in the terminal: every part, the same words for how sure, safe with whatever a page says."""

import io
import re

import pytest
from rich.console import Console

from auditor.model.recognition import Role
from auditor.model.run import AuditRun, Cause
from auditor.shop_map import assemble_map
from reports.shop_map import map_line, map_summary
from tests.unit.maps import candidate, ended_at, mapped_run, recognised, smooth_visits


def stuck() -> AuditRun:
    return ended_at("add-to-cart", Cause.NOT_RECOGNISED, "nothing was found", smooth_visits()[:3])


def renamed(name: str) -> AuditRun:
    """The smooth walk whose control for adding is called `name`."""
    visits = smooth_visits()
    visits[2] = visits[2].model_copy(update={"artifacts": (recognised(Role.ADD_TO_CART, "p/1", candidate(name)),)})
    return mapped_run(visits)


def printed(run: AuditRun, width: int = 80, *, verbose: bool = False, **options: object) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, **options)  # type: ignore[arg-type]
    map_summary(assemble_map(run), console, verbose=verbose)
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("run", [mapped_run(), stuck(), renamed("x" * 300)], ids=["smooth", "stuck", "long"])
def test_no_line_is_wider_than_the_terminal(run: AuditRun, width: int) -> None:
    assert [line for line in printed(run, width, verbose=True).splitlines() if len(line) > width] == []


def test_every_part_has_its_line() -> None:
    text = printed(mapped_run(), 160)
    told = {
        line[2:13].strip(): line[15:].split("  ")[0].strip() for line in text.splitlines() if re.match("  [A-Z]", line)
    }
    assert told == {
        "Search": "sure, 98 %",
        "Results": "sure, 96 %",
        "Product": "sure, 98 %",
        "Add to cart": "sure, 98 %",
        "Cart": "sure, 94 %",
        "Checkout": "sure, 98 %",
        "Guest path": "not needed",
    }


def test_where_nothing_was_found_it_tells_where_it_looked() -> None:
    text = re.sub(r"\s+", " ", printed(stuck()))
    assert text.startswith(
        "INCOMPLETE https://shop.example/ Not found: add to cart; not reached: checkout, guest path."
    )
    assert "The walk ended at add-to-cart: nothing was found." in text
    assert "looked on /p/1 for a button in a form that leads to the cart" in text
    assert "1 weighed, none of them like it" in text


def test_runners_up_only_on_demand() -> None:
    assert "Buy now" not in printed(mapped_run())
    assert "or button “Buy now”: unsure, 40 %" in printed(mapped_run(), 160, verbose=True)


@pytest.mark.parametrize("name", ["\x1b]0;gone\x07", "[bold red]Buy[/]", "a\nb\r\u2028c", "\u202egnp.exe", "\ud800"])
def test_no_name_plays_tricks_on_the_terminal(name: str) -> None:
    text = printed(renamed(name), 160)
    line = next(line for line in text.splitlines() if "Add to cart" in line)
    assert line.rstrip().endswith("on /p/1")
    assert all(one.isprintable() for one in line)
    assert ("[bold red]Buy[/]" in line) is (name == "[bold red]Buy[/]")


def test_without_colours_there_are_none() -> None:
    assert "\x1b[3" not in printed(mapped_run(), force_terminal=True, no_color=True)
    assert "\x1b[3" in printed(mapped_run(), force_terminal=True, color_system="standard")


def test_the_next_command_is_named() -> None:
    assert "friction audit https://shop.example/" in printed(mapped_run())
    assert "friction map https://shop.example/ --write journey.yaml" in printed(stuck())


def test_one_line_for_those_in_a_hurry() -> None:
    assert map_line(assemble_map(mapped_run())) == "MAPPED: everything up to the checkout was recognised"
    assert map_line(assemble_map(mapped_run(interrupted="Ctrl-C"))) == "INCOMPLETE: Ctrl-C"
