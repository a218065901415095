"""Reasons that the text gives: causes.csv, and the event that was coded inside a reason."""

from __future__ import annotations

import pytest

from .conftest import Coded, Row, of_type, shown, split_rows

ROWS, OPEN = split_rows("causes.csv")


def faults(row: Row, coded: Coded) -> list[str]:
    events = coded(row["text"])
    found = of_type(events, row["type"])
    if not found:
        return ["no event", shown(events)]
    have = [cause.text for cause in found[0].causes]
    return [] if have == ([row["cause"]] if row["cause"] else []) else [str(have)]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_cause(row: Row, coded: Coded) -> None:
    assert faults(row, coded) == []


def test_open_cases_do_not_grow(coded: Coded) -> None:
    assert len([row for row in (*ROWS, *OPEN) if faults(row, coded)]) <= 4


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_reasons_quote_the_text(row: Row, coded: Coded) -> None:
    for event in coded(row["text"]):
        for cause in event.causes:
            assert row["text"][cause.start : cause.end] == cause.text


def test_the_event_inside_a_reason_is_named(coded: Coded) -> None:
    events = coded("Qatar recalled its ambassador from Cairo because Egypt shelled a Qatari ship.")
    (recall,), (attack,) = of_type(events, "SANCTION"), of_type(events, "ASSAULT")
    assert [cause.event for cause in recall.causes] == [attack.id]
    assert attack.causes == ()


def test_a_reason_without_an_event_names_none(coded: Coded) -> None:
    (event,) = coded("Qatar recalled its ambassador from Cairo because of the weather.")
    assert [(cause.text, cause.event) for cause in event.causes] == [("the weather", None)]


def test_a_reason_given_in_the_next_sentence_belongs_to_the_sentence_before(coded: Coded) -> None:
    text = "Chad condemned Mali. Qatar recalled its ambassador from Cairo. The decision comes as a result of the raid."
    accuse, recall = coded(text)
    assert (accuse.causes, [cause.text for cause in recall.causes]) == ((), ["the raid"])
