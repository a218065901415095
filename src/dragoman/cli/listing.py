"""``dragoman events`` and ``dragoman incidents``: what the store holds, narrowed down."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from dragoman.actors.naming import Names
from dragoman.cli.display import console, day, party, table, write_line
from dragoman.cli.outcome import OK
from dragoman.errors import UsageError
from dragoman.ontology import Ontology
from dragoman.records import Incident, Status
from dragoman.store import EventFilter, Reader, Store, StoredEvent
from dragoman.write import table as events_table
from dragoman.write import to_record

_MOST_SENTENCES = 100_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for, as it was typed; what is None or empty asks for everything."""

    parties: Sequence[str] | None = None
    actors: Sequence[str] | None = None
    recipients: Sequence[str] | None = None
    types: Sequence[str] | None = None
    acts: Sequence[str] | None = None
    statuses: Sequence[str] | None = None
    documents: Sequence[str] | None = None
    words: str | None = None
    since: str | None = None
    until: str | None = None
    known_on: str | None = None


def events(url: str | None, wanted: Wanted, limit: int | None, as_json: bool) -> int:
    """Show the events that are asked for; the exit code."""
    with Store.open(url, create=False) as store, store.reading() as reader:
        found = chosen(reader, wanted, limit)
        if as_json:
            for stored in found:
                write_line(stored_record(stored))
        else:
            sys.stdout.flush()
            events_table.write((stored.event for stored in found), sys.stdout.buffer)
    return OK


def incidents(url: str | None, wanted: Wanted, sources: int, limit: int | None, as_json: bool) -> int:
    """Show the incidents of which an event is asked for, and that so many sources told; the exit code."""
    _check(wanted, limit)
    with Store.open(url, create=False) as store, store.reading() as reader:
        since, until = day("--since", wanted.since), day("--until", wanted.until)
        everything = wanted == Wanted(since=wanted.since, until=wanted.until)
        # The days are those of the incident, which its reports may give differently.
        dayless = replace(wanted, since=None, until=None)
        named = None if everything else {s.incident for s in chosen(reader, dayless, None) if s.incident is not None}
        found = [i for i in reader.incidents(named, since, until) if i.sources >= sources][:limit]
        if as_json:
            copies = reader.copies_of({article for incident in found for article in incident.articles})
            for incident in found:
                write_line(incident_record(incident, copies))
        elif found:
            console().print(table(_COLUMNS, map(_row, found)))
        else:
            console().print("no incidents")
    return OK


def chosen(reader: Reader, wanted: Wanted, limit: int | None) -> Iterator[StoredEvent]:
    """Yield the events that are asked for. Raises UsageError for a name, a day or a limit that makes no sense."""
    _check(wanted, limit)
    names = Names.load()

    def entities(typed: Sequence[str] | None) -> list[str] | None:
        return [party(name, names, reader) for name in typed or ()] or None

    asked = EventFilter(
        actors=entities(wanted.actors),
        recipients=entities(wanted.recipients),
        types=[name.upper() for name in wanted.types or ()] or None,
        acts=wanted.acts or None,
        statuses=wanted.statuses or None,
        documents=wanted.documents or None,
        since=day("--since", wanted.since),
        until=day("--until", wanted.until),
        known_on=day("--known-on", wanted.known_on),
        limit=limit if wanted.words is None else None,
    )
    asked = _with_parties(asked, entities(wanted.parties))
    found = reader.events(asked)
    if wanted.words is not None:
        at = {(hit.document, hit.sequence) for hit in reader.search(wanted.words, _MOST_SENTENCES)}
        found = (stored for stored in found if (stored.event.document, stored.event.sequence) in at)
    for number, stored in enumerate(found):
        if limit is not None and number >= limit:
            return
        yield stored


def _check(wanted: Wanted, limit: int | None) -> None:
    """Raise UsageError for a limit, a type, an act or a status that there cannot be."""
    if limit is not None and limit < 1:
        raise UsageError(f"--limit is a number from 1 on; not {limit}")
    ontology = Ontology.load()
    for option, typed, known in (
        ("--type", [name.upper() for name in wanted.types or ()], ontology.types),
        ("--act", wanted.acts, ontology.acts),
        ("--status", wanted.statuses, get_args(Status)),
    ):
        for name in typed or ():
            if name not in known:
                raise UsageError(f"{option}: there is no {name!r}; there are {', '.join(sorted(known))}")


def _with_parties(asked: EventFilter, parties: list[str] | None) -> EventFilter:
    """Two parties ask for what is between them, one for whatever it takes part in."""
    if not parties:
        return asked
    if len(parties) == 1:
        return replace(asked, entities=parties)
    if len(parties) == 2 and parties[0] != parties[1]:
        return replace(asked, pair=(parties[0], parties[1]))
    raise UsageError("--party is given once, or twice for what is between two parties")


def stored_record(stored: StoredEvent) -> dict[str, Any]:
    """Return the record of an event with its incident, and whether a person corrected it."""
    return to_record(stored.event) | {"incident": stored.incident, "corrected": stored.corrected}


def incident_record(incident: Incident, copies: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return an incident as it is written; after each article stand those that are kept as copies of its text."""
    return {
        "id": incident.id,
        "event": [incident.type],
        "act": incident.act,
        "status": incident.status,
        "actor": list(incident.actors),
        "recipient": list(incident.recipients),
        "date": incident.start.isoformat(),
        "enddate": incident.end.isoformat(),
        "earliest": incident.earliest.isoformat(),
        "latest": incident.latest.isoformat(),
        "first": incident.events[0],
        "articles": [name for article in incident.articles for name in (article, *copies.get(article, ()))],
        "events": list(incident.events),
        "sources": incident.sources,
        "disagreements": [
            {"field": d.field, "values": [{"value": value, "events": list(events)} for value, events in d.values]}
            for d in incident.disagreements
        ],
    }


_COLUMNS = ("date", "who → whom", "what*", "sources", "disagree on", "id")


def _row(incident: Incident) -> list[str]:
    days = str(incident.start) if incident.start == incident.end else f"{incident.start} –{incident.end}"
    sides = ", ".join(incident.actors) + (f" → {', '.join(incident.recipients)}" if incident.recipients else "")
    status = "" if incident.status == "occurred" else f" ({incident.status})"
    return [
        days,
        sides,
        (incident.act or incident.type) + status,
        str(incident.sources),
        ", ".join(disagreement.field for disagreement in incident.disagreements),
        incident.id[:8],
    ]
