"""Stored JSON → the incident that it was made of."""

from __future__ import annotations

from datetime import date

import orjson

from dragoman.records import Disagreement, Incident


def to_incident(record: str) -> Incident:
    """The incident of a stored record."""
    found = orjson.loads(record)
    return Incident(
        id=found["id"],
        type=found["type"],
        act=found["act"],
        status=found["status"],
        actors=tuple(found["actors"]),
        recipients=tuple(found["recipients"]),
        start=date.fromisoformat(found["start"]),
        end=date.fromisoformat(found["end"]),
        earliest=date.fromisoformat(found["earliest"]),
        latest=date.fromisoformat(found["latest"]),
        events=tuple(found["events"]),
        articles=tuple(found["articles"]),
        sources=found["sources"],
        disagreements=tuple(_disagreement(one) for one in found["disagreements"]),
    )


def _disagreement(record: dict[str, object]) -> Disagreement:
    values: list[tuple[str, list[str]]] = record["values"]  # type: ignore[assignment]
    return Disagreement(str(record["field"]), tuple((value, tuple(events)) for value, events in values))
