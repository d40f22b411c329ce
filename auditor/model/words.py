"""Names of ours that stand in sentences, so that these can be told whole in another language."""

from collections.abc import Mapping
from typing import Final

from auditor.model.finding import Severity
from auditor.model.journey import Stage
from auditor.model.recognition import Attempt
from auditor.model.settings import ProbeFamily
from auditor.model.wording import Phrase, say

SEVERITIES: Final[Mapping[Severity, Phrase]] = {
    Severity.BLOCKER: say("blocker"),
    Severity.SERIOUS: say("serious"),
    Severity.MODERATE: say("moderate"),
    Severity.MINOR: say("minor"),
}
STAGES: Final[Mapping[Stage, Phrase]] = {
    Stage.LANDING: say("landing"),
    Stage.LISTING: say("listing"),
    Stage.SEARCH: say("search"),
    Stage.PRODUCT: say("product"),
    Stage.CART: say("cart"),
    Stage.CHECKOUT: say("checkout"),
    Stage.CONFIRMATION: say("confirmation"),
    Stage.FORM: say("form"),
}
DEVICES: Final[Mapping[str, Phrase]] = {"desktop": say("desktop"), "mobile": say("mobile")}
PROBES: Final[Mapping[str, Phrase]] = {
    ProbeFamily.SEARCH: say("search"),
    ProbeFamily.FORM: say("form"),
    ProbeFamily.TYPING: say("typing"),
    ProbeFamily.RELOAD: say("reload"),
    ProbeFamily.FEEDBACK: say("feedback"),
    ProbeFamily.WATCH: say("watch"),
}
ATTEMPTS: Final[Mapping[Attempt, Phrase]] = {
    Attempt.NOT_TRIED: say("not_tried"),
    Attempt.WORKED: say("worked"),
    Attempt.NO_EFFECT: say("no_effect"),
    Attempt.WRONG_PLACE: say("wrong_place"),
    Attempt.NOT_USABLE: say("not_usable"),
    Attempt.HELD: say("held"),
}


def device(name: str) -> str:
    """A device as it is called in a sentence; those that are not ours by their names."""
    return DEVICES.get(name, name)
