"""The way on without an account is easily overlooked.

What it does:
    Where the way to the order asks who one is, compares the way on without an account, once it has led to the order
    form, with the form to sign in with: whether it is a plain link, and whether it stands below the password.

Why it is friction:
    I see fields for a password, have none, and overlook that I need none.

How to fix:
    Make going on without an account a button, and let it stand before the form to sign in with, or beside it.

Limits:
    A page that asks for no password, such as one that asks for the e-mail address first, is not judged, and no order
    form that offers an account by the way. A link counts as a button where it has a background, a shadow or a border
    of its own that is higher than 1.6 times its font. What stands in another column is not below.

References:
    - Baymard Institute, Make guest checkout the most prominent option:
      https://baymard.com/blog/make-guest-checkout-prominent
    - web.dev, Payment and address form best practices:
      https://web.dev/articles/payment-and-address-form-best-practices
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.artifact import GuestOffer
from auditor.model.finding import CheckMeta, CheckStatus, ElementEvidence, Finding, Severity
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say
from checks.judgement import path_of, quoted


class GuestNotProminent(TrialCheck[GuestOffer]):
    """Judges how the way on without an account is offered beside the form to sign in with."""

    meta = CheckMeta(
        id="checkout/guest-not-prominent",
        title="The way on without an account is easily overlooked",
        feels="Do I need an account here?",
        stages=(Stage.CHECKOUT,),
        severity=Severity.MINOR,
        status=CheckStatus.PREVIEW,
        since="0.1.0",
    )

    def applies(self, trial: GuestOffer, visit: Visit, context: Context) -> bool:
        """The page must have asked for a password."""
        del visit, context
        return not trial.email_first

    def evaluate(self, trial: GuestOffer, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding for a plain link, and for what stands below the password."""
        told = _told(trial)
        if told is None:
            return
        pictured = trial.page_url != visit.url  # the pictures of the visit show what came after
        yield self.finding(
            told,
            context.location(visit).model_copy(update={"url": trial.page_url}),
            identity="guest",
            evidence=[
                ElementEvidence(
                    selector=trial.selector,
                    snippet=trial.name,
                    box=trial.box if pictured else None,
                    note=say("the way on without an account"),
                )
            ],
        )


def _told(trial: GuestOffer) -> Phrase | None:
    path, name = path_of(trial.page_url), quoted(trial.name, 60)
    if trial.as_button and not trial.below_password:
        return None
    if trial.as_button:
        return say(
            "The way on without an account at {path}, {name}, stands below the password that is asked for.",
            path=path,
            name=name,
        )
    if not trial.below_password:
        return say("The way on without an account at {path}, {name}, is a plain link.", path=path, name=name)
    return say(
        "The way on without an account at {path}, {name}, is a plain link and stands below the password that is asked "
        "for.",
        path=path,
        name=name,
    )
