"""Shops with much on every page: glyphs for everything, links over whole cards, drawers and pop-ups, a marketplace."""

import json

from tests.corpus.storefronts.base import GLYPH, PICTURE, Page, Storefront, Ware, at, at_if


class IconsOnly(Storefront):
    """Controls are glyphs: named by a label, a title, or nothing but their address; all pages claim to be English."""

    structure = "icons"
    style = Storefront.style + " .ic{display:inline-block;padding:8px} .row{display:flex;gap:12px}"

    def html_language(self) -> str:
        return "en"

    def header(self, asked: str, held: int) -> str:
        w = self.words
        if asked:
            search = self.search_box(asked)
        else:
            search = at("search", f'<button type="button" class="ic" title="{w.all("find")[0]}">{GLYPH}</button>')
        return f"""<header class="row"><button type="button" class="ic" title="{w["menu"]}">{GLYPH}</button><a class="ic"
          href="/">{GLYPH}</a>{search}<a class="ic" href="/wishlist" title="{w["wish"]}">{GLYPH}</a><a class="ic"
          href="{self.account_path}">{GLYPH}</a>{self.cart_link(held)}</header>"""

    def cart_link(self, held: int) -> str:
        count = f"<sup>{held}</sup>" if held else ""
        return at("cart", f'<a class="ic" href="{self.cart_path}">{GLYPH}{count}</a>')

    def search_box(self, asked: str) -> str:
        w = self.words
        entry = at("search", f'<input name="s" value="{asked}" placeholder="{w["search"]}">')
        return f'<form action="/">{entry}<button class="ic" title="{w["find"]}">{GLYPH}</button></form>'

    def card(self, ware: Ware, *, answers: bool) -> str:
        w = self.words
        tools = f"""<div class="row"><button type="button" class="ic" aria-label="{w["add"]}">{GLYPH}</button><button
          type="button" class="ic" aria-label="{w["wish"]}">{GLYPH}</button><a class="ic" href="/compare/add/{ware.number}"
          title="{w["compare"]}">{GLYPH}</a></div>"""
        return super().card(ware, answers=answers) + tools

    def product_body(self, ware: Ware, *, buyable: bool, answer: bool = True) -> str:
        w = self.words
        mark = at_if("add", answer)
        act = f'<button type="submit" disabled title="{w["sold_out"]}">{GLYPH}</button> {w["sold_out"]}'
        if buyable:
            act = mark(f'<button type="submit" title="{w["add"]}">{GLYPH}</button>')
        step = (
            '<button type="button">−</button><input name="quantity" value="1" size="2"><button type="button">+</button>'
        )
        return f"""<img src="{PICTURE}" alt="" width="400" height="400"><h1>{ware.name}</h1><p>{self.price_of(ware)}</p>
          <form method="post" action="{self.cart_path}"><input type="hidden" name="sku" value="{ware.number}">{step}{act}
          </form><a class="ic" href="/wishlist/add/{ware.number}" title="{w["wish"]}">{GLYPH}</a><a class="ic"
          href="/share">{GLYPH}</a><p>{w["description"]}</p>"""

    def cart_body(self) -> str:
        w = self.words
        lines = "".join(
            f"""<div class="row"><a href="{self.ware_path(ware)}">{ware.name}</a><input name="qty" value="1" size="2">
            <span>{w.price(ware.price)}</span><button class="ic" title="{w["remove"]}">{GLYPH}</button></div>"""
            for ware in self.wares[:2]
        )
        return f"""<form method="post" action="{self.cart_path}">{lines}<button class="ic" title="{w["update"]}">{GLYPH}</button>
          {at("checkout", f'<button formaction="{self.checkout_path}">{w["checkout"]}</button>')}</form>"""


