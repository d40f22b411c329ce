"""Where nothing is sold: from the first page to its form."""

from auditor.discovery.leads import FORM_LOOKED_FOR, lead_form
from auditor.discovery.page_view import PageView
from auditor.model.journey import OpenForm
from auditor.model.recognition import Role
from auditor.model.shop_map import Look, MappedPart, PartName, PartStatus
from auditor.model.snapshot import DomSnapshot
from auditor.shop_map.parts import (
    leads_to,
    needing_no_control,
    not_found,
    not_taken,
    purposes_in_words,
    served,
    unreached,
)
from auditor.shop_map.walked import Walked


def call_to_action(walked: Walked) -> MappedPart:
    """The control that leads to the form."""
    taken = walked.taken(OpenForm)
    part = not_taken(PartName.CALL_TO_ACTION, walked, taken, Role.CALL_TO_ACTION)
    if part is not None or taken is None:
        return part or unreached(PartName.CALL_TO_ACTION, None)
    found = walked.found(Role.CALL_TO_ACTION)
    if taken.completed and found is not None:
        return served(PartName.CALL_TO_ACTION, walked, found, "it led to a form", **leads_to(walked, taken))
    if taken.completed:
        note = "the form stands on the first page itself"
        return MappedPart(name=PartName.CALL_TO_ACTION, status=PartStatus.NOT_NEEDED, note=note)
    looks = walked.looks(Role.CALL_TO_ACTION, *walked.run.visits[:1])
    return not_found(PartName.CALL_TO_ACTION, looks, taken.error)


def form(walked: Walked) -> MappedPart:
    """The form for those who are interested or want to join."""
    taken = walked.taken(OpenForm)
    if taken is None or taken.run is None:
        return unreached(PartName.FORM, None)
    snapshot = taken.visit.get(DomSnapshot) if taken.visit else None
    view = PageView(snapshot) if snapshot is not None else None
    found = lead_form(view) if view is not None else None
    if taken.completed and taken.visit and view is not None and found is not None:
        asked = purposes_in_words(view, found.form.fields)
        reason = f"a form that asks for {asked}" if asked else "a form that asks who one is"
        page = walked.path(taken.visit.url)
        return needing_no_control(PartName.FORM, page, reason, *(("it opens an account",) if found.signs_up else ()))
    looks = [
        Look(page=walked.path(seen.snapshot.url), looked_for=FORM_LOOKED_FOR, weighed=len(seen.snapshot.forms))
        for _, seen in walked.pages(*walked.run.visits)
    ]
    return not_found(PartName.FORM, tuple(looks), taken.error)
