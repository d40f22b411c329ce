"""One submission of a form with a mistake in it, and what came of it."""

import contextlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from auditor.browser.acts.forms import fill_entries
from auditor.browser.clearing import uncover
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.collectors.recorder import invalid_events
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.held import HeldRequest
from auditor.browser.walk import Walk, epoch_ms
from auditor.discovery.addresses import place_of
from auditor.discovery.field_signs import Answer, Told, sign_in_view, told_by
from auditor.discovery.form_comparison import compare_fields, is_same_form, other_new_texts
from auditor.discovery.mistakes import Sending
from auditor.discovery.order_forms import UNTICK, Entry, OrderForm
from auditor.discovery.page_view import PageView
from auditor.model.form import ErrorSource, FormSubmission, SentBy
from auditor.model.loading import NetworkLog, RequestRecord
from auditor.model.snapshot import ElementSnapshot, FieldSnapshot
from auditor.model.wording import say

ANSWER_LIMIT_MS = 5_000
PENDING_LIMIT_MS = 15_000
HELD_LIMIT_MS = 1_000
"""How long a page's scripts are given to say anything after the guard answered in the server's place; ours."""
IN_VIEW_MS = 2_000
_PRESS_LIMIT_MS = 3_000
_TYPED_SECRET = "•" * 8
_REFUSED = 400


@dataclass(frozen=True)
class FormSought:
    """Which form of a page is tried, and as part of which step.

    `reaches_people` says that what is sent lands on somebody's desk: then it is held as an order would be, unless the
    site is a sandbox.
    """

    find: Callable[[PageView], OrderForm | None]
    step: str
    reaches_people: bool = False


@dataclass
class Submitting:
    """A form that is sent again and again. `initial` is its page before anybody typed; `held`: the guard answers.

    `unanswered`: the page may wait still for what the guard kept from its server, and take no further press meanwhile.
    """

    walk: Walk
    sought: FormSought
    initial: PageView
    keys: tuple[str, ...]
    held: bool
    typed: dict[str, str] = field(default_factory=dict)
    before: PageView | None = None
    answer: Answer | None = None
    time_outs: int = 0
    enter_sends: bool | None = None
    unanswered: bool = False

    async def fill(self, sending: Sending) -> ElementSnapshot | None:
        """Put into the form what it is to hold; the control that sends it, None where form or control are gone."""
        await self._fill_again(sending)
        self.before = await self.walk.look() if sending.entries else self.walk.page
        return self.submit_of(self.before)

    def submit_of(self, view: PageView) -> ElementSnapshot | None:
        """The control that sends the form."""
        form = self.sought.find(view)
        return next((ranked.element for ranked in form.submits if ranked.element), None) if form else None

    async def send(self, sending: Sending, submit: ElementSnapshot, attempt: int) -> FormSubmission:
        """Send the form as it stands, as safely as what it may do asks for."""
        field, number = sending.broken.purpose.value, str(attempt)
        why = say("form trial: invalid {field}, attempt {attempt}", field=field, attempt=number)
        self.walk.tab.label(self.sought.step, why)
        self.enter_sends = None
        with self._guarded(sending) as held:
            submission = await _Sent(self, sending, submit, attempt, held).carry_out()
        self.unanswered = bool(held) or self.unanswered
        silent = submission.source is ErrorSource.NONE and submission.status is None
        return submission.model_copy(update={"client_side_only": bool(held) or (self.unanswered and silent)})

    @contextlib.contextmanager
    def _guarded(self, sending: Sending) -> Iterator[list[HeldRequest]]:
        guard, context = self.walk.tab.guard, self.walk.tab.context
        if not self.held:
            yield []
        else:
            with guard.around_order_control(context, sending.card_number) as held:
                yield held

    async def _fill_again(self, sending: Sending) -> None:
        """Type what is missing or is to be another than before, as the shopper must; what is wrong always anew."""
        view = self.walk.page
        there = {entry.key: entry for entry in view.snapshot.fields}
        todo = []
        for entry in sending.entries:
            now = there.get(entry.field.key)
            if now is None:
                continue
            other = self.typed.get(entry.field.key, entry.value) != entry.value
            if entry.field.key in sending.wrong or other or not _holds(now, entry):
                todo.append(Entry(now, entry.purpose, entry.value))
        self.typed |= {entry.field.key: entry.value for entry in await fill_entries(self.walk, view, todo)}


def _holds(now: FieldSnapshot, entry: Entry) -> bool:
    if now.type in {"radio", "checkbox"}:
        return bool(now.checked) is (entry.value != UNTICK)
    if now.tag == "select":
        return bool(now.value == entry.value)
    return bool(now.value)