class CardLinks(Storefront):
    """A link over every card whole, structured data on all pages, a search that suggests, a bar that stays in sight."""

    structure = "card_links"
    style = (
        Storefront.style
        + " .card{display:block;color:inherit} .bar{position:fixed;bottom:0;left:0;right:0;background:#eee}"
    )

    def head(self) -> str:
        w = self.words
        site = {
            "@type": "WebSite",
            "url": "https://shop.example/",
            "potentialAction": {
                "@type": "SearchAction",
                "target": f"{self.search_path}?q={{q}}",
                "query-input": "required name=q",
            },
        }
        data = json.dumps(
            {"@context": "https://schema.org", "@graph": [site, {"@type": "OnlineStore", "name": w["shop"]}]}
        )
        return f'<script type="application/ld+json">{data}</script>'

    def search_box(self, asked: str) -> str:
        w = self.words
        entry = f"""<input type="text" id="site-query" role="combobox" aria-autocomplete="list" aria-controls="hits"
          placeholder="{w["search"]}" value="{asked}">"""
        return f'<div>{at("search", entry)}<ul id="hits" role="listbox" hidden></ul></div>'

    def cart_link(self, held: int) -> str:
        return at("cart", f'<a href="{self.cart_path}" rel="nofollow">{GLYPH} {self.words["cart"]} <b>{held}</b></a>')

    def card(self, ware: Ware, *, answers: bool) -> str:
        w = self.words
        badge = "<span>−20 %</span>" if ware.old_price else ""
        return at_if("product", answers)(
            f"""<a class="card" href="{self.ware_path(ware)}">{badge}<img loading="lazy" src="{PICTURE}" width="220"
            height="220" alt=""><span>{ware.name}</span><span>{self.price_of(ware)}</span><small>{w["in_stock"]}</small></a>"""
        )

    def product_body(self, ware: Ware, *, buyable: bool, answer: bool = True) -> str:
        w = self.words
        mark = at_if("add", answer)
        state = "InStock" if buyable else "OutOfStock"
        data = {
            "@context": "https://schema.org", "@type": "Product", "name": ware.name,
            "offers": {"@type": "Offer", "price": ware.price, "availability": f"https://schema.org/{state}"},
        }  # fmt: skip
        act = mark(f'<button type="button" class="buy">{w["add"]}</button>')
        bar = f'<div class="bar">{ware.name} {mark(f"""<button type="button">{w["add"]}</button>""")}</div>'
        if not buyable:
            act, bar = f'<p>{w["sold_out"]}</p><button type="button">{w["notify"]}</button>', ""
        return f"""<script type="application/ld+json">{json.dumps(data)}</script><img src="{PICTURE}" alt="" width="500"
          height="500"><h1>{ware.name}</h1><p>{self.price_of(ware)}</p><select name="colour">
          {"".join(f"<option>{text}</option>" for text in w.all("colours"))}</select>{act}<button type="button">{w["wish"]}
          </button><p>{w["description"]}</p>{bar}"""


