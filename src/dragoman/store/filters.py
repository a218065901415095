"""Which events are asked for, and the condition in SQL that says the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, false, or_, select

from dragoman.records import Event
from dragoman.store.tables import actors, events, incident_events, pairs

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

MOVING_TYPES: frozenset[str] = frozenset({"ASSAULT", "CONSULT", "MOBILIZE", "RETREAT", "THREATEN"})
"""Types whose events can move a state or a plan though they have no act."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Every field that is set narrows the answer; a field with several values takes any of them.

    ``since`` and ``until``: the event's interval overlaps these days, both included. ``published_since`` and
    ``known_on``: the article was published on these days or between. ``entities``: who takes part, in whatever role.
    ``pair``: two entities in whatever order, of whom the event is a dyad (see ``rows.pairs_of``). ``moving``: only
    what can move a state or a plan. ``repeats``: also what repeats an event of the same article. ``dropped``: also
    what a person said is no event.
    """

    ids: Collection[str] | None = None
    documents: Collection[str] | None = None
    types: Collection[str] | None = None
    acts: Collection[str] | None = None
    statuses: Collection[str] | None = None
    quads: Collection[int] | None = None
    countries: Collection[str] | None = None
    entities: Collection[str] | None = None
    actors: Collection[str] | None = None
    recipients: Collection[str] | None = None
    pair: tuple[str, str] | None = None
    incidents: Collection[str] | None = None
    since: date | None = None
    until: date | None = None
    published_since: date | None = None
    known_on: date | None = None
    moving: bool = False
    repeats: bool = True
    dropped: bool = False
    limit: int | None = None


def conditions(chosen: EventFilter) -> list[ColumnElement[bool]]:
    """The filter's conditions on the table of events."""
    return [*_columns(chosen), *_days(chosen), *_others(chosen)]


def moving(types: Collection[str] = MOVING_TYPES) -> ColumnElement[bool]:
    """Only events that can move a state or a plan: with an act, a state or a deed spoken of, or of these types."""
    of_type = events.c.type.in_(sorted(types)) if types else false()
    return or_(events.c.act.is_not(None), events.c.about_act.is_not(None), events.c.asserts.is_not(None), of_type)


def may_move(event: Event) -> bool:
    """Whether the event is one that ``moving`` lets through."""
    spoken = event.about is not None and event.about.act is not None
    return event.act is not None or spoken or event.asserts is not None or event.type in MOVING_TYPES


def _columns(chosen: EventFilter) -> Iterator[ColumnElement[bool]]:
    for column, values in (
        (events.c.id, chosen.ids),
        (events.c.document, chosen.documents),
        (events.c.type, chosen.types),
        (events.c.act, chosen.acts),
        (events.c.status, chosen.statuses),
        (events.c.quad, chosen.quads),
        (events.c.country, chosen.countries),
    ):
        if values is not None:
            yield column.in_(storable(values))
    if not chosen.repeats:
        yield events.c.link.is_(None)
    if not chosen.dropped:
        yield events.c.dropped.is_(False)
    if chosen.moving:
        yield moving()


def _days(chosen: EventFilter) -> Iterator[ColumnElement[bool]]:
    yield from _overlapping(chosen, events)
    if chosen.published_since is not None:
        yield events.c.published >= chosen.published_since
    if chosen.known_on is not None:
        yield events.c.published <= chosen.known_on


def _overlapping(chosen: EventFilter, table: Table) -> Iterator[ColumnElement[bool]]:
    if chosen.since is not None:
        yield table.c.enddate >= chosen.since
    if chosen.until is not None:
        yield table.c.date <= chosen.until


def _others(chosen: EventFilter) -> Iterator[ColumnElement[bool]]:
    """Conditions on other tables. The days are asked for there as well: who acts often does so on few of them."""
    for values, role in ((chosen.entities, None), (chosen.actors, "actor"), (chosen.recipients, "recipient")):
        if values is not None:
            taking_part = select(actors.c.event).where(actors.c.entity.in_(storable(values)))
            taking_part = taking_part.where(*_overlapping(chosen, actors))
            yield events.c.id.in_(taking_part.where(actors.c.role == role) if role is not None else taking_part)
    if chosen.pair is not None:
        a, b = sorted(chosen.pair)
        of_pair = select(pairs.c.event).where(pairs.c.a.in_(storable([a])), pairs.c.b.in_(storable([b])))
        yield events.c.id.in_(of_pair.where(*_overlapping(chosen, pairs)))
    if chosen.incidents is not None:
        inside = select(incident_events.c.event).where(incident_events.c.incident.in_(storable(chosen.incidents)))
        yield events.c.id.in_(inside)


def storable(values: Collection[Any]) -> list[Any]:
    """The values in order, less the strings that no database can hold and that therefore nothing can equal."""
    return sorted(value for value in values if not isinstance(value, str) or is_storable(value))


def is_storable(text: str) -> bool:
    """Whether both databases can hold it: no NUL, and no half of a surrogate pair."""
    return _UNSTORABLE.search(text) is None
