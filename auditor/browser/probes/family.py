"""What every family of probes has: a fresh context, a way back to where it acts, and a visit to leave behind."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from auditor.browser.acts import buying, checking_out, leading, signing_in
from auditor.browser.clearing import enter
from auditor.browser.failures import PAGE_FAILURES, first_line
from auditor.browser.knowledge import Knowledge
from auditor.browser.session import BrowserSession
from auditor.browser.walk import Gathered, StepBroken, StepNotNeeded, Walk
from auditor.discovery.form_comparison import is_same_form
from auditor.discovery.page_view import PageView
from auditor.model.artifact import Artifact
from auditor.model.journey import Journey, Stage
from auditor.model.progress import Progress
from auditor.model.redaction import redact_url
from auditor.model.run import Skipped, Visit
from auditor.model.store import RunStore
from auditor.model.wording import say

FAMILY_LIMIT_S = 120


@dataclass
class Probing:
    """What the families share."""

    session: BrowserSession
    journey: Journey
    known: Knowledge
    key: str
    store: RunStore
    progress: Progress

    @asynccontextmanager
    async def walk(self, label: str) -> AsyncIterator[Walk]:
        """A walk in a fresh context that knows what the timed walk has learned."""
        locale = self.journey.locale or self.known.locale
        tab = await self.session.new_tab(label, self.journey.device, locale)
        known = replace(self.known, products=list(self.known.products), site_wide=set(self.known.site_wide))
        try:
            tab.label(label, say("probe {name}", name=label))
            tab.observer.begin_step()
            walk = Walk(
                tab,
                self.journey.start_url,
                known,
                step=Gathered(),
                credentials=self.journey.credentials,
                keep_secret=self.store.keep_secret,
            )
            if known.sign_in_url:
                await signing_in.sign_in_again(walk)
            yield walk
        finally:
            await tab.close()

    def keep(
        self,
        walk: Walk,
        name: str,
        step_id: str,
        stage: Stage,
        artifacts: list[Artifact],
        *,
        page: PageView | None = None,
    ) -> Visit:
        """Keep what a probe brought as a visit: to `page`, or else to where the walk stands."""
        view = page or walk.view
        visit = Visit(
            id=f"probe-{name}",
            step_id=step_id,
            stage=stage,
            url=redact_url(page.snapshot.url if page else walk.tab.page.url),
            title=view.snapshot.title if view else "",
            reached_by=f"probe {name}",
            artifacts=tuple(artifacts),
        )
        self.store.probe_visit(self.key, visit)
        return visit

    def skip(self, name: str, stage: Stage, why: str) -> None:
        """Say that a probe was not made."""
        self.store.skipped(Skipped(probe=name, stage=stage, why=why))
        self.progress.probe_done(name, f"not made: {why}")

    async def guarded(self, name: str, stage: Stage, work: Awaitable[None]) -> None:
        """Carry a family out within its time limit; what goes wrong costs the family, never the audit."""
        self.progress.probe_started(name)
        try:
            async with asyncio.timeout(FAMILY_LIMIT_S):
                await work
        except (StepBroken, StepNotNeeded) as ended:
            self.skip(name, stage, ended.why)
        except TimeoutError:
            self.skip(name, stage, say("took longer than {limit:g} s", limit=FAMILY_LIMIT_S))
        except PAGE_FAILURES as error:
            self.skip(name, stage, first_line(error))


async def walk_to_cart(walk: Walk) -> None:
    """From the product that the timed walk bought to a cart that holds it."""
    await enter(walk, walk.known.product_url)
    added = await buying.add_to_cart(walk)
    walk.step = Gathered()
    await buying.open_cart(walk, added)
    walk.step = Gathered()


async def walk_to_checkout(walk: Walk) -> None:
    """From the product to the checkout's first form."""
    await walk_to_cart(walk)
    await checking_out.start_checkout(walk)
    await walk.look_until(lambda view: is_same_form(view, walk.known.checkout_keys))
    walk.step = Gathered()


async def walk_to_form(walk: Walk) -> None:
    """From the first page to the form of a site that sells nothing."""
    await walk.go_to(walk.start_url)
    await walk.answer_overlays()
    await leading.open_form(walk)
    walk.step = Gathered()
