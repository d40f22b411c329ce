"""An address form that changes with the country is filled as it then stands, and the journey goes on behind it."""

from pathlib import Path

import pytest

from auditor.model.finding import Severity
from tests.journeys import odd_addresses as odd
from tests.journeys.odd_shops import FORM_ONLY, WITHOUT_SEARCH, audit


@pytest.mark.parametrize(
    ("shop", "expected"),
    [
        (odd.Billed, {"country": "US", "region": "44", "city": "Austin", "postcode": "78701", "phone": "5125550142"}),
        (odd.PresetCountry, {"country": "LV", "postcode": "1010", "city": "Rīga"}),
    ],
)
def test_what_the_country_brings_is_filled_after_it_is_chosen(
    shop: type[odd.ChangingAddress], expected: dict[str, str], tmp_path: Path
) -> None:
    served = shop()
    done = audit(served, tmp_path, probing=FORM_ONLY)
    assert done.reached == WITHOUT_SEARCH, done.told()
    serious = {one.check for one in done.result.findings if one.severity.at_least(Severity.SERIOUS)}
    assert serious <= {"checkout/missing-autocomplete"}, done.told()  # its fields are told apart by their labels alone
    assert done.result.coverage.not_probed == (), done.told()
    assert [{name: sent.get(name) for name in expected} for sent in served.addresses] == [expected], done.told()
