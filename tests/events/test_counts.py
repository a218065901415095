"""Numbers that count an event: counts.csv. An empty cell is left open, "none" is no number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Count

from .conftest import Coded, Row, of_type, shown, split_rows

ROWS, OPEN = split_rows("counts.csv")
KINDS = ("dead", "injured", "arrested", "size")


def written(count: Count | None) -> str:
    return "none" if count is None else str(count) if isinstance(count, int) else f"{count[0]}-{count[1]}"


def faults(row: Row, coded: Coded) -> list[str]:
    events = coded(row["text"])
    counts = [{kind: written(getattr(e.counts, kind)) for kind in KINDS} for e in of_type(events, row["type"])]
    right = [all(row[kind] in {"", count[kind]} for kind in KINDS) for count in counts]
    return [] if any(right) else [str(counts), shown(events)]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_count(row: Row, coded: Coded) -> None:
    assert faults(row, coded) == []


def test_open_cases_do_not_grow(coded: Coded) -> None:
    assert len([row for row in (*ROWS, *OPEN) if faults(row, coded)]) <= 3


@settings(max_examples=25)
@given(number=st.integers(3, 99_999), grouped=st.booleans())
def test_any_number_of_prisoners(number: int, grouped: bool, coded: Coded) -> None:
    digits = f"{number:,}" if grouped else str(number)
    events = coded(f"Thailand released {digits} Burmese prisoners.")
    assert [event.counts.size for event in events] == [number]
