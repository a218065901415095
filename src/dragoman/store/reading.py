"""What the store answers: the questions that a store and a transaction have in common."""

from __future__ import annotations

import gc
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Connection, RowMapping, Select, bindparam, case, func, select

from dragoman.errors import UsageError
from dragoman.records import Article, Event, Incident, SentenceSpan, Span
from dragoman.store import search
from dragoman.store.among import among
from dragoman.store.entries import Baseline, Correction, Found, PairScore, Run, StoredEvent, Tally
from dragoman.store.filters import MOVING_TYPES, EventFilter, conditions, is_storable, moving, storable
from dragoman.store.restore import to_incident
from dragoman.store.rows import to_article
from dragoman.store.tables import (
    actors,
    articles,
    baseline,
    corrections,
    events,
    incident_events,
    incidents,
    pairs,
    runs,
    sentences,
)
from dragoman.write import from_record

# As much as is fetched from a server at once.
_PAGE = 500
_MOST = 10_000
# An incident's first day is that of one of its reports, and two of its reports lie fewer days apart than this, by far
# (``thresholds.toml``): what happened in a few months need not be looked for in all years.
NEAR = 400
_LAST = "\U0010ffff"

STORED = select(
    events.c.record, events.c.coded.is_not(None).label("corrected"), incident_events.c.incident
).select_from(events.outerjoin(incident_events, incident_events.c.event == events.c.id))
# Built once, because they are asked again and again.
_ARTICLES = select(articles).where(among(articles.c.id, "keys")).order_by(articles.c.id)
_INCIDENTS_OF = select(incident_events).where(among(incident_events.c.event, "keys")).order_by(incident_events.c.event)
_OF_PAIR = (pairs.c.a == bindparam("first"), pairs.c.b == bindparam("second"))
_RECORDS_OF_PAIR = select(events.c.record).join(pairs, pairs.c.event == events.c.id).where(*_OF_PAIR)
_INCIDENTS_OF_PAIR = select(incident_events).join(pairs, pairs.c.event == incident_events.c.event).where(*_OF_PAIR)
_ANY_EVENT = select(events.c.id).where(events.c.document == bindparam("document")).limit(1)
_CANONICAL = (events.c.published, events.c.document, events.c.sequence, events.c.start, events.c.id)


def canonical(stored: StoredEvent) -> tuple[date, str, int, int, str]:
    """The order in which events are handed out: by publication, document, sentence, trigger and id."""
    event = stored.event
    return event.published, event.document, event.sequence, event.trigger.start, event.id


