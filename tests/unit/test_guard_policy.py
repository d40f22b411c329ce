"""What the guard lets through, as a table of requests and states."""

from urllib.parse import quote_plus

import pytest

from auditor.browser.guard_policy import CardGate, GuardPolicy, Mode, PausedRequest, Verdict
from auditor.model.settings import Safety

WRONG_CARD = "4111111111111112"
SHOP = GuardPolicy.for_site("https://www.shop.example/start", ["pay.example"])


def request(method: str = "GET", url: str = "https://www.shop.example/x", kind: str = "XHR") -> PausedRequest:
    return PausedRequest(method, url, kind)


def navigation(url: str, method: str = "GET") -> PausedRequest:
    return PausedRequest(method, url, "Document", is_main_frame=True)


@pytest.mark.parametrize(
    ("start", "host", "allowed"),
    [
        ("https://shop.example", "shop.example", True),
        ("https://shop.example", "www.shop.example", True),
        ("https://www.shop.example", "shop.example", True),
        ("https://www.shop.example", "checkout.shop.example", True),
        ("https://shop.example", "SHOP.EXAMPLE.", True),
        ("https://shop.example:8443", "shop.example", True),
        ("https://müller.example", "xn--mller-kva.example", True),
        ("shop.example/start", "shop.example", True),
        ("https://shop.example", "evilshop.example", False),
        ("https://shop.example", "shop.example.evil.test", False),
        ("https://a.shop.example", "b.shop.example", False),
        ("https://anna.github.io", "otto.github.io", False),
        ("https://www.com", "other.com", False),
        ("http://127.0.0.1:8000", "127.0.0.1", True),
        ("http://127.0.0.1:8000", "localhost", False),
        ("http://127.0.0.1:8000", "1.127.0.0.1", False),
        ("http://[::1]:8000", "::1", True),
    ],
)
def test_hosts_that_belong_to_the_site(start: str, host: str, *, allowed: bool) -> None:
    assert GuardPolicy.for_site(start).allows_host(host) is allowed


def test_further_hosts_are_allowed_with_their_sub_domains() -> None:
    policy = GuardPolicy.for_site("https://shop.example", ["pay.example", "*.bank.example"])
    assert policy.allows_host("secure.pay.example")
    assert policy.allows_host("www.bank.example")
    assert not policy.allows_host("example")


@pytest.mark.parametrize(
    ("start", "sandbox"),
    [
        ("http://localhost:3000", True),
        ("http://shop.localhost", True),
        ("http://127.1.2.3", True),
        ("http://[::1]/", True),
        ("http://192.168.0.7/", False),
        ("https://localhost.example", False),
    ],
)
def test_loopback_counts_as_sandbox(start: str, *, sandbox: bool) -> None:
    assert GuardPolicy.for_site(start).sandbox is sandbox


@pytest.mark.parametrize(
    ("paused", "mode", "verdict"),
    [
        (request("POST"), Mode.WALK, Verdict.PASSED),
        (request("GET"), Mode.HOLD, Verdict.PASSED),
        (request("OPTIONS"), Mode.HOLD, Verdict.PASSED),
        (request("POST"), Mode.LOOK, Verdict.LOOKING_ONLY),
        (request("delete"), Mode.LOOK, Verdict.LOOKING_ONLY),
        (request("POST"), Mode.HOLD, Verdict.ORDER_CONTROL),
        (request("POST", kind="Ping"), Mode.HOLD, Verdict.ORDER_CONTROL),
        (request("POST", "https://other.example/"), Mode.HOLD, Verdict.ORDER_CONTROL),
        (request("GET", kind="Document"), Mode.HOLD, Verdict.ORDER_CONTROL),
        (request("POST"), Mode.AFTERMATH, Verdict.ORDER_CONTROL),
        (request("GET", kind="Document"), Mode.AFTERMATH, Verdict.PASSED),
        (navigation("https://shop.example/a"), Mode.WALK, Verdict.PASSED),
        (navigation("https://3ds.pay.example/a", "POST"), Mode.WALK, Verdict.PASSED),
        (navigation("https://other.example/a"), Mode.WALK, Verdict.FOREIGN_HOST),
        (navigation("https://other.example/a", "POST"), Mode.WALK, Verdict.FOREIGN_HOST),
        (request("GET", "https://other.example/frame", "Document"), Mode.WALK, Verdict.PASSED),
        (navigation("https://shop.example/logout"), Mode.WALK, Verdict.ENDS_SESSION),
        (request("POST", "https://shop.example/api/sign-out"), Mode.WALK, Verdict.ENDS_SESSION),
        (request("GET", "https://shop.example/logout"), Mode.WALK, Verdict.PASSED),
    ],
)
def test_a_request_in_a_mode(paused: PausedRequest, mode: Mode, verdict: Verdict) -> None:
    assert SHOP.judge(paused, mode) is verdict


