"""What every page of the shop has in common: wording, layout, session cookie, the frictions it is asked for."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from auditor.demo.catalogue import CATEGORIES, Product
from auditor.demo.frictions import Friction
from auditor.demo.search import Index
from auditor.demo.state import Session, ShopState
from auditor.demo.wording import Language

HERE = Path(__file__).parent
SHOP_NAME = "Alder & Wool"
SESSION_COOKIE = "shop_session"
CONSENT_COOKIE = "shop_consent"


def file_version(name: str) -> str:
    """Return a short hash of a static file, so that browsers may keep it until it changes."""
    return hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:10]


class Storefront:
    """One shop: its memory, its language, its frictions, and how it answers with a page.

    Args:
        frictions: what is to be wrong with it.
        language: the language of every page.
        document_delay_ms: how long every document is held back, in milliseconds.
    """

    def __init__(self, frictions: frozenset[Friction], language: Language, document_delay_ms: int) -> None:
        self.frictions = frictions
        self.language = language
        self.state = ShopState()
        self.index = Index(language)
        self._document_delay_s = document_delay_ms / 1000
        self._pages = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._pages.globals.update(
            t=language.say,
            n=language.say_count,
            price=language.format_price,
            decimal=language.format_decimal,
            lang=language.code,
            shop_name=SHOP_NAME,
            categories=CATEGORIES,
            name_of=self.name_of,
            has=lambda name: Friction(name) in frictions,
            css_version=file_version("shop.css"),
            js_version=file_version("shop.js"),
        )

    def has(self, friction: Friction) -> bool:
        return friction in self.frictions

    def name_of(self, product: Product) -> str:
        return self.language.products[product.slug][0]

    def session_of(self, request: Request) -> Session:
        """Return the shopper's session; the same one however often it is asked for during a request."""
        session = getattr(request.state, "session", None)
        if not isinstance(session, Session):
            session = self.state.session(request.cookies.get(SESSION_COOKIE))
            request.state.session = session
        return session

    async def page(
        self, request: Request, template: str, *, status: int = 200, context: Mapping[str, Any] | None = None
    ) -> Response:
        """Answer with a page; what the last action had to confirm is shown on it once."""
        if self._document_delay_s:
            await self.state.pause(self._document_delay_s)
        session = self.session_of(request)
        flash, session.flash = session.flash, None
        html = self._pages.get_template(template).render(
            {
                "session": session,
                "flash": flash,
                "path": request.url.path,
                "query": "",
                "consent_asked": CONSENT_COOKIE not in request.cookies,
                **(context or {}),
            }
        )
        return self._remember(request, HTMLResponse(html, status, headers={"Cache-Control": "no-store"}))

    def redirect(self, request: Request, path: str) -> Response:
        """Send the shopper on after a form, so that a reload does not send it again."""
        return self._remember(request, RedirectResponse(path, 303, headers={"Cache-Control": "no-store"}))

    def _remember(self, request: Request, response: Response) -> Response:
        session = self.session_of(request)
        if request.cookies.get(SESSION_COOKIE) != session.identity:
            response.set_cookie(SESSION_COOKIE, session.identity, httponly=True, samesite="lax")
        return response


async def form_fields(request: Request) -> dict[str, str]:
    """Return the text fields of a submitted form, trimmed."""
    form = await request.form()
    return {name: value.strip() for name, value in form.items() if isinstance(value, str)}