class Drawers(Storefront):
    """A banner of consent, a pop-up for a newsletter, a menu and a cart in drawers, a chat in the corner."""

    structure = "drawers"
    kinds = ("home", "added", "listing", "popup", "product", "cart", "order", "gate", "empty_cart", "results")
    style = (
        Storefront.style
        + """ .over{position:fixed;background:#fff;z-index:99;padding:20px}
      .foot{left:0;right:0;bottom:0} .mid{left:30%;top:20%;width:40%} .veil{position:fixed;inset:0;background:rgba(0,0,0,.5)}
      .chat{position:fixed;right:12px;bottom:12px;width:56px;height:56px}"""
    )

    def page(self, kind: str) -> Page:
        return self.popup() if kind == "popup" else super().page(kind)

    def popup(self) -> Page:
        w = self.words
        over = f"""<div class="veil"></div><div class="over mid" role="dialog" aria-modal="true"><h2>{w["newsletter"]}</h2>
          <p>{w["newsletter_text"]}</p><form action="/newsletter" method="post"><input type="email" name="email"
          placeholder="{w["email"]}"><button>{w["subscribe"]}</button></form>
          {at("closer", f'<button type="button">{w["close"]}</button>')}</div>"""
        name = w.all("categories")[0]
        body = f"<h1>{name}</h1>{self.grid(self.wares)}"
        return Page(self.category_path(name), self.frame(name, body, over=over), {"kind": "listing"})

    def frame(self, title: str, body: str, *, asked: str = "", held: int = 0, over: str = "") -> str:
        w = self.words
        chat = f'<button type="button" class="chat" aria-label="{w["chat"]}">{GLYPH}</button>'
        return super().frame(title, body, asked=asked, held=held, over=over + chat)

    def consent(self) -> str:
        w = self.words
        style = self.taste % 3
        accept = at("consent", f'<button type="button">{w["accept"]}</button>')
        if style == 0:
            rest = f'<button type="button">{w["settings"]}</button><button type="button">{w["reject"]}</button>'
            return f'<div class="over foot" id="cookie-bar"><p>{w["cookie"]}</p>{rest}{accept}</div>'
        if style == 1:
            accept = at("consent", f'<a href="#" role="button">{w["accept"]}</a>')
            return f"""<div class="over foot"><p>{w["cookie"]} <a href="/privacy">{w.all("footer")[5]}</a></p>
              <a href="#" role="button">{w["reject"]}</a> {accept}</div>"""
        return f"""<div class="veil"></div><div class="over mid" role="dialog" aria-modal="true" aria-label="{w["shop"]}">
          <p>{w["cookie"]}</p>{accept}<button type="button">{w["settings"]}</button><button type="button">{w["reject"]}
          </button></div>"""

    def cart_link(self, held: int) -> str:
        w = self.words
        return at(
            "cart",
            f'<button type="button" aria-expanded="false" aria-controls="mini">{w["cart"]} <em>{held}</em></button>',
        )

    def drawer(self, ware: Ware) -> str:
        w = self.words
        return f"""<div class="veil"></div><aside class="over" id="mini" style="right:0;top:0;bottom:0;width:380px"><button
          type="button" aria-label="{w["close"]}">×</button><h2>{w["cart"]}</h2><div><a href="{self.ware_path(ware)}">
          {ware.name}</a> <button type="button">−</button> 1 <button type="button">+</button>{w.price(ware.price)}</div>
          <form action="/voucher"><input name="code" placeholder="{w["coupon"]}"><button>{w["apply"]}</button></form>
          {at("cart", f'<a href="{self.cart_path}">{w["view_cart"]}</a>')}
          {at("checkout", f'<a href="{self.checkout_path}">{w["checkout"]}</a>')}</aside>"""


