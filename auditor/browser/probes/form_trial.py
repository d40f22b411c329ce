"""The trials of one form: filled plausibly but for mistakes, sent as a person would, and looked at again.

The trials' rule of safety: a control that may place an order is pressed only with a card number that fails the Luhn
sum, or with the guard answering in the server's place; where the form has no card field it is pressed only under the
guard, and on a sandbox not at all.
"""

import contextlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from auditor.browser.acts.forms import choose_place, shopper_of
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.probes.picturing import picture_fields
from auditor.browser.probes.submitting import FormSought, Submitting
from auditor.browser.walk import StepBroken, Walk
from auditor.discovery.field_signs import says_so_still, told_by
from auditor.discovery.form_comparison import is_same_form
from auditor.discovery.mistakes import (
    PERSON_PURPOSES,
    Filling,
    Sending,
    main_mistake,
    nothing_filled,
    put_right,
    several_mistakes,
    with_plain_names,
)
from auditor.discovery.order_forms import OrderForm, may_place_order
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import FieldPurpose
from auditor.model.artifact import Artifact
from auditor.model.form import Correction, ErrorSource, FormSubmission, FormTrial, Mistake, SentBy
from auditor.model.picture import Screenshot
from auditor.model.redaction import redact_url

ATTEMPTS = 3
MOST_TIME_OUTS = 2
AFTER_LEAVING_MS = 1_500
"""How long a sign may stay after a field was put right and left (CHECKS: error stays after the fix)."""
_FIELD_LIMIT_MS = 1_000
_PERSONS = frozenset(purpose.value for purpose in PERSON_PURPOSES)


@dataclass
class FormTried:
    """What the trials of one form brought.

    `filled` is the page with every field filled, one wrongly, before it was first sent so. `correction` is not whole
    before the form has been sent with valid data. `left`: a submission led elsewhere.
    """

    base: FormTrial
    trials: tuple[FormTrial, ...] = ()
    filled: PageView | None = None
    correction: Correction | None = None
    initial: PageView | None = None
    left: bool = False

    @property
    def sent(self) -> bool:
        """Whether the form was sent at all."""
        return any(trial.submissions for trial in self.trials)

    @property
    def client_side_only(self) -> bool:
        """Whether all that was sent was kept from the server."""
        sent = [trial for trial in self.trials if trial.submissions]
        return bool(sent) and all(trial.client_side_only for trial in sent)

    @property
    def skipped(self) -> str | None:
        """Why nothing was tried."""
        return None if self.sent else next((trial.skipped for trial in self.trials if trial.skipped), None)

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """Everything to be kept, one picture included."""
        shots = [shot for trial in self.trials for shot in (trial.after, trial.before) if shot is not None]
        corrections = () if self.correction is None else (self.correction,)
        return (*self.trials, *corrections, *shots[:1])

    def after_valid_data(self, view: PageView, *, accepted: bool) -> None:
        """Complete the correction by what the page shows after the form was sent with valid data."""
        if self.correction is None or self.initial is None:
            return
        said = {self.correction.key: self.correction.said}
        still = not accepted and any(says_so_still(view, self.initial, self.correction.key, said))
        told = {"sent_again": True, "accepted": accepted, "still_said_after_sending": still}
        self.correction = self.correction.model_copy(update=told)


async def try_form(walk: Walk, form: OrderForm, sought: FormSought) -> FormTried:
    """Send a form with one mistake after the other; what the page made of each."""
    await choose_place(walk, sought.find)
    view, now = walk.page, sought.find(walk.page)
    form = now if now is not None and now.submits else form
    submit = form.submits[0].element
    sandbox = walk.tab.guard.policy.sandbox
    may_order = not sought.reaches_people and (submit is None or may_place_order(view, form, submit))
    filling = Filling.plan(view, form, shopper_of(view), datetime.now(UTC).date())
    base = FormTrial(
        form=form.selector,
        page_url=redact_url(view.snapshot.url),
        step_name=view.main_heading,
        submit_name=form.submits[0].candidate.name,
        submit_selector=form.submits[0].candidate.selector,
        may_place_order=may_order,
        filled=len(filling.usual),
    )
    main = main_mistake(filling)
    why = ""
    if main is None:
        why = "the form has no field whose wrong value it must refuse"
    elif may_order and sandbox and main.card_number is None:
        why = "its control may place an order and the form has no card field"
    if main is None or why:
        return FormTried(base, (base.model_copy(update={"skipped": why}),))
    held = may_order or (sought.reaches_people and not sandbox)
    keys = tuple(entry.key for entry in form.fields)
    submitting = Submitting(walk, sought, view, keys, held)
    return await _Trying(base, form, filling, main, submitting, walk.tab.observer.came_by_get()).carry_out()


