"""The map of a shop, put together from what one walk gathered. Pure."""

from collections.abc import Callable
from datetime import datetime

from auditor.model.journey import OpenForm
from auditor.model.recognition import Role
from auditor.model.result import ToolInfo
from auditor.model.run import AuditRun
from auditor.model.settings import Safety
from auditor.model.shop_map import Closed, MappedPart, PartName, PartStatus, ShopMap
from auditor.model.snapshot import DomSnapshot
from auditor.shop_map import goods, lead, order
from auditor.shop_map.parts import ended_at, unreached
from auditor.shop_map.walked import Walked, control

_COMPLETE = frozenset({PartStatus.FOUND, PartStatus.ABSENT, PartStatus.NOT_NEEDED})
_COMPLETE_BY_LOOKING = _COMPLETE | {PartStatus.SEEN, PartStatus.BEYOND_SAFETY}
_ALWAYS = tuple(name for name in PartName if name not in {PartName.LISTING, PartName.CALL_TO_ACTION, PartName.FORM})


def assemble_map(run: AuditRun) -> ShopMap:
    """Put the map together from the first walk of a run.

    Parts that the walk did not come to are in it too, so that it has the same parts whatever the walk was like; only
    the listing is left out where the way did not lead over one. A site that sells nothing has others.
    """
    ended: datetime = run.finished_at or run.started_at
    walked = Walked(run.runs[0], run.target) if run.runs else None
    parts = _parts(walked) if walked else tuple(unreached(name, run.interrupted) for name in _ALWAYS)
    enough = _COMPLETE_BY_LOOKING if run.safety == Safety.LOOK else _COMPLETE
    return ShopMap(
        tool=ToolInfo(version=run.tool_version),
        target=run.target,
        mapped_at=run.started_at,
        duration_ms=round((ended - run.started_at).total_seconds() * 1000, 1),
        device=walked.run.journey.device if walked else "",
        locale=walked.run.journey.locale if walked else None,
        language=_language(walked) if walked else "",
        safety=run.safety,
        query=_query(walked) if walked else None,
        complete=run.interrupted is None and all(part.status in enough for part in parts),
        ended=ended_at(walked) if walked else None,
        interrupted=run.interrupted,
        parts=parts,
        closed=_closed(walked) if walked else (),
    )


def _parts(walked: Walked) -> tuple[MappedPart, ...]:
    """The parts of a shop; of a site that sells nothing, its call to action and its form."""
    if walked.taken(OpenForm) is not None:
        return (lead.call_to_action(walked), lead.form(walked))
    made: tuple[Callable[[Walked], MappedPart | None], ...] = (
        goods.search,
        goods.results,
        goods.listing,
        goods.product,
        order.add_to_cart,
        order.cart,
        order.checkout,
        order.guest,
    )
    return tuple(part for make in made if (part := make(walked)) is not None)


def _language(walked: Walked) -> str:
    snapshots = (visit.get(DomSnapshot) for visit in walked.run.visits)
    return next((one.language for one in snapshots if one is not None and one.language), "")


def _query(walked: Walked) -> str | None:
    trial = goods.search_trial(walked)
    return trial.query if trial else None


def _closed(walked: Walked) -> tuple[Closed, ...]:
    closed = []
    for one in walked.recognitions:
        if one.role in {Role.CONSENT, Role.OVERLAY} and one.found is not None:
            what = "consent banner" if one.role is Role.CONSENT else "pop-up"
            closed.append(
                Closed(what=what, page=walked.path(one.url), control=control(one.found, "it went away when pressed"))
            )
    return tuple(closed)
