"""One step back, and what was typed is gone.

What it does:
    Fills a step of the checkout, goes on to the next one, returns by the browser's way back and by the shop's own
    link, and compares every field with what it held.

Why it is friction:
    The shopper only wants to look something up or mend a letter of the address, and has to type all of it again.

How to fix:
    Keep what each step was sent with, on the server or in the session, and fill the form with it when it comes
    again.

Limits:
    The browser that we drive keeps no page in memory, as those of shoppers mostly do, so its way back is harsher than
    theirs: the shop's own link is the fair trial. Where it keeps everything, nothing is found; lost both ways is
    serious, lost by the own link alone is moderate; where the shop has no such link, a person should look. Secrets may
    be cleared, another notation is no loss, and fields that are not on the page any more are no evidence.

References:
    - GOV.UK Design System, Check answers: https://design-system.service.gov.uk/patterns/check-answers/
    - Baymard Institute, Back button expectations: https://baymard.com/blog/back-button-expectations
    - W3C, Understanding Success Criterion 3.3.7 Redundant Entry:
      https://www.w3.org/WAI/WCAG22/Understanding/redundant-entry.html
"""

from collections.abc import Iterator, Mapping

from auditor.check import Context, JourneyCheck
from auditor.model.finding import (
    Certainty,
    CheckMeta,
    ElementEvidence,
    Evidence,
    Finding,
    QuoteEvidence,
    Severity,
)
from auditor.model.form import FieldState, ReturnTrial, WayBack
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, listed, say
from checks.form_judgement import before_and_after, fields_table, labelled, work_again
from checks.judgement import because, of_filled_fields, of_step, path_pattern, quoted, trials

_Ways = Mapping[WayBack, tuple[ReturnTrial, Visit]]

_NO_LINK_BACK = say("the shop has no link of its own back, and shoppers' browsers keep pages in memory")


class BackLosesData(JourneyCheck):
    """Judges what an earlier step still holds when the shopper comes back to it."""

    meta = CheckMeta(
        id="checkout/back-loses-data",
        title="Going back a step loses what was typed",
        feels="One step back, and everything is gone.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.SERIOUS,
        requires=("ReturnTrial",),
        explained_by=("load/page-unreachable", "load/server-error-on-step"),
        since="0.1.0",
    )

    def applies(self, context: Context) -> bool:
        """An earlier step with something in it must have been come back to."""
        return bool(_returns(context))

    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield a finding for each step that lost fields."""
        for ways in _returns(context):
            yield from self._judged(ways, context)

    def _judged(self, ways: _Ways, context: Context) -> Iterator[Finding]:
        own, browser = ways.get(WayBack.OWN_LINK), ways.get(WayBack.BROWSER)
        trial, visit = own or browser or next(iter(ways.values()))
        lost = _lost(trial)
        if not lost:
            return
        also = {state.key for state in _lost(browser[0])} if browser else set()
        both = own is not None and any(state.key in also for state in lost)
        doubts = () if own else (_NO_LINK_BACK,)
        yield self.finding(
            _message(trial, lost, context.run.journey.device, browser=browser is not None, both=both) + because(doubts),
            context.location(visit),
            identity=trial.form,
            severity=Severity.MODERATE if own and not both else self.meta.severity,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=_evidence(ways, trial, lost),
        )


def _returns(context: Context) -> tuple[_Ways, ...]:
    """The ways back to each step that was filled and came again, by the step's form."""
    found: dict[tuple[str, str], dict[WayBack, tuple[ReturnTrial, Visit]]] = {}
    for trial, visit in trials(context, ReturnTrial):
        if trial.arrived and any(state.before and not state.exempt for state in trial.fields):
            found.setdefault((path_pattern(trial.page_url), trial.form), {}).setdefault(trial.way, (trial, visit))
    return tuple(ways for ways in found.values() if WayBack.OWN_LINK in ways or WayBack.BROWSER in ways)


def _lost(trial: ReturnTrial) -> tuple[FieldState, ...]:
    return tuple(state for state in trial.lost if state.before and state.present_after and not state.reformatted)


def _message(trial: ReturnTrial, lost: tuple[FieldState, ...], device: str, *, browser: bool, both: bool) -> Phrase:
    way, beside = say("the browser's own way"), Phrase("")
    if trial.way is WayBack.OWN_LINK:
        way = quoted(trial.control, 40) if trial.control else say("the shop's own link")
        if browser:
            beside = (
                say(" The browser's own way back loses them too.")
                if both
                else say(" The browser's own way back keeps them.")
            )
    again = work_again(lost, device)
    filled = sum(bool(state.before) and not state.exempt for state in trial.fields)
    told = say(
        "Back from the next step by {way}, the form{step} has lost {lost} {of_fields}: {fields}{again}.",
        way=way,
        step=of_step(trial.step_name),
        lost=len(lost),
        of_fields=of_filled_fields(filled),
        fields=labelled(lost),
        again=say("; {work}", work=again) if again else "",
    )
    return told + beside


def _evidence(ways: _Ways, trial: ReturnTrial, lost: tuple[FieldState, ...]) -> Iterator[Evidence]:
    yield fields_table(trial.fields, lost)
    yield from before_and_after(trial.before, trial.after, lost, say("before going on"))
    if trial.control_selector:
        yield ElementEvidence(selector=trial.control_selector, snippet=trial.control, note=say("leads back"))
    if WayBack.RELOAD in ways:
        reload, _ = ways[WayBack.RELOAD]
        gone = listed(state.label or state.key for state in _lost(reload)) or listed((say("nothing"),))
        yield QuoteEvidence(text=gone, source=say("lost by a reload of the later step"))
