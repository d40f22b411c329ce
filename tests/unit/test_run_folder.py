import json
from pathlib import Path

import pytest

from auditor.errors import OutputFolderError, ResultFormatError
from auditor.model.journey import Stage, shop_journey
from auditor.model.run import JourneyRun, Mutation, Skipped
from auditor.model.settings import Settings
from auditor.run_folder import RunFolder, load_manifest, load_run, note_reports
from tests.unit.makers import ENVIRONMENT, NOON, SHOP, answer, screenshot, step, visit

SETTINGS = Settings(target=SHOP)
JOURNAL = Path("run/journal.jsonl")


def begun(output: Path) -> RunFolder:
    store = RunFolder.create(output, SETTINGS)
    store.begin(SHOP, NOON, "probe", sandbox=True)
    return store


def filled(output: Path) -> RunFolder:
    store = begun(output)
    key = store.run_started(shop_journey(SHOP), 1, ENVIRONMENT)
    store.step(key, step("landing"), [visit("landing", answer())])
    store.step(key, step("search"), [visit("landing", answer(), screenshot()), visit("search")])
    store.probe_visit(key, visit("cart", name="probe-1"))
    store.mutation(Mutation(method="POST", url=f"{SHOP}cart", step="add-to-cart", why="add to cart"))
    store.skipped(Skipped(probe="form", stage=Stage.CHECKOUT, why="the time was up"))
    store.phase("walk", 100)
    store.phase("walk", 50)
    store.run_finished(key, complete=True)
    return store


def test_a_run_comes_back_as_it_was_handed_over(tmp_path: Path) -> None:
    store = filled(tmp_path)
    store.finish()
    store.close()
    run = load_run(tmp_path)
    (walk,) = run.runs
    assert (run.target, run.started_at, run.safety, run.sandbox) == (SHOP, NOON, "probe", True)
    assert run.finished_at is not None
    assert run.interrupted is None
    assert walk.complete
    assert walk.steps == (step("landing"), step("search"))
    assert walk.visits == (visit("landing", answer(), screenshot()), visit("search"))
    assert walk.probe_visits == (visit("cart", name="probe-1"),)
    assert [one.why for one in run.mutations] == ["add to cart"]
    assert [one.probe for one in run.skipped] == ["form"]
    assert run.phases_ms == {"walk": 150}


def test_every_record_is_on_the_disk_at_once(tmp_path: Path) -> None:
    store = filled(tmp_path)
    run = load_run(tmp_path)
    store.close()
    assert run.finished_at is None
    assert [one.step_id for one in run.runs[0].steps] == ["landing", "search"]


def test_the_key_in_an_address_that_was_given_is_not_kept(tmp_path: Path) -> None:
    keyed = f"{SHOP}?preview_token=9f86d081884c7d659a2feaa0c55ad015"
    store = RunFolder.create(tmp_path, Settings(target=keyed))
    store.begin(keyed, NOON, "probe", sandbox=True)
    store.run_started(shop_journey(keyed), 1, ENVIRONMENT)
    store.close()
    run = load_run(tmp_path)
    assert (run.target, run.runs[0].journey.start_url) == (f"{SHOP}?preview_token=***",) * 2
    assert not any(b"9f86d081" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_a_killed_run_is_not_complete(tmp_path: Path) -> None:
    store = begun(tmp_path)
    store.run_started(shop_journey(SHOP), 1, ENVIRONMENT)
    store.close()
    assert not load_run(tmp_path).runs[0].complete


@pytest.mark.parametrize("lost", [1, 10, 60])
def test_a_torn_last_line_is_left_out(tmp_path: Path, lost: int) -> None:
    filled(tmp_path).close()
    journal = tmp_path / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-lost])
    (walk,) = load_run(tmp_path).runs
    assert not walk.complete
    assert walk.steps == (step("landing"), step("search"))


def test_a_last_line_cut_inside_a_letter_is_left_out(tmp_path: Path) -> None:
    store = begun(tmp_path)
    store.skipped(Skipped(probe="ü", stage=Stage.CART, why="ü"))
    store.close()
    journal = tmp_path / JOURNAL
    content = journal.read_bytes()
    journal.write_bytes(content[: content.rindex("ü".encode()) + 1])
    assert load_run(tmp_path).skipped == ()


