"""The cart forgets what was in it.

What it does:
    Loads the cart again and opens it in a second tab of the same session. Speaks up where the item that was there is
    gone; one severity lower where it is gone from the second tab only.

Why it is friction:
    Shoppers compare in several tabs and come back later. Whoever finds the cart empty rarely fills it twice.

How to fix:
    Keep the cart on the server, tied to the session's cookie, or in storage that all tabs share.

Limits:
    Goods that are held for a time only, such as tickets, may be given back rightly: where the page shows a timer, a
    person should look. Carts kept for longer than the audit are not tested.

References:
    - W3C, Understanding Success Criterion 3.3.7 Redundant Entry:
      https://www.w3.org/WAI/WCAG22/Understanding/redundant-entry.html
"""

from collections.abc import Iterator

from auditor.check import Context, TrialCheck
from auditor.model.artifact import ReloadTrial
from auditor.model.finding import Certainty, CheckMeta, Evidence, Finding, QuoteEvidence, Severity
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.wording import Phrase, say
from checks.judgement import because, clip_of, path_of, shortened


class ItemLost(TrialCheck[ReloadTrial]):
    """Judges whether the cart keeps its item."""

    meta = CheckMeta(
        id="cart/item-lost",
        title="The cart loses its items",
        feels="My cart is empty again.",
        stages=(Stage.CART,),
        severity=Severity.SERIOUS,
        requires=("ReloadTrial",),
        explained_by=("load/page-unreachable", "cart/add-fails"),
        since="0.1.0",
    )

    def applies(self, trial: ReloadTrial, visit: Visit, context: Context) -> bool:
        """The item must have been there before, and the cart must have been seen again."""
        del visit, context
        seen = trial.in_cart_after_reload is not None or trial.in_cart_second_tab is not None
        return trial.in_cart_before and seen

    def evaluate(self, trial: ReloadTrial, visit: Visit, context: Context) -> Iterator[Finding]:
        """Yield a finding where the item is gone."""
        after_reload = trial.in_cart_after_reload is False
        if not after_reload and trial.in_cart_second_tab is not False:
            return
        timed = say("the page shows a timer, so the item may have been held for a time only")
        doubts = (timed,) if trial.timer_text else ()
        yield self.finding(
            _told(trial) + because(doubts),
            context.location(visit),
            identity="reload" if after_reload else "second-tab",
            severity=self.meta.severity if after_reload else self.meta.severity.lowered(),
            certainty=Certainty.NEEDS_REVIEW if doubts else Certainty.CERTAIN,
            evidence=_evidence(trial),
        )


def _told(trial: ReloadTrial) -> Phrase:
    item, path = shortened(trial.item), path_of(trial.url)
    if trial.in_cart_after_reload is not False:
        return say(
            "“{item}” was in the cart at {path} and is gone in a second tab of the same session.", item=item, path=path
        )
    if trial.in_cart_second_tab is False:
        return say(
            "“{item}” was in the cart at {path} and is gone after the page was loaded again and in a second tab.",
            item=item,
            path=path,
        )
    return say("“{item}” was in the cart at {path} and is gone after the page was loaded again.", item=item, path=path)


def _evidence(trial: ReloadTrial) -> Iterator[Evidence]:
    if trial.screenshot is not None:
        yield clip_of(trial.screenshot, say("the cart afterwards"))
    yield QuoteEvidence(text=trial.item, source=say("in the cart before"))
    if trial.timer_text:
        yield QuoteEvidence(text=trial.timer_text, source=say("timer on the page"))
