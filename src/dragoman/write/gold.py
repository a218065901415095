"""What a person corrected, as gold: one JSON object a line, for scoring coders against it.

The fields are those of hand-coded gold: spans and quotes of the text, and for each field the values that are right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from dragoman.records import About, Event


def write(events: Iterable[tuple[Event, str]], target: IO[bytes]) -> None:
    """Write events, each with the text of its article, in their order; the target stays open."""
    for event, text in events:
        target.write(json.dumps(to_gold(event, text), ensure_ascii=False).encode() + b"\n")


def to_gold(event: Event, text: str) -> dict[str, Any]:
    """Return the gold of one event: sides are lists of codes, everything else lists of what is right."""
    symmetric = not event.recipients and len(event.actors) > 1
    gold: dict[str, Any] = {
        "id": event.id,
        "document": event.document,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "quote": text[event.trigger.start : event.trigger.end],
        "event": [event.type] if event.type is not None else [],
        "actor": [actor.code for actor in event.actors],
        "recipient": [actor.code for actor in event.recipients],
        "symmetric": symmetric,
        "status": [event.status],
        "date": [event.date.start.isoformat(), event.date.end.isoformat()],
    }
    if event.modes:
        gold["mode"] = list(event.modes)
    if event.act is not None:
        gold["act"] = [event.act]
    if event.about is not None:
        gold["about"] = _about(event.about)
    return gold


def _about(about: About) -> dict[str, list[str]]:
    values: dict[str, tuple[str | None, ...]] = {
        "event": (about.event,),
        "mode": about.mode,
        "act": (about.act,),
        "status": (about.status,),
    }
    return {key: [value for value in found if value] for key, found in values.items() if any(found)}
