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
_OF_RUNNING_SHOPS = frozenset({"evershop"})
"""Groups that need a shop installed by hand; they only have to be readable still."""


class OutdatedError(Exception):
    """The saved snapshots have not the fields that snapshots have today."""


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


def shape() -> list[str]:
    """The fields of a snapshot and its parts, as they are now."""
    return sorted(_fields(DomSnapshot))


def _fields(model: type[BaseModel]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        yield f"{model.__name__}.{name}"
        for inner in get_args(info.annotation):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from _fields(inner)


def write(group: str, pages: Iterable[SavedPage]) -> Path:
    """Save a group; the same pages give the same bytes."""
    ordered = sorted(pages, key=lambda page: page.name)
    lines = [json.dumps({"shape": shape()})]
    lines += [json.dumps(asdict(page), ensure_ascii=False, separators=(",", ":"), sort_keys=True) for page in ordered]
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{group}{SUFFIX}"
    path.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9))
    return path


def groups() -> tuple[str, ...]:
    """The groups that are saved."""
    return tuple(sorted(path.name.removesuffix(SUFFIX) for path in FOLDER.glob(f"*{SUFFIX}")))


@cache
def read(group: str) -> tuple[SavedPage, ...]:
    """The pages of a group.

    Raises:
        OutdatedError: snapshots have other fields today.
    """
    header, *lines = lzma.decompress((FOLDER / f"{group}{SUFFIX}").read_bytes()).decode().splitlines()
    then, now = set(json.loads(header)["shape"]), set(shape())
    if then - now or (now - then and group not in _OF_RUNNING_SHOPS):
        raise OutdatedError(
            f"The snapshots in {group}{SUFFIX} were taken with other fields than a snapshot has today "
            f"(new: {sorted(now - then)}, gone: {sorted(then - now)}). "
            f"Take them anew: python -m tests.corpus.collect {group}"
        )
    return tuple(SavedPage(**json.loads(line)) for line in lines)
