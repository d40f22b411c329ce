"""The whole audit against the demo shop in a real browser: smooth, rough, each friction alone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from auditor.audit import carry_out
from auditor.demo import AFTER_THE_ORDER, ROUGH, Friction, create_shop, serve
from auditor.demo.frictions import EXPECTED_CHECK
from auditor.model.finding import Certainty, ElementEvidence, Severity
from auditor.model.form import FormTrial
from auditor.model.journey import Stage
from auditor.model.picture import Screenshot
from auditor.model.result import AuditResult, FindingResult
from auditor.model.settings import ProbeFamily, Safety, Settings
from auditor.run_folder import load_run
from checks import built_in_checks

judges_timings = pytest.mark.alone
ALL_STAGES = {Stage.LANDING, Stage.SEARCH, Stage.PRODUCT, Stage.CART, Stage.CHECKOUT}
SLOW = {
    Friction.SLOW_PRODUCT_PAGE,
    Friction.SLOW_LARGEST_PAINT,
    Friction.BLOCKING_SCRIPT,
    Friction.BUSY_BUY_BUTTON,
}
"""Frictions that are told by how long something takes."""
TIMED = frozenset(check.meta.id for check in built_in_checks() if check.meta.timed)
WITHOUT_TIMINGS = {"runs": 1, "off": tuple(TIMED)}
"""What lets an audit run beside another: how long its pages take is then not judged."""
PROBED = {
    Friction.SEARCH_MISSES_OWN_PRODUCTS: ProbeFamily.SEARCH,
    Friction.SEARCH_DEAD_END: ProbeFamily.SEARCH,
    Friction.SEARCH_QUERY_DROPPED: ProbeFamily.SEARCH,
    Friction.CART_LOST_ON_RELOAD: ProbeFamily.RELOAD,
    Friction.CHECKOUT_CLEARS_FORM: ProbeFamily.FORM,
    Friction.CHECKOUT_CLEARS_SELECTS: ProbeFamily.FORM,
    Friction.CARD_ERROR_CLEARS_FORM: ProbeFamily.FORM,
    Friction.SILENT_CHECKOUT_ERROR: ProbeFamily.FORM,
    Friction.CARD_CLEARED_BY_OTHER_ERROR: ProbeFamily.FORM,
    Friction.CARD_NUMBER_CUT: ProbeFamily.TYPING,
    Friction.LATIN_NAMES_ONLY: ProbeFamily.FORM,
    Friction.PASTE_BLOCKED: ProbeFamily.TYPING,
    Friction.NEWSLETTER_TICKED: ProbeFamily.FORM,
    Friction.BACK_LOSES_ADDRESS: ProbeFamily.TYPING,
    Friction.ERRORS_BY_COLOUR: ProbeFamily.FORM,
    Friction.NO_LABELS: ProbeFamily.FORM,
    Friction.NO_AUTOCOMPLETE: ProbeFamily.FORM,
    Friction.BILLING_ASKED_AGAIN: ProbeFamily.FORM,
    Friction.SENT_TWICE: ProbeFamily.TYPING,
    Friction.SILENT_ADD: ProbeFamily.FEEDBACK,
    Friction.LATE_BANNER: ProbeFamily.WATCH,
}
"""Frictions that only trials show, and which; the others are met on the walk."""


@dataclass
class Audited:
    """An audit of a demo shop, and what the shop counted meanwhile."""

    result: AuditResult
    output: Path
    orders: int
    cart_additions: list[str]

    @property
    def certain(self) -> list[FindingResult]:
        """Findings that are proved."""
        return [finding for finding in self.result.findings if finding.certainty is Certainty.CERTAIN]

    def told(self) -> list[tuple[str, str, str]]:
        """Every finding in short, for a failing test's message."""
        return [(finding.check, finding.severity, finding.message) for finding in self.result.findings]


def audit(
    output: Path, frictions: frozenset[Friction] = frozenset(), language: str = "en", **settings: object
) -> Audited:
    """Audit a demo shop of its own; below the level that orders, nothing may ever be ordered."""
    shop = create_shop(frictions, language=language)
    with serve(shop) as server:
        audited = carry_out(Settings.model_validate({"target": server.url, "output": output, **settings}))
    state = shop.state.shop
    assert settings.get("safety") is Safety.ORDER or state.orders == []
    return Audited(audited.result, output, len(state.orders), list(state.cart_additions))


