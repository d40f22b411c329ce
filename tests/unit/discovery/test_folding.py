"""Spellings that people take for the same are the same; letters that differ stay different."""

import pytest

from auditor.discovery.folding import fold, fold_digits, same_value, words


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("COŞ", "coș"),
        ("Coș", "cos"),
        ("STRASSE", "Straße"),
        ("İstanbul", "istanbul"),
        ("Ilık", "ilik"),
        ("Wóda Łódź", "woda lodz"),
        ("Ｃａｒｔ", "cart"),
        ("ﾊﾞｯｸﾞ", "バッグ"),
        ("Waren\u00adkorb", "warenkorb"),
        ("Add\u00a0to \n cart", "add to cart"),
        ("أضِف إلى السلّة", "اضف الي السله"),
        ("المـــدينة", "المدينة"),
        ("l’adresse", "l'adresse"),
        ("Crème brûlée", "creme brulee"),
        ("장바구니", "장바구니"),
    ],
)
def test_spellings_of_one_word(first: str, second: str) -> None:
    assert fold(first) == fold(second)


def test_japanese_voicing_tells_letters_apart() -> None:
    assert fold("か") != fold("が")
    assert fold("ハ") != fold("パ")


def test_hangul_stays_composed() -> None:
    assert fold("검색") == "검색"


def test_folding_twice_changes_nothing() -> None:
    for text in ("ẞtraße ﬁne", "Ǆ Łódź", "バッグ", "إلى"):
        assert fold(fold(text)) == fold(text)


def test_digits_of_every_script() -> None:
    assert fold_digits("٣ ۳ ３ 3 ३") == "3 3 3 3 3"
    assert fold_digits("½ ²") == "½ ²"


def test_words() -> None:
    assert words("Wool-Socks, 3 pairs!") == ("wool", "socks", "3", "pairs")
    assert words("iPhone15ケース（黒）") == ("iphone15", "ケース", "黒")
    assert words("加入购物车 Now") == ("加入购物车", "now")
    assert words("세탁기 ２대") == ("세탁기", "2대")
    assert words(" — ") == ()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("4242424242424243", "4242 4242 4242 4243"),
        ("12/28", "12 / 28"),
        ("LV-1010", "lv1010"),
        ("sw1a 1aa", "SW1A 1AA"),
        ("Rīga", "RĪGA"),
        ("21234567", "+371 21 234 567"),
        ("+371 21234567", "21234567"),
        ("02079460018", "+44 20 7946 0018"),
        ("89123456789", "+7 912 345-67-89"),
        ("5125550142", "(512) 555-0142"),
        ("5125550142", "+1 512-555-0142"),
        ("017604069012", "0049 176 04069012"),
        ("", " "),
    ],
)
def test_reformatted_values_are_the_same(typed: str, shown: str) -> None:
    assert same_value(typed, shown)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("4242424242424243", ""),
        ("4242424242424243", "4242 **** **** 4243"),
        ("42424242424243", "424242424242"),
        ("1424242424242424", "424242424242424"),
        ("21234567", "+371 21 234 568"),
        ("1010", "LV-1010"),
        ("Anna", "Anne"),
        ("か", "が"),
        ("123", "+371 123"),
        ("", "x"),
    ],
)
def test_lost_or_changed_values_are_not(typed: str, shown: str) -> None:
    assert not same_value(typed, shown)