class Reader(ABC):
    """Reads the store. Every method raises StoreError where the database fails."""

    @abstractmethod
    def _connected(self) -> AbstractContextManager[Connection]:
        """A connection for one question."""

    # Articles

    def article(self, identifier: str) -> Article | None:
        """The article of this id, copies included; None where there is none."""
        found = self._rows(select(articles).where(articles.c.id.in_(storable([identifier]))))
        return to_article(found[0]) if found else None

    def articles(self, identifiers: Collection[str]) -> dict[str, Article]:
        """The articles of these ids, by id, in order; one that is not there is left out."""
        found = self._rows_of(_ARTICLES, identifiers)
        return {row["id"]: to_article(row) for row in found}

    def copies_of(self, identifiers: Collection[str]) -> dict[str, list[str]]:
        """The ids of the articles that are kept as copies of these, by id of the original, in order of publication."""
        chosen = select(articles.c.id, articles.c.copy_of).where(articles.c.copy_of.in_(storable(identifiers)))
        found: dict[str, list[str]] = {}
        for row in self._rows(chosen.order_by(articles.c.published, articles.c.id)):
            found.setdefault(row["copy_of"], []).append(row["id"])
        return found

    def copies(self, identifier: str) -> list[str]:
        """The ids of the articles that are kept as copies of this one, in order of publication."""
        return self.copies_of([identifier]).get(identifier, [])

    def sentences(self, identifier: str) -> list[SentenceSpan]:
        """The sentences of an article in the order of the text; none for a copy."""
        chosen = select(sentences).where(sentences.c.article.in_(storable([identifier])))
        found = self._rows(chosen.order_by(sentences.c.sequence))
        return [SentenceSpan(row["sequence"], Span(row["start"], row["stop"]), row["text"]) for row in found]

    def articles_read(self, start: date, end: date) -> int:
        """How many articles published from ``start`` to ``end``, both included, were coded; copies do not count."""
        return sum(self.articles_by_day(start, end).values())

    def articles_by_day(self, start: date | None = None, end: date | None = None) -> dict[date, int]:
        """How many articles of each day of publication were coded, in order; days without any are left out."""
        chosen = select(articles.c.published, func.count().label("count")).where(articles.c.copy_of.is_(None))
        if start is not None:
            chosen = chosen.where(articles.c.published >= start)
        if end is not None:
            chosen = chosen.where(articles.c.published <= end)
        found = self._rows(chosen.group_by(articles.c.published).order_by(articles.c.published))
        return {row["published"]: row["count"] for row in found}

    # Events

    def events(self, chosen: EventFilter | None = None) -> Iterator[StoredEvent]:
        """The events that the filter lets through (all without one), in the canonical order, one at a time."""
        chosen = chosen or EventFilter()
        statement = STORED.where(*conditions(chosen)).order_by(*_CANONICAL)
        with self._connected() as connection:
            paged = statement.limit(chosen.limit).execution_options(yield_per=_PAGE)
            for row in connection.execute(paged):
                yield stored(row)

    def pair_events(
        self,
        a: str,
        b: str,
        *,
        known_on: date | None = None,
        moving: bool = False,
        types: Collection[str] = MOVING_TYPES,
    ) -> list[StoredEvent]:
        """The events of the dyad of two entities, in whatever order they are named, in the canonical order.

        ``known_on``: only from articles published by that day. ``moving``: only events that can move a state or a
        plan: those with an act, a deed spoken of or a state, and those of these ``types``.
        """
        statement = STORED.join(pairs, pairs.c.event == events.c.id).where(*_OF_PAIR)
        statement = statement.where(*_pair_conditions(known_on, types if moving else None))
        with no_collection():
            return sorted(map(stored, self._of_pair(statement, a, b)), key=canonical)

    def pair_records(self, a: str, b: str) -> list[str]:
        """The events of a dyad as they are stored, in no order of meaning; ``event_of`` makes the event of each.

        For who remembers what he made of them: the same records are the same events.
        """
        return [row[0] for row in self._of_pair(_RECORDS_OF_PAIR, a, b)]

    def pair_incidents(self, a: str, b: str) -> dict[str, str]:
        """The incident of each event of a dyad that is in one, by id."""
        return {row[0]: row[1] for row in self._of_pair(_INCIDENTS_OF_PAIR, a, b)}

    def _of_pair(self, statement: Select[Any], a: str, b: str) -> Sequence[Any]:
        if not (is_storable(a) and is_storable(b)):
            return ()
        first, second = sorted((a, b))
        with self._connected() as connection:
            return connection.execute(statement, {"first": first, "second": second}).all()

    def pair_scores(
        self, a: str, b: str, *, since: date | None = None, until: date | None = None, known_on: date | None = None
    ) -> list[PairScore]:
        """What the events of a dyad weigh that took place, or are announced, between two days, in canonical order.

        Denied and possible events, repetitions and state reports weigh nothing, nor does background that is in no
        dated incident, because nobody knows of which day it is.
        """
        first, second = sorted((a, b))
        day = case((events.c.precision == "before", incidents.c.date), else_=events.c.date)
        chosen = (
            select(
                events.c.id,
                incident_events.c.incident,
                func.coalesce(incidents.c.date, events.c.date).label("day"),
                events.c.type,
                events.c.quad,
                events.c.scale,
                events.c.goldstein,
            )
            .select_from(
                events.join(pairs, pairs.c.event == events.c.id)
                .outerjoin(incident_events, incident_events.c.event == events.c.id)
                .outerjoin(incidents, incidents.c.id == incident_events.c.incident)
            )
            .where(pairs.c.a.in_(storable([first])), pairs.c.b.in_(storable([second])))
            .where(events.c.type.is_not(None), events.c.link.is_(None), events.c.dropped.is_(False))
            .where(events.c.status.not_in(("denied", "possible")), day.is_not(None))
            .where(*_pair_conditions(known_on, None))
            .order_by(*_CANONICAL)
        )
        dated = func.coalesce(incidents.c.date, events.c.date)
        if since is not None:
            chosen = chosen.where(dated >= since, pairs.c.enddate >= _shifted(since, -NEAR))
        if until is not None:
            chosen = chosen.where(dated <= until, pairs.c.date <= _shifted(until, NEAR))
        with self._connected() as connection:
            return [PairScore(*row) for row in connection.execute(chosen)]

    def pair_count(self, a: str, b: str) -> int:
        """How many events the dyad has."""
        first, second = sorted((a, b))
        chosen = select(func.count().label("n")).where(
            pairs.c.a.in_(storable([first])), pairs.c.b.in_(storable([second]))
        )
        return int(self._rows(chosen)[0]["n"])

    def pairs(self) -> dict[tuple[str, str], int]:
        """Every dyad that has events, with their number, in order."""
        chosen = select(pairs.c.a, pairs.c.b, func.count().label("n")).group_by(pairs.c.a, pairs.c.b)
        return {(row["a"], row["b"]): row["n"] for row in self._rows(chosen.order_by(pairs.c.a, pairs.c.b))}

    def event(self, prefix: str) -> StoredEvent:
        """The one event whose id is, or begins with, this; UsageError where there is none or more than one."""
        only = self._only("event", events.c.id, prefix)
        return next(self.events(EventFilter(ids=[only], dropped=True)))

    def knows(self, entity: str) -> bool:
        """Whether anybody of this identifier takes part in an event."""
        chosen = select(actors.c.entity).where(actors.c.entity.in_(storable([entity])))
        return bool(self._rows(chosen.limit(1)))

    def has_events(self, document: str) -> bool:
        """Whether an event of this article is kept."""
        return is_storable(document) and bool(self._rows(_ANY_EVENT, document=document))

    def entities(self) -> dict[str, int]:
        """Everybody who takes part in an event, with the number of events, in order."""
        chosen = select(actors.c.entity, func.count(actors.c.event.distinct()).label("n")).group_by(actors.c.entity)
        return {row["entity"]: row["n"] for row in self._rows(chosen.order_by(actors.c.entity))}

    # Incidents

    def incident(self, prefix: str) -> Incident:
        """The one incident whose id is, or begins with, this; UsageError where there is none or more than one."""
        only = self._only("incident", incidents.c.id, prefix)
        return self.incidents([only])[0]

    def incidents(
        self, identifiers: Collection[str] | None = None, since: date | None = None, until: date | None = None
    ) -> list[Incident]:
        """The incidents of these ids, or all, that overlap the days ``since`` to ``until``; by date, then by id."""
        chosen = select(incidents.c.record)
        if identifiers is not None:
            chosen = chosen.where(incidents.c.id.in_(storable(identifiers)))
        if since is not None:
            chosen = chosen.where(incidents.c.enddate >= since)
        if until is not None:
            chosen = chosen.where(incidents.c.date <= until)
        found = self._rows(chosen.order_by(incidents.c.date, incidents.c.id))
        return [to_incident(row["record"]) for row in found]

    def incidents_of(self, identifiers: Collection[str]) -> dict[str, str]:
        """Incident id by event id, for those of these events that are in one."""
        return {row["event"]: row["incident"] for row in self._rows_of(_INCIDENTS_OF, identifiers)}

    # Sentences

    def search(self, words: str, limit: int = 100) -> list[Found]:
        """Sentences that have all these words, and all that stands in double quotes as a phrase; the newest first.

        Words are met in other forms as well ("recall" finds "recalled"). Nothing in ``words`` is an operator.
        """
        with self._connected() as connection:
            return search.find(connection, search.phrases(words), limit)

    # What people say, and what was run

    def corrections(self, document: str | None = None) -> list[Correction]:
        """The corrections, of one article or all, by document, trigger and field."""
        chosen = select(corrections)
        if document is not None:
            chosen = chosen.where(corrections.c.document.in_(storable([document])))
        return [to_correction(row) for row in self._rows(chosen.order_by(*corrections.primary_key))]

    def baseline(self, a: str | None = None, b: str | None = None) -> list[Baseline]:
        """The states that were set from outside, of one dyad or all, by sender, receiver, channel and day."""
        chosen = select(baseline)
        if a is not None and b is not None:
            sides = storable([a, b])
            chosen = chosen.where(baseline.c.sender.in_(sides), baseline.c.receiver.in_(sides))
        found = self._rows(chosen.order_by(*baseline.primary_key))
        return [Baseline(**row) for row in found]

    def runs(self) -> list[Run]:
        """Every run of ``dragoman add``, the first one first."""
        return [_run(row) for row in self._rows(select(runs).order_by(runs.c.id))]

    def _rows(self, statement: Select[Any], **parameters: Any) -> list[RowMapping]:
        with self._connected() as connection:
            return list(connection.execute(statement, parameters).mappings())

    def _rows_of(self, statement: Select[Any], identifiers: Collection[str]) -> Iterator[RowMapping]:
        """The rows of these ids, in their order. A statement can hold no more than some tens of thousands of them."""
        wanted = storable(identifiers)
        for start in range(0, len(wanted), _MOST):
            yield from self._rows(statement, keys=wanted[start : start + _MOST])

    def _only(self, kind: str, column: Any, prefix: str) -> str:
        """The one id that is, or begins with, what is wanted."""
        found: list[str] = []
        if is_storable(prefix):
            between = select(column).where(column >= prefix, column < prefix + _LAST)
            found = [row[column.name] for row in self._rows(between.order_by(column).limit(6))]
        if prefix in found:
            return prefix
        if not found:
            raise UsageError(f"no {kind} has an id that begins with {prefix}")
        if len(found) > 1:
            raise UsageError(f"more than one {kind} has an id that begins with {prefix}: {', '.join(found[:5])}")
        return found[0]


