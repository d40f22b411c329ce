"""Recognition's first answer is right on every saved page, but for the misses that are told openly."""

import json
import lzma
from pathlib import Path

import pytest

from tests.corpus import pages
from tests.corpus.accuracy import judge_all, judged, known_misses, table
from tests.corpus.judging import Judged, judge
from tests.corpus.pages import OutdatedError, SavedPage, groups, lacking, read, shape, write


@pytest.mark.parametrize("group", groups())
def test_the_right_answer_comes_first_on_every_page(group: str) -> None:
    known = known_misses()
    missed = {one.key: one.told for one in judged(group) if not one.right}
    unknown = {key: told for key, told in missed.items() if key not in known}
    assert not unknown, "mend the ranking, or tell the miss and its reason in tests/corpus/known_misses.toml"


def test_a_miss_that_was_mended_leaves_the_list() -> None:
    missed = {one.key for one in judge_all() if not one.right}
    assert not set(known_misses()) - missed, "these are answered rightly now, or asked no more"


def test_every_known_miss_has_its_reason() -> None:
    assert all(reason.strip() for reason in known_misses().values())


@pytest.mark.parametrize("group", groups())
def test_every_page_asks_something(group: str) -> None:
    assert [page.name for page in read(group) if not page.answers and not page.facts] == []


def _saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str = "mine") -> Path:
    monkeypatch.setattr(pages, "FOLDER", tmp_path)
    read.cache_clear()
    dom = {"url": "https://shop.example/", "title": "", "language": "en", "direction": "ltr", "ready_state": "complete"}
    snapshot = dom | {"viewport_width": 800, "viewport_height": 600}
    return write(group, [SavedPage(group, "en", "home", {"kind": "landing"}, {"search": ["#q"]}, ["guest"], snapshot)])


def test_pages_are_saved_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _saved(tmp_path, monkeypatch)
    before = path.read_bytes()
    (page,) = read("mine")
    assert (page.name, page.answers, page.dom().viewport_width) == ("mine/en/home", {"search": ["#q"]}, 800)
    assert write("mine", [page]).read_bytes() == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda fields: fields[1:], "new: ['CardSnapshot.box']"),  # without which no card can be read
        (lambda fields: ["CardSnapshot.wings", *fields], "gone: ['CardSnapshot.wings']"),
    ],
)
def test_snapshots_of_an_outdated_shape_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: object, said: str
) -> None:
    path = _saved(tmp_path, monkeypatch)
    _, *lines = lzma.decompress(path.read_bytes()).decode().splitlines()
    assert callable(change)
    path.write_bytes(lzma.compress("\n".join([json.dumps({"shape": change(list(shape()))}), *lines]).encode()))
    with pytest.raises(OutdatedError) as caught:
        read("mine")
    assert said in str(caught.value)
    assert "python -m tests.corpus.collect mine" in str(caught.value)


def test_a_field_that_came_later_and_may_be_missing_is_told_and_forgiven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _saved(tmp_path, monkeypatch)
    _, *lines = lzma.decompress(path.read_bytes()).decode().splitlines()
    before = [name for name in shape() if name != "ElementSnapshot.badge_number"]
    path.write_bytes(lzma.compress("\n".join([json.dumps({"shape": before}), *lines]).encode()))
    assert len(read("mine")) == 1
    assert lacking("mine") == ["ElementSnapshot.badge_number"]


def _asked(role: str, language: str, *, right: bool) -> Judged:
    return Judged("shop/xx/home", "shop", language, role, right, "")


def test_the_table_tells_how_often_the_first_answer_is_right() -> None:
    asked = [
        _asked("search", "en", right=True),
        _asked("search", "en", right=False),
        _asked("search", "lv", right=True),
        _asked("field:email", "lv", right=True),
    ]
    assert [line.split() for line in table(asked).splitlines()] == [
        ["en", "lv", "all", "asked"],
        ["field", "·", "100", "100", "1"],
        ["search", "50", "100", "66.7", "3"],
        ["all", "50", "100", "75", "4"],
    ]


def test_a_miss_tells_what_was_ranked_above_and_why() -> None:
    dom = {"url": "https://shop.example/", "title": "", "language": "en", "direction": "ltr", "ready_state": "complete"}
    box = {"x": 0, "y": 0, "width": 90, "height": 30}
    wish = {"index": 0, "tag": "button", "role": "button", "name": "Add to cart", "text": "Add to cart", "box": box}
    wish |= {"selector": "#wrong", "landmark": "main"}
    right = wish | {"index": 1, "selector": "#right", "name": "Pop it in", "text": "Pop it in"}
    snapshot = dom | {"viewport_width": 800, "viewport_height": 600, "elements": [wish, right]}
    asked = judge(SavedPage("shop", "en", "product", {}, {"add": ["#right"]}, [], snapshot))
    one = next(one for one in asked if one.role == "add")
    assert not one.right
    assert one.key == "shop/en/product add"
    assert one.told.startswith("“Add to cart” 0.66 (it says “add to cart” (en); is a button)")
    assert one.told.endswith("not ranked: the right one, <button> “Pop it in”")
