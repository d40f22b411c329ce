"""Maps of shops in a real browser, and the journeys written of them walked again."""

import re
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp

from auditor import demo
from auditor.audit import Mapped, carry_out, map_shop
from auditor.demo.server import serve
from auditor.journey_writing import journey_text
from auditor.model.journey import Locator
from auditor.model.run import Cause, JourneyRun, StepStatus
from auditor.model.settings import Safety, Settings
from auditor.model.shop_map import MappedPart, PartName, PartStatus, ShopMap, Sureness
from auditor.run_folder import load_run
from tests.journeys import odd_browsing, odd_leads
from tests.journeys.odd_shops import Goods, Shop, cart_of, keep_cart


def mapped(shop: ASGIApp, **facts: object) -> Mapped:
    """The map of a shop that is served only for it."""
    with serve(shop) as server:
        return map_shop(Settings.model_validate({"target": server.url, "timeout_seconds": 900, **facts}))


def walked(shop: ASGIApp, text: str, folder: Path) -> JourneyRun:
    """A walk of a shop by a journey file."""
    file = folder / "way.yaml"
    file.write_text(text, encoding="utf-8")
    told = {"journeys": (file,), "output": folder / "out", "runs": 1, "probing": (), "timeout_seconds": 900}
    with serve(shop) as server:
        carry_out(Settings.model_validate({"target": server.url, **told}))
    return load_run(folder / "out").runs[0]


def ends(run: JourneyRun) -> dict[str, StepStatus]:
    """What became of every step."""
    return {step.step_id: step.status for step in run.steps}


def statuses(shop_map: ShopMap) -> dict[PartName, PartStatus]:
    return {part.name: part.status for part in shop_map.parts}


def part(shop_map: ShopMap, name: PartName) -> MappedPart:
    found = shop_map.part(name)
    assert found is not None
    return found


ALL_FOUND = dict.fromkeys(list(PartName)[:8], PartStatus.FOUND)


@pytest.mark.parametrize(
    ("frictions", "language"), [(frozenset(), "de"), (demo.ROUGH, "lv")], ids=["smooth, German", "rough, Latvian"]
)
def test_the_demo_shop_is_recognised_and_its_journey_walks_the_same_steps(
    frictions: frozenset[demo.Friction], language: str, tmp_path: Path
) -> None:
    done = mapped(demo.create_shop(frictions, language=language))
    assert done.shop_map.complete, done.shop_map
    assert {part.sureness for part in done.shop_map.parts if part.status is PartStatus.FOUND} == {Sureness.SURE}
    assert part(done.shop_map, PartName.GUEST).status is PartStatus.NOT_NEEDED
    assert [one.what for one in done.shop_map.closed] == ["consent banner"]
    again = walked(demo.create_shop(frictions, language=language), journey_text(done.shop_map, done.journey), tmp_path)
    assert ends(again) == {
        "landing": StepStatus.COMPLETED,
        "listing": StepStatus.SKIPPED,
        "search": StepStatus.COMPLETED,
        "product": StepStatus.COMPLETED,
        "add-to-cart": StepStatus.COMPLETED,
        "cart": StepStatus.COMPLETED,
        "checkout": StepStatus.COMPLETED,
    }


class GlyphAndGuest(odd_browsing.SearchBehindIcon, odd_browsing.GuestByLink):
    """Its search is behind a glyph, and one goes on as a guest by a link."""


def test_every_control_that_was_mapped_can_be_named_instead(tmp_path: Path) -> None:
    done = mapped(GlyphAndGuest())
    assert done.shop_map.complete, done.shop_map
    assert part(done.shop_map, PartName.SEARCH).control is not None
    guest = part(done.shop_map, PartName.GUEST).control
    assert guest is not None
    assert guest.role == "link"
    taken = re.sub(r"# (?=(control|guest): )", "", journey_text(done.shop_map, done.journey))
    assert len(re.findall(r"^ +(?:control|guest): ", taken, re.MULTILINE)) >= 5
    again = walked(GlyphAndGuest(), taken, tmp_path)
    assert {name: end for name, end in ends(again).items() if end is not StepStatus.COMPLETED} == {
        "listing": StepStatus.SKIPPED
    }, [step.error for step in again.steps]


class Nonsense(Shop):
    """What adds to the cart is called as nothing is called, leads nowhere one would expect, and is no button."""

    def buying(self, one: Goods) -> str:
        return f'<span role="button" tabindex="0" onclick="location = \'/grab/{one.slug}\'">Mine!</span>'

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        path = request.url.path
        if path.startswith("/grab/"):
            return keep_cart(RedirectResponse(self.at_cart, 303), [*cart_of(request), path.removeprefix("/grab/")])
        return await super().answer(request, fields)


def test_what_was_not_found_is_named_by_a_person_and_the_way_goes_on(tmp_path: Path) -> None:
    done = mapped(Nonsense())
    add = part(done.shop_map, PartName.ADD_TO_CART)
    assert (add.status, done.shop_map.complete) == (PartStatus.NOT_FOUND, False)
    (look,) = add.looked
    assert look.page == "/product/oak-lamp"
    assert look.weighed > 0
    text = journey_text(done.shop_map, done.journey)
    assert ends(walked(Nonsense(), text, tmp_path))["add-to-cart"] is StepStatus.BROKEN
    corrected = text.replace("  - add-to-cart:\n", "  - add-to-cart:\n      control: text=Mine!\n")
    run = walked(Nonsense(), corrected, tmp_path)
    assert ends(run)["checkout"] is StepStatus.COMPLETED, [step.error for step in run.steps]


def test_a_control_that_is_named_and_not_there_ends_the_way(tmp_path: Path) -> None:
    text = "steps:\n  - open-product\n  - add-to-cart: {control: css=#nowhere}\n"
    run = walked(Shop(), text, tmp_path)
    assert run.steps[-1].error == "the control that the journey names was not found: css “#nowhere”"
    assert run.steps[-1].cause is Cause.EXPECTATION


def test_looking_alone_changes_nothing_and_shows_what_can_be_seen() -> None:
    shop = Shop()
    done = mapped(shop, safety=Safety.LOOK)
    assert done.shop_map.complete, done.shop_map
    seen = statuses(done.shop_map)
    assert (seen[PartName.ADD_TO_CART], seen[PartName.CART]) == (PartStatus.SEEN, PartStatus.SEEN)
    assert seen[PartName.CHECKOUT] is PartStatus.BEYOND_SAFETY
    assert {method for method, _ in shop.requests} == {"GET"}
    add = part(done.shop_map, PartName.ADD_TO_CART).control
    assert add is not None
    assert add.locator == Locator(role="button", name="Add to cart", exact=True)


def test_a_site_that_sells_nothing_is_mapped_to_its_form(tmp_path: Path) -> None:
    done = mapped(odd_leads.Enquiries())
    assert done.shop_map.complete, done.shop_map
    call, form = done.shop_map.parts
    assert call.control is not None
    assert (call.name, call.control.name, call.leads_to) == (PartName.CALL_TO_ACTION, "Angebot anfordern", "/anfrage")
    assert (form.name, form.page) == (PartName.FORM, "/anfrage")
    run = walked(odd_leads.Enquiries(), journey_text(done.shop_map, done.journey), tmp_path)
    assert ends(run) == {"landing": StepStatus.COMPLETED, "form": StepStatus.COMPLETED}
