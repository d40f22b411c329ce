"""Snapshots of real shops on this machine: the demo shop and django-oscar in all their languages.

Each shop is told as a list of visits: where to go, what to do there, and which elements are right, by CSS. What is kept
is what the collector saw; no markup and no code of anybody else's is saved.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page

from auditor.demo import create_shop, serve
from auditor.demo.catalogue import PRODUCTS
from auditor.demo.wording import LANGUAGES as DEMO_LANGUAGES
from auditor.discovery.lexicon import Lexicon
from tests.corpus.pages import SavedPage
from tests.shops.oscar import start_oscar
from tests.shops.oscar.wares import LANGUAGES as OSCAR_LANGUAGES
from tests.shops.oscar.wares import WARES

Taker = Callable[[Browser], Awaitable[list[SavedPage]]]
Save = Callable[[Page, "Visit"], Awaitable[SavedPage]]
Act = Callable[[Page], Awaitable[object]]


@dataclass(frozen=True)
class Visit:
    """One page to save: where it is (None: where the acts lead), what is true of it, the right answers by CSS."""

    kind: str
    path: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    acts: Sequence[Act] = ()


def click(css: str) -> Act:
    return lambda page: page.locator(css).first.click()


def fill(css: str, text: str) -> Act:
    return lambda page: page.locator(css).first.fill(text)


async def visit_all(context: BrowserContext, origin: str, visits: Sequence[Visit], save: Save) -> list[SavedPage]:
    """Make the visits in order, in one session."""
    page = await context.new_page()
    taken = []
    for visit in visits:
        if visit.path is not None:
            await page.goto(origin + visit.path)
        for act in visit.acts:
            await act(page)
        await page.wait_for_load_state("load")
        taken.append(await save(page, visit))
    return taken


def saving(group: str, language: str) -> Save:
    """Saves the pages of a shop in one language."""
    from tests.corpus.collect import saved_page  # noqa: PLC0415 - it takes from this module what it collects

    async def save(page: Page, visit: Visit) -> SavedPage:
        return await saved_page(page, group, language, visit.kind, facts=visit.facts, roles=visit.roles)

    return save


def language_of(tag: str) -> str:
    """The lexicon's code of a language as shops name it."""
    return Lexicon.load().languages_for(tag)[0][0]


_ADDRESS = {
    "given_name": "first_name", "family_name": "last_name", "street": "line1", "address_line2": "line2",
    "city": "line4", "region": "state", "postcode": "postcode", "country": "country", "phone": "phone_number",
    "comment": "notes",
}  # fmt: skip


async def take_oscar(browser: Browser) -> list[SavedPage]:
    """django-oscar in every language it speaks."""
    taken = []
    for tag in OSCAR_LANGUAGES:
        stocked = next(ware for ware in WARES if ware.stock and ware.pictures).name.in_language(tag)
        gone = next(ware for ware in WARES if not ware.stock).name.in_language(tag)
        with start_oscar(tag) as shop:
            context = await browser.new_context(viewport={"width": 1366, "height": 900})
            taken += await visit_all(context, shop.url, _oscar(stocked, gone), saving("oscar", language_of(tag)))
            await context.close()
    return taken


