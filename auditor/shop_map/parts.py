"""How a part of the map is told, whichever part it is."""

from collections.abc import Iterable
from typing import Any

from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import FieldPurpose
from auditor.model.artifact import AccountWall
from auditor.model.journey import Action
from auditor.model.recognition import Recognition, Role
from auditor.model.run import Cause, StepStatus, Visit
from auditor.model.shop_map import Look, MappedControl, MappedPart, PartName, PartStatus, Sureness
from auditor.model.snapshot import FieldSnapshot
from auditor.shop_map.walked import HAPPENED, Taken, Walked, control, others

_FIELDS_TOLD = 4


def unreached(name: PartName, note: str | None) -> MappedPart:
    return MappedPart(name=name, status=PartStatus.NOT_REACHED, note=note)


def served(
    name: PartName,
    walked: Walked,
    recognition: Recognition,
    happened: str | None,
    *,
    against: str | None = None,
    **more: object,
) -> MappedPart:
    """A part whose control did what it should; `against` says what speaks against that after all."""
    assert recognition.found is not None, "asked only where something served"
    found = control(recognition.found, happened, against=against)
    return MappedPart.model_validate(
        {
            "name": name,
            "status": PartStatus.FOUND,
            "page": walked.path(recognition.url),
            "control": found,
            "confidence": found.confidence,
            "sureness": found.sureness,
            "reasons": found.reasons,
            "others": others(recognition),
            **more,
        }
    )


def needing_no_control(name: PartName, page: str, *reasons: str, note: str | None = None) -> MappedPart:
    """A part that was there without anything having to be pressed for it; each reason is a doubt less."""
    confidence = round(1 - (1 - HAPPENED) ** len(reasons), 4)
    return MappedPart(
        name=name,
        status=PartStatus.FOUND,
        page=page,
        leads_to=page,
        confidence=confidence,
        sureness=Sureness.of(confidence),
        reasons=reasons,
        note=note,
    )


def not_found(name: PartName, looks: tuple[Look, ...], note: str | None) -> MappedPart:
    return MappedPart(name=name, status=PartStatus.NOT_FOUND, looked=looks, note=note)


def not_taken(name: PartName, walked: Walked, taken: Taken | None, role: Role) -> MappedPart | None:
    """A part whose step was not walked: what can be seen of it on the pages that were; None where it was walked."""
    if taken is None:
        return unreached(name, "the journey has no such step")
    beyond = taken.run is not None and taken.run.cause is Cause.BEYOND_SAFETY
    if taken.run is not None and not beyond:
        return None
    status = PartStatus.BEYOND_SAFETY if beyond else PartStatus.NOT_REACHED
    note = taken.error if beyond else None
    seen = walked.seen(role, *walked.run.visits) if role is not Role.GUEST else None
    if seen is None:
        return MappedPart(name=name, status=status, note=note)
    page, candidates = seen
    best: MappedControl = candidates[0]
    return MappedPart(
        name=name,
        status=PartStatus.SEEN,
        page=page,
        control=best,
        confidence=best.confidence,
        sureness=best.sureness,
        reasons=best.reasons,
        others=candidates[1:],
        note=f"not used: {note}" if note else "not used",
    )


def ended_at(walked: Walked) -> str | None:
    """Where the walk ended before its time, and why."""
    optional = {step.id for step in walked.run.journey.steps if step.optional}
    broken = [one for one in walked.run.steps if one.status is StepStatus.BROKEN and one.step_id not in optional]
    return f"{broken[-1].step_id}: {broken[-1].error}" if broken else None


def visit_of(walked: Walked, *kinds: type[Action]) -> Visit | None:
    """The visit of the first of these steps that has one."""
    for kind in kinds:
        taken = walked.taken(kind)
        if taken is not None and taken.visit is not None:
            return taken.visit
    return None


def leads_to(walked: Walked, taken: Taken) -> dict[str, Any]:
    return {"leads_to": walked.path(taken.visit.url)} if taken.visit else {}


def completed(walked: Walked, kind: type[Action]) -> bool:
    taken = walked.taken(kind)
    return taken is not None and taken.completed


def account_wall(walked: Walked) -> AccountWall | None:
    return next((wall for visit in walked.run.visits if (wall := visit.get(AccountWall)) is not None), None)


def purposes_in_words(view: PageView, fields: Iterable[FieldSnapshot]) -> str:
    """What fields ask for, in the order of the page: `email, full name, street, postcode and 2 more`."""
    purposes = dict.fromkeys(view.purpose(entry) for entry in fields)
    names = [one.value.replace("_", " ") for one in purposes if one is not FieldPurpose.UNKNOWN]
    more = f" and {len(names) - _FIELDS_TOLD} more" if len(names) > _FIELDS_TOLD else ""
    return ", ".join(names[:_FIELDS_TOLD]) + more
