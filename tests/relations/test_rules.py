"""The rules of state, one case a line of ``state_rules.csv``."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from tests.shorthand import report

from dragoman.ontology import Ontology
from dragoman.relations.fold import fold_all
from dragoman.relations.standing import standings
from dragoman.relations.transitions import Transitions
from dragoman.tables import rows

CASES = Path(__file__).parents[1] / "cases" / "state_rules.csv"
ROWS = list(csv.DictReader(CASES.open(encoding="utf-8")))
MARKS = {"stated": "", "claimed": "?", "inferred": ""}


@pytest.mark.parametrize("row", ROWS, ids=[f"{n}-{row['rule']}" for n, row in enumerate(ROWS, start=2)])
def test_rule(row: dict[str, str], transitions: Transitions) -> None:
    events = [report(text) for text in row["reports"].split(";")]
    channel, *direction = row["channel"].split()
    a, b = row["pair"].split()
    found = [
        standing
        for standing in standings(fold_all(events, transitions), a, b, date.fromisoformat(row["on"]))
        if standing.key.channel == channel
        and (not direction or [standing.key.sender, standing.key.receiver] == direction)
    ]
    values = {s.value + MARKS[s.certainty] for s in found}
    if row["expected"].endswith("~"):
        assert {s.certainty for s in found} == {"inferred"}
    assert values == set(row["expected"].rstrip("~").split())


def test_every_act_stands_in_the_table() -> None:
    named = {row["act"] for _, row in rows("dragoman.relations", "transitions.csv")}
    assert set(Ontology.load().acts) <= named
