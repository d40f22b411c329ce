"""What a page can do to a walk: everything that costs a step, never the audit."""

from playwright.async_api import Error as PlaywrightError

from auditor.browser.collectors.page_world import PageAwayError, PageScriptError, PageSilentError
from auditor.model.wording import Phrase

PAGE_FAILURES = (PlaywrightError, PageAwayError, PageScriptError, PageSilentError)
"""Errors that tell of the page, not of us."""


def first_line(error: BaseException, length: int = 300) -> str:
    """The first line of an error's text, bounded, or what we said of it; its kind where it says nothing."""
    if error.args and isinstance(error.args[0], Phrase):
        return error.args[0]
    text = str(error).strip()
    return text.splitlines()[0][:length] if text else type(error).__name__
