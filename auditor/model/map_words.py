"""How a map is told in words, the same on a terminal and in a journey file."""

from auditor.model.recognition import Attempt
from auditor.model.shop_map import Look, MappedControl, PartName, PartStatus, Sureness

PART_NAMES = {
    PartName.SEARCH: "Search",
    PartName.RESULTS: "Results",
    PartName.LISTING: "Listing",
    PartName.PRODUCT: "Product",
    PartName.ADD_TO_CART: "Add to cart",
    PartName.CART: "Cart",
    PartName.CHECKOUT: "Checkout",
    PartName.GUEST: "Guest path",
    PartName.CALL_TO_ACTION: "Call to action",
    PartName.FORM: "Form",
}
STATUS_WORDS = {
    PartStatus.FOUND: "found",
    PartStatus.SEEN: "seen",
    PartStatus.NOT_FOUND: "not found",
    PartStatus.ABSENT: "none seen",
    PartStatus.NOT_NEEDED: "not needed",
    PartStatus.NOT_REACHED: "not reached",
    PartStatus.BEYOND_SAFETY: "not entered",
}
OUTCOME_WORDS = {
    Attempt.NO_EFFECT: "did nothing",
    Attempt.WRONG_PLACE: "led elsewhere",
    Attempt.NOT_USABLE: "could not be used",
    Attempt.HELD: "was held back",
    Attempt.NOT_TRIED: "was not tried",
    Attempt.WORKED: "worked",
}
_ROLE_WORDS = {"searchbox": "search field", "textbox": "field", "combobox": "field", "radio": "choice", "": "control"}
_LONGEST_NAME = 60
_ALMOST_ALL = 0.99


def plain(text: str) -> str:
    """Text of a page on one line, without anything that is not a visible character or a blank."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def how_sure(confidence: float) -> str:
    """A confidence in a word and a figure: `sure, 97 %`; never wholly sure."""
    return f"{Sureness.of(confidence)}, {min(confidence, _ALMOST_ALL):.0%}".replace("%", " %")


def control_in_words(control: MappedControl) -> str:
    """A control as a person would call it: `button “Add to cart”`."""
    kind, name = plain(_ROLE_WORDS.get(control.role, control.role)), plain(control.name)
    if not name:
        return f"{kind} without a name ({plain(control.selector)})"
    return f"{kind} “{name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + '…'}”"


def look_in_words(look: Look) -> str:
    """Where a part was looked for in vain: what for, among how many, what came of those tried, which came closest."""
    told = f"looked on {plain(look.page)} for {look.looked_for}; {look.weighed} weighed"
    told += "".join(f"; {control_in_words(one)} {OUTCOME_WORDS[one.outcome]}" for one in look.tried)
    if look.closest is None:
        return told if look.tried else f"{told}, none of them like it"
    why = f" ({plain(', '.join(look.closest.reasons))})" if look.closest.reasons else ""
    return f"{told}; closest: {control_in_words(look.closest)}, {how_sure(look.closest.confidence)}{why}"
