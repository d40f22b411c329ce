from collections.abc import Sequence

import pytest

from auditor.fingerprints import fingerprint
from auditor.model.artifact import Artifact, ClickTrial, QueryKind, ReloadTrial, SearchTrial
from auditor.model.base import Record
from auditor.model.finding import CheckOutcome, CheckResult, Finding
from auditor.model.form import FieldState, FormSubmission, FormTrial, Mistake
from auditor.model.journey import Fill, Journey, Locator, OpenListing, Stage, Step
from auditor.model.recognition import Attempt, Candidate, PageKind, Recognition, Role
from auditor.model.run import AuditRun, Cause, JourneyRun, StepStatus, Visit
from auditor.reproduction import MOST_STEPS, Ways, rerun_command
from tests.unit.makers import SHOP, audit_run, broken_at, finding, location, step, visit, walk

ASKED = SearchTrial(query_kind=QueryKind.KNOWN, query="Oak Lamp", intended="Oak Lamp", result_count=1)


def recognised(role: Role, name: str) -> Recognition:
    served = Candidate(selector="a", name=name, confidence=1, attempt=Attempt.WORKED)
    return Recognition(role=role, page_kind=PageKind.OTHER, page_kind_proven=True, candidates=(served,), chosen=0)


def walked(*probes: Visit, device: str = "desktop") -> JourneyRun:
    visits = [
        visit("landing", recognised(Role.LISTING_LINK, "Lamps")),
        visit("listing"),
        visit("search", ASKED, recognised(Role.PRODUCT_LINK, "Oak Lamp")),
        visit("product", recognised(Role.ADD_TO_CART, "Add to cart")),
        visit("add-to-cart"),
        visit("cart", recognised(Role.CHECKOUT, "Pay")),
        visit("checkout"),
    ]
    return walk(visits=visits, probe_visits=probes, device=device)


def ways(run: JourneyRun | AuditRun, one: Finding, subject: str) -> Sequence[str]:
    printed = one.model_copy(update={"fingerprint": fingerprint(one)})
    proved = CheckResult(check=one.check_id, outcome=CheckOutcome.FAILED, subject=subject, findings=(printed,))
    whole = run if isinstance(run, AuditRun) else audit_run(run)
    return Ways.of(whole, [proved]).to(printed)


def test_the_way_ends_at_the_step_of_the_finding() -> None:
    told = ways(walked(), finding(at=location("product")), "shop/desktop/1/product-1")
    assert told == (f"Open {SHOP}", "Search for “Oak Lamp”", "Open the product “Oak Lamp”")


def test_a_list_of_products_is_told_where_the_finding_is_on_it() -> None:
    told = ways(walked(), finding(at=location("listing")), "shop/desktop/1/listing-1")
    assert told == (f"Open {SHOP}", "Follow “Lamps” to a list of products")


def probed(step_name: str, name: str, *artifacts: Artifact) -> Visit:
    return visit(step_name, *artifacts, name=name)


def form_trial(mistake: Mistake) -> FormTrial:
    field = FieldState(key="mail", label="E-mail", purpose="email", type="email", before="", after="", kept=True)
    sent = FormSubmission(attempt=1, broken_field="mail", broken_purpose="email", typed="", fields=(field,))
    return FormTrial(mistake=mistake, form="f", page_url=SHOP, submit_name="Continue", submissions=(sent,))


PRESSED = ClickTrial(role=Role.ADD_TO_CART, selector="#buy", name="Buy")