def test_safety_look_is_below_no_mode() -> None:
    policy = GuardPolicy.for_site("https://shop.example", safety=Safety.LOOK)
    assert policy.judge(request("POST"), Mode.WALK) is Verdict.LOOKING_ONLY


@pytest.mark.parametrize(
    ("start", "sandbox", "safety", "page", "may"),
    [
        ("http://localhost:8000", False, Safety.ORDER, "http://localhost:8000/checkout", True),
        ("http://localhost:8000", False, Safety.PROBE, "http://localhost:8000/checkout", False),
        ("http://localhost:8000", True, Safety.ORDER, "https://pay.example/checkout", False),
        ("https://shop.example", True, Safety.ORDER, "https://shop.example/checkout", True),
        ("https://shop.example", True, Safety.ORDER, "https://pay.example/checkout", True),
        ("https://shop.example", True, Safety.ORDER, "https://other.example/checkout", False),
        ("https://shop.example", True, Safety.PROBE, "https://shop.example/checkout", False),
        ("https://shop.example", False, Safety.ORDER, "https://shop.example/checkout", False),
    ],
)
def test_where_an_order_may_be_placed(start: str, safety: Safety, page: str, *, sandbox: bool, may: bool) -> None:
    policy = GuardPolicy.for_site(start, ["pay.example"], safety, sandbox=sandbox)
    assert policy.may_order_at(page) is may


def test_signing_out_can_be_asked_for() -> None:
    policy = GuardPolicy.for_site("https://shop.example", may_end_session=True)
    assert policy.judge(navigation("https://shop.example/logout"), Mode.WALK) is Verdict.PASSED


@pytest.mark.parametrize(
    "body",
    [
        f"name=Anna&card={WRONG_CARD}",
        "card=4111+1111+1111+1112",
        f"card={quote_plus('4111 1111 1111 1112')}",
        "card=4111%201111%201111%201112",
        "card=4111-1111-1111-1112",
        '{"card": "4111 1111 1111 1112"}',
        '------x\r\nContent-Disposition: form-data; name="card"\r\n\r\n4111 1111 1111 1112\r\n',
    ],
)
def test_a_body_that_carries_the_wrong_card(body: str) -> None:
    assert CardGate(WRONG_CARD).carried_by(body)


@pytest.mark.parametrize(
    "body",
    [None, "", "name=Anna", "card=4111111111111111", f"order=9{WRONG_CARD}", f"order={WRONG_CARD}0", "token=tok_1"],
)
def test_a_body_that_does_not(body: str | None) -> None:
    assert not CardGate(WRONG_CARD).carried_by(body)


@pytest.mark.parametrize("digits", ["4111111111111111", "", "42", "abcdefghijklmnop"])
def test_a_card_gate_refuses_numbers_that_could_pay(digits: str) -> None:
    with pytest.raises(ValueError, match="fails the Luhn sum"):
        CardGate(digits)


def test_the_gate_opens_for_the_answer_to_the_wrong_card_only() -> None:
    gate, shop = CardGate(WRONG_CARD), "https://shop.example/"
    follow_up = navigation(f"{shop}checkout?error=card")
    carrying = PausedRequest("POST", f"{shop}pay", "XHR", body=f"card={WRONG_CARD}")
    bare = PausedRequest("POST", f"{shop}pay", "XHR", body="token=tok_1")
    elsewhere = PausedRequest("POST", "https://psp.example/tokens", "XHR", body=f"card={WRONG_CARD}")
    policy = GuardPolicy.for_site(shop)
    assert policy.judge(bare, Mode.WALK, gate) is Verdict.NO_WRONG_CARD
    assert policy.judge(follow_up, Mode.WALK, gate) is Verdict.NO_WRONG_CARD
    assert policy.judge(elsewhere, Mode.WALK, gate) is Verdict.PASSED
    assert policy.judge(follow_up, Mode.WALK, gate) is Verdict.NO_WRONG_CARD
    assert policy.judge(carrying, Mode.WALK, gate) is Verdict.PASSED
    assert policy.judge(follow_up, Mode.WALK, gate) is Verdict.PASSED
    assert policy.judge(bare, Mode.WALK, gate) is Verdict.NO_WRONG_CARD


def test_a_form_sent_by_get_carries_the_card_in_its_address() -> None:
    policy, gate = GuardPolicy.for_site("https://shop.example"), CardGate(WRONG_CARD)
    carrying = navigation("https://shop.example/pay?card=4111+1111+1111+1112")
    assert policy.judge(navigation("https://shop.example/pay?ok=1"), Mode.WALK, gate) is Verdict.NO_WRONG_CARD
    assert policy.judge(carrying, Mode.WALK, gate) is Verdict.PASSED