@dataclass
class _Trying:
    """A form under trial."""

    base: FormTrial
    form: OrderForm
    filling: Filling
    main: Sending
    submitting: Submitting
    comes_again: bool
    sent: dict[Mistake, list[FormSubmission]] = field(default_factory=dict)
    entered: dict[Mistake, bool] = field(default_factory=dict)
    shots: dict[Mistake, tuple[Screenshot | None, Screenshot | None]] = field(default_factory=dict)
    filled: PageView | None = None
    correction: Correction | None = None
    last: Sending | None = None
    ended: str = ""
    left: bool = False
    most_lost: int = -1

    @property
    def walk(self) -> Walk:
        """The walk that it happens on."""
        return self.submitting.walk

    async def carry_out(self) -> FormTried:
        """All trials, as long as the form stands there and answers."""
        if not self.base.may_place_order:
            await self._send_nothing()
        await self._send_main()
        await self._send_several()
        await self._correct()
        if self.base.may_place_order:
            await self._send_nothing_anew()
        return FormTried(
            self.base, tuple(self._trials()), self.filled, self.correction, self.submitting.initial, self.left
        )

    def _trials(self) -> list[FormTrial]:
        trials = []
        for mistake in dict.fromkeys((*self.main.answers, *self.sent)):
            submissions = tuple(self.sent.get(mistake, ()))
            before, after = self.shots.get(mistake, (None, None))
            told = {
                "mistake": mistake,
                "submissions": submissions,
                "before": before,
                "after": after,
                "enter_sends": self.entered.get(mistake),
                "filled": 0 if mistake is Mistake.NOTHING_FILLED else self.base.filled,
                "skipped": None if submissions else self.ended or "the form could not be sent",
            }
            trials.append(self.base.model_copy(update=told))
        return trials

    async def _send_nothing(self) -> None:
        """Send the form as it came."""
        form = self.submitting.sought.find(self.walk.page)
        sending = nothing_filled(self.walk.page, form) if form is not None else None
        if sending is None:
            return
        submit = await self.submitting.fill(sending)
        if submit is None or submit.disabled:
            return
        submission = await self._submit(sending)
        if submission is not None and submission.source is ErrorSource.ROUND_TRIP and self.comes_again:
            await self._open_anew()

    async def _open_anew(self) -> None:
        """Open the form's page again, so that the next trial starts from it as it came."""
        with contextlib.suppress(StepBroken, *PAGE_FAILURES):
            await self.walk.go_to(self.submitting.initial.snapshot.url)
            await self.walk.look_until(lambda view: is_same_form(view, self.submitting.keys))

    async def _send_nothing_anew(self) -> None:
        """Send the form as it came, the page opened anew; last, for the guard holds what a page sends afterwards."""
        if self.ended:
            return
        await self._open_anew()
        self.submitting.unanswered = False
        if is_same_form(self.walk.page, self.submitting.keys):
            await self._send_nothing()

    async def _send_main(self) -> None:
        """Send the main mistake up to three times as long as something is lost; a card's number always."""
        for attempt in range(1, ATTEMPTS + 1):
            by = SentBy.ENTER if attempt == ATTEMPTS - 1 else SentBy.CLICK
            submission = await self._submit(self.main.by(by))
            if submission is None or self.ended:
                return
            unheard = submission.client_side_only and not submission.error_signalled
            if not submission.lost and (unheard or self.main.card_number is None):
                return

    async def _send_several(self) -> None:
        """Send several mistakes at once; where a name in the site's letters is told to be wrong, a plain one too."""
        sending = several_mistakes(self.filling)
        by = SentBy.CLICK if self.entered else SentBy.ENTER
        if sending is None:
            if not self.entered:
                await self._submit(self.main.by(by))
            return
        submission = await self._submit(sending.by(by))
        if submission is None or self.ended or Mistake.OWN_SCRIPT not in sending.answers:
            return
        if any(sign.told and not sign.ours and sign.purpose in _PERSONS for sign in submission.signs):
            await self._submit(with_plain_names(sending, self.filling))

    async def _submit(self, sending: Sending) -> FormSubmission | None:
        """Make one submission; None where there was nothing to press."""
        if self.ended:
            return None
        submit = await self.submitting.fill(sending)
        if submit is None:
            self.ended = "the form's control was not there any more"
            return None
        first = not self.sent.get(sending.answers[0])
        before = self.shots.get(self.main.answers[0], (None, None))[0]
        if sending.answers == self.main.answers and first:
            self.filled = self.walk.page
            before = await self._picture(self.submitting.keys, "before submission")
        attempt = len(self.sent.get(sending.answers[0], ())) + 1
        submission = await self.submitting.send(sending, submit, attempt)
        self.last = sending
        for mistake in sending.answers:
            self.sent.setdefault(mistake, []).append(self._for(mistake, submission))
            if self.submitting.enter_sends is not None:
                self.entered[mistake] = self.submitting.enter_sends
        await self._keep_pictures(sending, submission, before)
        self._see_whether_over(sending, submission)
        return submission

    def _for(self, mistake: Mistake, submission: FormSubmission) -> FormSubmission:
        """A submission as one of the trials that share it sees it: beside another mistake, the card's number is right.

        It is of full length. A page that checks its last digit says so, and is no evidence of what it keeps otherwise.
        """
        answer = self.submitting.answer
        if mistake is not Mistake.BESIDE_CARD or answer is None:
            return submission
        cards = {entry.field.key for entry in self.filling.usual if entry.purpose is FieldPurpose.CARD_NUMBER}
        told = told_by(replace(answer, wrong=answer.wrong - cards))
        seen = {
            "wrong": tuple(key for key in submission.wrong if key not in cards),
            "messages": told.messages,
            "invalid_marked": told.marked,
            "signs": told.signs,
        }
        return submission.model_copy(update=seen)

    async def _keep_pictures(self, sending: Sending, submission: FormSubmission, before: Screenshot | None) -> None:
        """Picture the page where the main mistake was made first, and where more was lost than ever before."""
        lost = tuple(state.key for state in submission.lost)
        is_main = sending.answers == self.main.answers
        if len(lost) <= self.most_lost or (not is_main and not lost):
            return
        self.most_lost = len(lost)
        after = await self._picture(lost or self.submitting.keys, "after submission")
        for mistake in sending.answers:
            self.shots[mistake] = (before, after)

    async def _picture(self, keys: tuple[str, ...], purpose: str) -> Screenshot | None:
        return await picture_fields(self.walk, self.walk.page, keys, purpose)

    def _see_whether_over(self, sending: Sending, submission: FormSubmission) -> None:
        if not submission.pressed:
            self.ended = "its control could not be pressed"
        elif submission.accepted or not submission.same_form:
            self.left = True
            self.ended = f"the form was gone after it was sent with a mistake in “{submission.broken_field}”"
        elif self.submitting.time_outs >= MOST_TIME_OUTS:
            self.ended = f"{MOST_TIME_OUTS} submissions were not answered in time"
        if not submission.pressed and sending.answers == (Mistake.NOTHING_FILLED,):
            self.ended = ""

    async def _correct(self) -> None:
        """Put the mistake right, leave the field, and look whether it is still said to be wrong."""
        last, answer = self.last, self.submitting.answer
        if self.ended or last is None or answer is None or Mistake.NOTHING_FILLED in last.answers:
            return
        told = told_by(answer)
        right, sign = put_right(last, self.filling), told.of(last.broken.field.key)
        if right is None or sign is None or not (sign.text or sign.marked or sign.looks_wrong):
            return
        submit = await self.submitting.fill(right)
        await self._leave(right)
        said = {sign.key: sign.text}
        initial = self.submitting.initial

        def at_peace(view: PageView) -> bool:
            return not any(says_so_still(view, initial, sign.key, said))

        await self.walk.look_until(at_peace, limit_ms=AFTER_LEAVING_MS)
        still_said, still_marked = says_so_still(self.walk.page, initial, sign.key, said)
        self.correction = Correction(
            mistake=last.answers[0],
            form=self.base.form,
            page_url=self.base.page_url,
            step_name=self.base.step_name,
            key=sign.key,
            label=sign.label,
            selector=sign.selector,
            box=sign.box,
            said=sign.text,
            still_said=still_said,
            still_marked=still_marked,
            screenshot=await self._picture((sign.key,), "after the mistake was put right")
            if still_said or still_marked
            else None,
        )
        if submit is not None and right.card_number is not None and (still_said or still_marked):
            await self._send_corrected(right, said)

    async def _leave(self, right: Sending) -> None:
        view = self.walk.page
        now = view.field(right.broken.field.key)
        if now is not None:
            try:
                await locate(self.walk.tab.page, view.snapshot, now).blur(timeout=_FIELD_LIMIT_MS)
            except PAGE_FAILURES:
                return

    async def _send_corrected(self, right: Sending, said: dict[str, str]) -> None:
        """Send the form again with nothing wrong but the card's number, which fails the Luhn sum.

        Whether the field is at peace then is judged; that the form is refused is what its number is for.
        """
        assert self.correction is not None, "the field has been put right"
        self.submitting.before = self.walk.page
        submit = self.submitting.submit_of(self.walk.page)
        if submit is None:
            return
        submission = await self.submitting.send(right, submit, 1)
        still = any(says_so_still(self.walk.page, self.submitting.initial, self.correction.key, said))
        unheard = submission.client_side_only and not submission.error_signalled
        told = {
            "sent_again": submission.pressed,
            "client_side_only": submission.client_side_only,
            "still_said_after_sending": None if unheard or not submission.pressed else still,
        }
        self.correction = self.correction.model_copy(update=told)
        self._see_whether_over(right, submission)
