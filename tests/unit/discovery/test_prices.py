"""Amounts are read in every notation; numbers that are no prices stay numbers."""

from decimal import Decimal

import pytest

from auditor.discovery.prices import find_price, find_prices, is_price_on_request


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("€12.99", "12.99", "EUR"),
        ("12,99\u00a0€", "12.99", "EUR"),
        ("1.234,50 zł", "1234.50", "PLN"),
        ("1\u202f234,50 €", "1234.50", "EUR"),
        ("US$1,234.50", "1234.50", "USD"),
        ("$5", "5", "$"),
        ("¥1,200", "1200", "¥"),
        ("1200円(税込)", "1200", "JPY"),
        ("1,200원", "1200", "KRW"),
        ("1 299 Kč", "1299", "CZK"),
        ("299,- Kč", "299", "CZK"),
        ("Ab 12,– €", "12", "EUR"),
        ("45 lei", "45", "RON"),
        ("1 200 руб.", "1200", "RUB"),
        ("1 200 ₽", "1200", "RUB"),
        ("kr 1 299", "1299", "kr"),
        ("1.299 kr", "1299", "kr"),
        ("12 990 Ft", "12990", "HUF"),
        ("CHF 1'299.50", "1299.50", "CHF"),
        ("R$ 1.299,90", "1299.90", "BRL"),
        ("١٢٫٥٠ د.إ", "12.50", "AED"),
        ("٩٩ ريال", "99", "SAR"),
        ("₹1,23,456.00", "123456.00", "INR"),
        ("KWD 5.500", "5.500", "KWD"),
        ("12.990 €", "12990", "EUR"),
        ("12 99 €", "12.99", "EUR"),
        ("12€99", "12.99", "EUR"),
        ("10–20 €", "10", "EUR"),
        ("1.299,00 €/kg", "1299.00", "EUR"),
        ("USB 3.0 $4.50", "4.50", "$"),
        ("50 % off €20", "20", "EUR"),
        ("2 x 50 €", "50", "EUR"),
    ],
)
def test_notations(text: str, amount: str, currency: str) -> None:
    price = find_price(text)
    assert price
    assert (price.amount, price.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize("text", ["", "3 items", "iPhone 15", "10 kräftige Farben", "SKU 1234", "4.5 / 5", "-20 €"])
def test_no_prices(text: str) -> None:
    assert find_price(text) is None


def test_all_prices_in_order() -> None:
    found = find_prices("Was €20.00 Now €15.00, you save −€5.00")
    assert [price.amount for price in found] == [Decimal("20.00"), Decimal("15.00"), Decimal("-5.00")]


def test_prices_on_request() -> None:
    assert is_price_on_request("Preis auf Anfrage")
    assert is_price_on_request("CENA PĒC PIEPRASĪJUMA")
    assert is_price_on_request("价格面议")
    assert not is_price_on_request("Preis: 12 €")
