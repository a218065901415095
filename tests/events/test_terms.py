"""From when and until when a deed holds: terms.csv."""

from __future__ import annotations

import pytest

from dragoman.records import Event

from .conftest import Coded, Row, split_rows

ROWS, OPEN = split_rows("terms.csv")
OPEN_WRONG = 1


def fits(event: Event, row: Row) -> bool:
    """Whether an event has the type, the last day and, where the row asks for one, the first day of the row."""
    until = event.until.isoformat() if event.until else "none"
    effective = event.effective.isoformat() if event.effective else "none"
    typed = row["type"] in {"*", event.type}
    return typed and until == row["until"] and row["effective"] in {"", effective}


def is_right(row: Row, coded: Coded) -> bool:
    """Whether an event fits the row, and none has a term that the row has not."""
    events = coded(row["text"], row["published"])
    termless = row["until"] != "none" or not any(event.until for event in events)
    return termless and any(fits(event, row) for event in events)


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_term(row: Row, coded: Coded) -> None:
    found = [(e.type, e.act, e.effective, e.until) for e in coded(row["text"], row["published"])]
    assert is_right(row, coded), found


def test_open_cases_do_not_grow(coded: Coded) -> None:
    assert len([row for row in OPEN if not is_right(row, coded)]) <= OPEN_WRONG


def test_a_term_ends_no_sooner_than_its_deed(coded: Coded) -> None:
    for row in (*ROWS, *OPEN):
        for event in coded(row["text"], row["published"]):
            assert event.until is None or event.until >= event.date.start, row["text"]


def test_a_term_that_is_over_is_none(coded: Coded) -> None:
    """A day that has passed when the story is told bounds no term of the present."""
    events = coded("Peru had closed its border with Ecuador for three years.", "2020-06-17")
    assert all(event.until is None for event in events)
