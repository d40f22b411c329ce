"""The demo shop over HTTP: smooth it sells, and each friction does what it says and nothing else."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import pytest
from bs4 import BeautifulSoup, Tag
from starlette.applications import Starlette

from auditor.demo import EXPECTED_CHECK, ROUGH, Friction, create_shop, serve
from auditor.demo.browsing import HOPS, SLOW_PRODUCT_S, SLOW_SCRIPT_S
from auditor.demo.catalogue import BY_SLUG, PRODUCTS
from auditor.demo.search import fold
from auditor.demo.shop import SLOW_HERO_S
from auditor.demo.state import ShopState
from auditor.demo.wording import LANGUAGES
from auditor.errors import AuditorError

ADDRESS = {
    "email": "shopper@example.com",
    "name": "Jānis Bērziņš",
    "street": "O'Neil-Żak iela 5",
    "postcode": "LV-1010",
    "city": "Rīga",
    "country": "LV",
    "delivery": "express",
    "save": "yes",
}
CARD = {"method": "card", "card_number": "4242 4242 4242 4242", "card_expiry": "09/77", "card_code": "123"}
BAD_CARD = CARD | {"card_number": "4242 4242 4242 43"}
LAMP = "oak-desk-lamp"


@dataclass
class Shopper:
    """One visitor with a cookie jar of their own."""

    client: httpx.AsyncClient
    shop: ShopState
    pauses: list[float]

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers=headers)

    async def page(self, path: str) -> BeautifulSoup:
        return soup(await self.get(path))

    async def post(self, path: str, fields: dict[str, str]) -> httpx.Response:
        return await self.client.post(path, data=fields)

    async def add(self, slug: str = LAMP, option: str = "") -> httpx.Response:
        return await self.post("/cart/add", {"product": slug, "option": option})


def soup(response: httpx.Response) -> BeautifulSoup:
    return BeautifulSoup(response.text, "html.parser")


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    found = page.select_one(selector)
    assert found is not None, selector
    return found


def values_of(page: BeautifulSoup) -> dict[str, str]:
    """What the main form of a page shows as filled in."""
    form = one(page, ".checkout form")
    values: dict[str, str] = {}
    for field in form.select("input, select"):
        name = str(field["name"])
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            values[name] = str(chosen["value"]) if chosen else ""
        elif field.get("type") in {"radio", "checkbox"}:
            values.setdefault(name, "")
            if field.has_attr("checked"):
                values[name] = str(field["value"])
        else:
            values[name] = str(field.get("value", ""))
    return values


def build(*frictions: Friction, language: str = "en") -> tuple[Starlette, list[float]]:
    app = create_shop(frozenset(frictions), language=language)
    pauses: list[float] = []

    async def note(seconds: float) -> None:
        pauses.append(seconds)

    app.state.shop.pause = note
    return app, pauses


@asynccontextmanager
async def visiting(app: Starlette, pauses: list[float]) -> AsyncIterator[Shopper]:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://shop.test", follow_redirects=True, trust_env=False
    ) as client:
        yield Shopper(client, app.state.shop, pauses)


@pytest.fixture
async def shopper() -> AsyncIterator[Shopper]:
    async with visiting(*build()) as visitor:
        yield visitor


# --- the smooth shop -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", sorted(LANGUAGES))
async def test_every_page_answers_in_its_language(language: str) -> None:
    async with visiting(*build(language=language)) as visitor:
        paths = [
            "/",
            "/products",
            "/search?q=zxqvw",
            "/search",
            "/cart",
            "/account",
            "/contact",
            "/delivery",
            "/returns",
        ]
        paths += [f"/category/{name}" for name in ("lighting", "textiles", "tableware", "storage")]
        paths += [f"/product/{product.slug}" for product in PRODUCTS]
        titles: dict[str, str] = {}
        for path in paths:
            response = await visitor.get(path)
            page = soup(response)
            assert (response.status_code, one(page, "html")["lang"]) == (200, language), path
            assert len(page.select("h1")) == 1, path
            assert page.select("img:not([alt])") == [], path
            titles[path] = one(page, "title").text
        assert len(set(titles.values())) == len(titles)


def test_every_language_says_everything_and_keeps_the_placeholders() -> None:
    english = LANGUAGES["en"]
    for language in LANGUAGES.values():
        assert language.text.keys() == english.text.keys()
        assert language.products.keys() == BY_SLUG.keys()
        for key, said in language.text.items():
            assert set(re.findall(r"{\w+}", said)) == set(re.findall(r"{\w+}", english.text[key])), key


async def test_every_picture_and_link_of_the_home_page_answers(shopper: Shopper) -> None:
    page = await shopper.page("/")
    targets = {str(link["href"]) for link in page.select("a[href^='/'], link[href^='/']")}
    targets |= {str(source["src"]) for source in page.select("img, script[src]")}
    assert {path: (await shopper.get(path)).status_code for path in targets} == dict.fromkeys(targets, 200)


async def test_an_unknown_address_is_a_real_404_with_a_way_on(shopper: Shopper) -> None:
    for path in ("/nowhere", "/product/none", "/category/none", "/static/none.css", "/images/products/none-1.svg"):
        assert (await shopper.get(path)).status_code == 404, path
    assert len((await shopper.page("/nowhere")).select("main a[href^='/category/']")) == 4


async def test_static_files_may_be_kept_and_documents_may_not(shopper: Shopper) -> None:
    assert "max-age" in (await shopper.get("/static/shop.css")).headers["cache-control"]
    assert (await shopper.get("/cart")).headers["cache-control"] == "no-store"


async def test_a_guest_buys_from_the_product_page_to_the_confirmation(shopper: Shopper) -> None:
    assert "Choose a colour" in (await shopper.get("/product/merino-throw")).text
    cart = await shopper.add("merino-throw", "moss")
    assert cart.url.path == "/cart"
    assert one(soup(cart), "[role=status]").text.strip() == "Merino Throw was added to your cart."
    assert one(soup(cart), ".badge")["data-cart-count"] == "1"
    await shopper.post("/cart/update", {"line": "merino-throw.moss", "quantity": "2"})
    assert one(await shopper.page("/cart"), ".line-total").text == "€238.00"
    assert one(await shopper.page("/cart"), ".summary a.button")["href"] == "/checkout"
    payment = await shopper.post("/checkout", ADDRESS)
    assert payment.url.path == "/checkout/payment"
    assert "Order and pay €247.90" in payment.text
    assert [step.text for step in soup(payment).select("[aria-current=step]")] == ["Payment"]
    done = await shopper.post("/checkout/payment", CARD)
    assert done.url.path == "/checkout/confirmation"
    [order] = shopper.shop.orders
    assert one(soup(done), "#order-number").text == order.number
    assert (order.total_cents, order.contact) == (24790, ADDRESS)
    assert "4242" not in repr(order)
    assert (await shopper.page("/cart")).select(".line") == []


async def test_the_same_order_sent_twice_is_placed_once(shopper: Shopper) -> None:
    await shopper.add()
    await shopper.post("/checkout", ADDRESS)
    for _ in range(2):
        assert (await shopper.post("/checkout/payment", CARD)).url.path == "/checkout/confirmation"
    assert len(shopper.shop.orders) == 1


async def test_a_line_can_be_removed(shopper: Shopper) -> None:
    await shopper.add()
    assert (await shopper.post("/cart/update", {"line": LAMP, "quantity": "0"})).url.path == "/cart"
    assert "Your cart is empty." in (await shopper.get("/cart")).text


async def test_carts_are_apart(shopper: Shopper) -> None:
    await shopper.add()
    shopper.client.cookies.clear()
    assert (await shopper.page("/cart")).select(".line") == []


async def test_an_option_must_be_chosen_and_the_page_says_so(shopper: Shopper) -> None:
    refused = await shopper.add("merino-throw")
    assert refused.status_code == 422
    assert one(soup(refused), "#option-error").text == "Please choose a colour first."
    assert one(soup(refused), "#option")["aria-invalid"] == "true"
    assert shopper.shop.cart_additions == []


async def test_a_refused_address_keeps_everything_and_says_what_is_wrong(shopper: Shopper) -> None:
    await shopper.add()
    typed = ADDRESS | {"email": "shopper", "city": ""}
    refused = await shopper.post("/checkout", typed)
    page = soup(refused)
    assert refused.status_code == 422
    assert values_of(page) == typed
    assert {str(field["id"]) for field in page.select("[aria-invalid=true]")} == {"email", "city"}
    for field in page.select("[aria-invalid=true]"):
        assert one(page, f"#{str(field['aria-describedby']).split()[0]}").text
    assert [str(link["href"]) for link in page.select("#error-summary a")] == ["#email", "#city"]
    assert one(page, "title").text.startswith("Error: ")


async def test_a_mistyped_card_number_keeps_all_but_the_security_code(shopper: Shopper) -> None:
    await shopper.add()
    await shopper.post("/checkout", ADDRESS)
    refused = await shopper.post("/checkout/payment", BAD_CARD)
    page = soup(refused)
    assert values_of(page) == BAD_CARD | {"card_code": ""}
    assert [str(field["id"]) for field in page.select("[aria-invalid=true]")] == ["card_number"]
    assert shopper.shop.orders == []
    assert [(sent.step, sent.errors) for sent in shopper.shop.submissions] == [
        ("address", ()),
        ("payment", ("card_number",)),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("card_number", "4242 4242 4242 4241"),
        ("card_number", "４２４２"),
        ("card_expiry", "13/77"),
        ("card_expiry", "01/20"),
        ("card_code", "12"),
    ],
)
async def test_a_card_that_cannot_be_right_buys_nothing(shopper: Shopper, field: str, value: str) -> None:
    await shopper.add()
    await shopper.post("/checkout", ADDRESS)
    refused = await shopper.post("/checkout/payment", CARD | {field: value})
    assert [str(flagged["id"]) for flagged in soup(refused).select("[aria-invalid=true]")] == [field]
    assert shopper.shop.orders == []


async def test_a_bank_transfer_needs_no_card(shopper: Shopper) -> None:
    await shopper.add()
    await shopper.post("/checkout", ADDRESS)
    await shopper.post("/checkout/payment", {"method": "transfer"})
    assert len(shopper.shop.orders) == 1


async def test_hyphens_in_the_card_number_are_fine(shopper: Shopper) -> None:
    await shopper.add()
    await shopper.post("/checkout", ADDRESS)
    await shopper.post("/checkout/payment", CARD | {"card_number": "4242-4242-4242-4242", "card_expiry": "0977"})
    assert len(shopper.shop.orders) == 1


async def test_going_back_to_the_address_finds_it_filled_in(shopper: Shopper) -> None:
    await shopper.add()
    await shopper.post("/checkout", ADDRESS)
    assert values_of(await shopper.page("/checkout")) == ADDRESS


async def test_checkout_fields_carry_autocomplete_tokens(shopper: Shopper) -> None:
    await shopper.add()
    address = await shopper.page("/checkout")
    await shopper.post("/checkout", ADDRESS)
    payment = await shopper.page("/checkout/payment")
    tokens = [str(field["autocomplete"]) for page in (address, payment) for field in page.select("[autocomplete]")]
    assert tokens == [
        *("email", "name", "address-line1", "postal-code", "address-level2", "country"),
        *("cc-number", "cc-exp", "cc-csc"),
    ]


@pytest.mark.parametrize("path", ["/checkout", "/checkout/payment", "/checkout/confirmation"])
async def test_a_step_out_of_turn_leads_back_to_the_cart(shopper: Shopper, path: str) -> None:
    assert (await shopper.get(path)).url.path == "/cart"


async def test_a_stranger_cannot_be_sent_elsewhere_by_the_cookie_form(shopper: Shopper) -> None:
    answered = await shopper.post("/consent", {"answer": "all", "back": "//evil.test/"})
    assert answered.url.host == "shop.test"
    assert (await shopper.page("/")).select("#cookie-consent") == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
async def test_search_finds_every_product_however_it_is_typed(language: str) -> None:
    async with visiting(*build(language=language)) as visitor:
        for slug, (name, _) in LANGUAGES[language].products.items():
            word = max(re.findall(r"\w+", name), key=len)
            middle = len(word) // 2
            swapped = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
            dropped = word[:middle] + word[middle + 1 :]
            on_top = (await visitor.page(f"/search?q={name}")).select(".card a")[:3]
            assert f"/product/{slug}" in {str(link["href"]) for link in on_top}, name
            for query in (name.upper(), fold(name), f"  {name} ", name[:-1], swapped, dropped, BY_SLUG[slug].sku):
                response = await visitor.client.get("/search", params={"q": query})
                found = {str(link["href"]) for link in soup(response).select(".card a")}
                assert f"/product/{slug}" in found, query


async def test_a_search_without_results_keeps_the_query_and_offers_ways_on(shopper: Shopper) -> None:
    page = await shopper.page("/search?q=zxqvwkrt")
    assert one(page, "#q")["value"] == "zxqvwkrt"
    assert "No results" in one(page, "h1").text
    assert len(page.select("main .popular .card")) >= 3
    assert page.select("main a[href='/contact']")


async def test_sorting_by_price_sorts(shopper: Shopper) -> None:
    page = await shopper.page("/products?sort=price-up")
    prices = [float(tag.text.strip("€")) for tag in page.select(".card .price")]
    assert len(prices) == len(PRODUCTS)
    assert prices == sorted(prices)


async def test_documents_can_be_held_back() -> None:
    app = create_shop(document_delay_ms=250)
    pauses: list[float] = []

    async def note(seconds: float) -> None:
        pauses.append(seconds)

    app.state.shop.pause = note
    async with visiting(app, pauses) as visitor:
        await visitor.get("/")
        await visitor.get("/static/shop.css")
    assert pauses == [0.25]


# --- the frictions ---------------------------------------------------------------------------------------------------


async def first_page_error(visitor: Shopper) -> bool:
    return (await visitor.get("/")).status_code == 500


async def server_error_on_add(visitor: Shopper) -> bool:
    return (await visitor.add()).status_code == 500


async def api_error_on_product(visitor: Shopper) -> bool:
    page = await visitor.page(f"/product/{LAMP}")
    return (await visitor.get(str(one(page, "[data-stock]")["data-stock"]))).status_code == 500


async def slow_product_page(visitor: Shopper) -> bool:
    visitor.pauses.clear()
    await visitor.get(f"/product/{LAMP}")
    return visitor.pauses == [SLOW_PRODUCT_S]


async def slow_largest_paint(visitor: Shopper) -> bool:
    visitor.pauses.clear()
    await visitor.get("/images/hero.svg")
    return visitor.pauses == [SLOW_HERO_S]


async def blocking_script(visitor: Shopper) -> bool:
    blocking = (await visitor.page(f"/product/{LAMP}")).select("head script[src]:not([defer])")
    visitor.pauses.clear()
    for script in blocking:
        await visitor.get(str(script["src"]))
    return visitor.pauses == [SLOW_SCRIPT_S]


async def late_banner(visitor: Shopper) -> bool:
    return bool((await visitor.page("/")).select("#late-banner"))


async def redirect_chain(visitor: Shopper) -> bool:
    return len((await visitor.get(f"/product/{LAMP}")).history) == HOPS


async def script_error(visitor: Shopper) -> bool:
    page = await visitor.page(f"/product/{LAMP}")
    return bool(page.select("[data-reviews]")) and not page.select(".more-reviews")


async def busy_buy_button(visitor: Shopper) -> bool:
    return bool((await visitor.page(f"/product/{LAMP}")).select(".add button[data-slow-press]"))


async def silent_add(visitor: Shopper) -> bool:
    return bool((await visitor.page(f"/product/{LAMP}")).select("form.add[data-by-script]"))


async def broken_product_images(visitor: Shopper) -> bool:
    return (await visitor.get(f"/images/products/{LAMP}-1.svg")).status_code == 404


async def no_search(visitor: Shopper) -> bool:
    page = await visitor.page("/")
    return not page.select("[role=search]") and len(page.select(".card")) >= 24


async def no_primary_cta(visitor: Shopper) -> bool:
    page = await visitor.page("/")
    if not page.select(".prose-tall"):
        return False
    early = {str(link["href"]) for link in one(page, ".prose-tall").find_all_previous("a")}
    return early == {"/", "#main", "/cart"}


async def no_path_to_products(visitor: Shopper) -> bool:
    pages = [await visitor.page(path) for path in ("/", "/contact", "/delivery", "/returns", "/account", "/cart", "/x")]
    links = [
        str(link.get("href", link.get("action"))) for page in pages for link in page.select("a, form[role=search]")
    ]
    return not any(link.startswith(("/product", "/category", "/search")) for link in links) and bool(links)


async def search_misses_own_products(visitor: Shopper) -> bool:
    named = await visitor.page("/search?q=Oak Desk Lamp")
    word = await visitor.page("/search?q=lamp")
    return "No results" in named.text and len(word.select(".card")) >= 3


async def search_dead_end(visitor: Shopper) -> bool:
    page = await visitor.page("/search?q=zxqvwkrt")
    return one(page, "main").text.split() == ["0", "results"]


async def search_query_dropped(visitor: Shopper) -> bool:
    boxes = (await visitor.page("/search?q=lamp")).select("#q")
    return [box["value"] for box in boxes] == [""]


async def no_add_to_cart(visitor: Shopper) -> bool:
    return not (await visitor.page(f"/product/{LAMP}")).select(".add button")


async def price_missing(visitor: Shopper) -> bool:
    product = await visitor.page(f"/product/{LAMP}")
    for hidden in product.select("script, details"):
        hidden.decompose()
    return "€" not in product.text + (await visitor.page("/products")).text


async def overlay_over_cta(visitor: Shopper) -> bool:
    page = await visitor.page(f"/product/{LAMP}")
    return bool(page.select(".add-in-bar button[type=submit]") and page.select(".chat-bar"))


async def dead_add_to_cart(visitor: Shopper) -> bool:
    page = await visitor.page(f"/product/{LAMP}")
    return [button["type"] for button in page.select(".add button")] == ["button"]


async def add_fails_silently(visitor: Shopper) -> bool:
    response = await visitor.add()
    return response.url.path == "/cart" and "Your cart is empty." in response.text


async def no_checkout_cta(visitor: Shopper) -> bool:
    page = soup(await visitor.add())
    return bool(page.select(".line")) and not page.select("a[href*=checkout], form[action*=checkout]")


async def cart_lost_on_reload(visitor: Shopper) -> bool:
    shown = bool(soup(await visitor.add()).select(".line"))
    opened = soup(await visitor.get("/cart", referer="http://shop.test/")).select(".line")
    again = soup(await visitor.get("/cart", referer="http://shop.test/")).select(".line")
    reloaded = soup(await visitor.get("/cart", **{"cache-control": "max-age=0"})).select(".line")
    return shown and bool(opened) and bool(again) and not reloaded


async def after_refusal(visitor: Shopper) -> tuple[dict[str, str], dict[str, str], BeautifulSoup]:
    """What is left after a bad e-mail address, what is left after a bad card, and the latter's page."""
    await visitor.add()
    await visitor.get("/cart", referer="http://shop.test/")
    refused = await visitor.post("/checkout", ADDRESS | {"email": "shopper"})
    if not refused.url.path.startswith("/checkout"):
        return {}, {}, BeautifulSoup("", "html.parser")
    await visitor.post("/checkout", ADDRESS)
    payment = soup(await visitor.post("/checkout/payment", BAD_CARD))
    return values_of(soup(refused)), values_of(payment), payment


