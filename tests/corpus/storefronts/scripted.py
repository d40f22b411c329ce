"""Shops that scripts build: blocks as buttons, shadow roots, hash routes, names made by machines."""

from collections.abc import Sequence

from tests.corpus.storefronts.base import GLYPH, PICTURE, PURPOSES, Page, Storefront, Ware, at, at_if
from tests.corpus.storefronts.words import slug


class Utility(Storefront):
    """Classes that say only how things look; the search lies behind a glyph, buttons are blocks, labels placeholders."""

    structure = "utility"
    style = """*{box-sizing:border-box} body{font:16px/1.5 system-ui;margin:0} .flex{display:flex;gap:12px}
      .items-center{align-items:center} .grid-4{display:grid;grid-template-columns:repeat(4,1fr);gap:16px}
      .cursor-pointer{cursor:pointer} .w-64{width:256px} .p-4{padding:16px} .rounded{border-radius:6px}
      .bg-black{background:#000;color:#fff} .h-12{height:48px} .border{border:1px solid #bbb}"""

    @property
    def cart_path(self) -> str:
        return "/bag"

    @property
    def checkout_path(self) -> str:
        return "/checkout"

    def ware_path(self, ware: Ware) -> str:
        return f"/p/{slug(ware.name)}/x{ware.number}"

    def category_path(self, name: str) -> str:
        return f"/c/{slug(name)}"

    def header(self, asked: str, held: int) -> str:
        w = self.words
        links = "".join(f'<a class="p-4" href="{self.category_path(name)}">{name}</a>' for name in w.all("categories"))
        search = at("search", f'<button type="button" class="p-4" aria-label="{w.all("find")[0]}">{GLYPH}</button>')
        if asked:
            entry = at("search", f'<input class="border h-12" placeholder="{w["search"]}" value="{asked}">')
            search = f'<div class="flex">{entry}<div class="cursor-pointer">{GLYPH}</div></div>'
        return f"""<div class="p-4 bg-black">{w["newsletter_text"]}</div><div class="flex items-center p-4"><a href="/">
          {GLYPH}</a><div class="flex">{links}</div><div class="flex">{search}<a href="{self.account_path}"
          aria-label="{w["account"]}">{GLYPH}</a>{self.cart_link(held)}</div></div>"""

    def cart_link(self, held: int) -> str:
        label = f'aria-label="{self.words["cart"]}"'
        return at(
            "cart", f'<button type="button" class="p-4" {label}>{GLYPH}<span class="rounded">{held}</span></button>'
        )

    def main(self, body: str) -> str:
        return f'<div class="p-4">{body}</div>'

    def newsletter(self) -> str:
        w = self.words
        return f"""<div class="p-4"><div>{w["newsletter"]}</div><div>{w["newsletter_text"]}</div><input class="border h-12"
          placeholder="{w["email"]}"><div class="cursor-pointer bg-black p-4">{w["subscribe"]}</div></div>"""

    def grid(self, wares: Sequence[Ware], *, answers: bool = True) -> str:
        return f'<div class="grid-4">{"".join(self.card(ware, answers=answers) for ware in wares)}</div>'

    def card(self, ware: Ware, *, answers: bool) -> str:
        mark = at_if("product", answers)
        w = self.words
        inner = f"""<img src="{PICTURE}" alt="{ware.name}" class="w-64"><div>{ware.name}</div><div>{self.price_of(ware)}</div>"""
        link = mark(f'<a class="p-4" href="{self.ware_path(ware)}">{inner}</a>')
        return f'<div class="rounded">{link}<button type="button" aria-label="{w["wish"]}" class="p-4">{GLYPH}</button></div>'

    def product_body(self, ware: Ware, *, buyable: bool, answer: bool = True) -> str:
        w = self.words
        mark = at_if("add", answer)
        look = "cursor-pointer bg-black h-12 p-4 w-64"
        add = mark(f'<div class="{look}" onclick="void 0">{w["add"]}</div>')
        if not buyable:
            add = f'<button type="button" disabled class="{look}">{w["sold_out"]}</button>'
        colours = "".join(f'<div class="cursor-pointer border p-4">{text}</div>' for text in w.all("colours"))
        sizes = "".join(f'<div class="cursor-pointer border p-4">{text}</div>' for text in ("S", "M", "L", "XL"))
        return f"""<div class="flex"><img src="{PICTURE}" alt="" width="500" height="500"><div><h1>{ware.name}</h1>
          <div>{w.price(ware.price)}</div><div>{w["colour"]}</div><div class="flex">{colours}</div><div class="flex">
          {w["size"]} <a href="#sizes">{w["size_guide"]}</a></div><div class="flex">{sizes}</div><div class="flex">
          <div class="cursor-pointer border p-4">−</div><span>1</span><div class="cursor-pointer border p-4">+</div></div>
          {add}<div class="cursor-pointer p-4">{w["wish"]}</div><div>{w["description"]}</div></div></div>"""

    def cart_body(self) -> str:
        w = self.words
        lines = "".join(
            f"""<div class="flex items-center"><img src="{PICTURE}" width="80" height="80" alt=""><a
            href="{self.ware_path(ware)}">{ware.name}</a><button type="button">−</button><span>1</span><button
            type="button">+</button><span>{w.price(ware.price)}</span><button type="button" aria-label="{w["remove"]}">
            {GLYPH}</button></div>"""
            for ware in self.wares[:2]
        )
        go = at(
            "checkout", f'<div class="cursor-pointer bg-black h-12 p-4 w-64" onclick="void 0">{w["checkout"]}</div>'
        )
        return f'{lines}<div>{w["total"]} {w.price(33.5)}</div><input class="border" placeholder="{w["coupon"]}"><div class="cursor-pointer">{w["apply"]}</div>{go}'

    def gate_body(self) -> str:
        w = self.words
        guest = at("guest", f'<div class="cursor-pointer border p-4 w-64" onclick="void 0">{w["guest"]}</div>')
        return f"<div class='flex'><div>{self.sign_in_form()}</div><div><div>{w['new_here']}</div>{guest}</div></div>"

    def order_form(self, keys: Sequence[str], button: str) -> str:
        return f'<div class="p-4">{"".join(self.fields(keys))}{button}</div>'

    def field(self, key: str) -> str:
        if key in {"terms_box", "news_box", "country"}:
            return super().field(key)
        return f'<div class="p-4">{self.entry(key, "")}</div>'

    def entry(self, key: str, identity: str, extra: str = "") -> str:
        return super().entry(key, identity, f'{extra} placeholder="{self.words[key]}" class="border h-12"')

    names = {key: f"input_{place}" for place, key in enumerate(PURPOSES)}

    def button(self, text: str) -> str:
        return f'<button type="button" class="bg-black h-12 p-4">{text}</button>'


