"""The smooth shop in other languages."""

from tests.journeys.odd_tongues import Arabic as _Arabic
from tests.shops.forms import words
from tests.shops.forms.shop import FormShop


class German(FormShop):
    """Speaks German."""

    language = "de"
    words = words.GERMAN


class Latvian(FormShop):
    """Speaks Latvian."""

    language = "lv"
    words = words.LATVIAN


class Russian(FormShop):
    """Speaks Russian."""

    language = "ru"
    words = words.RUSSIAN


class Chinese(FormShop):
    """Speaks Chinese."""

    language = "zh"
    words = words.CHINESE


class Arabic(FormShop):
    """Speaks Arabic, from right to left."""

    language, direction = "ar", "rtl"
    words = words.ARABIC
    goods = _Arabic.goods