def is_cleared(values: dict[str, str]) -> bool:
    """Whether nothing that was typed or chosen is left; what is ticked by itself does not count."""
    return not any(value for name, value in values.items() if name not in {"delivery", "method", "newsletter"})


async def checkout_clears_form(visitor: Shopper) -> bool:
    address, card, _ = await after_refusal(visitor)
    return bool(address) and is_cleared(address) and is_cleared(card)


async def checkout_clears_selects(visitor: Shopper) -> bool:
    address, _, _ = await after_refusal(visitor)
    lost = {"country": "", "delivery": "standard", "save": ""}
    return address == ADDRESS | {"email": "shopper"} | lost


async def card_error_clears_form(visitor: Shopper) -> bool:
    address, card, _ = await after_refusal(visitor)
    only_number = dict.fromkeys(CARD, "") | {"card_number": BAD_CARD["card_number"], "method": "card"}
    return address == ADDRESS | {"email": "shopper"} and card == only_number


async def silent_checkout_error(visitor: Shopper) -> bool:
    _, card, page = await after_refusal(visitor)
    signs = page.select("[aria-invalid], [role=alert], .field-error, .has-error")
    return card == BAD_CARD | {"card_code": ""} and not signs and one(page, "title").text.startswith("Payment")


async def no_advance_cta(visitor: Shopper) -> bool:
    await visitor.add()
    page = await visitor.page("/checkout")
    return bool(page.select("#email")) and not page.select("button, input[type=submit]:not(.consent *)")


