"""What is masked in a snapshot before it is kept."""

from auditor.model.redaction import redact_url
from auditor.model.snapshot import DomSnapshot


def keepable(snapshot: DomSnapshot) -> DomSnapshot:
    """A snapshot fit to be written: addresses without the values of secret-looking parameters."""
    return snapshot.model_copy(
        update={
            "url": redact_url(snapshot.url),
            "elements": tuple(
                element.model_copy(update={"href": redact_url(element.href or "")})
                if _may_tell(element.href)
                else element
                for element in snapshot.elements
            ),
            "cards": tuple(
                card.model_copy(update={"href": redact_url(card.href or "")}) if _may_tell(card.href) else card
                for card in snapshot.cards
            ),
            "forms": tuple(
                form.model_copy(update={"action": redact_url(form.action)}) if _may_tell(form.action) else form
                for form in snapshot.forms
            ),
            "images": tuple(
                image.model_copy(update={"src": redact_url(image.src)}) if _may_tell(image.src) else image
                for image in snapshot.images
            ),
            "frames": tuple(frame.model_copy(update={"url": redact_url(frame.url)}) for frame in snapshot.frames),
        }
    )


def _may_tell(url: str | None) -> bool:
    """Whether an address could hold a secret at all; most do not, and are left as they are."""
    return url is not None and not url.startswith("data:") and any(sign in url for sign in "?#@;")
