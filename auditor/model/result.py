"""The one result document, `audit.json`: every report, the gate and later audits read only it."""

from typing import Literal

from pydantic import AwareDatetime, Field

from auditor.model.base import Record
from auditor.model.budget import Aggregate, Cache
from auditor.model.finding import Certainty, CheckOutcome, Evidence, Location, Severity
from auditor.model.journey import Stage
from auditor.model.loading import LayoutShift, LongTask, RequestPhases
from auditor.model.run import Environment, Mutation, StepStatus
from auditor.model.wording import Told, Wording

SCHEMA_VERSION = 1


class ToolInfo(Record):
    """Which tool wrote the document."""

    name: str = "friction-audit"
    version: str


class StepMetrics(Record):
    """A step's figures; milliseconds, bytes and counts. None where nothing could be measured."""

    time_to_first_byte_ms: float | None = None
    first_contentful_paint_ms: float | None = None
    largest_contentful_paint_ms: float | None = None
    cumulative_layout_shift: float | None = None
    interaction_to_next_paint_ms: float | None = None
    total_blocking_time_ms: float | None = None
    load_ms: float | None = None
    time_to_next_action_ms: float | None = None
    redirects: int | None = None
    redirect_ms: float | None = None
    requests: int | None = None
    transfer_bytes: int | None = None
    third_party_requests: int | None = None
    third_party_bytes: int | None = None


class Milestone(Record):
    """A moment of a step that the shopper notices; `at_ms` counts from the act."""

    name: Literal["act", "first_byte", "first_paint", "largest_paint", "next_action", "load"]
    at_ms: float


class RequestResult(Record):
    """One request of a step; `started_ms` counts from the act. `held`: the audit kept it from the server."""

    url: str
    method: str
    type: str
    status: int | None = None
    failure: str | None = None
    third_party: bool = False
    held: bool = False
    started_ms: float
    duration_ms: float | None = None
    phases: RequestPhases | None = None
    transfer_bytes: int | None = None
    from_cache: bool = False
    redirected: bool = False


class RequestsLeftOut(Record):
    """What the requests come to that are not told one by one."""

    count: int
    third_party: int = 0
    transfer_bytes: int = 0
    longest_ms: float = 0


class Waterfall(Record):
    """What a step asked for and when, from the shopper's act; `long_tasks` count from there too."""

    requests: tuple[RequestResult, ...] = ()
    left_out: RequestsLeftOut | None = None
    milestones: tuple[Milestone, ...] = ()
    long_tasks: tuple[LongTask, ...] = ()


class StepResult(Record):
    """One step of one attempt; the waterfall is that of the first attempt only.

    `clicks`, `keystrokes` and `fields` are what the walk did in it; they add up to the totals. `fields_shown`: how many
    fields stand open on the forms met at its stage, told at the stage's last step; None where no form was looked at.
    """

    id: str
    stage: Stage
    status: StepStatus
    url: str
    title: str
    duration_ms: float | None
    clicks: int = 0
    keystrokes: int = 0
    fields: int = 0
    fields_shown: int | None = None
    error: Told | None = None
    screenshot: str | None = None
    metrics: StepMetrics = StepMetrics()
    largest_contentful_paint_selector: str | None = None
    layout_shifts: tuple[LayoutShift, ...] = ()
    soft_navigation: bool = False
    waterfall: Waterfall | None = None


class AttemptResult(Record):
    """One walk of a journey."""

    attempt: int
    status: Literal["completed", "broken"]
    cache: Cache = Cache.COLD
    host_noise: float | None = None
    steps: tuple[StepResult, ...]


class JourneyResult(Record):
    """A journey on one device, with its attempts."""

    id: str
    title: str
    device: str
    environment: Environment | None = None
    attempts: tuple[AttemptResult, ...]


class SubjectResult(Record):
    """What came of one check on one subject; `explained_by` names the checks whose findings tell of it too.

    `findings` are the ids of those that are told with this subject; one met on several is told with the first of them.
    `client_side_only`: what was sent was kept from the server, so that only the page itself was judged.
    """

    check: str
    outcome: CheckOutcome
    subject: str
    error: Told | None = None
    explained_by: tuple[str, ...] = ()
    client_side_only: bool = False
    findings: tuple[str, ...] = ()


