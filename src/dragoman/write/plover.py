"""PLOVER 2.0 JSON Lines: one event a line, the fields of the manual's chapter on data, UTF-8.

What is not known is left out, and so is the sentence: the manual has it only for those with the right to its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO

from dragoman.records import Actor, Event, Place
from dragoman.write.crosswalk import Crosswalk
from dragoman.write.jsonl import to_line
from dragoman.write.record import Record, to_record
from dragoman.write.selection import ExportOptions, Selected, selected
from dragoman.write.where import locate
from dragoman.write.who import usual_name

_AS_THEY_ARE = (
    "id", "document", "date", "enddate", "date_precision", "event", "mode", "status", "act", "actor", "recipient",
    "event_loc", "dead", "injured", "arrested", "context", "quad_code", "event_scale", "cameo", "goldstein",
    "event_text", "text_info", "cite_info",
)  # fmt: skip
_REQUIRED = frozenset({"id", "date", "actor", "event"})
# PLOVER's numbers for how exact a place is.
_RESOLUTION = {"city": 4, "state": 2, "country": 1}
_DEFAULT = ExportOptions()


def write(events: Iterable[Event], target: IO[bytes], options: ExportOptions = _DEFAULT) -> None:
    """Write every event as one line."""
    crosswalk = Crosswalk.load()
    for chosen in selected(events, options):
        target.write(to_line(_record(chosen, crosswalk, options)))


def _record(chosen: Selected, crosswalk: Crosswalk, options: ExportOptions) -> Record:
    event, day = chosen.event, chosen.event.date.start
    record = to_record(event)
    record["actor"] = _entities(event.actors, day, crosswalk)
    record["recipient"] = _entities(event.recipients, day, crosswalk)
    record["event_loc"] = _location(event.place, day, crosswalk) if event.place is not None else None
    record["cite_info"] = _known(record["cite_info"])
    kept = {key: record[key] for key in _AS_THEY_ARE if key in _REQUIRED or _is_known(record[key])}
    if options.one_a_day:
        kept |= {"mentions": chosen.mentions, "articles": chosen.articles, "sources": chosen.sources}
    return kept


def _is_known(value: object) -> bool:
    return value is not None and value not in ("", [], {})


def _known(record: Record) -> Record:
    return {key: value for key, value in record.items() if _is_known(value)}


def _entities(side: Sequence[Actor], day: date, crosswalk: Crosswalk) -> list[Record]:
    return [_entity(actor, day, crosswalk) for actor in side]


def _entity(actor: Actor, day: date, crosswalk: Crosswalk) -> Record:
    """PLOVER's entity object; ``entity``, ``person``, ``start`` and ``end`` are ours.

    ``sector`` is one code of three letters, or two of them in one word.
    """
    country = crosswalk.countries.of_actor(actor, day)
    return _known(
        {
            "code": country.plover or actor.code,
            "sector": "".join(actor.sector[:2]),
            "entity_text": actor.text,
            "identifier_text": usual_name(actor, country, country.name),
            "office": actor.office,
            "person": actor.person,
            "entity": actor.entity,
            "start": actor.start,
            "end": actor.end,
        }
    )


def _location(place: Place, day: date, crosswalk: Crosswalk) -> Record:
    where = locate(place, day, crosswalk)
    return _known(
        {
            "extracted_place": place.text,
            "resolved_place": place.name,
            "geonameid": place.geoname,
            "lat": place.latitude,
            "lon": place.longitude,
            "city": where.city,
            "province": where.province,
            "country": where.country.name,
            "country_code": where.country.plover,
            "resolution": _RESOLUTION.get(where.precision or ""),
        }
    )
