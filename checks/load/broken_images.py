"""Pictures that should be on the page are missing.

What it does:
    Looks at every picture that takes up room on the page. It is broken when the browser is done with it and has no
    pixels. One broken picture of a product counts, in a product's card or in the main part of a product's page;
    elsewhere two.

Why it is friction:
    A product that cannot be seen is not bought, and a page full of torn-picture signs looks abandoned.

How to fix:
    Mend the pictures' addresses or the service that scales them. Show a placeholder where a product has no picture.

Limits:
    Left out: pictures that still load or wait for scrolling, invisible ones, those of one or two pixels, data written
    into the page, pictures without an address, and drawings (SVG) unless their request failed. Backgrounds set by
    style are not seen.

References:
    - WHATWG, HTML, the img element and its complete attribute:
      https://html.spec.whatwg.org/multipage/embedded-content.html#dom-img-complete
    - Google Search Central, Merchant listing structured data, image:
      https://developers.google.com/search/docs/appearance/structured-data/merchant-listing
    - The limits of one and two pictures are ours.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from auditor.check import Context, VisitCheck
from auditor.model.finding import CheckMeta, ElementEvidence, Finding, Severity
from auditor.model.journey import Stage
from auditor.model.loading import NetworkLog
from auditor.model.run import Visit
from auditor.model.snapshot import DomSnapshot, ImageSnapshot, Landmark
from auditor.model.wording import Phrase, say_number
from checks.judgement import FIRST_ERROR_STATUS, path_pattern

PRODUCT_LIMIT = 1
OTHER_LIMIT = 2
LEAST_SIDE = 2
"""Pictures whose sides are no longer than this, in pixels, measure visits; ours."""
SHOWN = 5
"""How many pictures the evidence holds at most."""


class BrokenImages(VisitCheck):
    """Judges the pictures of a page."""

    meta = CheckMeta(
        id="load/broken-images",
        title="Pictures are broken",
        feels="I cannot see what I would buy. Can I trust this shop?",
        severity=Severity.MODERATE,
        requires=("DomSnapshot",),
        explained_by=("load/page-unreachable",),
        since="0.1.0",
    )

    def evaluate(self, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield one finding for all broken pictures of the page."""
        page = visit.get(DomSnapshot)
        assert page is not None, "the check requires a DomSnapshot"
        failed = _failed_addresses(visit)
        broken = [image for image in page.images if _is_broken(image, page, failed)]
        of_products = [image for image in broken if _is_product(image, visit.stage)]
        if len(of_products) < PRODUCT_LIMIT and len(broken) < OTHER_LIMIT:
            return
        shown = sorted(broken, key=lambda image: image not in of_products)[:SHOWN]
        told = of_products or broken
        yield self.finding(
            _told(len(told), len(page.images), of_products=bool(of_products)),
            context.location(visit),
            identity=min(_folder(image.src) for image in told),
            evidence=[
                ElementEvidence(selector=image.selector, snippet=image.alt, box=image.box, note=image.src)
                for image in shown
            ],
        )


def _told(broken: int, pictures: int, *, of_products: bool) -> Phrase:
    in_all = say_number("of {number} picture in all", "of {number} pictures in all", pictures)
    if of_products:
        return say_number(
            "{number} product picture is broken on this page, {in_all}.",
            "{number} product pictures are broken on this page, {in_all}.",
            broken,
            in_all=in_all,
        )
    return say_number(
        "{number} picture is broken on this page, {in_all}.",
        "{number} pictures are broken on this page, {in_all}.",
        broken,
        in_all=in_all,
    )


def _failed_addresses(visit: Visit) -> frozenset[str]:
    return frozenset(
        request.url
        for log in visit.all(NetworkLog)
        for request in log.requests
        if request.status is not None and request.status >= FIRST_ERROR_STATUS
    )


def _is_broken(image: ImageSnapshot, page: DomSnapshot, failed: frozenset[str]) -> bool:
    if not (image.complete and image.natural_width == 0 and image.visible):
        return False
    if min(image.box.width, image.box.height) <= LEAST_SIDE:
        return False
    address = urlsplit(image.src)
    if address.scheme in {"data", "blob", "about"} or not image.src:
        return False
    if image.src in failed:
        return True
    in_view = page.scroll_y <= image.box.y < page.scroll_y + page.viewport_height
    return not address.path.lower().endswith(".svg") and (in_view or not image.lazy)


def _is_product(image: ImageSnapshot, stage: Stage) -> bool:
    return image.card is not None or (stage is Stage.PRODUCT and image.landmark in {Landmark.MAIN, Landmark.NONE})


def _folder(src: str) -> str:
    return path_pattern(src).rpartition("/")[0] or "/"
