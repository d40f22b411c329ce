"""The mistyped field: a checkout form filled plausibly, one field broken, sent three times as a person would.

The trial's rule of safety: a control that may place an order is pressed only with a card number that fails the Luhn
sum, or with the guard answering in the server's place; where the form has no card field it is pressed only under the
guard, and on a sandbox not at all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from auditor.browser.acts.advancing import fill_step, send_step
from auditor.browser.acts.forms import choose_place, entries_for, fill_entries, shopper_of
from auditor.browser.clearing import uncover
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.collectors.recorder import invalid_events
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.keeping import keepable
from auditor.browser.probes.family import Probing, walk_to_checkout
from auditor.browser.probes.picturing import picture_fields
from auditor.browser.probes.standing import as_it_stands, once_tried
from auditor.browser.walk import Walk, epoch_ms
from auditor.discovery.addresses import place_of
from auditor.discovery.form_comparison import compare_fields, is_same_form, new_messages, newly_marked, other_new_texts
from auditor.discovery.form_steps import with_filled
from auditor.discovery.order_forms import UNTICK, Entry, OrderForm, field_to_break, main_order_form, may_place_order
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import FieldPurpose
from auditor.model.artifact import Artifact
from auditor.model.form import ErrorSource, FormSubmission, FormTrial
from auditor.model.journey import Stage
from auditor.model.picture import Screenshot
from auditor.model.redaction import redact_url
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot

ATTEMPTS = 3
MOST_STEPS = 6
ANSWER_LIMIT_MS = 5_000
PENDING_LIMIT_MS = 15_000
_PRESS_LIMIT_MS = 3_000
_STEP = "checkout"


async def probe_forms(probing: Probing) -> None:
    """Try every step of the checkout, advancing with valid data, until the control that would place the order."""
    done, ended = 0, "no form was found"
    async with probing.walk("form") as walk:
        await walk_to_checkout(walk)
        for place in range(MOST_STEPS):
            form = await walk.look_until(_form_to_send)
            if form is None:
                break
            step = as_it_stands(walk, form, place=place + 1)
            trial = await try_form(walk, form, FormSought(main_order_form, _STEP))
            step = once_tried(step, walk.page, main_order_form(walk.page))
            done += bool(trial.submissions)
            ended = trial.skipped or ended
            shots = [shot for shot in (trial.after, trial.before) if shot is not None]
            artifacts: list[Artifact] = [trial, keepable(walk.page.snapshot), *shots[:1]]
            filled = None
            try:
                filled = None if trial.may_place_order else await fill_step(walk, _STEP)
                step = step if filled is None else with_filled(step, filled.view, filled.form)
            finally:
                probing.keep(walk, f"form-{place + 1}", _STEP, Stage.CHECKOUT, [*artifacts, step])
            if filled is None or not await send_step(walk, filled):
                break
    tried = f"{done} form{'s' if done > 1 else ''} tried"
    probing.progress.probe_done("form", tried if done else f"no form tried: {ended}")


@dataclass(frozen=True)
class FormSought:
    """Which form of a page is tried, and as part of which step.

    `reaches_people` says that what is sent lands on somebody's desk: then it is held as an order would be, unless the
    site is a sandbox.
    """

    find: Callable[[PageView], OrderForm | None]
    step: str
    reaches_people: bool = False


def _form_to_send(view: PageView) -> OrderForm | None:
    """The step's form with something to send it by; a step may come in pieces, the form last."""
    form = main_order_form(view)
    return form if form is not None and form.submits else None


