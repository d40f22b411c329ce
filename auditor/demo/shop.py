"""The demo shop as an ASGI app."""

from collections.abc import Callable, Coroutine
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from auditor.demo.browsing import Browsing
from auditor.demo.buying import Buying
from auditor.demo.frictions import Friction
from auditor.demo.pictures import picture_file, product_picture
from auditor.demo.storefront import HERE, Storefront
from auditor.demo.wording import LANGUAGES

SLOW_HERO_S = 5.4
KEEP_A_DAY = {"Cache-Control": "public, max-age=86400"}
_MEDIA_TYPES = {"css": "text/css", "js": "text/javascript"}


def create_shop(
    frictions: frozenset[Friction] = frozenset(), *, language: str = "en", document_delay_ms: int = 0
) -> Starlette:
    """Build a shop of its own: nothing is shared between two of them.

    Args:
        frictions: what is to be wrong with it; none makes a smooth shop.
        language: `en`, `de` or `lv`.
        document_delay_ms: hold every document back for so long, in milliseconds.

    Returns:
        The app; `app.state.shop` is its `ShopState`, with the orders placed and the forms submitted.

    Raises:
        KeyError: there is no such language.
    """
    store = Storefront(frictions, LANGUAGES[language], document_delay_ms)
    routes = [
        *Browsing(store).routes,
        *Buying(store).routes,
        Route("/static/{name}", _static_file),
        Route("/images/hero.svg", _hero(store)),
        Route("/images/products/{slug}-{view:int}.svg", _product_picture(store)),
        Route("/favicon.ico", _icon),
        Route("/favicon.svg", _icon),
        Route("/robots.txt", _robots),
    ]

    async def not_found(request: Request, error: Exception) -> Response:
        del error
        return await store.page(request, "not_found.html", status=404)

    app = Starlette(routes=routes, exception_handlers={404: not_found})
    app.state.shop = store.state
    return app


def _svg(text: str) -> Response:
    return Response(text, media_type="image/svg+xml", headers=KEEP_A_DAY)


def _hero(store: Storefront) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    async def hero(request: Request) -> Response:
        del request
        if store.has(Friction.SLOW_LARGEST_PAINT):
            await store.state.pause(SLOW_HERO_S)
        return _svg(picture_file("hero"))

    return hero


def _product_picture(store: Storefront) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    async def picture(request: Request) -> Response:
        drawn = product_picture(request.path_params["slug"], request.path_params["view"])
        if drawn is None or store.has(Friction.BROKEN_PRODUCT_IMAGES):
            return PlainTextResponse("no such picture", 404)
        return _svg(drawn)

    return picture


async def _icon(request: Request) -> Response:
    del request
    return _svg(picture_file("icon"))


async def _static_file(request: Request) -> Response:
    name = request.path_params["name"]
    kind = _MEDIA_TYPES.get(name.rpartition(".")[2])
    file = HERE / "static" / name
    if kind is None or not file.is_file():
        raise HTTPException(404)
    return Response(file.read_bytes(), media_type=kind, headers=KEEP_A_DAY)


async def _robots(request: Request) -> Response:
    del request
    return PlainTextResponse("User-agent: *\nAllow: /\n", headers=KEEP_A_DAY)
