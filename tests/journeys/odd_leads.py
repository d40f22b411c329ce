"""Sites that sell nothing to put into a cart: enquiries and sign-ups."""

from collections.abc import Mapping
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from tests.journeys.odd_shops import Shop

_ABOUT = "<p>Wir planen und bauen Wintergärten aus Holz und Glas, seit 1987, in ganz Norddeutschland.</p>"
GERMAN_SITE = {
    "shop": "Wintergärten Brandt",
    "about": "Brandt Wintergartenbau, Hafenstraße 4, Bremen. Geöffnet von Montag bis Freitag.",
}

_REFUSED = ' aria-invalid="true" aria-describedby="told"'


class Enquiries(Shop):
    """A craftsman's site: its call to action leads to a form for enquiries, which keeps what was written."""

    language = "de"
    words = GERMAN_SITE
    keeps = True
    call = '<p><a href="/anfrage" style="background:#060;color:#fff;padding:12px">Angebot anfordern</a></p>'

    def __init__(self) -> None:
        super().__init__()
        self.enquiries: list[Mapping[str, str]] = []

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        path = request.url.path
        if path == "/":
            return self.page(self.first(), ())
        if path == "/leistungen":
            return self.page(f"<h1>Leistungen</h1>{_ABOUT * 3}", ())
        if path == "/anfrage":
            return self.asked(request, fields)
        return self.page("<h1>Seite nicht gefunden</h1>", (), 404)

    def first(self) -> str:
        return f'<h1>Licht für Ihr Haus</h1>{_ABOUT}<p><a href="/leistungen">Leistungen</a></p>{self.call}'

    def cart_link(self, cart: object) -> str:
        del cart
        return '<nav><a href="/leistungen">Leistungen</a><a href="/ueber-uns">Über uns</a></nav>'

    def asked(self, request: Request, fields: Mapping[str, str]) -> Response:
        if request.method == "GET":
            return self.page(self.enquiry({}, ()), ())
        wrong = [name for name in ("name", "telefon", "nachricht") if not fields.get(name, "").strip()]
        wrong += [] if "@" in fields.get("email", "") else ["email"]
        if wrong:
            return self.page(self.enquiry(fields if self.keeps else {}, wrong), ())
        self.enquiries.append(fields)
        return self.page("<h1>Vielen Dank für Ihre Anfrage</h1>", ())

    def enquiry(self, values: Mapping[str, str], wrong: object) -> str:
        def shown(name: str) -> str:
            return escape(values.get(name, ""))

        told = '<p role="alert" id="told">Bitte geben Sie eine gültige E-Mail-Adresse an</p>' if wrong else ""
        return (
            f'<h1>Ihre Anfrage</h1>{told}<form method="post" action="/anfrage" novalidate>'
            f'<p><label>Ihr Name <input name="name" autocomplete="name" value="{shown("name")}"></label></p>'
            '<p><label>E-Mail <input type="email" name="email" autocomplete="email" '
            f'value="{shown("email")}"{_REFUSED if wrong else ""}></label></p>'
            '<p><label>Telefon <input type="tel" name="telefon" autocomplete="tel" '
            f'value="{shown("telefon")}"></label></p>'
            f'<p><label>Ihre Nachricht <textarea name="nachricht">{shown("nachricht")}</textarea></label></p>'
            "<button>Absenden</button></form>"
        )


class ForgetfulEnquiries(Enquiries):
    """The same, and its form is empty again after a mistake."""

    keeps = False


class SignUp(Shop):
    """A service one joins: the form that opens an account stands on the first page, beside the way in for members."""

    words = Enquiries.words | {"shop": "Tallyho", "about": "Tallyho keeps the books of small clubs. Made in Ghent."}

    def __init__(self) -> None:
        super().__init__()
        self.accounts: list[Mapping[str, str]] = []

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path == "/join" and request.method == "POST":
            if "@" not in fields.get("email", "") or not fields.get("password"):
                return self.page(self.joining(fields, told="Please enter a valid email address"), ())
            self.accounts.append(fields)
            return self.page("<h1>Welcome</h1>", ())
        return self.page(self.joining({}), ())

    def cart_link(self, cart: object) -> str:
        del cart
        return '<nav><a href="/features">Features</a><a href="/login">Log in</a></nav>'

    def joining(self, values: Mapping[str, str], told: str = "") -> str:
        alert = f'<p role="alert" id="told">{told}</p>' if told else ""
        refused, email = _REFUSED if told else "", escape(values.get("email", ""))
        return (
            f'<h1>Bookkeeping for clubs</h1>{alert}<form method="post" action="/join" novalidate>'
            '<p><label>Your name <input name="name" autocomplete="name" '
            f'value="{escape(values.get("name", ""))}"></label></p>'
            '<p><label>Email <input type="email" name="email" autocomplete="email" '
            f'value="{email}"{refused}></label></p>'
            '<p><label>Password <input type="password" name="password" autocomplete="new-password"></label></p>'
            "<button>Create account</button></form>"
        )


class SilentEnquiries(Enquiries):
    """The enquiry arrives, and the form looks as if nothing had happened."""

    def asked(self, request: Request, fields: Mapping[str, str]) -> Response:
        if request.method == "POST" and "@" in fields.get("email", ""):
            self.enquiries.append(fields)
            return self.page(self.enquiry(fields, ()), ())
        return super().asked(request, fields)
