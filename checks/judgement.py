"""What several checks weigh alike: what was sought and not found, what we could not see, where an act belongs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from auditor.check import Context
from auditor.discovery.buying import rank_checkout
from auditor.discovery.lexicon import Concept, Lexicon
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import cart_is_empty
from auditor.model.artifact import CartTrial, PageResponse
from auditor.model.base import Box, Record
from auditor.model.finding import ClipEvidence, ElementEvidence, Location, Mark
from auditor.model.form import FormSubmission, FormTrial, Typing
from auditor.model.loading import NetworkLog
from auditor.model.picture import Screenshot
from auditor.model.recognition import Attempt, Candidate, Recognition, Role
from auditor.model.run import StepStatus, Visit
from auditor.model.snapshot import DomSnapshot, FrameSnapshot, Landmark
from auditor.model.wording import Phrase, listed, say, say_number

LIKELY = 0.5
"""The confidence from which a candidate counts as a control that is there, though it may not work; ours."""
LARGE_FRAME_SHARE = 0.05
"""The share of the viewport from which a frame that cannot be read may hold the control sought; ours."""
LEAST_NAVIGATION = 3
"""The number of links from which header and navigation count as a way to the goods; ours."""
FIRST_ERROR_STATUS = 400
"""The status from which an answer is an error, RFC 9110 section 15.5."""
REFUSED_INPUT = frozenset({400, 409, 422})
"""Statuses by which a server refuses what was sent to it, RFC 9110 section 15.5."""
PERHAPS_FOR_US_ALONE = frozenset({401, 403, 429})
"""Statuses by which a server refuses who asks, or how often, RFC 9110 section 15.5 and RFC 6585."""
SITE_PARTS = frozenset({Landmark.HEADER, Landmark.NAV, Landmark.FOOTER})

_ACTS = {
    Role.SEARCH: "search",
    Role.LISTING_LINK: "open_listing",
    Role.PRODUCT_LINK: "open_product",
    Role.ADD_TO_CART: "add_to_cart",
    Role.CART: "open_cart",
    Role.CHECKOUT: "start_checkout",
    Role.GUEST: "start_checkout",
}
_NO_EXCUSE = (Concept.GENERIC_ERROR, Concept.ADDED_TO_CART)
"""Messages that do not excuse an empty cart: something broke, or the product is said to be there."""
_DIGITS = re.compile(r"\d")
_TO_MS = 1000
_MANY_SECONDS = 10
_SHORT = 100
_LABEL = 40

TrialT = TypeVar("TrialT", bound=Record)


@dataclass(frozen=True)
class Absence:
    """A role for which nothing on the page served.

    `unusable` are likely controls that are there and cannot be pressed; `doubts` are reasons, in plain words, why the
    absence is not proved.
    """

    recognition: Recognition
    unusable: tuple[Candidate, ...]
    doubts: tuple[Phrase, ...]

    @property
    def tried(self) -> int:
        """How many candidates were tried."""
        return sum(candidate.attempt is not Attempt.NOT_TRIED for candidate in self.recognition.candidates)

    @property
    def effort(self) -> Phrase:
        """How it was looked for, as the end of a sentence."""
        found = len(self.recognition.candidates)
        if not found:
            return say("nothing on the page looks like it")
        return say_number(
            "{tried} of {number} candidate tried", "{tried} of {number} candidates tried", found, tried=self.tried
        )


def recognition(visit: Visit, role: Role) -> Recognition | None:
    """The search for a role on a visit's page; the last, where there were several."""
    return next((found for found in reversed(list(visit.all(Recognition))) if found.role is role), None)


def absence(visit: Visit, role: Role) -> Absence | None:
    """What speaks for a control of this role being absent from the page.

    None where it was not sought, where one served, and where a likely one was pressed without success: then it is
    there and does not work, which is a friction of another kind.
    """
    sought = recognition(visit, role)
    if sought is None or sought.found is not None:
        return None
    likely = [candidate for candidate in sought.candidates if candidate.confidence >= LIKELY]
    if any(candidate.attempt in {Attempt.WORKED, Attempt.HELD} for candidate in sought.candidates):
        return None
    if any(candidate.attempt in {Attempt.NO_EFFECT, Attempt.WRONG_PLACE} for candidate in likely):
        return None
    doubts = []
    if not sought.page_kind_proven:
        doubts.append(say("the page's kind is not proved"))
    if not sought.exhausted:
        doubts.append(say("not every candidate was tried"))
    doubts.extend(out_of_sight(visit.get(DomSnapshot)))
    unusable = tuple(candidate for candidate in likely if candidate.attempt is Attempt.NOT_USABLE)
    return Absence(sought, unusable, tuple(doubts))


