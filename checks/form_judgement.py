"""What several checks on forms weigh alike: trials of one form, what they did wrong, what was lost, how it was told."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from auditor.check import Context
from auditor.discovery.form_comparison import COMPLAINTS
from auditor.discovery.lexicon import Lexicon
from auditor.discovery.page_view import CARD_PURPOSES
from auditor.discovery.shopper import FieldPurpose
from auditor.model.finding import ClipEvidence, ElementEvidence, Evidence, FieldsEvidence, QuoteEvidence
from auditor.model.form import (
    Correction,
    ErrorMessage,
    ErrorSource,
    FieldSign,
    FieldState,
    FormSubmission,
    FormTrial,
    Mistake,
)
from auditor.model.picture import Screenshot
from auditor.model.run import Visit
from auditor.model.wording import Phrase, listed, say, say_number
from checks.judgement import all_of, clip_of, first_of, path_pattern, quoted, refused_in_place

DESKTOP_WORDS_PER_MINUTE = 52
"""Dhakal et al., CHI 2018, “Observations on Typing from 136 Million Keystrokes”: 51.56 on average."""
PHONE_WORDS_PER_MINUTE = 36
"""Palin et al., MobileHCI 2019, “How do People Type on Mobile Devices?”: 36.2 on average."""
CHARACTERS_PER_WORD = 5
"""What both studies count as a word."""
CARD_DIGITS = 16
"""The digits of a card number whose value is masked."""
BROWSER_ONLY = say(" Seen in the browser only: the form was kept from the server.")
NAMED = 4
"""How many fields a message names; ours."""
SAID_BY_FORM = say("message of the form")
"""Where words come from that the page said of a form."""
AFTER_SENDING = say("after it was sent")
AS_TYPED = say("the form as typed into")
"""What a picture shows."""

CARD_DATA = CARD_PURPOSES - {FieldPurpose.SECURITY_CODE}
"""What a form may be sent back with, unlike the security code."""
_CHOICES = frozenset({"checkbox", "radio", "select", "select-one", "select-multiple"})
_SECONDS_PER_MINUTE = 60
_MASK = "•"
_BEFORE = say("before it was sent")
_LABEL = 40
_QUOTED = 3

TrialT = TypeVar("TrialT", FormTrial, Correction)
FactT = TypeVar("FactT")


@dataclass(frozen=True)
class Told(Generic[TrialT, FactT]):
    """A trial of which something is to be told, its visit, and what."""

    trial: TrialT
    visit: Visit
    fact: FactT


def trials_of_form(trial: TrialT, visit: Visit, context: Context) -> tuple[tuple[TrialT, Visit], ...]:
    """All trials of this kind on the form of this one, in the order they were made, with their visits."""
    visits = [*context.all_visits(), *(probed for other in context.attempts for probed in other.probe_visits)]
    form = (trial.form, path_pattern(trial.page_url), visit.step_id)
    return tuple(
        (one, place)
        for place in visits
        for one in place.all(type(trial))
        if (one.form, path_pattern(one.page_url), place.step_id) == form
    )


def told_of_form(
    trial: TrialT, visit: Visit, context: Context, judge: Callable[[TrialT], FactT | None]
) -> tuple[Told[TrialT, FactT], ...]:
    """What is to be told of this trial's form: every trial of it that `judge` finds something in.

    Empty where there is nothing in this very trial. A check that makes its finding of the whole makes the same one for
    each of the trials, and folding leaves one. A submission that several trials share is told of the first only.
    """
    if not judge(trial):
        return ()
    found = ((one, place, judge(one)) for one, place in trials_of_form(trial, visit, context))
    told: list[Told[TrialT, FactT]] = []
    for one, place, fact in found:
        if fact and not any(_shared(one, earlier.trial) for earlier in told):
            told.append(Told(one, place, fact))
    return tuple(told)


def mistakes_among(trials: Iterable[FormTrial], but: Collection[FormTrial] = ()) -> tuple[Phrase, ...]:
    """What was wrong in trials, each once; not what a submission shared with the trials `but` was wrong in."""
    told = list(but)
    mistakes: dict[Phrase, None] = {}
    for one in trials:
        if one.submissions and not any(_shared(one, other) for other in told):
            told.append(one)
            mistakes.setdefault(mistake_made(one, one.submissions[-1]))
    done = {mistake_made(one, one.submissions[-1]) for one in but if one.submissions}
    return tuple(mistake for mistake in mistakes if mistake not in done)


def mistake_made(trial: FormTrial, submission: FormSubmission) -> Phrase:
    """What was wrong with what was sent, for a message: `a mistake in “E-mail”`, `“City” left empty`."""
    field = quoted(submission.broken_field, _LABEL)
    if trial.mistake is Mistake.NOTHING_FILLED:
        return say("nothing filled in")
    if trial.mistake is Mistake.FORGOTTEN:
        return say("{field} left empty", field=field)
    if len(submission.wrong) > 1:
        return say_number("mistakes in {number} field", "mistakes in {number} fields", len(submission.wrong))
    return say("a mistake in {field}", field=field)


def likewise(told: FormTrial, also: Iterable[Told[FormTrial, FactT]]) -> Phrase:
    """The further mistakes after which the same was seen, as a sentence; empty where there are none."""
    others = mistakes_among((one.trial for one in also), (told,))
    if not others:
        return Phrase("")
    return say(" The same {mistakes}.", mistakes=listed(say("with {mistake}", mistake=one) for one in others))


def side(submissions: Iterable[FormSubmission]) -> Phrase:
    """The sentence that tells that the server was never asked; empty where it was."""
    return BROWSER_ONLY if all(one.client_side_only for one in submissions) else Phrase("")


def labelled(fields: Iterable[FieldState | FieldSign]) -> Phrase:
    """The names of fields for a message, the first few of many."""
    return first_of(tuple(dict.fromkeys(quoted(one.label or one.key, _LABEL) for one in fields)), NAMED)


def answered_in_place(trial: FormTrial) -> tuple[FormSubmission, ...]:
    """Submissions refused in place; at another address only where something says that they were refused."""
    return tuple(
        one
        for one in refused_in_place(trial)
        if not one.url_changed or one.messages or one.invalid_marked or one.native_message_shown or _told(one)
    )


def told_of(submission: FormSubmission, key: str) -> bool:
    """Whether the page singles this field out as wrong in whatever way."""
    return (
        key in submission.invalid_marked
        or any(sign.key == key and sign.told for sign in submission.signs)
        or any(message.near_field == key for message in submission.messages)
    )


def words_of(submission: FormSubmission) -> tuple[str, ...]:
    """All the page itself said after a submission: its messages and those of its fields, not the browser's bubbles."""
    signs = (sign.text for sign in submission.signs if has_letters(sign.text) and not sign.native)
    return tuple(dict.fromkeys((*(one.text for one in messages_of(submission)), *signs)))


