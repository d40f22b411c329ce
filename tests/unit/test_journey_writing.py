"""Journeys written from maps: they read as what was walked, whatever a shop calls its controls."""

import re
from pathlib import Path

import pytest
import yaml

from auditor.errors import UsageError
from auditor.journey_file import read_journey
from auditor.journey_writing import is_untouched, journey_text, require_writable, save_journey
from auditor.model.journey import (
    AddToCart,
    Journey,
    Locator,
    OpenCart,
    OpenProduct,
    Search,
    StartCheckout,
    shop_journey,
)
from auditor.model.recognition import Attempt, Role
from auditor.model.run import AuditRun, Cause
from auditor.shop_map import assemble_map
from tests.unit.discovery import snapshots as shown
from tests.unit.makers import SHOP, visit
from tests.unit.maps import QUERY, candidate, ended_at, mapped_run, page, recognised, smooth_visits


def written(run: AuditRun | None = None, journey: Journey | None = None) -> str:
    return journey_text(assemble_map(run or mapped_run()), journey or shop_journey(SHOP))


def read(folder: Path, text: str) -> Journey:
    file = folder / "shop.yaml"
    file.write_text(text, encoding="utf-8")
    (journey,) = read_journey(file, start_url=SHOP)
    return journey


def with_candidates(role: Role, *candidates: object, chosen: int = 0) -> AuditRun:
    """The smooth walk with other candidates for a role."""
    visits = smooth_visits()
    for place, one in enumerate(visits):
        kept = [each for each in one.artifacts if getattr(each, "role", None) is not role]
        if len(kept) < len(one.artifacts):
            made = recognised(role, "p/1", *candidates, chosen=chosen)  # type: ignore[arg-type]
            visits[place] = one.model_copy(update={"artifacts": (*kept, made)})
    return mapped_run(visits)


def test_what_is_written_reads_as_what_was_walked(tmp_path: Path) -> None:
    assert read(tmp_path, written()) == shop_journey(SHOP, queries=(QUERY,))


def test_every_step_tells_what_was_recognised_how_sure_and_why() -> None:
    text = written()
    assert "# Add to cart: button “Add to cart” on /p/1; sure, 98 %." in text
    assert "#   Why: is a button; the cart then held the product." in text
    assert "# Guest path: not needed (the order form comes without asking for an account)." in text
    assert "# Closed on the way: a consent banner on /, by button “Accept all”." in text
    assert f"friction audit {SHOP} --journey journey.yaml" in text


def test_the_controls_are_there_to_be_taken(tmp_path: Path) -> None:
    taken = re.sub(r"# (?=(control|guest): )", "", written())
    actions = [step.action for step in read(tmp_path, taken).steps[2:]]
    assert actions == [
        Search(query=QUERY, control=Locator(label="Search products", exact=True)),
        OpenProduct(control=Locator(role="button", name="Oak Lamp", exact=True)),
        AddToCart(control=Locator(role="button", name="Add to cart", exact=True)),
        OpenCart(control=Locator(role="button", name="Cart", exact=True)),
        StartCheckout(control=Locator(role="button", name="Go to checkout", exact=True)),
    ]


def test_a_control_of_which_nobody_is_sure_is_named(tmp_path: Path) -> None:
    vague = candidate("Mine!", 0.3)
    visits = smooth_visits()
    visits[2] = visits[2].model_copy(update={"artifacts": (recognised(Role.ADD_TO_CART, "p/1", vague),)})
    visits[4] = visits[4].model_copy(update={"artifacts": visits[4].artifacts[2:]})  # nobody looked into the cart
    journey = read(tmp_path, written(mapped_run(visits)))
    assert [step.action for step in journey.steps if step.id == "add-to-cart"] == [
        AddToCart(control=Locator(role="button", name="Mine!", exact=True))
    ]


def test_a_control_that_came_after_others_had_failed_is_named(tmp_path: Path) -> None:
    failed = candidate("Buy now", 0.95, attempt=Attempt.NO_EFFECT)
    run = with_candidates(Role.ADD_TO_CART, failed, candidate("Add to cart"), chosen=1)
    assert AddToCart(control=Locator(role="button", name="Add to cart", exact=True)) in [
        step.action for step in read(tmp_path, written(run)).steps
    ]


def test_a_step_that_found_nothing_is_there_to_be_corrected(tmp_path: Path) -> None:
    near = shown.link("To the bag", "/p/2", landmark="footer", selector="#bag", class_="cart")
    visits = [smooth_visits()[0], visit("product", page("p/1", elements=[near]), url=f"{SHOP}p/1")]
    text = written(ended_at("cart", Cause.NOT_RECOGNISED, "the cart was not found", visits))
    assert "# Cart: not found (the cart was not found)." in text
    assert "Looked on /p/1 for a link or button whose address" in text
    assert "# The walk ended early: cart: the cart was not found" in text
    assert "# control: {role: link, name: To the bag, exact: true}" in text
    assert read(tmp_path, text).steps[1:] == shop_journey(SHOP).steps[1:]


HOSTILE = [
    "Add\n  - goto: https://evil.example/",
    "Add\u2028  - goto: https://evil.example/",
    "Add\x85- goto: x",
    'a: {b: "c", d: [e]} # f',
    "}: ]",
    "'",
    '"',
    "- x",
    "& *x !y %z @q `r",
    "",
    "اطلب الآن",
    "カートに入れる",
    "\x1b[31mred",
    "true",
    "1e3",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_of_a_control_breaks_out_of_its_place(tmp_path: Path, name: str) -> None:
    told = candidate(name, 0.3)
    visits = smooth_visits()
    visits[2] = visits[2].model_copy(update={"artifacts": (recognised(Role.ADD_TO_CART, "p/1", told),)})
    visits[4] = visits[4].model_copy(update={"artifacts": visits[4].artifacts[2:]})
    text = written(mapped_run(visits))
    assert len(yaml.safe_load(text)["steps"]) == 6
    if name:
        journey = read(tmp_path, text)
        assert AddToCart(control=Locator(role="button", name=name, exact=True)) in [one.action for one in journey.steps]


def test_device_and_locale_are_kept_where_they_were_told(tmp_path: Path) -> None:
    journey = shop_journey(SHOP, device="iPhone 15", locale="de-DE", queries=(QUERY,))
    assert read(tmp_path, written(mapped_run(journey=journey), journey)) == journey


def test_a_journey_that_orders_is_read_back_as_it_was(tmp_path: Path) -> None:
    journey = shop_journey(SHOP, queries=(QUERY,), ordering=True)
    assert read(tmp_path, written(mapped_run(journey=journey), journey)) == journey


def test_a_file_of_somebody_elses_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "journey.yaml"
    require_writable(file, force=False)
    file.write_text("title: Mine\nsteps: [search]\n", encoding="utf-8")
    with pytest.raises(UsageError, match="a file already that friction map did not write: name another, or --force"):
        require_writable(file, force=False)
    require_writable(file, force=True)


def test_a_file_that_was_corrected_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "journey.yaml"
    save_journey(file, written())
    require_writable(file, force=False)
    file.write_text(file.read_text(encoding="utf-8").replace("# control", "control", 1), encoding="utf-8")
    with pytest.raises(UsageError, match="was changed since friction map wrote it"):
        require_writable(file, force=False)
    assert not is_untouched(file.read_text(encoding="utf-8"))


def test_a_place_where_nothing_can_be_written_is_told_beforehand(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        require_writable(tmp_path / "no" / "journey.yaml", force=True)
    with pytest.raises(UsageError, match="a folder is in the way"):
        require_writable(tmp_path, force=True)
