"""A finding of the demo shop looked at again in a real browser: there, mended, and with the shop gone."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from auditor.audit import carry_out
from auditor.demo import Friction, create_shop, serve
from auditor.model.settings import ProbeFamily, Settings
from auditor.replaying import Verdict, Wanted, replay
from auditor.run_folder import load_run
from checks import built_in_checks

TIMED = tuple(check.meta.id for check in built_in_checks() if check.meta.timed)
FRICTIONS = frozenset({Friction.CART_LOST_ON_RELOAD, Friction.BROKEN_PRODUCT_IMAGES})


@dataclass(frozen=True)
class Audited:
    """An audit of a shop that no longer stands at its address."""

    folder: Path
    port: int


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    folder = tmp_path_factory.mktemp("audited") / "report"
    with serve(create_shop(FRICTIONS)) as server:
        settings = Settings(
            target=server.url,
            devices=("mobile",),
            output=folder,
            formats=("json",),
            runs=1,
            off=TIMED,
            probing=(ProbeFamily.RELOAD,),
            sandbox=True,
        )
        result = carry_out(settings).result
    assert {"cart/item-lost", "load/broken-images"} <= {one.check for one in result.findings}
    return Audited(folder, server.port)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("check", ["cart/item-lost", "load/broken-images"])
def test_what_was_found_is_seen_again_and_the_report_stays_as_it_was(
    audited: Audited, tmp_path: Path, check: str
) -> None:
    saved = contents(audited.folder)
    with serve(create_shop(FRICTIONS), port=audited.port):
        replayed = replay(audited.folder, check, Wanted(output=tmp_path / "seen"))
    assert (replayed.finding.check, replayed.answer.verdict) == (check, Verdict.STILL_THERE)
    assert contents(audited.folder) == saved
    (walked,) = load_run(tmp_path / "seen").runs
    assert walked.journey.device == "mobile"
    assert [one.id for one in walked.probe_visits] == (["probe-reload"] if check == "cart/item-lost" else [])


@pytest.mark.parametrize("check", ["cart/item-lost", "load/broken-images"])
def test_what_was_mended_is_fixed(audited: Audited, check: str) -> None:
    with serve(create_shop(), port=audited.port):
        replayed = replay(audited.folder, check)
    assert replayed.answer.verdict is Verdict.FIXED, replayed.answer


def test_where_the_shop_does_not_answer_nothing_can_be_checked(audited: Audited) -> None:
    replayed = replay(audited.folder, "cart/item-lost")
    assert replayed.answer.verdict is Verdict.COULD_NOT_CHECK
    assert replayed.answer.why[0].startswith("The step “landing” broke: no answer")