def out_of_sight(page: DomSnapshot | None) -> tuple[Phrase, ...]:
    """Why something on the page may have escaped us: closed shadow roots, frames of other origins, cut snapshots."""
    if page is None:
        return ()
    reasons = []
    if page.truncated:
        reasons.append(say("the page is too large to be read whole"))
    if page.closed_shadow_hosts:
        reasons.append(say("parts of the page are closed to scripts"))
    if sealed_frames(page):
        reasons.append(say("a frame of another site cannot be looked into"))
    return tuple(reasons)


def sealed_frames(page: DomSnapshot) -> tuple[FrameSnapshot, ...]:
    """Frames that cannot be read and are large enough to hold a control."""
    least = page.viewport_width * page.viewport_height * LARGE_FRAME_SHARE
    return tuple(frame for frame in page.frames if not frame.readable and frame.box.area > least)


def was_sent(visit: Visit) -> bool:
    """Whether the page is the answer to a form that was sent."""
    return any(
        request.main_document and request.method == "POST" for log in visit.all(NetworkLog) for request in log.requests
    )


def doubts_about_answer(visit: Visit) -> tuple[Phrase, ...]:
    """Why an error status need not be the shop's failure."""
    answer = visit.get(PageResponse)
    if answer is None or answer.status is None:
        return ()
    if answer.status in PERHAPS_FOR_US_ALONE:
        return (say("the page may be closed to this visitor only"),)
    if answer.status in REFUSED_INPUT and was_sent(visit):
        return (say("the server may rightly have refused what was sent"),)
    return ()


def doubts_about_cart(trial: CartTrial, visit: Visit) -> tuple[Phrase, ...]:
    """Why a cart without the product that was put into it need not be the shop's failure."""
    doubts = []
    page = visit.get(DomSnapshot)
    if trial.retry_in_cart:
        doubts.append(say("a second product did arrive"))
    if trial.retry_in_cart is None and (trial.cart_lines or not _is_empty(page)):
        doubts.append(say("the cart may hold it under another name"))
    if trial.messages and not _no_excuse(trial, page):
        doubts.append(say("the shop gave a message that may explain it"))
    return tuple(doubts)


def _is_empty(page: DomSnapshot | None) -> bool:
    """Whether the cart says so, or shows no control that a filled cart has."""
    if page is None:
        return True
    view = PageView(page)
    return cart_is_empty(view) or not rank_checkout(view)


def _no_excuse(trial: CartTrial, page: DomSnapshot | None) -> bool:
    """Whether every message says that it worked, or that the shop itself failed."""
    lexicon = Lexicon.load()
    languages = lexicon.languages_for(page.language if page else None)
    return all(any(lexicon.match(concept, text, languages) for concept in _NO_EXCUSE) for text in trial.messages)


def refused_in_place(trial: FormTrial) -> tuple[FormSubmission, ...]:
    """Submissions that were sent, answered, refused, and left the shopper before the same form."""
    return tuple(one for one in trial.submissions if one.pressed and one.settled and not one.accepted and one.same_form)


def trials(context: Context, kind: type[TrialT]) -> Iterator[tuple[TrialT, Visit]]:
    """Every trial of a kind in the walk and the probes, with its visit."""
    return ((trial, visit) for visit in context.all_visits() for trial in visit.all(kind))


def place_of_act(context: Context, visit: Visit, role: Role) -> Location:
    """Where a finding about a control belongs: the page it stands on, and the step whose act is to use it.

    So a control that is missing on the product's page stands at the same step as the step that broke for want of it.
    """
    place = context.location(visit)
    act = _ACTS.get(role)
    step = next((step for step in context.run.journey.steps if step.action.kind == act), None)
    return place if step is None else place.model_copy(update={"step": step.id})


def place_of_way_to_goods(context: Context, visit: Visit) -> Location:
    """Where a finding about the way to the products belongs: the first step to them that broke, else the last one."""
    place = context.location(visit)
    acts = {step.id for step in context.run.journey.steps if step.action.kind in {"open_listing", "open_product"}}
    tried = [step for step in context.run.steps if step.step_id in acts]
    broken = next((step for step in tried if step.status is StepStatus.BROKEN), None)
    if broken is not None:
        return place.model_copy(update={"step": broken.step_id})
    return place_of_act(context, visit, Role.PRODUCT_LINK)


