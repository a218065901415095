"""When a deed took place: dates.csv, and the bounds that every date keeps to."""

from __future__ import annotations

from datetime import date

import pytest

from .conftest import Coded, Row, case_rows, of_type, shown, split_rows

ROWS, OPEN = split_rows("dates.csv")
OPEN_WRONG = 6


def faults(row: Row, coded: Coded) -> list[str]:
    """The columns in which the date of the last event of the row's type is wrong."""
    events = coded(row["text"], row["published"])
    found = of_type(events, row["type"])
    if not found:
        return ["no event", shown(events)]
    when, effective = found[-1].date, found[-1].effective
    have = {
        "start": when.start.isoformat(),
        "end": when.end.isoformat(),
        "precision": when.precision,
        "basis": when.basis,
        "effective": effective.isoformat() if effective else "none",
    }
    return [f"{column}: {value}" for column, value in have.items() if row[column] not in {"", value}]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_date(row: Row, coded: Coded) -> None:
    assert faults(row, coded) == []


def test_open_cases_do_not_grow(coded: Coded) -> None:
    assert len([row for row in (*ROWS, *OPEN) if faults(row, coded)]) <= OPEN_WRONG


def test_dates_keep_their_order_and_tell_why(coded: Coded) -> None:
    """What was done was done by the day of publication; an interval does not end before it begins."""
    rows = case_rows("dates.csv")
    for row in rows:
        for event in coded(row["text"], row["published"]):
            assert event.date.start <= event.date.end, row["text"]
            assert event.date.reason, row["text"]
            if event.status in {"occurred", "ongoing", "denied"}:
                assert event.date.end <= date.fromisoformat(row["published"]), row["text"]
            if event.date.basis == "expression":
                assert event.date.text is not None
                assert event.date.text in row["text"]


@pytest.mark.parametrize("published", ["1957-03-05", "2000-02-29", "2023-12-31"])
def test_relative_days_count_from_publication(published: str, coded: Coded) -> None:
    (event,) = coded("Spain expelled two Cuban diplomats yesterday.", published)
    assert (date.fromisoformat(published) - event.date.start).days == 1