class FindingResult(Record):
    """A finding, told whole: what is there, where, the evidence, what the shopper feels, what to do, the source.

    `found_by` tells how the check looks for it, `steps` how a person sees it, `rerun` is the command that looks again.
    """

    id: str
    check: str
    title: str
    severity: Severity
    certainty: Certainty
    status: Literal["new", "known", "suppressed"] = "new"
    gates: bool = True
    stage: Stage
    journey: str
    step: str
    device: str
    url: str
    message: Told
    feels: str = ""
    fingerprint: str
    evidence: tuple[Evidence, ...] = ()
    places: tuple[Location, ...] = ()
    found_by: str = ""
    fix: str = ""
    references: tuple[str, ...] = ()
    steps: tuple[Told, ...] = ()
    rerun: str = ""


class Unreached(Record):
    """A stage the audit did not reach, and why. `expected` stages do not make the audit incomplete."""

    stage: Stage
    why: Told
    expected: bool = False


class Coverage(Record):
    """Which stages were reached and which not; which probes could not be made."""

    reached: tuple[Stage, ...] = ()
    unreached: tuple[Unreached, ...] = ()
    not_probed: tuple[Unreached, ...] = ()


class Totals(Record):
    """What the journey asked of the shopper, from landing to the furthest stage."""

    clicks: int = 0
    keystrokes: int = 0
    fields: int = 0
    pages: int = 0
    seconds: float = 0


class Timing(Record):
    """A metric of a step over all attempts."""

    journey: str
    device: str = "desktop"
    step: str
    metric: str
    cache: Cache = Cache.COLD
    median: float
    low: float
    high: float
    attempts: int


class BudgetResult(Record):
    """A budget and how it was met at one place.

    `measured` is the figure that is held against the limit: the `aggregate` of `attempts` between `low` and `high`.
    `unit` is `ms`, `bytes`, `s` or empty; `conditions` names network and processor where they were slowed down.
    `unmeasured` tells why there is no figure: the verdict is inconclusive then, and `attempts` is 0.
    """

    metric: str
    where: Told
    limit: float
    median: float
    verdict: Literal["within", "over", "inconclusive"]
    level: Literal["warn", "error"] = "error"
    measured: float = 0
    low: float = 0
    high: float = 0
    attempts: int = 1
    aggregate: Aggregate = Aggregate.MEDIAN
    cache: Cache = Cache.COLD
    unit: str = ""
    journey: str = ""
    step: str = ""
    device: str = ""
    conditions: Told = ""
    unmeasured: Told = ""


class Inconclusive(Record):
    """A figure of a check that cannot be told from its limit: neither a pass nor a failure.

    `gates`: it fails the gate, which is only where that is asked for.
    """

    check: str
    title: str
    severity: Severity
    gates: bool = False
    message: Told
    journey: str
    step: str
    stage: Stage
    device: str
    url: str
    evidence: tuple[Evidence, ...] = ()


class Score(Record):
    """0 to 100, the higher the smoother; per stage and over all."""

    overall: int
    stages: dict[Stage, int] = Field(default_factory=dict)


class Breach(Record):
    """One reason why the gate did not pass; `inconclusive` where it is that the figures do not tell."""

    kind: Literal["finding", "budget", "incomplete"]
    inconclusive: bool = False
    what: Told


class GateResult(Record):
    """The verdict."""

    passed: bool
    exit_code: int
    breaches: tuple[Breach, ...] = ()


class PlacedOrder(Record):
    """An order that the audit placed on a declared sandbox, so that it can be found and taken back there.

    `placed_for` is the made-up person, `reference` the order's number as the page shows it, empty where it shows none.
    """

    journey: str
    device: str
    step: str
    url: str
    placed_for: str
    by_card: bool = False
    reference: str = ""


class AuditResult(Record):
    """The canonical result of an audit.

    `titles`: what each check looks for, in a few words, by its id.
    `wordings`: how texts that hold names or figures were made, by the text, so that a report can tell them in another
    language; a text without one is looked up whole.
    """

    schema_version: Literal[1] = 1
    tool: ToolInfo
    target: str
    started_at: AwareDatetime
    duration_ms: float
    phases_ms: dict[str, float]
    environment: Environment
    journeys: tuple[JourneyResult, ...] = ()
    results: tuple[SubjectResult, ...] = ()
    findings: tuple[FindingResult, ...] = ()
    coverage: Coverage = Coverage()
    totals: Totals = Totals()
    timings: tuple[Timing, ...] = ()
    budgets: tuple[BudgetResult, ...] = ()
    inconclusive: tuple[Inconclusive, ...] = ()
    score: Score
    gate: GateResult
    mutations: tuple[Mutation, ...] = ()
    orders: tuple[PlacedOrder, ...] = ()
    interrupted: Told | None = None
    titles: dict[str, str] = Field(default_factory=dict)
    wordings: dict[str, Wording] = Field(default_factory=dict)
