"""A made-up storefront: which pages it has and what stands on them. Every structure builds on it and departs from it.

What is the right answer on a page is said in the page itself, by a comment right before the element: `<!--at:add-->`.
Comments are no part of a snapshot, so nothing of it reaches the recognition.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from tests.corpus.storefronts.words import Wording, slug

PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='200' height='200'%3E%3Crect width='200' "
    "height='200' fill='%23cba'/%3E%3C/svg%3E"
)
GLYPH = '<svg width="20" height="20" viewBox="0 0 20 20"><path d="M3 3h14v14H3z"/></svg>'
SEPARATE_HOUSE = frozenset({"de", "nl", "pt", "pl"})
WITH_REGION = frozenset({"en", "ro", "zh", "es", "it", "pt", "ja"})


def at(role: str, html: str) -> str:
    """Say that the element is the right answer for a role."""
    return f"<!--at:{role}-->{html}"


@dataclass(frozen=True)
class Page:
    """One page of a storefront, its address and what is true of it."""

    path: str
    html: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Ware:
    """One product."""

    number: int
    name: str
    price: float

    @property
    def old_price(self) -> float | None:
        return self.price * 1.25 if self.number % 3 == 1 else None


PURPOSES = {
    "email": "email",
    "first": "given_name",
    "last": "family_name",
    "name": "full_name",
    "street": "street",
    "house": "house_number",
    "line2": "address_line2",
    "postcode": "postcode",
    "city": "city",
    "region": "region",
    "country": "country",
    "phone": "phone",
    "company": "company",
    "vat": "vat_number",
    "comment": "comment",
    "birth": "birth_date",
    "card_number": "card_number",
    "card_holder": "card_holder",
    "expiry": "card_expiry",
    "cvc": "security_code",
    "coupon": "coupon",
    "quantity": "quantity",
    "terms_box": "terms",
    "news_box": "newsletter",
    "password": "password",
}
INPUT_TYPES = {"email": "email", "phone": "tel", "password": "password", "quantity": "number"}


class Storefront:
    """A plain shop as a server renders it. Structures override what they do otherwise."""

    structure = "classic"
    kinds: Sequence[str] = (
        "home", "listing", "results", "nothing", "product", "sold_out", "cart", "empty_cart", "gate", "wall", "order",
        "payment", "article", "added", "missing",
    )  # fmt: skip
    style = """body{font:16px/1.5 sans-serif;margin:0} main,.wrap{max-width:1180px;margin:0 auto;padding:16px}
      header,nav,footer{padding:12px 24px} ul.grid{display:flex;flex-wrap:wrap;list-style:none;padding:0}
      ul.grid>li{width:260px;margin:8px} img{max-width:100%} label{display:block} s{color:#777}"""
    names: dict[str, str] = {
        "first": "first_name", "last": "last_name", "name": "recipient", "street": "street", "house": "house_no",
        "line2": "address2", "postcode": "postcode", "city": "city", "region": "state", "country": "country",
        "phone": "phone", "email": "email", "company": "company", "vat": "vat", "comment": "notes",
    }  # fmt: skip

    def __init__(self, language: str, taste: int) -> None:
        self.words = Wording(language, taste)
        self.language = language
        self.taste = taste
        self.wares = [Ware(4711 + n, name, 12.5 + n * 9) for n, name in enumerate(self.words.all("products"))]

    # -- addresses

    @property
    def cart_path(self) -> str:
        return self.words.paths[0]

    @property
    def checkout_path(self) -> str:
        return self.words.paths[1]

    @property
    def search_path(self) -> str:
        return self.words.paths[2]

    @property
    def account_path(self) -> str:
        return self.words.paths[3]

    def ware_path(self, ware: Ware) -> str:
        return f"/{slug(ware.name)}-{ware.number}.html"

    def category_path(self, name: str) -> str:
        return f"/{slug(name)}/"

    # -- pages

    def page(self, kind: str) -> Page:
        """The page of a kind."""
        makers: dict[str, Callable[[], Page]] = {
            "home": self.home, "listing": self.listing, "results": self.results, "nothing": self.nothing,
            "product": self.product, "sold_out": self.sold_out, "added": self.added, "cart": self.cart,
            "empty_cart": self.empty_cart, "gate": self.gate, "wall": self.wall, "order": self.order,
            "payment": self.payment, "article": self.article, "missing": self.missing,
        }  # fmt: skip
        return makers[kind]()

    def home(self) -> Page:
        w = self.words
        links = "".join(f'<a href="{self.category_path(name)}">{name}</a> ' for name in w.all("categories")[:3])
        body = f"""<h1>{w["tagline"]}</h1><p>{w["intro"]}</p><p class="promo">{links}</p>
          <h2>{w["shop_now"]}</h2>{self.grid(self.wares[:6])}"""
        return Page("/", self.frame(w["shop"], body, over=self.consent()), {"kind": "landing"})

    def listing(self) -> Page:
        w = self.words
        name = w.all("categories")[1]
        body = f"<h1>{name}</h1>{self.tools()}{self.grid(self.wares)}{self.more()}"
        return Page(self.category_path(name), self.frame(name, body), {"kind": "listing"})

    def results(self) -> Page:
        w = self.words
        asked = self.wares[0].name
        said = w["results"].format(n=3, q=asked)
        body = f"<h1>{said}</h1>{self.tools()}{self.grid(self.wares[:3])}"
        return Page(self.search_address(asked), self.frame(said, body, asked=asked), {"results": 3, "query": asked})

    def nothing(self) -> Page:
        w = self.words
        asked = "qwrtzx"
        said = w["none"].format(q=asked)
        body = f"<h1>{w['find']}</h1><p>{said}</p><h2>{w['also']}</h2>{self.grid(self.wares[4:8], answers=False)}"
        page = self.frame(w["find"], body, asked=asked)
        return Page(self.search_address(asked), page, {"results": 0, "query": asked})

    def search_address(self, asked: str) -> str:
        return f"{self.search_path}?q={asked.replace(' ', '+')}"

    def product(self) -> Page:
        ware = self.wares[self.taste % 8]
        body = self.product_body(ware, buyable=True) + self.beside(ware)
        return Page(self.ware_path(ware), self.frame(ware.name, body), {"kind": "product", "sold_out": False})

    def sold_out(self) -> Page:
        ware = self.wares[(self.taste + 3) % 8]
        body = self.product_body(ware, buyable=False) + self.beside(ware)
        return Page(self.ware_path(ware), self.frame(ware.name, body), {"kind": "product", "sold_out": True})

    def added(self) -> Page:
        ware = self.wares[self.taste % 8]
        page = self.frame(
            ware.name, self.product_body(ware, buyable=True, answer=False), over=self.drawer(ware), held=1
        )
        return Page(self.ware_path(ware), page, {})

    def cart(self) -> Page:
        w = self.words
        body = f"<h1>{w['cart']}</h1>{self.cart_body()}<h2>{w['also']}</h2>{self.grid(self.wares[5:8], answers=False)}"
        return Page(self.cart_path, self.frame(w["cart"], body, held=2), {"kind": "cart", "empty": False})

    def empty_cart(self) -> Page:
        w = self.words
        body = f'<h1>{w["cart"]}</h1><p>{w["empty_cart"]}</p><p><a href="/">{w["keep"]}</a></p>'
        return Page(self.cart_path, self.frame(w["cart"], body), {"kind": "cart", "empty": True})

    def gate(self) -> Page:
        body = f"<h1>{self.words['checkout']}</h1>{self.gate_body()}"
        return Page(self.checkout_path, self.frame(self.words["checkout"], body, held=1), {"open": False})

    def wall(self) -> Page:
        w = self.words
        body = f"<h1>{w['signin_title']}</h1>{self.sign_in_form()}<p>{w['new_here']} <a href='/register'>{w['register']}</a></p>"
        return Page(self.account_path, self.frame(w["login"], body, held=1), {"kind": "sign_in", "open": False})

    def order(self) -> Page:
        w = self.words
        body = f"<h1>{w['contact']}</h1>{self.order_form(self.address_keys(), at('advance', self.button(w['next'])))}"
        page = self.checkout_frame(w["checkout"], body)
        return Page(self.checkout_path, page, {"kind": "checkout", "open": True, "may_order": False})

    def payment(self) -> Page:
        w = self.words
        keys = ["card_number", "card_holder", "expiry", "cvc", "terms_box"]
        body = f"<h1>{w['payment']}</h1>{self.order_form(keys, at('advance', self.button(w['place'])))}{self.summary()}"
        page = self.checkout_frame(w["payment"], body)
        return Page(f"{self.checkout_path}?step=3", page, {"kind": "checkout", "open": True, "may_order": True})

    def article(self) -> Page:
        w = self.words
        body = f"""<article><h1>{w["article"]}</h1><p>{w["article_text"]}</p><img src="{PICTURE}" alt="" width="600"
          height="300"><p>{w["intro"]}</p><p>{w["article_text"]}</p></article>"""
        return Page(f"/{slug(w['article'])}", self.frame(w["article"], body), {"kind": "other"})

    def missing(self) -> Page:
        w = self.words
        body = f'<h1>{w["not_found"]}</h1><p><a href="/">{w["keep"]}</a></p>'
        return Page("/gone", self.frame(w["not_found"], body), {"kind": "error"})

    # -- parts

    def frame(self, title: str, body: str, *, asked: str = "", held: int = 0, over: str = "") -> str:
        """The whole page around its main part."""
        inner = f"{self.header(asked, held)}{self.main(body)}{self.footer()}{over}"
        return self.document(title, inner)

    def checkout_frame(self, title: str, body: str) -> str:
        """The page of the checkout; many shops leave out what could distract."""
        return self.frame(title, body, held=2)

    def document(self, title: str, inner: str) -> str:
        direction = ' dir="rtl"' if self.language == "ar" else ""
        return (
            f'<!doctype html><html lang="{self.html_language()}"{direction}><head><meta charset="utf-8">'
            f"<title>{escape(title)} – {self.words['shop']}</title>{self.head()}<style>{self.style}</style></head>"
            f"<body>{inner}</body></html>"
        )

    def html_language(self) -> str:
        return {"pt": "pt-BR", "zh": "zh-CN", "en": "en-GB"}.get(self.language, self.language)

    def head(self) -> str:
        return ""

    def main(self, body: str) -> str:
        return f"<main>{body}</main>"

    def header(self, asked: str, held: int) -> str:
        w = self.words
        return f"""<header><a href="/">{w["shop"]}</a>{self.search_box(asked)}
          <a href="{self.account_path}">{w["account"]}</a> {self.cart_link(held)}</header>{self.menu()}"""

    def menu(self) -> str:
        entries = "".join(f'<a href="{self.category_path(name)}">{name}</a> ' for name in self.words.all("categories"))
        return f"<nav>{entries}</nav>"

    def search_box(self, asked: str) -> str:
        w = self.words
        entry = at("search", f'<input type="search" name="q" placeholder="{w["search"]}" value="{asked}">')
        return f'<form action="{self.search_path}" role="search">{entry}<button>{w["find"]}</button></form>'

    def cart_link(self, held: int) -> str:
        return at("cart", f'<a href="{self.cart_path}">{self.words["cart"]} ({held})</a>')

    def footer(self) -> str:
        w = self.words
        links = "".join(f'<li><a href="/{slug(text)}">{text}</a></li>' for text in w.all("footer"))
        return f"<footer>{self.newsletter()}<ul>{links}</ul><p>© {w['shop']}</p></footer>"

    def newsletter(self) -> str:
        w = self.words
        return f"""<form action="/newsletter" method="post"><h3>{w["newsletter"]}</h3><p>{w["newsletter_text"]}</p>
          <input type="email" name="email" placeholder="{w["email"]}"><button>{w["subscribe"]}</button></form>"""

    def consent(self) -> str:
        return ""

    def tools(self) -> str:
        w = self.words
        return f'<p><label>{w["sort"]} <select name="sort"><option>A–Z</option><option>€</option></select></label></p>'

    def more(self) -> str:
        return f'<p><a href="?page=2">{self.words["more"]}</a></p>'

    def grid(self, wares: Sequence[Ware], *, answers: bool = True) -> str:
        cards = "".join(f"<li>{self.card(ware, answers=answers)}</li>" for ware in wares)
        return f'<ul class="grid">{cards}</ul>'

    def card(self, ware: Ware, *, answers: bool) -> str:
        """A product in a list; its ways to the product's page are the answers unless it is a mere recommendation."""
        mark = at_if("product", answers)
        path = self.ware_path(ware)
        return f"""{mark(f'<a href="{path}"><img src="{PICTURE}" alt="" width="200" height="200"></a>')}
          <h3>{mark(f'<a href="{path}">{ware.name}</a>')}</h3><p>{self.price_of(ware)}</p>"""

    def price_of(self, ware: Ware) -> str:
        old = f"<s>{self.words.price(ware.old_price)}</s> " if ware.old_price else ""
        return f"{old}<b>{self.words.price(ware.price)}</b>"

    def product_body(self, ware: Ware, *, buyable: bool, answer: bool = True) -> str:
        w = self.words
        mark = at_if("add", answer)
        if buyable:
            state = f'<p class="stock">{w["in_stock"]}</p>'
            act = mark(f'<button type="submit">{w["add"]}</button>')
        else:
            state = f'<p class="stock">{w["sold_out"]}</p>'
            act = f'<button type="button">{w["notify"]}</button>'
        return f"""<img src="{PICTURE}" alt="{ware.name}" width="400" height="400"><h1>{ware.name}</h1>
          <p>{self.price_of(ware)}</p>{state}<form action="{self.cart_path}/add" method="post">
          <input type="hidden" name="id" value="{ware.number}"><label>{w["quantity"]}
          <input type="number" name="qty" value="1"></label>{act}</form>
          <form action="/wishlist/add" method="post"><button>{w["wish"]}</button></form><p>{w["description"]}</p>"""

    def beside(self, ware: Ware) -> str:
        """What else stands on a product's page."""
        others = [other for other in self.wares if other is not ware][:4]
        return f"<h2>{self.words['also']}</h2>{self.grid(others, answers=False)}"

    def drawer(self, ware: Ware) -> str:
        """What comes over the page once something was put into the cart."""
        w = self.words
        return f"""<div role="dialog" aria-modal="true" style="position:fixed;top:0;right:0;width:420px;height:100%;
          background:#fff;z-index:50"><h2>{ware.name} {w["added"]}</h2><p>{self.words.price(ware.price)}</p>
          {at("checkout", f'<a href="{self.checkout_path}">{w["checkout"]}</a>')}
          {at("cart", f'<a href="{self.cart_path}">{w["view_cart"]}</a>')}
          <button type="button">{w["keep"]}</button></div>"""

    def cart_body(self) -> str:
        w = self.words
        lines = "".join(
            f"""<tr><td><a href="{self.ware_path(ware)}">{ware.name}</a></td><td><input type="number"
            name="qty[{ware.number}]" value="1"></td><td>{w.price(ware.price)}</td><td><button name="remove"
            value="{ware.number}">{w["remove"]}</button></td></tr>"""
            for ware in self.wares[:2]
        )
        return f"""<form action="{self.cart_path}" method="post"><table>{lines}</table><button name="update">{w["update"]}
          </button></form><form action="/voucher" method="post"><input name="code" placeholder="{w["coupon"]}">
          <button>{w["apply"]}</button></form><p>{w["total"]}: {w.price(33.5)}</p>
          <a href="/">{w["keep"]}</a> {at("checkout", f'<a href="{self.checkout_path}">{w["checkout"]}</a>')}"""

    def sign_in_form(self) -> str:
        w = self.words
        return f"""<form action="{self.account_path}" method="post"><label>{w["email"]} <input type="email" name="login">
          </label><label>{w["password"]} <input type="password" name="password"></label><button>{w["login"]}</button>
          <a href="/password">{w["forgot"]}</a></form>"""

    def gate_body(self) -> str:
        w = self.words
        guest = at("guest", f'<a href="{self.checkout_path}/1">{w["guest"]}</a>')
        return f"""<section><h2>{w["have_account"]}</h2>{self.sign_in_form()}</section><section><h2>{w["new_here"]}</h2>
          <a href="/register">{w["register"]}</a> {guest}</section>"""

    def address_keys(self) -> list[str]:
        """The fields of an order's address, as this country and this shop ask for them."""
        keys = ["email"]
        if self.language == "zh" or (self.taste % 3 == 2 and self.language != "ja"):
            keys.append("name")
        else:
            keys += ["last", "first"] if self.language in {"ja", "zh", "ru"} else ["first", "last"]
        keys.append("company")
        address = ["street", *(["house"] if self.language in SEPARATE_HOUSE and self.taste % 2 else []), "line2"]
        place = ["postcode", "city", *(["region"] if self.language in WITH_REGION else []), "country"]
        keys += [*place, *address] if self.language in {"ja", "zh"} else [*address, *place]
        return [*keys, "phone", "comment", "news_box"]

    def order_form(self, keys: Sequence[str], button: str) -> str:
        fields = "".join(self.fields(keys))
        return f'<form action="{self.checkout_path}/next" method="post">{fields}{button}</form>'

    def fields(self, keys: Sequence[str]) -> Iterator[str]:
        for key in keys:
            yield self.field(key)

    def field(self, key: str) -> str:
        """One field with its label."""
        w = self.words
        if key in {"terms_box", "news_box"}:
            box = at(f"field:{PURPOSES[key]}", f'<input type="checkbox" name="{key}">')
            return f"<p><label>{box} {w[key]}</label></p>"
        return f'<p><label for="in_{key}">{w[key]}</label>{self.entry(key, f"in_{key}")}</p>'

    def entry(self, key: str, identity: str, extra: str = "") -> str:
        """The bare input of a field."""
        w = self.words
        name = self.names.get(key, key)
        own = f'id="{identity}" name="{name}"' if identity else f'name="{name}"'
        if key == "country":
            html = f'<select {own} {extra}><option value="{self.home_code()}">{w["home"]}</option><option value="CH">CH</option></select>'
        elif key == "comment":
            html = f"<textarea {own} {extra}></textarea>"
        else:
            html = f'<input {own} type="{self.input_type(key)}" {extra}>'
        return at(f"field:{PURPOSES[key]}", html)

    def input_type(self, key: str) -> str:
        return INPUT_TYPES.get(key, "text")

    def home_code(self) -> str:
        return {"en": "GB", "pt": "BR", "zh": "CN", "ja": "JP", "ar": "SA"}.get(self.language, self.language.upper())

    def button(self, text: str) -> str:
        return f'<button type="submit">{text}</button>'

    def summary(self) -> str:
        w = self.words
        return f"""<aside><h2>{w["summary"]}</h2><p>{self.wares[0].name} {w.price(12.5)}</p><p>{w["subtotal"]}
          {w.price(12.5)}</p><p>{w["total"]} {w.price(16.5)}</p></aside>"""


def at_if(role: str, holds: object) -> Callable[[str], str]:
    """Marks an element as the answer where it is one."""
    return lambda html: at(role, html) if holds else html
