"""What must never be written down is masked, and what names a page stays readable."""

import json
from urllib.parse import quote, quote_plus

import pytest

from auditor.model.redaction import luhn_valid, mask_secret, redact_text, redact_url

WRONG_CARD = "4111111111111112"
RIGHT_CARD = "4111111111111111"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://shop.example/?token=abc", "https://shop.example/?token=***"),
        ("https://shop.example/a?page=2&access_token=x&q=tea", "https://shop.example/a?page=2&access_token=***&q=tea"),
        ("https://shop.example/?accessToken=x", "https://shop.example/?accessToken=***"),
        ("https://shop.example/?PHPSESSID=17", "https://shop.example/?PHPSESSID=***"),
        ("https://shop.example/?api-key=x;sid=3", "https://shop.example/?api-key=***;sid=***"),
        ("https://shop.example/?user%5Bpassword%5D=hunter2", "https://shop.example/?user%5Bpassword%5D=***"),
        ("https://shop.example/cb?code=4%2F0Ab&state=ok", "https://shop.example/cb?code=***&state=ok"),
        ("https://shop.example/?cardNumber=1", "https://shop.example/?cardNumber=***"),
        ("https://shop.example/?x=0123456789abcdef0123", "https://shop.example/?x=***"),
        ("https://shop.example/?x=Zm9vYmFyYmF6cXV4MTIzNDU2", "https://shop.example/?x=***"),
        (f"https://shop.example/?n={RIGHT_CARD}", "https://shop.example/?n=***"),
        (f"https://shop.example/?n={quote_plus('4111 1111 1111 1111')}", "https://shop.example/?n=***"),
        ("https://shop.example/?0123456789abcdef0123", "https://shop.example/?***"),
        ("https://shop.example/#access_token=x&type=y", "https://shop.example/#access_token=***&type=y"),
        ("https://shop.example/#/cart?sid=9", "https://shop.example/#/cart?sid=***"),
        ("https://shop.example/cart;jsessionid=A1B2?x=1", "https://shop.example/cart;jsessionid=***?x=1"),
        (
            "https://shop.example/checkouts/cn/Z2NwLXVzLWVhc3QxOjAxSFdK/info",
            "https://shop.example/checkouts/cn/***/info",
        ),
        ("https://shop.example/pay/0123456789abcdef0123456789abcdef", "https://shop.example/pay/***"),
        ("https://anna:secret@shop.example:8443/a?b=c", "https://shop.example:8443/a?b=c"),
        ("//anna@cdn.example/a.js", "//cdn.example/a.js"),
        ("data:text/html,hello", "data:***"),
    ],
)
def test_secrets_in_an_address_are_masked(url: str, expected: str) -> None:
    assert redact_url(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/",
        "https://shop.example/search?q=red+running+shoes&sort=price-asc&page=2",
        "https://shop.example/search?q=%E7%B4%85%E8%8C%B6&keyword=tea",
        "https://shop.example/p/red-running-shoes-with-very-long-names-42?variant=43210987654321",
        "https://shop.example/p/6f9619ff-8b86-d011-b42d-00cf4fc964ff",
        "https://shop.example/static/app.0123456789abcdef0123456789abcdef.js?v=12",
        "https://shop.example/de/produkt_kategorie/herrenbekleidung/wintermaentel-und-jacken",
        "https://shop.example/checkout?postcode=10115&author=Anna&country_code_name=de&email=anna%40example.com",
        "https://shop.example/checkout?ref=https%3A%2F%2Fshop.example%2Fcart",
        "https://shop.example/a?b&c=&&d==#reviews",
        "/relative/path?x=1",
        "about:blank",
        "",
    ],
)
def test_an_address_without_secrets_stays_byte_for_byte(url: str) -> None:
    assert redact_url(url) == url


def test_an_address_inside_an_address_is_masked_too() -> None:
    inner = quote("https://id.example/cb?token=abc&x=1", safe="")
    assert "abc" not in redact_url(f"https://shop.example/login?next={inner}")
    assert "id.example" in redact_url(f"https://shop.example/login?next={inner}")


def test_a_secret_encoded_twice_is_masked() -> None:
    assert redact_url("https://shop.example/?n=4111%252B1111%252B1111%252B1111&to%256ben=abc").endswith("to%256ben=***")


def test_redacting_twice_changes_nothing() -> None:
    once = redact_url("https://a:b@shop.example/x;sid=1?token=abc&q=tea#code=7")
    assert redact_url(once) == once


def test_the_mask_compares_and_does_not_tell() -> None:
    mask = mask_secret("hunter2", "salt")
    assert mask == mask_secret("hunter2", "salt")
    assert mask != mask_secret("hunter3", "salt")
    assert mask != mask_secret("hunter2", "other salt")
    assert mask.startswith("•••• (sha256:")
    assert len(mask) == len("•••• (sha256:abcd1234)")
    assert "hunter" not in mask


@pytest.mark.parametrize(
    "written",
    [
        "4111111111111112",
        "4111 1111 1111 1112",
        "4111-1111-1111-1112",
        "4111.1111.1111.1112",
        "4111\u00a01111\u00a01111\u00a01112",
        "4111+1111+1111+1112",
        "4111%201111%201111%201112",
    ],
)
@pytest.mark.parametrize("known", ["4111111111111112", "4111 1111 1111 1112"])
def test_every_grouping_of_a_card_number_is_masked(written: str, known: str) -> None:
    assert redact_text(f'<input value="{written}">', [known]) == '<input value="••••">'


def test_digits_within_longer_numbers_are_left_alone() -> None:
    assert redact_text("51234 and 123", ["123"]) == "51234 and ••••"
    assert redact_text("14111111111111112", [WRONG_CARD]) == "14111111111111112"


@pytest.mark.parametrize(
    "spelling",
    [
        'p&s "w/ö',
        quote('p&s "w/ö', safe=""),
        quote('p&s "w/ö', safe="").lower(),
        quote_plus('p&s "w/ö'),
        "p&amp;s &quot;w/ö",
        json.dumps('p&s "w/ö')[1:-1],
        'p&s \\"w/ö',
    ],
)
def test_every_spelling_of_a_password_is_masked(spelling: str) -> None:
    assert redact_text(f"[{spelling}]", ['p&s "w/ö']) == "[••••]"


def test_a_longer_secret_is_masked_before_a_shorter_one_inside_it() -> None:
    assert redact_text("hunter2hunter2 hunter2", ["hunter2", "hunter2hunter2"]) == "•••• ••••"


def test_empty_secrets_and_texts_without_secrets_change_nothing() -> None:
    assert redact_text("hello", ["", "  "]) == "hello"
    assert redact_text("hello", ["hunter2"]) == "hello"


@pytest.mark.parametrize("digits", [RIGHT_CARD, "5555555555554444", "378282246310005", "0"])
def test_numbers_that_satisfy_the_luhn_sum(digits: str) -> None:
    assert luhn_valid(digits)


@pytest.mark.parametrize("digits", [WRONG_CARD, "5555555555554445", "", "4111 1111", "４１１１"])
def test_numbers_that_do_not_satisfy_the_luhn_sum(digits: str) -> None:
    assert not luhn_valid(digits)
