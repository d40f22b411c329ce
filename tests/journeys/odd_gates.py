"""Shops with something before them or over them: pages to pass, sheets to answer."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tests.journeys.odd_browsing import GERMAN
from tests.journeys.odd_shops import Goods, Shop
from tests.journeys.odd_tongues import ARABIC, LATVIAN
from tests.journeys.odd_words import (
    DUTCH,
    FRENCH,
    ITALIAN,
    JAPANESE,
    POLISH,
    PORTUGUESE,
    RUSSIAN,
    SPANISH,
    SWEDISH,
)


class Gated(Shop):
    """Every address leads to a page of its own until that has been answered."""

    asks = ""

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path == "/gate":
            if self.is_answer(dict(request.query_params) | fields):
                response = RedirectResponse("/", 303)
                response.set_cookie("in", "1")
                return response
            return HTMLResponse(
                f'<!doctype html><html lang="{self.language}"><head><meta charset="utf-8"><title>{self.words["shop"]}'
                f'</title><link rel="icon" href="data:,"></head><body><main>{self.asks}</main></body></html>'
            )
        if "in" not in request.cookies:
            return RedirectResponse("/gate", 303)
        return await super().answer(request, fields)

    def is_answer(self, told: dict[str, str]) -> bool:
        return told.get("ok") == "1"


class AgePage(Gated):
    """How old one is is asked on a page before the shop; the answer that turns away comes first."""

    language, words = "de", GERMAN
    asks = """<h1>Willkommen</h1><p>Sind Sie mindestens 18 Jahre alt?</p>
        <p><a href="https://elsewhere.example/">Nein</a> <a href="/gate?ok=1">Ja</a></p>"""


class BirthDatePage(Gated):
    """A date of birth is asked on a page before the shop."""

    language, words = "fr", FRENCH
    asks = (
        "<h1>Bienvenue</h1><p>Veuillez indiquer votre date de naissance.</p><form method='post' action='/gate'>"
        + "".join(
            f"<select name='{name}'><option value=''>{word}</option>"
            + "".join(f"<option value='{one}'>{one}</option>" for one in numbers)
            + "</select>"
            for name, word, numbers in (
                ("jour", "Jour", range(1, 32)),
                ("mois", "Mois", range(1, 13)),
                ("annee", "Année", range(2020, 1920, -1)),
            )
        )
        + "<button>Entrer</button></form>"
    )

    def is_answer(self, told: dict[str, str]) -> bool:
        return bool(told.get("jour") and told.get("mois")) and 1920 < int(told.get("annee") or 0) < 2000


class CountryPage(Gated):
    """A page of countries stands before the shop."""

    language, words = "es", SPANISH
    asks = """<h1>Elige tu país</h1><ul><li><a href="/gate?ok=1&amp;a=pt">Portugal</a></li>
        <li><a href="/gate?ok=1&amp;a=es">España</a></li><li><a href="/gate?ok=1&amp;a=fr">Francia</a></li></ul>"""


class CountryList(Gated):
    """A list of countries and a button stand before the shop."""

    language, words = "it", ITALIAN
    asks = """<h1>Benvenuti</h1><form action="/gate"><select name="land"><option value="">Seleziona il paese</option>
        <option value="1">Germania</option><option value="2">Italia</option><option value="3">Francia</option></select>
        <button>Vai</button></form>"""

    def is_answer(self, told: dict[str, str]) -> bool:
        return bool(told.get("land"))


class Splash(Gated):
    """A picture and one link stand before the shop."""

    language, words = "lv", LATVIAN
    asks = """<h1>Stūra veikals</h1><p>Labas lietas mājai.</p><p><a href="/gate?ok=1">Ienākt</a></p>"""


class Interstitial(Gated):
    """A notice with a button stands before the shop."""

    language, words = "nl", DUTCH
    asks = """<p>U verlaat nu onze bedrijfspagina.</p><form action="/gate"><input type="hidden" name="ok" value="1">
        <button>Verder naar de site</button></form>"""


class Sheeted(Shop):
    """A sheet lies over every page until it has been answered; it calls `done()`."""

    sheet = ""
    look = "position:fixed;inset:0;background:#000c;z-index:9"
    inner = "background:#fff;margin:8% auto;width:420px;padding:24px"

    def beside(self) -> str:
        return f"""<div id="sheet" hidden style="{self.look}"><div style="{self.inner}">{self.sheet}</div></div><script>
        function done() {{ sheet.hidden = true; document.cookie = "in=1;path=/"; }}
        sheet.hidden = document.cookie.includes("in=1");</script>"""


class AgeSheet(Sheeted):
    """How old one is is asked over the page."""

    language, words = "pl", POLISH
    sheet = """<h2>Czy masz ukończone 18 lat?</h2><button onclick="location = 'https://elsewhere.example/'">Nie</button>
        <button onclick="done()">Tak, mam ukończone 18 lat</button>"""


class BirthSheet(Sheeted):
    """A date of birth is asked over the page, in three boxes."""

    language, words = "ru", RUSSIAN
    sheet = """<h2>Введите дату рождения</h2><form onsubmit="event.preventDefault(); if (g.value > 1900) done()">
        <input placeholder="ДД" name="d" maxlength="2" required>
        <input placeholder="ММ" name="m" maxlength="2" required>
        <input placeholder="ГГГГ" name="g" id="g" maxlength="4" required> <button>Подтвердить</button></form>"""


class RegionSheet(Sheeted):
    """A country has to be chosen over the page; the sheet cannot be closed."""

    language, direction, words = "ar", "rtl", ARABIC
    sheet = """<h2>اختر بلدك</h2><ul><li><button onclick="done()">الإمارات العربية المتحدة</button></li>
        <li><button onclick="done()">المملكة العربية السعودية</button></li></ul>"""


class StoreSheet(Sheeted):
    """A store for picking things up has to be chosen over the page."""

    language, words = "pt", PORTUGUESE
    sheet = """<h2>Onde quer levantar as suas compras?</h2><ul><li><button onclick="done()">Rua Augusta</button></li>
        <li><button onclick="done()">Praça da Alegria</button></li></ul>"""


class ShadowWall(Shop):
    """A wall of consent in a shadow root; behind it the page does not scroll."""

    language, words = "fr", FRENCH

    def beside(self) -> str:
        return """<consent-wall></consent-wall><script>
        if (!document.cookie.includes("in=1")) {
          const host = document.querySelector("consent-wall");
          document.body.style.overflow = "hidden";
          host.attachShadow({ mode: "open" }).innerHTML = `
            <div style="position:fixed;inset:0;background:#000c;z-index:9">
            <div style="background:#fff;margin:8% auto;width:420px;padding:24px"><p>Nous utilisons des cookies.</p>
            <button>Paramétrer</button> <button>Tout accepter</button></div></div>`;
          host.shadowRoot.querySelectorAll("button")[1].onclick = () => {
            document.body.style.overflow = ""; document.cookie = "in=1;path=/"; host.remove(); };
        }</script>"""


class FramedBanner(Shop):
    """Consent is asked in a frame that lies over the page."""

    language, words = "sv", SWEDISH

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path == "/ask":
            return HTMLResponse(
                '<!doctype html><html lang="sv"><body style="background:#fff"><p>Vi använder kakor.</p>'
                "<button onclick='parent.done()'>Okej</button></body></html>"
            )
        return await super().answer(request, fields)

    def beside(self) -> str:
        return """<div id="holder"></div><script>
        function done() { holder.innerHTML = ""; document.cookie = "in=1;path=/"; }
        if (!document.cookie.includes("in=1")) holder.innerHTML =
          '<iframe src="/ask" style="position:fixed;inset:0;width:100%;height:100%;border:0;z-index:9"></iframe>';
        </script>"""


class LateNewsletter(Sheeted):
    """A newsletter's sheet comes a while after every page, until it is closed."""

    language, words = "es", SPANISH
    sheet = """<button style="float:right" onclick="done()" aria-label="Cerrar">×</button><h2>10 % para ti</h2>
        <form action="/newsletter"><input type="email" placeholder="Tu correo"><button>Suscribirse</button></form>"""

    def beside(self) -> str:
        late = 'setTimeout(() => { sheet.hidden = document.cookie.includes("in=1") }, 700)'
        return super().beside().replace('sheet.hidden = document.cookie.includes("in=1")', late)


