"""What the shop sells: invented books and gear, named in each language the shop speaks."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from tests.shops.oscar.names import NAMES

Language = Literal["en", "de", "ru", "zh-hans", "ja", "ar", "pl", "nl", "pt-br", "es", "it", "fr", "ro-ro", "lv"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""As Django names those that oscar is translated to; Russian in good part and Latvian in a few words only."""
HOME: dict[Language, str] = {
    "en": "GB",
    "de": "DE",
    "ru": "RU",
    "zh-hans": "CN",
    "ja": "JP",
    "ar": "EG",
    "pl": "PL",
    "nl": "NL",
    "pt-br": "BR",
    "es": "ES",
    "it": "IT",
    "fr": "FR",
    "ro-ro": "RO",
    "lv": "LV",
}
"""Country the shop offers first."""
CURRENCIES: dict[Language, str] = {
    **dict.fromkeys(LANGUAGES, "EUR"),
    "en": "GBP",
    "ru": "RUB",
    "zh-hans": "CNY",
    "ja": "JPY",
    "ar": "EGP",
    "pl": "PLN",
    "pt-br": "BRL",
    "ro-ro": "RON",
}


@dataclass(frozen=True)
class Name:
    """One name in the shop's languages."""

    en: str
    de: str

    def in_language(self, language: Language) -> str:
        """The name in `language`, in English where nobody translated it."""
        if language == "de":
            return self.de
        return NAMES.get(language, {}).get(self.en, self.en)


@dataclass(frozen=True)
class Shelf:
    """A category: its kind of goods is its parent category and the product class."""

    kind: Name
    name: Name


@dataclass(frozen=True)
class Ware:
    """One product. `stock` 0 is sold out; `pictures` 0 shows the shop's own placeholder image.

    With `variants`, a shop that sells variants puts no basket button on the product's own page: it links to one page
    for each variant. A shop that does not sells the product as it is.
    """

    name: Name
    shelf: Shelf
    price: Decimal
    stock: int = 40
    pictures: int = 1
    variants: tuple[Name, ...] = ()


BOOKS = Name("Books", "Bücher")
GEAR = Name("Gear", "Ausrüstung")

FICTION = Shelf(BOOKS, Name("Fiction", "Romane"))
COOKING = Shelf(BOOKS, Name("Cooking", "Kochen"))
TRAVEL = Shelf(BOOKS, Name("Travel", "Reisen"))
BAGS = Shelf(GEAR, Name("Bags", "Taschen"))
LIGHT = Shelf(GEAR, Name("Lamps", "Lampen"))
CAMP = Shelf(GEAR, Name("Camp kitchen", "Feldküche"))


def _ware(  # one row of the table below
    shelf: Shelf, en: str, de: str, price: str, *, stock: int = 40, pictures: int = 1, variants: tuple[Name, ...] = ()
) -> Ware:
    return Ware(Name(en, de), shelf, Decimal(price), stock, pictures, variants)


