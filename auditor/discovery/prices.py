"""Prices in running text, in the notations of the languages the tool knows."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from auditor.discovery.folding import fold, fold_digits

_CURRENCIES: dict[str, str] = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "eiro": "EUR", "евро": "EUR", "євро": "EUR",
    "欧元": "EUR",
    "£": "GBP", "gbp": "GBP", "us$": "USD", "usd": "USD", "$": "$", "c$": "CAD", "ca$": "CAD", "cad": "CAD",
    "a$": "AUD", "au$": "AUD", "aud": "AUD", "mx$": "MXN", "mxn": "MXN", "nt$": "TWD", "hk$": "HKD", "s$": "SGD",
    "r$": "BRL", "brl": "BRL", "¥": "¥", "cny": "CNY", "rmb": "CNY", "元": "CNY", "块": "CNY", "jpy": "JPY",
    "円": "JPY",
    "₩": "KRW", "krw": "KRW", "원": "KRW", "₽": "RUB", "rub": "RUB", "руб": "RUB", "рублей": "RUB", "р": "RUB",
    "₴": "UAH", "uah": "UAH", "грн": "UAH", "zl": "PLN", "pln": "PLN", "kc": "CZK", "czk": "CZK", "lei": "RON",
    "leu": "RON", "ron": "RON", "kr": "kr", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "ft": "HUF", "huf": "HUF",
    "chf": "CHF", "fr": "CHF", "sfr": "CHF", "₺": "TRY", "tl": "TRY", "try": "TRY", "лв": "BGN", "bgn": "BGN",
    "₹": "INR", "inr": "INR", "rs": "INR", "₪": "ILS", "ils": "ILS", "฿": "THB", "thb": "THB", "₫": "VND", "vnd": "VND",
    "aed": "AED", "د.ا": "AED", "د.إ": "AED", "درهم": "AED", "sar": "SAR", "ر.س": "SAR", "ريال": "SAR",
    "egp": "EGP", "ج.م": "EGP", "جنيه": "EGP", "kwd": "KWD", "د.ك": "KWD", "bhd": "BHD", "omr": "OMR", "tnd": "TND",
    "jod": "JOD",
}  # fmt: skip
_THREE_DECIMALS = frozenset({"KWD", "BHD", "OMR", "TND", "JOD"})
"""Currencies divided by a thousand (ISO 4217 minor unit 3)."""
_BEFORE_AMOUNT_ONLY_AS_SIGN = frozenset({"р", "fr", "ft", "try"})
"""Marks that are too short or too common as words to count before a number."""

_ON_REQUEST = (
    "price on request", "price upon request", "call for price", "contact us for price", "request a quote",
    "ask for price", "cena pēc pieprasījuma", "cenu jautājiet", "preț la cerere", "cere ofertă", "цена по запросу",
    "цену уточняйте", "цена договорная", "价格面议", "价格请询", "詢價", "询价", "preis auf anfrage", "auf anfrage",
    "prix sur demande", "sur devis", "precio a consultar", "consultar precio", "precio bajo pedido",
    "prezzo su richiesta", "preço sob consulta", "sob consulta", "cena na zapytanie", "zapytaj o cenę",
    "prijs op aanvraag", "価格はお問い合わせ", "お問い合わせください", "السعر عند الطلب", "ціна за запитом",
    "kaina pagal užklausą", "hind päringu alusel", "cena na dotaz", "cena na vyžádání", "pris på begäran",
    "fiyat sorunuz", "fiyat için arayınız", "가격 문의",
)  # fmt: skip

_NUMBER = (
    r"\d{1,3}(?:[ .,'’٬]\d{3})+(?:[.,٫]\d{1,2})?(?!\d)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?(?!\d)"
    r"|\d+(?:[.,٫]\d{1,3})?(?!\d)"
)
_TAIL = r"(?:[.,] ?[-–—]+)?"


@dataclass(frozen=True, slots=True)
class Price:
    """An amount of money as a page shows it.

    `currency` is the ISO 4217 code, or the sign itself where several currencies share it (`$`, `¥`, `kr`).
    `text` is the part of the folded page text that was read; a discount line has a negative `amount`.
    """

    amount: Decimal
    currency: str
    text: str


def find_price(text: str) -> Price | None:
    """The first price in `text` that is no deduction; numbers without a currency are no prices."""
    return next((price for price in find_prices(text) if price.amount >= 0), None)


def find_prices(text: str) -> tuple[Price, ...]:
    """All prices in `text`, in reading order: `from 12,- €`, `1.234,50 zł`, `US$1,234.50`, `١٢٫٥٠ د.إ`.

    A range with one currency (`10-20 €`) counts as its lower end.
    """
    plain = fold_digits(fold(text))
    if not any(char.isdecimal() for char in plain):
        return ()
    return tuple(price for hit in _pattern().finditer(plain) if (price := _read(hit)) is not None)


def is_price_on_request(text: str) -> bool:
    """Whether the shop asks the shopper to enquire instead of saying a price."""
    plain = fold(text)
    return any(phrase in plain for phrase in _folded_phrases())


def _read(hit: re.Match[str]) -> Price | None:
    mark = hit["before"] or hit["between"] or hit["after"] or hit["after_cents"]
    currency = _folded_currencies()[mark]
    if hit["whole"]:
        amount = Decimal(f"{_digits(hit['whole'])}.{hit['cents']}")
    elif hit["split"]:
        whole, _, cents = hit["split"].rpartition(" ")
        amount = Decimal(f"{whole}.{cents}")
    else:
        amount = _amount(hit["number"] or hit["number_after"], currency)
    return Price(-amount if hit["minus"] else amount, currency, hit.group().strip())


def _amount(number: str, currency: str) -> Decimal:
    """The last mark before one or two digits parts the decimals; before three digits it groups thousands."""
    text = number.replace("٫", ".").replace("٬", "'")
    last = max(text.rfind("."), text.rfind(","))
    decimals = len(text) - last - 1 if last >= 0 else 0
    parts_decimals = decimals in (1, 2) or (decimals == len("000") and currency in _THREE_DECIMALS)
    if last >= 0 and parts_decimals:
        return Decimal(f"{_digits(text[:last])}.{text[last + 1 :]}")
    return Decimal(_digits(text))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@lru_cache(maxsize=1)
def _folded_currencies() -> dict[str, str]:
    return {fold(mark): code for mark, code in _CURRENCIES.items()}


@lru_cache(maxsize=1)
def _folded_phrases() -> tuple[str, ...]:
    return tuple(fold(phrase) for phrase in _ON_REQUEST)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    marks = sorted(_folded_currencies(), key=len, reverse=True)
    anywhere = "|".join(_whole_word(mark) for mark in marks)
    before = "|".join(_whole_word(mark) for mark in marks if mark not in _BEFORE_AMOUNT_ONLY_AS_SIGN)
    return re.compile(
        rf"(?:(?<![\w)])(?P<minus>[-−]) ?)?(?:"
        rf"(?P<before>{before})\.? ?(?P<number>{_NUMBER}){_TAIL}"
        rf"|(?<![\d.,])(?P<whole>\d{{1,3}}(?:[ .]\d{{3}})*|\d+) ?(?P<between>[€£$]) ?(?P<cents>\d{{2}})(?!\d|[.,]\d)"
        rf"|(?<![\d.,])(?P<split>\d+ \d{{2}}) ?(?P<after_cents>{anywhere})"
        rf"|(?<![\d.,])(?P<number_after>{_NUMBER}){_TAIL}(?: ?[-–—] ?(?:{_NUMBER}){_TAIL})?"
        rf" ?(?P<after>{anywhere})(?!\d)"
        rf")"
    )


def _whole_word(mark: str) -> str:
    """A currency word as a word of its own: `kr` is not the start of `kräftig`; digits may touch it."""
    begins = r"(?<![^\W\d_])" if mark[0].isalpha() and mark[0] < "\u2e80" else ""
    ends = r"(?![^\W\d_])" if mark[-1].isalpha() and mark[-1] < "\u2e80" else ""
    return f"{begins}{re.escape(mark)}{ends}"