def path_pattern(url: str) -> str:
    """The path of an address, segments that hold digits replaced: what stays the same from one audit to the next."""
    segments = urlsplit(url).path.split("/")
    return "/".join("*" if _DIGITS.search(segment) else segment for segment in segments) or "/"


def path_of(url: str) -> str:
    """The path of an address, for a message."""
    return urlsplit(url).path or "/"


def seconds(milliseconds: float) -> Phrase:
    """A duration for a message: `640 ms`, `6.2 s`, `12 s`."""
    if milliseconds < _TO_MS:
        return say("{value:.0f} ms", value=milliseconds)
    value = milliseconds / _TO_MS
    return say("{value:.1f} s", value=value) if value < _MANY_SECONDS else say("{value:.0f} s", value=value)


def shortened(text: str, limit: int = _SHORT) -> str:
    """A text on one line, cut for a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def quoted(text: str, limit: int = _SHORT) -> Phrase:
    """Words of the page for a message, on one line, cut, between quotation marks."""
    return say("“{text}”", text=shortened(text, limit))


def our_words(text: str) -> Phrase:
    """Words of ours as a quotation, told in the reader's language, which the page's own words never are."""
    return listed([Phrase(text) if not isinstance(text, Phrase) else text])


def first_of(names: Sequence[str], most: int) -> Phrase:
    """Names as a list, the first of many, then the number of the others."""
    more = len(names) - most
    return listed(names[:most]) + (say_number(" and {number} more", " and {number} more", more) if more > 0 else "")


def of_fields(number: int) -> Phrase:
    """What a number of fields is a part of: `of 5 fields`."""
    return say_number("of {number} field", "of {number} fields", number)


def of_filled_fields(number: int) -> Phrase:
    """The same of the fields that were filled in."""
    return say_number("of {number} filled field", "of {number} filled fields", number)


def either(choices: Sequence[str]) -> Phrase:
    """What may be one or another: `a or b or c`."""
    told = listed(choices[:1])
    for choice in choices[1:]:
        told = say("{before} or {last}", before=told, last=choice)
    return told


def all_of(members: Sequence[str]) -> Phrase:
    """What holds of one and another: `a and b and c`."""
    told = listed(members[:1])
    for member in members[1:]:
        told = say("{before} and {last}", before=told, last=member)
    return told


def because(doubts: Iterable[str]) -> Phrase:
    """The doubts as the end of a message; empty where there are none."""
    reasons = listed(doubts)
    return say(" To be looked at by a person: {reasons}.", reasons=reasons) if reasons else Phrase("")


def element_of(candidate: Candidate, note: str = "") -> ElementEvidence:
    """A candidate as evidence."""
    return ElementEvidence(selector=candidate.selector, snippet=candidate.name, box=candidate.box, note=note)


def field_of(typing: Typing, note: str = "") -> ElementEvidence:
    """A field typed into as evidence."""
    return ElementEvidence(selector=typing.selector or typing.key, snippet=typing.label, box=typing.box, note=note)


def label_of(typing: Typing) -> Phrase:
    """The name of a field typed into, for a message."""
    return quoted(typing.label or typing.key, _LABEL)


def of_step(name: str) -> Phrase:
    """The step a form belongs to, as the end of a message's part; empty where it has no name."""
    return say(" of “{step}”", step=shortened(name, _LABEL)) if name else Phrase("")


def clip_of(screenshot: Screenshot, caption: str, boxes: Iterable[Box] = ()) -> ClipEvidence:
    """A screenshot as evidence, `boxes` in document coordinates marked on it where it shows them."""
    moved = (
        box.model_copy(update={"x": box.x - screenshot.scroll_x, "y": box.y - screenshot.scroll_y}) for box in boxes
    )
    shown = tuple(
        box
        for box in moved
        if box.x < screenshot.width and box.y < screenshot.height and box.x + box.width > 0 and box.y + box.height > 0
    )
    mark = Mark(screenshot=screenshot.blob, width=screenshot.width, height=screenshot.height, boxes=shown)
    return ClipEvidence(mark=mark, caption=caption)
