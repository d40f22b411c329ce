"""What a shopper would type into a form: plausible, the same in every run, and nobody's.

shopper = shopper_for("lv-LV", "veikals.lv")
value_for(FieldPurpose.CITY, shopper, today=date(2025, 3, 1))   # 'Rīga'
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any

from auditor.discovery.folding import fold, without_marks
from auditor.discovery.lexicon import Lexicon, parse_yaml

WRONG_CARD_NUMBER = "4242 4242 4242 43"
"""A card number as a hurried shopper mistypes it: two digits short, and its check digit (Luhn) does not fit."""

TEST_CARD_NUMBER = "4242 4242 4242 4242"
"""A card number that payment services take in their test mode and refuse in any other; typed into sandboxes only."""

FULL_WRONG_CARD_NUMBER = "4242 4242 4242 4241"
"""A card number of full length whose check digit (Luhn) does not fit, to be typed beside another mistake."""

_CARD_YEARS_LEFT = 3
_MAIL_DOMAIN = "example.com"
_ADDRESS = ("street", "line1", "line2", "city")


class FieldPurpose(StrEnum):
    """What a form field asks for. `UNKNOWN` fields are left as they are."""

    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    GIVEN_NAME_KANA = "given_name_kana"
    FAMILY_NAME_KANA = "family_name_kana"
    EMAIL = "email"
    PHONE = "phone"
    COMPANY = "company"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    ADDRESS_LINE2 = "address_line2"
    POSTCODE = "postcode"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    CARD_NUMBER = "card_number"
    CARD_HOLDER = "card_holder"
    CARD_EXPIRY = "card_expiry"
    CARD_EXPIRY_MONTH = "card_expiry_month"
    CARD_EXPIRY_YEAR = "card_expiry_year"
    SECURITY_CODE = "security_code"
    PASSWORD = "password"  # noqa: S105 - what a field is for
    USERNAME = "username"
    BIRTH_DATE = "birth_date"
    BIRTH_DAY = "birth_day"
    BIRTH_MONTH = "birth_month"
    BIRTH_YEAR = "birth_year"
    VAT_NUMBER = "vat_number"
    COUPON = "coupon"
    QUANTITY = "quantity"
    SEARCH = "search"
    COMMENT = "comment"
    TERMS = "terms"
    NEWSLETTER = "newsletter"
    TITLE_PREFIX = "title_prefix"
    ONE_TIME_CODE = "one_time_code"
    CAPTCHA = "captcha"
    UNKNOWN = "unknown"


class Letters(StrEnum):
    """What a shopper's name and address are written in."""

    USUAL = "usual"
    OWN = "own"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Shopper:
    """One shopper's data: the person speaks the page's language, the address is one of `country_code`.

    `phone` is international without spaces (`+37121234567`), `phone_national` as dialled at home (`21234567`).
    `birth_date` is written as the country writes dates, `birth_date_iso` as `input type=date` takes them. `tax_id` is
    the number that shops of the country may ask of anyone, with a right check digit; empty where they do not.
    `card_number` is what is typed into a field for it: a mistyped one, unless an order is to be placed.
    """

    language: str
    country_code: str
    country_name: str
    title_prefix: str
    given_name: str
    family_name: str
    full_name: str
    given_name_kana: str
    family_name_kana: str
    email: str
    phone: str
    phone_national: str
    company: str
    street: str
    house_number: str
    line1: str
    line2: str
    postcode: str
    city: str
    region: str
    region_code: str
    birth_date: str
    tax_id: str = ""
    birth_date_iso: str = "1990-05-14"
    card_number: str = WRONG_CARD_NUMBER
    security_code: str = "123"
    quantity: str = "1"
    letters: Letters = Letters.USUAL

    @property
    def card_holder(self) -> str:
        """The name as embossed on a card: Latin capitals, whatever script the shopper writes."""
        return self.email.split("@", 1)[0].replace(".", " ").upper()

    @property
    def made_up_secret(self) -> str:
        """For password fields: long, with both cases, a digit and a sign, as strict sites ask; it opens nothing."""
        return f"{self.card_holder.title().replace(' ', '-')}-27!"

    @property
    def phone_core(self) -> str:
        """The phone number without calling code and trunk prefix, as it is typed beside a list of calling codes."""
        return self.phone.removeprefix(f"+{self.calling_code}")

    @property
    def calling_code(self) -> str:
        """The country's calling code, without `+`."""
        return str(_data()["calling_codes"][self.country_code])

    @property
    def birth_day(self) -> str:
        """The day of the month of birth, two digits."""
        return self.birth_date_iso[-2:]

    @property
    def birth_month(self) -> str:
        """The month of birth, two digits."""
        return self.birth_date_iso[5:7]

    @property
    def birth_year(self) -> str:
        """The year of birth."""
        return self.birth_date_iso[:4]

    def in_country(self, code: str) -> "Shopper":
        """The same person with an address in another country, for forms that offer only some; unknown codes: itself."""
        wanted = code.strip().upper()
        if wanted not in _data()["places"]:
            return self
        moved = replace(_shopper(self.language, wanted), card_number=self.card_number)
        match self.letters:
            case Letters.OWN:
                return moved.in_own_letters()
            case Letters.PLAIN:
                return moved.in_plain_letters()
            case Letters.USUAL:
                return moved

    def in_own_letters(self) -> "Shopper":
        """The same person under a name that shows the letters of the language, or else what Latin names have in them.

        Where the language is written in letters of its own, the name is in them already.
        """
        given, family = _data()["telling_names"].get(self.language, (self.given_name, self.family_name))
        if (self.given_name + self.family_name).isascii() and self.language not in _data()["telling_names"]:
            given, family = _data()["telling_names"]["other"]
        joint = _data()["persons"][self.language].get("joint", " ")
        parts = [family, given] if _data()["persons"][self.language].get("family_first") else [given, family]
        name = joint.join(parts)
        return replace(self, given_name=given, family_name=family, full_name=name, letters=Letters.OWN)

    def in_plain_letters(self) -> "Shopper":
        """The same person under a plain English name, the address in Latin letters and nothing else."""
        latin = {
            name: without_marks(text)
            for name, text in _data()["places"][self.country_code].get("latin", {}).items()
            if name in _ADDRESS
        }
        plain = {name: without_marks(getattr(self, name)).replace("'", "") for name in _ADDRESS}
        usual = {name: text if text.isascii() else latin.get(name, getattr(self, name)) for name, text in plain.items()}
        given, family = _data()["telling_names"]["plain"]
        name = f"{given} {family}"
        return replace(self, given_name=given, family_name=family, full_name=name, letters=Letters.PLAIN, **usual)

    def country_names(self) -> tuple[str, ...]:
        """What the shopper's country may be called in a list of options: in the page's language first, then others."""
        return _names_of(self.language, self.country_code)