class Components(Storefront):
    """Custom elements with open shadow roots: the search, the cards and the buy box each live in one of their own."""

    structure = "components"

    def part(self, name: str, inner: str) -> str:
        return (
            f'<{name}-part><template shadowrootmode="open"><style>{self.style}</style>{inner}</template></{name}-part>'
        )

    def search_box(self, asked: str) -> str:
        w = self.words
        entry = at(
            "search", f'<input type="text" aria-label="{w["find"]}" placeholder="{w["search"]}" value="{asked}">'
        )
        return self.part(
            "shop-search", f'<div>{entry}<button type="button" aria-label="{w["find"]}">{GLYPH}</button></div>'
        )

    def cart_link(self, held: int) -> str:
        label = f'aria-label="{self.words["cart"]}, {held}"'
        return self.part("shop-cart", at("cart", f'<a href="{self.cart_path}" {label}>{GLYPH}<span>{held}</span></a>'))

    def card(self, ware: Ware, *, answers: bool) -> str:
        w = self.words
        quick = f'<button type="button" aria-label="{w["quick"]}: {ware.name}">{GLYPH}</button>'
        return self.part("product-card", super().card(ware, answers=answers) + quick)

    def product_body(self, ware: Ware, *, buyable: bool, answer: bool = True) -> str:
        w = self.words
        mark = at_if("add", answer)
        radios = "".join(
            f'<label><input type="radio" name="colour" value="{n}" {"checked" if not n else ""}>{text}</label>'
            for n, text in enumerate(w.all("colours"))
        )
        act = (
            mark(f'<button type="submit">{w["add"]}</button>')
            if buyable
            else f"<button disabled>{w['sold_out']}</button>"
        )
        box = f"""<fieldset><legend>{w["colour"]}</legend>{radios}</fieldset><form method="post" action="/api/lines">{act}
          </form><button type="button">{w["wish"]}</button><a href="/compare">{w["compare"]}</a>"""
        return f"""<img src="{PICTURE}" alt="" width="400" height="400"><h1>{ware.name}</h1><p>{self.price_of(ware)}</p>
          <p>{w["in_stock"] if buyable else w["sold_out"]}</p>{self.part("buy-box", box)}<p>{w["description"]}</p>"""

    def field(self, key: str) -> str:
        return self.part("form-field", super().field(key))

    def order_form(self, keys: Sequence[str], button: str) -> str:
        return "<section>" + "".join(self.fields(keys)) + self.part("form-button", button) + "</section>"