def test_an_audit_killed_before_its_first_record_is_an_empty_run(tmp_path: Path) -> None:
    RunFolder.create(tmp_path, SETTINGS).close()
    run = load_run(tmp_path)
    assert (run.target, run.runs, run.finished_at) == (SHOP, (), None)


def test_a_broken_line_in_the_middle_is_an_error_that_names_it(tmp_path: Path) -> None:
    filled(tmp_path).close()
    journal = tmp_path / JOURNAL
    lines = journal.read_text(encoding="utf-8").splitlines()
    journal.write_text("\n".join([lines[0], "{", *lines[2:]]) + "\n", encoding="utf-8")
    with pytest.raises(ResultFormatError, match=r"journal\.jsonl:2: "):
        load_run(tmp_path)


def test_a_run_of_another_version_is_refused(tmp_path: Path) -> None:
    filled(tmp_path).close()
    manifest = tmp_path / "run" / "manifest.json"
    manifest.write_text(json.dumps({**load_manifest(tmp_path), "run_version": 99}), encoding="utf-8")
    with pytest.raises(ResultFormatError, match="run version 99, expected 1"):
        load_run(tmp_path)


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputFolderError, match="holds no run"):
        load_run(tmp_path)


def test_an_earlier_audit_is_replaced_and_only_that(tmp_path: Path) -> None:
    store = filled(tmp_path)
    picture = store.blob(b"old", "webp")
    store.close()
    note_reports(tmp_path, ["audit.json", "index.html"])
    for name in ("audit.json", "index.html", "notes.txt"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    begun(tmp_path).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt", "run"]
    assert not (tmp_path / picture).exists()
    assert load_run(tmp_path).runs == ()


def test_a_folder_with_something_else_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "thesis.txt"
    mine.write_text("years of work", encoding="utf-8")
    with pytest.raises(OutputFolderError, match="is not empty and holds no earlier audit"):
        RunFolder.create(tmp_path, SETTINGS)
    assert list(tmp_path.iterdir()) == [mine]


@pytest.mark.parametrize("content", ["", "[]", '{"tool": "another"}'])
def test_a_run_folder_of_another_program_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(OutputFolderError):
        RunFolder.create(tmp_path, SETTINGS)


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "report"
    file.write_text("", encoding="utf-8")
    with pytest.raises(OutputFolderError, match="a file is in the way"):
        RunFolder.create(file, SETTINGS)


def test_a_manifest_cannot_point_at_files_elsewhere(tmp_path: Path) -> None:
    output, outside = tmp_path / "out", tmp_path / "outside.txt"
    filled(output).close()
    outside.write_text("mine", encoding="utf-8")
    note_reports(output, ["../outside.txt", str(outside)])
    begun(output).close()
    assert outside.read_text(encoding="utf-8") == "mine"


def test_a_picture_is_kept_once(tmp_path: Path) -> None:
    store = begun(tmp_path)
    names = {store.blob(b"same", "webp"), store.blob(b"same", ".webp"), store.blob(b"other", "webp")}
    store.close()
    assert len(names) == 2
    assert all((tmp_path / name).is_file() and name.startswith("run/blobs/") for name in names)


def test_steps_of_a_run_that_was_never_started_are_a_mistake_of_the_caller(tmp_path: Path) -> None:
    store = begun(tmp_path)
    with pytest.raises(KeyError):
        store.step("shop/desktop/7", step("landing"))
    store.close()


def test_an_attempt_begun_again_replaces_what_was_seen_of_it(tmp_path: Path) -> None:
    store = filled(tmp_path)
    key = store.run_started(shop_journey(SHOP), 1, ENVIRONMENT)
    store.step(key, step("landing"), [visit("landing")])
    store.close()
    (walk,) = load_run(tmp_path).runs
    assert isinstance(walk, JourneyRun)
    assert walk.steps == (step("landing"),)
