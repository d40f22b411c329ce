"""Searches as people make them: by a product's own name, with a slip of the finger, and for what nobody sells."""

from auditor.browser.acts.searching import search_safely, trial_of
from auditor.browser.clearing import enter
from auditor.browser.collectors.screenshot import take_screenshot
from auditor.browser.keeping import keepable
from auditor.browser.knowledge import SeenProduct
from auditor.browser.probes.family import Probing
from auditor.browser.walk import Walk
from auditor.discovery.folding import words
from auditor.discovery.misspelling import misspell, nonsense
from auditor.model.artifact import Artifact, QueryKind, SearchTrial
from auditor.model.journey import Stage

KNOWN_PRODUCTS = 3
_STEP = "search"


async def probe_search(probing: Probing, queries: tuple[str, ...]) -> None:
    """Make the searches and keep one visit with their trials.

    Args:
        probing: what the families share.
        queries: searches asked for by the user, beside those that follow from what the shop sells.
    """
    known = probing.known
    async with probing.walk("search") as walk:
        await enter(walk, known.landing_url)
        made = [await _known(walk, product) for product in _products(probing)]
        made += [await _one(walk, QueryKind.KNOWN, query, query, "") for query in queries[1:]]
        wrong = next(((product, slip) for product in known.queries() if (slip := misspell(product.name))), None)
        if wrong is not None:
            product, slip = wrong
            made.append(await _one(walk, QueryKind.MISSPELLED, slip, product.name, product.seen_on))
        trials: list[Artifact] = [trial for trial in made if trial is not None]
        if (trial := await _one(walk, QueryKind.NONSENSE, nonsense(known.landing_url), "", "")) is not None:
            shot = await take_screenshot(walk.tab.page, walk.tab.output, purpose="nonsense search")
            trials.append(trial.model_copy(update={"screenshot": shot}))
            trials.extend([keepable(walk.page.snapshot), *([shot] if shot else [])])
        probing.keep(walk, "search", _STEP, Stage.SEARCH, trials)
    searches = sum(isinstance(trial, SearchTrial) for trial in trials)
    probing.progress.probe_done("search", f"{searches} searches")


def _products(probing: Probing) -> list[SeenProduct]:
    """Products whose names the walk itself has not searched for already."""
    fresh = [product for product in probing.known.queries() if product.name != probing.known.query]
    return fresh[: KNOWN_PRODUCTS - 1] if probing.known.searched else fresh[:KNOWN_PRODUCTS]


async def _one(walk: Walk, kind: QueryKind, query: str, intended: str, known_from: str) -> SearchTrial | None:
    asked = await search_safely(walk, query, intended)
    if asked is None:
        return None
    return trial_of(asked, kind, query, intended=intended, known_from=known_from, url=walk.tab.page.url)


async def _known(walk: Walk, product: SeenProduct) -> SearchTrial | None:
    """Search for a product's name; where nothing comes, for its most distinctive words, and for one common word."""
    trial = await _one(walk, QueryKind.KNOWN, product.name, product.name, product.seen_on)
    if trial is None or trial.result_count:
        return trial
    distinctive = sorted(words(product.name), key=len, reverse=True)[:2]
    fallback = " ".join(word for word in words(product.name) if word in distinctive)
    second = await _one(walk, QueryKind.KNOWN, fallback, product.name, product.seen_on) if fallback else None
    control = distinctive[0] if distinctive else ""
    third = await _one(walk, QueryKind.KNOWN, control, product.name, product.seen_on) if control else None
    return trial.model_copy(
        update={
            "fallback_query": fallback or None,
            "fallback_results": second.result_count if second else None,
            "control_query": control or None,
            "control_results": third.result_count if third else None,
        }
    )
