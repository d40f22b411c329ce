"""The button that places the order does not say so.

What it does:
    Reads the label of the last step's button. Speaks up where it says to go on and nothing of ordering or paying, in
    shops that sell to consumers in the European Union.

Why it is friction:
    Is this the final click?

How to fix:
    “Order with obligation to pay”, or a phrase as clear.

Limits:
    Judged only where the shop is one of the Union by the country of its address, its language or its money. Without an
    order placed on a declared sandbox we cannot know that no step follows; then a person has to look. Words are read in
    the languages we know.

References:
    - Directive 2011/83/EU on consumer rights, Article 8(2): https://eur-lex.europa.eu/eli/dir/2011/83/oj
    - Court of Justice of the European Union, C-400/22, Conny, 30 May 2024:
      https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:62022CJ0400
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from auditor.check import Context, JourneyCheck
from auditor.discovery.prices import find_prices
from auditor.model.finding import Certainty, CheckMeta, CheckStatus, ElementEvidence, Finding, Severity
from auditor.model.form import Confirmation
from auditor.model.form_step import FormStep, SubmitControl
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import say
from checks.form_steps import of_step, steps_at
from checks.judgement import because, quoted

_EU_COUNTRIES = frozenset(
    "at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt ro sk si es se".split()  # noqa: SIM905
)
_EU_LANGUAGES = frozenset("bg cs da el et fi ga hr hu lt lv mt nl pl sk sl sv".split())  # noqa: SIM905
"""Languages whose countries, as far as shops go, are all in the Union."""
_COUNTRY_DOMAIN = re.compile(r"[a-z]{2}")
_REGION = re.compile(r"[-_]([A-Za-z]{2})(?![A-Za-z])")


class OrderButtonWording(JourneyCheck):
    """Judges the wording of the final button."""

    meta = CheckMeta(
        id="checkout/order-button-wording",
        title="The final button does not say that it orders",
        feels="Is this the final click?",
        stages=(Stage.CHECKOUT,),
        severity=Severity.MINOR,
        status=CheckStatus.PREVIEW,
        requires=("FormStep",),
        since="0.1.0",
    )

    def applies(self, context: Context) -> bool:
        """The last step must have been reached, in a shop of the Union."""
        last = _last(context)
        return last is not None and sells_in_the_union(last[0])

    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield a finding where the last button only says to go on."""
        last = _last(context)
        if last is None:
            return
        step, visit, submit = last
        if submit.says_order or not submit.says_on:
            return
        placed = any(one.get(Confirmation) for one in context.all_visits())
        doubts = () if placed else (say("another step may follow it"),)
        yield self.finding(
            say(
                "The button of the last step{step} reads {name} and says nothing of ordering or paying.",
                step=of_step(step),
                name=quoted(submit.name, 60),
            )
            + because(doubts),
            context.location(visit),
            identity=submit.selector,
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=[ElementEvidence(selector=submit.selector, snippet=submit.name, box=submit.box)],
        )


def _last(context: Context) -> tuple[FormStep, Visit, SubmitControl] | None:
    """The last step with its button, where that may place the order."""
    steps = steps_at(context, Stage.CHECKOUT)
    if not steps:
        return None
    step, visit = steps[-1]
    return (step, visit, step.submit) if step.may_place_order and step.submit is not None else None


def sells_in_the_union(step: FormStep) -> bool:
    """Whether a page's country domain, else the region of its language, else its language or money is the Union's."""
    domain = (urlsplit(step.page_url).hostname or "").rpartition(".")[2]
    if _COUNTRY_DOMAIN.fullmatch(domain):
        return domain == "eu" or domain in _EU_COUNTRIES
    region = _REGION.search(step.language)
    if region:
        return region[1].lower() in _EU_COUNTRIES
    return step.language.lower() in _EU_LANGUAGES or any(
        price.currency == "EUR" for price in find_prices(step.summary.total)
    )
