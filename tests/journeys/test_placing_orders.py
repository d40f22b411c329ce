"""Orders on sandboxes: exactly one at the level that places them, and none below."""

from pathlib import Path

import pytest

from auditor.model.finding import Severity
from auditor.model.form import Confirmation
from auditor.model.journey import PLACE_ORDER, Stage
from auditor.model.run import Cause
from auditor.model.settings import Safety
from auditor.run_folder import load_run
from tests.journeys import odd_orders as odd
from tests.journeys.odd_shops import Audited, Shop, audit

CARD = "4242424242424242"
UNCONFIRMED = "confirm/no-reference"


def order(shop: Shop, output: Path) -> Audited:
    """Audit a shop, without probes, and order there."""
    return audit(shop, output, probing=(), safety=Safety.ORDER)


def told(done: Audited) -> Confirmation:
    """What the page after the order said."""
    (visit,) = (one for one in load_run(done.output).runs[0].visits if one.stage is Stage.CONFIRMATION)
    (confirmation,) = visit.all(Confirmation)
    return confirmation


@pytest.mark.parametrize(
    "shop",
    [odd.Numbered, odd.CashOnDelivery, odd.AsksForMore, odd.InPlace, odd.Review, odd.Latvian, odd.InEsperanto],
)
def test_one_order_is_placed_and_its_confirmation_read(shop: type[Shop], tmp_path: Path) -> None:
    done = order(shop(), tmp_path)
    assert len(done.shop.orders) == 1, done.told()
    assert Stage.CONFIRMATION in done.reached, done.told()
    assert (told(done).says, told(done).reference) == (done.shop.words["thanks"], odd.NUMBER)
    assert done.outcome_of(UNCONFIRMED) == {"passed"}, done.told()
    assert done.exit_code == 0, done.told()
    (placed,) = done.result.orders
    assert (placed.reference, placed.step) == (odd.NUMBER, PLACE_ORDER)
    assert placed.placed_for.endswith("@example.com")


def test_the_test_card_is_sent_once_and_written_nowhere(tmp_path: Path) -> None:
    done = order(odd.Numbered(), tmp_path)
    assert done.cards_sent() == {CARD}
    for file in (one for one in tmp_path.rglob("*") if one.is_file() and one.suffix != ".jpg"):
        text = file.read_text(encoding="utf-8")
        assert not any(way in text for way in (CARD, "4242 4242 4242 4242", "4242+4242+4242+4242")), file.name


@pytest.mark.parametrize(
    ("shop", "severity"), [(odd.WithoutNumber, Severity.MODERATE), (odd.SentHome, Severity.SERIOUS)]
)
def test_an_order_without_a_number_or_a_word_is_told(shop: type[Shop], severity: Severity, tmp_path: Path) -> None:
    done = order(shop(), tmp_path)
    assert len(done.shop.orders) == 1, done.told()
    assert [one.severity for one in done.result.findings if one.check == UNCONFIRMED] == [severity], done.told()


def test_a_refused_order_is_not_sent_again(tmp_path: Path) -> None:
    done = order(odd.Declining(), tmp_path)
    assert done.shop.orders == []
    assert done.shop.requests.count(("POST", "/checkout")) == 1, done.told()
    assert done.cause_of(PLACE_ORDER) is Cause.REFUSED, done.told()
    assert odd.Declining.refusal in done.told()
    assert done.certain == set(), done.told()
    assert done.exit_code == 3


def test_an_order_after_which_nothing_changes_is_not_placed_again(tmp_path: Path) -> None:
    done = order(odd.Silent(), tmp_path)
    assert len(done.shop.orders) == 1, done.told()
    assert done.shop.requests.count(("POST", "/checkout")) == 1, done.told()
    assert done.cause_of(PLACE_ORDER) is Cause.NOT_RECOGNISED, done.told()


def test_a_payment_on_another_host_is_not_followed(tmp_path: Path) -> None:
    done = order(odd.Elsewhere(), tmp_path)
    assert done.cause_of(PLACE_ORDER) is Cause.NOT_RECOGNISED, done.told()
    assert "pay.example" in done.told()
    assert done.exit_code == 3


def test_probes_keep_to_the_level_below(tmp_path: Path) -> None:
    done = audit(odd.Numbered(), tmp_path, safety=Safety.ORDER)
    assert len(done.shop.orders) == 1, done.told()
    assert Stage.CONFIRMATION in done.reached, done.told()
    assert done.outcome_of("checkout/form-cleared-on-error") - {"not_applicable"} == {"passed"}, done.told()


@pytest.mark.parametrize("safety", [Safety.LOOK, Safety.PROBE])
def test_below_the_level_a_journey_that_orders_orders_nothing(safety: Safety, tmp_path: Path) -> None:
    journey = tmp_path / "buy.yaml"
    journey.write_text("steps: [open-product, add-to-cart, open-cart, start-checkout, place-order]", encoding="utf-8")
    done = audit(odd.CashOnDelivery(), tmp_path / "report", probing=(), safety=safety, journey=journey)
    assert done.shop.orders == []
    assert done.cause_of(PLACE_ORDER) is Cause.BEYOND_SAFETY, done.told()
    assert Stage.CONFIRMATION not in {one.stage for one in done.result.coverage.unreached if not one.expected}
