"""Shops as servers render them: tables of the old days, baskets that post, a village shop with an order slip."""

from collections.abc import Sequence

from tests.corpus.storefronts.base import PICTURE, Page, Storefront, Ware, at, at_if


class Tables(Storefront):
    """Layout by tables, no landmarks, no language told, one router for all pages, pictures as buttons, labels that belong to no field."""

    structure = "tables"
    style = "body{font:13px Verdana} td{padding:4px;vertical-align:top} .box{border:1px solid #999;width:180px}"

    @property
    def cart_path(self) -> str:
        return "/index.php?page=basket"

    @property
    def checkout_path(self) -> str:
        return "/index.php?page=checkout"

    @property
    def search_path(self) -> str:
        return "/index.php?page=search"

    @property
    def account_path(self) -> str:
        return "/index.php?page=login"

    def ware_path(self, ware: Ware) -> str:
        return f"/index.php?page=item&nr={ware.number}"

    def category_path(self, name: str) -> str:
        return f"/index.php?page=list&dept={self.words.all('categories').index(name) + 1}"

    def search_address(self, asked: str) -> str:
        return f"/index.php?page=search&keywords={asked.replace(' ', '+')}"

    def frame(self, title: str, body: str, *, asked: str = "", held: int = 0, over: str = "") -> str:
        w = self.words
        boxes = f"""<div class="box"><b>{w["find"]}</b>{self.search_box(asked)}</div>{self.menu()}
          <div class="box">{self.newsletter()}</div>"""
        right = f'<div class="box"><b>{w["account"]}</b><br><a href="{self.account_path}">{w["login"]}</a></div>'
        top = f'<a href="{self.checkout_path}">{w["checkout"]}</a>'
        if title == w["cart"]:
            top = at("checkout", top)
        inner = f"""<table width="100%" bgcolor="#eeeeee"><tr><td><a href="/index.php"><img src="{PICTURE}" width="180"
          height="60" alt="{w["shop"]}"></a></td><td align="right"><a href="{self.account_path}">{w["account"]}</a> |
          {self.cart_link(held)} | {top}</td></tr></table>
          <table width="100%"><tr><td width="190">{boxes}</td><td>{body}</td><td width="190">{right}</td></tr></table>
          <table width="100%"><tr><td>{self.footer()}</td></tr></table>{over}"""
        return self.document(title, inner)

    def html_language(self) -> str:
        return ""

    def menu(self) -> str:
        rows = "".join(
            f'<tr><td><a href="{self.category_path(name)}">{name}</a></td></tr>'
            for name in self.words.all("categories")
        )
        return f'<table class="box">{rows}</table>'

    def search_box(self, asked: str) -> str:
        entry = at("search", f'<input type="text" name="keywords" size="14" value="{asked}">')
        return f"""<form action="/index.php" method="get"><input type="hidden" name="page" value="search">{entry}
          <input type="image" src="{PICTURE}" width="40" height="18" alt="{self.words["find"]}"></form>"""

    def cart_link(self, held: int) -> str:
        return at("cart", f'<a href="{self.cart_path}">{self.words["cart"]}</a>') + f" <small>{held} × </small>"

    def footer(self) -> str:
        texts = self.words.all("footer")
        return " | ".join(f'<a href="/index.php?page=info&nr={place}">{text}</a>' for place, text in enumerate(texts))

    def newsletter(self) -> str:
        w = self.words
        return f"""<b>{w["newsletter"]}</b><form action="/index.php?page=mail" method="post"><input name="email" size="12">
          <input type="submit" value="{w["subscribe"]}"></form>"""

    def grid(self, wares: Sequence[Ware], *, answers: bool = True) -> str:
        cells = [f'<td width="33%" align="center">{self.card(ware, answers=answers)}</td>' for ware in wares]
        rows = ["".join(cells[start : start + 3]) for start in range(0, len(cells), 3)]
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"

    def card(self, ware: Ware, *, answers: bool) -> str:
        mark = at_if("product", answers)
        path = self.ware_path(ware)
        image = mark(f'<a href="{path}"><img src="{PICTURE}" width="120" height="120" alt="{ware.name}"></a>')
        buy = f'<a href="/index.php?page=list&action=buy_now&nr={ware.number}">{self.words.all("add")[0]}</a>'
        return f"""{image}<br>{mark(f'<a href="{path}">{ware.name}</a>')}<br>{self.price_of(ware)}<br>{buy}"""

    def price_of(self, ware: Ware) -> str:
        return f'<font color="red">{self.words.price(ware.price)}</font>'

    def product_body(self, ware: Ware, *, buyable: bool, answer: bool = True) -> str:
        w = self.words
        mark = at_if("add", answer)
        add = mark(f'<input type="image" src="{PICTURE}" width="120" height="24" alt="{w["add"]}" title="{w["add"]}">')
        act = f'{w["quantity"]}: <input type="text" name="cart_quantity" value="1" size="3"> {add}'
        state = w["in_stock"]
        if not buyable:
            act, state = f'<input type="submit" value="{w["notify"]}">', w["sold_out"]
        address = f"{self.ware_path(ware)}&action=add_product".replace("&", "&amp;")
        return f"""<form action="{address}" method="post"><table><tr><td><h1>{ware.name}</h1></td>
          <td align="right"><h1>{w.price(ware.price)}</h1></td></tr><tr><td>{w["description"]}</td><td><img src="{PICTURE}"
          width="200" height="200" alt="{ware.name}"></td></tr><tr><td>{w["colour"]}: <select name="option[1]">
          {"".join(f'<option value="{n}">{text}</option>' for n, text in enumerate(w.all("colours")))}</select></td>
          <td>{state}</td></tr><tr><td><a href="/index.php?page=review&nr={ware.number}">{w["review"]}</a></td>
          <td>{act}</td></tr></table></form>"""

    def cart_body(self) -> str:
        w = self.words
        rows = "".join(
            f"""<tr><td><input type="checkbox" name="cart_delete[]" value="{ware.number}"></td><td><a
            href="{self.ware_path(ware)}">{ware.name}</a></td><td><input type="text" name="cart_quantity[]" value="1"
            size="3"></td><td>{w.price(ware.price)}</td></tr>"""
            for ware in self.wares[:2]
        )
        go = at(
            "checkout",
            f'<a href="{self.checkout_path}"><img src="{PICTURE}" width="120" height="24" alt="{w["checkout"]}"></a>',
        )
        return f"""<form action="{self.cart_path}&amp;action=update_product" method="post"><table>{rows}</table>
          {w["total"]} {w.price(33.5)}<br><input type="image" src="{PICTURE}" width="120" height="24" alt="{w["update"]}">
          <a href="/index.php"><img src="{PICTURE}" width="120" height="24" alt="{w["keep"]}"></a> {go}</form>"""

    def field(self, key: str) -> str:
        w = self.words
        if key in {"terms_box", "news_box"}:
            return f"<table><tr><td>{self.tick(key)}</td><td>{w[key]}</td></tr></table>"
        return f'<table><tr><td width="160">{w[key]}:</td><td>{self.entry(key, "")} *</td></tr></table>'

    def tick(self, key: str) -> str:
        return at("field:terms" if key == "terms_box" else "field:newsletter", f'<input type="checkbox" name="{key}">')

    def input_type(self, key: str) -> str:
        return "password" if key == "password" else "text"