def shopper_for(html_lang: str | None, url_host: str = "", currency: str = "") -> Shopper:
    """The shopper for a page in `html_lang` at `url_host`.

    The country comes from the region of the language tag (`pt-BR`), else from the host's country domain (`.lv`), else
    from the currency of the prices where the language's home has another, else it is the language's home. A page in a
    language not known here gets an English-speaking shopper.

    Args:
        html_lang: the page's language tag.
        url_host: the page's host, with or without a port.
        currency: an ISO 4217 code, or a sign that several currencies share; empty where the page shows no prices.
    """
    own, _, _ = Lexicon.load().languages_for(html_lang)
    spoken = own[0] if own else "en"
    places = _data()["places"]
    tag = (html_lang or "").replace("_", "-").upper().split("-")
    domain = url_host.rstrip(".").rsplit(":", 1)[0].rsplit(".", 1)[-1].lower()
    home = _data()["homes"].get(tag[0].lower(), _data()["homes"][spoken])
    by_domain = _data()["domains"].get(domain, domain.upper())
    candidates = (*tag[1:], by_domain, _by_currency(spoken, home, currency), home)
    return _shopper(spoken, next(code for code in candidates if code in places))


def _by_currency(spoken: str, home: str, currency: str) -> str:
    """The country whose money it is; of several the one where the language is spoken; empty where it tells nothing."""
    users: list[str] = _data()["currencies"].get(currency, [])
    if not users or home in users:
        return ""
    speaking = [code for code in _data()["spoken"].get(spoken, ()) if code in users]
    return next(iter(speaking or (users if len(users) == 1 else ())), "")


def country_called(name: str) -> str | None:
    """The ISO code of the country that is called so in any language known; None for what is no country's name."""
    return _codes_by_name().get(fold(name))


def known_countries() -> tuple[str, ...]:
    """ISO codes of the countries for which there is an address."""
    return tuple(_data()["places"])


def value_for(
    purpose: FieldPurpose,
    shopper: Shopper,
    *,
    today: date,
    input_type: str = "text",
    international_phone: bool = False,
    separate_house_number: bool = False,
) -> str | None:
    """What to type into a field of `purpose`; None where nothing should be typed.

    Args:
        purpose: What the field asks for.
        shopper: Who fills in the form.
        today: The card expires a few years after this day.
        input_type: The field's type attribute: `date` and `month` take one notation only.
        international_phone: The form shows phone numbers with a leading `+`.
        separate_house_number: The form has a field of its own for the house number.
    """
    if purpose in _PLAIN:
        return str(getattr(shopper, _PLAIN[purpose])) or None
    attribute = _PLAIN.get(purpose)
    match purpose:
        case FieldPurpose.PHONE:
            attribute = "phone" if international_phone else "phone_national"
        case FieldPurpose.STREET:
            attribute = "street" if separate_house_number else "line1"
        case FieldPurpose.BIRTH_DATE:
            attribute = "birth_date_iso" if input_type == "date" else "birth_date"
        case _:
            pass
    if attribute:
        return str(getattr(shopper, attribute)) or None
    return _card_value(purpose, today, input_type)


