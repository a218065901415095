"""The case tables of coding, and short views of what was coded."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

from dragoman.records import Actor, Event

CASES = Path(__file__).parents[1] / "cases"
Coded = Callable[..., list[Event]]
Row = dict[str, str]


def case_rows(name: str) -> list[Row]:
    """The rows of a case table."""
    with (CASES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def split_rows(name: str) -> tuple[list[Row], list[Row]]:
    """The rows that must hold, and the open ones: right by the design, and coded wrongly today."""
    rows = case_rows(name)
    return [row for row in rows if not row["open"]], [row for row in rows if row["open"]]


def codes(side: Iterable[Actor]) -> set[str]:
    """The country codes of a side."""
    return {actor.code for actor in side}


def of_type(events: Iterable[Event], type_: str) -> list[Event]:
    """The events of a PLOVER type."""
    return [event for event in events if event.type == type_]


def shown(events: Iterable[Event]) -> str:
    """Events in one line each, for a message."""
    return "\n".join(
        f"{e.type} {e.modes} {e.act} {e.status} {sorted(codes(e.actors))} > {sorted(codes(e.recipients))} "
        f"about {e.about and e.about.event} {e.date.start} ({e.basis})"
        for e in events
    )
