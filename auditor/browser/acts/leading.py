"""On a site that sells nothing to put into a cart: from the call to action to its form."""

from auditor.browser.acts.naming import candidates
from auditor.browser.walk import StepBroken, Walk
from auditor.discovery.leads import CALL_LOOKED_FOR, lead_form, rank_calls_to_action
from auditor.discovery.pages import classify_page, is_sign_in
from auditor.model.recognition import Attempt, Role
from auditor.model.run import Cause
from auditor.model.wording import say

_MOST_CALLS = 4


async def open_form(walk: Walk) -> None:
    """Go to the form for those who are interested or want to join."""
    if Role.CALL_TO_ACTION not in walk.known.controls and lead_form(walk.page) is not None:
        walk.step.already_there = True
        _arrived(walk, "on the first page itself")
        return
    ranked = await candidates(walk, Role.CALL_TO_ACTION, rank_calls_to_action)
    search = walk.recognised(
        Role.CALL_TO_ACTION, classify_page(walk.page)[0], ranked, proven=False, looked_for=CALL_LOOKED_FOR
    )
    home = walk.tab.page.url
    for place, candidate in enumerate(search.ranked[:_MOST_CALLS]):
        if place and walk.tab.page.url != home:
            await walk.go_to(home)
        await walk.press(candidate, Role.CALL_TO_ACTION)
        if await walk.look_until(lead_form):
            search.tried(place, Attempt.WORKED)
            search.finish(exhausted=False)
            _arrived(walk, f"by “{candidate.candidate.name}”")
            return
        search.tried(place, Attempt.WRONG_PLACE if walk.tab.page.url != home else Attempt.NO_EFFECT)
    search.finish(exhausted=len(search.ranked) <= _MOST_CALLS)
    none = say("no form for those who are interested or want to join was found")
    if is_sign_in(walk.page):
        none = say(
            "no form for those who are interested or want to join was found; "
            "where the site leads to, it asks for an account"
        )
    raise StepBroken(none, Cause.NOT_RECOGNISED)


def _arrived(walk: Walk, how: str) -> None:
    found = lead_form(walk.page)
    assert found is not None, "looked for before"
    walk.known.form_reached = True
    walk.step.reached_by = how
    walk.step.anchor = found.form.fields[0].selector if found.form.fields else None
