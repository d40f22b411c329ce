"""Which form is the order's, what a shopper puts into it, and what sends it."""

from datetime import date

import pytest

from auditor.discovery.order_forms import Entry, OrderForm, field_to_break, main_order_form, plan_entries
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import WRONG_CARD_NUMBER, FieldPurpose, Shopper, shopper_for
from tests.unit.discovery.snapshots import Part, best, button, field, link, names, page, radio, reasons, select, tick

TODAY = date(2025, 6, 1)


def order_form(view: PageView) -> OrderForm:
    form = main_order_form(view)
    assert form is not None
    return form


def checkout(*fields: Part, language: str = "en", elements: tuple[Part, ...] = ()) -> PageView:
    """A checkout of one form, `fields` in it; a street is there always, so that it is an order's."""
    own = [{"form": 0, **entry} for entry in (field("street", "", autocomplete="street-address"), *fields)]
    return page("/checkout", language, forms=[{"action": "/checkout"}], fields=own, elements=elements)


def entries(view: PageView, shopper: Shopper | None = None) -> tuple[Entry, ...]:
    return plan_entries(view, order_form(view), shopper or shopper_for(view.snapshot.language), TODAY)


def planned(view: PageView, shopper: Shopper | None = None) -> dict[str, str]:
    return {entry.field.key: entry.value for entry in entries(view, shopper) if entry.field.name != "street"}


def test_the_form_with_most_order_fields_is_the_order_s() -> None:
    view = page(
        "/checkout",
        forms=[
            {"action": "/newsletter", "selector": "#news"},
            {"action": "/login", "selector": "#login"},
            {"action": "/next", "selector": "#order"},
        ],
        fields=[
            field("n", "E-mail", type="email", form=0),
            field("l", "E-mail", type="email", form=1),
            field("c", "City", form=2),
            field("p", "Phone", form=2),
        ],
    )
    assert order_form(view).selector == "#order"
    assert order_form(view).purposes == {FieldPurpose.CITY, FieldPurpose.PHONE}
    assert FieldPurpose.CARD_NUMBER not in order_form(view).purposes


def test_fields_that_stand_in_no_form_are_a_form_too() -> None:
    view = page("/checkout", fields=[field("c", "City"), field("n", "", autocomplete="cc-number")])
    assert (order_form(view).form, order_form(view).selector) == (None, "body")
    assert FieldPurpose.CARD_NUMBER in order_form(view).purposes


def test_a_step_that_only_asks_to_choose_is_a_form() -> None:
    view = page(
        "/checkout/delivery",
        forms=[{"action": "/search", "method": "get"}, {"action": "/set"}, {"action": "/x", "landmark": "footer"}],
        fields=[
            field("q", "Search", form=0),
            radio("method", "post", "Post", form=1),
            radio("method", "van", "Courier", form=1),
            select("lang", "Language", {"en": "English"}, form=2),
        ],
        elements=[button("Continue", form=1), button("Go", form=0), button("Go", form=2)],
    )
    assert order_form(view).form == 1
    assert best(order_form(view).submits) == "Continue"


def test_choices_that_a_script_sends_are_a_form_where_a_button_says_plainly_to_go_on() -> None:
    fields = [radio("method", "post", "Post"), radio("method", "van", "Courier")]
    view = page("/checkout/delivery", fields=fields, elements=[button("Continue"), button("Log in")])
    assert order_form(view).form is None
    assert best(order_form(view).submits) == "Continue"
    own = [{"form": 0, **entry} for entry in fields]
    group = page("/checkout", forms=[{"method": ""}], fields=own, elements=[button("Continue", form=0)])
    assert order_form(group).form == 0


@pytest.mark.parametrize("element", [button("Show results"), button("Continue shopping"), link("Continue", "/next")])
def test_choices_that_nothing_sends_are_no_form(element: Part) -> None:
    fields = [radio("colour", "red", "Red"), radio("colour", "blue", "Blue")]
    assert main_order_form(page("/goods", fields=fields, elements=[element])) is None


def test_a_page_with_nothing_to_fill_has_no_order_form() -> None:
    view = page(
        "/faq",
        forms=[{"action": "/search", "method": "get"}],
        fields=[field("q", "Search", form=0)],
        elements=[button("Go", form=0)],
    )
    assert main_order_form(view) is None


@pytest.mark.parametrize(
    ("language", "go_on", "coupon", "back"),
    [
        ("en", "Continue to shipping", "Apply coupon", "Continue shopping"),
        ("de", "Weiter", "Gutschein einlösen", "Weiter einkaufen"),
        ("lv", "Turpināt", "Izmantot kuponu", "Turpināt iepirkties"),
        ("ru", "Продолжить", "Применить купон", "Продолжить покупки"),
        ("zh", "下一步", "使用优惠券", "继续购物"),
        ("ar", "متابعة", "استخدام قسيمة", "متابعة التسوق"),
    ],
)
def test_the_coupon_s_button_and_the_way_back_do_not_send_the_order(
    language: str, go_on: str, coupon: str, back: str
) -> None:
    view = checkout(
        language=language,
        elements=(button(go_on, form=0), link(back, "/all"), button(coupon, form=0)),
    )
    submits = order_form(view).submits
    assert best(submits) == go_on
    assert reasons(submits, go_on)[0] == "sends the form"
    assert back not in names(submits)


