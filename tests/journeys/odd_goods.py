"""Shops whose goods are odd to find, to choose, to add, or cannot be had at all; in many languages."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from tests.journeys.odd_browsing import GERMAN, ByFetch, SizeRequired
from tests.journeys.odd_shops import Goods, Shop, cart_of, keep_cart, picture
from tests.journeys.odd_tongues import ARABIC, LATVIAN
from tests.journeys.odd_words import (
    DUTCH,
    FRENCH,
    ITALIAN,
    JAPANESE,
    POLISH,
    PORTUGUESE,
    ROMANIAN,
    RUSSIAN,
    SPANISH,
    SWEDISH,
)

MANY = (
    Goods("ozola-lampa", "Ozola galda lampa", "39,00 €"),
    Goods("lina-prieksauts", "Lina priekšauts", "24,50 €"),
    Goods("vara-tejkanna", "Vara tējkanna", "61,00 €"),
    Goods("mala-kruze", "Māla krūze", "12,00 €"),
    Goods("vilnas-sega", "Vilnas sega", "88,00 €"),
    Goods("sveces", "Vaska sveces", "9,00 €"),
)


class NestedCategories(Shop):
    """No search; the goods are two levels down, below links of words."""

    language, words, goods = "lv", LATVIAN, MANY
    down: Mapping[str, Sequence[tuple[str, str]]] = {
        "/": (("/par-mums", "Par mums"), ("/maja", "Mājai"), ("/darzs", "Dārzam")),
        "/par-mums": (),
        "/maja": (("/maja/gaisma", "Gaisma"), ("/maja/virtuve", "Virtuve")),
        "/darzs": (("/darzs/puki", "Puķēm"),),
    }

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        path = request.url.path
        if path in self.down:
            ways = f"<nav>{''.join(f'<p>{self.way(href, name)}</p>' for href, name in self.down[path])}</nav>"
            return self.page(f"<h1>{self.words['shop']}</h1><p>{self.words['about']}</p>{ways}", cart_of(request))
        if path.count("/") == 2 and path.startswith(("/maja/", "/darzs/")):
            return self.page(f"<h1>{path.rsplit('/', 1)[1].title()}</h1>{self.cards(self.goods)}", cart_of(request))
        return await super().answer(request, fields)

    def way(self, href: str, name: str) -> str:
        return f'<a href="{href}">{name}</a>'


class CategoryTiles(NestedCategories):
    """No search; the goods are two levels down, below tiles with pictures that look like goods without a price."""

    language, words = "fr", FRENCH

    def way(self, href: str, name: str) -> str:
        return f'<a href="{href}" class="tile">{picture(Goods("", name, ""))}<h2>{name}</h2></a>'


class MostSoldOut(Shop):
    """All but the last of the list are sold out; the list says so of some only."""

    language, words, goods = "lv", LATVIAN, MANY

    def card(self, one: Goods) -> str:
        told = "<p>Izpārdots</p>" if one in self.goods[:3] else ""
        return super().card(one) + told

    def buying(self, one: Goods) -> str:
        return super().buying(one) if one is self.goods[-1] else "<p>Izpārdots</p>"


class SoldOutInSize(SizeRequired):
    """Only when a size is chosen does the page say that it is sold out; the last size can be had."""

    language, words = "ru", RUSSIAN
    to_be_had = "46"

    def choices(self, one: Goods) -> str:
        del one
        options = "".join(f"<option>{size}</option>" for size in ("42", "44", "46"))
        return f"""<p><label>Размер <select name="size" onchange="told(this)"><option value="">Выберите размер</option>
        {options}</select></label></p><p id="told"></p><script>function told(list) {{
          const gone = list.value && list.value !== "{self.to_be_had}";
          document.getElementById("told").textContent = gone ? "Нет в наличии" : "";
          list.form.querySelector("button").disabled = gone;
        }}</script>"""


class SoldOutInEverySize(SoldOutInSize):
    """The first product is sold out in every size, which shows only when one is chosen; the others can be had."""

    language, words = "de", GERMAN

    def choices(self, one: Goods) -> str:
        said = super().choices(one).replace("Размер", "Größe").replace("Выберите размер", "Bitte wählen")
        said = said.replace("Нет в наличии", "Ausverkauft")
        return said.replace(f'"{self.to_be_had}"', '"none"') if one is self.goods[0] else said


class ButtonsInTurn(SizeRequired):
    """Colours are buttons; sizes are buttons too, and come once a colour is chosen."""

    language, words = "sv", SWEDISH

    def buying(self, one: Goods) -> str:
        colours = "".join(f'<button type="button" aria-pressed="false">{name}</button>' for name in ("Röd", "Blå"))
        return f"""<form method="post" action="/cart/add"><input type="hidden" name="what" value="{one.slug}">
        <input type="hidden" name="size" value=""><div id="colours">{colours}</div><div id="sizes"></div>
        <button disabled id="add">{self.words["add"]}</button></form><script>
        const chosen = (at, pressed) => [...at.children].forEach((one) => one.ariaPressed = String(one === pressed));
        colours.onclick = ({{ target }}) => {{
          chosen(colours, target);
          const size = (name) => `<button type="button" aria-pressed="false">${{name}}</button>`;
          sizes.innerHTML = size("S") + size("M");
        }};
        sizes.onclick = ({{ target }}) => {{
          chosen(sizes, target); add.disabled = false; add.form.elements.size.value = target.textContent;
        }};</script>"""


class NoneAtFirst(Shop):
    """The quantity stands at none, and is raised by a stepper only."""

    language, words = "nl", DUTCH

    def choices(self, one: Goods) -> str:
        del one
        step = "const many = this.parentNode.querySelector('input'); many.value = Math.max(0, +many.value + {})"
        return (
            f'<p>Aantal <button type="button" onclick="{step.format(-1)}">−</button>'
            '<input name="quantity" value="0" size="2" readonly aria-label="Aantal">'
            f'<button type="button" onclick="{step.format(1)}">+</button></p>'
        )

    def add(self, cart: Sequence[str], fields: Mapping[str, str]) -> Response:
        if int(fields.get("quantity") or 0) < 1:
            return self.page(f"{self.product(self.named(fields['what']))}<p role='alert'>Kies een aantal</p>", cart)
        return super().add(cart, fields)


class Modal(ByFetch):
    """A window in the middle tells that the product is in the cart and leads on."""

    language, words = "es", SPANISH
    shown = 'added.querySelector("p").textContent = name; added.showModal();'

    def buying(self, one: Goods) -> str:
        return super().buying(one).replace("Add to cart", self.words["add"])

    def beside(self) -> str:
        return """<dialog id="added"><h2>Añadido a tu carrito</h2><p></p><a href="/cart">Ver carrito</a>
        <button onclick="added.close()">Seguir comprando</button></dialog>"""


class Toast(ByFetch):
    """A line at the foot of the window tells for a second that the product is in the cart."""

    language, words = "it", ITALIAN
    shown = """toast.textContent = name + " aggiunto"; toast.hidden = false;
      setTimeout(() => { toast.hidden = true }, 1000);"""

    def buying(self, one: Goods) -> str:
        return super().buying(one).replace("Add to cart", self.words["add"])

    def cart_link(self, cart: Sequence[str]) -> str:
        del cart
        return f'<a href="/cart">{self.words["cart"]}</a>'

    def beside(self) -> str:
        return """<div id="toast" role="status" hidden
          style="position:fixed;bottom:16px;left:16px;background:#222;color:#fff;padding:12px"></div>"""


class MiniCart(ByFetch):
    """The cart unfolds below its sign when the pointer is on it; there is no cart page."""

    language, words = "ro", ROMANIAN
    shown = 'document.querySelector("#sign b").textContent = count; load();'

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path == "/mini":
            lines = "".join(f"<li>{self.named(slug).name}</li>" for slug in cart_of(request))
            way = f'<a href="/checkout">{self.words["checkout"]}</a>' if lines else self.words["empty"]
            return HTMLResponse(f"<ul>{lines}</ul>{way}")
        return await super().answer(request, fields)

    def buying(self, one: Goods) -> str:
        return super().buying(one).replace("Add to cart", self.words["add"])

    def cart_link(self, cart: Sequence[str]) -> str:
        return f"""<div id="sign" style="display:inline-block;position:relative"><a href="#" aria-haspopup="true"
          onclick="return false">{self.words["cart"]} <b>{len(cart)}</b></a><div id="mini"
          style="display:none;position:absolute;width:260px;background:#fff;border:1px solid;z-index:5"></div></div>
        <style>#sign:hover #mini {{ display: block !important }}</style><script>
        async function load() {{ mini.innerHTML = await (await fetch("/mini")).text() }} load();</script>"""


class CheckoutInWindow(Shop):
    """The checkout opens in a window of its own."""

    language, words = "pl", POLISH

    def to_checkout(self) -> str:
        return f"""<p><button onclick="window.open('/checkout', '_blank')">{self.words["checkout"]}</button></p>"""


class Unshippable(Shop):
    """The first product cannot be shipped; its page says so."""

    language, words = "fr", FRENCH

    def product(self, one: Goods) -> str:
        told = "<p>Cet article ne peut pas être expédié.</p>" if one is self.goods[0] else ""
        return super().product(one) + told


class UnshippableInCart(Shop):
    """The first product cannot be shipped, which only the cart says; there is no way to the checkout with it."""

    language, words = "pt", PORTUGUESE

    def cart(self, cart: Sequence[str]) -> str:
        if self.goods[0].slug not in cart:
            return super().cart(cart)
        told = "<p>Este artigo não pode ser enviado para a sua morada.</p>"
        return super().cart(cart).replace(self.to_checkout(), told)


class RefusedAtCheckout(Shop):
    """The first product cannot be shipped, which shows when the checkout is asked for."""

    language, words = "es", SPANISH

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if self.goods[0].slug in cart:
            return self.page(
                f"{self.cart(cart)}<p role='alert'>{self.goods[0].name} no se puede enviar a su país.</p>", cart
            )
        return await super().checkout(request, cart, fields)


class HashRoutes(Shop):
    """One document whose views are told by the part after the hash; what comes shows as grey blocks at first."""

    language, words = "ja", JAPANESE

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        path = request.url.path
        if path in {"/", "/cart"} and "plain" not in request.query_params:
            return HTMLResponse(_HASHED % {"lang": self.language, **self.words})
        if path == "/part":
            view, _, what = request.query_params.get("of", "").partition("/")
            cart = cart_of(request)
            parts = {"p": lambda: self.product(self.named(what)), "cart": lambda: self.cart(cart)}
            return HTMLResponse(parts.get(view, self.home)().replace('href="/product/', 'href="#/p/'))
        return await super().answer(request, fields)

    def buying(self, one: Goods) -> str:
        return f"""<button onclick="add('{one.slug}')">{self.words["add"]}</button>"""

    def add(self, cart: Sequence[str], fields: Mapping[str, str]) -> Response:
        full = [*cart, fields["what"]]
        return keep_cart(JSONResponse(len(full)), full)


_HASHED = """<!doctype html><html lang="%(lang)s"><head><meta charset="utf-8"><title>%(shop)s</title>
<link rel="icon" href="data:,"><style>.grey{height:120px;width:200px;background:#ddd;animation:pulse 1s infinite}
@keyframes pulse{50%%{opacity:.5}} li{display:inline-block;width:220px;vertical-align:top}</style></head><body>
<header><a href="#/">%(shop)s</a> <a href="#/cart">%(cart)s <span id="count">0</span></a></header><main></main>
<footer><p>%(about)s</p><div class="grey"></div></footer><script>
const main = document.querySelector("main");
async function draw() {
  main.innerHTML = '<div class="grey"></div>'.repeat(3);
  const [, view, what] = location.hash.split("/");
  main.innerHTML = await (await fetch("/part?of=" + encodeURIComponent((view || "") + "/" + (what || "")))).text();
}
async function add(what) {
  const answer = await fetch("/cart/add", { method: "POST", body: new URLSearchParams({ what }) });
  count.textContent = await answer.json();
}
addEventListener("hashchange", draw);
draw();
</script></body></html>"""


class EnterOnly(Shop):
    """A lone field in the header that knows neither a form nor a button, only the Enter key."""

    language, direction, words = "ar", "rtl", ARABIC
    has_search = True
    goods = (
        Goods("1", "مصباح مكتب خشبي", "٣٩٫٠٠ ر.س"),
        Goods("2", "مئزر كتان أزرق", "٢٤٫٥٠ ر.س"),
        Goods("3", "غلاية نحاسية كبيرة", "٦١٫٠٠ ر.س"),
    )

    def search(self, asked: str) -> str:
        go = "if (event.key === 'Enter') location = '/search?q=' + encodeURIComponent(this.value)"
        return f'<input placeholder="{self.words["search"]}" value="{asked}" onkeydown="{go}">'


class ButtonOnly(Shop):
    """Enter does nothing in the search field; only the button beside it sends."""

    language, words = "ru", RUSSIAN
    has_search = True

    def search(self, asked: str) -> str:
        stop = "if (event.key === 'Enter') event.preventDefault()"
        return super().search(asked).replace("<form ", f'<form onkeydown="{stop}" ')


class LiveSheet(Shop):
    """A glyph opens a sheet over the page in which results appear while one types."""

    language, words = "fr", FRENCH
    has_search = True

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path == "/suggest":
            hits = self.matching(request.query_params.get("q", ""))
            none = f"<p>{self.words['none']}. <a href='/all'>Toute la boutique</a></p>"
            return HTMLResponse(self.cards(hits) if hits else none)
        return await super().answer(request, fields)

    def search(self, asked: str) -> str:
        del asked
        glyph = '<svg width="16" height="16"><circle cx="7" cy="7" r="5" fill="none" stroke="#000"/></svg>'
        show = "sheet.hidden = false; q.focus()"
        return f'<button type="button" aria-label="{self.words["search"]}" onclick="{show}">{glyph}</button>'

    def beside(self) -> str:
        return """<div id="sheet" role="dialog" aria-label="Recherche" hidden
            style="position:fixed;inset:0;background:#fff;z-index:9;overflow:auto">
          <input id="q" type="search"><button onclick="sheet.hidden = true">Fermer</button><div id="hits"></div></div>
        <script>q.oninput = async () => {
          const asked = q.value, answer = await (await fetch("/suggest?q=" + encodeURIComponent(asked))).text();
          if (asked === q.value) hits.innerHTML = answer;
        };</script>"""


class Prompting(ByFetch):
    """How many is asked in a box of the browser's own; leaving the product's page is asked about as well."""

    language, words = "pt", PORTUGUESE

    def buying(self, one: Goods) -> str:
        asking = super().buying(one).replace("Add to cart", self.words["add"])
        asking = asking.replace(
            "async function add(what) {", "async function add(what) { if (!prompt('Quantos?', 1)) return;"
        )
        return asking + "<script>addEventListener('beforeunload', (event) => event.preventDefault())</script>"

    shown = """document.querySelector("header a:last-child").textContent = "Carrinho (" + count + ")";"""
