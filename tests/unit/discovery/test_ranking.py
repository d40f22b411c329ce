"""Signals add up as independent doubts, and the surest candidate comes first."""

import itertools
import random

import pytest

from auditor.discovery.lexicon import Concept, TermMatch, Tier
from auditor.discovery.ranking import Ranked, Score, best_first
from auditor.model.recognition import Basis
from tests.unit.discovery.snapshots import button, field, names, page


def scored(*weights: float, damping: float = 1) -> Score:
    score = Score()
    for weight in weights:
        score.add(weight, Basis.STRUCTURE, f"weighs {weight}")
    score.damp_if(damping < 1, damping, "speaks against it")
    return score


def said(tier: Tier, *, exact: bool) -> float:
    score = Score()
    score.add_words(TermMatch(Concept.CART, "cart", "en", exact=exact, tier=tier), "it")
    return score.confidence


def candidate(name: str, weight: float, *, x: float = 0, y: float = 0) -> Ranked:
    view = page(elements=[button(name, box=[x, y, 100, 40])])
    return scored(weight).candidate_of_element(view.snapshot.elements[0])


def test_two_halves_leave_a_quarter_of_the_doubt() -> None:
    assert scored(0.5, 0.5).confidence == 0.75


def test_nothing_seen_is_no_confidence() -> None:
    assert Score().confidence == 0


def test_the_order_of_signals_does_not_matter() -> None:
    weights = (0.45, 0.2, 0.1, 0.15)
    assert len({scored(*order, damping=0.35).confidence for order in itertools.permutations(weights)}) == 1


def test_more_evidence_never_makes_less_sure_and_confidence_stays_a_share() -> None:
    dice = random.Random(7)
    for _ in range(200):
        weights = [dice.random() for _ in range(dice.randrange(1, 8))]
        fewer, more = scored(*weights[:-1]), scored(*weights)
        assert 0 <= fewer.confidence <= more.confidence <= 1
        assert scored(*weights, damping=dice.random()).confidence <= more.confidence


def test_what_speaks_against_is_told_among_the_reasons_but_is_no_basis() -> None:
    score = scored(0.5, damping=0.2)
    assert score.reasons == ["weighs 0.5", "speaks against it"]
    assert score.bases == [Basis.STRUCTURE]
    assert score.confidence == 0.1


def test_a_signal_that_does_not_hold_leaves_no_trace() -> None:
    score = Score()
    score.add_if(frozenset(), 0.9, Basis.STRUCTURE, "is marked")
    score.damp_if(None, 0.1, "removes")
    score.add_words(None, "it")
    assert (score.confidence, score.reasons, score.bases) == (0, [], [])


def test_words_of_the_page_s_own_language_are_believed_most_and_whole_labels_more_than_parts() -> None:
    for exact in (True, False):
        assert said(Tier.PAGE, exact=exact) > said(Tier.ENGLISH, exact=exact) > said(Tier.OTHER, exact=exact)
    for tier in Tier:
        assert said(tier, exact=True) > said(tier, exact=False)


def test_words_are_told_with_their_language() -> None:
    score = Score()
    score.add_words(TermMatch(Concept.CART, "grozs", "lv", exact=True, tier=Tier.PAGE), "its name")
    assert score.reasons == ["its name says “grozs” (lv)"]
    assert score.bases == [Basis.LEXICON]


def test_the_surest_comes_first_then_what_stands_higher_then_what_stands_further_left() -> None:
    found = [
        candidate("unsure", 0.3),
        candidate("low", 0.6, y=900),
        candidate("right", 0.6, x=500, y=10),
        candidate("left", 0.6, x=5, y=10),
        candidate("sure", 0.9, y=2000),
    ]
    for order in itertools.permutations(found):
        assert names(best_first(order)) == ["sure", "left", "right", "low", "unsure"]


def test_the_hopeless_are_dropped_and_so_are_those_beyond_the_limit() -> None:
    found = [candidate("hopeless", 0.1), candidate("fair", 0.4), candidate("good", 0.7)]
    assert names(best_first(found)) == ["good", "fair"]
    assert names(best_first(found, most=1)) == ["good"]
    assert best_first(found, at_least=0.8) == ()


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"label": "Suche", "placeholder": "Wonach?"}, "Suche"),
        ({"placeholder": "Wonach?"}, "Wonach?"),
        ({}, "q"),
    ],
)
def test_a_field_is_called_what_a_shopper_sees_of_it(facts: dict[str, str], name: str) -> None:
    view = page(fields=[field("q", **facts)])
    ranked = scored(0.5).candidate_of_field(view.snapshot.fields[0])
    assert ranked.candidate.name == name
    assert ranked.target is view.snapshot.fields[0]


def test_a_control_without_a_name_is_called_by_its_text() -> None:
    view = page(elements=[button("", text="→", href="/cart")])
    ranked = scored(0.5).candidate_of_element(view.snapshot.elements[0])
    assert ranked.candidate.name == "→"
    assert ranked.candidate.href == "https://shop.example/cart"
    assert ranked.target is view.snapshot.elements[0]