@dataclass
class _Trying:
    """A form under trial."""

    walk: Walk
    form: OrderForm
    initial: PageView
    entries: tuple[Entry, ...]
    broken: Entry
    wrong: str
    held: bool
    sought: FormSought
    submissions: list[FormSubmission] = field(default_factory=list)
    before: Screenshot | None = None
    after: Screenshot | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields to compare: those of the form."""
        return tuple(entry.key for entry in self.form.fields)


async def try_form(walk: Walk, form: OrderForm, sought: FormSought) -> FormTrial:
    """Fill a form plausibly, get one field wrong and send it, up to three times; what the page made of it."""
    await choose_place(walk, sought.find)
    view, now = walk.page, sought.find(walk.page)
    form = now if now is not None and now.submits else form
    submit = form.submits[0].element
    entries = entries_for(view, form)
    broken = field_to_break(entries)
    sandbox = walk.tab.guard.policy.sandbox
    may_order = not sought.reaches_people and (submit is None or may_place_order(view, form, submit))
    base = FormTrial(
        form=form.selector,
        page_url=redact_url(view.snapshot.url),
        step_name=view.main_heading,
        submit_name=form.submits[0].candidate.name,
        submit_selector=form.submits[0].candidate.selector,
        may_place_order=may_order,
        filled=len(entries),
    )
    if broken is None:
        return base.model_copy(update={"skipped": "the form has no field whose wrong value it must refuse"})
    if may_order and sandbox and broken.purpose is not FieldPurpose.CARD_NUMBER:
        return base.model_copy(update={"skipped": "its control may place an order and the form has no card field"})
    held = may_order or (sought.reaches_people and not sandbox)
    trying = _Trying(walk, form, view, entries, broken, _wrong_value(view, broken), held, sought)
    for attempt in range(1, ATTEMPTS + 1):
        if not await _submit_wrong(trying, attempt):
            break
    return base.model_copy(
        update={
            "submissions": tuple(trying.submissions),
            "before": trying.before,
            "after": trying.after,
            "skipped": None if trying.submissions else "the form could not be sent",
        }
    )


def _wrong_value(view: PageView, entry: Entry) -> str:
    if entry.purpose is FieldPurpose.CARD_NUMBER:
        return shopper_of(view).wrong_card_number
    return entry.value.replace("@", "") if entry.purpose is FieldPurpose.EMAIL else ""


async def _submit_wrong(trying: _Trying, attempt: int) -> bool:
    """Fill what is empty, mistype the one field, send; record what came. False where there is no point in going on."""
    walk = trying.walk
    view = walk.page
    await _fill_again(trying, view)
    before = await walk.look()
    form = trying.sought.find(before)
    submit = next((ranked.element for ranked in form.submits if ranked.element), None) if form else None
    if form is None or submit is None:
        return False
    if attempt == 1:
        trying.before = await picture_fields(walk, before, trying.keys, "before submission")
    wrong_card = trying.wrong if trying.broken.purpose is FieldPurpose.CARD_NUMBER else None
    walk.tab.label(trying.sought.step, f"form trial: invalid {trying.broken.purpose.value}, attempt {attempt}")
    if trying.held:
        with walk.tab.guard.around_order_control(walk.tab.context, wrong_card) as held:
            submission = await _send(trying, attempt, before, submit)
            client_side_only = bool(held)
    else:
        submission = await _send(trying, attempt, before, submit)
        client_side_only = False
    trying.submissions.append(submission.model_copy(update={"client_side_only": client_side_only}))
    if trying.after is None:
        lost = tuple(state.key for state in submission.lost)
        trying.after = await picture_fields(walk, walk.page, lost or trying.keys, "after submission")
    return submission.same_form and not submission.accepted and submission.pressed


async def _fill_again(trying: _Trying, view: PageView) -> None:
    """Type what is missing, as the shopper must; the broken field always anew, and wrong."""
    walk = trying.walk
    there = {entry.key: entry for entry in view.snapshot.fields}
    todo = []
    for entry in trying.entries:
        now = there.get(entry.field.key)
        if now is None:
            continue
        if entry is trying.broken:
            todo.append(Entry(now, entry.purpose, trying.wrong))
        elif not _holds(now, entry):
            todo.append(Entry(now, entry.purpose, entry.value))
    await fill_entries(walk, view, todo)


def _holds(now: FieldSnapshot, entry: Entry) -> bool:
    if now.type in {"radio", "checkbox"}:
        return bool(now.checked) is (entry.value != UNTICK)
    if now.tag == "select":
        return bool(now.value == entry.value)
    return bool(now.value)


async def _send(trying: _Trying, attempt: int, before: PageView, submit: ElementSnapshot) -> FormSubmission:
    walk = trying.walk
    page, observer = walk.tab.page, walk.tab.observer
    observer.begin_step()
    boxes = observer.dialogs_answered
    pressed, began = True, epoch_ms()
    locator = locate(page, before.snapshot, submit)

    async def deed() -> None:
        nonlocal pressed
        try:
            await locator.click(timeout=_PRESS_LIMIT_MS)
        except PAGE_FAILURES:
            pressed = False

    await walk.act(deed, ANSWER_LIMIT_MS)
    if not pressed and await uncover(walk, submit):
        pressed = True
        await walk.act(deed, ANSWER_LIMIT_MS)
    if observer.in_flight():
        await walk.rest(PENDING_LIMIT_MS - ANSWER_LIMIT_MS)
    after = walk.page
    native = any(event.shown for event in await invalid_events(page, began))
    told = native or observer.dialogs_answered != boxes or _signals(trying.initial, after)
    if pressed and not told and after.snapshot.url == before.snapshot.url:
        await walk.look_until(lambda view: _signals(trying.initial, view), limit_ms=ANSWER_LIMIT_MS)
        after = walk.page
    same_form = is_same_form(after, trying.keys)
    round_trip = any(request.main_document for request in observer.network_log().requests)
    messages = new_messages(trying.initial, after)
    return FormSubmission(
        attempt=attempt,
        broken_field=trying.broken.field.label or trying.broken.field.name,
        broken_purpose=trying.broken.purpose.value,
        typed="•" * 8 if trying.broken.field.secret else trying.wrong,
        fields=compare_fields(trying.initial, before, after, trying.keys) if same_form else (),
        messages=messages,
        other_texts=other_new_texts(trying.initial, after),
        invalid_marked=newly_marked(trying.initial, after),
        native_message_shown=native,
        focus_moved=_focus_moved(before, after, submit),
        url_changed=place_of(before.snapshot.url) != place_of(after.snapshot.url),
        source=_source(
            native=native, dialog=observer.dialogs_answered != boxes, round_trip=round_trip, told=bool(messages)
        ),
        accepted=not same_form,
        same_form=same_form,
        pressed=pressed,
        settled=bool(walk.settled and walk.settled.settled) and not observer.in_flight(),
        waited_ms=round(epoch_ms() - began),
    )


def _signals(initial: PageView, view: PageView) -> bool:
    return bool(new_messages(initial, view) or newly_marked(initial, view))


def _focus_moved(before: PageView, after: PageView, submit: ElementSnapshot) -> bool:
    """Whether the focus went onto a field or a message because of the submission, not merely onto the button."""
    focused = after.snapshot.focused_selector
    if focused is None or focused in {before.snapshot.focused_selector, submit.selector, "body", "html"}:
        return False
    places = {entry.selector for entry in after.snapshot.fields} | {entry.selector for entry in after.snapshot.texts}
    return focused in places


def _source(*, native: bool, dialog: bool, round_trip: bool, told: bool) -> ErrorSource:
    if dialog:
        return ErrorSource.DIALOG
    if native:
        return ErrorSource.NATIVE
    if round_trip:
        return ErrorSource.ROUND_TRIP
    return ErrorSource.SCRIPT if told else ErrorSource.NONE
