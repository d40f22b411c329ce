"""What trials of forms bring back: what came of mistakes, of typing, of going back, of sending.

Facts only. Values of secrets are masked; the made-up name and address are no secrets.
"""

from enum import StrEnum
from typing import Literal

from auditor.model.base import Box, Record
from auditor.model.picture import Screenshot


class FieldState(Record):
    """One field before and after something that should not have touched it. What was lost is a fact found by comparing.

    `box_before` and `box_after` are where it stood in the document.
    """

    key: str
    label: str
    purpose: str
    type: str
    before: str
    after: str | None
    kept: bool
    reformatted: bool = False
    exempt: bool = False
    present_after: bool = True
    selector: str = ""
    box_before: Box | None = None
    box_after: Box | None = None


class ErrorSource(StrEnum):
    """Where an error message came from."""

    NATIVE = "native"
    SCRIPT = "script"
    REQUEST = "request"
    ROUND_TRIP = "round_trip"
    DIALOG = "dialog"
    NONE = "none"


class ErrorMessage(Record):
    """A message that appeared after a submission."""

    text: str
    selector: str
    box: Box | None = None
    near_field: str | None = None
    native: bool = False


class FieldSign(Record):
    """How the page tells, after a submission, that one field is wrong; also of fields we got wrong and it did not tell.

    `ours`: the mistake was made in this field. `marked`: by `aria-invalid`. `looks_wrong`: by colour or an icon.
    `native`: the browser's own bubble was shown for it. `text` is the message that stands for it, empty without one;
    `associated`: the field refers to that text (`aria-describedby`, `aria-errormessage`, its label), so that assistive
    technology tells it. `named`: a message that stands elsewhere names the field. `in_view`: the field or its message
    stood in the viewport, uncovered, within two seconds.
    """

    key: str
    label: str
    purpose: str = "unknown"
    ours: bool = False
    marked: bool = False
    looks_wrong: bool = False
    native: bool = False
    text: str = ""
    associated: bool = False
    named: bool = False
    in_view: bool = False
    focused: bool = False
    selector: str = ""
    box: Box | None = None

    @property
    def told(self) -> bool:
        """Whether the page singles this field out in whatever way."""
        return bool(self.marked or self.looks_wrong or self.native or self.text or self.named)


class SentBy(StrEnum):
    """How a form was sent."""

    CLICK = "click"
    ENTER = "enter"


class Mistake(StrEnum):
    """What is wrong with what a form is sent with.

    CARD_NUMBER: two digits short, and its check digit does not fit. EMAIL: without @. POSTCODE: a single figure.
    FORGOTTEN: one required field left empty. NOTHING_FILLED: sent as it came. SEVERAL: e-mail, postcode and phone in a
    wrong format at once. BESIDE_CARD: other fields wrong beside a card number of full length. OWN_SCRIPT: names in the
    letters of the site's language, beside a mistake that has the form refused; PLAIN_NAME: the same with a name in
    plain Latin letters.
    """

    CARD_NUMBER = "card_number"
    EMAIL = "email"
    POSTCODE = "postcode"
    FORGOTTEN = "forgotten"
    NOTHING_FILLED = "nothing_filled"
    SEVERAL = "several"
    BESIDE_CARD = "beside_card"
    OWN_SCRIPT = "own_script"
    PLAIN_NAME = "plain_name"


class FormSubmission(Record):
    """One invalid submission of a form, as a person would make it.

    `broken_field` is the field that had to be refused, `wrong` the keys of all fields that were wrong. `accepted` is
    true where the site went on to another step in spite of the mistake. `client_side_only` is true where the guard
    answered in the server's place. `other_texts` are new on the page; nothing says that they are messages.
    `sign_in_view` tells whether a message or a field singled out was in the viewport, or the focus on it, within two
    seconds; None where there was no sign at all, or none that has a place. `dialog` is the text of a native box.
    """

    attempt: int
    broken_field: str
    broken_purpose: str
    typed: str
    wrong: tuple[str, ...] = ()
    sent_by: SentBy = SentBy.CLICK
    fields: tuple[FieldState, ...] = ()
    messages: tuple[ErrorMessage, ...] = ()
    signs: tuple[FieldSign, ...] = ()
    other_texts: tuple[str, ...] = ()
    invalid_marked: tuple[str, ...] = ()
    native_message_shown: bool = False
    dialog: str = ""
    focus_moved: bool = False
    sign_in_view: bool | None = None
    url_changed: bool = False
    source: ErrorSource = ErrorSource.NONE
    accepted: bool = False
    same_form: bool = True
    status: int | None = None
    client_side_only: bool = False
    pressed: bool = True
    settled: bool = True
    waited_ms: float = 0

    @property
    def lost(self) -> tuple[FieldState, ...]:
        """Fields that were filled before and are empty or default after; secrets are exempt."""
        return tuple(state for state in self.fields if not state.kept and not state.exempt)

    @property
    def error_signalled(self) -> bool:
        """Whether anything at all told the shopper that the submission was refused."""
        return bool(
            self.messages or self.invalid_marked or self.native_message_shown or self.focus_moved or self.url_changed
        )


class FormTrial(Record):
    """A form filled with plausible data but for one mistake, submitted up to three times.

    `enter_sends` tells whether pressing Enter in a field sent the form; None where it was not tried.
    """

    kind: Literal["form_trial"] = "form_trial"
    mistake: Mistake = Mistake.CARD_NUMBER
    form: str
    page_url: str
    step_name: str = ""
    submit_name: str = ""
    submit_selector: str = ""
    may_place_order: bool = False
    filled: int = 0
    enter_sends: bool | None = None
    submissions: tuple[FormSubmission, ...] = ()
    skipped: str | None = None
    before: Screenshot | None = None
    after: Screenshot | None = None

    @property
    def client_side_only(self) -> bool:
        """Whether the guard answered in the server's place each time."""
        return bool(self.submissions) and all(one.client_side_only for one in self.submissions)


