"""Shops that are odd on the way from the first page to the checkout."""

import asyncio
from collections.abc import Mapping, Sequence
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from tests.journeys.odd_shops import CARD_FIELDS, ENGLISH, GUEST_OVERLOOKED, Goods, Shop, cart_of, keep_cart, picture

GERMAN = ENGLISH | {
    "shop": "Der Eckladen",
    "cart": "Warenkorb",
    "empty": "Ihr Warenkorb ist leer",
    "add": "In den Warenkorb",
    "checkout": "Zur Kasse",
    "contact": "Ihre Angaben",
    "send": "Jetzt kaufen",
    "wrong": "Bitte prüfen Sie diese Angabe",
    "email": "E-Mail",
    "name": "Vor- und Nachname",
    "street": "Straße und Hausnummer",
    "postcode": "Postleitzahl",
    "city": "Ort",
    "phone": "Telefon",
    "card": "Kartennummer",
    "expiry": "Gültig bis",
    "code": "Prüfziffer",
    "about": "Seit 1961 verkaufen wir am Marktplatz schöne Dinge für Haus und Hof.",
}


class SearchBehindIcon(Shop):
    """The search field is hidden until a glyph in the header is pressed."""

    has_search = True

    def search(self, asked: str) -> str:
        glyph = '<svg width="16" height="16"><circle cx="7" cy="7" r="5" fill="none" stroke="#000"/></svg>'
        show = "this.nextElementSibling.hidden = false; this.nextElementSibling.elements.q.focus()"
        return (
            f'<button type="button" title="Search" onclick="{show}">{glyph}</button><form action="/search" hidden>'
            f'<input name="q" type="search" placeholder="What are you looking for?" value="{escape(asked)}"></form>'
        )


class SearchInMenu(Shop):
    """The search stands in a menu that opens by one of two nameless buttons; the other opens the account's."""

    has_search = True

    def search(self, asked: str) -> str:
        opens = "this.ariaExpanded = 'true'; this.nextElementSibling.hidden = false"
        press = f'<button type="button" class="bars" aria-expanded="false" onclick="{opens}">&#9776;</button>'
        return (
            f'{press}<p hidden><a href="/account">Your account</a></p>{press}<form action="/search" hidden>'
            f'<input name="q" type="search" aria-label="Search" value="{escape(asked)}"></form>'
        )


class SearchByButton(Shop):
    """Enter does nothing in the search field; only the button beside it sends."""

    has_search = True

    def search(self, asked: str) -> str:
        stop = "if (event.key === 'Enter') event.preventDefault()"
        return (
            f'<form action="/search" onkeydown="{stop}"><input name="q" type="search" value="{escape(asked)}">'
            "<button>Go</button></form>"
        )


class LiveSearch(Shop):
    """Results appear in a sheet over the page while one types; nothing is ever sent by a form."""

    has_search = True

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path == "/suggest":
            hits = self.matching(request.query_params.get("q", ""))
            await asyncio.sleep(0.3)
            return HTMLResponse(
                self.cards(hits) if hits else "<p>No results found. Try our <a href='/all'>whole range</a>.</p>"
            )
        return await super().answer(request, fields)

    def search(self, asked: str) -> str:
        del asked
        return '<button type="button" aria-label="Search" onclick="sheet.hidden = false; q.focus()">&#128269;</button>'

    def beside(self) -> str:
        return """<div id="sheet" role="dialog" aria-label="Search" hidden
            style="position:fixed;inset:0;background:#fff;z-index:9;overflow:auto">
          <input id="q" type="search" aria-label="Search for"><button onclick="sheet.hidden = true">Close</button>
          <div id="hits"></div></div>
        <script>q.oninput = async () => {
          const asked = q.value, answer = await (await fetch("/suggest?q=" + encodeURIComponent(asked))).text();
          if (asked === q.value) hits.innerHTML = answer;
        };</script>"""


