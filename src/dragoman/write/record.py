"""Event → the record that is written: one JSON object with the field names of PLOVER 2.0 and our own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dragoman import __version__
from dragoman.records import About, Actor, Attribution, Cause, Count, Event, Place, StateReport

CODER = f"dragoman {__version__}"
CODEBOOK = "PLOVER 2.0"

Record = dict[str, Any]


def to_record(event: Event) -> Record:
    """The record as it stands in JSON: only dicts, lists, strings, numbers and None, days as ``YYYY-MM-DD``.

    Every ``start`` and ``end`` is a character offset into the article's text, end exclusive. A state report has an
    empty ``event`` and the key ``asserts``, which no other record has.
    """
    record: Record = {
        "id": event.id,
        "document": event.document,
        "date": event.date.start.isoformat(),
        "enddate": event.date.end.isoformat(),
        "date_text": event.date.text,
        "date_precision": event.date.precision,
        "date_basis": event.date.basis,
        "event": [event.type] if event.type is not None else [],
        "mode": list(event.modes),
        "act": event.act,
        "about": _about(event.about),
        "status": event.status,
        "actor": _actors(event.actors),
        "recipient": _actors(event.recipients),
        "event_loc": _place(event.place),
        "dead": _count(event.counts.dead),
        "injured": _count(event.counts.injured),
        "arrested": _count(event.counts.arrested),
        "size": _count(event.counts.size),
        "context": list(event.contexts),
        "cameo": event.cameo,
        "quad_code": event.quad_class,
        "event_scale": event.scale,
        "goldstein": event.goldstein,
        "event_text": [event.phrase],
        "trigger": {"start": event.trigger.start, "end": event.trigger.end},
        "attribution": _attribution(event.attribution),
        "cause": [_cause(cause) for cause in event.causes],
        "link": event.link,
        "effective": _day(event.effective),
        "until": _day(event.until),
        "confidence": event.confidence,
        "basis": event.basis,
    }
    if event.asserts is not None:
        record["asserts"] = _asserts(event.asserts)
    return record | _source(event)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _source(event: Event) -> Record:
    """Where the event was read: the sentence and the article."""
    return {
        "text": event.sentence_text,
        "text_info": {"start": event.sentence.start, "end": event.sentence.end, "sequence": event.sequence},
        "cite_info": {
            "title": event.title,
            "url": event.url,
            "publication": event.publisher,
            "language": event.language,
            "published": event.published.isoformat(),
            "coder": CODER,
            "codebook": CODEBOOK,
        },
    }


def _actors(actors: Sequence[Actor]) -> list[Record]:
    return [
        {
            "entity_text": actor.text,
            "start": actor.start,
            "end": actor.end,
            "code": actor.code,
            "sector": list(actor.sector),
            "identifier_text": actor.name,
            "office": actor.office,
            "person": actor.person,
            "entity": actor.entity,
        }
        for actor in actors
    ]


def _about(about: About | None) -> Record | None:
    if about is None:
        return None
    return {"event": about.event, "mode": list(about.mode), "act": about.act, "status": about.status}


def _place(place: Place | None) -> Record | None:
    """PLOVER's location object; ``start`` and ``end`` are ours."""
    if place is None:
        return None
    return {
        "extracted_place": place.text,
        "start": place.start,
        "end": place.end,
        "resolved_place": place.name,
        "geonameid": place.geoname,
        "lat": place.latitude,
        "lon": place.longitude,
        "country_code": place.country,
    }


def _count(count: Count | None) -> int | list[int] | None:
    return list(count) if isinstance(count, tuple) else count


def _attribution(attribution: Attribution | None) -> Record | None:
    if attribution is None:
        return None
    return {
        "entity_text": attribution.text,
        "start": attribution.start,
        "end": attribution.end,
        "code": attribution.code,
        "sector": list(attribution.sector),
        "cue": attribution.cue,
    }


def _cause(cause: Cause) -> Record:
    record: Record = {"text": cause.text, "start": cause.start, "end": cause.end}
    if cause.event is not None:
        record["event"] = cause.event
    return record


def _asserts(report: StateReport) -> Record:
    return {"channel": report.channel, "from": report.sender, "to": report.receiver, "value": report.value}
