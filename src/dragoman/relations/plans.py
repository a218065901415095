"""Planned deeds and what became of them: came true, cancelled, overdue, or still to come. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dragoman.errors import TableError
from dragoman.ontology import Ontology
from dragoman.records import Actor, Event
from dragoman.tables import cell_list, rows

Outcome = Literal["pending", "came-true", "cancelled", "overdue"]

# How long a plan without a date is waited for, and how late a dated one may come true.
PATIENCE = timedelta(days=180)
GRACE = timedelta(days=14)
_PACKAGE, _TABLE = "dragoman.relations", "plans.csv"


@dataclass(frozen=True, slots=True)
class Plan:
    """A deed that was announced. ``events`` are its announcements, ``answers`` the reports that settled it.

    ``start`` and ``end`` bound the day that was announced; both are None where none was.
    """

    id: str
    event: str
    act: str | None
    sender: str
    receiver: str
    published: date
    start: date | None
    end: date | None
    outcome: Outcome
    events: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """Which acts fulfil or cancel the plan of an act; an act that does not stand in it is fulfilled by itself."""

    fulfilled: Mapping[str, frozenset[str]]
    cancelled: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, ontology: Ontology) -> PlanTable:
        """Read ``plans.csv``. Raises TableError for an act that there is not."""
        fulfilled, cancelled = {}, {}
        for line, row in rows(_PACKAGE, _TABLE):
            lists = (cell_list(row["fulfilled_by"]), cell_list(row["cancelled_by"]))
            if strange := [act for act in (row["act"], *lists[0], *lists[1]) if act not in ontology.acts]:
                raise TableError(_TABLE, line, f"{strange[0]!r} is no act")
            fulfilled[row["act"]], cancelled[row["act"]] = map(frozenset, lists)
        return cls(fulfilled, cancelled)


def plans(
    events: Iterable[Event], first: str, second: str, on: date, table: PlanTable, known_on: date | None = None
) -> tuple[Plan, ...]:
    """Return what had been planned between two entities by the day ``on``, by date of announcement."""
    last = min(on, known_on or on)
    known = [e for e in events if e.link is None and e.published <= last]
    known.sort(key=lambda e: (e.published, e.document, e.sequence, e.trigger.start, e.id))
    answers = _Answers(known, {first, second}, table)
    announced: dict[tuple[str, str, str, date | None], list[Event]] = {}
    for event in filter(_is_plan, known):
        for sender, receiver in _sides(event, first, second):
            due = _due(event)
            key = (_deed(event), sender, receiver, due[0] if due else None)
            announced.setdefault(key, []).append(event)
    return tuple(_plan(told, sender, receiver, answers, on) for (_, sender, receiver, _), told in announced.items())


def _deed(event: Event) -> str:
    about = event.about
    if about is not None:
        return about.act or about.event or ""
    return event.act or event.type or ""


def _is_plan(event: Event) -> bool:
    if event.asserts is not None or event.status not in ("planned", "occurred", "ongoing"):
        return False
    return event.about.status == "planned" if event.about is not None else event.status == "planned"


def _sides(event: Event, first: str, second: str) -> Iterator[tuple[str, str]]:
    """Yield (from, to) between the two entities; a deed of both sides once, in the order of the question."""
    actors, recipients = _entities(event.actors), _entities(event.recipients)
    if not recipients:
        if {first, second} <= actors:
            yield first, second
        return
    for sender, receiver in ((first, second), (second, first)):
        if sender in actors and receiver in recipients:
            yield sender, receiver
            return


def _entities(actors: Sequence[Actor]) -> set[str]:
    return {actor.entity for actor in actors}


def _due(event: Event) -> tuple[date, date] | None:
    """Return the day or days for which it is announced: only an expression of the text, and none that had passed."""
    if event.effective is not None:
        return event.effective, event.effective
    when = event.date
    told = when.basis == "expression" and when.precision != "before" and when.end > event.published
    return (when.start, when.end) if told else None


class _Answers:
    """What was told of two entities, by the deed whose plan it settles."""

    def __init__(self, known: Iterable[Event], pair: set[str], table: PlanTable) -> None:
        self._table, self._pair = table, pair
        self._by_act: dict[str | None, list[tuple[int, Event]]] = {}
        self._by_type: dict[str | None, list[tuple[int, Event]]] = {}
        for place, event in enumerate(known):
            self._by_act.setdefault(event.act, []).append((place, event))
            self._by_type.setdefault(event.type, []).append((place, event))
        self._settling: dict[str, tuple[list[Event], list[Event]]] = {}

    def of(self, deed: str) -> tuple[list[Event], list[Event]]:
        """Return the events that fulfil a plan of this deed, and those that cancel it, each in the order of all."""
        if deed not in self._settling:
            told = self._about(deed)
            done = [e for e in told if _done(e, deed, self._table) and self._has_both(e)]
            gone = [e for e in told if _cancels(e, deed, self._table) and self._has_both(e)]
            self._settling[deed] = done, gone
        return self._settling[deed]

    def _has_both(self, event: Event) -> bool:
        return self._pair <= _entities((*event.actors, *event.recipients))

    def _about(self, deed: str) -> list[Event]:
        """Return the events whose act or type has to do with a deed, in the order of all."""
        acts = {deed, *self._table.fulfilled.get(deed, ()), *self._table.cancelled.get(deed, ())}
        found = dict(self._by_type.get(deed, ()))
        for act in acts:
            found.update(self._by_act.get(act, ()))
        return [found[place] for place in sorted(found)]


def _plan(told: Sequence[Event], sender: str, receiver: str, answers: _Answers, on: date) -> Plan:
    first = told[0]
    due, deed = _due(first), _deed(first)
    last = due[1] if due else told[-1].published + PATIENCE
    told_on, latest = first.published, last + GRACE
    fulfilling, cancelling = answers.of(deed)
    done = [e for e in fulfilling if told_on <= e.date.end <= latest and _follows(e, told_on)]
    gone = [e for e in cancelling if e.published <= latest and _follows(e, told_on)]
    outcome: Outcome = "overdue" if on > last else "pending"
    if done:
        outcome = "came-true"
    elif gone:
        outcome = "cancelled"
    return Plan(
        id=first.id,
        event=(first.about.event if first.about is not None else first.type) or "",
        act=first.about.act if first.about is not None else first.act,
        sender=sender,
        receiver=receiver,
        published=first.published,
        start=due[0] if due else None,
        end=due[1] if due else None,
        outcome=outcome,
        events=tuple(e.id for e in told),
        answers=tuple(e.id for e in (done or gone)),
    )


def _follows(event: Event, day: date) -> bool:
    return event.published > day or event.date.start > day


def _done(event: Event, deed: str, table: PlanTable) -> bool:
    if event.status not in ("occurred", "ongoing") or event.date.precision == "before":
        return False
    return event.act in table.fulfilled.get(deed, {deed}) or event.type == deed


def _cancels(event: Event, deed: str, table: PlanTable) -> bool:
    if event.status == "denied":
        return deed in (event.act, event.type)
    return event.status == "occurred" and event.act is not None and event.act in table.cancelled.get(deed, ())
