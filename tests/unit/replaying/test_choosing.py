import pytest

from auditor.errors import UsageError
from auditor.model.finding import Certainty, Severity
from auditor.model.journey import Stage
from auditor.model.result import AuditResult, FindingResult, GateResult, Score, ToolInfo
from auditor.replaying.choosing import choose
from tests.unit.makers import ENVIRONMENT, NOON, SHOP


def told(identifier: str, check: str, fingerprint: str, step: str = "cart") -> FindingResult:
    return FindingResult(
        id=identifier,
        check=check,
        title="t",
        severity=Severity.SERIOUS,
        certainty=Certainty.CERTAIN,
        stage=Stage.CART,
        journey="shop",
        step=step,
        device="desktop",
        url=SHOP,
        message="m",
        fingerprint=fingerprint,
    )


LOST = told("F-1a2b3c", "cart/item-lost", "1a2b3c4d5e6f7a8b")
SLOW = told("F-9f8e7d", "load/slow-lcp", "9f8e7d6c5b4a3f2e", "landing")
SLOW_TOO = told("F-9f8eaa", "load/slow-lcp", "9f8eaa6c5b4a3f2e", "product")


def result(*findings: FindingResult) -> AuditResult:
    return AuditResult(
        tool=ToolInfo(version="0"),
        target=SHOP,
        started_at=NOON,
        duration_ms=1,
        phases_ms={},
        environment=ENVIRONMENT,
        findings=findings,
        score=Score(overall=64),
        gate=GateResult(passed=True, exit_code=0),
    )


@pytest.mark.parametrize("given", ["F-1a2b3c", "f-1A2B3C", "1a2b", "1a2b3c4d5e6f7a8b", "F-1a2b3c4d", "cart/item-lost"])
def test_a_finding_is_named_by_id_fingerprint_or_check(given: str) -> None:
    assert choose(result(LOST, SLOW, SLOW_TOO), given, where="there") == LOST


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("F-1a2b3d", "there is no finding 'F-1a2b3d' in there; did you mean 'F-1a2b3c'?"),
        ("cart/item-lots", "there is no finding 'cart/item-lots' in there; did you mean 'cart/item-lost'?"),
        ("zzz", "there is no finding 'zzz' in there; expected an id such as F-1a2b3c, the worst"),
        ("1a", "there is no finding '1a' in there"),
        (
            "load/slow-lcp",
            "'load/slow-lcp' is met 2 times in there: expected F-9f8e7d (at landing) or F-9f8eaa (at product)",
        ),
        ("9f8e", "'9f8e' is met 2 times in there: expected F-9f8e7d (at landing) or F-9f8eaa (at product)"),
    ],
)
def test_what_names_none_or_several_is_refused_with_the_nearest(given: str, why: str) -> None:
    with pytest.raises(UsageError) as refused:
        choose(result(LOST, SLOW, SLOW_TOO), given, where="there")
    assert str(refused.value).startswith(why)


def test_a_result_without_findings_has_none_to_look_at() -> None:
    with pytest.raises(UsageError, match="holds no findings"):
        choose(result(), "F-1a2b3c", where="there")
