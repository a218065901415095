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
    known = [e for e in events if e.link is None and e.published <= min(on, known_on or on)]
    known.sort(key=lambda e: (e.published, e.document, e.sequence, e.trigger.start, e.id))
    announced: dict[tuple[str, str, str, date | None], list[Event]] = {}
    for event in known:
        for sender, receiver in _sides(event, first, second):
            due = _due(event)
            key = (_deed(event), sender, receiver, due[0] if due else None)
            announced.setdefault(key, []).append(event)
    found = [
        _plan(told, sender, receiver, known, on, table)
        for (deed, sender, receiver, due), announcements in announced.items()
        for told in _renewed(announcements, deed, {sender, receiver}, due, known, table)
    ]
    return tuple(sorted(found, key=lambda plan: (plan.published, plan.start or date.max)))


def _renewed(
    told: Sequence[Event], deed: str, sides: set[str], due: date | None, known: Sequence[Event], table: PlanTable
) -> list[list[Event]]:
    """Part the announcements of one deed: after it was done or given up, or was forgotten, it is planned anew."""
    if due is not None or len(told) == 1:
        return [list(told)]
    ends = [
        event.published
        for event in known
        if (_done(event, deed, table) or _cancels(event, deed, table))
        and sides <= _entities((*event.actors, *event.recipients))
    ]
    plans_of: list[list[Event]] = [[told[0]]]
    for event in told[1:]:
        before = plans_of[-1]
        settled = any(before[0].published < end < event.published for end in ends)
        if settled or event.published > before[-1].published + PATIENCE:
            plans_of.append([event])
        else:
            before.append(event)
    return plans_of


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
    if not _is_plan(event):
        return
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


def _plan(
    told: Sequence[Event], sender: str, receiver: str, known: Sequence[Event], on: date, table: PlanTable
) -> Plan:
    first = told[0]
    due, deed = _due(first), _deed(first)
    last = due[1] if due else told[-1].published + PATIENCE
    answers = [e for e in known if e.published > first.published or e.date.start > first.published]
    answers = [e for e in answers if {sender, receiver} <= _entities((*e.actors, *e.recipients))]
    done = [e for e in answers if _done(e, deed, table) and first.published <= e.date.end <= last + GRACE]
    gone = [e for e in answers if _cancels(e, deed, table) and e.published <= last + GRACE]
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


def _done(event: Event, deed: str, table: PlanTable) -> bool:
    if event.status not in ("occurred", "ongoing") or event.date.precision == "before":
        return False
    return event.act in table.fulfilled.get(deed, {deed}) or event.type == deed


def _cancels(event: Event, deed: str, table: PlanTable) -> bool:
    if event.status == "denied":
        return deed in (event.act, event.type)
    return event.status == "occurred" and event.act is not None and event.act in table.cancelled.get(deed, ())