@pytest.mark.parametrize(
    ("place", "where", "trial", "last"),
    [
        (
            "checkout",
            "probe-form-1",
            form_trial(Mistake.FORGOTTEN),
            "Fill in the form, leave “E-mail” empty and press “Continue”",
        ),
        ("checkout", "probe-form-1", form_trial(Mistake.NOTHING_FILLED), "Fill in nothing and press “Continue”"),
        ("search", "probe-search", ASKED.model_copy(update={"query": "zxqv"}), "Search for “zxqv”"),
        (
            "cart",
            "probe-reload",
            ReloadTrial(url=SHOP, item="Oak Lamp", in_cart_before=True, in_cart_after_reload=False),
            "Reload the page of the cart, and open it in a second tab",
        ),
        ("product", "probe-feedback", PRESSED, "Press “Buy” and watch the page"),
    ],
)
def test_the_trial_that_proved_it_comes_last(place: str, where: str, trial: Record, last: str) -> None:
    run = walked(probed(place, where, trial))  # type: ignore[arg-type]
    subject = f"shop/desktop/1/{where}/{trial.kind}-1"  # type: ignore[attr-defined]
    told = ways(run, finding(at=location(place)), subject)
    assert told[0] == f"Open {SHOP}"
    assert told[-1] == last
    assert len(told) <= MOST_STEPS


def test_a_later_form_is_reached_through_the_earlier_ones() -> None:
    late = probed("checkout", "probe-form-2", form_trial(Mistake.EMAIL)).model_copy(update={"title": "Payment"})
    told = ways(walked(late), finding(), "shop/desktop/1/probe-form-2/form_trial-1")
    assert told[-2:] == (
        "Fill in what comes first with valid data and go on, as far as “Payment”",
        "Fill in the form with an e-mail address without @ and press “Continue”",
    )
    assert len(told) == MOST_STEPS


def test_what_takes_time_is_to_be_watched() -> None:
    one = finding(at=location("landing"))
    assert Ways.of(audit_run(walked()), []).to(one, timed=True)[-1].startswith("Watch how long it takes")


def test_a_step_that_broke_is_tried() -> None:
    told = ways(broken_at("add-to-cart", Cause.SITE), finding(at=location("add-to-cart")), "shop/desktop/1")
    assert told[-1] == "Put it into the cart"


def test_a_press_that_is_the_step_itself_is_told_once() -> None:
    pressed = PRESSED.model_copy(update={"name": "Add to cart"})
    shown = visit("product", recognised(Role.ADD_TO_CART, "Add to cart"), pressed)
    run = walk([step("landing"), step("product"), step("add-to-cart")], [visit("landing"), shown, visit("add-to-cart")])
    told = ways(run, finding(at=location("add-to-cart")), "shop/desktop/1/product-1/click_trial-1")
    assert told == (f"Open {SHOP}", "Open a product", "Put it into the cart by “Add to cart”")


def test_what_was_skipped_is_no_step_of_the_way() -> None:
    run = walk([step("landing"), step("listing", StepStatus.SKIPPED), step("product")])
    told = ways(run, finding(at=location("product")), "shop/desktop/1/product-1")
    assert told == (f"Open {SHOP}", "Open a product")


def test_on_a_phone_the_way_begins_with_the_phone() -> None:
    one = finding(at=location("landing", device="mobile"))
    told = ways(walked(device="mobile"), one, "shop/mobile/1/landing-1")
    assert told == (f"Open {SHOP} on a device such as “mobile”, 1280 by 720 pixels",)


def test_what_was_typed_into_fields_is_left_out() -> None:
    steps = (
        Step(id="landing", stage=Stage.LANDING, action=OpenListing()),
        Step(id="search", stage=Stage.SEARCH, action=Fill(target=Locator(label="Code"), value="hush-hush")),
    )
    journey = Journey(id="shop", title="t", start_url=SHOP, steps=steps)
    run = walk([step("landing"), step("search")], journey=journey)
    told = ways(run, finding(at=location("search")), "shop/desktop/1/search-1")
    assert told[-1] == "Fill in “Code”"
    assert "hush" not in " ".join(told)


def test_a_journey_that_was_not_walked_has_no_way() -> None:
    assert ways(walked(), finding(at=location("cart", device="mobile")), "shop/mobile/1") == ()


def test_the_command_names_the_finding() -> None:
    assert rerun_command("F-1a2b3c") == "friction replay F-1a2b3c"
