"""Does the cart survive a reload, and a look from a second tab?"""

from auditor.browser.acts.buying import reach_cart, shows_in_cart
from auditor.browser.collectors.screenshot import take_screenshot
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.keeping import keepable
from auditor.browser.probes.family import Probing, walk_to_cart
from auditor.browser.walk import StepBroken, Walk, bounded
from auditor.discovery.addresses import place_of, same_page
from auditor.discovery.page_view import PageView
from auditor.model.artifact import Artifact, ReloadTrial
from auditor.model.journey import Stage
from auditor.model.redaction import redact_url

_LINE_LIMIT_MS = 5_000


async def probe_reload(probing: Probing) -> None:
    """Put the product into a fresh cart, reload the cart, and look at it in a second tab."""
    async with probing.walk("reload") as walk:
        await walk_to_cart(walk)
        name, url = walk.known.product_name, walk.known.product_url
        before = shows_in_cart(walk.known, walk.page)
        cart_url = walk.tab.page.url
        await walk.act(lambda: walk.tab.page.reload(wait_until="commit"))
        after = await _holds(walk) or await _holds_when_opened(walk)
        shot = await take_screenshot(walk.tab.page, walk.tab.output, purpose="after reload")
        second = await _second_tab(walk, cart_url) if not _is_product_page(cart_url, url) else None
        trial = ReloadTrial(
            url=redact_url(cart_url),
            item=name,
            in_cart_before=before,
            in_cart_after_reload=after,
            in_cart_second_tab=second,
            screenshot=shot,
        )
        artifacts: list[Artifact] = [trial, keepable(walk.page.snapshot), *([shot] if shot else [])]
        probing.keep(walk, "reload", "cart", Stage.CART, artifacts)
    probing.progress.probe_done("reload", "the cart kept the item" if after else "the item was gone")


def _is_product_page(cart_url: str, product_url: str) -> bool:
    return place_of(cart_url) == place_of(product_url)


async def _holds_when_opened(walk: Walk) -> bool | None:
    """Open the cart anew: a drawer is closed by a reload, and what it held is out of sight, not lost."""
    try:
        await reach_cart(walk)
    except StepBroken:
        return None
    return await _holds(walk)


async def _holds(walk: Walk) -> bool | None:
    def holding(view: PageView) -> bool:
        return shows_in_cart(walk.known, view)

    return await walk.look_until(holding, limit_ms=_LINE_LIMIT_MS)


async def _second_tab(walk: Walk, cart_url: str) -> bool | None:
    """Look at the cart in another tab of the same session; None where that could not be done."""
    first, view = walk.tab.page, walk.view
    second = await walk.tab.open_beside()
    try:
        other = Walk(second, walk.start_url, walk.known)
        await other.go_to(cart_url)
        # An address that only answers a sent form shows no cart to whoever opens it.
        response = second.observer.main_response()
        if response is None or (response.status or 0) >= 400 or not same_page(second.page.url, cart_url):  # noqa: PLR2004
            return None
        return await _holds(other)
    except PAGE_FAILURES:
        return None
    finally:
        await bounded(second.page.close(), 5_000)
        walk.tab.page, walk.view = first, view
