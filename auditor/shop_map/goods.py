"""From the first page to a product: search, results, listing, product."""

from auditor.model.artifact import SearchTrial
from auditor.model.journey import OpenListing, OpenProduct, Search
from auditor.model.recognition import Attempt, Role
from auditor.model.run import StepStatus
from auditor.model.shop_map import MappedPart, PartName, PartStatus, Sureness
from auditor.shop_map.parts import (
    account_wall,
    completed,
    leads_to,
    needing_no_control,
    not_found,
    not_taken,
    served,
    unreached,
    visit_of,
)
from auditor.shop_map.walked import HAPPENED, Walked

RESULTS_LOOKED_FOR = "products, a stated number of them, or a link that names the one searched for"
_NAMES_TOLD = 3


def search_trial(walked: Walked) -> SearchTrial | None:
    taken = walked.taken(Search)
    return taken.visit.get(SearchTrial) if taken and taken.visit else None


def search(walked: Walked) -> MappedPart:
    taken, trial, found = walked.taken(Search), search_trial(walked), walked.found(Role.SEARCH)
    landing = walked.run.visits[:1]
    looks = walked.looks(Role.SEARCH, *landing)
    wall = account_wall(walked)
    if wall is not None and wall.sought is Role.PRODUCT_LINK:
        return unreached(PartName.SEARCH, None)
    if taken is None or taken.run is None:
        return not_taken(PartName.SEARCH, walked, taken, Role.SEARCH) or unreached(PartName.SEARCH, None)
    if found is not None and trial is not None:
        works = trial.result_count > 0 or trial.states_no_results
        happened = f"a search for “{trial.query}” was answered" if works else None
        return served(PartName.SEARCH, walked, found, happened, leads_to=walked.path(trial.url) if trial.url else None)
    candidates = [one for sought in walked.sought(Role.SEARCH) for one in sought.candidates]
    if taken.run.status is StepStatus.SKIPPED and not candidates:
        return MappedPart(name=PartName.SEARCH, status=PartStatus.ABSENT, looked=looks)
    untried = not any(one.attempt not in {Attempt.NOT_TRIED, Attempt.WORKED} for one in candidates)
    if taken.run.status is StepStatus.SKIPPED and found is not None and untried:
        return served(PartName.SEARCH, walked, found, None, status=PartStatus.SEEN, note=f"not used: {taken.error}")
    return not_found(PartName.SEARCH, looks, taken.error)


def results(walked: Walked) -> MappedPart:
    trial = search_trial(walked)
    if trial is None:
        taken = walked.taken(Search)
        skipped = taken is not None and taken.run is not None and taken.run.status is StepStatus.SKIPPED
        status = PartStatus.NOT_NEEDED if skipped else PartStatus.NOT_REACHED
        return MappedPart(name=PartName.RESULTS, status=status, note="no search was made")
    page = walked.path(trial.url)
    if trial.result_count == 0:
        said = "the page says that there are none" if trial.states_no_results else "no results could be seen"
        looks = walked.looks(Role.PRODUCT_LINK, visit_of(walked, Search))
        told = tuple(one.model_copy(update={"looked_for": RESULTS_LOOKED_FOR}) for one in looks)
        return not_found(PartName.RESULTS, told, f"a search for “{trial.query}”: {said}")
    counted = "1 product" if trial.result_count == 1 else f"{trial.result_count} products"
    reasons = [f"{counted} for “{trial.query}”"]
    doubt = 1 - HAPPENED
    if trial.result_names:
        shown = ", ".join(f"“{name}”" for name in trial.result_names[:_NAMES_TOLD])
        reasons.append(f"shows {shown}")
    if trial.intended_found:
        doubt *= 1 - HAPPENED
        reasons.append("what was searched for is among them")
    elif trial.intended_found is False:
        doubt = 1 - HAPPENED / 2
        reasons.append("what was searched for is not among them")
    return MappedPart(
        name=PartName.RESULTS,
        status=PartStatus.FOUND,
        page=page,
        confidence=round(1 - doubt, 4),
        sureness=Sureness.of(1 - doubt),
        reasons=tuple(reasons),
    )


def listing(walked: Walked) -> MappedPart | None:
    taken, found = walked.taken(OpenListing), walked.found(Role.LISTING_LINK)
    if taken is None or taken.run is None or taken.run.status is StepStatus.SKIPPED:
        return None
    if found is not None and taken.completed:
        return served(PartName.LISTING, walked, found, "it led to a list of products", **leads_to(walked, taken))
    if completed(walked, OpenProduct):
        return None
    return not_found(PartName.LISTING, walked.looks(Role.LISTING_LINK, *walked.run.visits[:1]), taken.error)


def product(walked: Walked) -> MappedPart:
    taken = walked.taken(OpenProduct)
    part = not_taken(PartName.PRODUCT, walked, taken, Role.PRODUCT_LINK)
    if part is not None or taken is None:
        return part or unreached(PartName.PRODUCT, None)
    found = walked.found(Role.PRODUCT_LINK)
    if taken.completed and taken.visit:
        if found is None or taken.visit.reached_by == "already there":
            page = walked.path(taken.visit.url)
            return needing_no_control(PartName.PRODUCT, page, "the page itself is a product's")
        return served(PartName.PRODUCT, walked, found, "it led to a product's page", **leads_to(walked, taken))
    before = [visit for visit in walked.run.visits if visit.step_id != taken.step.id]
    return not_found(PartName.PRODUCT, walked.looks(Role.PRODUCT_LINK, *before), taken.error)
