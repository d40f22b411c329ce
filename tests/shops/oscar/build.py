"""Builds the shop's database, pictures and search index: `python -m tests.shops.oscar.build`.

Reads the same environment as the settings; the folder must be empty.
"""

import colorsys
import io
from typing import Any, cast
from zlib import crc32

import django
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image, ImageDraw, ImageFont

from tests.shops.oscar.wares import COUNTRIES, HOME, WARES, Language, Ware

PICTURE_SIZE = (600, 600)


def build() -> None:
    """Fills `SHOP_FOLDER` with everything the shop serves."""
    django.setup()
    settings.SHOP_FOLDER.mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, verbosity=0)
    from django.db import transaction  # noqa: PLC0415  # models load only after django.setup()

    with transaction.atomic():
        _fill(cast("Language", settings.LANGUAGE_CODE))
    call_command("rebuild_index", interactive=False, verbosity=0)


def _fill(language: Language) -> None:
    from django.contrib.sites.models import Site  # noqa: PLC0415
    from oscar.core.loading import get_model  # noqa: PLC0415

    Site.objects.filter(pk=settings.SITE_ID).update(name=settings.OSCAR_SHOP_NAME, domain="shop.example")
    country = get_model("address", "Country")
    for two, three, numeric, name in COUNTRIES:
        country.objects.create(
            iso_3166_1_a2=two,
            iso_3166_1_a3=three,
            iso_3166_1_numeric=numeric,
            name=name.in_language(language),
            printable_name=name.in_language(language),
            display_order=int(two == HOME[language]),
            is_shipping_country=True,
        )
    for number, ware in enumerate(WARES):
        _put_on_sale(ware, number, language)


def _put_on_sale(ware: Ware, number: int, language: Language) -> None:
    from oscar.apps.catalogue.categories import create_from_breadcrumbs  # noqa: PLC0415
    from oscar.core.loading import get_model  # noqa: PLC0415

    kind, shelf = ware.shelf.kind.in_language(language), ware.shelf.name.in_language(language)
    title = ware.name.in_language(language)
    variants = ware.variants if settings.SHOP_VARIANTS else ()
    product_class, _ = get_model("catalogue", "ProductClass").objects.get_or_create(
        name=kind, defaults={"requires_shipping": not settings.SHOP_UNSHIPPED, "track_stock": True}
    )
    product = get_model("catalogue", "Product").objects.create(
        title=title,
        upc=f"40{number:010d}",
        structure="parent" if variants else "standalone",
        product_class=product_class,
        description=f"<p>{title} – {kind}, {shelf}.</p>",
    )
    get_model("catalogue", "ProductCategory").objects.create(
        product=product, category=create_from_breadcrumbs(f"{kind} > {shelf}")
    )
    for position in range(ware.pictures):
        product.images.create(
            original=ContentFile(_picture(title, position), name=f"{number:02d}-{position}.jpg"), display_order=position
        )
    for place, variant in enumerate(variants):
        child = type(product).objects.create(
            title=f"{title} – {variant.in_language(language)}",
            upc=f"41{number:05d}{place:05d}",
            structure="child",
            parent=product,
        )
        _stock(child, ware)
    if not variants:
        _stock(product, ware)


def _stock(product: Any, ware: Ware) -> None:
    from oscar.core.loading import get_model  # noqa: PLC0415

    partner, _ = get_model("partner", "Partner").objects.get_or_create(name=settings.OSCAR_SHOP_NAME)
    product.stockrecords.create(
        partner=partner,
        partner_sku=f"sku-{product.upc}",
        price_currency=settings.OSCAR_DEFAULT_CURRENCY,
        price=ware.price,
        num_in_stock=ware.stock,
    )


def _picture(title: str, position: int) -> bytes:
    hue = (crc32(title.encode()) % 360) / 360
    ground, ink = (
        cast("tuple[int, int, int]", tuple(int(255 * part) for part in colorsys.hsv_to_rgb(hue, saturation, value)))
        for saturation, value in ((0.25, 0.95), (0.7, 0.45))
    )
    picture = Image.new("RGB", PICTURE_SIZE, ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 60, 540, 540), outline=ink, width=8)
    draw.ellipse((180 + 40 * position, 260, 420, 500 - 40 * position), fill=ink)
    draw.text((80, 90), title.replace(" ", "\n", 1), fill=ink, font=ImageFont.load_default(size=34))
    written = io.BytesIO()
    picture.save(written, format="JPEG", quality=80)
    return written.getvalue()


if __name__ == "__main__":
    build()
