"""Planned deeds and what became of them: came true, cancelled, overdue, or still to come. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
    return PlanBook(events, first, second, table).by(first, second, on, known_on)


class PlanBook:
    """The events of two entities, set in order once for any number of questions on what they had planned."""

    def __init__(self, events: Iterable[Event], first: str, second: str, table: PlanTable) -> None:
        self._events = sorted((e for e in events if e.link is None), key=_order)
        self._announcing = [(place, e) for place, e in enumerate(self._events) if _is_plan(e)]
        self._pair, self._table = {first, second}, table
        self._by_act: dict[str | None, list[int]] = {}
        self._by_type: dict[str | None, list[int]] = {}
        for place, event in enumerate(self._events):
            self._by_act.setdefault(event.act, []).append(place)
            self._by_type.setdefault(event.type, []).append(place)
        self._settling: dict[str, _Settling] = {}

    def by(self, first: str, second: str, on: date, known_on: date | None = None) -> tuple[Plan, ...]:
        """Return what had been planned by the day ``on``, by date of announcement; the two entities in either order."""
        known = bisect_right(self._events, min(on, known_on or on), key=lambda e: e.published)
        announced: dict[tuple[str, str, str, date | None], list[Event]] = {}
        for place, event in self._announcing:
            if place < known:
                for sender, receiver in _sides(event, first, second):
                    due = _due(event)
                    key = (_deed(event), sender, receiver, due[0] if due else None)
                    announced.setdefault(key, []).append(event)
        found = [
            _plan(told, sender, receiver, self._settled_by(deed), known, on)
            for (deed, sender, receiver, due), announcements in announced.items()
            for told in _renewed(announcements, due, self._settled_by(deed), known)
        ]
        return tuple(sorted(found, key=lambda plan: (plan.published, plan.start or date.max)))

    def _settled_by(self, deed: str) -> _Settling:
        if deed not in self._settling:
            acts = {deed, *self._table.fulfilled.get(deed, ()), *self._table.cancelled.get(deed, ())}
            about = {place for act in acts for place in self._by_act.get(act, ())} | {*self._by_type.get(deed, ())}
            told = [(place, self._events[place]) for place in sorted(about)]
            told = [(place, e) for place, e in told if self._pair <= _entities((*e.actors, *e.recipients))]
            done = ((e.date.end, place, e) for place, e in told if _done(e, deed, self._table))
            gone = [(place, e) for place, e in told if _cancels(e, deed, self._table)]
            self._settling[deed] = _Settling(sorted(done, key=lambda one: one[:2]), gone)
        return self._settling[deed]


@dataclass(frozen=True, slots=True)
class _Settling:
    """What fulfils the plans of a deed, by its last day, and what cancels them; each with its place among all."""

    done: Sequence[tuple[date, int, Event]]
    gone: Sequence[tuple[int, Event]]

    def fulfilling(self, told_on: date, latest: date, known: int) -> list[str]:
        """Return the ids of the first ``known`` that took place between the two days, in the order of all."""
        low = bisect_left(self.done, told_on, key=lambda one: one[0])
        high = bisect_right(self.done, latest, lo=low, key=lambda one: one[0])
        near = sorted((place, e.id) for _, place, e in self.done[low:high] if place < known and _follows(e, told_on))
        return [ident for _, ident in near]

    def cancelling(self, told_on: date, latest: date, known: int) -> list[str]:
        """Return the ids of the first ``known`` that were published by then, in the order of all."""
        return [e.id for place, e in self.gone if place < known and e.published <= latest and _follows(e, told_on)]

    def ends(self, known: int) -> list[date]:
        """Return the days on which it became known that the deed was done or given up, in order."""
        done = [e.published for _, place, e in self.done if place < known]
        return sorted([*done, *(e.published for place, e in self.gone if place < known)])


def _renewed(told: Sequence[Event], due: date | None, settling: _Settling, known: int) -> list[list[Event]]:
    """Part the announcements of one deed: after it was done or given up, or was forgotten, it is planned anew."""
    if due is not None or len(told) == 1:
        return [list(told)]
    ends = settling.ends(known)
    parts: list[list[Event]] = [[told[0]]]
    for event in told[1:]:
        before = parts[-1]
        after = bisect_right(ends, before[0].published)
        settled = after < len(ends) and ends[after] < event.published
        if settled or event.published > before[-1].published + PATIENCE:
            parts.append([event])
        else:
            before.append(event)
    return parts


def _order(event: Event) -> tuple[date, str, int, int, str]:
    return event.published, event.document, event.sequence, event.trigger.start, event.id


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


def _plan(told: Sequence[Event], sender: str, receiver: str, settling: _Settling, known: int, on: date) -> Plan:
    first = told[0]
    due = _due(first)
    last = due[1] if due else told[-1].published + PATIENCE
    done = settling.fulfilling(first.published, last + GRACE, known)
    gone = settling.cancelling(first.published, last + GRACE, known)
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
        answers=tuple(done or gone),
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
