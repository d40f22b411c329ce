"""What a page says of one field after something was typed into it, nothing having been sent."""

from auditor.discovery.form_comparison import new_messages, says_wrong
from auditor.discovery.page_view import PageView
from auditor.model.form import ErrorMessage


def refusal_of(before: PageView, after: PageView, key: str) -> tuple[bool, str]:
    """Whether field or page say that what stands in a field is wrong, and did not before; and in what words.

    Suggestions, counters and lists of what is still wanted come while one types too: new text near the field counts
    only where it is an alert, drawn as an error, or speaks of a mistake, or where the field is marked as wrong beside.
    The browser's own words are none: it shows them only once the form is sent.
    """
    entry, first = after.field(key), before.field(key)
    if entry is None:
        return False, ""
    marked = entry.aria_invalid and not (first and first.aria_invalid)
    native = entry.user_invalid and not (first and first.user_invalid)
    drawn = entry.error_look and not (first and first.error_look)
    near = [message for message in new_messages(before, after) if message.near_field == key]
    complaints = [message.text for message in near if marked or drawn or _complains(after, message)]
    refused = bool(marked or native or complaints)
    return refused, complaints[0] if complaints else ""


def _complains(view: PageView, message: ErrorMessage) -> bool:
    same = (message.selector, message.text)
    text = next((one for one in view.snapshot.texts if (one.selector, one.text) == same), None)
    if text is not None and (text.role == "alert" or text.error_look):
        return True
    return says_wrong(view, message.text)
