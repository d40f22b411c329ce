"""`friction map` through `main`: what it prints, writes, refuses and ends with."""

import json
from pathlib import Path

import jsonschema
import pytest

from auditor import audit
from auditor.cli import main
from auditor.errors import BrowserError
from auditor.journey_file import read_journey
from auditor.model.journey import shop_journey
from auditor.model.recognition import Role
from auditor.model.run import Cause
from auditor.model.shop_map import ShopMap
from tests.project.documents import MAP_SCHEMA
from tests.unit.makers import SHOP, Gathering
from tests.unit.maps import QUERY, candidate, ended_at, mapped_run, recognised, smooth_visits


@pytest.fixture
def smooth(monkeypatch: pytest.MonkeyPatch) -> Gathering:
    """A walk that came to the order form takes the browser's place."""
    visits = smooth_visits()
    second = recognised(Role.ADD_TO_CART, "p/1", candidate("Add to cart"), candidate("Notify me", 0.4))
    visits[2] = visits[2].model_copy(update={"artifacts": (second,)})
    gathering = Gathering(mapped_run(visits).runs[0])
    monkeypatch.setattr(audit, "browser_gatherer", lambda: gathering)
    return gathering


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> Gathering:
    """A walk that found nothing to add the product with."""
    run = ended_at("add-to-cart", Cause.NOT_RECOGNISED, "nothing was found", smooth_visits()[:3])
    gathering = Gathering(run.runs[0])
    monkeypatch.setattr(audit, "browser_gatherer", lambda: gathering)
    return gathering


def map_shop(*arguments: str) -> int:
    return main(["map", "shop.example", *arguments])


@pytest.mark.usefixtures("smooth")
def test_everything_recognised_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert map_shop() == 0
    said = capsys.readouterr()
    assert "MAPPED  https://shop.example/" in said.out
    assert "sure, 98 %  button “Add to cart” on /p/1" in said.out
    assert "the cart then held the product" in said.out
    assert "consent banner on /: button “Accept all”" in said.out
    assert "Notify me" not in said.out
    assert "  ok      landing" in said.err
    assert "friction-report" not in [path.name for path in Path.cwd().iterdir()]


@pytest.mark.usefixtures("smooth")
def test_runners_up_are_told_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    map_shop("--verbose")
    assert "or button “Notify me”: unsure, 40 % (is a button)" in capsys.readouterr().out


@pytest.mark.usefixtures("stuck")
def test_not_everything_recognised_ends_with_3_and_tells_where_it_looked(capsys: pytest.CaptureFixture[str]) -> None:
    assert map_shop() == 3
    said = capsys.readouterr().out
    assert "INCOMPLETE  https://shop.example/" in said
    assert "Not found: add to cart; not reached: checkout, guest path." in said
    assert "looked on /p/1 for a button in a form that leads to the cart" in said
    assert "friction map https://shop.example/ --write journey.yaml" in said


@pytest.mark.usefixtures("stuck")
def test_quiet_says_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert map_shop("--quiet") == 3
    said = capsys.readouterr()
    assert said.out == "INCOMPLETE: not found: add to cart; not reached: checkout, guest path\n"
    assert said.err == ""


@pytest.mark.parametrize("walked", ["smooth", "stuck"])
def test_the_map_for_programs_is_as_its_schema_says(
    walked: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    request.getfixturevalue(walked)
    code = map_shop("--format", "json")
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, json.loads(MAP_SCHEMA.read_text(encoding="utf-8")))
    assert ShopMap.model_validate(document).complete is (code == 0)


@pytest.mark.parametrize("walked", ["smooth", "stuck"])
def test_the_journey_is_written_however_far_the_walk_came(walked: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(walked)
    map_shop("--write", "shop.yaml")
    (journey,) = read_journey(Path("shop.yaml"), start_url=SHOP)
    assert journey.steps == shop_journey(SHOP, queries=(QUERY,)).steps


def test_a_file_of_somebody_elses_is_refused_before_anything_is_walked(
    smooth: Gathering, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("mine.yaml").write_text("title: Mine\n", encoding="utf-8")
    assert map_shop("--write", "mine.yaml") == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "--write mine.yaml: there is a file already that friction map did not write" in said.err
    assert smooth.journeys == ()
    assert map_shop("--write", "mine.yaml", "--force") == 0
    assert map_shop("--write", "mine.yaml") == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("--format jsn", "--format 'jsn': expected text or json; did you mean 'json'?"),
        ("--force", "--force is for --write FILE"),
        ("--device mobile --device desktop", "--device: a map is made on one device"),
        ("--safety prob", "did you mean 'probe'?"),
        ("--safety order", "--safety 'order': a map orders nothing; expected look or probe"),
        ("--runs 3", "there is no option '--runs'"),
        ("--write no/journey.yaml", "--write no/journey.yaml: there is no folder no"),
    ],
)
def test_wrong_usage_is_one_line(arguments: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert map_shop(*arguments.split()) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert told in said.err


def test_where_nothing_was_recognised_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = ended_at("landing", Cause.UNANSWERED, "no answer", [])
    monkeypatch.setattr(audit, "browser_gatherer", lambda: Gathering(run.runs[0]))
    assert map_shop("--write", "shop.yaml") == 3
    said = capsys.readouterr()
    assert "--write shop.yaml: nothing was recognised, so nothing was written" in said.err
    assert "The walk ended at landing: no answer." in said.out
    assert "friction map https://shop.example/ --headed" in said.out
    assert not Path("shop.yaml").exists()


def test_what_is_asked_for_reaches_the_walk(smooth: Gathering) -> None:
    map_shop("--query", "oak", "--device", "mobile", "--locale", "de-DE")
    (journey,) = smooth.journeys
    assert journey == shop_journey(SHOP, queries=("oak",), device="mobile", locale="de-DE")


def test_without_a_browser_it_ends_with_3(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(audit, "browser_gatherer", lambda: Gathering(error=BrowserError("no browser was found")))
    assert map_shop() == 3
    assert capsys.readouterr().err.splitlines()[-1] == "friction: no browser was found"


def test_the_schema_of_a_map_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "map"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "ShopMap"
    assert main(["schema", "mop"]) == 2
    assert "expected audit, map or comparison; did you mean 'map'?" in capsys.readouterr().err