def test_in_a_language_not_known_the_form_s_last_button_sends_it() -> None:
    view = checkout(
        language="fi",
        elements=(button("Käytä", form=0, box=[0, 0, 9, 9]), button("Tilaa", form=0), button("Muu")),
    )
    submits = order_form(view).submits
    assert names(submits) == ["Tilaa", "Käytä"]
    assert "is the form's last button" in reasons(submits, "Tilaa")


def test_what_removes_a_line_sends_no_order_and_neither_does_another_form_s_button() -> None:
    view = page(
        "/checkout",
        "fi",
        forms=[{"action": "/checkout"}, {"action": "/coupon"}],
        fields=[field("c", "", autocomplete="street-address", form=0)],
        elements=[
            button("Tilaa", form=0),
            button("Poista", form=0, class_="line-remove"),
            button("Continue", form=1),
            button("Continue", landmark="header"),
        ],
    )
    assert names(order_form(view).submits) == ["Tilaa"]


def test_a_dead_button_is_found_too() -> None:
    view = checkout(elements=(button("Continue", form=0, disabled=True),))
    assert order_form(view).submits[0].target.disabled


@pytest.mark.parametrize("language", ["en", "de", "lv", "ru", "zh", "ar"])
def test_a_shopper_of_the_page_s_language_fills_in(language: str) -> None:
    shopper = shopper_for(language)
    view = checkout(
        field("a", "", autocomplete="given-name"),
        field("b", "", type="email"),
        field("c", "", autocomplete="postal-code"),
        field("d", "", type="tel", placeholder="+…"),
        field("e", "", type="tel"),
        language=language,
    )
    assert planned(view) == {
        "a": shopper.given_name,
        "b": shopper.email,
        "c": shopper.postcode,
        "d": shopper.phone,
        "e": shopper.phone_national,
    }


def test_a_house_number_of_its_own_is_not_written_twice() -> None:
    shopper = shopper_for("de")
    together = entries(checkout(language="de"))
    apart = entries(checkout(field("nr", "Hausnummer"), language="de"))
    assert [entry.value for entry in together] == [shopper.line1]
    assert [entry.value for entry in apart] == [shopper.street, shopper.house_number]


@pytest.mark.parametrize(
    "trap",
    [
        field("website", "Website", required=True, visible=False),
        field("email2", "E-mail", type="email", visible=False),
        tick("confirm", "I am a robot", visible=False),
        field("csrf", type="hidden", visible=False),
        field("city", "City", disabled=True),
        field("city", "City", readonly=True),
        field("coupon", "Coupon code", required=True),
        field("code", "Captcha", required=True),
        field("qty", "Quantity", required=True),
        field("otp", "", autocomplete="one-time-code", required=True),
        field("pw", "Password", type="password", required=True),
        field("file", "Picture", type="file", required=True),
        tick("news", "Send me the newsletter"),
        field("hobby", "What do you dream of?"),
    ],
)
def test_traps_and_what_is_no_part_of_an_order_are_left_alone(trap: Part) -> None:
    assert planned(checkout(trap)) == {}


def test_what_must_be_filled_and_is_not_understood_gets_a_word() -> None:
    view = checkout(field("hobby", "What do you dream of?", required=True))
    assert planned(view) == {"hobby": shopper_for("en").city}


@pytest.mark.parametrize(
    ("language", "terms", "account", "second"),
    [
        ("en", "I agree to the terms and conditions", "Create an account", "Ship to a different address?"),
        ("de", "Ich akzeptiere die AGB", "Konto erstellen", "Abweichende Lieferadresse"),
        ("lv", "Piekrītu noteikumiem", "Izveidot kontu", "Piegādāt uz citu adresi"),
        ("ru", "Согласен с условиями", "Создать аккаунт", "Доставить по другому адресу"),
        ("zh", "我同意服务条款", "创建账户", "与配送地址相同"),
        ("ar", "أوافق على الشروط", "إنشاء حساب", "نفس عنوان الشحن"),
    ],
)
def test_terms_are_ticked_but_no_account_and_no_second_address(
    language: str, terms: str, account: str, second: str
) -> None:
    view = checkout(tick("a", account), tick("b", second), tick("c", terms), language=language)
    assert planned(view) == {"c": "on"}


@pytest.mark.parametrize("name", ["createaccount", "create_account", "account[create]", "ship_to_different_address"])
def test_boxes_that_change_the_form_are_told_by_their_names_too(name: str) -> None:
    label = "Tick this and the next time you come you will be done a good deal sooner than today"
    assert planned(checkout(tick(name, label))) == {}