def _oscar(stocked: str, gone: str) -> list[Visit]:
    cards = "article.product_pod"
    everywhere = {"search": "input#id_q", "cart": "[onclick*='/basket/'], a[href='/basket/'], a[href$='/basket/']"}
    goods = {"product": f"{cards} h3 a, {cards} .image_container a"}
    fields = {f"field:{purpose}": f"form#new_shipping_address [name={name}]" for purpose, name in _ADDRESS.items()}
    add = "form#add_to_basket_form button[type=submit]"
    product = f"{cards} h3 a"
    guest = "input[name=options][value=anonymous]"
    return [
        Visit("listing", "/catalogue/", {"kind": "listing"}, everywhere | goods),
        Visit("results", f"/search/?q={stocked}", {"query": stocked}, everywhere | goods),
        Visit("nothing", "/search/?q=qwrtzx", {"query": "qwrtzx", "results": 0}, everywhere),
        Visit("empty_cart", "/basket/", {"kind": "cart", "empty": True}),
        Visit("sold_out", f"/search/?q={gone}", {"kind": "product", "sold_out": True}, everywhere, [click(product)]),
        Visit(
            "product", f"/search/?q={stocked}", {"kind": "product", "sold_out": False}, everywhere | {"add": add},
            [click(product)],
        ),
        Visit("cart", None, {"kind": "cart", "empty": False}, {"checkout": "#content_inner a[href*='/checkout/']"},
              [click(add), lambda page: page.goto(page.url.split("/catalogue/")[0] + "/basket/")]),
        Visit("gate", "/checkout/", {}, {"guest": guest, "field:email": "input[name=username]"}),
        Visit("order", None, {"kind": "checkout", "open": True},
              fields | {"advance": "form#new_shipping_address button[type=submit]"},
              [fill("input[name=username]", "shopper@example.org"), click("form[method=post] button[type=submit]")]),
        Visit("wall", "/accounts/login/", {"kind": "sign_in", "open": False}),
    ]  # fmt: skip


async def take_demo(browser: Browser) -> list[SavedPage]:
    """The demo shop in its three languages."""
    taken = []
    with serve(create_shop()) as server:
        for language in DEMO_LANGUAGES:
            context = await browser.new_context(viewport={"width": 1366, "height": 900}, locale=language)
            taken += await visit_all(context, server.url.rstrip("/"), _demo(), saving("demo", language))
            await context.close()
    return taken


def _demo() -> list[Visit]:
    everywhere = {"search": "#q", "cart": "a.cart-link"}
    goods = {"product": ".card a"}
    stocked = next(product.slug for product in PRODUCTS if product.in_stock and not product.option)
    gone = next(product.slug for product in PRODUCTS if not product.in_stock)
    address = {"email": "email", "full_name": "name", "street": "street", "postcode": "postcode", "city": "city"}
    card = {"card_number": "card_number", "card_expiry": "card_expiry"}
    card["security_code"] = "card_code"
    send = "form[data-once] button"
    typed = {
        "email": "a@example.org",
        "name": "Ann Vale",
        "street": "Mill Lane 1",
        "postcode": "LV-1010",
        "city": "Riga",
    }

    async def choose_country(page: Page) -> None:
        await page.locator("#country").select_option(index=1)

    return [
        Visit("home", "/", {"kind": "landing"}, everywhere | goods | {"consent": "button[value=all]"}),
        Visit("listing", "/products", {"kind": "listing"}, everywhere | goods, [click("button[value=all]")]),
        Visit("nothing", "/search?q=qwrtzx", {"query": "qwrtzx", "results": 0}, everywhere),
        Visit("empty_cart", "/cart", {"kind": "cart", "empty": True}, everywhere),
        Visit("sold_out", f"/product/{gone}", {"kind": "product", "sold_out": True}, everywhere),
        Visit("product", f"/product/{stocked}", {"kind": "product", "sold_out": False},
              everywhere | {"add": "form.add button"}),
        Visit("cart", "/cart", {"kind": "cart", "empty": False}, {"checkout": "main a[href='/checkout']"}, [
            lambda page: page.goto(page.url.replace("/cart", f"/product/{stocked}")), click("form.add button"),
            click("a.cart-link"),
        ]),
        Visit("order", "/checkout", {"kind": "checkout", "open": True, "may_order": False},
              {f"field:{purpose}": f"#{name}" for purpose, name in address.items()} | {"advance": send}),
        Visit("payment", None, {"kind": "checkout", "open": True, "may_order": True},
              {f"field:{purpose}": f"#{name}" for purpose, name in card.items()} | {"advance": send},
              [*(fill(f"#{name}", text) for name, text in typed.items()), choose_country, click(send)]),
        Visit("wall", "/account", {"kind": "sign_in", "open": False}),
    ]  # fmt: skip


TAKERS: dict[str, Taker] = {"demo": take_demo, "oscar": take_oscar}
