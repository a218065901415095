"""Events to write: one with everything, one with as little as there can be."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.records import (
    About,
    Actor,
    Attribution,
    Cause,
    Counts,
    Event,
    EventDate,
    Place,
    Span,
    StateReport,
    Step,
)

TEXT = "Officials in Lima said Peru would recall its envoy from Quito over the border dispute, killing hopes."


@pytest.fixture
def full() -> Event:
    """An event that uses every field but ``asserts``."""
    return Event(
        id="4f2a91",
        document="andes-1",
        published=date(2020, 6, 17),
        date=EventDate(date(2020, 6, 20), date(2020, 6, 21), "weekend", "expression", "this weekend", "weekend rule"),
        type="THREATEN",
        modes=("relations",),
        act=None,
        about=About("SANCTION", ("withdraw",), "recall-ambassador", "possible"),
        status="possible",
        actors=(Actor("Peru", 23, 27, "PER", "PER", ("GOV", "DIP"), "Peru", "foreign ministry", "A. Quispe", "name"),),
        recipients=(
            Actor("Quito", 56, 61, "ECU", "ECU", ("GOV",), "Ecuador", reason="capital for government"),
            Actor("rebels | others", 0, 9, "ECU", "front-x", (), "Front X"),
        ),
        trigger=Span(34, 40),
        trigger_text="recall",
        phrase="would recall its envoy",
        sentence=Span(0, len(TEXT)),
        sentence_text=TEXT,
        sequence=3,
        confidence=0.75,
        basis="act pattern recall-ambassador",
        contexts=("diplomatic", "territory"),
        cameo="0161",
        quad_class=3,
        scale=-3.5,
        goldstein=-4.0,
        place=Place("Lima", 13, 17, "Lima", "PER", -12.04, -77.03, 3936456),
        attribution=Attribution("Officials in Lima", 0, 17, "PER", ("GOV",), "said"),
        causes=(Cause("the border dispute", 67, 85), Cause("border dispute", 71, 85, "77aa")),
        link="4f2a90",
        effective=date(2020, 7, 1),
        counts=Counts(dead=3, injured=(10, 12), size=(50, 50)),
        title="Envoys",
        url="https://example.org/1",
        publisher="The Andes Post",
        trace=(
            Step("status", "possible", "modal would", 28, 33),
            Step("actors", "PER", "country name"),
        ),
    )


@pytest.fixture
def report() -> Event:
    """A state report with nothing that may be left out."""
    return Event(
        id="00b1",
        document="andes-2",
        published=date(2021, 1, 2),
        date=EventDate(date(2021, 1, 1), date(2021, 1, 1), "before", "tense"),
        type=None,
        modes=(),
        act=None,
        about=None,
        status="ongoing",
        actors=(),
        recipients=(),
        trigger=Span(0, 4),
        trigger_text="Ties",
        phrase="Ties are frozen",
        sentence=Span(0, 16),
        sentence_text="Ties are frozen.",
        sequence=0,
        confidence=1.0,
        basis="state pattern",
        asserts=StateReport("relations", "PER", "ECU", "suspended"),
    )
