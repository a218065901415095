"""Tables against classifier: what is weighed, what wins, what is left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors.resolve import ActorReader
from dragoman.encoder import Labels, PairScores
from dragoman.events.candidates import candidates_of
from dragoman.events.classify import NONE, Verdict
from dragoman.events.deeds import Deed
from dragoman.events.fusion import KINDS, Fusion, Weight, kind_of, outcome_of
from dragoman.events.judging import sides_of, told_beside
from dragoman.events.rules import Rules
from dragoman.parse.pipeline import Parser
from dragoman.records import Article

from .conftest import Coded

LABELS = Labels(("NONE", "AGREE", "SANCTION"), ("SANCTION/expel",), ("occurred", "planned"), ("military",))
EQUAL = Fusion({kind: Weight(1.0, 0.0, 0.0, 0.0, 0.6) for kind in KINDS})


def verdict(none: float, agree: float, sanction: float) -> Verdict:
    types = np.array([none, agree, sanction], dtype=np.float32)
    one, two = np.array([0.9], dtype=np.float32), np.array([0.3, 0.7], dtype=np.float32)
    return Verdict(PairScores(types, one, two, types, one, two), LABELS)


@pytest.fixture(scope="module")
def deeds() -> tuple[Deed, Deed]:
    """A deed that an act's row tells, and one that only the grammar proposes."""
    parsed = Parser.load().parse(_article("Peru expelled two Chilean diplomats. Peru flabbergasted Chile."))
    first, second = candidates_of(parsed, ActorReader.load(), Rules.load())
    return first.deeds[0], second.deeds[0]


def _article(text: str) -> Article:
    from datetime import date

    return Article("test", date(2020, 6, 17), text)


def test_what_no_table_knows_is_proposed(deeds: tuple[Deed, Deed]) -> None:
    told, proposed = deeds
    assert (kind_of(told), told.outcome.type) == ("act", "SANCTION")
    assert (kind_of(proposed), proposed.outcome.type) == ("proposal", NONE)
    assert [a.code for a in (*proposed.actors, *proposed.recipients)] == ["PER", "CHL"]


def test_a_mere_plurality_outvotes_no_table(deeds: tuple[Deed, Deed]) -> None:
    told, _ = deeds
    decided = EQUAL.decided(told, verdict(0.2, 0.45, 0.35))
    assert decided is not None
    assert (decided.outcome, decided.probability) == (told.outcome, pytest.approx(0.35, abs=1e-4))


def test_the_likelier_type_wins(deeds: tuple[Deed, Deed]) -> None:
    told, _ = deeds
    decided = EQUAL.decided(told, verdict(0.1, 0.7, 0.2))
    assert decided is not None
    assert (decided.outcome.type, decided.outcome.act, decided.basis) == ("AGREE", None, "classifier 0.70")
    assert decided.probability == pytest.approx(0.7, abs=1e-4)
    assert "outweighed" in decided.rules[0]


def test_a_table_that_is_trusted_keeps_its_deed_whole(deeds: tuple[Deed, Deed]) -> None:
    told, _ = deeds
    trusting = Fusion({**EQUAL.weights, "act": Weight(1.0, 5.0, 0.0, 0.0, 0.6)})
    decided = trusting.decided(told, verdict(0.1, 0.7, 0.2))
    assert decided is not None
    assert decided == replace(told, probability=decided.probability)
    assert 0.9 < (decided.probability or 0) < 1


@pytest.mark.parametrize("chances", [(0.8, 0.1, 0.1), (0.3, 0.36, 0.34)])
def test_none_and_the_unsure_are_not_coded(chances: tuple[float, float, float], deeds: tuple[Deed, Deed]) -> None:
    sure = Fusion({**EQUAL.weights, "proposal": Weight(1.0, 0.0, 0.0, 0.5, 0.6)})
    assert sure.decided(deeds[1], verdict(*chances)) is None


def test_a_proposal_takes_type_modes_and_status_of_the_classifier(deeds: tuple[Deed, Deed]) -> None:
    decided = EQUAL.decided(deeds[1], verdict(0.1, 0.1, 0.8))
    assert decided is not None
    assert (decided.outcome.type, decided.outcome.modes, decided.outcome.status) == ("SANCTION", ("expel",), "planned")


@pytest.mark.parametrize(
    ("sentence", "status"), [("Peru did not flabbergast Chile.", "denied"), ("Peru may flabbergast Chile.", "possible")]
)
def test_grammar_is_believed_on_what_did_not_happen(sentence: str, status: str) -> None:
    (candidates,) = candidates_of(Parser.load().parse(_article(sentence)), ActorReader.load(), Rules.load())
    done = verdict(0.1, 0.1, 0.8)
    occurred = Verdict(replace(done.scores, status=np.array([1.0, 0.0], dtype=np.float32)), LABELS)
    assert outcome_of(candidates.deeds[0], occurred, "SANCTION").status == status


def test_what_the_classifier_says_of_another_deed_changes_nothing(deeds: tuple[Deed, Deed]) -> None:
    told, proposed = deeds
    agrees = verdict(0.1, 0.8, 0.1)
    assert EQUAL.decided(told, agrees, {"AGREE"}) == replace(told, probability=0.6)
    assert EQUAL.decided(proposed, agrees, {"AGREE"}) is None  # it is told already


def test_deeds_of_the_same_doers_stand_beside_each_other(deeds: tuple[Deed, Deed]) -> None:
    told, proposed = deeds
    assert told_beside([told, proposed]) == [frozenset(), {"SANCTION"}]
    assert told_beside([told, replace(proposed, actors=proposed.recipients, recipients=told.actors)])[1] == {"SANCTION"}
    stranger = replace(proposed, actors=proposed.recipients, recipients=())
    assert told_beside([told, stranger]) == [frozenset(), frozenset()]


def test_the_sides_of_a_deed_are_spans_of_its_sentence(deeds: tuple[Deed, Deed]) -> None:
    parsed = Parser.load().parse(_article("Rain fell. Peru and Bolivia met in Lima."))
    *_, candidates = candidates_of(parsed, ActorReader.load(), Rules.load())
    (source,), (target,) = sides_of(candidates.deeds[0], candidates.actors.sentence)
    assert (candidates.text[slice(*source)], candidates.text[slice(*target)]) == ("Peru", "Bolivia")


@given(st.lists(st.floats(1e-6, 1), min_size=3, max_size=3))
def test_chances_are_probabilities(weights: list[float]) -> None:
    total = sum(weights)
    told = verdict(*(weight / total for weight in weights))
    proposed = Deed.__new__(Deed)
    object.__setattr__(proposed, "outcome", told.outcome(NONE))
    chances = Fusion.load().chances(proposed, told)
    assert sum(chances.values()) == pytest.approx(1)
    assert all(0 <= chance <= 1 for chance in chances.values())


def test_every_event_of_an_article_has_a_probability(coded: Coded) -> None:
    events = coded("Peru expelled two Chilean diplomats on Monday. Chile condemned the expulsion.")
    assert len(events) == 2
    assert all(0.5 < event.confidence <= 1 for event in events)