class Baskets(Storefront):
    """Every act is a form that posts; lists sell too; the search asks without a role, the fields have short names."""

    structure = "baskets"
    names = {
        "first": "fn", "last": "ln", "name": "n", "street": "a1", "house": "hn", "line2": "a2", "postcode": "zip",
        "city": "ct", "region": "rg", "country": "co", "phone": "ph", "email": "em", "company": "org", "comment": "c",
    }  # fmt: skip
    style = """.pod{border:1px solid #ccc;padding:8px;width:230px;float:left;margin:6px} .c{clear:both}
      .alert{background:#ffd;padding:8px} body{font:15px sans-serif}"""

    def ware_path(self, ware: Ware) -> str:
        return f"/shop/{ware.number}"

    def category_path(self, name: str) -> str:
        return f"/shop/group/{self.words.all('categories').index(name)}"

    def search_box(self, asked: str) -> str:
        entry = at("search", f'<input name="term" value="{asked}" placeholder="{self.words["search"]}">')
        return f'<form action="/shop/list">{entry}<input type="submit" value="{self.words["find"]}"></form>'

    def header(self, asked: str, held: int) -> str:
        w = self.words
        links = "".join(f'<li><a href="{self.category_path(name)}">{name}</a></li>' for name in w.all("categories"))
        languages = "<form action='/lang' method='post'><select name='language'><option>en</option><option>de</option></select><button>OK</button></form>"
        return f"""<div class="top"><a href="/"><b>{w["shop"]}</b></a>{languages}{self.cart_link(held)}
          <a href="{self.account_path}">{w["login"]}</a></div><div class="menu">{self.search_box(asked)}<ul>{links}</ul></div>"""

    def cart_link(self, held: int) -> str:
        w = self.words
        total = f"<strong>{w['cart']}:</strong> {w.price(held * 12.5)}"
        return f'<div class="basket-mini">{total} {at("cart", f"""<a href="{self.cart_path}">{w["view_cart"]}</a>""")}</div>'

    def main(self, body: str) -> str:
        return f'<div class="content">{body}</div><div class="c"></div>'

    def grid(self, wares: Sequence[Ware], *, answers: bool = True) -> str:
        return "".join(f'<div class="pod">{self.card(ware, answers=answers)}</div>' for ware in wares)

    def card(self, ware: Ware, *, answers: bool) -> str:
        add = f"""<form action="{self.cart_path}/add/{ware.number}" method="post"><input type="hidden" name="quantity" value="1">
          <button type="submit">{self.words["add"]}</button></form>"""
        return super().card(ware, answers=answers) + add

    def product_body(self, ware: Ware, *, buyable: bool, answer: bool = True) -> str:
        w = self.words
        mark = at_if("add", answer)
        sizes = "".join(f"<option value='{size}'>{size}</option>" for size in ("S", "M", "L"))
        choose = f"<select name='size'><option value=''>{w['choose']}</option>{sizes}</select>"
        act = f"""<form action="{self.cart_path}/add/{ware.number}" method="post">{choose}<input name="quantity" value="1"
          size="2">{mark(f'<input type="submit" value="{w["add"]}">')}</form>"""
        state = w["in_stock"]
        if not buyable:
            act, state = "", w["sold_out"]
        return f"""<div class="breadcrumb"><a href="/">{w["shop"]}</a> / <a href="/shop/group/1">{w.all("categories")[1]}</a>
          / {ware.name}</div><div class="row"><img src="{PICTURE}" width="300" height="300" alt=""><div><h1>{ware.name}</h1>
          <p class="price">{w.price(ware.price)}</p><p>{state}</p>{act}</div></div><form action="/wish/{ware.number}"
          method="post"><button>{w["wish"]}</button></form><h2>{w["review"]}</h2><form action="/review" method="post">
          <input name="title"><textarea name="body"></textarea><button>{w["find"]}</button></form>"""


