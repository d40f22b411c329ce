"""What one language of the demo shop consists of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language of the shop.

    Attributes:
        code: the value of `html[lang]`.
        price: pattern of a price, with `{whole}` and `{cents}`.
        is_one: whether a count takes the singular.
        text: wording by key; `{...}` stands for what the page puts in.
        products: product name and description by slug.
    """

    code: str
    price: str
    is_one: Callable[[int], bool]
    text: Mapping[str, str]
    products: Mapping[str, tuple[str, str]]

    def format_price(self, cents: int) -> str:
        return self.price.format(whole=cents // 100, cents=f"{cents % 100:02d}")

    def format_decimal(self, number: float) -> str:
        return f"{number:.1f}".replace(".", "," if "," in self.price else ".")

    def say(self, key: str, **values: object) -> str:
        """Return the wording of `key` with `values` put in; raises KeyError for an unknown key."""
        return self.text[key].format(**values)

    def say_count(self, key: str, count: int) -> str:
        """Return the wording of `key`, in singular or plural, with the count in it."""
        return self.say(f"{key}.{'one' if self.is_one(count) else 'many'}", count=count)