class ByCategory(Shop):
    """No search and no products on the first page: the way leads through departments."""

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path in {"/lighting", "/kitchen"}:
            return self.page(f"<h1>All of it</h1>{self.cards(self.goods)}", cart_of(request))
        if request.url.path == "/journal":
            return self.page(
                "<h1>Journal</h1><p>We went to the sea in spring and liked it very much.</p>", cart_of(request)
            )
        return await super().answer(request, fields)

    def home(self) -> str:
        return (
            f"<h1>The Corner Shop</h1><p>{self.words['about']}</p>"
            '<nav><a href="/journal">Our journal</a> <a href="/lighting">Lighting</a> '
            '<a href="/kitchen">Kitchen</a></nav>'
        )


class SlidingHeader(Shop):
    """The header, which holds the search, slides in from above once the page is there."""

    has_search = True

    def search(self, asked: str) -> str:
        slide = "@keyframes slide { from { transform: translateY(-600px) } } header { animation: slide 900ms }"
        return f"<style>{slide}</style>{super().search(asked)}"


class TilesOfDepartments(Shop):
    """The first page shows pictures of departments and no products; the departments' names are found by no search."""

    has_search = True
    departments = ("Lighting", "Kitchen", "Textiles")

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path.startswith("/collection/"):
            return self.page(f"<h1>All of it</h1>{self.cards(self.goods)}", cart_of(request))
        return await super().answer(request, fields)

    def home(self) -> str:
        tiles = "".join(
            f'<a href="/collection/{name.lower()}">{picture(self.goods[0])}<span>{name}</span></a>'
            for name in self.departments
        )
        return f"<h1>The Corner Shop</h1><p>{self.words['about']}</p><section>{tiles}</section>"


class SizeRequired(Shop):
    """A size must be chosen before the product goes into the cart."""

    def add(self, cart: Sequence[str], fields: Mapping[str, str]) -> Response:
        if not fields.get("size"):
            return self.page(
                f"{self.product(self.named(fields['what']))}<p role='alert'>Please choose a size</p>", cart
            )
        return super().add(cart, fields)


class RadioSizes(SizeRequired):
    """Sizes as radio buttons dressed as tiles: the inputs themselves are not to be seen."""

    def choices(self, one: Goods) -> str:
        del one
        look = "border:1px solid;padding:8px"
        field = '<input type="radio" name="size" style="position:absolute;opacity:0;width:1px" value='
        tiles = "".join(f'<label style="{look}">{field}"{size}">{size}</label>' for size in ("S", "M", "L"))
        return f"<fieldset><legend>Size</legend>{tiles}</fieldset>"


class SelectSizes(SizeRequired):
    """A list of colours that, once one is chosen, fills the list of sizes; the first size is sold out."""

    def choices(self, one: Goods) -> str:
        del one
        return """<p><label>Colour <select name="colour" onchange="fill(this.form.elements.size)">
          <option value="">Choose a colour</option><option>Red</option></select></label></p>
        <p><label>Size <select name="size" disabled><option value="">Choose a size</option></select></label></p>
        <script>function fill(sizes) {
          sizes.add(new Option("S (sold out)", "s"));
          sizes.add(new Option("M", "m"));
          sizes.disabled = false;
        }</script>"""


class SwatchSizes(SizeRequired):
    """Sizes as plain buttons; until one is pressed the add-to-cart button cannot be."""

    def buying(self, one: Goods) -> str:
        swatches = "".join(
            f'<button type="button" aria-pressed="false" onclick="choose(this)">{size}</button>'
            for size in ("36", "38", "40")
        )
        return (
            f'<form method="post" action="/cart/add"><input type="hidden" name="what" value="{one.slug}">'
            f'<input type="hidden" name="size" value=""><div role="group" aria-label="Size">{swatches}</div>'
            "<button disabled>Add to cart</button></form><script>function choose(button) {"
            "for (const other of button.parentNode.children) other.ariaPressed = String(other === button);"
            "button.form.elements.size.value = button.textContent;"
            "button.form.lastElementChild.disabled = false }</script>"
        )


