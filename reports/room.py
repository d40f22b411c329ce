"""How much a page may hold, so that it stays small enough to be sent by mail, however much an audit found.

The page is written with everything in it first. Where that is too much, its pictures are made smaller
(`pictures.SCALES`), as far as the text leaves room for them; then long tables go, then findings are told in a line
each, and at last only counted. Whatever is left out is named as left out, and stands in `audit.json`.
"""

from dataclasses import dataclass, replace

from auditor.model.result import AuditResult

CAP_BYTES = 5_000_000
"""No page is larger; ours, because most mailboxes take 10 MB and a report seldom travels alone."""
PICTURES_BYTES = 3_400_000
"""What pictures may take at first, encoded; the rest is for text."""
LEAST_PICTURES_BYTES = 900_000
"""Below this, pictures would not show enough: text makes room then."""
_SLACK_BYTES = 60_000


@dataclass(frozen=True)
class Room:
    """What a page has room for.

    Attributes:
        pictures_bytes: what the pictures may take, encoded.
        findings: how many findings are told whole.
        lines: how many more are told in a line each.
        rows: how many entries a list or table of the record may have.
        waterfalls: whether each step's requests are told one by one.
    """

    pictures_bytes: int = PICTURES_BYTES
    findings: int = 2_000
    lines: int = 4_000
    rows: int = 2_000
    waterfalls: bool = True

    def for_pictures(self, page_bytes: int, spent_bytes: int) -> "Room | None":
        """The same with the pictures as small as the text of a page asks; None where too little is left for them."""
        left = CAP_BYTES - _SLACK_BYTES - (page_bytes - spent_bytes)
        return replace(self, pictures_bytes=left) if LEAST_PICTURES_BYTES <= left < spent_bytes else None


ROOMS = (
    Room(),
    Room(waterfalls=False),
    Room(findings=300, lines=2_000, rows=300, waterfalls=False),
    Room(LEAST_PICTURES_BYTES, findings=100, lines=500, rows=100, waterfalls=False),
)
"""From the most to the least."""


@dataclass(frozen=True)
class LeftOut:
    """What a page has no room for: how many entries of the log of requests, whether the requests of the steps."""

    requests: int = 0
    waterfalls: bool = False


def fitted(result: AuditResult, room: Room) -> tuple[AuditResult, LeftOut]:
    """The result as far as there is room for it, findings aside, and what is left out."""
    left_out = LeftOut(
        requests=max(0, len(result.mutations) - room.rows),
        waterfalls=not room.waterfalls
        and any(step.waterfall for one in result.journeys for attempt in one.attempts for step in attempt.steps),
    )
    journeys = result.journeys
    if not room.waterfalls:
        journeys = tuple(
            one.model_copy(
                update={
                    "attempts": tuple(
                        attempt.model_copy(
                            update={
                                "steps": tuple(step.model_copy(update={"waterfall": None}) for step in attempt.steps)
                            }
                        )
                        for attempt in one.attempts
                    )
                }
            )
            for one in journeys
        )
    return result.model_copy(update={"mutations": result.mutations[: room.rows], "journeys": journeys}), left_out
