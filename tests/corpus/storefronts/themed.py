"""Shops after today's fashions: a boutique with prices on its buttons, order lists for trade, a house that shows no prices."""

from collections.abc import Sequence

from tests.corpus.storefronts.base import GLYPH, PICTURE, Storefront, Ware, at, at_if
from tests.corpus.storefronts.words import slug


class Boutique(Storefront):
    """Prices on the button, swatches as radio buttons in labels, buttons outside their forms, a cart that posts."""

    structure = "boutique"
    style = (
        Storefront.style
        + """ .hid{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)}
      .sw input{position:absolute;opacity:0} .sw span{display:inline-block;padding:8px;border:1px solid #999}"""
    )

    @property
    def cart_path(self) -> str:
        return "/cart"

    @property
    def checkout_path(self) -> str:
        return "/checkouts/c1/information"

    def ware_path(self, ware: Ware) -> str:
        return f"/products/{slug(ware.name)}"

    def category_path(self, name: str) -> str:
        return f"/collections/{slug(name)}"

    def header(self, asked: str, held: int) -> str:
        w = self.words
        entries = "".join(
            f"<details><summary>{name}</summary><a href='{self.category_path(name)}'>{w['shop_now']}</a></details>"
            for name in w.all("categories")
        )
        search = f"""<details><summary><span class="hid">{w.all("find")[0]}</span>{GLYPH}</summary></details>"""
        search = search.replace("<summary>", "<!--at:search--><summary>", 1)
        if asked:
            entry = at("search", f'<input id="Search-In-Page" type="search" name="q" value="{asked}">')
            search = f'<form action="/search" method="get"><label for="Search-In-Page">{w.all("find")[0]}</label>{entry}</form>'
        return f"""<div>{w["newsletter_text"]}</div><header>{entries}<a href="/">{w["shop"]}</a>{search}
          <a href="/account"><span class="hid">{w["account"]}</span>{GLYPH}</a>{self.cart_link(held)}</header>"""

    def menu(self) -> str:
        return ""

    def cart_link(self, held: int) -> str:
        count = f'<span aria-hidden="true">{held}</span>' if held else ""
        return at("cart", f'<a href="/cart"><span class="hid">{self.words["cart"]}</span>{GLYPH}{count}</a>')

    def product_body(self, ware: Ware, *, buyable: bool, answer: bool = True) -> str:
        w = self.words
        mark = at_if("add", answer)
        swatches = "".join(
            f'<label class="sw"><input type="radio" name="o1" value="{text}" {"" if n else "checked"}><span>{text}</span></label>'
            for n, text in enumerate(w.all("colours"))
        )
        act = mark(f'<button type="submit" name="add" form="buy">{w["add"]} · {w.price(ware.price)}</button>')
        if not buyable:
            act = f'<button type="submit" name="add" form="buy" disabled>{w["sold_out"]}</button>'
        return f"""<div><img src="{PICTURE}" width="500" height="500" alt=""></div><h1>{ware.name}</h1><p>{self.price_of(ware)}
          </p><fieldset><legend>{w["colour"]}</legend>{swatches}</fieldset><form id="buy" action="/cart/add" method="post">
          <input type="hidden" name="id" value="{ware.number}"></form><button type="button">−</button><input name="quantity"
          form="buy" value="1" size="2" aria-label="{w["quantity"]}"><button type="button">+</button>{act}<a href="/pages/sizes">
          {w["size_guide"]}</a><details><summary>{w["delivery"]}</summary><p>{w.all("shipping")[0]}</p></details><p>
          {w["description"]}</p>"""

    def cart_body(self) -> str:
        w = self.words
        lines = "".join(
            f"""<div><a href="{self.ware_path(ware)}">{ware.name}</a><input type="number" name="updates[]" value="1">
            <a href="/cart/change?line=1&amp;quantity=0">{w["remove"]}</a><span>{w.price(ware.price)}</span></div>"""
            for ware in self.wares[:2]
        )
        return f"""<form action="/cart" method="post" id="cart">{lines}<textarea name="note" aria-label="{w["comment"]}">
          </textarea></form><p>{w["subtotal"]} {w.price(33.5)}</p><button type="submit" name="update" form="cart">{w["update"]}
          </button>{at("checkout", f'<button type="submit" name="checkout" form="cart">{w["checkout"]}</button>')}
          <button type="button" aria-label="PayPal">PayPal</button>"""


