"""Shops that differ in how one orders: steps that unfold, e-mail first, guest as a choice, cart and order in one."""

from collections.abc import Sequence

from tests.corpus.storefronts.base import PURPOSES, Page, Storefront, at

AUTOCOMPLETE = {
    "email": "email", "first": "given-name", "last": "family-name", "name": "name", "street": "shipping address-line1",
    "line2": "shipping address-line2", "postcode": "shipping postal-code", "city": "shipping address-level2",
    "region": "shipping address-level1", "country": "shipping country", "phone": "tel", "company": "organization",
    "card_number": "cc-number", "card_holder": "cc-name", "expiry": "cc-exp", "cvc": "cc-csc",
}  # fmt: skip


class Accordion(Storefront):
    """The checkout unfolds step by step on one page, with the labels of a delivery and a billing address."""

    structure = "accordion"
    kinds = ("order", "gate", "payment", "cart", "shipping", "product", "results", "wall", "listing")
    names = {
        "first": "billing[firstname]", "last": "billing[lastname]", "name": "billing[fullname]", "company": "billing[company]",
        "street": "billing[street][0]", "line2": "billing[street][1]", "house": "billing[house_number]",
        "postcode": "billing[postcode]", "city": "billing[city]", "region": "billing[region]",
        "country": "billing[country_id]", "phone": "billing[telephone]", "email": "billing[email]", "comment": "comment",
    }  # fmt: skip

    def page(self, kind: str) -> Page:
        return self.shipping() if kind == "shipping" else super().page(kind)

    def steps(self, open_step: str, inner: str) -> str:
        w = self.words
        titles = {"contact": w["contact"], "delivery": w["delivery"], "payment": w["payment"]}
        return "".join(
            f'<section class="step {"open" if key == open_step else ""}"><h2><button type="button" '
            f'aria-expanded="{str(key == open_step).lower()}">{n}. {title}</button></h2>{inner if key == open_step else ""}</section>'
            for n, (key, title) in enumerate(titles.items(), 1)
        )

    def order(self) -> Page:
        w = self.words
        form = self.order_form([*self.address_keys(), "birth"], at("advance", self.button(w["next"])))
        page = self.checkout_frame(
            w["checkout"], f"<h1>{w['checkout']}</h1>{self.steps('contact', form)}{self.coupon()}"
        )
        return Page(self.checkout_path, page, {"kind": "checkout", "open": True, "may_order": False})

    def shipping(self) -> Page:
        """A step that only asks to choose."""
        w = self.words
        ways = "".join(
            f'<label><input type="radio" name="shipping_method" value="{n}"> {text}</label>'
            for n, text in enumerate(w.all("shipping"))
        )
        form = f'<form action="{self.checkout_path}/step2" method="post">{ways}{at("advance", self.button(w["next"]))}</form>'
        page = self.checkout_frame(w["checkout"], f"<h1>{w['checkout']}</h1>{self.steps('delivery', form)}")
        return Page(f"{self.checkout_path}#2", page, {"may_order": False})

    def coupon(self) -> str:
        w = self.words
        entry = at("field:coupon", f'<input name="coupon_code" placeholder="{w["coupon"]}">')
        return f'<aside><form action="/coupon" method="post">{entry}<button>{w["apply"]}</button></form></aside>{self.summary()}'

    def checkout_frame(self, title: str, body: str) -> str:
        top = f'<header><a href="/">{self.words["shop"]}</a></header>'
        return self.document(title, f"{top}{self.main(body)}<footer>© {self.words['shop']}</footer>")


class EmailFirst(Storefront):
    """The checkout asks for the e-mail first, then for the rest; fields say by autocomplete what they are."""

    structure = "email_first"
    kinds = ("order", "start", "payment", "cart", "product", "wall", "listing", "sold_out", "home")
    names: dict[str, str] = {key: f"field{place}" for place, key in enumerate(PURPOSES)}

    def page(self, kind: str) -> Page:
        return self.start() if kind == "start" else super().page(kind)

    def start(self) -> Page:
        w = self.words
        form = self.order_form(["email"], at("advance", self.button(w["next"])))
        body = f"<h1>{w['contact']}</h1><p>{w['guest']}</p>{form}<p>{w['have_account']} <a href='{self.account_path}'>{w['login']}</a></p>"
        return Page(
            self.checkout_path,
            self.checkout_frame(w["checkout"], body),
            {"kind": "checkout", "open": True, "may_order": False},
        )

    def entry(self, key: str, identity: str, extra: str = "") -> str:
        token = f'autocomplete="{AUTOCOMPLETE[key]}"' if key in AUTOCOMPLETE else ""
        return super().entry(key, identity, f"{extra} {token}")

    def checkout_frame(self, title: str, body: str) -> str:
        links = "".join(f'<a href="/p{n}">{text}</a> ' for n, text in enumerate(self.words.all("footer")[3:6]))
        return self.document(
            title, f"<header>{self.words['shop']}</header>{self.main(body)}{self.summary()}<footer>{links}</footer>"
        )