class Correction(Record):
    """A mistake put right: what still says that it is wrong.

    `said` is what the page told of the field while it was wrong. `still_said` and `still_marked` are as of 1.5 s after
    the field was left. `sent_again` tells that the form was sent once more; the two last are what came of that, None
    where it was not, or where the guard answered for the server and the client side said nothing.
    """

    kind: Literal["correction"] = "correction"
    mistake: Mistake
    form: str
    page_url: str
    step_name: str = ""
    key: str
    label: str
    selector: str = ""
    box: Box | None = None
    said: str = ""
    still_said: bool = False
    still_marked: bool = False
    sent_again: bool = False
    client_side_only: bool = False
    accepted: bool | None = None
    still_said_after_sending: bool | None = None
    screenshot: Screenshot | None = None


class TypedHow(StrEnum):
    """What was put into a field, and how.

    LONG: the longest plausible valid value. PASTED: by a paste. PLAIN, SPACED, HYPHENATED: a card number of 16 digits
    without separators, in groups of four with spaces, with hyphens. FIFTEEN: a card number of 15 digits, where such
    cards are said to be accepted. UNFINISHED: the first characters of an e-mail address, the field still in use.
    """

    LONG = "long"
    PASTED = "pasted"
    PLAIN = "plain"
    SPACED = "spaced"
    HYPHENATED = "hyphenated"
    FIFTEEN = "fifteen"
    UNFINISHED = "unfinished"


class Typing(Record):
    """Something typed into one field. Values stay out of it: they may be card numbers.

    `taken` is false where the field refuses to be typed into so, as a field for numbers refuses spaces. `prevented`:
    the page kept a paste from happening, a real one too. `refused`: field or page say that it is wrong; `text` what.
    Lengths are in characters.
    """

    key: str
    label: str
    purpose: str
    how: TypedHow
    typed_length: int = 0
    held_length: int = 0
    typed_digits: int = 0
    held_digits: int = 0
    taken: bool = True
    prevented: bool = False
    refused: bool = False
    text: str = ""
    maxlength: int | None = None
    type: str = "text"
    foreign: bool = False
    selector: str = ""
    box: Box | None = None


class TypingTrial(Record):
    """What a form's fields make of what shoppers type and paste into them; nothing was sent."""

    kind: Literal["typing_trial"] = "typing_trial"
    form: str
    page_url: str
    step_name: str = ""
    typings: tuple[Typing, ...] = ()
    screenshot: Screenshot | None = None


class WayBack(StrEnum):
    """How the shopper came back to a form already sent."""

    BROWSER = "browser"
    OWN_LINK = "own_link"
    RELOAD = "reload"


class ReturnTrial(Record):
    """A step back from a later step of the checkout to an earlier one, and what its form still holds.

    `form` and `page_url` are the earlier step's, `from_url` the later one's. `control` names the site's own way back.
    `arrived` tells whether the earlier form came. A reload is one of the later step's page; `arrived` then tells
    whether the shopper still stood on that step.
    """

    kind: Literal["return_trial"] = "return_trial"
    way: WayBack
    form: str
    page_url: str
    from_url: str = ""
    step_name: str = ""
    control: str = ""
    control_selector: str = ""
    arrived: bool = True
    fields: tuple[FieldState, ...] = ()
    before: Screenshot | None = None
    after: Screenshot | None = None

    @property
    def lost(self) -> tuple[FieldState, ...]:
        """Fields that were filled before and are empty or default after; secrets are exempt."""
        return tuple(state for state in self.fields if not state.kept and not state.exempt)


class DoubleSubmitTrial(Record):
    """A form's control pressed twice in a row, the guard answering for the server.

    `identical` is the largest number of requests alike in method, address and body that would have been sent within
    `window_ms`; `total` all that may change something.
    """

    kind: Literal["double_submit_trial"] = "double_submit_trial"
    form: str
    page_url: str
    step_name: str = ""
    submit_name: str = ""
    submit_selector: str = ""
    box: Box | None = None
    may_place_order: bool = False
    performed: bool = True
    identical: int = 0
    total: int = 0
    method: str = ""
    url: str = ""
    window_ms: float = 1_000
    skipped: str | None = None

    @property
    def client_side_only(self) -> bool:
        """The guard always answers in the server's place here."""
        return True


class Confirmation(Record):
    """The page after an order placed on a declared sandbox.

    `says` is the text that confirms the order, `reference` what looks like its number, `next_step` and `contact` the
    texts that tell what comes next and whom to ask; each empty where there is none. `ordered_as` is the made-up person
    the order is for, `by_card` tells whether a test card was typed in.
    """

    kind: Literal["confirmation"] = "confirmation"
    url: str
    says: str = ""
    reference: str = ""
    next_step: str = ""
    contact: str = ""
    status: int | None = None
    settled: bool = True
    ordered_as: str = ""
    by_card: bool = False


class LeadAnswer(Record):
    """What came after a form that reaches people was sent with valid data on a declared sandbox.

    `says` is new text that tells of success, `other_texts` further new ones. `form_gone`: the form stands there no
    more; `form_reset`: it is empty again.
    """

    kind: Literal["lead_answer"] = "lead_answer"
    form: str
    page_url: str
    submit_name: str = ""
    status: int | None = None
    says: str = ""
    announced: bool = False
    other_texts: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    url_changed: bool = False
    form_gone: bool = False
    form_reset: bool = False
    settled: bool = True
    waited_ms: float = 0
    screenshot: Screenshot | None = None
