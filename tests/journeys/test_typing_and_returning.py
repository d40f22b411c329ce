"""What fields make of typing, what a second press sends, what a step back finds; and that nothing of it is ordered."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from auditor.browser.probes.typing_and_returning import probe_typing
from auditor.model.artifact import Artifact
from auditor.model.form import DoubleSubmitTrial, ReturnTrial, TypedHow, Typing, TypingTrial, WayBack
from tests.journeys import odd_returns as returns
from tests.journeys import odd_typing as odd
from tests.journeys.odd_probing import Probed, probe
from tests.journeys.odd_shops import Shop

T = TypeVar("T", bound=Artifact)


def tried(shop: Shop, output: Path) -> Probed:
    """The family on a shop, made whole."""
    done = probe(probe_typing, shop, output)
    assert done.skipped == ()
    return done


def trials(done: Probed, kind: type[T]) -> Iterator[T]:
    for visit in done.visits:
        yield from visit.all(kind)


def typed(done: Probed, how: TypedHow, purpose: str) -> Typing:
    every = (one for trial in trials(done, TypingTrial) for one in trial.typings)
    (found,) = (one for one in every if one.how is how and one.purpose == purpose)
    return found


def test_a_number_that_a_page_sends_with_every_key_never_comes_to_the_server(tmp_path: Path) -> None:
    shop = odd.Autosaving()
    done = tried(shop, tmp_path)
    assert "4242" in "".join(shop.sent), "the wrong number may come"
    assert typed(done, TypedHow.PLAIN, "card_number").held_digits == 16
    assert {path for _, path in shop.requests} >= {"/autosave", "/lookup", "/seen", "/restore"}


def test_a_page_that_prevents_pasting_is_seen(tmp_path: Path) -> None:
    done = tried(odd.PasteBlocked(), tmp_path)
    pasted = {
        one.purpose: one.prevented
        for trial in trials(done, TypingTrial)
        for one in trial.typings
        if one.how is TypedHow.PASTED
    }
    assert {purpose for purpose, prevented in pasted.items() if prevented} == {"email"}
    assert {"email", "full_name", "card_number", "security_code"} <= set(pasted)


def test_a_page_that_inserts_what_is_pasted_itself_prevents_nothing(tmp_path: Path) -> None:
    done = tried(odd.PasteMasked(), tmp_path)
    assert not any(one.prevented for trial in trials(done, TypingTrial) for one in trial.typings)


def test_a_limit_cuts_a_number_with_spaces(tmp_path: Path) -> None:
    done = tried(odd.CardOfSixteen(), tmp_path)
    assert typed(done, TypedHow.PLAIN, "card_number").held_digits == 16
    spaced = typed(done, TypedHow.SPACED, "card_number")
    assert (spaced.typed_digits, spaced.held_digits, spaced.held_length, spaced.maxlength) == (16, 13, 16, 16)


def test_a_script_that_cuts_is_seen_where_no_limit_is_stated(tmp_path: Path) -> None:
    email = typed(tried(odd.CuttingScript(), tmp_path), TypedHow.LONG, "email")
    assert email.typed_length >= 100
    assert (email.held_length, email.maxlength, email.text) == (30, None, "")


def test_a_complaint_about_spaces_is_quoted(tmp_path: Path) -> None:
    done = tried(odd.SpacesRefused(), tmp_path)
    assert not typed(done, TypedHow.PLAIN, "card_number").refused
    spaced = typed(done, TypedHow.SPACED, "card_number")
    assert (spaced.refused, spaced.text) == (True, "Only digits please")


def test_a_field_that_groups_digits_itself_takes_them_all(tmp_path: Path) -> None:
    done = tried(odd.CardMasked(), tmp_path)
    for how in (TypedHow.PLAIN, TypedHow.SPACED, TypedHow.HYPHENATED):
        one = typed(done, how, "card_number")
        assert (one.held_digits, one.held_length, one.refused) == (16, 19, False), how


def test_a_field_for_numbers_takes_no_hyphens(tmp_path: Path) -> None:
    done = tried(odd.CardIsNumber(), tmp_path)
    assert typed(done, TypedHow.PLAIN, "card_number").taken
    hyphenated = typed(done, TypedHow.HYPHENATED, "card_number")
    assert (hyphenated.taken, hyphenated.type) == (False, "number")


def test_a_complaint_about_what_is_begun_is_seen(tmp_path: Path) -> None:
    begun = typed(tried(odd.Hasty(), tmp_path), TypedHow.UNFINISHED, "email")
    assert (begun.refused, begun.text) == (True, "Please enter a valid email address")


def test_help_while_typing_is_no_complaint(tmp_path: Path) -> None:
    begun = typed(tried(odd.Helpful(), tmp_path), TypedHow.UNFINISHED, "email")
    assert (begun.taken, begun.refused) == (True, False)


def test_nothing_typed_is_written_down(tmp_path: Path) -> None:
    done = tried(odd.SpacesRefused(), tmp_path)
    for secret in ("4242424242424242", "4242 4242 4242 4242", "4242-4242-4242-4242", "378282246310005"):
        assert secret not in done.journal


@pytest.mark.parametrize(
    ("shop", "identical"),
    [
        (odd.SendsTwice, 2),
        (odd.DisablesItself, 1),
        (odd.IgnoresSecond, 1),
        (odd.DisabledForEver, 1),
        (odd.SendsByKey, 1),
    ],
)
def test_two_presses(shop: type[Shop], identical: int, tmp_path: Path) -> None:
    *_, trial = trials(tried(shop(), tmp_path), DoubleSubmitTrial)
    assert (trial.performed, trial.identical, trial.may_place_order) == (True, identical, True), trial


@pytest.mark.parametrize(
    ("shop", "losing"),
    [
        (returns.TwoSteps, set()),
        (returns.Forgetful, {WayBack.BROWSER, WayBack.OWN_LINK}),
        (returns.OwnLinkKeeps, {WayBack.BROWSER}),
        (returns.Routed, set()),
        (returns.RoutedForgets, {WayBack.BROWSER, WayBack.OWN_LINK}),
        (returns.Accordion, set()),
        (returns.AccordionForgets, {WayBack.OWN_LINK}),
    ],
)
def test_coming_back(shop: type[Shop], losing: set[WayBack], tmp_path: Path) -> None:
    found = {trial.way: trial for trial in trials(tried(shop(), tmp_path), ReturnTrial)}
    assert set(found) == set(WayBack)
    arrived = {way for way, trial in found.items() if trial.arrived and way is not WayBack.RELOAD}
    assert {way for way in arrived if found[way].lost} == losing, found
    assert found[WayBack.OWN_LINK].arrived
    assert found[WayBack.OWN_LINK].control in {"Change address", "Change"}
