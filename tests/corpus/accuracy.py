"""How often recognition's first answer is the right one: `python -m tests.corpus.accuracy`.

Prints a table by role and language, then every miss with what was ranked above the right answer and why.
"""

import argparse
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tests.corpus.judging import Judged, judge
from tests.corpus.pages import groups, lacking, read

KNOWN_MISSES = Path(__file__).parent / "known_misses.toml"
_ALL = "all"


def known_misses() -> dict[str, str]:
    """The misses told openly: page and role, and why it is missed."""
    told: dict[str, str] = tomllib.loads(KNOWN_MISSES.read_text(encoding="utf-8"))["misses"]
    return told


@cache
def judged(group: str) -> tuple[Judged, ...]:
    """Every question about a group of pages."""
    return tuple(one for page in read(group) for one in judge(page))


def judge_all() -> Iterator[Judged]:
    """Every question of the corpus."""
    for group in groups():
        yield from judged(group)


def row_of(role: str) -> str:
    """The row of the table a question counts in: purposes of fields share one."""
    return "field" if role.startswith("field:") else role


def table(asked: Iterable[Judged], column_of: str = "language") -> str:
    """Top-1 accuracy in per cent: a row a role, a column a language or group; `·` where nothing is asked."""
    counts: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in asked:
        for row in (row_of(one.role), _ALL):
            for column in (getattr(one, column_of), _ALL):
                counts[row, column].append(one.right)
    rows = [*sorted({row for row, _ in counts} - {_ALL}), _ALL]
    columns = [*sorted({column for _, column in counts} - {_ALL}), _ALL]
    width = max(5, *(len(column) + 1 for column in columns))
    lines = [" " * 12 + "".join(f"{column:>{width}}" for column in columns) + f"{'asked':>8}"]
    for row in rows:
        cells = "".join(f"{_share(counts[row, column]):>{width}}" for column in columns)
        lines.append(f"{row:<12}{cells}{len(counts[row, _ALL]):>8}")
    return "\n".join(lines)


def _share(outcomes: list[bool]) -> str:
    return f"{100 * sum(outcomes) / len(outcomes):.1f}".removesuffix(".0") if outcomes else "·"


def main() -> None:
    """Read the command line and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.accuracy", description=__doc__)
    parser.add_argument("--groups", action="store_true", help="a column for each group of pages instead of language")
    parser.add_argument("--role", help="only the misses of this role")
    wishes = parser.parse_args()
    asked = list(judge_all())
    known = known_misses()
    lines = [table(asked, "group" if wishes.groups else "language"), ""]
    for one in asked:
        if not one.right and wishes.role in {None, one.role, row_of(one.role)}:
            lines.append(f"{'known ' if one.key in known else ''}miss: {one.key}: {one.told}")
            if one.key in known:
                lines.append(f"    {known[one.key]}")
    behind = {name for group in groups() for name in lacking(group)}
    if behind:
        lines.append(f"\nSnapshots have got {sorted(behind)} since some were taken: python -m tests.corpus.collect")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