class PlainSwatches(SizeRequired):
    """Sizes as mere blocks that scripts make clickable; until one is pressed the add-to-cart button cannot be."""

    def buying(self, one: Goods) -> str:
        sizes = "".join(f'<li style="cursor:pointer" onclick="choose(this)">{size}</li>' for size in ("36", "38"))
        return (
            f'<form method="post" action="/cart/add"><input type="hidden" name="what" value="{one.slug}">'
            f'<input type="hidden" name="size" value=""><ul>{sizes}</ul><button disabled>Add to cart</button></form>'
            "<script>function choose(block) { const [form] = document.forms; form.lastElementChild.disabled = false;"
            "form.elements.size.value = block.textContent }</script>"
        )


class SoldOutUntilChosen(SizeRequired):
    """Two choices by buttons without a state; until both are made the shop calls the product sold out."""

    def buying(self, one: Goods) -> str:
        choices = ""
        for title, answers in (("Size", ("S", "M")), ("Colour", ("Black", "White"))):
            buttons = "".join(f'<button onclick="choose(this)">{name}</button>' for name in answers)
            choices += f"<div>{title}</div><div>{buttons}</div>"
        return (
            f'{choices}<form method="post" action="/cart/add"><input type="hidden" name="what" value="{one.slug}">'
            '<input type="hidden" name="size" value=""></form><button id="buy" disabled>Out of stock</button>'
            "<script>const chosen = new Map(), [form] = document.forms; function choose(button) {"
            "chosen.set(button.parentNode, button.textContent); if (chosen.size < 2) return;"
            "form.elements.size.value = [...chosen.values()].join(); buy.disabled = false;"
            "buy.textContent = 'Add to cart'; buy.onclick = () => form.submit() }</script>"
        )


class UnknownSizes(SizeRequired):
    """Sizes in a build that nothing gives away; the button can be pressed, and the shop asks for a size."""

    def choices(self, one: Goods) -> str:
        del one
        choose = "document.forms[0].elements.size.value = this.textContent"
        cells = "".join(f'<td onclick="{choose}">{size}</td>' for size in ("36", "38"))
        return f'<input type="hidden" name="size" value=""><table><tr>{cells}</tr></table>'


class PagesOfVariants(Shop):
    """Nothing is sold on a product's own page: it leads to a page for each colour; the first is sold out."""

    variants = ("Moss", "Slate")

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        slug, _, variant = request.url.path.removeprefix(self.at_product).rpartition("--")
        if variant in self.variants:
            one = self.named(slug)
            one = one._replace(slug=f"{slug}--{variant}", name=f"{one.name}, {variant}")
            gone = f"{picture(one)}<h1>{one.name}</h1><p>{one.price}</p><p>Out of stock</p>"
            return self.page(gone if variant == "Moss" else super().product(one), cart_of(request))
        return await super().answer(request, fields)

    def product(self, one: Goods) -> str:
        links = "".join(
            f'<li><a href="{self.at_product}{one.slug}--{variant}">{one.name}, {variant}</a></li>'
            for variant in self.variants
        )
        return f"{picture(one)}<h1>{one.name}</h1><p>{one.price}</p><ul>{links}</ul>"

    def lines(self, cart: Sequence[str]) -> str:
        slug, _, variant = cart[0].rpartition("--")
        return f"<tr><td>{self.named(slug).name}, {variant}</td><td>{self.named(slug).price}</td></tr>"


class FirstNotForSale(Shop):
    """The first product is shown only; the others can be bought."""

    def buying(self, one: Goods) -> str:
        if one == self.goods[0]:
            return "<p>This one is to be seen in our shop at the market square.</p>"
        return super().buying(one)