def test_a_box_that_must_be_ticked_is_ticked_and_one_that_is_stays() -> None:
    view = checkout(tick("a", "Create an account", required=True), tick("b", "I agree to the terms", checked=True))
    assert planned(view) == {"a": "on"}


def test_an_account_s_box_that_is_ticked_beforehand_is_unticked() -> None:
    news = tick("news", "Register for our newsletter", checked=True)
    view = checkout(tick("a", "I would like to create an account", checked=True), news)
    assert planned(view) == {"a": "off"}


def test_of_a_group_the_guest_s_radio_is_taken_then_the_chosen_one_then_the_first() -> None:
    view = checkout(
        radio("who", "new", "Register", checked=True),
        radio("who", "2", "Checkout as a guest"),
        radio("by", "post", "Post"),
        radio("by", "van", "Courier", checked=True),
        radio("at", "x", "Morning", visible=False),
        radio("at", "y", "Noon"),
        radio("at", "z", "Evening", disabled=True),
    )
    assert planned(view) == {"who=2": "on", "by=van": "on", "at=y": "on"}


def test_radios_without_a_name_are_one_group_and_ways_to_pay_another() -> None:
    view = checkout(
        radio("", "same", "As above", element_id="same-address", key="same", checked=True),
        radio("", "other", "Another one", element_id="other-address", key="other"),
        radio("", "cod", "On delivery", element_id="payment-method-cod", key="cod"),
    )
    assert planned(view) == {"same": "on", "cod": "on"}


COUNTRIES = {"": "Please select", "AT": "Austria", "LV": "Latvia", "DE": "Germany"}


def test_the_shopper_s_own_country_is_chosen_where_it_is_offered() -> None:
    view = checkout(select("country", "Country", COUNTRIES), field("zip", "Postcode"))
    latvian = shopper_for("en-LV")
    assert planned(view, latvian) == {"country": "LV", "zip": latvian.postcode}


@pytest.mark.parametrize(
    "options",
    [
        {"": "-", "LV": "Latvia", "DE": "Germany"},
        {"": "-", "LVA": "Latvia", "DEU": "Germany"},
        {"0": "-", "117": "Latvia", "81": "Germany"},
        {"": "-", "117": "Latvija", "81": "Vācija"},
        {"": "-", "x": "Lettland", "y": "Deutschland"},
    ],
)
def test_where_it_is_not_the_shopper_lives_in_the_first_country_offered(options: dict[str, str]) -> None:
    view = checkout(select("country", "Country", options), field("zip", "Postcode"))
    latvian = shopper_for("en-LV")
    assert planned(view, shopper_for("en")) == {"country": list(options)[1], "zip": latvian.postcode}


def test_three_letters_of_one_country_are_not_taken_for_two_of_another() -> None:
    view = checkout(select("country", "Country", {"": "-", "EST": "Estonia"}), field("zip", "Postcode"))
    assert planned(view, shopper_for("es")) == {"country": "EST", "zip": shopper_for("en-EE").postcode}


@pytest.mark.parametrize("month", [{"": "MM", "01": "01", "12": "12"}, {"": "Month", "1": "January", "12": "December"}])
def test_a_card_s_expiry_is_chosen_from_lists(month: dict[str, str]) -> None:
    years = {"": "YY", **{str(year): str(year) for year in range(2025, 2035)}}
    view = checkout(
        select("m", "", month, autocomplete="cc-exp-month"),
        select("y", "", years, autocomplete="cc-exp-year"),
        field("n", "", autocomplete="cc-number"),
    )
    told = planned(view)
    assert told["m"] == "12"
    assert int(told["y"]) > TODAY.year
    assert told["n"] == WRONG_CARD_NUMBER


def test_a_list_not_understood_gets_an_option_that_means_something() -> None:
    assert planned(checkout(select("x", "How", {"": "Please select", "a": "A", "b": "B"}))) == {"x": "b"}
    assert planned(checkout(select("x", "How", {"": "Please select", "a": "A", "b": "B"}, chosen=1))) == {"x": "a"}
    assert planned(checkout(select("x", "How", {"": "Please select"}))) == {}


def test_the_card_s_number_is_mistyped_first_then_the_e_mail_then_a_required_field_is_forgotten() -> None:
    card = field("n", "", autocomplete="cc-number")
    mail = field("m", "", type="email")
    phone = field("p", "", type="tel", required=True)
    size = select("s", "Size", {"1": "One", "2": "Two"}, required=True)

    def broken(*fields: Part) -> str | None:
        entry = field_to_break(entries(checkout(*fields)))
        return entry.field.key if entry else None

    assert broken(phone, mail, card) == "n"
    assert broken(phone, mail, size) == "m"
    assert broken(field("c", "City"), phone, size) == "p"
    assert broken(field("c", "City"), size) is None