@pytest.fixture(scope="module")
def smooth(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """The smooth shop, audited once."""
    return audit(tmp_path_factory.mktemp("smooth"))


@pytest.fixture(scope="module")
def rough(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """The rough shop, audited once."""
    return audit(tmp_path_factory.mktemp("rough"), ROUGH)


@judges_timings
def test_the_smooth_shop_passes_with_every_stage_reached(smooth: Audited) -> None:
    assert set(smooth.result.coverage.reached) == ALL_STAGES
    assert [one for one in smooth.result.findings if one.severity.at_least(Severity.MODERATE)] == [], smooth.told()
    assert smooth.result.gate.exit_code == 0, smooth.result.gate


@judges_timings
def test_the_smooth_shop_is_probed_whole_and_never_ordered_from(smooth: Audited) -> None:
    outcomes: dict[str, set[str]] = {}
    for result in smooth.result.results:
        outcomes.setdefault(result.check, set()).add(result.outcome)
    for check in (
        "checkout/form-cleared-on-error",
        "checkout/silent-failure",
        "cart/item-lost",
        "search/dead-end-zero-results",
    ):
        assert "passed" in outcomes[check], check
        assert not outcomes[check] & {"failed", "errored"}, check
    assert smooth.result.coverage.not_probed == ()
    assert smooth.orders == 0


@judges_timings
def test_the_rough_shop_shows_exactly_its_declared_frictions(rough: Audited) -> None:
    assert {finding.check for finding in rough.certain} == {EXPECTED_CHECK[friction] for friction in ROUGH}, (
        rough.told()
    )
    assert rough.result.gate.exit_code == 1
    assert Stage.CHECKOUT in rough.result.coverage.reached
    assert rough.orders == 0


@judges_timings
def test_what_a_form_asked_is_marked_where_it_stood_before_it_was_sent(rough: Audited) -> None:
    """The shop's messages move the box down, so that no later picture shows it there."""
    (ticked,) = (one for one in rough.certain if one.check == "checkout/pre-ticked-consent")
    (evidence,) = (one for one in ticked.evidence if isinstance(one, ElementEvidence))
    assert evidence.mark is not None
    visits = load_run(rough.output).runs[0].probe_visits
    pictures = {one.blob: one for visit in visits for one in visit.all(Screenshot)}
    assert pictures[evidence.mark.screenshot].purpose == "as the form stands"


def each_friction() -> Iterator[object]:
    """Every friction by name; the slow ones are audited alone."""
    for friction in Friction:
        marks = (judges_timings,) if friction in SLOW else ()
        yield pytest.param(friction, id=friction.value, marks=marks)


@pytest.mark.parametrize("friction", list(each_friction()))
def test_each_friction_alone_fires_its_check_and_no_other_serious_one(friction: Friction, tmp_path: Path) -> None:
    expected = EXPECTED_CHECK[friction]
    timed: dict[str, object] = {} if friction in SLOW else {"runs": 1, "off": tuple(TIMED - {expected})}
    ordering = friction in AFTER_THE_ORDER
    timed = timed | ({"safety": Safety.ORDER} if ordering else {})
    probing = (PROBED[friction],) if friction in PROBED else ()
    audited = audit(tmp_path, frozenset({friction}), formats=("json",), probing=probing, **timed)
    assert expected in {finding.check for finding in audited.certain}, audited.told()
    others = [one for one in audited.result.findings if one.check != expected]
    assert [one for one in others if one.severity.at_least(Severity.SERIOUS)] == [], audited.told()
    timed_too = [one for one in others if one.check in TIMED and one.severity.at_least(Severity.MODERATE)]
    assert timed_too == [], audited.told()
    serious = any(finding.severity.at_least(Severity.SERIOUS) for finding in audited.certain)
    assert audited.result.gate.exit_code == int(serious), audited.result.gate
    assert audited.orders == int(ordering)


def test_names_that_are_refused_are_no_dead_end_for_the_trials(tmp_path: Path) -> None:
    told: dict[str, object] = {"language": "lv", "formats": ("json",), "probing": (ProbeFamily.FORM,)}
    audited = audit(tmp_path, frozenset({Friction.LATIN_NAMES_ONLY}), **told | WITHOUT_TIMINGS)  # type: ignore[arg-type]
    assert {"checkout/latin-only-names"} == {one.check for one in audited.certain}, audited.told()
    tried = [trial for visit in load_run(tmp_path).runs[0].probe_visits for trial in visit.all(FormTrial)]
    assert {"/checkout", "/checkout/payment"} <= {urlsplit(one.page_url).path for one in tried if one.submissions}


@pytest.mark.parametrize("language", ["de", "lv"])
def test_the_smooth_shop_passes_in_other_languages(language: str, tmp_path: Path) -> None:
    audited = audit(tmp_path, language=language, formats=("json",), **WITHOUT_TIMINGS)
    assert set(audited.result.coverage.reached) == ALL_STAGES
    assert [one for one in audited.result.findings if one.severity.at_least(Severity.MODERATE)] == [], audited.told()


def test_the_smooth_shop_passes_on_a_phone(tmp_path: Path) -> None:
    audited = audit(tmp_path, devices=("mobile",), formats=("json",), **WITHOUT_TIMINGS)
    assert set(audited.result.coverage.reached) == ALL_STAGES
    assert [one for one in audited.result.findings if one.severity.at_least(Severity.MODERATE)] == [], audited.told()
    assert {journey.device for journey in audited.result.journeys} == {"mobile"}


def test_an_audit_that_may_only_look_changes_nothing(tmp_path: Path) -> None:
    audited = audit(tmp_path, safety=Safety.LOOK, formats=("json",), **WITHOUT_TIMINGS)
    assert audited.cart_additions == []
    assert audited.result.mutations == ()
    assert audited.result.gate.exit_code == 0, audited.result.gate
    assert {gap.stage for gap in audited.result.coverage.unreached if not gap.expected} == set()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".jpg")


@judges_timings
def test_no_card_number_or_code_is_written_anywhere(rough: Audited) -> None:
    for path in _files(rough.output):
        text = path.read_text(encoding="utf-8")
        for notation in ("42424242424243", "4242 4242 4242 43", "4242-4242-4242-43", "4242+4242+4242+43"):
            assert notation not in text, f"{notation} in {path.name}"


@judges_timings
def test_every_mutation_is_logged_with_its_step(smooth: Audited) -> None:
    logged = {(mutation.method, mutation.url.rsplit("/", 1)[-1]) for mutation in smooth.result.mutations}
    assert {("POST", "add"), ("POST", "checkout"), ("POST", "payment")} <= logged
    assert all(mutation.step and mutation.why for mutation in smooth.result.mutations)


@judges_timings
def test_findings_carry_what_a_reader_needs(rough: Audited) -> None:
    for finding in rough.result.findings:
        assert finding.fix, finding.check
        assert finding.feels, finding.check
        assert finding.evidence, finding.check
        assert finding.references, finding.check


@judges_timings
def test_the_document_on_disk_is_the_result(rough: Audited) -> None:
    document = json.loads((rough.output / "audit.json").read_text(encoding="utf-8"))
    assert document["gate"] == json.loads(rough.result.gate.model_dump_json())
    assert [one["fingerprint"] for one in document["findings"]] == [one.fingerprint for one in rough.result.findings]
    for journey in document["journeys"]:
        for step in journey["attempts"][0]["steps"]:
            if step["screenshot"]:
                assert (rough.output / step["screenshot"]).is_file()


def test_on_a_sandbox_exactly_one_order_is_placed_and_confirmed(tmp_path: Path) -> None:
    audited = audit(tmp_path, safety=Safety.ORDER, probing=(), **WITHOUT_TIMINGS | {"runs": 2})
    assert audited.orders == 1
    assert set(audited.result.coverage.reached) == ALL_STAGES | {Stage.CONFIRMATION}
    assert [(one.reference, one.by_card) for one in audited.result.orders] == [("AW-24001", True)]
    assert audited.result.gate.exit_code == 0, audited.result.gate
