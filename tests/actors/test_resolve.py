"""Who is meant by a phrase: the case table, and what every resolution must keep to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors.gazetteer import Gazetteer
from dragoman.actors.resolve import ActorReader
from dragoman.parse.pipeline import Parser
from dragoman.records import Article

from .conftest import Who, case_rows, cell

ROWS = case_rows("actors.csv")


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['phrase']} in {row['text'][:40]}" for row in ROWS])
def test_resolve(row: dict[str, str], who: Who) -> None:
    found = who(row["text"], row["phrase"], row["date"])
    assert cell(found, "code") == row["code"]
    # An empty cell of these leaves the matter open.
    for column in ("sector", "entity", "person"):
        if row[column]:
            assert cell(found, column) == row[column], [actor.reason for actor in found]


def test_every_actor_tells_why(who: Who) -> None:
    assert [a.reason for row in ROWS for a in who(row["text"], row["phrase"], row["date"]) if not a.reason] == []


def test_every_actor_quotes_the_text(who: Who) -> None:
    wrong = [
        (row["text"], actor.text)
        for row in ROWS
        for actor in who(row["text"], row["phrase"], row["date"])
        if row["text"][actor.start : actor.end] != actor.text
    ]
    assert wrong == []


def test_the_text_goes_before_the_register(who: Who) -> None:
    (actor,) = who("Canadian trade minister Vladimir Putin met farmers.", "Vladimir Putin", "2022-06-01")
    assert (actor.code, actor.office) == ("CAN", "trade minister")


@pytest.mark.parametrize(
    ("day", "office"), [("1999-12-01", "prime minister"), ("2003-05-01", "president"), ("2010-05-01", "prime minister")]
)
def test_an_office_is_that_of_the_day(who: Who, day: str, office: str) -> None:
    (actor,) = who("Vladimir Putin condemned the raid.", "Vladimir Putin", day)
    assert (actor.code, actor.office) == ("RUS", office)


@pytest.mark.parametrize("text", ["U.N. Secretary-General Kofi Annan spoke.", "Secretary-General Kofi Annan spoke."])
def test_a_world_body_s_office(who: Who, text: str) -> None:
    (actor,) = who(text, "Kofi Annan", "2001-05-06")
    assert (actor.code, actor.entity, actor.office) == ("UNO", "UN", "secretary-general")


def test_the_dateline_tells_whose_police(who: Who) -> None:
    (actor,) = who("NAIROBI, May 5 (Agency) - Police fired tear gas at the crowd.", "Police")
    assert (actor.code, actor.sector) == ("KEN", ("COP",))


def test_a_sentence_s_actors_are_the_same_in_any_order_of_articles() -> None:
    parser, reader = Parser.load(), ActorReader.load()
    one = parser.parse(Article("1", date(2020, 6, 17), "Chad's army left. The government thanked it."))
    two = parser.parse(Article("2", date(2020, 6, 17), "Peru's army left. The government thanked it."))
    first = [sentence.heads for sentence in reader.read(one)]
    reader.read(two)
    assert [sentence.heads for sentence in reader.read(one)] == first


GAZETTEER = Gazetteer.load()
STATES = sorted({entry.name for _, entry in GAZETTEER.names() if entry.kind == "country"})


@settings(max_examples=60)
@given(st.sampled_from(STATES))
def test_every_country_acts_under_its_own_code(who: Who, name: str) -> None:
    entry = GAZETTEER.lookup(name)
    assert entry is not None
    assert [actor.entity for actor in who(f"The envoy said that {name} recalled an ambassador.", name)] == [
        entry.entity
    ]
