"""The family: every member, and exactly what an audit must find of its form; a smooth twin is found nothing of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from auditor.model.finding import Certainty
from auditor.model.settings import ProbeFamily
from tests.shops.forms import faults, hosted, languages, scripted, steps
from tests.shops.forms.shop import ADDRESS, COUNTRY, KEEP, PAYING, Field, FormShop

CERTAIN, REVIEW = Certainty.CERTAIN, Certainty.NEEDS_REVIEW
CLEARED = "checkout/form-cleared-on-error"
CARD_CLEARED = "checkout/card-number-cleared-on-error"
BACK = "checkout/back-loses-data"
WHOLE = ADDRESS + PAYING
FOUND_BY_TYPING = {
    "checkout/back-loses-data",
    "checkout/card-format-rejected",
    "checkout/maxlength-truncates",
    "checkout/paste-blocked",
    "checkout/premature-validation",
    "interaction/double-submit",
}
"""What trials of typing, returning and pressing twice show, and no others."""


@dataclass(frozen=True)
class Member:
    """One shop of the family: what it is made of, and what must be found."""

    name: str
    build: tuple[type[FormShop], ...] = (FormShop,)
    asked: Sequence[Field] | None = None
    finds: Mapping[str, Certainty] = field(default_factory=dict)
    both: bool = False

    @property
    def probing(self) -> tuple[ProbeFamily, ...]:
        """The families of probes that can tell it from its twin; without anything to be found, what `both` says."""
        if not self.finds:
            return (ProbeFamily.FORM, ProbeFamily.TYPING) if self.both else (ProbeFamily.FORM,)
        by_typing = FOUND_BY_TYPING.intersection(self.finds)
        families = (ProbeFamily.TYPING, by_typing), (ProbeFamily.FORM, set(self.finds) - by_typing)
        return tuple(family for family, finds in families if finds)

    def shop(self) -> FormShop:
        """A new shop of this kind."""
        parts = {} if self.asked is None else {"asked": self.asked}
        kind = type("".join(part for part in self.name.title() if part.isalnum()), self.build, parts)
        made = kind()
        assert isinstance(made, FormShop)
        return made


def _with(*others: Field) -> tuple[Field, ...]:
    return faults.replacing(WHOLE, *others)


_CHOICES = (*ADDRESS, COUNTRY, KEEP, *PAYING)

FAMILY = (
    # what is kept
    Member("keeps all", both=True),
    Member("clears all", (faults.ClearsAll,), finds={CLEARED: CERTAIN}),
    Member("clears on a card error", (faults.ClearsOnCardError,), finds={CLEARED: CERTAIN}),
    Member("keeps what is chosen", asked=_CHOICES),
    Member("clears what is chosen", (faults.ClearsChoices,), _CHOICES, {CLEARED: CERTAIN}),
    Member("reformats", (faults.Reformats,)),
    Member("empties the card on others' errors", (faults.EmptiesCardOnOthersErrors,), finds={CARD_CLEARED: CERTAIN}),
    # how it is sent, where it stands
    Member("redrawn by a script", (scripted.Redrawn,), both=True),
    Member("redrawn empty", (scripted.RedrawnEmpty,), finds={CLEARED: CERTAIN}),
    Member("in an open shadow root", (scripted.InShadow,)),
    Member("in an open shadow root, clears", (faults.ClearsAll, scripted.InShadow), finds={CLEARED: CERTAIN}),
    Member("in no form", (scripted.WithoutForm,), both=True),
    Member("in no form, clears", (faults.ClearsAll, scripted.WithoutForm), finds={CLEARED: CERTAIN}),
    Member("in a frame", (scripted.Framed,)),
    Member("in a frame, clears", (faults.ClearsAll, scripted.Framed), finds={CLEARED: CERTAIN}),
    Member("in a frame of another origin", (scripted.FramedAbroad,), both=True),
    Member("in a frame of another origin, clears", (faults.ClearsAll, scripted.FramedAbroad), finds={CLEARED: CERTAIN}),
    Member("card in frames", (hosted.Hosted,), both=True),
    Member("card in frames, emptied", (hosted.HostedEmptied,), finds={CARD_CLEARED: CERTAIN}),
    Member("sent twice by a script", (scripted.Unguarded,), finds={"interaction/double-submit": CERTAIN}),
    Member("answers slowly", (faults.Slow,)),
    Member("answers slowly, clears", (faults.ClearsAll, faults.Slow), finds={CLEARED: CERTAIN}),
    Member("sent by Enter only", (faults.EnterOnly,), finds={"checkout/no-advance-cta": CERTAIN}),
    Member("not sent by Enter", (faults.EnterDoesNothing,)),
    Member("disabled without a reason", (faults.Disabled,), finds={"checkout/disabled-submit-no-reason": CERTAIN}),
    Member("disabled with a reason", (faults.DisabledWithReason,)),
    Member("disabled for ever", (faults.DisabledForever,), finds={"checkout/disabled-submit-no-reason": CERTAIN}),
    # what is said
    Member("vague", (faults.Vague,), finds={"checkout/error-generic": CERTAIN}),
    Member("colour only", (faults.ColourOnly,), finds={"checkout/error-colour-only": CERTAIN}),
    Member("icon only", (faults.IconOnly,), finds={"checkout/error-colour-only": CERTAIN}),
    Member("native bubble only", (faults.NativeOnly,), finds={"checkout/error-native-bubble-only": CERTAIN}),
    Member("alert box, and marked", (scripted.AlertBox,)),
    Member("alert box alone", (scripted.AlertBoxAlone,), finds={"checkout/error-not-associated": CERTAIN}),
    Member("far down, in view", (faults.FarFromButton,)),
    Member("out of view", (faults.OutOfView,), finds={"checkout/error-out-of-view": CERTAIN}),
    Member("not associated", (faults.Unassociated,), finds={"checkout/error-not-associated": CERTAIN}),
    Member("flags good fields", (faults.FlagsGoodToo,), finds={"checkout/only-bad-field-flagged": CERTAIN}),
    Member("flags what hangs on the card", (faults.FlagsDependent,)),
    Member("stale", (faults.Stale,), finds={"checkout/error-stays-after-fix": CERTAIN}),
    Member("message goes when mended", (faults.ClearsWhenMended,)),
    Member("premature", (faults.Premature,), finds={"checkout/premature-validation": CERTAIN}),
    # what is taken
    Member("refuses spaces", (faults.RefusesSpaces,), finds={"checkout/card-format-rejected": CERTAIN}),
    Member("refuses hyphens", (faults.RefusesHyphens,), finds={"checkout/card-format-rejected": CERTAIN}),
    Member("groups the digits", (faults.SpacesOut,), both=True),
    Member(
        "card as a number",
        asked=_with(faults.NUMBER_CARD),
        finds={"checkout/card-format-rejected": CERTAIN, "checkout/wrong-keyboard": CERTAIN},
    ),
    Member("Latin names only", (faults.LatinOnly, languages.Latvian), finds={"checkout/latin-only-names": CERTAIN}),
    Member("blocks paste", asked=_with(faults.PASTE_BLOCKED), finds={"checkout/paste-blocked": CERTAIN}),
    Member("cuts the name", asked=_with(faults.SHORT_NAME), finds={"checkout/maxlength-truncates": CERTAIN}),
    Member("cuts the card", asked=_with(faults.SHORT_CARD), finds={"checkout/card-format-rejected": CERTAIN}),
    # what is asked, and how
    Member("placeholders only", (faults.PlaceholderOnly,), finds={"checkout/no-visible-label": CERTAIN}),
    Member("no autocomplete", asked=_with(*faults.LONE), finds={"checkout/missing-autocomplete": CERTAIN}),
    Member("wrong keyboard", asked=_with(faults.PLAIN_EMAIL), finds={"checkout/wrong-keyboard": CERTAIN}),
    Member("newsletter ticked", asked=(*WHOLE, faults.NEWSLETTER), finds={"checkout/pre-ticked-consent": CERTAIN}),
    Member("many fields", asked=(*faults.MANY, *WHOLE), finds={"checkout/too-many-fields": CERTAIN}),
    Member("field for robots", (faults.Honeypot,)),
    Member("no summary", (faults.NoSummary,), finds={"checkout/no-order-summary": CERTAIN}),
    Member("one way to pay", (faults.OnlyByCard,), finds={"checkout/few-payment-methods": CERTAIN}),
    Member("button goes on", (faults.VagueButton,), finds={"checkout/order-button-wording": REVIEW}),
    # several steps
    Member("two steps", (steps.Steps,), both=True),
    Member("two steps, forgets", (steps.Forgetful,), finds={BACK: CERTAIN}),
    Member("two steps, own link forgets", (steps.ForgetfulLink,), finds={BACK: CERTAIN}),
    Member("two steps, clears", (faults.ClearsAll, steps.Steps), finds={CLEARED: CERTAIN}),
    Member("asks twice", (steps.AsksTwice,), finds={"checkout/redundant-entry": CERTAIN}),
    Member("same as", (steps.SameAs,)),
    Member("three steps", (steps.ThreeSteps,), both=True),
    Member("three steps, untold", (steps.ThreeStepsUntold,), finds={"checkout/no-progress-indicator": CERTAIN}),
    # languages
    Member("German", (languages.German,)),
    Member("German, clears", (faults.ClearsAll, languages.German), finds={CLEARED: CERTAIN}),
    Member("Latvian", (languages.Latvian,)),
    Member("Russian", (languages.Russian,)),
    Member("Russian, vague", (faults.Vague, languages.Russian), finds={"checkout/error-generic": CERTAIN}),
    Member("Chinese", (languages.Chinese,)),
    Member("Chinese, clears", (faults.ClearsAll, languages.Chinese), finds={CLEARED: CERTAIN}),
    Member("Arabic", (languages.Arabic,)),
    Member("Arabic, colour only", (faults.ColourOnly, languages.Arabic), finds={"checkout/error-colour-only": CERTAIN}),
)