class SinglePage(Storefront):
    """Hash routes and buttons without addresses; tiles that one clicks; steppers; everything on one address."""

    structure = "single_page"
    style = """body{font:15px sans-serif} .tile{display:inline-block;width:220px;cursor:pointer;margin:8px}
      .bar{display:flex;gap:10px} button{padding:8px}"""

    @property
    def cart_path(self) -> str:
        return "/#/cart"

    @property
    def checkout_path(self) -> str:
        return "/#/checkout"

    @property
    def search_path(self) -> str:
        return "/#/search"

    @property
    def account_path(self) -> str:
        return "/#/login"

    def ware_path(self, ware: Ware) -> str:
        return f"/#/product/{ware.number}"

    def category_path(self, name: str) -> str:
        return f"/#/category/{self.words.all('categories').index(name)}"

    def header(self, asked: str, held: int) -> str:
        w = self.words
        entries = "".join(f"<button>{name}</button>" for name in w.all("categories"))
        entry = at("search", f'<input role="searchbox" placeholder="{w["search"]}" value="{asked}">')
        return f"""<header><div class="bar"><button>{w["menu"]}</button><a href="#/">{w["shop"]}</a>{entry}
          <button>{w["account"]}</button>{self.cart_link(held)}</div><div class="bar">{entries}</div></header>"""

    def cart_link(self, held: int) -> str:
        return at("cart", f"<button>{GLYPH} {self.words['cart']} <span>{held}</span></button>")

    def grid(self, wares: Sequence[Ware], *, answers: bool = True) -> str:
        return f"<section>{''.join(self.card(ware, answers=answers) for ware in wares)}</section>"

    def card(self, ware: Ware, *, answers: bool) -> str:
        tile = f"""<div class="tile"><img src="{PICTURE}" width="200" height="200" alt="{ware.name}"><div>{ware.name}</div>
          <span>{self.words.price(ware.price)}</span></div>"""
        return at_if("product", answers)(tile)

    def more(self) -> str:
        return f"<button>{self.words['more']}</button>"

    def product_body(self, ware: Ware, *, buyable: bool, answer: bool = True) -> str:
        w = self.words
        mark = at_if("add", answer)
        sizes = "".join(f'<button role="radio" aria-checked="false">{size}</button>' for size in ("S", "M", "L"))
        state = "" if buyable else "disabled"
        act = mark(f"<button {state}>{w['add']}</button>") if buyable else f"<button disabled>{w['sold_out']}</button>"
        return f"""<button>← {w["keep"]}</button><img src="{PICTURE}" width="400" height="400" alt=""><h2>{ware.name}</h2>
          <strong>{w.price(ware.price)}</strong><div role="radiogroup" aria-label="{w["size"]}">{sizes}</div>
          <div class="bar"><button aria-label="−">−</button><span>1</span><button aria-label="+">+</button></div>
          {act}<button>{w["wish"]}</button><p>{w["description"]}</p>"""

    def cart_body(self) -> str:
        w = self.words
        lines = "".join(
            f"""<div class="bar"><span>{ware.name}</span><button>−</button><span>1</span><button>+</button>
            <span>{w.price(ware.price)}</span><button>{w["remove"]}</button></div>"""
            for ware in self.wares[:2]
        )
        go = at("checkout", f"<button>{w['checkout']}</button>")
        return f"{lines}<p>{w['total']}: {w.price(33.5)}</p><button>{w['keep']}</button>{go}"

    def gate_body(self) -> str:
        w = self.words
        tabs = f'<div role="tablist"><button role="tab" aria-selected="true">{w["login"]}</button>'
        guest = at("guest", f'<button role="tab" aria-selected="false">{w["guest"]}</button>')
        return f"{tabs}{guest}</div>{self.sign_in_form()}"

    def order_form(self, keys: Sequence[str], button: str) -> str:
        return f"<form>{''.join(self.fields(keys))}{button}</form>"

    def entry(self, key: str, identity: str, extra: str = "") -> str:
        return super().entry(key, identity, f'{extra} aria-label="{self.words[key]}"')

    def button(self, text: str) -> str:
        return f"<button>{text}</button>"