async def checkout_link_loops(visitor: Shopper) -> bool:
    cart = soup(await visitor.add())
    if not cart.select(".summary a.button"):
        return False
    return (await visitor.get(str(one(cart, ".summary a.button")["href"]))).url.path == "/cart"


async def at_payment(visitor: Shopper, fields: dict[str, str] | None = None) -> BeautifulSoup:
    """The payment step, or what it answers to a form."""
    await visitor.add()
    await visitor.get("/cart", referer="http://shop.test/")
    plain = ADDRESS | {"name": "Janis Berzins"}
    page = await visitor.post("/checkout", plain)
    return soup(page if fields is None else await visitor.post("/checkout/payment", fields))


async def card_cleared_by_other_error(visitor: Shopper) -> bool:
    page = await at_payment(visitor, CARD | {"card_expiry": "01/20"})
    expiry, number = page.select_one("#card_expiry"), page.select_one("#card_number")
    return bool(expiry and number and expiry.get("value") and not number.get("value"))


async def card_number_cut(visitor: Shopper) -> bool:
    return bool((await at_payment(visitor)).select("#card_number[maxlength]"))


async def latin_names_only(visitor: Shopper) -> bool:
    await visitor.add()
    await visitor.get("/cart", referer="http://shop.test/")
    refused = soup(await visitor.post("/checkout", ADDRESS))
    return [str(field["id"]) for field in refused.select("[aria-invalid=true]")] == ["name"]