@dataclass
class _Sent:
    """One submission under way."""

    submitting: Submitting
    sending: Sending
    submit: ElementSnapshot
    attempt: int
    held: list[HeldRequest]
    pressed: bool = True
    began: float = 0
    boxes: int = 0
    native: frozenset[str] = frozenset()

    @property
    def walk(self) -> Walk:
        """The walk it happens on."""
        return self.submitting.walk

    @property
    def before(self) -> PageView:
        """The page as it was sent."""
        assert self.submitting.before is not None, "the form has been filled"
        return self.submitting.before

    async def carry_out(self) -> FormSubmission:
        """Send, wait for a sign, and tell what came."""
        self.walk.tab.observer.begin_step()
        self.boxes = self.walk.tab.observer.dialogs_answered
        self.began = epoch_ms()
        sent_by = await self._send()
        await self._await_sign()
        told = self._told()
        in_view = await self._look_for_sign(told)
        self.submitting.answer = self._answer(self.submitting.initial, self.walk.page)
        return self._submission(told, sent_by, in_view=in_view)

    async def _send(self) -> SentBy:
        field_for_enter = self.sending.field_for_enter
        if self.sending.sent_by is SentBy.ENTER and field_for_enter is not None:
            now = self.before.field(field_for_enter.key)
            if now is not None and self._enter_presses(now):
                enter = locate(self.walk.tab.page, self.before.snapshot, now)
                await self._press(partial(enter.press, "Enter", timeout=_PRESS_LIMIT_MS))
                self.submitting.enter_sends = self._anything_happened() or await self._native_shown()
                if self.submitting.enter_sends:
                    return SentBy.ENTER
        click = locate(self.walk.tab.page, self.before.snapshot, self.submit)
        await self._press(partial(click.click, timeout=_PRESS_LIMIT_MS))
        if not self.pressed and await uncover(self.walk, self.submit):
            await self._press(partial(click.click, timeout=_PRESS_LIMIT_MS))
        return SentBy.CLICK

    def _enter_presses(self, entry: FieldSnapshot) -> bool:
        """Whether Enter in a field presses the control that is tried: browsers take a form's first."""
        if entry.form is None:
            return self.submit.form is None
        submits = self.before.snapshot.forms[entry.form].submits
        return not submits or submits[0] == self.submit.index

    async def _press(self, press: Callable[[], Awaitable[None]]) -> None:
        async def deed() -> None:
            self.pressed = True
            try:
                await press()
            except PAGE_FAILURES:
                self.pressed = False

        await self.walk.act(deed, ANSWER_LIMIT_MS)

    def _anything_happened(self) -> bool:
        """Whether what was done had any effect that sending a form has."""
        observer = self.walk.tab.observer
        requests = observer.network_log().requests
        return (
            any(one.main_document or _carries_data(one) for one in requests)
            or bool(self.held)
            or observer.dialogs_answered != self.boxes
            or place_of(self.before.snapshot.url) != place_of(self.walk.page.snapshot.url)
            or not is_same_form(self.walk.page, self.submitting.keys)
            or self._told_on(self.before, self.walk.page).anything
        )

    async def _native_shown(self) -> bool:
        events = await invalid_events(self.walk.tab.page, self.began)
        self.native = frozenset(event.key for event in events if event.shown)
        return bool(self.native)

    async def _await_sign(self) -> None:
        """Give the page its time to tell anything: as long as the server has not answered, and no longer than that."""
        observer = self.walk.tab.observer
        if observer.in_flight():
            await self.walk.rest(PENDING_LIMIT_MS - ANSWER_LIMIT_MS)
        await self._native_shown()
        if not self.pressed or self._is_over(self.walk.page) or any(one.is_navigation for one in self.held):
            return  # a form that was let go of by its page says nothing more
        limit_ms = HELD_LIMIT_MS if self.held else ANSWER_LIMIT_MS
        await self.walk.look_until(self._is_over, limit_ms=limit_ms)

    def _is_over(self, view: PageView) -> bool:
        return (
            bool(self.native)
            or self.walk.tab.observer.dialogs_answered != self.boxes
            or view.snapshot.url != self.before.snapshot.url
            or not is_same_form(view, self.submitting.keys)
            or self._told_on(self.submitting.initial, view).anything
        )

    @property
    def _log(self) -> NetworkLog:
        return self.walk.tab.observer.network_log()

    @property
    def _box(self) -> str:
        boxes = self.walk.tab.observer.console_log().dialogs
        return next((box.message for box in reversed(boxes) if box.type != "beforeunload"), "")

    def _answer(self, initial: PageView, view: PageView) -> Answer:
        return Answer(
            initial=initial,
            before=self.before,
            after=view,
            keys=self.submitting.keys,
            wrong=self.sending.wrong,
            native=self.native,
            box=self._box if self.walk.tab.observer.dialogs_answered != self.boxes else "",
            replaced=self._document is not None,
        )

    def _told_on(self, initial: PageView, view: PageView) -> Told:
        return told_by(self._answer(initial, view))

    def _told(self) -> Told:
        return self._told_on(self.submitting.initial, self.walk.page)

    @property
    def _document(self) -> RequestRecord | None:
        """The document that came in answer; None where the page stayed."""
        documents = [one for one in self._log.requests if one.main_document and not one.cancelled_by_guard]
        return documents[-1] if documents else None

    async def _look_for_sign(self, told: Told) -> bool | None:
        """Whether a sign came into view; pages that scroll to it smoothly are given their time."""
        in_view = sign_in_view(told, self.walk.page.snapshot)
        if in_view is not False:
            return in_view

        def came(view: PageView) -> bool:
            return sign_in_view(self._told_on(self.submitting.initial, view), view.snapshot) is not False

        return bool(await self.walk.look_until(came, limit_ms=IN_VIEW_MS))

    def _submission(self, told: Told, sent_by: SentBy, *, in_view: bool | None) -> FormSubmission:
        walk, before, after, sending = self.walk, self.before, self.walk.page, self.sending
        keys, initial = self.submitting.keys, self.submitting.initial
        same_form = is_same_form(after, keys)
        settled = bool(walk.settled and walk.settled.settled) and not walk.tab.observer.in_flight()
        self.submitting.time_outs += not settled
        dialog = walk.tab.observer.dialogs_answered != self.boxes
        answered = self._document or next((one for one in reversed(self._log.requests) if _answers(one)), None)
        return FormSubmission(
            attempt=self.attempt,
            broken_field=sending.broken.field.label or sending.broken.field.name,
            broken_purpose=sending.broken.purpose.value,
            typed=_TYPED_SECRET if sending.broken.field.secret else sending.broken.value,
            wrong=tuple(key for key in keys if key in self._wrong),
            sent_by=sent_by,
            fields=compare_fields(initial, before, after, keys) if same_form else (),
            messages=told.messages,
            signs=told.signs,
            other_texts=other_new_texts(initial, after),
            invalid_marked=told.marked,
            native_message_shown=bool(self.native),
            dialog=self._box if dialog else "",
            focus_moved=self._focus_moved(sent_by),
            sign_in_view=in_view,
            url_changed=place_of(before.snapshot.url) != place_of(after.snapshot.url),
            source=self._source(dialog=dialog, told=told.anything, answered=answered),
            accepted=not same_form,
            same_form=same_form,
            status=answered.status if answered else None,
            pressed=self.pressed,
            settled=settled,
            waited_ms=round(epoch_ms() - self.began),
        )

    @property
    def _wrong(self) -> frozenset[str]:
        """The fields that really were wrong: masks may have taken away what was typed."""
        typed = {one.field.key: one for one in self.sending.entries}
        there = {entry.key: entry for entry in self.before.snapshot.fields}

        def is_wrong(key: str) -> bool:
            now, entry = there.get(key), typed.get(key)
            if now is None or entry is None or now.secret or key == self.sending.broken.field.key:
                return now is not None
            return bool(now.value) if entry.value else True

        return frozenset(key for key in self.sending.wrong if is_wrong(key))

    def _focus_moved(self, sent_by: SentBy) -> bool:
        """Whether the focus went onto a field or a message because of the submission, not merely onto the button."""
        after, before = self.walk.page.snapshot, self.before.snapshot
        stood = {before.focused_selector, self.submit.selector, "body", "html"}
        pressed_in = self.sending.field_for_enter
        if sent_by is SentBy.ENTER and pressed_in is not None:
            stood |= {one.selector for one in after.fields if one.key == pressed_in.key}
        if after.focused_selector is None or after.focused_selector in stood:
            return False
        places = {entry.selector for entry in after.fields} | {entry.selector for entry in after.texts}
        return after.focused_selector in places

    def _source(self, *, dialog: bool, told: bool, answered: RequestRecord | None) -> ErrorSource:
        if dialog:
            return ErrorSource.DIALOG
        if self.native:
            return ErrorSource.NATIVE
        if self._document is not None:
            return ErrorSource.ROUND_TRIP
        if not told:
            return ErrorSource.NONE
        return ErrorSource.SCRIPT if answered is None else ErrorSource.REQUEST


def _carries_data(request: RequestRecord) -> bool:
    return request.resource_type in {"xhr", "fetch"} and request.same_site and request.method not in {"GET", "HEAD"}


def _answers(request: RequestRecord) -> bool:
    """Whether a request of the page's scripts brought an answer of the server to what was sent."""
    refused = request.status is not None and request.status >= _REFUSED
    asks = request.resource_type in {"xhr", "fetch"} and request.same_site and not request.cancelled_by_guard
    return asks and (refused or _carries_data(request))
