"""What the demo shop sells, apart from the words: categories, prices, variants, stock, the picture of each thing."""

from dataclasses import dataclass
from types import MappingProxyType

CATEGORIES: tuple[str, ...] = ("lighting", "textiles", "tableware", "storage")


@dataclass(frozen=True)
class Product:
    """A thing on sale; its name and description are in the wording of each language.

    Attributes:
        slug: the product's place in the URL, and its key in the wording.
        sku: the article number a shopper may have on an invoice.
        category: one of `CATEGORIES`.
        price_cents: price in euro cents, tax included.
        material: key of the material's name and of how to care for it.
        size: outer measures in centimetres, as printed.
        option: which choice must be made before it can be bought ("size" or "colour"), or none.
        choices: the keys of that choice's values.
        rating: mean of its reviews, of 5.
        reviews: how many people reviewed it.
        in_stock: whether it can be bought today.
    """

    slug: str
    sku: str
    category: str
    price_cents: int
    material: str
    size: str
    option: str | None = None
    choices: tuple[str, ...] = ()
    rating: float = 4.6
    reviews: int = 24
    in_stock: bool = True


PRODUCTS: tuple[Product, ...] = (
    Product("oak-desk-lamp", "AW-1001", "lighting", 8900, "oak", "48 × 22", rating=4.8, reviews=64),
    Product("linen-pendant-light", "AW-1002", "lighting", 12900, "linen", "40 × 34", rating=4.6, reviews=31),
    Product("brass-wall-lamp", "AW-1003", "lighting", 7400, "brass", "24 × 18", rating=4.5, reviews=18),
    Product("ceramic-table-lamp", "AW-1004", "lighting", 9800, "ceramic", "42 × 28", rating=4.7, reviews=40),
    Product("paper-floor-lamp", "AW-1005", "lighting", 14500, "paper", "150 × 38", rating=4.3, reviews=12),
    Product("beeswax-candles", "AW-1006", "lighting", 1800, "beeswax", "25 × 2", rating=4.9, reviews=77),
    Product(
        "merino-throw", "AW-2001", "textiles", 11900, "wool", "180 × 130", "colour", ("rust", "moss", "sand"), 4.9, 88
    ),
    Product("linen-cushion", "AW-2002", "textiles", 3400, "linen", "50 × 50", rating=4.5, reviews=52),
    Product(
        "cotton-bath-towel", "AW-2003", "textiles", 2900, "cotton", "140 × 70", "size", ("small", "large"), 4.6, 45
    ),
    Product("waffle-bedspread", "AW-2004", "textiles", 13900, "cotton", "260 × 220", rating=4.4, reviews=21),
    Product("jute-rug", "AW-2005", "textiles", 15900, "jute", "200 × 140", rating=4.3, reviews=27),
    Product("striped-tablecloth", "AW-2006", "textiles", 5900, "linen", "250 × 150", rating=4.7, reviews=33),
    Product("stoneware-mug", "AW-3001", "tableware", 1600, "ceramic", "9 × 8", rating=4.8, reviews=120),
    Product("walnut-serving-board", "AW-3002", "tableware", 4800, "walnut", "44 × 20", rating=4.9, reviews=59),
    Product("glass-carafe", "AW-3003", "tableware", 2700, "glass", "28 × 10", rating=4.6, reviews=26),
    Product("speckled-pasta-bowl", "AW-3004", "tableware", 2200, "ceramic", "23 × 23", rating=4.7, reviews=71),
    Product("cast-iron-teapot", "AW-3005", "tableware", 6900, "iron", "18 × 16", rating=4.8, reviews=38),
    Product("olive-wood-spoons", "AW-3006", "tableware", 2400, "olive", "30 × 6", rating=4.5, reviews=44),
    Product("seagrass-basket", "AW-4001", "storage", 3900, "seagrass", "36 × 34", "size", ("small", "large"), 4.6, 49),
    Product("ash-wall-shelf", "AW-4002", "storage", 7900, "ash", "80 × 18", rating=4.4, reviews=23),
    Product("round-birch-mirror", "AW-4003", "storage", 12400, "birch", "60 × 60", rating=4.7, reviews=30),
    Product("brass-coat-hooks", "AW-4004", "storage", 3200, "brass", "45 × 9", rating=4.6, reviews=35),
    Product("bud-vase", "AW-4005", "storage", 2600, "ceramic", "18 × 11", rating=4.8, reviews=58),
    Product("felt-storage-box", "AW-4006", "storage", 2900, "felt", "32 × 24", rating=4.2, reviews=15, in_stock=False),
)

BY_SLUG = MappingProxyType({product.slug: product for product in PRODUCTS})

FEATURED: tuple[str, ...] = (
    "oak-desk-lamp",
    "stoneware-mug",
    "merino-throw",
    "ceramic-table-lamp",
    "walnut-serving-board",
    "bud-vase",
    "linen-cushion",
    "round-birch-mirror",
)
POPULAR: tuple[str, ...] = ("stoneware-mug", "beeswax-candles", "merino-throw", "speckled-pasta-bowl")

COUNTRIES: tuple[str, ...] = ("AT", "DE", "EE", "FR", "GB", "IE", "LT", "LV", "NL", "SE")

FREE_DELIVERY_FROM_CENTS = 6000
DELIVERY_CENTS = MappingProxyType({"standard": 490, "parcel-shop": 350, "express": 990})


def delivery_cents(option: str, goods_cents: int) -> int:
    """Return what delivery costs, in cents; all but express is free from `FREE_DELIVERY_FROM_CENTS` on."""
    if option != "express" and goods_cents >= FREE_DELIVERY_FROM_CENTS:
        return 0
    return DELIVERY_CENTS[option]
