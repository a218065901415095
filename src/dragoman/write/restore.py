"""The record of JSON → Event: the way back from ``to_record``, for what was stored."""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.records import (
    About,
    Actor,
    Attribution,
    Cause,
    Count,
    Counts,
    Event,
    EventDate,
    Place,
    Span,
    StateReport,
)
from dragoman.write.record import Record

# Most events have none; the store reads thousands of records at a time.
_NO_COUNTS = Counts()


def from_record(record: Record) -> Event:
    """Return the event that ``to_record`` made this record of, less what a record does not hold.

    That is the reasons of actors and dates and the trace. Raises KeyError or ValueError for what is no such record.
    """
    cite, info, trigger = record["cite_info"], record["text_info"], record["trigger"]
    types, asserts, place, about = record["event"], record.get("asserts"), record["event_loc"], record["about"]
    source = record["attribution"]
    return Event(
        id=record["id"],
        document=record["document"],
        published=date.fromisoformat(cite["published"]),
        date=EventDate(
            date.fromisoformat(record["date"]),
            date.fromisoformat(record["enddate"]),
            record["date_precision"],
            record["date_basis"],
            record["date_text"],
        ),
        type=types[0] if types else None,
        modes=tuple(record["mode"]),
        act=record["act"],
        about=About(about["event"], tuple(about["mode"]), about["act"], about["status"]) if about else None,
        status=record["status"],
        actors=tuple(map(_actor, record["actor"])),
        recipients=tuple(map(_actor, record["recipient"])),
        trigger=Span(trigger["start"], trigger["end"]),
        trigger_text="",
        phrase=record["event_text"][0],
        sentence=Span(info["start"], info["end"]),
        sentence_text=record["text"],
        sequence=info["sequence"],
        confidence=record["confidence"],
        basis=record["basis"],
        contexts=tuple(record["context"]),
        cameo=record["cameo"],
        quad_class=record["quad_code"],
        scale=record["event_scale"],
        goldstein=record["goldstein"],
        place=_place(place) if place else None,
        attribution=_attribution(source) if source else None,
        causes=tuple(Cause(c["text"], c["start"], c["end"], c.get("event")) for c in record["cause"]),
        link=record["link"],
        effective=_day(record["effective"]),
        until=_day(record["until"]),
        counts=_counts(record),
        asserts=StateReport(asserts["channel"], asserts["from"], asserts["to"], asserts["value"]) if asserts else None,
        title=cite["title"],
        url=cite["url"],
        publisher=cite["publication"],
        language=cite["language"],
    )


def _actor(actor: dict[str, Any]) -> Actor:
    return Actor(
        actor["entity_text"],
        actor["start"],
        actor["end"],
        actor["code"],
        actor["entity"],
        tuple(actor["sector"]),
        actor["identifier_text"],
        actor["office"],
        actor["person"],
    )


def _attribution(source: dict[str, Any]) -> Attribution:
    return Attribution(
        source["entity_text"], source["start"], source["end"], source["code"], tuple(source["sector"]), source["cue"]
    )


def _place(place: dict[str, Any]) -> Place:
    return Place(
        place["extracted_place"],
        place["start"],
        place["end"],
        place["resolved_place"],
        place["country_code"],
        place["lat"],
        place["lon"],
        place["geonameid"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _counts(record: Record) -> Counts:
    dead, injured, arrested, size = record["dead"], record["injured"], record["arrested"], record["size"]
    if dead is None and injured is None and arrested is None and size is None:
        return _NO_COUNTS
    return Counts(_count(dead), _count(injured), _count(arrested), _count(size))


def _count(count: int | list[int] | None) -> Count | None:
    return (count[0], count[1]) if isinstance(count, list) else count
