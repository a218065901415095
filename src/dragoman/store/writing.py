"""What changes the store: one transaction, which alone may write while it lasts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, case, delete, insert, select, update

from dragoman.errors import InputError, StoreError
from dragoman.ontology import Ontology
from dragoman.records import CodedArticle, Event, Incident
from dragoman.store import rows
from dragoman.store.among import among
from dragoman.store.copies import Group, Plan
from dragoman.store.corrections import checked, corrected, dropped, matching, place
from dragoman.store.entries import Baseline, Changes, Correction, StoredEvent, Tally
from dragoman.store.filters import EventFilter, is_storable, storable
from dragoman.store.planning import Planner
from dragoman.store.reading import canonical, to_correction
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
from dragoman.store.upsert import insert_rows, upsert
from dragoman.write import from_record

# Built once, because they are run for every article.
_SAID = (
    select(corrections)
    .join(articles, articles.c.id == corrections.c.document)
    .where(articles.c.wording == bindparam("wording"))
    .order_by(*corrections.primary_key)
)
# The leader has the wording of its group.
_LEAD = (
    update(articles)
    .where(articles.c.wording == bindparam("same"))
    .values(
        copy_of=case((articles.c.id == bindparam("leader"), None), else_=bindparam("leader")),
        coder=case((articles.c.id == bindparam("leader"), bindparam("by")), else_=articles.c.coder),
    )
)
_DROP = delete(incidents).where(among(incidents.c.id, "old"))


class Transaction(Planner):
    """Reads and writes within one transaction, which sees what it wrote.

    Nothing of it is there before it ends, and nothing at all where it fails. Methods raise StoreError where the
    database fails.
    """

    def __init__(self, connection: Connection, ontology: Callable[[], Ontology]) -> None:
        self._connection, self._ontology = connection, ontology

    @property
    def connection(self) -> Connection:
        """The connection that the transaction runs on, for what else of the store writes in it."""
        return self._connection

    def _connected(self) -> AbstractContextManager[Connection]:
        return nullcontext(self._connection)

    # Articles with their events

    def apply(self, plan: Plan, coded: Mapping[str, CodedArticle], coder: str) -> Changes:
        """Do what was planned in this transaction; ``coded`` has every article of ``plan.to_code``, by id."""
        if plan.idle:
            return Changes()
        removed = self._clear(plan.id) if plan.old is not None else []
        if plan.article is not None:
            upsert(self._connection, articles, [rows.article_row(plan.article, coder, plan.leader)])
        added: list[StoredEvent] = []
        for group in plan.groups:
            removed += self._clear(group.demoted) if group.demoted is not None else []
            if group.code:
                self._lead(group, coder)
                added += self._write(coded[group.leader], group.wording)
        if plan.article is None:
            self._connection.execute(delete(articles).where(articles.c.id == plan.id))
        return Changes(tuple(sorted(added, key=canonical)), tuple(sorted(removed, key=canonical)))

    def put(self, coded: CodedArticle, coder: str = "") -> Changes:
        """Keep an article that is coded already, in the place of what is kept under its id.

        As a copy without events where another article of the same text was published earlier. StoreError where
        another article would have to be coded first: ``Pipeline.add`` does that.
        """
        plan = self.plan(coded.article, coder)
        if plan.idle and plan.old is not None and plan.old.copy_of is None:
            # The same content: put anew, for the coding may have changed.
            removed = self._clear(plan.id)
            self._lead(Group(plan.old.wording, plan.id, code=True), coder)
            added = self._write(coded, plan.old.wording)
            return Changes(tuple(added), tuple(removed))
        missing = [name for name in plan.to_code if name != coded.article.id]
        if missing:
            raise StoreError(f"{coded.article.id}: needs {missing[0]} coded, which is a copy of its old text")
        return self.apply(plan, {coded.article.id: coded}, coder)

    def _lead(self, group: Group, coder: str) -> None:
        """Make the leader of a group the one that the others are copies of."""
        self._connection.execute(_LEAD, {"leader": group.leader, "same": group.wording, "by": coder})

    def _clear(self, identifier: str) -> list[StoredEvent]:
        """Take out an article's events and sentences; the events that stood there."""
        removed = list(self.events(EventFilter(documents=[identifier])))
        self._connection.execute(delete(events).where(events.c.document == identifier))
        self._connection.execute(delete(sentences).where(sentences.c.article == identifier))
        return removed

    def _write(self, coded: CodedArticle, wording: str) -> list[StoredEvent]:
        """Write the sentences and events of an article whose row is there; the events as they stand then."""
        self._insert(sentences, rows.sentence_rows(coded))
        said = matching(coded.events, self._said_of(wording), coded.article.text) if coded.events else {}
        return self._write_events((event, said.get(event.id, [])) for event in coded.events)

    def _write_events(self, coded: Iterable[tuple[Event, Sequence[Correction]]]) -> list[StoredEvent]:
        written: list[StoredEvent] = []
        event_rows: list[rows.Row] = []
        actor_rows: list[rows.Row] = []
        pair_rows: list[rows.Row] = []
        for event, said in coded:
            stands = corrected(event, said, self._ontology()) if said else event
            gone = dropped(said)
            event_rows.append(rows.event_row(stands, event if said else None, gone))
            actor_rows += () if gone else rows.actor_rows(stands)
            pair_rows += () if gone else rows.pair_rows(stands)
            written += [] if gone else [StoredEvent(stands, None, bool(said))]
        for table, made in ((events, event_rows), (actors, actor_rows), (pairs, pair_rows)):
            self._insert(table, made)
        return written

    def _insert(self, table: Any, made: Sequence[rows.Row]) -> None:
        if made:
            insert_rows(self._connection, table, made)

    # Corrections

    def correct(self, prefix: str, said: Mapping[str, Any], note: str = "") -> Changes:
        """Keep what a person says of the event whose id begins so, field by field, and let it stand at once.

        A field that was corrected before takes the new value. The changes are the event as it stood and as it stands.
        Raises UsageError for an unknown event, a field that cannot be corrected or a value that it cannot have.
        """
        event = self._as_coded(self.event(prefix).event.id)
        made = {field: checked(field, value, self._ontology()) for field, value in said.items()}
        article = self.article(event.document)
        self._forget(event, made)
        anchor = {"document": event.document, "start": event.trigger.start, "stop": event.trigger.end}
        ordinal = place(event, self._of_trigger(event))
        upsert(
            self._connection,
            corrections,
            [
                anchor
                | {
                    "event": event.id,
                    "field": field,
                    "ordinal": ordinal,
                    "words": article.text[event.trigger.start : event.trigger.end] if article is not None else "",
                    "value": rows.dump(value),
                    "note": note if is_storable(note) else ascii(note),
                    "made_at": now(),
                }
                for field, value in sorted(made.items())
            ],
        )
        return self._rewrite(event)

    def withdraw(self, prefix: str, fields: Collection[str] | None = None) -> Changes:
        """Take back what was said of these fields of an event, or of all; it stands as it was coded again."""
        event = self._as_coded(self.event(prefix).event.id)
        self._forget(event, fields)
        return self._rewrite(event)

    def _forget(self, event: Event, fields: Collection[str] | None) -> None:
        for one in self._said(event):
            if fields is None or one.field in fields:
                same = (corrections.c[name] == value for name, value in _anchor(one).items())
                self._connection.execute(delete(corrections).where(*same))

    def _as_coded(self, identifier: str) -> Event:
        row = self._rows(select(events.c.record, events.c.coded).where(events.c.id == identifier))[0]
        return from_record(orjson.loads(row["coded"] or row["record"]))

    def _of_trigger(self, event: Event) -> list[Event]:
        """The events of the same article and trigger, as they were coded."""
        here = EventFilter(documents=[event.document], dropped=True)
        return [self._as_coded(s.event.id) for s in self.events(here) if s.event.trigger == event.trigger]

    def _said(self, event: Event) -> list[Correction]:
        """The corrections that are about this event."""
        article = self.article(event.document)
        if article is None:
            return []
        said = self._said_of(rows.wording(article.text))
        return matching(self._of_trigger(event), said, article.text).get(event.id, [])

    def _said_of(self, wording: str) -> list[Correction]:
        """The corrections of all articles of one wording: what was said of a copy holds for the text."""
        return [to_correction(row) for row in self._rows(_SAID, wording=wording)]

    def _rewrite(self, coded: Event) -> Changes:
        # What was dropped before is nowhere, and so has nothing to lose.
        stood = list(self.events(EventFilter(ids=[coded.id])))
        said = self._said(coded)
        self._connection.execute(delete(events).where(events.c.id == coded.id))
        return Changes(tuple(self._write_events([(coded, said)])), tuple(stood))

    # Incidents

    def replace_incidents(self, old: Collection[str], new: Iterable[Incident]) -> None:
        """Take out the incidents of these ids and put in the new ones, which name their events."""
        if old:
            self._connection.execute(_DROP, {"old": storable(old)})
        made = list(new)
        upsert(self._connection, incidents, [rows.incident_row(incident) for incident in made])
        upsert(
            self._connection,
            incident_events,
            [{"event": event, "incident": incident.id} for incident in made for event in incident.events],
        )

    # Baseline and runs

    def put_baseline(self, states: Iterable[Baseline]) -> None:
        """Set states from outside; one of the same sides, channel and day takes the place of what was set."""
        made = [asdict(state) for state in states]
        for row in made:
            for name, value in row.items():
                if isinstance(value, str) and not is_storable(value):
                    raise InputError("baseline", f"{name} holds a NUL character or half a surrogate pair")
        upsert(self._connection, baseline, made)

    def clear_baseline(self) -> None:
        """Forget all states that were set from outside."""
        self._connection.execute(delete(baseline))

    def start_run(self, coder: str) -> int:
        """Note that a run begins; its number."""
        made = insert(runs).values(started=now(), finished=None, coder=coder, **asdict(Tally()))
        return int(self._connection.execute(made.returning(runs.c.id)).scalar_one())

    def finish_run(self, run: int, counts: Tally) -> None:
        """Note that a run has ended, and what it did."""
        self._connection.execute(update(runs).where(runs.c.id == run).values(finished=now(), **asdict(counts)))


def _anchor(one: Correction) -> dict[str, Any]:
    return {
        "document": one.document,
        "start": one.trigger.start,
        "stop": one.trigger.end,
        "event": one.event,
        "field": one.field,
    }


def now() -> str:
    """This moment in UTC, to the second: ``YYYY-MM-DDTHH:MM:SSZ``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
