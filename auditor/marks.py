"""Marks: where on a screenshot the elements of a finding stand. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from auditor.check import Context
from auditor.model.base import Box
from auditor.model.finding import ElementEvidence, Evidence, Finding, Mark
from auditor.model.picture import Screenshot
from auditor.model.run import Visit

LEAST_SHOWN = 0.5  # a mark on less than half of an element points beside it; ours
FILLS_VIEW = 0.25  # of a form longer than the screen, this share of the screen is enough; ours

OF_A_FORM_SENT = frozenset({"after submission", "after the mistake was put right"})
"""Purposes of pictures that show a form with what the page said to it."""


def marked(finding: Finding, pages: Sequence[Visit], screenshots: Sequence[Screenshot], context: Context) -> Finding:
    """Add a mark to every element that a screenshot of its page shows and that has none yet.

    Args:
        finding: the finding.
        pages: the visits of what was judged.
        screenshots: pictures the judged trial took itself; they are looked at first.
        context: where further visits of the finding's page are looked for.
    """
    if not any(isinstance(one, ElementEvidence) and one.box and one.mark is None for one in finding.evidence):
        return finding
    pictures = (*screenshots, *_pictures(finding, pages, context))
    return finding.model_copy(update={"evidence": tuple(_with_mark(one, pictures) for one in finding.evidence)})


def mark(box: Box, screenshots: Iterable[Screenshot]) -> Mark | None:
    """The mark on the screenshot that shows most of a box; None where none shows enough of it.

    Args:
        box: in document coordinates.
        screenshots: pictures of the viewport of that document; of equals the first is taken.
    """
    best: tuple[float, Screenshot, Box] | None = None
    for picture in screenshots:
        shown = _shown(box, picture)
        if shown is not None and (best is None or shown.area > best[0]):
            best = (shown.area, picture, shown)
    if best is None:
        return None
    _, picture, shown = best
    return Mark(screenshot=picture.blob, width=picture.width, height=picture.height, boxes=(shown,))


def _pictures(finding: Finding, pages: Sequence[Visit], context: Context) -> Iterator[Screenshot]:
    """Yield the pictures of the finding's own page as it came, those of what was judged first."""
    place = finding.location
    visits = {visit.id: visit for visit in (*pages, *context.all_visits())}
    for visit in visits.values():
        if (visit.step_id, visit.stage, visit.url) == (place.step, place.stage, place.url):
            yield from _as_it_came(visit)


def _as_it_came(visit: Visit) -> Iterator[Screenshot]:
    """Yield a visit's pictures but for those of a form once it was sent: what it then says moves what stands below."""
    for picture in visit.all(Screenshot):
        if picture.purpose in OF_A_FORM_SENT:
            return
        yield picture


def _with_mark(evidence: Evidence, pictures: Sequence[Screenshot]) -> Evidence:
    if not isinstance(evidence, ElementEvidence) or evidence.box is None or evidence.mark is not None:
        return evidence
    found = mark(evidence.box, pictures)
    return evidence.model_copy(update={"mark": found}) if found else evidence


def _shown(box: Box, picture: Screenshot) -> Box | None:
    """The part of a box that a picture shows, in the viewport's coordinates; None where that is too little."""
    left, top = box.x - picture.scroll_x, box.y - picture.scroll_y
    x, y = max(left, 0), max(top, 0)
    width = min(left + box.width, picture.width) - x
    height = min(top + box.height, picture.height) - y
    if width <= 0 or height <= 0:
        return None
    shown = Box(x=x, y=y, width=width, height=height)
    if shown.area >= LEAST_SHOWN * box.area or shown.area >= FILLS_VIEW * picture.width * picture.height:
        return shown
    return None