class TradeList(Storefront):
    """Goods in rows of a table, without pictures; how many and a button in every row; guests give their e-mail only."""

    structure = "trade_list"
    kinds = ("listing", "product", "results", "cart", "gate", "order", "sold_out", "nothing", "wall", "empty_cart")

    def ware_path(self, ware: Ware) -> str:
        return f"/artikel/{ware.number}"

    def grid(self, wares: Sequence[Ware], *, answers: bool = True) -> str:
        rows = "".join(f"<tr>{self.card(ware, answers=answers)}</tr>" for ware in wares)
        return f"<table>{rows}</table>"

    def card(self, ware: Ware, *, answers: bool) -> str:
        w = self.words
        link = at_if("product", answers)(f'<a href="{self.ware_path(ware)}">{ware.name}</a>')
        return f"""<td>{ware.number}</td><td>{link}</td><td>{w.price(ware.price)}</td><td><form method="post"
          action="{self.cart_path}/add"><input name="qty" size="3" value="1"><input type="hidden" name="nr"
          value="{ware.number}"><button>{w["add"]}</button></form></td>"""

    def product_body(self, ware: Ware, *, buyable: bool, answer: bool = True) -> str:
        w = self.words
        act = at_if("add", answer)(f"<button>{w['add']}</button>") if buyable else f"<strong>{w['sold_out']}</strong>"
        return f"""<h1>{ware.name}</h1><table><tr><th>{w["colour"]}</th><td>{w.all("colours")[0]}</td></tr><tr><th>
          {w["size"]}</th><td>40</td></tr></table><p>{w.price(ware.price)}</p><form method="post"
          action="{self.cart_path}/add"><input name="qty" size="3" value="1">{act}</form><form method="post" action="/merken">
          <button>{w["wish"]}</button></form><p>{w["description"]}</p>"""


class QuietHouse(Storefront):
    """No prices in lists, capital letters, consent asked from a shadow root."""

    structure = "quiet_house"
    kinds = ("home", "listing", "product", "cart", "results", "gate", "payment", "order", "nothing")
    style = (
        Storefront.style
        + """ button,h1,h2{text-transform:uppercase;letter-spacing:.2em} .g{position:fixed;inset:0;
      background:#fff;z-index:9;padding:20%} .ck{position:fixed;bottom:0;left:0;right:0;background:#eee;z-index:8}"""
    )

    def html_language(self) -> str:
        return f"{self.language}-{self.home_code()}"

    def card(self, ware: Ware, *, answers: bool) -> str:
        mark = at_if("product", answers)
        return mark(
            f"""<a href="{self.ware_path(ware)}"><img src="{PICTURE}" width="240" height="320" alt="{ware.name}"><h3>
            {ware.name}</h3></a>"""
        )

    def consent(self) -> str:
        w = self.words
        accept = at("consent", f'<button type="button">{w["accept"]}</button>')
        return f"""<consent-layer><template shadowrootmode="open"><style>{self.style}</style><div class="ck" role="region"
          aria-label="{w["settings"]}"><p>{w["cookie"]}</p><button type="button">{w["reject"]}</button>{accept}</div>
          </template></consent-layer>"""

    def search_box(self, asked: str) -> str:
        entry = at(
            "search", f'<input type="text" name="keyword" value="{asked}" aria-label="{self.words.all("find")[0]}">'
        )
        return f'<form action="/recherche-produits" method="get">{entry}</form>'

    def cart_link(self, held: int) -> str:
        return at("cart", f'<button type="button" aria-haspopup="dialog">{self.words["cart"]} [{held}]</button>')

    def beside(self, ware: Ware) -> str:
        """Other goods with quick ways to put them into the cart stand before the page's own description ends."""
        w = self.words
        others = [other for other in self.wares if other is not ware][:3]
        cards = "".join(
            f"<li>{self.card(other, answers=False)}<button type='button'>{w['add']}</button></li>" for other in others
        )
        return f"<h2>{w['recent']}</h2><ul class='grid'>{cards}</ul>"