_PLAIN = {
    FieldPurpose.GIVEN_NAME: "given_name",
    FieldPurpose.FAMILY_NAME: "family_name",
    FieldPurpose.FULL_NAME: "full_name",
    FieldPurpose.GIVEN_NAME_KANA: "given_name_kana",
    FieldPurpose.FAMILY_NAME_KANA: "family_name_kana",
    FieldPurpose.EMAIL: "email",
    FieldPurpose.USERNAME: "email",
    FieldPurpose.COMPANY: "company",
    FieldPurpose.HOUSE_NUMBER: "house_number",
    FieldPurpose.ADDRESS_LINE2: "line2",
    FieldPurpose.POSTCODE: "postcode",
    FieldPurpose.CITY: "city",
    FieldPurpose.REGION: "region",
    FieldPurpose.COUNTRY: "country_name",
    FieldPurpose.TITLE_PREFIX: "title_prefix",
    FieldPurpose.BIRTH_DAY: "birth_day",
    FieldPurpose.BIRTH_MONTH: "birth_month",
    FieldPurpose.BIRTH_YEAR: "birth_year",
    FieldPurpose.PASSWORD: "made_up_secret",
    FieldPurpose.QUANTITY: "quantity",
    FieldPurpose.CARD_NUMBER: "card_number",
    FieldPurpose.CARD_HOLDER: "card_holder",
    FieldPurpose.SECURITY_CODE: "security_code",
}


def _card_value(purpose: FieldPurpose, today: date, input_type: str) -> str | None:
    year = today.year + _CARD_YEARS_LEFT
    match purpose:
        case FieldPurpose.CARD_EXPIRY:
            return f"{year}-12" if input_type == "month" else f"12/{year % 100:02}"
        case FieldPurpose.CARD_EXPIRY_MONTH:
            return "12"
        case FieldPurpose.CARD_EXPIRY_YEAR:
            return str(year)
        case _:
            return None


def _shopper(language: str, country: str) -> Shopper:
    data = _data()
    person = data["persons"][language]
    place = dict(data["places"][country])
    latin = place.pop("latin", {})
    if data["homes"][language] != country and not _writes(language, country):
        place |= latin
    parts = [person["given"], person["family"]]
    if person.get("family_first"):
        parts.reverse()
    return Shopper(
        language=language,
        country_code=country,
        country_name=_country_names()[language][country],
        title_prefix=person["title"],
        given_name=person["given"],
        family_name=person["family"],
        full_name=person.get("joint", " ").join(parts),
        given_name_kana=person.get("given_kana", ""),
        family_name_kana=person.get("family_kana", ""),
        email=f"{person['mail']}@{_MAIL_DOMAIN}",
        phone=place["phone"],
        phone_national=place["national"],
        company=place["company"],
        street=place["street"],
        house_number=place["number"],
        line1=place["line1"],
        line2=place["line2"],
        postcode=place["postcode"],
        city=place["city"],
        region=place["region"],
        region_code=place["code"],
        birth_date=place["born"],
        tax_id=place.get("tax", ""),
    )


def _writes(language: str, country: str) -> bool:
    """Whether pages in `language` write that country's addresses in the country's own script."""
    same_script = {"ru": ("RU", "UA"), "uk": ("UA", "RU"), "zh": ("CN", "TW", "HK"), "ar": ("AE", "SA", "EG", "MA")}
    return country in same_script.get(language, ())


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return _read("shoppers.yaml")


@lru_cache(maxsize=1)
def _country_names() -> dict[str, dict[str, str]]:
    return _read("country_names.yaml")["by_language"]  # type: ignore[no-any-return]


@lru_cache(maxsize=4096)
def _names_of(language: str, country: str) -> tuple[str, ...]:
    by_language = _country_names()
    others = (by_code[country] for by_code in by_language.values())
    further: list[str] = _read("country_names.yaml")["further"].get(country, [])
    return tuple(dict.fromkeys((by_language[language][country], *others, *further)))


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, str]:
    return {fold(name): code for by_code in _country_names().values() for code, name in by_code.items()}


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = parse_yaml(resources.files("auditor.discovery").joinpath(name).read_text(encoding="utf-8"))
    return data
