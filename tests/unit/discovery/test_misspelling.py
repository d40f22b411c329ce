"""A slip is one a person makes, and always the same one."""

import pytest

from auditor.discovery.misspelling import core_name, misspell, nonsense


@pytest.mark.parametrize(
    ("name", "slipped"),
    [
        ("Wireless Headphones", "Wireless Headhpones"),
        ("Kaffeemaschine Deluxe 2000", "Kaffemaschine Deluxe 2000"),
        ("Toffee", "Tofee"),
        ("iPhone 15", "iPohne 15"),
        ("Кофемашина", "Кофеамшина"),
        ("无线蓝牙耳机", "无线牙蓝耳机"),
        ("세탁기", "세기탁"),
        ("Sulu spiede", "Sulu speide"),
    ],
)
def test_one_slip_in_the_longest_word(name: str, slipped: str) -> None:
    assert misspell(name) == slipped
    assert misspell(name) == misspell(name)


@pytest.mark.parametrize("name", ["", "USB", "WH-1000XM5", "4711", "Book", "茶碗", "X1 Y2"])
def test_names_without_a_word_to_slip_in(name: str) -> None:
    assert misspell(name) is None


@pytest.mark.parametrize("name", ["Rūtainā sega 200x220", "Fjällräven Kånken 16L", "أحذية رياضية", "Ćwikła z chrzanem"])
def test_first_letters_and_digits_stay(name: str) -> None:
    slipped = misspell(name)
    assert slipped
    assert slipped != name
    assert [word[0] for word in slipped.split()] == [word[0] for word in name.split()]
    assert [char for char in slipped if char.isdigit()] == [char for char in name if char.isdigit()]


def test_nonsense_means_nothing_and_differs_by_seed() -> None:
    first, second = nonsense("shop.example"), nonsense("other.example")
    assert first == nonsense("shop.example")
    assert first != second
    assert first.startswith("zxqv")
    assert not set(first) & set("aeiouy")
    assert first.isascii()


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Wool Socks (3 pairs) | Acme", "Wool Socks"),
        ("Coffee Maker - Acme Store", "Coffee Maker"),
        ("Olive Oil, 500 ml", "Olive Oil"),
        ("ケース（黒）", "ケース"),
        ("T-Shirt Blue", "T-Shirt Blue"),
        ("Sony WH-1000XM5", "Sony WH-1000XM5"),
        ("(limited)", "(limited)"),
        ("  Two   spaces ", "Two spaces"),
    ],
)
def test_core_name(name: str, core: str) -> None:
    assert core_name(name) == core