async def paste_blocked(visitor: Shopper) -> bool:
    await visitor.add()
    return bool((await visitor.page("/checkout")).select("#email[data-no-paste]"))


async def newsletter_ticked(visitor: Shopper) -> bool:
    await visitor.add()
    return bool((await visitor.page("/checkout")).select("[name=newsletter][checked]"))


async def back_loses_address(visitor: Shopper) -> bool:
    await at_payment(visitor)
    page = await visitor.page("/checkout")
    return bool(page.select("#email")) and not one(page, "#email").get("value")


async def errors_by_colour(visitor: Shopper) -> bool:
    page = await at_payment(visitor, CARD | {"card_expiry": "01/20"})
    return bool(page.select(".has-error")) and not page.select(".field-error, [role=alert], [aria-invalid]")


async def no_labels(visitor: Shopper) -> bool:
    await visitor.add()
    page = await visitor.page("/checkout")
    return bool(page.select("#email[placeholder]")) and not page.select("label[for=email]")


async def no_autocomplete(visitor: Shopper) -> bool:
    return bool((await at_payment(visitor)).select("#card_number[autocomplete=off]"))


async def billing_asked_again(visitor: Shopper) -> bool:
    return bool((await at_payment(visitor)).select("#billing_street"))


async def sent_twice(visitor: Shopper) -> bool:
    return bool((await at_payment(visitor)).select("form[data-by-script]"))


