"""Whose report it is, as it is written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from auditor.brand_reading import read_colour, read_name, require_logo
from auditor.config import make_settings, read_config, read_option
from auditor.errors import ConfigError, UsageError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
WITH_ENTITY = '<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]><svg xmlns="&ns;" width="9" height="9"/>'


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_pictures_are_taken_whatever_they_are_called(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "logo"
    Image.new("RGB", (9, 9)).save(file, kind)
    require_logo(file)


@pytest.mark.parametrize("text", [SVG, f'<?xml version="1.0"?>\n<!-- ours -->\n{SVG}', WITH_ENTITY])
def test_drawings_are_taken(text: str, tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_text(text, encoding="utf-8")
    require_logo(file)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is no picture that can be read: expected a PNG, JPEG, WebP, GIF or SVG file of at most 1 MB"),
        (b"\x89PNG\r\n\x1a\n", "is no picture that can be read"),
        (b"<html><svg/></html>", "is no picture that can be read"),
        (b"<svg><rect></svg>", "is no picture that can be read"),
        (b"<svg/>", "is no picture that can be read"),
        (b"%PDF-1.7", "is no picture that can be read"),
        (b"\0" * 1_000_001, "has 1.0 MB: expected"),
        (None, "there is no such file; expected a PNG"),
    ],
)
def test_what_is_no_logo_is_named_with_what_was_expected(content: bytes | None, told: str, tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError) as raised:
        require_logo(file)
    assert str(raised.value).startswith(f"--brand-logo '{file}'")
    assert told in str(raised.value)


@pytest.mark.parametrize(("given", "colour"), [("#0F5a68", "#0f5a68"), ("#fc0", "#ffcc00"), (" #123456 ", "#123456")])
def test_colours_are_read(given: str, colour: str) -> None:
    assert read_colour(given) == colour


def test_a_name_is_one_line() -> None:
    assert read_name("  Ada \n & Co ") == "Ada & Co"


@pytest.mark.parametrize(
    ("read", "given"),
    [
        (read_colour, "red"),
        (read_colour, "#12345"),
        (read_colour, "#12345g"),
        (read_colour, "0f5a68"),
        (read_colour, 7),
        (read_name, ""),
        (read_name, "x" * 81),
        (read_name, "a\x1b[31m"),
        (read_name, "left\u202eright"),
        (read_name, 7),
    ],
)
def test_others_are_not(read: Callable[[Any], str], given: Any) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        read(given)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("brand-colour", "teal", "--brand-colour 'teal': expected a colour as #rgb or #rrggbb, such as #0f5a68"),
        ("brand-name", "", "--brand-name '': expected a name of at most 80 characters"),
    ],
)
def test_wrong_usage_says_what_was_expected(name: str, given: str, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_option(name, given)
    assert str(raised.value) == told


def test_a_configuration_names_a_brand_and_its_logo_from_where_the_file_is(tmp_path: Path) -> None:
    (tmp_path / "friction.toml").write_text(
        'brand-name = "Ada & Co"\nbrand-logo = "logo.svg"\nbrand_colour = "#ABC"\n', encoding="utf-8"
    )
    settings = make_settings("https://shop.example/", {}, read_config(folder=tmp_path))
    assert (settings.brand_name, settings.brand_logo, settings.brand_colour) == (
        "Ada & Co",
        tmp_path / "logo.svg",
        "#aabbcc",
    )


def test_a_configuration_with_another_colour_is_refused(tmp_path: Path) -> None:
    (tmp_path / "friction.toml").write_text("brand-colour = 12\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="brand-colour = 12: expected a colour"):
        read_config(folder=tmp_path)
