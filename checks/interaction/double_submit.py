"""Pressed twice, the form is sent twice.

What it does:
    Presses the form's control twice in a row, as impatient people do, while our guard keeps every request from the
    server, and compares what would have been sent: method, address and body. Two or more alike within a second count.

Why it is friction:
    Was I charged twice? Two orders, two parcels, and a letter to write.

How to fix:
    Take no further press while the first is under way, and send a key with the order by which the server knows a
    repetition.

Limits:
    What the server does with a repetition is not seen: the requests were kept from it. A plain form is sent once by the
    browser even where nothing protects it, so silence proves little there. Repeated requests that by their method
    change nothing further (PUT, DELETE) are no finding. A form that may not place an order is moderate.

References:
    - web.dev, Payment and address form best practices:
      https://web.dev/articles/payment-and-address-form-best-practices
    - GOV.UK Design System, Button, stop users from accidentally sending information more than once:
      https://design-system.service.gov.uk/components/button/
    - RFC 9110, section 9.2.2, idempotent methods: https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.finding import CheckMeta, ElementEvidence, Finding, RequestEvidence, Severity
from auditor.model.form import DoubleSubmitTrial
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say, say_number
from checks.judgement import of_step, path_of, quoted, seconds

LEAST_ALIKE = 2
LONGEST_MS = 1_000
"""Requests alike, and the time within which they have to be sent to count as one doubled press; ours."""
_REPEATABLE = frozenset({"PUT", "DELETE"})


class DoubleSubmit(TrialCheck[DoubleSubmitTrial]):
    """Judges whether a second press sends a form again."""

    meta = CheckMeta(
        id="interaction/double-submit",
        title="A double press sends the form twice",
        feels="Was I charged twice?",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.SERIOUS,
        requires=("DoubleSubmitTrial",),
        since="0.1.0",
    )

    def applies(self, trial: DoubleSubmitTrial, visit: Visit, context: Context) -> bool:
        """The control must have been pressed, and something sent."""
        del visit, context
        return trial.performed and trial.skipped is None and trial.total > 0 and trial.window_ms <= LONGEST_MS

    def evaluate(self, trial: DoubleSubmitTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where requests alike were sent."""
        if trial.identical < LEAST_ALIKE or trial.method.upper() in _REPEATABLE:
            return
        yield self.finding(
            _told(trial) + say(" Seen in the browser only: the form was kept from the server."),
            context.location(visit),
            identity=trial.form,
            severity=self.meta.severity if trial.may_place_order else self.meta.severity.lowered(),
            evidence=(
                RequestEvidence(
                    method=trial.method,
                    url=trial.url,
                    failure=say_number(
                        "would have been sent {number} time", "would have been sent {number} times", trial.identical
                    ),
                ),
                ElementEvidence(
                    selector=trial.submit_selector or trial.form,
                    snippet=trial.submit_name,
                    box=trial.box,
                    note=say("was pressed twice"),
                ),
            ),
        )


def _told(trial: DoubleSubmitTrial) -> Phrase:
    button = quoted(trial.submit_name, 60) if trial.submit_name else say("the form's button")
    return say_number(
        "Pressed twice in a row, {button} sent {request} {number} time within {window}, alike in every part.",
        "Pressed twice in a row, {button} sent {request} {number} times within {window}, alike in every part.",
        trial.identical,
        button=button + of_step(trial.step_name),
        request=f"{trial.method} {path_of(trial.url)}" if trial.url else say("the same request"),
        window=seconds(trial.window_ms),
    )
