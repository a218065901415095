"""On whose word a deed is told: attribution.csv. An empty source: the article's own voice."""

from __future__ import annotations

import pytest

from .conftest import Coded, Row, of_type, shown, split_rows

ROWS, OPEN = split_rows("attribution.csv")


def faults(row: Row, coded: Coded) -> list[str]:
    events = coded(row["text"])
    found = of_type(events, row["type"])
    if not found:
        return ["no event", shown(events)]
    said = found[-1].attribution
    have = (said.text, said.code or "", said.cue) if said else ("", "", "")
    return [] if have == (row["source"], row["code"], row["cue"]) else [str(have)]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_source(row: Row, coded: Coded) -> None:
    assert faults(row, coded) == []


def test_open_cases_do_not_grow(coded: Coded) -> None:
    assert len([row for row in (*ROWS, *OPEN) if faults(row, coded)]) <= 2


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_sources_quote_the_text(row: Row, coded: Coded) -> None:
    for event in coded(row["text"]):
        if event.attribution is not None:
            assert row["text"][event.attribution.start : event.attribution.end] == event.attribution.text


def test_a_source_holds_for_all_deeds_of_its_clause(coded: Coded) -> None:
    events = coded("Iran said that Israel attacked a Syrian depot and Turkey condemned Israel.")
    assert [e.attribution and e.attribution.code for e in events] == ["IRN", "IRN"]
