"""From the probability of a type to the confidence in a record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors.resolve import ActorReader
from dragoman.errors import TableError
from dragoman.events import confidence as module
from dragoman.events.candidates import candidates_of
from dragoman.events.confidence import Confidence, how_many_inferred
from dragoman.events.deeds import Deed
from dragoman.events.rules import Rules
from dragoman.parse.pipeline import Parser
from dragoman.records import Article

PLAIN = Confidence(1.0, 0.0, 0.0)
CHANCES = st.floats(0, 1)


@pytest.fixture(scope="module")
def deed() -> Deed:
    """A deed with one side that its sentence does not name."""
    parsed = Parser.load().parse(
        Article("test", date(2020, 6, 17), "Peru is at odds with Chile. Police arrested four.")
    )
    [told] = candidates_of(parsed, ActorReader.load(), Rules.load())[1].deeds
    return told


def test_sides_that_the_sentence_does_not_name_are_counted(deed: Deed) -> None:
    sides = (*deed.actors, *deed.recipients)
    assert how_many_inferred(sides) == 1, [side.reason for side in sides]


@given(chance=CHANCES)
def test_the_plain_curve_changes_nothing(deed: Deed, chance: float) -> None:
    assert PLAIN.of(replace(deed, probability=chance)) == pytest.approx(min(0.99, max(0.01, chance)), abs=0.006)


@given(low=CHANCES, high=CHANCES)
def test_what_is_likelier_is_trusted_more(deed: Deed, low: float, high: float) -> None:
    curve = Confidence.load()
    less, more = (curve.of(replace(deed, probability=p)) for p in sorted((low, high)))
    assert 0 < less <= more < 1


def test_an_inferred_side_is_trusted_less(deed: Deed) -> None:
    shipped = Confidence.load()
    likely = replace(deed, probability=0.8)
    assert shipped.of(likely) < replace(shipped, inferred=0.0).of(likely)


@pytest.mark.parametrize(
    ("table", "message"),
    [([("slope", "1"), ("offset", "0")], "there is no row inferred"), ([("slope", "steep")], "not a number")],
)
def test_a_broken_table_is_named(monkeypatch: pytest.MonkeyPatch, table: list[tuple[str, str]], message: str) -> None:
    lines = [(line, {"name": name, "value": value}) for line, (name, value) in enumerate(table, start=2)]
    monkeypatch.setattr(module, "rows", lambda package, name: iter(lines))
    with pytest.raises(TableError, match=message):
        Confidence.load()