async def ordered(visitor: Shopper) -> httpx.Response:
    await visitor.add()
    await visitor.post("/checkout", ADDRESS)
    return await visitor.post("/checkout/payment", CARD)


async def confirmation_without_number(visitor: Shopper) -> bool:
    page = soup(await ordered(visitor))
    return bool(page.select(".thanks")) and not page.select("#order-number")


async def no_confirmation(visitor: Shopper) -> bool:
    done = await ordered(visitor)
    return bool(visitor.shop.orders) and done.url.path == "/"


EFFECTS: dict[Friction, Callable[[Shopper], Awaitable[bool]]] = {
    friction: globals()[friction.value.replace("-", "_")] for friction in Friction
}


@pytest.mark.parametrize("friction", [None, *Friction], ids=lambda friction: str(friction or "smooth"))
async def test_a_shop_has_the_effect_of_its_friction_and_no_other(friction: Friction | None) -> None:
    app, pauses = build(*([friction] if friction else []))
    present = set()
    for other, effect in EFFECTS.items():
        async with visiting(app, pauses) as visitor:
            await visitor.post("/consent", {"answer": "all", "back": "/contact"})
            if await effect(visitor):
                present.add(other)
    assert present == ({friction} if friction else set())


def test_every_friction_names_the_check_it_must_set_off() -> None:
    assert EXPECTED_CHECK.keys() == set(Friction)
    assert all(re.fullmatch(r"[a-z]+/[a-z-]+", check) for check in EXPECTED_CHECK.values())