class VillageShop(Storefront):
    """A small shop made by hand: few pages, prices in running text, links for everything, an order slip."""

    structure = "village"
    kinds = ("home", "listing", "product", "cart", "empty_cart", "order", "article", "missing", "sold_out")
    style = "body{font:17px Georgia;max-width:800px;margin:auto} .i{overflow:hidden;margin:14px 0} .i img{float:left}"

    def ware_path(self, ware: Ware) -> str:
        return f"/{ware.number - 4710}.html"

    @property
    def cart_path(self) -> str:
        return "/korb.php" if self.language == "de" else "/cart.php"

    @property
    def checkout_path(self) -> str:
        return "/order.php"

    def home(self) -> Page:
        w = self.words
        rooms = "".join(f'<p><a href="/{n}/">{name}</a></p>' for n, name in enumerate(w.all("categories")))
        rooms = "".join(at("listing", part) for part in rooms.replace("<p>", "").split("</p>") if part)
        body = f"<h1>{w['shop']}</h1><p>{w['intro']}</p><img src='{PICTURE}' width='500' height='200' alt=''><div>{rooms}</div>"
        return Page("/", self.frame(w["shop"], body), {"kind": "other"})

    def header(self, asked: str, held: int) -> str:
        del asked
        w = self.words
        return f"""<p><a href="/">{w["shop"]}</a> · <a href="/kontakt.html">{w.all("footer")[1]}</a> ·
          {self.cart_link(held)}</p><hr>"""

    def cart_link(self, held: int) -> str:
        return at("cart", f'<a href="{self.cart_path}">{self.words["cart"]}{f" ({held})" if held else ""}</a>')

    def main(self, body: str) -> str:
        return body

    def footer(self) -> str:
        w = self.words
        return "<hr>" + " · ".join(f'<a href="/{n}.htm">{text}</a>' for n, text in enumerate(w.all("footer")[:6]))

    def tools(self) -> str:
        return ""

    def more(self) -> str:
        return ""

    def grid(self, wares: Sequence[Ware], *, answers: bool = True) -> str:
        return "".join(self.card(ware, answers=answers) for ware in wares)

    def card(self, ware: Ware, *, answers: bool) -> str:
        mark = at_if("product", answers)
        link = mark(f'<a href="{self.ware_path(ware)}">{ware.name}</a>')
        return f"""<div class="i"><img src="{PICTURE}" width="90" height="90" alt="">{link}, {self.words.price(ware.price)}</div>"""

    def product_body(self, ware: Ware, *, buyable: bool, answer: bool = True) -> str:
        w = self.words
        mark = at_if("add", answer)
        act = (
            mark(f'<a href="{self.cart_path}?add={ware.number}">{w["add"]}</a>')
            if buyable
            else f"<b>{w['sold_out']}</b>"
        )
        return f"""<h1>{ware.name}</h1><img src="{PICTURE}" width="300" height="300" alt=""><p>{w["description"]}</p>
          <p>{w.price(ware.price)} {act}</p><p><a href="/1/">← {w.all("categories")[1]}</a></p>"""

    def beside(self, ware: Ware) -> str:
        del ware
        return ""

    def cart_body(self) -> str:
        w = self.words
        lines = "".join(
            f"<p>{ware.name}, {w.price(ware.price)} <a href='?del={ware.number}'>×</a></p>" for ware in self.wares[:2]
        )
        return f"""{lines}<p>{w["total"]} {w.price(33.5)}</p><p><a href="/">{w["keep"]}</a> |
          {at("checkout", f'<a href="{self.checkout_path}">{w["checkout"]}</a>')}</p>"""

    def cart(self) -> Page:
        page = super().cart()
        return Page(page.path, page.html, {"kind": "cart", "empty": False})

    def order(self) -> Page:
        w = self.words
        keys = ["name", "street", "postcode", "city", "phone", "email", "comment"]
        send = at("advance", f'<input type="submit" value="{w["place"]}">')
        body = f"<h1>{w['checkout']}</h1><p>{self.wares[0].name}, {w.price(12.5)}</p>{self.order_form(keys, send)}"
        page = self.frame(w["checkout"], body, held=1)
        return Page(self.checkout_path, page, {"kind": "checkout", "open": True, "may_order": True})

    def field(self, key: str) -> str:
        return f"<p>{self.words[key]}<br>{self.entry(key, '')}</p>"

    def input_type(self, key: str) -> str:
        del key
        return "text"
