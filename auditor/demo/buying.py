"""From the cart to the confirmation, without an account; the account page is beside the way."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from auditor.demo.browsing import show_product
from auditor.demo.catalogue import BY_SLUG, COUNTRIES, DELIVERY_CENTS, delivery_cents
from auditor.demo.fields import ADDRESS_FIELDS, BILLING_FIELDS, KEPT_AT_PAYMENT, address_errors, payment_errors
from auditor.demo.frictions import Friction
from auditor.demo.state import Session, Submission
from auditor.demo.storefront import CONSENT_COOKIE, Storefront, form_fields

CHOSEN_NOT_TYPED = ("country", "delivery", "save")
CONSENT_AGE_S = 180 * 24 * 3600


class Buying:
    """The endpoints of cart, checkout, account and cookie consent."""

    def __init__(self, store: Storefront) -> None:
        self._store = store
        self.routes = [
            Route("/cart", self.cart),
            Route("/cart/add", self.add, methods=["POST"]),
            Route("/cart/update", self.update, methods=["POST"]),
            Route("/checkout", self.address),
            Route("/checkout", self.send_address, methods=["POST"]),
            Route("/checkout/payment", self.payment),
            Route("/checkout/payment", self.send_payment, methods=["POST"]),
            Route("/checkout/confirmation", self.confirmation),
            Route("/account", self.account),
            Route("/account", self.sign_in, methods=["POST"]),
            Route("/consent", self.consent, methods=["POST"]),
        ]

    async def cart(self, request: Request) -> Response:
        session = self._store.session_of(request)
        if self._store.has(Friction.CART_LOST_ON_RELOAD) and _comes_again(request, session):
            session.lines.clear()
        if session.cart_changed:
            session.cart_changed = False
        else:
            session.cart_views += 1
        # The cart always quotes standard delivery; the shopper has chosen nothing else here.
        delivery = delivery_cents("standard", session.goods_cents)
        return await self._store.page(request, "cart.html", context={"delivery_cents": delivery})

    async def add(self, request: Request) -> Response:
        fields = await form_fields(request)
        product = BY_SLUG.get(fields.get("product", ""))
        if product is None or not product.in_stock:
            raise HTTPException(404)
        if self._store.has(Friction.SERVER_ERROR_ON_ADD):
            return await self._store.page(request, "failed.html", status=500)
        choice = fields.get("option") or None
        if product.option and choice not in product.choices:
            return await show_product(self._store, request, product.slug, option_missing=True, status=422)
        if not self._store.has(Friction.ADD_FAILS_SILENTLY):
            session = self._store.session_of(request)
            key = f"{product.slug}.{choice}" if product.option else product.slug
            before = session.lines[key].quantity if key in session.lines else 0
            session.set_quantity(key, before + 1)
            session.flash = self._store.language.say("cart.added", name=self._store.name_of(product))
            self._store.state.cart_additions.append(product.slug)
        return self._store.redirect(request, "/cart")

    async def update(self, request: Request) -> Response:
        fields = await form_fields(request)
        session = self._store.session_of(request)
        key, quantity = fields.get("line", ""), fields.get("quantity", "")
        if key in session.lines and quantity.isdecimal():
            session.set_quantity(key, int(quantity))
            session.flash = self._store.language.say("cart.updated")
        return self._store.redirect(request, "/cart")

    async def address(self, request: Request) -> Response:
        session = self._store.session_of(request)
        if not session.lines or self._store.has(Friction.CHECKOUT_LINK_LOOPS):
            return self._store.redirect(request, "/cart")
        known = {} if self._store.has(Friction.BACK_LOSES_ADDRESS) else session.contact
        return await self._address_page(request, known, {})

    async def send_address(self, request: Request) -> Response:
        session = self._store.session_of(request)
        if not session.lines:
            return self._store.redirect(request, "/cart")
        fields = await form_fields(request)
        values = {name: fields.get(name, "") for name in ADDRESS_FIELDS}
        errors = address_errors(values, latin_only=self._store.has(Friction.LATIN_NAMES_ONLY))
        self._store.state.submissions.append(Submission("address", tuple(errors)))
        if errors:
            return await self._address_page(request, self._kept(values), errors)
        session.contact = values
        return self._store.redirect(request, "/checkout/payment")

    async def payment(self, request: Request) -> Response:
        session = self._store.session_of(request)
        if not session.lines:
            return self._store.redirect(request, "/cart")
        if not session.contact:
            return self._store.redirect(request, "/checkout")
        return await self._payment_page(request, {}, {})

    async def send_payment(self, request: Request) -> Response:
        session = self._store.session_of(request)
        if not session.lines:
            return self._store.redirect(request, "/checkout/confirmation" if session.order else "/cart")
        if not session.contact:
            return self._store.redirect(request, "/checkout")
        fields = await form_fields(request)
        errors = payment_errors(fields)
        self._store.state.submissions.append(Submission("payment", tuple(errors)))
        if errors:
            values = {name: fields.get(name, "") for name in (*KEPT_AT_PAYMENT, *BILLING_FIELDS)}
            if self._store.has(Friction.CARD_ERROR_CLEARS_FORM) and "card_number" in errors:
                values = {"card_number": values["card_number"]}
            if self._store.has(Friction.CARD_CLEARED_BY_OTHER_ERROR) and set(errors) - {"card_number"}:
                values |= {"card_number": ""}
            return await self._payment_page(request, self._kept(values), errors)
        self._store.state.place_order(session)
        return self._store.redirect(request, "/checkout/confirmation")

    async def confirmation(self, request: Request) -> Response:
        session = self._store.session_of(request)
        if session.order is None:
            return self._store.redirect(request, "/cart")
        if self._store.has(Friction.NO_CONFIRMATION):
            return self._store.redirect(request, "/")
        numbered = not self._store.has(Friction.CONFIRMATION_WITHOUT_NUMBER)
        context = {"order": session.order, "numbered": numbered}
        return await self._store.page(request, "confirmation.html", context=context)

    async def account(self, request: Request) -> Response:
        return await self._store.page(request, "account.html", context={"failed": False, "email": ""})

    async def sign_in(self, request: Request) -> Response:
        # The demo shop has no accounts: every sign-in is refused, politely and with the address kept.
        fields = await form_fields(request)
        context = {"failed": True, "email": fields.get("email", "")}
        return await self._store.page(request, "account.html", status=422, context=context)

    async def consent(self, request: Request) -> Response:
        fields = await form_fields(request)
        back = fields.get("back", "/")
        response = self._store.redirect(request, back if back.startswith("/") and not back.startswith("//") else "/")
        answer = "all" if fields.get("answer") == "all" else "necessary"
        response.set_cookie(CONSENT_COOKIE, answer, max_age=CONSENT_AGE_S, samesite="lax")
        return response

    def _kept(self, values: dict[str, str]) -> dict[str, str]:
        """Return what of a refused form is shown again: all of it, unless a friction says otherwise."""
        if self._store.has(Friction.CHECKOUT_CLEARS_FORM):
            return {}
        if self._store.has(Friction.CHECKOUT_CLEARS_SELECTS):
            return {name: value for name, value in values.items() if name not in CHOSEN_NOT_TYPED}
        return values

    async def _address_page(self, request: Request, values: dict[str, str], errors: dict[str, str]) -> Response:
        goods = self._store.session_of(request).goods_cents
        context = {
            "countries": sorted(COUNTRIES, key=lambda code: self._store.language.say(f"country.{code}")),
            "options": [(name, delivery_cents(name, goods)) for name in DELIVERY_CENTS],
        }
        return await self._form_page(request, "checkout.html", values, errors, context)

    async def _payment_page(self, request: Request, values: dict[str, str], errors: dict[str, str]) -> Response:
        return await self._form_page(request, "payment.html", values, errors, {})

    async def _form_page(
        self,
        request: Request,
        template: str,
        values: dict[str, str],
        errors: dict[str, str],
        context: dict[str, object],
    ) -> Response:
        status = 422 if errors else 200
        if self._store.has(Friction.SILENT_CHECKOUT_ERROR):
            status, errors = 200, {}
        said = {name: self._store.language.say(f"error.{name}.{what}") for name, what in errors.items()}
        context = {**context, "values": values, "errors": said}
        return await self._store.page(request, template, status=status, context=context)


def _comes_again(request: Request, session: Session) -> bool:
    """Tell a reload, or another look at a cart already seen, from following a link to it."""
    if session.cart_changed:
        return False
    caching = request.headers.get("cache-control", "")
    if "max-age=0" in caching:
        return True
    return session.cart_views > 0 and ("no-cache" in caching or "referer" not in request.headers)
