"""The form of a site that sells nothing, sent once without a mistake: on a sandbox, at the level `order` only."""

from playwright.async_api import Locator

from auditor.browser.acts.forms import FormFinder, fill_out
from auditor.browser.acts.once import can_be_pressed, press_once
from auditor.browser.probes.family import Probing, walk_to_form
from auditor.browser.probes.picturing import picture_fields
from auditor.browser.walk import Walk, epoch_ms
from auditor.discovery.addresses import place_of
from auditor.discovery.form_comparison import is_same_form
from auditor.discovery.lead_answers import told_after
from auditor.discovery.order_forms import OrderForm
from auditor.discovery.page_view import PageView
from auditor.model.form import LeadAnswer
from auditor.model.redaction import redact_url
from auditor.model.snapshot import ElementSnapshot
from auditor.model.wording import say

SEND_WHY = say("send the form once with valid test data")
ANSWER_LIMIT_MS = 5_000
"""How soon a form has to tell that it was sent; ours, as for the messages of mistakes."""
_PENDING_LIMIT_MS = 10_000


def may_be_sent(walk: Walk) -> bool:
    """Whether a form that reaches people may be sent without a mistake from the page the walk stands on."""
    return walk.tab.guard.policy.may_order_at(walk.tab.page.url)


async def send_for_good(probing: Probing, walk: Walk, find: FormFinder, step_id: str) -> LeadAnswer | None:
    """Open the form anew, fill it in, send it once and see what the page makes of it; None where it cannot be sent."""
    await walk_to_form(walk)
    if find(walk.page) is None or not may_be_sent(walk):
        return None
    walk.tab.label(step_id, SEND_WHY)
    await fill_out(walk, find)
    form = find(walk.page)
    sending = (one.element for one in form.submits) if form else ()
    submit = next((one for one in sending if one and not one.disabled), None)
    target = await can_be_pressed(walk, submit) if form and submit else None
    if form is None or submit is None or target is None:
        return None
    probing.progress.note("the form is sent once with valid test data")
    return await _send(walk, form, submit, target)


async def _send(walk: Walk, form: OrderForm, submit: ElementSnapshot, target: Locator) -> LeadAnswer:
    before, observer = walk.page, walk.tab.observer
    keys = tuple(entry.key for entry in form.fields)
    observer.begin_step()
    began = epoch_ms()
    await press_once(walk, target, ANSWER_LIMIT_MS)
    if observer.in_flight():
        await walk.rest(_PENDING_LIMIT_MS)
    await walk.look_until(lambda view: _shows(before, view, keys), limit_ms=ANSWER_LIMIT_MS)
    view = walk.page
    told = told_after(before, view, keys)
    return LeadAnswer(
        form=form.selector,
        page_url=redact_url(before.snapshot.url),
        submit_name=submit.name,
        status=_status(walk),
        says=told.says,
        announced=told.announced,
        other_texts=told.others,
        errors=told.errors,
        url_changed=place_of(before.snapshot.url) != place_of(view.snapshot.url),
        form_gone=not is_same_form(view, keys),
        form_reset=told.form_reset,
        settled=bool(walk.settled and walk.settled.settled) and not observer.in_flight(),
        waited_ms=round(epoch_ms() - began),
        screenshot=await picture_fields(walk, view, keys, "after it was sent"),
    )


def _shows(before: PageView, view: PageView, keys: tuple[str, ...]) -> bool:
    told = told_after(before, view, keys)
    moved = place_of(before.snapshot.url) != place_of(view.snapshot.url)
    return bool(told.says or told.errors or told.form_reset or moved or not is_same_form(view, keys))


def _status(walk: Walk) -> int | None:
    """The status of the page that came; where none came, of the last answer to something that was sent."""
    requests = walk.tab.observer.network_log().requests
    sent = [one.status for one in requests if one.status is not None and one.method != "GET" and one.same_site]
    documents = [one.status for one in requests if one.status is not None and one.main_document]
    told = documents or sent
    return told[-1] if told else None
