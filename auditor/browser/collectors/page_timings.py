"""Reads the timings of the document a page stands on."""

from playwright.async_api import Page

from auditor.browser.collectors.page_world import PageAwayError, PageSilentError
from auditor.browser.collectors.recorder import ask_recorder
from auditor.model.loading import PageTimings


async def collect_timings(page: Page) -> PageTimings:
    """Return the vitals and navigation timings recorded so far; all unknown where the page does not answer.

    Definitions are those of the metrics' own specifications: the largest contentful paint before the first input, the
    worst session window of layout shifts (1 s apart, 5 s long), blocking time beyond 50 ms per long task after the
    first contentful paint, the interaction latency that one interaction in fifty exceeds.
    """
    try:
        return PageTimings.model_validate(await ask_recorder(page, "timings"))
    except (PageSilentError, PageAwayError):
        return PageTimings()