def _shifted(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the garbage collector off while many records are made at once, none of which refers to another.

    It would look through all that was made, again and again: 12,000 events took 0.65 s with it and 0.3 s without.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _pair_conditions(known_on: date | None, types: Collection[str] | None) -> Iterable[Any]:
    if known_on is not None:
        yield pairs.c.published <= known_on
    if types is not None:
        yield moving(types)


def event_of(record: str) -> Event:
    """The event of a stored record."""
    return from_record(orjson.loads(record))


def stored(row: Any, read: Callable[[str], Event] = event_of) -> StoredEvent:
    """The event of a row of ``STORED``; ``read`` makes it of its record."""
    record, corrected, incident = row
    return StoredEvent(read(record), incident, bool(corrected))


def to_correction(row: RowMapping) -> Correction:
    """The correction of a row."""
    return Correction(
        document=row["document"],
        trigger=Span(row["start"], row["stop"]),
        event=row["event"],
        field=row["field"],
        value=orjson.loads(row["value"]),
        ordinal=row["ordinal"],
        words=row["words"],
        note=row["note"],
        made_at=row["made_at"],
    )


def _run(row: RowMapping) -> Run:
    counts = Tally(*(row[name] for name in ("added", "replaced", "copies", "skipped", "events", "errors")))
    return Run(row["id"], row["started"], row["finished"], row["coder"], counts)
