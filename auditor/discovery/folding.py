"""Text brought to a form in which two spellings of the same words are equal.

Pages write `COŞ`, `coș` and `cos` for one word; styles upper-case labels, editors leave soft hyphens and no-break
spaces, and digits come in several scripts. Everything that compares words compares folded text.
"""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x0640, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ı": "i",
        "\u0622": "\u0627",
        "\u0623": "\u0627",
        "\u0625": "\u0627",
        "\u0671": "\u0627",
        "\u0649": "\u064a",
        "\u0629": "\u0647",
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "“": "'",
        "”": "'",
        "„": "'",
        "‟": "'",
    }
)
_VOICING_MARKS = "\u3099\u309a"
_SPACES = re.compile(r"\s+")
_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)
_WORDS = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")

_PHONE = re.compile(r"\+?[\d\s().\-/\u2010-\u2015]+")
_PHONE_MIN_DIGITS = 7
_PHONE_MAX_DIGITS = 15
"""Longest international number, prefix included: ITU-T E.164."""
_PREFIX_MAX_DIGITS = 3
"""Longest country calling code: ITU-T E.164."""
_BARE_PHONE_MAX_DIGITS = 13
"""Longer runs of digits without `+` or `00` are card numbers as likely as phones, so no prefix is assumed."""

_KEPT = 4096
"""How many folded texts are remembered: those of a few large pages, which are looked at again and again; ours."""

_UNMARKED = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"})


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """Case, accents, widths, invisible characters and runs of space taken out of `text`.

    Japanese voicing marks stay (か and が are different letters) and Hangul stays composed.
    """
    if text.isascii():
        return _SPACES.sub(" ", text.lower()).strip()
    cased = unicodedata.normalize("NFKC", text).casefold().translate(_INVISIBLE)
    bare = "".join(
        char
        for char in unicodedata.normalize("NFD", cased)
        if char in _VOICING_MARKS or unicodedata.category(char) != "Mn"
    )
    return _SPACES.sub(" ", unicodedata.normalize("NFC", bare).translate(_LETTERS)).strip()


def without_marks(text: str) -> str:
    """`text` without the marks on its letters, capitals kept: `Rīga` is `Riga`, `Łódź` is `Lodz`."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")
    return bare.translate(_UNMARKED)


def fold_digits(text: str) -> str:
    """`text` with the decimal digits of every script (٣, ३, 3) written in ASCII."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def words(text: str) -> tuple[str, ...]:
    """The words of `text`, folded, in order.

    Chinese and Japanese put no space between words, so a run of their characters counts as one word, apart from Latin
    letters and digits beside it. Thai runs stay whole likewise.
    """
    return tuple(_WORDS.findall(fold_digits(fold(text))))


def same_value(first: str, second: str) -> bool:
    """Whether two field values differ by formatting only.

    Sites put spaces into card numbers, dashes into postcodes, capitals into names and a country prefix before phone
    numbers; none of these loses what the shopper typed. Two values without letters or digits are the same when equal.
    """
    one, other = _bare(first), _bare(second)
    if one == other:
        return bool(one) or first.strip() == second.strip()
    return _same_phone(first, second)


def _bare(text: str) -> str:
    return "".join(char for char in fold_digits(fold(text)) if char.isalnum())


def _same_phone(first: str, second: str) -> bool:
    shorter, longer = sorted((fold_digits(fold(first)), fold_digits(fold(second))), key=lambda text: len(_bare(text)))
    if not (_PHONE.fullmatch(shorter) and _PHONE.fullmatch(longer)) or shorter.startswith("+"):
        return False
    local, full = _bare(shorter), _bare(longer)
    marked = longer.startswith(("+", "00"))
    full = full.removeprefix("00") if marked else full
    if len(full) > (_PHONE_MAX_DIGITS if marked else _BARE_PHONE_MAX_DIGITS):
        return False
    return any(
        len(rest) >= _PHONE_MIN_DIGITS and full.endswith(rest) and 0 < len(full) - len(rest) <= _PREFIX_MAX_DIGITS
        for rest in (local, *_without_trunk_prefix(local))
    )


def _without_trunk_prefix(digits: str) -> tuple[str, ...]:
    """A national number as it follows a country prefix: `0` falls away in most countries, `8` in some."""
    return (digits[1:],) if digits.startswith(("0", "8")) else ()


def is_about(name: str, product: str) -> bool:
    """Whether a text names the product: holds it whole, or all of its words."""
    if fold(product) in fold(name):
        return True
    wanted = set(words(product))
    return bool(wanted) and wanted <= set(words(name))