class OrderList(Shop):
    """One page lists all goods with a number for each, and shows the cart above them once something is in it."""

    language = "de"
    words = GERMAN

    def cart_link(self, cart: Sequence[str]) -> str:
        del cart
        return ""

    def page(self, main: str, cart: Sequence[str], status: int = 200, asked: str = "") -> HTMLResponse:
        shown = self.cart(cart) if cart and "<h1>Unsere Liste" in main else ""
        return super().page(shown + main, cart, status, asked)

    def home(self) -> str:
        rows = "".join(
            f"<p>{one.name} <span>{one.price}</span> "
            f'<input type="number" name="{one.slug}" min="0" placeholder="0" aria-label="{one.name}"></p>'
            for one in self.goods
        )
        return (
            f'<h1>Unsere Liste</h1><form method="post" action="{self.at_add}">{rows}<button>In den Warenkorb'
            "</button></form>"
        )

    def cart(self, cart: Sequence[str]) -> str:
        clear = '<form method="post" action="/cart/clear"><button>Warenkorb leeren</button></form>'
        return f"{super().cart(cart).replace('h1>', 'h2>')}{clear}"

    def add(self, cart: Sequence[str], fields: Mapping[str, str]) -> Response:
        chosen = [slug for slug, count in fields.items() if int(count) > 0]
        if not chosen:
            return self.page(f"<p role='alert'>Sie haben nichts gewählt</p>{self.home()}", cart)
        return keep_cart(RedirectResponse("/", 303), [*cart, *chosen])


class ByFetch(Shop):
    """The product goes into the cart without a new page."""

    shown = ""

    def buying(self, one: Goods) -> str:
        return f"""<button type="button" onclick="add('{one.slug}')">Add to cart</button><script>
        async function add(what) {{
          const answer = await fetch("/cart/add", {{ method: "POST", body: new URLSearchParams({{ what }}) }});
          const {{ count, name }} = await answer.json();
          {self.shown}
        }}</script>"""

    def add(self, cart: Sequence[str], fields: Mapping[str, str]) -> Response:
        full = [*cart, fields["what"]]
        return keep_cart(JSONResponse({"count": len(full), "name": self.named(fields["what"]).name}), full)


class Drawer(ByFetch):
    """A drawer slides in with the line and the way to the checkout; there is no cart page."""

    shown = """drawer.hidden = false; drawer.querySelector("p").textContent = name;"""

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path == "/cart":
            return HTMLResponse("not here", 404)
        return await super().answer(request, fields)

    def cart_link(self, cart: Sequence[str]) -> str:
        return f'<button type="button" onclick="drawer.hidden = false">Cart ({len(cart)})</button>'

    def page(self, main: str, cart: Sequence[str], status: int = 200, asked: str = "") -> HTMLResponse:
        lines = "".join(f"<p>{self.named(slug).name}</p>" for slug in cart) or "<p>Your cart is empty</p>"
        drawer = (
            '<aside id="drawer" role="dialog" aria-label="Cart" hidden '
            f'style="position:fixed;inset:0 0 0 auto;width:50%;background:#fff;z-index:9"><h2>Cart</h2>{lines}'
            '<a href="/checkout">Checkout</a><button onclick="drawer.hidden = true">Close</button></aside>'
        )
        return super().page(f"{main}{drawer}", cart, status, asked)


class OnlyABadge(ByFetch):
    """Adding to the cart shows nothing but a number that goes up."""

    shown = """document.querySelector("header b").textContent = count;"""

    def cart_link(self, cart: Sequence[str]) -> str:
        return f'<a href="/cart" aria-label="Cart"><span aria-hidden="true">&#128722;</span><b>{len(cart)}</b></a>'


class CartIsCheckout(Shop):
    """The cart and the order form are one page."""

    def cart(self, cart: Sequence[str]) -> str:
        title = f"<h1>Your cart</h1><table>{self.lines(cart)}</table>"
        return f"{title}{self.form({}, ())}" if cart else "<h1>Your cart</h1><p>Your cart is empty</p>"

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        return super().form(values, errors).replace("<h1>", "<h2>").replace("</h1>", "</h2>")


