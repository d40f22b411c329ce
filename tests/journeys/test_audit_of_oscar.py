"""The whole audit against a shop that nobody here wrote: django-oscar, in English and in German."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.audit import carry_out
from auditor.model.finding import Severity
from auditor.model.journey import Stage
from auditor.model.result import AuditResult
from auditor.model.settings import Safety, Settings
from tests.shops.oscar import OscarShop, start_oscar

pytestmark = pytest.mark.alone
TRUE_FRICTIONS = {"search/dead-end-zero-results", "checkout/missing-autocomplete"}
"""Looked at on the page: the empty result offers nothing beyond the header; no field of the address has a token."""


@pytest.fixture(scope="module", params=["en", "de"])
def shop(request: pytest.FixtureRequest) -> Iterator[OscarShop]:
    """Oscar in one language."""
    with start_oscar(request.param) as oscar:
        yield oscar


@pytest.fixture(scope="module")
def result(shop: OscarShop, tmp_path_factory: pytest.TempPathFactory) -> AuditResult:
    """The audit, with no flags but the address."""
    output: Path = tmp_path_factory.mktemp("oscar")
    return carry_out(Settings(target=shop.url, output=output)).result


def test_every_stage_is_reached(result: AuditResult) -> None:
    assert set(result.coverage.reached) == {Stage.LANDING, Stage.SEARCH, Stage.PRODUCT, Stage.CART, Stage.CHECKOUT}
    assert [step.status for step in result.journeys[0].attempts[0].steps if step.id == "checkout"] == ["completed"]


def test_nothing_serious_is_found_that_is_not_there(result: AuditResult) -> None:
    serious = {finding.check for finding in result.findings if finding.severity.at_least(Severity.SERIOUS)}
    assert serious <= TRUE_FRICTIONS, [(finding.check, finding.message) for finding in result.findings]


def test_the_checkout_forms_were_tried(result: AuditResult) -> None:
    outcomes = {one.outcome for one in result.results if one.check == "checkout/form-cleared-on-error"}
    assert outcomes - {"not_applicable"} == {"passed"}


def test_no_order_was_placed(shop: OscarShop, result: AuditResult) -> None:
    assert result.journeys
    assert shop.orders() == 0


def test_on_the_declared_sandbox_exactly_one_order_is_placed(tmp_path: Path) -> None:
    with start_oscar("en") as oscar:
        settings = Settings(target=oscar.url, output=tmp_path, probing=(), runs=1, safety=Safety.ORDER)
        result = carry_out(settings).result
        assert oscar.orders() == 1
    assert Stage.CONFIRMATION in result.coverage.reached
    (placed,) = result.orders
    assert (placed.reference.isdecimal(), placed.by_card) == (True, False)
    assert [one.outcome for one in result.results if one.check == "confirm/no-reference"] == ["passed"]
