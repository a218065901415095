"""Pairs of short dated reports that are of one event, or are not: incidents.csv, through the real coder."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dragoman.incidents import Rules, incidents, same_event
from dragoman.incidents.keys import blocking_keys
from dragoman.records import Event

from .conftest import Report

TABLE = Path(__file__).resolve().parents[1] / "cases" / "incidents.csv"
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8")))
OPEN = [row for row in ROWS if row["open"]]
ROWS = [row for row in ROWS if not row["open"]]
IDS = [f"{row['what']}: {row['first']} | {row['second']}" for row in ROWS]


def _coded(row: dict[str, str], report: Report) -> tuple[list[Event], list[Event]]:
    return report(row["first"], row["first_date"], "a"), report(row["second"], row["second_date"], "b")


def _right(row: dict[str, str], report: Report, rules: Rules) -> bool:
    first, second = _coded(row, report)
    assert first and second, "the coder finds no event"
    found = incidents([*first, *second], rules)
    return any(len(incident.articles) == 2 for incident in found) == (row["same"] == "yes")


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_they_meet_or_stay_apart(row: dict[str, str], report: Report, rules: Rules) -> None:
    assert _right(row, report, rules)


def test_open_cases_do_not_grow(report: Report, rules: Rules) -> None:
    assert len([row for row in (*ROWS, *OPEN) if not _right(row, report, rules)]) <= 1


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_the_decision_is_symmetric_and_those_who_meet_share_a_key(
    row: dict[str, str], report: Report, rules: Rules
) -> None:
    first, second = _coded(row, report)
    for one in first:
        for other in second:
            decision = same_event(one, other, rules)
            assert decision == same_event(other, one, rules)
            if decision.same:
                assert set(blocking_keys(one, rules)) & set(blocking_keys(other, rules))


def test_there_are_enough_of_both_kinds() -> None:
    assert len(ROWS) >= 60
    assert min(sum(row["same"] == kind for row in ROWS) for kind in ("yes", "no")) >= 25
