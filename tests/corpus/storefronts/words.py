"""What shops write, per language: `words/*.yaml`, written from what shops say, not from the lexicon."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from urllib.parse import quote

import yaml

_FOLDER = Path(__file__).parents[1] / "words"
LANGUAGES = ("en", "lv", "ro", "ru", "zh", "de", "fr", "es", "it", "pt", "pl", "nl", "ja", "ar")
LISTS = ("categories", "products", "colours", "footer")


@cache
def _words(language: str) -> dict[str, str]:
    table: dict[str, str] = yaml.safe_load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return table


class Wording:
    """One shop's way with words: of several common wordings it has made its choice, by `taste`."""

    def __init__(self, language: str, taste: int) -> None:
        self.language = language
        self.taste = taste

    def __getitem__(self, key: str) -> str:
        choices = _words(self.language)[key].split(" | ")
        return choices[self.taste % len(choices)].strip()

    def all(self, key: str) -> list[str]:
        """A list, or every wording of something."""
        return [entry.strip() for entry in _words(self.language)[key].split(", " if key in LISTS else " | ")]

    def price(self, amount: float) -> str:
        """An amount as the country writes it."""
        if self.language in {"ja", "ru"}:
            figures = f"{amount * 100:,.0f}".replace(",", "," if self.language == "ja" else " ")
        elif self.language in {"en", "zh", "ar"}:
            figures = f"{amount:,.2f}"
        else:
            figures = f"{amount:.2f}".replace(".", ",")
        return _words(self.language)["price"].format(figures)

    @property
    def paths(self) -> tuple[str, str, str, str]:
        """Addresses in the shop's language: cart, checkout, search, sign-in."""
        cart, checkout, search, account = (quote(path) for path in _words(self.language)["paths"].split())
        return cart, checkout, search, account


def slug(text: str) -> str:
    """A name as addresses hold it: Latin letters without accents, other scripts encoded."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return plain if len(plain) >= len(text) * 0.6 else quote(re.sub(r"\s+", "-", text))
