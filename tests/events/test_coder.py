"""Sentences and the one event that each must give: deeds.csv; deeds_open.csv holds those that are coded wrongly."""

from __future__ import annotations

import pytest

from .conftest import Coded, Row, case_rows, codes, shown

ROWS = case_rows("deeds.csv")
OPEN = case_rows("deeds_open.csv")
# How many of all sentences come out wrong. It may only shrink; an open one that comes out right moves to deeds.csv.
STILL_WRONG = 39


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


@pytest.mark.parametrize(
    "text",
    [
        "Had Bolivia attacked Paraguay, the war would have spread.",
        "Chad would have attacked Libya.",
        "Chad nearly attacked Libya in May.",
    ],
)
def test_what_was_only_thinkable_is_not_coded(text: str, coded: Coded) -> None:
    assert not [event for event in coded(text) if event.type == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "France and Germany accused each other of breaking the deal.",
        "Chadian and Libyan troops exchanged fire near the border.",
        "The presidents of Ghana and Togo met in Abidjan.",
    ],
)
def test_what_two_do_to_each_other_has_no_third(text: str, coded: Coded) -> None:
    (event,) = coded(text)
    assert len(event.actors) == 2
    assert event.recipients == ()


def test_nobody_is_blamed_for_what_was_done_to_them(coded: Coded) -> None:
    assert [e.recipients for e in coded("Norway condemned the attack on Kuwait.") if e.type == "ACCUSE"] == [()]


def test_how_one_retaliates_is_the_deed(coded: Coded) -> None:
    assert [e.type for e in coded("Latvia retaliated by expelling two Belarusian diplomats.")] == ["SANCTION"]


def test_victims_are_counted_with_the_attack(coded: Coded) -> None:
    (event,) = coded("Thai gunners shelled a Cambodian village, killing six farmers.")
    assert event.counts.dead == 6
