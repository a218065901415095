"""Sentences and the one event that each must give: deeds.csv; deeds_open.csv holds those that are coded wrongly."""

from __future__ import annotations

import pytest

from .conftest import Coded, Row, case_rows, codes, shown

ROWS = case_rows("deeds.csv")
OPEN = case_rows("deeds_open.csv")
# How many of all sentences come out wrong. It may only shrink; an open one that comes out right moves to deeds.csv.
STILL_WRONG = 63


def faults(row: Row, coded: Coded) -> list[str]:
    """What a sentence's coding has wrong. Cells hold alternatives for type, status and about, sets for the sides."""
    events = coded(row["text"], row["published"] or "2020-06-17")
    if row["type"] == "NONE":
        return [shown(events)] if events else []
    if len(events) != 1:
        return [f"{len(events)} events", shown(events)]
    event = events[0]
    about = event.about.event if event.about else None
    right = {
        "type": event.type in row["type"].split(),
        "modes": set(row["modes"].split()) <= set(event.modes),
        "act": event.act == row["act"],
        "status": event.status in row["status"].split(),
        "actor": codes(event.actors) == set(row["actor"].split()),
        "recipient": codes(event.recipients) == set(row["recipient"].replace("-", "").split()),
        "about_type": about in row["about_type"].split(),
        "date": event.date.start.isoformat() == row["date"],
    }
    wrong = [column for column, good in right.items() if row[column] and not good]
    return [*wrong, shown(events)] if wrong else []


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_deed(row: Row, coded: Coded) -> None:
    assert faults(row, coded) == []


def test_wrong_ones_do_not_grow(coded: Coded) -> None:
    wrong = [row["text"] for row in (*ROWS, *OPEN) if faults(row, coded)]
    assert len(wrong) <= STILL_WRONG, wrong


def test_every_sentence_stands_once() -> None:
    texts = [row["text"] for row in (*ROWS, *OPEN)]
    assert len(texts) == len(set(texts))
    assert len(ROWS) >= 150