async def test_the_rough_shop_can_be_walked_to_the_payment_step() -> None:
    app, pauses = build(*ROUGH)
    async with visiting(app, pauses) as visitor:
        assert (await visitor.page("/search?q=oak desk lamp")).select(f".card a[href='/product/{LAMP}']")
        added = soup(await visitor.add())
        checkout = await visitor.get(str(one(added, ".summary a.button")["href"]))
        assert checkout.url.path == "/checkout"
        assert (await visitor.post("/checkout", ADDRESS)).url.path == "/checkout/payment"
    present = set()
    for friction in ROUGH:
        async with visiting(app, pauses) as visitor:
            if await EFFECTS[friction](visitor):
                present.add(friction)
    assert present == ROUGH


# --- serving ---------------------------------------------------------------------------------------------------------


def test_a_served_shop_answers_and_stops() -> None:
    with serve(create_shop()) as server:
        assert server.url == f"http://127.0.0.1:{server.port}/"
        assert httpx.get(server.url).status_code == 200
    with pytest.raises(httpx.ConnectError):
        httpx.get(server.url)


def test_a_taken_port_is_said_in_one_line() -> None:
    with serve(create_shop()) as server:
        with pytest.raises(AuditorError) as caught, serve(create_shop(), port=server.port):
            raise AssertionError  # never entered
        assert re.fullmatch(rf"cannot serve the demo shop on 127\.0\.0\.1:{server.port}: .+", str(caught.value))


def test_an_impossible_port_is_said_too() -> None:
    with pytest.raises(AuditorError, match="70000"), serve(create_shop(), port=70000):
        raise AssertionError  # never entered