def messages_of(submission: FormSubmission) -> tuple[ErrorMessage, ...]:
    """The page's own messages with words in them, without the browser's bubbles."""
    return tuple(one for one in submission.messages if has_letters(one.text) and not one.native)


def has_letters(text: str) -> bool:
    """Whether a text has words; a sign alone, such as “!”, has none."""
    return any(character.isalpha() for character in text)


def told_by_a_box(submission: FormSubmission) -> bool:
    """Whether a native box of the browser told of it."""
    return bool(submission.dialog) or submission.source is ErrorSource.DIALOG


def told_by_a_bubble(submission: FormSubmission) -> bool:
    """Whether the browser's own bubble stood beside a field."""
    return submission.native_message_shown or any(sign.native for sign in submission.signs)


def looked_at(trial: FormTrial) -> tuple[FormSubmission, ...]:
    """Submissions refused in place, after which every field was looked at for signs."""
    return tuple(one for one in refused_in_place(trial) if one.signs)


def signs_each_time(
    submissions: Collection[FormSubmission], counts: Callable[[FormSubmission, FieldSign], bool]
) -> tuple[FieldSign, ...]:
    """The signs that count in every one of several submissions, by field, as they were in the last."""
    each = [tuple(sign for sign in one.signs if counts(one, sign)) for one in submissions]
    if not each:
        return ()
    keys = frozenset.intersection(*(frozenset(sign.key for sign in signs) for signs in each))
    return tuple(sign for sign in each[-1] if sign.key in keys)


def complains(text: str, language: str | None = None) -> bool:
    """Whether a text says that something is missing or wrong, in any language that is known."""
    lexicon = Lexicon.load()
    languages = lexicon.languages_for(language)
    return any(lexicon.match(concept, text, languages) is not None for concept in COMPLAINTS)


def called_wrong(sign: FieldSign) -> bool:
    """Whether the field itself is told to be wrong; not merely named elsewhere, nor praised by a text beside it."""
    return sign.marked or sign.looks_wrong or sign.native or complains(sign.text)


def lost_fields(submission: FormSubmission) -> tuple[FieldState, ...]:
    """Fields that were filled, are still there, and are empty or at their default."""
    return tuple(state for state in submission.lost if state.before and state.present_after and not state.reformatted)


def lost_each_time(
    submissions: Collection[FormSubmission], counts: Callable[[FormSubmission, FieldState], bool]
) -> tuple[FieldState, ...]:
    """The fields lost in every one of several submissions, as they were in the last; those that count."""
    each = [tuple(state for state in lost_fields(one) if counts(one, state)) for one in submissions]
    if not each:
        return ()
    keys = frozenset.intersection(*(frozenset(state.key for state in lost) for lost in each))
    return tuple(state for state in each[-1] if state.key in keys)


def card_was_wrong(submission: FormSubmission) -> bool:
    """Whether the mistake was in the card number, or the page says so."""
    keys = {state.key for state in submission.fields if state.purpose == FieldPurpose.CARD_NUMBER}
    keys |= {sign.key for sign in submission.signs if sign.purpose == FieldPurpose.CARD_NUMBER}
    return (
        submission.broken_purpose == FieldPurpose.CARD_NUMBER
        or bool(keys.intersection(submission.wrong))
        or any(told_of(submission, key) for key in keys)
    )


