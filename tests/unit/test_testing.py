"""Reading cases, and telling where a check differs from them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.check import Context, TransitionCheck, TrialCheck, VisitCheck
from auditor.check import Transition as Step
from auditor.model.artifact import CartTrial, ClickTrial, PageResponse, SearchTrial
from auditor.model.base import Box
from auditor.model.finding import Certainty, CheckMeta, CheckOutcome, ElementEvidence, Finding, Severity
from auditor.model.form import FormTrial
from auditor.model.journey import Stage
from auditor.model.loading import NetworkLog
from auditor.model.recognition import PageKind, Recognition
from auditor.model.run import StepStatus, Visit
from auditor.model.snapshot import DomSnapshot
from auditor.testing import Case, load_cases, run_case


def _cases(folder: Path, text: str) -> tuple[Case, ...]:
    path = folder / "cases.toml"
    path.write_text(text, encoding="utf-8")
    return load_cases(path)


def _meta(name: str) -> CheckMeta:
    return CheckMeta(id=f"unit/{name}", title=name, feels="Hm.", severity=Severity.SERIOUS, since="1")


class ErrorStatus(VisitCheck):
    meta = _meta("error-status").model_copy(update={"requires": ("PageResponse",), "stages": (Stage.PRODUCT,)})

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        answer = visit.get(PageResponse)
        if answer is not None and answer.status == 404:
            evidence = [ElementEvidence(selector="#page")]
            yield self.finding("It is gone, 404.", context.location(visit), identity="status", evidence=evidence)


class EmptyCart(TrialCheck[CartTrial]):
    meta = _meta("empty-cart")

    def evaluate(self, trial: CartTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        if trial.in_cart is False:
            yield self.finding("Empty.", context.location(visit), identity="cart")


class SlowStep(TransitionCheck):
    meta = _meta("slow-step")

    def evaluate(self, transition: Step, context: Context) -> Iterator[Finding]:
        spread = transition.durations()
        if transition.before and transition.after and spread and spread.median > 1000:
            yield self.finding("Slow.", context.location(transition.after), identity="ms")


GONE = """
[[case]]
name = "gone"
expect = "fails"
severity = "serious"
elements = ["#page"]
identities = ["status"]
message = ["404"]
visit = { stage = "product", page_response = { status = 404 } }
"""


def test_a_case_as_expected_has_no_differences(tmp_path: Path) -> None:
    (case,) = _cases(tmp_path, GONE)
    result = run_case(ErrorStatus(), case)
    assert result.outcome is CheckOutcome.FAILED
    assert [finding.identity for finding in result.findings] == ["status"]
    assert result.differences == ()


@pytest.mark.parametrize(
    ("told", "instead", "difference"),
    [
        ('"fails"', '"passes"', "expected passed, came failed"),
        ('"serious"', '"minor"', "expected severity minor, came serious"),
        ('"#page"', '"#other"', "expected #other among the evidence, came #page"),
        ('["status"]', '["empty"]', "expected identities empty, came status"),
        ('["404"]', '["410"]', "expected “410” in the message"),
        ("status = 404", "status = 200", "expected failed, came passed: no finding"),
        ('"product"', '"cart"', "expected failed, came not_applicable"),
        ("page_response = { status = 404 }", "dom = {}", "expected failed, came not_applicable"),
    ],
)
def test_a_difference_is_told(tmp_path: Path, told: str, instead: str, difference: str) -> None:
    (case,) = _cases(tmp_path, GONE.replace(told, instead))
    (said,) = run_case(ErrorStatus(), case).differences
    assert said.startswith(difference)


def test_what_is_left_out_is_plain(tmp_path: Path) -> None:
    (case,) = _cases(
        tmp_path,
        """
        [[case]]
        name = "plain"
        expect = "passes"
        [case.visit]
        stage = "product"
        url = "/mug"
        page_response = {}
        recognition = { role = "add_to_cart", candidates = [{ name = "Buy" }] }
        dom = { elements = [{ name = "Buy", box = [1, 2, 3, 4] }], images = [{ src = "/a.png" }] }
        network = { requests = [{ url = "/api", failure = "net::ERR_FAILED" }] }
        """,
    )
    (visit,) = case.context.run.visits
    assert (visit.url, visit.step_id) == ("https://shop.example/mug", "product")
    answer, sought = visit.get(PageResponse), visit.get(Recognition)
    page, log = visit.get(DomSnapshot), visit.get(NetworkLog)
    assert answer is not None
    assert sought is not None
    assert page is not None
    assert log is not None
    assert (answer.status, answer.final_url) == (200, visit.url)
    assert sought.page_kind is PageKind.PRODUCT
    assert page.elements[0].text == "Buy"
    assert page.elements[0].box == Box(x=1, y=2, width=3, height=4)
    assert page.images[0].src == "https://shop.example/a.png"
    assert log.requests[0].status is None


def test_an_entry_is_repeated(tmp_path: Path) -> None:
    (case,) = _cases(
        tmp_path,
        """
        [[case]]
        name = "many"
        expect = "passes"
        visit = { stage = "landing", dom = { cards = [{ times = 3, href = "/p/{n}" }] } }
        """,
    )
    page = case.context.run.visits[0].get(DomSnapshot)
    assert page is not None
    assert [card.href for card in page.cards] == [f"https://shop.example/p/{number}" for number in (1, 2, 3)]
    assert [card.index for card in page.cards] == [0, 1, 2]


def test_a_case_like_another_takes_over_the_setting_and_not_what_was_expected(tmp_path: Path) -> None:
    _, case = _cases(
        tmp_path,
        GONE + '\n[[case]]\nname = "there"\nlike = "gone"\nexpect = "passes"\nvisit.page_response.status = 200\n',
    )
    assert case.severity is None
    assert case.elements == ()
    assert run_case(ErrorStatus(), case).differences == ()


def test_trials_of_probes_are_judged(tmp_path: Path) -> None:
    (case,) = _cases(
        tmp_path,
        """
        [[case]]
        name = "probe"
        expect = "fails"
        [[case.visits]]
        stage = "landing"
        [[case.visits]]
        stage = "cart"
        probe = true
        cart_trial = { in_cart = false }
        """,
    )
    assert [visit.stage for visit in case.context.run.visits] == [Stage.LANDING]
    assert run_case(EmptyCart(), case).differences == ()


def test_attempts_are_this_case_with_changes(tmp_path: Path) -> None:
    (case,) = _cases(
        tmp_path,
        """
        [[case]]
        name = "median"
        expect = "passes"
        visit = { stage = "product" }
        step = { id = "product", duration_ms = 9000 }
        attempts = [{ step = { duration_ms = 100 } }, { step = { duration_ms = 200 } }]
        """,
    )
    assert [run.steps[0].duration_ms for run in case.context.attempts] == [100, 200]
    assert [run.attempt for run in case.context.attempts] == [2, 3]
    assert run_case(SlowStep(), case).differences == ()


def test_steps_follow_from_visits_or_are_told(tmp_path: Path) -> None:
    first, second = _cases(
        tmp_path,
        """
        [[case]]
        name = "follow"
        expect = "passes"
        visits = [{ stage = "landing" }, { stage = "product" }]
        [[case]]
        name = "told"
        expect = "passes"
        visit = { stage = "cart" }
        steps = [{ id = "cart" }, { id = "checkout", status = "broken", cause = "site" }]
        """,
    )
    assert [step.step_id for step in first.context.run.steps] == ["landing", "product"]
    checkout = second.context.run.steps[1]
    assert (checkout.status, checkout.stage, checkout.visit_id) == (StepStatus.BROKEN, Stage.CHECKOUT, None)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[case]\n", "cases.toml"),
        (GONE + GONE, "the name is taken"),
        (GONE.replace("fails", "explodes"), "expect is “explodes”"),
        (GONE + "colour = 1\n", "unknown key colour"),
        (GONE.replace("page_response =", "page_respons ="), "unknown artifact page_respons"),
        (GONE.replace("status = 404", "statis = 404"), "statis"),
        (GONE + 'like = "nothing"\n', "no earlier case is called “nothing”"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        _cases(tmp_path, text)


@pytest.mark.parametrize("kind", [ClickTrial, SearchTrial, FormTrial])
def test_every_trial_can_be_left_empty(tmp_path: Path, kind: type[ClickTrial | SearchTrial | FormTrial]) -> None:
    name = kind.model_fields["kind"].default
    (case,) = _cases(
        tmp_path, f'[[case]]\nname = "empty"\nexpect = "passes"\nvisit = {{ stage = "cart", {name} = {{}} }}\n'
    )
    assert case.context.run.visits[0].get(kind) is not None


class Unsure(VisitCheck):
    meta = _meta("unsure")

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        place = context.location(visit)
        if visit.title == "slow":
            yield self.finding("Slow.", place, identity="ms", severity=Severity.MODERATE)
        yield self.finding("Perhaps slower.", place, identity="ms", certainty=Certainty.INCONCLUSIVE)


OPEN = """
[[case]]
name = "Nothing but what is open"
expect = "inconclusive"
severity = "serious"
visit = { stage = "landing" }

[[case]]
name = "What is open beside a finding"
expect = "fails"
severity = "moderate"
undecided = "serious"
visit = { stage = "landing", title = "slow" }
"""


def test_what_is_inconclusive_is_told_apart_from_findings(tmp_path: Path) -> None:
    for case in _cases(tmp_path, OPEN):
        assert run_case(Unsure(), case).differences == ()


def test_what_is_open_beside_a_finding_has_to_be_expected(tmp_path: Path) -> None:
    (_, case) = _cases(tmp_path, OPEN.replace('undecided = "serious"\n', ""))
    assert run_case(Unsure(), case).differences == ("expected nothing undecided, came serious",)
