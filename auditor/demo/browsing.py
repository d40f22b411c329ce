"""The pages before the cart: home, listings, search, products, and the pages that answer questions."""

import json
from typing import Any

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auditor.demo.catalogue import (
    BY_SLUG,
    CATEGORIES,
    COUNTRIES,
    DELIVERY_CENTS,
    FEATURED,
    FREE_DELIVERY_FROM_CENTS,
    POPULAR,
    PRODUCTS,
    Product,
)
from auditor.demo.frictions import Friction
from auditor.demo.search import words_of
from auditor.demo.storefront import SHOP_NAME, Storefront

SLOW_PRODUCT_S = 7.0
SLOW_SCRIPT_S = 7.0
HOPS = 3
RELATED = 4
SORTS = ("featured", "price-up", "price-down")
CARE = {
    **dict.fromkeys(("oak", "walnut", "olive", "ash", "birch"), "wood"),
    **dict.fromkeys(("linen", "wool", "cotton"), "textile"),
    **dict.fromkeys(("ceramic", "glass", "iron"), "hard"),
}


class Browsing:
    """The endpoints a shopper uses to find something."""

    def __init__(self, store: Storefront) -> None:
        self._store = store
        self.routes = [
            Route("/", self.home),
            Route("/products", self.listing),
            Route("/category/{category}", self.listing),
            Route("/search", self.search),
            Route("/product/{slug}", self.product),
            Route("/api/stock/{slug}", self.stock),
            Route("/scripts/reviews.js", self.script),
            Route("/contact", self.information),
            Route("/delivery", self.information),
            Route("/returns", self.information),
        ]

    async def home(self, request: Request) -> Response:
        if self._store.has(Friction.FIRST_PAGE_ERROR):
            return await self._store.page(request, "failed.html", status=500)
        everything = self._store.has(Friction.NO_SEARCH)
        featured = PRODUCTS if everything else [BY_SLUG[slug] for slug in FEATURED]
        return await self._store.page(request, "home.html", context={"featured": featured})

    async def listing(self, request: Request) -> Response:
        category = request.path_params.get("category", "all")
        if category not in (*CATEGORIES, "all"):
            raise HTTPException(404)
        sort = request.query_params.get("sort", "featured")
        products = [product for product in PRODUCTS if category in (product.category, "all")]
        if sort != "featured":
            products.sort(key=lambda product: product.price_cents, reverse=sort == "price-down")
        context = {"category": category, "products": products, "sort": sort, "sorts": SORTS}
        return await self._store.page(request, "listing.html", context=context)

    async def search(self, request: Request) -> Response:
        query = request.query_params.get("q", "").strip()
        found = self._store.index.find(query)
        if self._store.has(Friction.SEARCH_MISSES_OWN_PRODUCTS) and len(words_of(query)) > 1:
            found = []
        context = {
            "query": query,
            "box": "" if self._store.has(Friction.SEARCH_QUERY_DROPPED) else query,
            "products": found,
            "popular": [BY_SLUG[slug] for slug in POPULAR],
        }
        return await self._store.page(request, "search.html", context=context)

    async def product(self, request: Request) -> Response:
        if self._store.has(Friction.SLOW_PRODUCT_PAGE):
            await self._store.state.pause(SLOW_PRODUCT_S)
        hop = request.query_params.get("hop", "0")
        if self._store.has(Friction.REDIRECT_CHAIN) and hop.isdecimal() and int(hop) < HOPS:
            return self._store.redirect(request, f"{request.url.path}?hop={int(hop) + 1}")
        return await show_product(self._store, request, request.path_params["slug"])

    async def stock(self, request: Request) -> Response:
        product = BY_SLUG.get(request.path_params["slug"])
        if product is None or not product.in_stock:
            raise HTTPException(404)
        if self._store.has(Friction.API_ERROR_ON_PRODUCT):
            return JSONResponse({"error": "stock service failed"}, 500)
        count = 4 + product.price_cents % 13
        headers = {"Cache-Control": "no-store"}
        return JSONResponse({"text": self._store.language.say("product.few_in_stock", count=count)}, headers=headers)

    async def script(self, request: Request) -> Response:
        """Hold back a script without which the browser draws nothing."""
        del request
        if not self._store.has(Friction.BLOCKING_SCRIPT):
            raise HTTPException(404)
        await self._store.state.pause(SLOW_SCRIPT_S)
        return Response("", media_type="text/javascript")

    async def information(self, request: Request) -> Response:
        context = {
            "options": list(DELIVERY_CENTS.items()),
            "free_from": FREE_DELIVERY_FROM_CENTS,
            "countries": COUNTRIES,
        }
        return await self._store.page(request, f"{request.url.path.strip('/')}.html", context=context)


async def show_product(
    store: Storefront, request: Request, slug: str, *, option_missing: bool = False, status: int = 200
) -> Response:
    """Answer with a product's page, with or without the message that an option must be chosen first."""
    product = BY_SLUG.get(slug)
    if product is None:
        raise HTTPException(404)
    related = [other for other in PRODUCTS if other.category == product.category and other is not product]
    context = {
        "product": product,
        "description": store.language.products[slug][1],
        "care": CARE.get(product.material, "dust"),
        "related": [other for other in related if other.in_stock][:RELATED],
        "option_missing": option_missing,
        "standard_cents": DELIVERY_CENTS["standard"],
        "express_cents": DELIVERY_CENTS["express"],
        "free_from": FREE_DELIVERY_FROM_CENTS,
        "structured_data": _structured_data(store, request, product),
    }
    return await store.page(request, "product.html", status=status, context=context)


def _structured_data(store: Storefront, request: Request, product: Product) -> Markup:
    base = str(request.base_url)
    name, description = store.language.products[product.slug]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": name,
        "description": description,
        "sku": product.sku,
        "image": [f"{base}images/products/{product.slug}-1.svg", f"{base}images/products/{product.slug}-2.svg"],
        "brand": {"@type": "Brand", "name": SHOP_NAME},
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": product.rating, "reviewCount": product.reviews},
        "offers": {
            "@type": "Offer",
            "url": f"{base}product/{product.slug}",
            "price": f"{product.price_cents / 100:.2f}",
            "priceCurrency": "EUR",
            "availability": f"https://schema.org/{'InStock' if product.in_stock else 'OutOfStock'}",
        },
    }
    # Only "<" could end the script element early; everything else is safe inside JSON.
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704
