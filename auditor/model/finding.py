"""What was judged: evidence, findings, the facts about a check."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from auditor.model.base import Box, Record
from auditor.model.journey import Stage
from auditor.model.wording import Told


class Severity(StrEnum):
    """What the shopper suffers, worst first."""

    BLOCKER = "blocker"
    SERIOUS = "serious"
    MODERATE = "moderate"
    MINOR = "minor"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)

    def at_least(self, other: "Severity") -> bool:
        """Whether this is as bad as `other` or worse."""
        return self.rank <= other.rank

    def lowered(self) -> "Severity":
        """One severity lower; minor stays minor."""
        return list(Severity)[min(self.rank + 1, len(Severity) - 1)]


class Certainty(StrEnum):
    """Whether the evidence proves the finding; only what is certain gates.

    `INCONCLUSIVE`: figures lie on both sides of the limit, or too near it, to tell. It is no finding in the result, but
    told apart from them.
    """

    CERTAIN = "certain"
    NEEDS_REVIEW = "needs_review"
    INCONCLUSIVE = "inconclusive"


class CheckStatus(StrEnum):
    """A check's life cycle: preview is reported and never gates."""

    PREVIEW = "preview"
    STABLE = "stable"
    DEPRECATED = "deprecated"


class Mark(Record):
    """A place on a screenshot; `boxes` in the coordinates of its viewport, which is `width` by `height` CSS pixels."""

    screenshot: str
    width: int
    height: int
    boxes: tuple[Box, ...] = ()


class ElementEvidence(Record):
    """An element of the page. `box` is in document coordinates; evaluation adds `mark` where a screenshot shows it."""

    kind: Literal["element"] = "element"
    selector: str
    snippet: str = ""
    box: Box | None = None
    mark: Mark | None = None
    note: Told = ""


class MeasurementEvidence(Record):
    """A figure against its limit, with the spread over the attempts where there were several."""

    kind: Literal["measurement"] = "measurement"
    metric: str
    value: float
    limit: float | None = None
    unit: str
    low: float | None = None
    high: float | None = None
    attempts: int = 1


class RequestEvidence(Record):
    """A request and its answer."""

    kind: Literal["request"] = "request"
    method: str
    url: str
    status: int | None = None
    failure: Told | None = None


class ClipEvidence(Record):
    """A picture with places marked on it, such as a form before and after."""

    kind: Literal["clip"] = "clip"
    mark: Mark
    caption: Told = ""


class QuoteEvidence(Record):
    """Words of the page, or what was typed into it; in their place what we say ourselves, such as “nothing”."""

    kind: Literal["quote"] = "quote"
    text: Told
    source: Told = ""


class FieldsEvidence(Record):
    """A table of form fields: label, what was typed, what was there afterwards, the verdict.

    What was typed and what was there is either text of the page, or our words for it, which are then composed.
    """

    kind: Literal["fields"] = "fields"
    rows: tuple[tuple[str, Told, Told, Told], ...]


Evidence = Annotated[
    ElementEvidence | MeasurementEvidence | RequestEvidence | ClipEvidence | QuoteEvidence | FieldsEvidence,
    Field(discriminator="kind"),
]


class Location(Record):
    """Where on the journey a finding stands."""

    journey: str
    step: str
    stage: Stage
    device: str
    url: str


class Finding(Record):
    """One friction, proved by its evidence. `identity` is what the fingerprint is made of beside check and place.

    `places` are the further places, beside `location`, where it was met. `effect_of` names checks whose findings at the
    same step explain this one by what was measured; a check's own `explained_by` holds for all its findings.
    """

    check_id: str
    severity: Severity
    certainty: Certainty = Certainty.CERTAIN
    message: Told
    location: Location
    evidence: tuple[Evidence, ...] = ()
    identity: str = ""
    fingerprint: str = ""
    places: tuple[Location, ...] = ()
    effect_of: tuple[str, ...] = ()


class CheckMeta(Record):
    """The facts about a check.

    Attributes:
        id: `<folder>/<kebab-case name>`.
        title: the friction in a few words.
        feels: what the shopper feels, in the first person.
        stages: the stages it looks at; empty for any.
        severity: the usual severity.
        requires: names of artifact kinds without which it cannot judge.
        explained_by: checks that, found at the same step, make this finding a mere effect.
        former_ids: ids it was published under before.
        timed: whether it judges figures that vary from one attempt to the next, so that more attempts tell more.
    """

    id: str
    title: str
    feels: str
    stages: tuple[Stage, ...] = ()
    severity: Severity
    status: CheckStatus = CheckStatus.STABLE
    requires: tuple[str, ...] = ()
    explained_by: tuple[str, ...] = ()
    since: str
    references: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    timed: bool = False


class CheckOutcome(StrEnum):
    """What came of a check on one subject."""

    PASSED = "passed"
    FAILED = "failed"
    NEEDS_REVIEW = "needs_review"
    INCONCLUSIVE = "inconclusive"
    NOT_APPLICABLE = "not_applicable"
    ERRORED = "errored"


class CheckResult(Record):
    """One check on one subject.

    `explained_by` names the checks whose findings at the same step make all of this one's mere effects; `findings` is
    empty then. `client_side_only`: our guard answered in the server's place, so that only the page itself was judged.
    """

    check: str
    outcome: CheckOutcome
    subject: str
    client_side_only: bool = False
    error: Told | None = None
    explained_by: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
