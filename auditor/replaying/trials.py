"""Whether a trial of one run is that of another, and looked at no less. Pure."""

from collections.abc import Hashable

from auditor.model.artifact import CartTrial, ClickTrial, ReloadTrial, SearchTrial
from auditor.model.base import Record
from auditor.model.finding import ElementEvidence, Finding
from auditor.model.form import Correction, DoubleSubmitTrial, FormTrial, ReturnTrial, SentBy, Typing, TypingTrial
from auditor.model.form_step import FormField, FormStep
from auditor.model.loading import FeedbackTrial, WatchTrial
from auditor.model.run import Visit

_MADE = (
    SearchTrial | FormTrial | Correction | TypingTrial | ReturnTrial | DoubleSubmitTrial | ReloadTrial | FeedbackTrial
)
_ANSWERS: dict[type[Record], tuple[str, ...]] = {
    ReloadTrial: ("in_cart_after_reload", "in_cart_second_tab"),
    CartTrial: ("in_cart",),
    SearchTrial: ("intended_found", "query_kept"),
    Correction: ("accepted", "still_said_after_sending"),
}
"""What a trial may have asked and may not have learned: None there is no answer."""


def is_trial(artifact: object) -> bool:
    """Whether an artifact is what came of trying something on purpose, beside what every step brings."""
    return isinstance(artifact, _MADE | WatchTrial | FormStep)


def same_trial(one: object, other: object) -> bool:
    """Whether two trials tried the same."""
    if type(one) is not type(other):
        return False
    if isinstance(one, ClickTrial | FeedbackTrial) and isinstance(other, ClickTrial | FeedbackTrial):
        alike = one.selector == other.selector or (bool(one.name) and one.name == other.name)
        return alike and getattr(one, "role", None) == getattr(other, "role", None)
    return _tried(one) == _tried(other)


def covers(fresh: object, old: object, finding: Finding) -> bool:
    """Whether a trial looked at all that the earlier one looked at, as far as the finding goes."""
    for name in _ANSWERS.get(type(old), ()) if isinstance(old, Record) else ():
        if getattr(old, name) is not None and getattr(fresh, name, None) is None:
            return False
    if isinstance(old, TypingTrial) and isinstance(fresh, TypingTrial):
        return all(any(one.how is new.how and _same_field(one, new) for new in fresh.typings) for one in old.typings)
    if isinstance(old, FormStep) and isinstance(fresh, FormStep):
        return all(any(_same_field(one, new) for new in fresh.fields) for one in _fields_of(old, finding))
    return True


def sent_in_as_many_ways(fresh: Visit, old: Visit) -> bool:
    """Whether forms were sent by click and by Enter where they were before; which mistake goes which way may differ."""
    return _ways(old) <= _ways(fresh)


def _ways(visit: Visit) -> set[SentBy]:
    return {one.sent_by for trial in visit.all(FormTrial) for one in trial.submissions}


def _tried(trial: object) -> tuple[Hashable, ...]:
    match trial:
        case FormTrial():
            return (trial.mistake, trial.submissions[0].broken_field if trial.submissions else "")
        case Correction():
            return (trial.mistake, trial.label)
        case SearchTrial():
            return (trial.query_kind, trial.query)
        case ReturnTrial():
            return (trial.way,)
        case CartTrial():
            return (trial.product_url,)
        case _:
            return ()


def _fields_of(step: FormStep, finding: Finding) -> tuple[FormField, ...]:
    """The fields that a finding is about."""
    shown = {one.selector for one in finding.evidence if isinstance(one, ElementEvidence)}
    return tuple(one for one in step.fields if one.selector in shown or one.key == finding.identity)


def _same_field(one: FormField | Typing, other: FormField | Typing) -> bool:
    """Whether two fields are one; what mends a field may change its key, so its label or its place will do."""
    if one.key == other.key or (one.label != "" and one.label == other.label):
        return True
    return one.purpose == other.purpose and one.selector == other.selector
