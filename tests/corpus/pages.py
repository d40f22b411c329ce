"""The saved pages: one compressed file a group, with the fields a snapshot had when it was taken."""

import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from auditor.model.snapshot import DomSnapshot

FOLDER = Path(__file__).parent / "pages"
SUFFIX = ".jsonl.xz"


class OutdatedError(Exception):
    """The saved snapshots have fields that are gone, or lack some without which none can be read."""


@dataclass(frozen=True)
class SavedPage:
    """One page with its right answers.

    `answers` holds, by role, the selectors of the elements or fields that are right; none where the page has the thing
    and the snapshot does not. `absent` names roles of which the page has nothing.
    """

    group: str
    language: str
    kind: str
    facts: dict[str, Any]
    answers: dict[str, list[str]]
    absent: list[str]
    snapshot: dict[str, Any] = field(repr=False)

    @property
    def name(self) -> str:
        """What the page is called in tables and in the list of known misses."""
        return f"{self.group}/{self.language}/{self.kind}"

    def dom(self) -> DomSnapshot:
        return DomSnapshot.model_validate(self.snapshot)


def shape() -> dict[str, bool]:
    """The fields of a snapshot and its parts as they are now, and whether each has to be there."""
    return dict(sorted(_fields(DomSnapshot)))


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, bool]]:
    for name, info in model.model_fields.items():
        yield f"{model.__name__}.{name}", info.is_required()
        for inner in get_args(info.annotation):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from _fields(inner)


def write(group: str, pages: Iterable[SavedPage]) -> Path:
    """Save a group; the same pages give the same bytes."""
    ordered = sorted(pages, key=lambda page: page.name)
    lines = [json.dumps({"shape": list(shape())})]
    lines += [json.dumps(asdict(page), ensure_ascii=False, separators=(",", ":"), sort_keys=True) for page in ordered]
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{group}{SUFFIX}"
    path.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9))
    return path


def groups() -> tuple[str, ...]:
    """The groups that are saved."""
    return tuple(sorted(path.name.removesuffix(SUFFIX) for path in FOLDER.glob(f"*{SUFFIX}")))


def lacking(group: str) -> list[str]:
    """The fields that snapshots have got since the group was taken; what they would hold is not known."""
    return sorted(set(shape()) - set(json.loads(_lines(group)[0])["shape"]))


def _lines(group: str) -> list[str]:
    return lzma.decompress((FOLDER / f"{group}{SUFFIX}").read_bytes()).decode().splitlines()


@cache
def read(group: str) -> tuple[SavedPage, ...]:
    """The pages of a group.

    Raises:
        OutdatedError: they have fields that are gone, or lack some that every snapshot has.
    """
    header, *lines = _lines(group)
    then, now = set(json.loads(header)["shape"]), shape()
    gone = sorted(then - set(now))
    # No saved snapshot holds a record of a kind that came later.
    known = {name.partition(".")[0] for name in then}
    needed = sorted(
        name for name, required in now.items() if required and name not in then and name.partition(".")[0] in known
    )
    if gone or needed:
        raise OutdatedError(
            f"The snapshots in {group}{SUFFIX} were taken with other fields than a snapshot has today "
            f"(new: {needed}, gone: {gone}). Take them anew: python -m tests.corpus.collect {group}"
        )
    return tuple(SavedPage(**json.loads(line)) for line in lines)