class OverTheCart(LateNewsletter):
    """The newsletter's sheet comes over the cart, and over nothing else."""

    language, words = "de", GERMAN
    sheet = LateNewsletter.sheet.replace("Cerrar", "Schließen").replace("Tu correo", "Ihre E-Mail")

    def cart(self, cart: Sequence[str]) -> str:
        return f"{super().cart(cart)}<script>asked = true</script>"

    def beside(self) -> str:
        return super().beside().replace("setTimeout(", "if (window.asked) setTimeout(")


class LeavingSheet(Sheeted):
    """A sheet comes when the pointer goes towards the top of the window."""

    language, words = "it", ITALIAN
    sheet = """<h2>Vai già via?</h2><p>Il 10 % ti aspetta.</p><button onclick="done()">No, grazie</button>
        <form action="/newsletter"><input type="email" placeholder="La tua e-mail"><button>Iscriviti</button></form>"""

    def beside(self) -> str:
        moved = """addEventListener("mousemove", (event) => {
          if (event.clientY < 60) sheet.hidden = document.cookie.includes("in=1"); })"""
        return super().beside().replace('sheet.hidden = document.cookie.includes("in=1")', moved)


class Preloader(Shop):
    """A sheet without any control hides every page for two seconds."""

    language, words = "ja", JAPANESE

    def beside(self) -> str:
        ring = '<svg width="60" height="60"><circle cx="30" cy="30" r="20" fill="none" stroke="#333"/></svg>'
        return f"""<div id="veil" style="position:fixed;inset:0;background:#fff;z-index:9">{ring}</div>
        <script>setTimeout(() => veil.remove(), 2000)</script>"""


