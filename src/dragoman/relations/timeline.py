"""What happened between two parties, day by day, and which channels it moved."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from dragoman.records import Event
from dragoman.relations.answers import Answer, Answers
from dragoman.relations.relation import Relations
from dragoman.store import Reader, no_collection

_NOTHING: Answer = dict.fromkeys(("published", "id", "incident", "document", "event", "act", "status", "text"))


def timeline(
    relations: Relations, store: Reader, first: str, second: str, known_on: date | None = None
) -> list[Answer]:
    """Return one object an event, repetitions left out, by date, with the changes of state that rest on it.

    What a baseline set and the ends of stated terms hang on no event: they have objects of their own, without an id.
    """
    with no_collection():
        return _timeline(relations, first, second, known_on)


def _timeline(relations: Relations, first: str, second: str, known_on: date | None) -> list[Answer]:
    answers = Answers(relations.transitions.channels)
    made: dict[str, list[Answer]] = defaultdict(list)
    told, changes = relations.told(first, second, known_on)
    for change in changes:
        made[change.event].append(answers.change(change))
    entries = [_entry(event, incident, made.pop(event.id, [])) for event, incident in told if event.link is None]
    entries += [
        dict(date=change["date"], enddate=change["date"], **_NOTHING, actor=[], recipient=[], changes=[change])
        for left in made.values()
        for change in left
    ]
    return sorted(entries, key=lambda entry: (entry["date"], entry["published"] or "", entry["id"] or ""))


def _entry(event: Event, incident: str | None, changes: list[Answer]) -> Answer:
    return {
        "date": event.date.start.isoformat(),
        "enddate": event.date.end.isoformat(),
        "published": event.published.isoformat(),
        "id": event.id,
        "incident": incident,
        "document": event.document,
        "event": event.type,
        "act": event.act,
        "status": event.status,
        "text": event.phrase,
        "actor": [actor.entity for actor in event.actors],
        "recipient": [actor.entity for actor in event.recipients],
        "changes": changes,
    }
