"""Requests alike are counted, and only those that send the form."""

from dataclasses import replace

import pytest

from auditor.browser.guard_policy import PausedRequest, Verdict, carried_texts, carries_number
from auditor.browser.held import HeldRequest, digest_of
from auditor.browser.probes.double_submit import Doubled, most_alike

SENT = HeldRequest(
    "typing", "checkout", "POST", "https://shop.example/order", Verdict.ORDER_CONTROL, False, 10.0, "a", told=3
)
AGAIN = replace(SENT, at=10.2)


@pytest.mark.parametrize(
    ("held", "identical"),
    [
        ([SENT, AGAIN], 2),
        ([SENT], 1),
        ([SENT, replace(AGAIN, digest="b")], 1),
        ([SENT, replace(SENT, at=11.5)], 1),
        ([replace(SENT, once="k"), replace(AGAIN, once="k")], 1),
        ([replace(SENT, once="k"), replace(AGAIN, once="l")], 2),
        ([replace(SENT, told=0), replace(AGAIN, told=0)], 1),
        ([replace(SENT, is_navigation=True), replace(AGAIN, is_navigation=True)], 1),
        ([replace(SENT, is_beacon=True), replace(AGAIN, is_beacon=True)], 0),
        ([replace(SENT, method="GET"), replace(AGAIN, method="GET")], 0),
        ([], 0),
    ],
)
def test_requests_alike(held: list[HeldRequest], identical: int) -> None:
    assert most_alike(held, told=2).identical == identical


def test_where_nothing_was_typed_those_to_the_site_count() -> None:
    bare = [replace(SENT, told=0), replace(AGAIN, told=0)]
    assert most_alike(bare, told=0) == Doubled(2, 2, "POST", "https://shop.example/order")
    assert most_alike([replace(one, own_site=False) for one in bare], told=0) == Doubled()


def request(body: str, url: str = "https://shop.example/order") -> PausedRequest:
    return PausedRequest("POST", url, "Fetch", body=body)


def test_borders_between_parts_make_no_difference() -> None:
    def digest(border: str, name: str = "Anna") -> str:
        kind = {"Content-Type": f"multipart/form-data; boundary={border}"}
        return digest_of("salt", request(f"--{border}\r\n{name}\r\n--{border}--"), kind)

    assert digest("xx1") == digest("xx2")
    assert digest("xx1") != digest("xx1", name="Berta")


def test_what_was_typed_is_found_in_forms_and_in_json() -> None:
    typed = ("anna@example.com", "Rīga", "Brīvības iela 1")
    assert carried_texts(request("mail=anna%40example.com&city=R%C4%ABga"), typed) == 2
    assert carried_texts(request('{"mail": "anna@example.com", "city": "R\\u012bga"}'), typed) == 2
    assert carried_texts(request("{}"), typed) == 0


@pytest.mark.parametrize(
    ("url", "body", "carries"),
    [
        ("https://shop.example/check?n=4242+4242+4242+4242", "", True),
        ("https://shop.example/check?n=424242424242", "", True),
        ("https://shop.example/check", '{"card":"4242-4242-4242-4242"}', True),
        ("https://shop.example/check?n=42424242", "", False),
        ("https://shop.example/check?n=9424242424242", "", False),
    ],
)
def test_a_number_is_known_by_how_it_begins(url: str, body: str, *, carries: bool) -> None:
    assert carries_number(request(body, url), "4242424242424242") is carries