def seconds_to_type(characters: int, device: str) -> float:
    """How long a person takes to type so many characters, in seconds.

    Args:
        characters: how many.
        device: `mobile` for a phone, else a desktop. The speeds are those of `DESKTOP_WORDS_PER_MINUTE` and
            `PHONE_WORDS_PER_MINUTE`.
    """
    words_per_minute = PHONE_WORDS_PER_MINUTE if device == "mobile" else DESKTOP_WORDS_PER_MINUTE
    return characters / CHARACTERS_PER_WORD / words_per_minute * _SECONDS_PER_MINUTE


def work_again(lost: Iterable[FieldState], device: str) -> Phrase:
    """What is to be typed and chosen once more: `56 characters, about 13 seconds, to type again`; empty for nothing."""
    fields = tuple(lost)
    characters = sum(_typed_length(state) for state in fields if state.type not in _CHOICES)
    choices = sum(state.type in _CHOICES for state in fields)
    told = []
    if characters:
        seconds = max(round(seconds_to_type(characters, device)), 1)
        typing = say_number(
            "{number} character, {time}, to type again",
            "{number} characters, {time}, to type again",
            characters,
            time=say_number("about {number} second", "about {number} seconds", seconds),
        )
        told.append(typing)
    if choices:
        told.append(say_number("{number} choice to make again", "{number} choices to make again", choices))
    return all_of(told)


def fields_table(fields: Iterable[FieldState], lost: Iterable[FieldState]) -> FieldsEvidence:
    """All fields that were filled: what was typed, what was there afterwards, and what became of it."""
    keys = {state.key for state in lost}
    return FieldsEvidence(
        rows=tuple(
            (state.label or state.key, state.before, state.after or "", _verdict(state, keys))
            for state in fields
            if state.before
        )
    )


def before_and_after(
    before: Screenshot | None, after: Screenshot | None, lost: Iterable[FieldState], caption: str = _BEFORE
) -> Iterator[ClipEvidence]:
    """Yield both pictures of a form, the lost fields marked on each."""
    fields = tuple(lost)
    if before is not None:
        yield clip_of(before, caption, (state.box_before for state in fields if state.box_before is not None))
    if after is not None:
        yield clip_of(after, say("afterwards"), (state.box_after for state in fields if state.box_after is not None))


def as_pictured(submissions: Collection[FormSubmission], lost: Iterable[FieldState]) -> tuple[FieldState, ...]:
    """Lost fields where they stood when the trial was pictured: at the first submission that lost as much."""
    keys = {state.key for state in lost}
    each = [tuple(state for state in lost_fields(one) if state.key in keys) for one in submissions]
    return max(each, key=len, default=())


def said_and_typed(submission: FormSubmission) -> Iterator[QuoteEvidence]:
    """Yield what was typed wrong, and what the page said."""
    if submission.typed:
        yield QuoteEvidence(text=submission.typed, source=say("typed into “{field}”", field=submission.broken_field))
    said = words_of(submission)
    # A field's description may hold its message and what explains the field besides.
    alone = [text for text in said if not any(other != text and text.startswith(other) for other in said)]
    for text in alone[:_QUOTED]:
        yield QuoteEvidence(text=text, source=SAID_BY_FORM)


def signs_shown(
    trial: FormTrial, submission: FormSubmission, signs: Iterable[FieldSign], note: str
) -> Iterator[Evidence]:
    """Yield the picture afterwards with fields marked on it, what was typed and said, and the fields themselves."""
    fields = tuple(signs)
    if trial.after is not None:
        yield clip_of(trial.after, AFTER_SENDING, (sign.box for sign in fields if sign.box is not None))
    yield from said_and_typed(submission)
    for sign in fields:
        box = None if trial.after is not None else sign.box
        yield ElementEvidence(selector=sign.selector, snippet=sign.label, box=box, note=note)


def _shared(one: TrialT, other: TrialT) -> bool:
    """Whether two trials tell of the same submissions: one may answer several questions at once."""
    if not isinstance(one, FormTrial) or not isinstance(other, FormTrial):
        return False
    alone = Mistake.NOTHING_FILLED in {one.mistake, other.mistake}
    return one.mistake is not other.mistake and not alone and _marks_of(one) == _marks_of(other)


def _marks_of(trial: FormTrial) -> list[tuple[object, ...]]:
    """What no two submissions have in common: each took its own time, with its own values."""
    return [(one.broken_field, one.typed, one.waited_ms, one.fields, one.messages) for one in trial.submissions]


def _told(submission: FormSubmission) -> bool:
    return any(sign.told for sign in submission.signs)


def _typed_length(state: FieldState) -> int:
    if set(state.before) != {_MASK}:
        return len(state.before)
    return CARD_DIGITS if state.purpose == FieldPurpose.CARD_NUMBER else 0


def _verdict(state: FieldState, lost: Collection[str]) -> Phrase:
    if state.key in lost:
        return say("lost")
    if state.exempt:
        return say("may be cleared")
    if not state.present_after:
        return say("not on the page any more")
    if state.reformatted:
        return say("kept, written differently")
    if not state.kept:
        return say("lost once")
    return say("kept") if state.after == state.before else say("changed")
