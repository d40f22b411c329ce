"""Shops whose way from the cart to the order form is odd."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from tests.journeys.odd_browsing import GERMAN, ByFetch
from tests.journeys.odd_shops import CARD_FIELDS, FIELDS, GUEST_OVERLOOKED, Asked, Goods, Shop

FRENCH = GERMAN | {
    "shop": "La boutique du coin",
    "cart": "Panier",
    "empty": "Votre panier est vide",
    "add": "Ajouter au panier",
    "checkout": "Passer la commande",
    "contact": "Vos coordonnées",
    "send": "Payer la commande",
    "wrong": "Veuillez vérifier ce champ",
    "email": "Adresse e-mail",
    "name": "Nom complet",
    "street": "Adresse",
    "postcode": "Code postal",
    "city": "Ville",
    "phone": "Téléphone",
    "card": "Numéro de carte",
    "expiry": "Date d'expiration",
    "code": "Cryptogramme",
    "thanks": "Merci pour votre commande",
    "about": "Depuis 1961, nous vendons de belles choses pour la maison sur la place du marché.",
}


class French(Shop):
    """Speaks French."""

    language = "fr"
    words = FRENCH


class ShippingEstimate(French):
    """The cart asks for country and postcode to tell what the delivery would cost."""

    def to_checkout(self) -> str:
        return (
            '<form action="/cart/estimate"><h2>Estimer la livraison</h2><p><label>Pays <select name="country">'
            '<option value="FR">France</option><option value="BE">Belgique</option></select></label></p>'
            '<p><label>Code postal <input name="postcode"></label></p><button>Estimer</button></form>'
            f"{super().to_checkout()}"
        )


class TermsInCart(Shop):
    """The cart's way on works only once the terms are ticked; a box of the browser's own says so."""

    language = "de"
    words = GERMAN

    def to_checkout(self) -> str:
        return (
            '<form action="/checkout" onsubmit="if(!this.agb.checked){alert(\'Bitte stimmen Sie den AGB zu\');'
            'return false}"><p><label><input type="checkbox" name="agb"> Ich habe die AGB gelesen und stimme ihnen zu'
            f"</label></p><button>{self.words['checkout']}</button></form>"
        )


class TermsEnable(TermsInCart):
    """The cart's way on cannot be pressed before the terms are ticked."""

    def to_checkout(self) -> str:
        return (
            '<p><label><input type="checkbox" onchange="document.getElementById(\'on\').disabled=!this.checked"> '
            "Ich habe die AGB gelesen und stimme ihnen zu</label></p>"
            f'<button id="on" disabled onclick="location.href=\'/checkout\'">{self.words["checkout"]}</button>'
        )


class EmailFirst(French):
    """The first step asks for nothing but an e-mail address; the address comes next."""

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if request.method == "GET" and "email" not in request.query_params:
            return self.page(
                '<h1>Votre e-mail</h1><form action="/checkout"><p><label>Adresse e-mail <input type="email" '
                'name="email"></label></p><button>Continuer</button></form>'
                '<p><a href="/account/login">Se connecter</a></p>',
                cart,
            )
        return await super().checkout(request, cart, fields)


class Welcome(Shop):
    """Between the cart and the order form stands a page of choices. Subclasses say how the guest goes on."""

    language = "de"
    words = GERMAN
    fields: Sequence[Asked] = FIELDS

    def choices_page(self) -> str:
        raise NotImplementedError

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if request.method == "GET" and not request.query_params.get("guest"):
            return self.page(self.choices_page(), cart)
        return await super().checkout(request, cart, fields)


_SIGN_IN = (
    '<form method="post" action="/account/login"><p><label>E-Mail <input name="login"></label></p><p><label>Passwort '
    '<input type="password" name="password"></label></p><button>Anmelden</button></form>'
)


class GuestByTab(Welcome):
    """Tabs: those who have an account, those who are new, those who are guests."""

    def choices_page(self) -> str:
        return (
            '<h1>Kasse</h1><div role="tablist"><button role="tab" onclick="show(0)">Ich habe ein Konto</button>'
            '<button role="tab" onclick="show(1)">Als Gast bestellen</button></div>'
            f'<div role="tabpanel">{_SIGN_IN}</div><div role="tabpanel" hidden>{self.form({}, ())}</div>'
            "<script>function show(n){"
            "document.querySelectorAll('[role=tabpanel]').forEach((p,i)=>p.hidden=i!==n)}</script>"
        )


class GuestForm(Welcome):
    """The guest's way is a small form of its own, beside the sign-in: an e-mail address, then on."""

    def choices_page(self) -> str:
        return (
            f"<h1>Anmelden</h1>{_SIGN_IN}<h2>Ohne Konto bestellen</h2>"
            '<form action="/checkout"><input type="hidden" name="guest" value="1"><p><label>E-Mail-Adresse '
            '<input type="email" name="mail"></label></p><button>Als Gast fortfahren</button></form>'
        )