class GuestByRadio(Storefront):
    """One chooses by radio buttons whether to order as a guest, to sign in or to register, and goes on."""

    structure = "guest_radio"
    kinds = ("gate", "order", "cart", "product", "nothing", "listing", "register", "empty_cart", "payment")
    names = {
        **Storefront.names,
        "first": "customer_firstname",
        "last": "customer_surname",
        "street": "shippingAddressLine1",
    }

    def page(self, kind: str) -> Page:
        return self.register() if kind == "register" else super().page(kind)

    def gate_body(self) -> str:
        w = self.words
        guest = at("guest", '<input type="radio" name="checkout_as" value="2" id="as2">')
        return f"""<form action="{self.checkout_path}/start" method="post">
          <p><input type="radio" name="checkout_as" value="1" id="as1"><label for="as1">{w["register"]}</label></p>
          <p>{guest}<label for="as2">{w["guest"]}</label></p>{self.button(w["next"])}</form>
          <h2>{w["have_account"]}</h2>{self.sign_in_form()}"""

    def register(self) -> Page:
        """An account is asked for, with a whole address; there is no way around it."""
        w = self.words
        fields = "".join(self.fields([key for key in self.address_keys() if key != "news_box"]))
        secret = f'<p><label>{w["password"]} <input type="password" name="password"></label></p>'
        form = f'<form action="/register" method="post">{fields}{secret}<button>{w["register"]}</button></form>'
        page = self.frame(w["register"], f"<h1>{w['register']}</h1>{form}", held=1)
        return Page("/account/create", page, {"kind": "sign_in", "open": False})

    def field(self, key: str) -> str:
        if key in {"terms_box", "news_box"}:
            return super().field(key)
        return f'<dl><dt><label for="id_{key}">{self.words[key]} <em>*</em></label></dt><dd>{self.entry(key, f"id_{key}")}</dd></dl>'


class CartAndOrder(Storefront):
    """Cart, address, delivery, payment and the order on one page."""

    structure = "cart_and_order"
    kinds = ("order", "product", "listing", "cart", "home", "results")
    names = {
        "first": "CustomerFirstName", "last": "CustomerLastName", "name": "CustomerName", "street": "DeliveryStreet",
        "house": "DeliveryHouse", "line2": "DeliveryFlat", "postcode": "DeliveryZip", "city": "DeliveryCity",
        "region": "DeliveryRegion", "country": "DeliveryCountry", "phone": "CustomerPhone", "email": "CustomerEmail",
        "company": "CompanyTitle", "comment": "OrderComment",
    }  # fmt: skip

    def order(self) -> Page:
        return self.cart()

    def cart(self) -> Page:
        w = self.words
        lines = "".join(
            f"""<tr><td><a href="{self.ware_path(ware)}">{ware.name}</a></td><td><input type="number" name="amount" value="1">
            </td><td>{w.price(ware.price)}</td><td><a href="?remove={ware.number}">{w["remove"]}</a></td></tr>"""
            for ware in self.wares[:2]
        )
        ways = self.choices("delivery_way", w.all("shipping")) + self.choices("payment_way", w.all("paying"))
        form = self.order_form([*self.address_keys(), "terms_box"], ways + at("advance", self.button(w["place"])))
        body = f"<h1>{w['cart']}</h1><table>{lines}</table><p>{w['total']} {w.price(33.5)}</p><h2>{w['contact']}</h2>{form}"
        facts = {"kind": "checkout", "open": True, "may_order": True}
        return Page(self.cart_path, self.frame(w["cart"], body, held=2), facts)

    def choices(self, name: str, texts: Sequence[str]) -> str:
        return "".join(
            f'<label><input type="radio" name="{name}" value="{n}"> {text}</label>' for n, text in enumerate(texts)
        )
