"""Protections against robots are told by what they send, not by words."""

import pytest

from auditor.discovery.bot_walls import bot_wall


@pytest.mark.parametrize(
    ("status", "headers", "frames", "name"),
    [
        (403, {"cf-mitigated": "challenge"}, [], "Cloudflare"),
        (503, {}, ["https://challenges.cloudflare.com/turnstile/v0"], "Cloudflare"),
        (403, {}, ["https://geo.captcha-delivery.com/captcha/"], "DataDome"),
        (429, {}, ["https://newassets.hcaptcha.com/captcha"], "hCaptcha"),
    ],
)
def test_a_wall_is_named(status: int, headers: dict[str, str], frames: list[str], name: str) -> None:
    assert bot_wall(status, headers, frames) == name


@pytest.mark.parametrize(
    ("status", "headers", "frames"),
    [
        (200, {"cf-mitigated": "challenge"}, ["https://newassets.hcaptcha.com/captcha"]),
        (403, {"server": "cloudflare"}, []),
        (503, {}, ["https://nothcaptcha.com/"]),
        (None, {}, []),
    ],
)
def test_a_page_that_was_served_and_a_plain_refusal_are_no_walls(
    status: int | None, headers: dict[str, str], frames: list[str]
) -> None:
    assert bot_wall(status, headers, frames) is None