class Marketplace(Storefront):
    """Everything at once: a search with a choice of departments, a search for shops, wish lists, comparisons, sellers."""

    structure = "marketplace"
    style = Storefront.style + " .cols{display:flex;gap:20px} .cols>aside{width:280px} .mega{columns:4}"

    def ware_path(self, ware: Ware) -> str:
        return f"/dp/B0{ware.number}XK?ref=sr_1_{ware.number % 10}"

    def category_path(self, name: str) -> str:
        return f"/b/{self.words.all('categories').index(name) + 1}"

    @property
    def cart_path(self) -> str:
        return "/gp/cart/view"

    @property
    def checkout_path(self) -> str:
        return "/gp/buy/start"

    @property
    def search_path(self) -> str:
        return "/s"

    def search_address(self, asked: str) -> str:
        return f"/s?k={asked.replace(' ', '+')}"

    def header(self, asked: str, held: int) -> str:
        w = self.words
        departments = "".join(f"<option>{name}</option>" for name in w.all("categories"))
        entry = at("search", f'<input type="text" name="k" value="{asked}" placeholder="{w["search"]}">')
        place = f"""<form action="/filialen"><label>{w["stores"]} <input type="text" name="place"
          placeholder="{w["stores_field"]}"></label><button>OK</button></form>"""
        choose = f'<select aria-label="{w["language"]}"><option>EN</option></select><select aria-label="{w["currency"]}"><option>EUR</option></select>'
        return f"""<header>{place}<a href="/">{w["shop"]}</a><form action="/s"><select name="dept">{departments}</select>
          {entry}<input type="submit" value="{w["find"]}"></form>{choose}<a href="/orders">{w.all("footer")[11]}</a>
          <a href="{self.account_path}">{w["account"]}</a><a href="/list">{w["wish"]}</a>{self.cart_link(held)}</header>
          {self.menu()}"""

    def menu(self) -> str:
        entries = "".join(
            f'<a href="{self.category_path(name)}/{n}">{name} {n}</a><br>'
            for name in self.words.all("categories")
            for n in range(9)
        )
        return f'<nav class="mega">{entries}</nav>'

    def footer(self) -> str:
        links = "".join(
            f'<a href="/help/{n}/{m}">{text} {m}</a> '
            for m in range(8)
            for n, text in enumerate(self.words.all("footer"))
        )
        return f"<footer>{self.newsletter()}{links}</footer>"

    def card(self, ware: Ware, *, answers: bool) -> str:
        w = self.words
        tools = f"""<form action="/gp/cart/add" method="post"><input type="hidden" name="asin" value="{ware.number}"><button>
          {w["add"]}</button></form><button type="button">{w["quick"]}</button><label><input type="checkbox"> {w["compare"]}
          </label><a href="/list/add/{ware.number}">{w["wish"]}</a>"""
        stars = f'<a href="/reviews/{ware.number}">★★★★☆ 2.318</a>'
        return f"{super().card(ware, answers=answers)}{stars}{tools}"

    def tools(self) -> str:
        w = self.words
        facets = "".join(f'<label><input type="checkbox" name="f">{text} (12)</label>' for text in w.all("colours"))
        return f'{super().tools()}<form>{facets}<input type="number" name="min"><input type="number" name="max"><button>{w["filter"]}</button></form>'

    def product_body(self, ware: Ware, *, buyable: bool, answer: bool = True) -> str:
        w = self.words
        mark = at_if("add", answer)
        amounts = "".join(f"<option>{n}</option>" for n in range(1, 6))
        act = f"""<form action="/gp/cart/add" method="post"><select name="quantity">{amounts}</select>
          {mark(f'<input type="submit" name="submit.add" value="{w["add"]}">')}
          <input type="submit" name="submit.now" value="{w["buy_now"]}"></form>"""
        state = w["in_stock"]
        if not buyable:
            act, state = f"<button type='button'>{w['notify']}</button>", w["sold_out"]
        return f"""<div class="cols"><img src="{PICTURE}" alt="" width="400" height="400"><div><h1>{ware.name}</h1><a
          href="/seller/3">{w["shop"]}</a><p>{w["description"]}</p></div><aside><p>{self.price_of(ware)}</p><p>{state}</p>
          {act}<a href="/list/add/{ware.number}">{w["wish"]}</a><label><input type="checkbox">{w["compare"]}</label>
          </aside></div>"""

    def cart_body(self) -> str:
        w = self.words
        lines = "".join(
            f"""<div class="cols"><img src="{PICTURE}" width="90" height="90" alt=""><a href="{self.ware_path(ware)}">{ware.name}</a>
            <select name="quantity"><option>1</option><option>2</option></select><a href="#">{w["remove"]}</a>
            <a href="#">{w["wish"]}</a><b>{w.price(ware.price)}</b></div>"""
            for ware in self.wares[:3]
        )
        go = at("checkout", f'<input type="submit" name="proceed" value="{w["checkout"]} (3)">')
        return f"""<div class="cols"><div>{lines}</div><aside><form action="/gp/buy/start" method="get"><p>{w["subtotal"]}
          {w.price(55)}</p>{go}</form></aside></div>"""
