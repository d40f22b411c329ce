"""Controls that the journey names itself, for where recognition would take the wrong one or none."""

from collections.abc import Callable
from typing import Any

from playwright.async_api import Locator as PlaywrightLocator

from auditor.browser.acts.exact import describe, resolve
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.walk import LATE_CONTENT_MS, StepBroken, Walk
from auditor.discovery.page_view import PageView
from auditor.discovery.ranking import Ranked, Score
from auditor.model.base import Box
from auditor.model.journey import (
    Action,
    AddToCart,
    Locator,
    OpenCart,
    OpenForm,
    OpenListing,
    OpenProduct,
    Search,
    StartCheckout,
)
from auditor.model.recognition import Basis, Role
from auditor.model.run import Cause
from auditor.model.snapshot import ElementSnapshot, Landmark
from auditor.model.wording import say

_ROLES: dict[type[Action], Role] = {
    Search: Role.SEARCH,
    OpenListing: Role.LISTING_LINK,
    OpenProduct: Role.PRODUCT_LINK,
    AddToCart: Role.ADD_TO_CART,
    OpenCart: Role.CART,
    StartCheckout: Role.CHECKOUT,
    OpenForm: Role.CALL_TO_ACTION,
}
_REASON = "is named by the journey"

_WHICH_SCRIPT = """
(control, selectors) => {
  const find = (selector) => {
    let node = null;
    for (const part of selector.split(" >> ")) {
      const root = node ? node.shadowRoot || node : document;
      node = root.querySelector(part);
      if (!node) return null;
    }
    return node;
  };
  let exact = -1, around = -1, nearest = null;
  selectors.forEach((selector, index) => {
    const node = find(selector);
    if (!node) return;
    if (node === control && exact < 0) exact = index;
    if (node !== control && node.contains(control) && (!nearest || nearest.contains(node))) {
      around = index;
      nearest = node;
    }
  });
  const box = control.getBoundingClientRect();
  const steps = [];
  for (let node = control; node && node.parentElement; node = node.parentElement) {
    const same = [...node.parentElement.children].filter((other) => other.localName === node.localName);
    steps.unshift(`${CSS.escape(node.localName)}:nth-of-type(${same.indexOf(node) + 1})`);
  }
  return {
    exact, around, selector: ["html", ...steps].join(" > "), tag: control.localName,
    role: control.getAttribute("role") || "", text: (control.innerText || "").trim().slice(0, 120),
    box: {x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height},
  };
}
"""


def take_names(walk: Walk, action: Action) -> None:
    """Remember which controls a step names; what an earlier step named for the same purpose is forgotten."""
    role = _ROLES.get(type(action))
    if role is None:
        return
    named = {role: getattr(action, "control", None)}
    if isinstance(action, StartCheckout):
        named[Role.GUEST] = action.guest
    for each, locator in named.items():
        walk.known.controls.pop(each, None)
        if locator is not None:
            walk.known.controls[each] = locator


async def candidates(walk: Walk, role: Role, rank: Callable[[PageView], tuple[Ranked, ...]]) -> tuple[Ranked, ...]:
    """The control that the journey names, alone; else what recognition finds, which may come late.

    Raises:
        StepBroken: the control named is not there.
    """
    control = await named_control(walk, role)
    return (control,) if control is not None else await walk.look_until(rank)


async def named_control(walk: Walk, role: Role) -> Ranked | None:
    """The control that the journey names for a role; None where it names none.

    Raises:
        StepBroken: it is not there.
    """
    locator = walk.known.controls.get(role)
    if locator is None:
        return None
    found = resolve(walk.tab.page, locator)
    try:
        await found.wait_for(state="attached", timeout=walk.tab.patient(LATE_CONTENT_MS))
        await walk.look()
        return await _recognised(walk.page, found)
    except PAGE_FAILURES as error:
        raise StepBroken(
            say("the control that the journey names was not found: {control}", control=describe(locator)),
            Cause.EXPECTATION,
        ) from error


async def selector_of(walk: Walk, locator: Locator) -> str | None:
    """The selector, as in the snapshot, of an element that a journey means; None where it does not come."""
    if walk.view is None:
        return None
    found = resolve(walk.tab.page, locator)
    try:
        await found.wait_for(state="attached", timeout=walk.tab.patient(LATE_CONTENT_MS))
        return (await _recognised(walk.page, found)).candidate.selector
    except PAGE_FAILURES:
        return None


async def _recognised(view: PageView, found: PlaywrightLocator) -> Ranked:
    """The control as part of the snapshot, or as the page tells of it where the snapshot has it not."""
    elements = [element for element in view.snapshot.elements if not element.frame]
    fields = [field for field in view.snapshot.fields if not field.frame]
    selectors = [*(field.selector for field in fields), *(element.selector for element in elements)]
    which: dict[str, Any] = await found.evaluate(_WHICH_SCRIPT, selectors, timeout=LATE_CONTENT_MS)
    place = which["exact"] if which["exact"] >= 0 else which["around"]
    score = Score()
    score.add(1, Basis.STRUCTURE, _REASON)
    if 0 <= place < len(fields):
        return score.candidate_of_field(fields[place])
    if place >= 0:
        return score.candidate_of_element(elements[place - len(fields)])
    return score.candidate_of_element(
        ElementSnapshot(
            index=-1,
            tag=which["tag"],
            role=which["role"],
            name=which["text"],
            text=which["text"],
            selector=which["selector"],
            box=Box(**which["box"]),
            landmark=Landmark.NONE,
        )
    )
