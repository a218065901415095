"""What pronouns, surnames and bare nouns stand for, in a case table and in a few rules."""

from __future__ import annotations

import pytest

from dragoman.actors.discourse import Discourse, Mention, is_state
from dragoman.records import Actor

from .conftest import Who, case_rows, cell

ROWS = case_rows("coreference.csv")


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['phrase']} in {row['text'][:40]}" for row in ROWS])
def test_coreference(row: dict[str, str], who: Who) -> None:
    found = who(row["text"], row["phrase"], row["date"])
    assert cell(found, "code") == row["code"]
    assert cell(found, "entity") == row["entity"], [actor.reason for actor in found]
    if row["person"]:
        assert cell(found, "person") == row["person"]


def actor(code: str, entity: str = "", person: str | None = None) -> Actor:
    return Actor(code, 0, 3, code, entity or code, person=person)


def mention(sentence: int, token: int, *actors: Actor, person: bool = False) -> Mention:
    return Mention(sentence, token, actors, subject=True, person=person, plural=len(actors) > 1)


def test_a_pronoun_reaches_back_three_sentences_and_no_further() -> None:
    discourse = Discourse()
    discourse.add(mention(0, 0, actor("IRN")))
    assert [a.code for a in discourse.pronoun("it", 3, 9, frozenset())] == ["IRN"]
    assert discourse.pronoun("it", 4, 9, frozenset()) == ()


def test_a_pronoun_does_not_stand_for_what_follows() -> None:
    discourse = Discourse()
    discourse.add(mention(0, 5, actor("IRN")))
    assert discourse.pronoun("it", 0, 2, frozenset()) == ()


def test_a_pronoun_does_not_stand_for_the_barred() -> None:
    discourse = Discourse()
    discourse.add(mention(0, 0, actor("FRA", person="Luc Bernier"), person=True))
    discourse.add(mention(0, 4, actor("LBY", person="Omar Haddad"), person=True))
    assert [a.code for a in discourse.pronoun("him", 1, 9, frozenset({"Luc Bernier"}))] == ["LBY"]


def test_a_pair_needs_two() -> None:
    discourse = Discourse()
    discourse.add(mention(0, 0, actor("IRN")))
    discourse.add(mention(1, 0, actor("IRN")))
    assert discourse.pair() == ()


def test_a_pair_of_states_leaves_bodies_out() -> None:
    discourse = Discourse()
    for n, (code, entity) in enumerate([("IND", "IND"), ("PAK", "PAK"), ("UNO", "UN"), ("PSE", "HAMAS")]):
        discourse.add(mention(0, n, actor(code, entity)))
    assert [a.entity for a in discourse.pair(states=True)] == ["IND", "PAK"]
    assert [a.entity for a in discourse.pair()] == ["UN", "HAMAS"]


def test_the_focus_is_the_state_that_is_named_most() -> None:
    discourse = Discourse()
    for n, (code, entity) in enumerate(
        [("IND", "IND"), ("IGO", "IMF"), ("IGO", "IMF"), ("PAK", "PAK"), ("IND", "IND")]
    ):
        discourse.add(mention(n, 0, actor(code, entity)))
    assert discourse.focus() == "IND"
    assert Discourse().focus() is None


@pytest.mark.parametrize(
    ("code", "entity", "state"),
    [
        ("IRN", "IRN", True),
        ("IRN", "IRN-CVL", False),
        ("PSE", "HAMAS", False),
        ("UNO", "UNO", False),
        ("IGO", "IMF", False),
    ],
)
def test_is_state(code: str, entity: str, state: bool) -> None:
    assert is_state(actor(code, entity)) is state