class GuestUnderHeading(Welcome):
    """Two columns; the button of the right one says no more than that it goes on."""

    def choices_page(self) -> str:
        return (
            f'<div style="display:flex;gap:80px"><div style="width:400px"><h2>Ich habe ein Konto</h2>{_SIGN_IN}</div>'
            '<div style="width:400px"><h2>Ohne Registrierung bestellen</h2><p>Ein Konto ist nicht nötig.</p>'
            '<p><a href="/checkout?guest=1"><button>Weiter</button></a></p></div></div>'
        )


class NewcomersAreGuests(Welcome):
    """No word of guests: who is new gives name and address, and needs no password."""

    frictions = GUEST_OVERLOOKED

    def choices_page(self) -> str:
        return (
            f'<h1>Anmelden</h1>{_SIGN_IN}<h2>Ich bin neu hier</h2><p><a href="/checkout?guest=1">Konto anlegen</a></p>'
        )


class SignInModal(Welcome):
    """The cart's way on opens a box with the sign-in, and the guest's way below it."""

    frictions = GUEST_OVERLOOKED

    def to_checkout(self) -> str:
        return (
            f'<p><button onclick="box.showModal()">{self.words["checkout"]}</button></p><dialog id="box">{_SIGN_IN}'
            "<p><button onclick=\"location.href='/checkout?guest=1'\">Weiter als Gast</button></p></dialog>"
        )

    def choices_page(self) -> str:
        return _SIGN_IN


class Accordion(Welcome):
    """One page, whose sections open one after the other."""

    def choices_page(self) -> str:
        return (
            "<h1>Kasse</h1><section><h2>1. Kasse als</h2><div id='s1'><p><label><input type='radio' name='as' "
            "value='guest' checked> Gast</label> <label><input type='radio' name='as' value='register'> Konto anlegen"
            '</label></p><button onclick="s1.hidden=true;s2.hidden=false">Weiter</button></div></section>'
            f"<section><h2>2. Adresse</h2><div id='s2' hidden>{self.form({}, ())}</div></section>"
        )


class GuestHidesPassword(Welcome):
    """The order form opens an account unless a box says that one is not wanted; then the password goes away."""

    frictions = frozenset({"checkout/no-order-summary"})

    def choices_page(self) -> str:
        rows = "".join(self.row(asked, "", wrong=False) for asked in self.fields)
        return (
            '<h1>Ihre Daten</h1><form method="post" action="/checkout?guest=1" novalidate><p><label>'
            '<input type="checkbox" name="no_account" onchange="pw.hidden=this.checked"> Ohne Kundenkonto '
            "bestellen</label></p>"
            f'{rows}<p id="pw"><label>Passwort <input type="password" name="password" required></label></p>'
            f"<button>{self.words['send']}</button></form>"
        )


class CartHoldsOne(Shop):
    """The cart shows its lines by picture and price; the product's name stands only in the picture's words."""

    fields = CARD_FIELDS

    def lines(self, cart: Sequence[str]) -> str:
        def line(one: Goods) -> str:
            picture = '<img alt="" width="40" height="40" src="data:,">'
            return f'<tr><td><a href="/product/{one.slug}">{picture}</a></td><td>{one.price}</td></tr>'

        return "".join(line(self.named(slug)) for slug in cart)


class CartLinkAfterReload(ByFetch):
    """The header has a way to the cart only where something is in it, and only once the page is drawn anew."""

    shown = """document.querySelector("h1").insertAdjacentHTML("afterend", "<p role=status>Added to your cart</p>");"""

    def cart_link(self, cart: Sequence[str]) -> str:
        return super().cart_link(cart) if cart else ""


class NothingToSend(French):
    """What is sold comes by e-mail to the account of the till: the checkout asks only how to pay."""

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if request.method == "POST":
            self.orders.append(fields)
        return self.page(
            '<h1>Paiement</h1><form method="post" action="/checkout"><p><label><input type="radio" name="moyen" '
            'value="v" checked> Virement</label> <label><input type="radio" name="moyen" value="c"> Chèque</label></p>'
            f"<button>{self.words['send']}</button></form>",
            cart,
        )


class LeastValue(Shop):
    """Orders below a least value are refused by a box of the browser's own."""

    language = "de"
    words = GERMAN
    refusal = "Der Mindestbestellwert beträgt 500 €"

    def to_checkout(self) -> str:
        return f"<p><button onclick=\"alert('{self.refusal}')\">{self.words['checkout']}</button></p>"
