"""The family of forms: each member alone, judged without one error, and without one order."""

from pathlib import Path

import pytest

from auditor.audit import carry_out
from auditor.demo.server import serve
from auditor.model.finding import Certainty
from auditor.model.redaction import luhn_valid
from auditor.model.settings import Settings
from tests.journeys.odd_shops import TIMINGS, Audited
from tests.shops.forms.family import FAMILY, Member

STRAIGHT = """title: Straight to the form
steps:
  - goto: /product/oak-lamp
    stage: product
  - add-to-cart
  - open-cart
  - start-checkout
"""
ABOUT_FORMS = ("checkout/", "lead/", "account/", "interaction/double-submit")


def audited(member: Member, folder: Path) -> Audited:
    """Audit a member of the family, straight at its form."""
    shop = member.shop()
    journey = folder / "straight.yaml"
    journey.write_text(STRAIGHT, encoding="utf-8")
    with serve(shop) as server:
        done = carry_out(
            Settings(
                target=server.url,
                journeys=(journey,),
                output=folder / "report",
                formats=("json",),
                runs=1,
                off=TIMINGS,
                probing=member.probing,
            )
        )
    return Audited(shop, done.result, folder / "report")


def found(done: Audited) -> dict[str, Certainty]:
    """What was found of the form; of one check's findings the surest."""
    sure: dict[str, Certainty] = {}
    for one in done.result.findings:
        if one.check.startswith(ABOUT_FORMS) and sure.get(one.check) is not Certainty.CERTAIN:
            sure[one.check] = one.certainty
    return sure


@pytest.mark.parametrize("member", FAMILY, ids=lambda member: member.name.replace(" ", "-"))
def test_a_form_is_judged_without_an_error(member: Member, tmp_path: Path) -> None:
    done = audited(member, tmp_path)
    assert found(done) == dict(member.finds), done.told()
    assert done.result.coverage.not_probed == (), done.told()
    assert done.shop.orders == []
    assert {number for number in done.cards_sent() if luhn_valid(number)} == set()
    assert getattr(done.shop, "trapped", []) == []