WARES: tuple[Ware, ...] = (
    _ware(FICTION, "The Lighthouse Ledger", "Das Leuchtturmbuch", "9.99", pictures=2),
    _ware(FICTION, "Seven Winters in Harrowgate", "Sieben Winter in Hagenau", "12.50"),
    _ware(FICTION, "A Clock Without Hands", "Eine Uhr ohne Zeiger", "8.75", pictures=0),
    _ware(FICTION, "The Salt Orchard", "Der Salzgarten", "10.00"),
    _ware(FICTION, "Letters to the Ferryman", "Briefe an den Fährmann", "11.25", stock=0),
    _ware(COOKING, "Bread Before Dawn", "Brot vor Sonnenaufgang", "24.00", pictures=2),
    _ware(COOKING, "One Pot, Forty Suppers", "Ein Topf, vierzig Gerichte", "18.90"),
    _ware(COOKING, "The Pickle Year", "Das Einmachjahr", "16.40", pictures=0),
    _ware(COOKING, "Soups of the North Coast", "Suppen der Nordküste", "21.00"),
    _ware(COOKING, "Plum and Pepper", "Pflaume und Pfeffer", "19.95"),
    _ware(TRAVEL, "Slow Trains to the Sea", "Langsame Züge ans Meer", "14.99"),
    _ware(TRAVEL, "Footpaths of the Upper Valley", "Wanderwege im Obertal", "13.20", pictures=3),
    _ware(TRAVEL, "An Atlas of Small Islands", "Atlas der kleinen Inseln", "32.00"),
    _ware(TRAVEL, "Night Ferries", "Nachtfähren", "15.60", pictures=0),
    _ware(TRAVEL, "The Bridge Keeper's Map", "Die Karte des Brückenwärters", "17.80"),
    _ware(
        BAGS,
        "Waxed Canvas Rucksack",
        "Rucksack aus Wachstuch",
        "79.00",
        pictures=2,
        variants=(Name("Moss green", "Moosgrün"), Name("Slate blue", "Schieferblau"), Name("Rust red", "Rostrot")),
    ),
    _ware(BAGS, "Felt Laptop Sleeve", "Laptophülle aus Filz", "34.50"),
    _ware(BAGS, "Rolltop Messenger Bag", "Kuriertasche mit Rollverschluss", "64.00"),
    _ware(BAGS, "Cotton String Bag", "Einkaufsnetz aus Baumwolle", "6.50", pictures=0),
    _ware(BAGS, "Waterproof Map Case", "Wasserdichte Kartentasche", "11.90", stock=0),
    _ware(LIGHT, "Brass Storm Lantern", "Sturmlaterne aus Messing", "42.00", pictures=2),
    _ware(LIGHT, "Clip-on Reading Light", "Leseleuchte zum Anklemmen", "15.00"),
    _ware(LIGHT, "Rechargeable Head Torch", "Stirnlampe mit Akku", "29.90"),
    _ware(LIGHT, "Beeswax Candle Pair", "Kerzenpaar aus Bienenwachs", "9.20"),
    _ware(LIGHT, "Folding Desk Lamp", "Klappbare Schreibtischlampe", "54.00", pictures=0),
    _ware(CAMP, "Enamel Mug", "Emaillebecher", "7.80"),
    _ware(CAMP, "Titanium Spork", "Göffel aus Titan", "8.40"),
    _ware(CAMP, "Cast Iron Skillet", "Pfanne aus Gusseisen", "38.00", pictures=2),
    _ware(CAMP, "Spirit Stove", "Spirituskocher", "26.70"),
    _ware(CAMP, "Pour-over Coffee Set", "Handfilter-Kaffeeset", "31.30"),
    _ware(CAMP, "Oak Cutting Board", "Schneidebrett aus Eiche", "22.10"),
)

COUNTRIES: tuple[tuple[str, str, str, Name], ...] = (
    ("GB", "GBR", "826", Name("United Kingdom", "Vereinigtes Königreich")),
    ("DE", "DEU", "276", Name("Germany", "Deutschland")),
    ("US", "USA", "840", Name("United States", "Vereinigte Staaten")),
    ("AT", "AUT", "040", Name("Austria", "Österreich")),
    ("CH", "CHE", "756", Name("Switzerland", "Schweiz")),
    ("FR", "FRA", "250", Name("France", "Frankreich")),
    ("IE", "IRL", "372", Name("Ireland", "Irland")),
    ("NL", "NLD", "528", Name("Netherlands", "Niederlande")),
    ("RU", "RUS", "643", Name("Russia", "Russland")),
    ("CN", "CHN", "156", Name("China", "China")),
    ("JP", "JPN", "392", Name("Japan", "Japan")),
    ("EG", "EGY", "818", Name("Egypt", "Ägypten")),
    ("PL", "POL", "616", Name("Poland", "Polen")),
    ("BR", "BRA", "076", Name("Brazil", "Brasilien")),
    ("ES", "ESP", "724", Name("Spain", "Spanien")),
    ("IT", "ITA", "380", Name("Italy", "Italien")),
    ("RO", "ROU", "642", Name("Romania", "Rumänien")),
    ("LV", "LVA", "428", Name("Latvia", "Lettland")),
)
