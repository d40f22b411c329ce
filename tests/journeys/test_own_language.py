"""An audit speaks the site's own language, whatever else the site would speak to an English browser."""

from pathlib import Path

import pytest

from auditor.browser.own_language import ask_for_language
from auditor.browser.session import BrowserSession
from auditor.demo.server import serve
from auditor.discovery.tongues import own_language
from auditor.model.settings import Settings
from auditor.run_folder import load_run
from tests.journeys import odd_preferences as odd
from tests.journeys.odd_shops import EVERY_STAGE, Shop, assert_smooth, audit


@pytest.mark.parametrize(
    "shop", [odd.Negotiating, odd.Redirecting, odd.DrawnByPreference, odd.LeftoverLanguage, odd.Silent]
)
@pytest.mark.asyncio(loop_scope="session")
async def test_a_site_is_asked_for_the_language_it_prefers_itself(shop: type[Shop], tmp_path: Path) -> None:
    with serve(shop()) as server:
        async with BrowserSession.open(Settings(target=server.url, output=tmp_path)) as session:
            told = await ask_for_language(session, server.url, "desktop")
    assert told is not None
    assert own_language(told) == "lv"


@pytest.mark.asyncio(loop_scope="session")
async def test_a_site_that_does_not_answer_is_left_to_the_walk(tmp_path: Path) -> None:
    with serve(odd.Negotiating()) as server:
        url = server.url
    async with BrowserSession.open(Settings(target=url, output=tmp_path)) as session:
        assert await ask_for_language(session, url, "desktop") is None


def test_the_walk_and_the_probes_speak_it_from_their_first_request_on(tmp_path: Path) -> None:
    shop = odd.Negotiating()
    done = audit(shop, tmp_path)
    assert_smooth(done, EVERY_STAGE)
    assert {run.environment.locale for run in load_run(tmp_path).runs} == {"lv"}
    assert shop.asked_for[0] == "und"
    assert {asked.split(",")[0] for asked in shop.asked_for[1:]} <= {"lv", "und"}
    assert "und" not in shop.asked_for[2:]


def test_a_language_that_was_asked_for_is_spoken_instead(tmp_path: Path) -> None:
    shop = odd.Negotiating()
    done = audit(shop, tmp_path, locale="en-GB")
    assert done.reached == EVERY_STAGE, done.told()
    assert {asked.split(",")[0] for asked in shop.asked_for} == {"en-GB"}
    assert {run.environment.locale for run in load_run(tmp_path).runs} == {"en-GB"}