class ChatBubble(Shop):
    """A chat's bubble lies over a corner of the page."""

    language, words = "de", GERMAN

    def beside(self) -> str:
        return """<div style="position:fixed;right:16px;bottom:16px;width:64px;height:64px;border-radius:32px;
          background:#06c;z-index:9" onclick="this.textContent = 'Wie können wir helfen?'">Chat</div>"""


class AsksNatively(Shop):
    """How old one is is asked in a box of the browser's own, and again whether the product shall go into the cart."""

    language, words = "pl", POLISH

    def beside(self) -> str:
        return """<script>
        if (!document.cookie.includes("in=1")) {
          if (confirm("Czy masz ukończone 18 lat?")) document.cookie = "in=1;path=/";
          else document.body.textContent = "Do widzenia";
        }</script>"""

    def buying(self, one: Goods) -> str:
        return (
            super()
            .buying(one)
            .replace("<form ", "<form onsubmit=\"return confirm('Czy dodać produkt do koszyka?')\" ", 1)
        )


class RefusesRobots(Shop):
    """Whoever says to be headless is refused."""

    language, words = "nl", DUTCH

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if any("headless" in value.lower() for value in request.headers.values()):
            return HTMLResponse("<p>Geen toegang</p>", 403)
        return await super().answer(request, fields)


class OverTheForm(LateNewsletter):
    """The newsletter's sheet comes over the order form, and over nothing else."""

    language, words = "it", ITALIAN
    sheet = LateNewsletter.sheet.replace("Cerrar", "Chiudi").replace("Tu correo", "La tua e-mail")

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        return f"{super().form(values, errors)}<script>asked = true</script>"

    def beside(self) -> str:
        return super().beside().replace("setTimeout(", "if (window.asked) setTimeout(")