class Hashed(Storefront):
    """Class names and ids made by machines, labels that float inside their fields, blocks with roles, no plain forms."""

    structure = "hashed"
    kinds = ("listing", "product", "order", "home", "cart", "results", "payment", "gate", "nothing", "added", "wall")
    style = """.css-1ab{display:flex;gap:16px} .css-9xk{position:relative;height:56px;width:320px}
      .css-9xk span{position:absolute;left:12px;top:4px;font-size:12px} .css-9xk input{height:56px;width:100%}
      .css-77q{width:220px;cursor:pointer} body{font:16px sans-serif}"""

    @property
    def cart_path(self) -> str:
        return "/b/7f3a"

    @property
    def checkout_path(self) -> str:
        return "/b/7f3a/flow"

    def ware_path(self, ware: Ware) -> str:
        return f"/{slug(ware.name)}"

    def category_path(self, name: str) -> str:
        return f"/{slug(name)}"

    def cart(self) -> Page:
        page = super().cart()
        return Page(page.path, page.html, {"empty": False})

    def search_box(self, asked: str) -> str:
        w = self.words
        entry = f"""<input class="css-3f" id=":r{self.taste}:" role="combobox" aria-expanded="false" aria-autocomplete="list"
          autocomplete="off" placeholder="{w["search"]}" value="{asked}">"""
        return f'<div class="css-1ab">{at("search", entry)}<div role="button" tabindex="0" aria-label="{w["find"]}">{GLYPH}</div></div>'

    def cart_link(self, held: int) -> str:
        w = self.words
        return at(
            "cart",
            f'<div role="button" tabindex="0" class="css-1ab" aria-label="{w["cart"]}">{GLYPH}<i>{held or ""}</i></div>',
        )

    def grid(self, wares: Sequence[Ware], *, answers: bool = True) -> str:
        return f'<div class="css-1ab" style="flex-wrap:wrap">{"".join(self.card(ware, answers=answers) for ware in wares)}</div>'

    def card(self, ware: Ware, *, answers: bool) -> str:
        w = self.words
        mark = at_if("product", answers)
        return f"""<article class="css-77q">{mark(f'<a href="{self.ware_path(ware)}" aria-label="{ware.name}"><div style="height:200px;background:url({PICTURE!r})"></div></a>')}
          <div>{ware.name}</div><div>{self.price_of(ware)}</div><div role="button" tabindex="0">{w["add"]}</div></article>"""

    def product_body(self, ware: Ware, *, buyable: bool, answer: bool = True) -> str:
        w = self.words
        mark = at_if("add", answer)
        swatches = "".join(
            f'<label title="{text}"><input type="radio" name="c" style="opacity:0;position:absolute" value="{text}">'
            f'<span style="display:block;width:32px;height:32px;background:#876"></span></label>'
            for text in w.all("colours")
        )
        act = mark(f'<div role="button" tabindex="0" class="css-77q">{w["add"]}</div>')
        state = w["in_stock"]
        if not buyable:
            act, state = f'<div role="button" aria-disabled="true">{w["sold_out"]}</div>', w["sold_out"]
        return f"""<div class="css-1ab"><img src="{PICTURE}" width="420" height="420" alt=""><div><h1>{ware.name}</h1><p>
          {w.price(ware.price)}</p><p>{w["colour"]}</p><div class="css-1ab">{swatches}</div><p>{state}</p>{act}<div
          role="button" tabindex="0">{w["buy_now"]}</div><div role="button" tabindex="0">{w["wish"]}</div></div></div>"""

    def cart_body(self) -> str:
        w = self.words
        lines = "".join(
            f"""<div class="css-1ab"><a href="{self.ware_path(ware)}">{ware.name}</a><input type="number" value="1"
            aria-label="{w["quantity"]}"><span>{w.price(ware.price)}</span><div role="button" tabindex="0">{w["remove"]}</div></div>"""
            for ware in self.wares[:2]
        )
        go = at("checkout", f'<div role="button" tabindex="0" class="css-77q">{w["checkout"]}</div>')
        return f"{lines}<p>{w['subtotal']} {w.price(33.5)}</p>{go}<div role='button' tabindex='0'>{w['keep']}</div>"

    def drawer(self, ware: Ware) -> str:
        w = self.words
        return f"""<div style="position:fixed;inset:0;background:rgba(0,0,0,.5)"></div><div class="css-d" style="position:fixed;
          top:0;right:0;width:400px;height:100%;background:#fff;z-index:9"><div role="button" tabindex="0"
          aria-label="{w["close"]}">×</div><h2>{w["cart"]}</h2><p>{ware.name}</p><p>{w.price(ware.price)}</p>
          {at("checkout", f'<div role="button" tabindex="0">{w["checkout"]}</div>')}<div role="button"
          tabindex="0">{w["keep"]}</div></div>"""

    def gate_body(self) -> str:
        w = self.words
        guest = at("guest", f'<div role="button" tabindex="0" class="css-77q">{w["guest"]}</div>')
        return f"<div class='css-1ab'><div>{self.sign_in_form()}</div><div>{guest}</div></div>"

    def order_form(self, keys: Sequence[str], button: str) -> str:
        return f"<div>{''.join(self.fields(keys))}{button}</div>"

    def field(self, key: str) -> str:
        if key in {"terms_box", "news_box"}:
            return super().field(key)
        return (
            f'<label class="css-9xk">{self.entry(key, f":r{len(key)}{key[-1]}:")}<span>{self.words[key]}</span></label>'
        )

    def entry(self, key: str, identity: str, extra: str = "") -> str:
        return (
            super()
            .entry(key, "", extra)
            .replace(f' name="{self.names.get(key, key)}"', "")
            .replace(f'name="{self.names.get(key, key)}"', f'id="{identity}"')
        )

    def button(self, text: str) -> str:
        return f'<div role="button" tabindex="0" class="css-77q">{text}</div>'