class Banners(Shop):
    """A consent banner that only knows one answer, and a newsletter's sheet over it all, both in German."""

    language = "de"
    words = GERMAN

    def beside(self) -> str:
        return """<div id="a" style="position:fixed;inset:auto 0 0 0;background:#eee;padding:24px;z-index:5" hidden>
          <p>Wir verwenden Cookies, damit alles gut läuft.</p><button onclick="answer('a')">OK</button></div>
        <div id="b" style="position:fixed;inset:0;background:#0008;z-index:6" hidden>
          <div style="background:#fff;margin:10% auto;width:400px;padding:24px">
          <button style="float:right" onclick="answer('b')">×</button><h2>10 % für Sie</h2>
          <form action="/newsletter"><input type="email" placeholder="Ihre E-Mail"><button>Anmelden</button></form>
          </div></div>
        <script>
        function answer(which) { document.getElementById(which).hidden = true; document.cookie = which + "=1;path=/"; }
        for (const which of ["a", "b"]) document.getElementById(which).hidden = document.cookie.includes(which + "=1");
        </script>"""


class Alerting(ByFetch):
    """A box of the browser's own tells that the product is in the cart."""

    shown = "alert(name + ' is in your cart.');"


class NewTabs(Shop):
    """Products open in a tab of their own."""

    def card(self, one: Goods) -> str:
        return super().card(one).replace("<a ", '<a target="_blank" ')


class FirstSoldOut(Shop):
    """The first product cannot be bought, the second can."""

    def buying(self, one: Goods) -> str:
        return "<p>Out of stock</p>" if one is self.goods[0] else super().buying(one)


class GuestChoice(Shop):
    """Before the form, a choice: sign in or go on without an account."""

    choice = ""

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        started = "guest" in request.query_params or request.method == "POST"
        if fields.get("as") == "guest":
            return RedirectResponse("/checkout?guest=1", 303)
        if "as" in fields:
            return self.page(f"<h1>Welcome</h1>{self.choice}<p role='alert'>Please sign in</p>", cart)
        if not started:
            return self.page(f"<h1>Welcome</h1>{self.choice}", cart)
        return await super().checkout(request, cart, fields)


_SIGN_IN = """<form method="post" action="/login"><p><label>Email <input type="email" name="login"></label></p>
<p><label>Password <input type="password" name="password"></label></p><button>Sign in</button></form>"""


class GuestByLink(GuestChoice):
    """Going on as a guest is a link beside the sign-in form."""

    frictions = GUEST_OVERLOOKED
    choice = f'{_SIGN_IN}<p><a href="/checkout?guest=1">Continue as a guest</a></p>'


class GuestByButton(GuestChoice):
    """Going on as a guest is the button of a form of its own."""

    frictions = GUEST_OVERLOOKED
    choice = (
        f'{_SIGN_IN}<form method="post" action="/checkout"><input type="hidden" name="as" value="guest">'
        "<button>Checkout as guest</button></form>"
    )


class GuestByRadio(GuestChoice):
    """Going on as a guest is a radio button that has to be chosen and sent."""

    choice = """<form method="post" action="/checkout">
      <p><label><input type="radio" name="as" value="member" checked> I have an account</label></p>
      <p><label><input type="radio" name="as" value="guest"> Check out as a guest</label></p>
      <button>Continue</button></form>"""


class AccountForced(GuestChoice):
    """Nobody buys without an account."""

    choice = f'{_SIGN_IN}<p><a href="/register">Create an account</a></p>'


class WaysOut(Shop):
    """Beside everything stand links that would end the session or delete the account."""

    fields = CARD_FIELDS

    def card(self, one: Goods) -> str:
        return f'{super().card(one)}<a href="/cart/logout">Log out</a>'

    def beside(self) -> str:
        return '<p><a href="/account/delete">Delete account</a> <a href="/cart/logout">Log out of cart</a></p>'

    def buying(self, one: Goods) -> str:
        return (
            f'{super().buying(one)}<form method="post" action="/account/delete"><button>Delete account</button></form>'
        )

    def to_checkout(self) -> str:
        return f'<p><a href="/logout?then=/checkout">Checkout later, log out now</a></p>{super().to_checkout()}'
