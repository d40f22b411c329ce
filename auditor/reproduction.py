"""How a person comes to see a finding: the way from the first page to it, in words, and the command that looks again.

Told from the walk as it went: what was followed, searched for and pressed, then the trial that proved the finding.
What was typed into fields is left out, for it may be secret; what was searched for is told. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.model.artifact import CartTrial, ClickTrial, GuestOffer, ReloadTrial, SearchTrial
from auditor.model.base import Record
from auditor.model.finding import CheckResult, Finding
from auditor.model.form import Correction, DoubleSubmitTrial, FormTrial, LeadAnswer, Mistake, ReturnTrial, TypingTrial
from auditor.model.form_step import FormStep
from auditor.model.journey import Locator, OpenListing, Stage, Step
from auditor.model.loading import FeedbackTrial, WatchTrial
from auditor.model.recognition import Recognition, Role
from auditor.model.run import AuditRun, JourneyRun, StepRun, StepStatus, Visit
from auditor.model.wording import Phrase, say
from auditor.reach import attempts

MOST_STEPS = 8
"""What somebody in a hurry still follows; ours."""
_PROBE_FORM = ("probe-form-", "probe-typing-")


def rerun_command(identifier: str) -> str:
    """The command that looks at a finding again.

    It names no folder, because the result does not know where it lies: `--from` is for whoever keeps it elsewhere than
    in `friction-report`.
    """
    return f"friction replay {identifier}"


@dataclass(frozen=True)
class Ways:
    """The ways to the findings of a run: where each was proved, by its fingerprint."""

    run: AuditRun
    subjects: Mapping[str, str]

    @classmethod
    def of(cls, run: AuditRun, results: Sequence[CheckResult]) -> "Ways":
        """Note on which subject each finding is told."""
        return cls(run, {one.fingerprint: result.subject for result in results for one in result.findings})

    def to(self, finding: Finding, *, timed: bool = False) -> tuple[Phrase, ...]:
        """How a person sees a finding, at most `MOST_STEPS` steps; empty where its journey was not walked.

        Args:
            finding: as it is told.
            timed: whether its check judges figures that vary.
        """
        place = finding.location
        walked = next(
            (
                group[0]
                for group in attempts(self.run)
                if (group[0].journey.id, group[0].journey.device) == (place.journey, place.device)
            ),
            None,
        )
        if walked is None:
            return ()
        visit, trial = _proved_on(walked, self.subjects.get(finding.fingerprint, ""))
        at_the_end = tuple(_trial(visit, trial, finding))
        if timed and not at_the_end:
            at_the_end = (say("Watch how long it takes, several times with an empty cache"),)
        way = list(_way(walked, finding.location.step, visit))
        if isinstance(trial, ClickTrial) and way and f"“{trial.name}”" in way[-1]:
            at_the_end = ()  # the step itself is the press
        room = MOST_STEPS - len(at_the_end)
        return (*way[:1], *way[1:][-(room - 1) :], *at_the_end) if len(way) > room else (*way, *at_the_end)


def _proved_on(walked: JourneyRun, subject: str) -> tuple[Visit | None, Record | None]:
    """The visit and the trial that a subject names, as far as it names them."""
    path = subject.removeprefix(f"{walked.id}/").split("/") if subject.startswith(f"{walked.id}/") else [""]
    visit = next((one for one in (*walked.visits, *walked.probe_visits) if one.id == path[0]), None)
    kind, _, number = path[-1].rpartition("-")
    if visit is None or len(path) == 1 or not number.isdecimal():
        return visit, None
    made = [one for one in visit.artifacts if one.kind == kind]
    return visit, made[int(number) - 1] if int(number) <= len(made) else None


def _way(walked: JourneyRun, last: str, visit: Visit | None) -> Iterator[Phrase]:
    """Yield what was done up to a step; a list of products that a search made needless is left out."""
    done = [one for one in walked.steps if one.status is not StepStatus.SKIPPED]
    ends = [place for place, one in enumerate(done) if one.step_id in {last, visit.step_id if visit else last}]
    done = done[: max(ends) + 1] if ends else done
    by_id = {one.id: one for one in walked.journey.steps}
    searched = any(one.stage is Stage.SEARCH and one.status is StepStatus.COMPLETED for one in done)
    before: Visit | None = None
    for number, one in enumerate(done):
        step = by_id.get(one.step_id)
        here = walked.visit(one.visit_id)
        passed = isinstance(step.action, OpenListing) if step else False
        if step is not None and not (passed and searched and number < len(done) - 1):
            yield _act(step, one, (before, here), walked)
        before = here or before


def _act(step: Step, done: StepRun, visits: tuple[Visit | None, Visit | None], walked: JourneyRun) -> Phrase:  # noqa: C901, PLR0911, PLR0912 - one line for each action
    """What a person does for a step."""
    action, here = step.action, visits[1]
    control = _control(_ROLES.get(action.kind), visits)
    address = here.url if here else walked.journey.start_url
    match action.kind:
        case "goto":
            return _opened(address, walked) if done is walked.steps[0] else say("Open {address}", address=address)
        case "search":
            trial = here.get(SearchTrial) if here else None
            query = trial.query if trial else action.query or ""
            return say("Search for “{query}”", query=query) if query else say("Search for a product of the shop")
        case "open_listing":
            return (
                say("Follow “{link}” to a list of products", link=control)
                if control
                else say("Open a list of products")
            )
        case "open_product":
            return say("Open the product “{product}”", product=control) if control else say("Open a product")
        case "add_to_cart":
            return (
                say("Put it into the cart by “{control}”", control=control) if control else say("Put it into the cart")
            )
        case "open_cart":
            return say("Open the cart by “{control}”", control=control) if control else say("Open the cart")
        case "start_checkout":
            return _to_checkout(control, visits)
        case "place_order":
            return say("Fill in every step with test data and place the order, on a sandbox only")
        case "open_form":
            return say("Go to the form by “{control}”", control=control) if control else say("Go to the form")
        case "fill_form":
            return say("Fill in the form, without sending it")
        case "click":
            return say("Click {element}", element=_element(action.target))
        case "fill":
            return say("Fill in {element}", element=_element(action.target))
        case "select":
            return say("Choose “{option}” in {element}", option=action.option, element=_element(action.target))
        case "press":
            return say("Press the key {key}", key=action.key)
        case "scroll":
            if action.target is None:
                return say("Scroll to the end of the page")
            return say("Scroll to {element}", element=_element(action.target))
        case "wait_for":
            return say("Wait until {element} is to be seen", element=_element(action.target))
        case "expect":
            return say("Look whether the page is as the journey expects it")


_ROLES = {
    "open_listing": Role.LISTING_LINK,
    "open_product": Role.PRODUCT_LINK,
    "add_to_cart": Role.ADD_TO_CART,
    "open_cart": Role.CART,
    "start_checkout": Role.CHECKOUT,
    "open_form": Role.CALL_TO_ACTION,
}


def _opened(address: str, walked: JourneyRun) -> Phrase:
    """Open the first page, on what it was opened."""
    if walked.journey.device == "desktop":
        return say("Open {address}", address=address)
    seen = walked.environment
    if not seen.viewport_width:
        return say("Open {address} on a device such as “{device}”", address=address, device=walked.journey.device)
    return say(
        "Open {address} on a device such as “{device}”, {width} by {height} pixels",
        address=address,
        device=walked.journey.device,
        width=seen.viewport_width,
        height=seen.viewport_height,
    )


def _to_checkout(control: str, visits: tuple[Visit | None, Visit | None]) -> Phrase:
    offers = [offer.name for visit in visits if visit for offer in visit.all(GuestOffer) if offer.name]
    if control and offers:
        return say(
            "Go on to the checkout by “{control}”, without an account by “{guest}”", control=control, guest=offers[-1]
        )
    return say("Go on to the checkout by “{control}”", control=control) if control else say("Go on to the checkout")


def _control(role: Role | None, visits: Sequence[Visit | None]) -> str:
    """The name of what served, else of what was tried first; empty where nothing has one."""
    sought = [one for visit in visits if visit for one in visit.all(Recognition) if one.role is role]
    served = [one.found.name for one in sought if one.found and one.found.name]
    tried = [one.candidates[0].name for one in sought if one.candidates]
    return " ".join((served or tried or [""])[-1].split())[:80]


def _element(locator: Locator) -> str:
    """An element as a journey names it: by its words where it has some."""
    named = locator.name or locator.label or locator.placeholder or locator.text
    return f"“{named}”" if named else locator.css or locator.test_id or locator.role or ""


def _trial(visit: Visit | None, trial: Record | None, finding: Finding) -> Iterator[Phrase]:
    """Yield what a person does to see what a trial proved, beyond the way there."""
    if visit is not None and visit.id.startswith(_PROBE_FORM) and visit.id.rpartition("-")[2] not in {"1", "back"}:
        yield say("Fill in what comes first with valid data and go on, as far as “{title}”", title=visit.title)
    if trial is not None:
        yield from _of_trial(trial, finding)
    elif visit is not None and any(visit.all(WatchTrial)):
        yield say("Watch the page until after it has loaded, then scroll to its end")


def _of_trial(trial: Record, finding: Finding) -> Iterator[Phrase]:  # noqa: C901, PLR0912 - one line for each trial
    match trial:
        case FormTrial():
            yield _mistake(trial)
        case Correction():
            yield say("Fill in the form with a mistake in “{field}” and send it, then put it right", field=trial.label)
        case TypingTrial():
            fields = [one.label for one in trial.typings if any(name in finding.identity for name in _names(one))]
            if fields:
                yield say("Type and paste into “{field}”, without sending the form", field=fields[0])
            else:
                yield say("Type and paste into the fields of the form, without sending it")
        case ReturnTrial():
            yield say("Fill in the form, go on, and come back to it")
        case DoubleSubmitTrial():
            yield say("Fill in the form and press “{control}” twice in a row", control=trial.submit_name)
        case ReloadTrial():
            yield say("Reload the page of the cart, and open it in a second tab")
        case FeedbackTrial():
            yield say("Make the network slow, press “{control}” and watch the page", control=trial.name)
        case SearchTrial():
            yield say("Search for “{query}”", query=trial.query)
        case ClickTrial():
            yield say("Press “{control}” and watch the page", control=trial.name)
        case CartTrial():
            yield say("Look into the cart for “{product}”", product=trial.product_name)
        case FormStep():
            yield say("Look at the form before you type anything")
        case LeadAnswer():
            yield say("Fill in the form and send it, on a sandbox only")
        case _:
            return


def _names(typing: Record) -> set[str]:
    return {str(getattr(typing, name, "")) for name in ("key", "selector")} - {""}


def _mistake(trial: FormTrial) -> Phrase:
    """How a form is sent that has to refuse it."""
    control = trial.submit_name
    sent = trial.submissions[0] if trial.submissions else None
    labels = {one.key: one.label for one in sent.fields} if sent else {}
    field = labels.get(sent.broken_field, "") if sent else ""
    told = {
        Mistake.CARD_NUMBER: say(
            "Fill in the form with a card number two digits short and press “{control}”", control=control
        ),
        Mistake.EMAIL: say("Fill in the form with an e-mail address without @ and press “{control}”", control=control),
        Mistake.POSTCODE: say("Fill in the form with “1” as the postcode and press “{control}”", control=control),
        Mistake.FORGOTTEN: say(
            "Fill in the form, leave “{field}” empty and press “{control}”", field=field, control=control
        )
        if field
        else say("Fill in the form, leave one required field empty and press “{control}”", control=control),
        Mistake.NOTHING_FILLED: say("Fill in nothing and press “{control}”", control=control),
        Mistake.SEVERAL: say(
            "Fill in the form with e-mail address, postcode and phone number in a wrong format and press “{control}”",
            control=control,
        ),
        Mistake.BESIDE_CARD: say(
            "Fill in the form with a card number of full length and another field wrong, and press “{control}”",
            control=control,
        ),
        Mistake.OWN_SCRIPT: say(
            "Fill in the form with a name in the letters of the site's language and press “{control}”", control=control
        ),
        Mistake.PLAIN_NAME: say("Fill in the form with a name in Latin letters and press “{control}”", control=control),
    }
    return told[trial.mistake]
