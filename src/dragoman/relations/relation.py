"""Where two parties stand on a date: channels, plans, recent incidents and the trend, out of the store."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dragoman.ontology import Ontology
from dragoman.records import Event
from dragoman.relations.fold import Ledger, add
from dragoman.relations.history import Change, history
from dragoman.relations.moves import Key, Move, moves_of
from dragoman.relations.plans import Plan, PlanBook, PlanTable
from dragoman.relations.standing import Standing, standings
from dragoman.relations.transitions import Certainty, Transitions
from dragoman.store import Baseline, PairScore, Reader, event_of, may_move, no_collection

# The trend compares the last so many days with as many before them.
TREND_DAYS = 90
# So many dyads are kept with what was made of their records, as long as those are the same, and so many records of some
# kilobytes each among them.
_DYADS, _RECORDS = 256, 16_384


@dataclass(frozen=True, slots=True)
class Trend:
    """Mean PLOVER scale (-10 to 10) of the incidents of the last ``days`` days, and its change against the days before.

    None where there was no incident.
    """

    days: int
    mean_scale: float | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Relation:
    """Where two parties stand: ``planned`` is still to come, ``past_plans`` says what became of the others."""

    pair: tuple[str, str]
    on: date
    known_on: date | None
    channels: tuple[Standing, ...]
    planned: tuple[Plan, ...]
    past_plans: tuple[Plan, ...]
    incidents: tuple[str, ...]
    trend: Trend


@dataclass(frozen=True, slots=True)
class _Dyad:
    """All that is known of two entities, set in order for questions."""

    records: list[str]
    baseline: list[Baseline]
    events: tuple[Event, ...]
    ledger: Ledger
    plans: PlanBook


class Relations:
    """Answers questions about dyads. Holds the tables, and of the store as many dyads as it is told to remember."""

    def __init__(self, store: Reader, transitions: Transitions, table: PlanTable, remember: int = 0) -> None:
        """``remember``: so many dyads are kept as they were first read; 0 reads the store anew for every question."""
        self._store, self.transitions, self._table = store, transitions, table
        self._dyad = lru_cache(maxsize=remember)(self._read)
        self._last: OrderedDict[tuple[str, str], _Dyad] = OrderedDict()

    @classmethod
    def load(cls, store: Reader, remember: int = 0) -> Relations:
        """Read the tables shipped with the package."""
        ontology = Ontology.load()
        return cls(store, Transitions.load(ontology), PlanTable.load(ontology), remember)

    def on(self, first: str, second: str, on: date, known_on: date | None = None) -> Relation:
        """Return the relation of two entities on the day ``on``, from what had been published by ``known_on``.

        Without ``known_on`` all that is stored counts. Two entities without any event give an empty relation.
        """
        with no_collection():
            return self._on(first, second, on, known_on)

    def _on(self, first: str, second: str, on: date, known_on: date | None) -> Relation:
        dyad = self._dyad(*sorted((first, second)))
        foreseen = dyad.plans.by(first, second, on, known_on)
        since = on - timedelta(days=2 * TREND_DAYS - 1)
        scores = self._store.pair_scores(first, second, since=since, until=on, known_on=known_on)
        start = on - timedelta(days=TREND_DAYS)
        recent = [score for score in scores if score.date > start]
        return Relation(
            pair=(first, second),
            on=on,
            known_on=known_on,
            channels=standings(dyad.ledger, first, second, on, known_on),
            planned=tuple(plan for plan in foreseen if plan.outcome == "pending"),
            past_plans=tuple(plan for plan in foreseen if plan.outcome != "pending"),
            incidents=tuple(dict.fromkeys(score.incident for score in recent if score.incident is not None)),
            trend=_trend(recent, [score for score in scores if score.date <= start]),
        )

    def history(self, first: str, second: str, known_on: date | None = None) -> tuple[Change, ...]:
        """Return every change of a channel between two entities, in the order of the days on which they took hold."""
        return history(self._dyad(*sorted((first, second))).ledger, first, second, known_on)

    def told(
        self, first: str, second: str, known_on: date | None = None
    ) -> tuple[list[tuple[Event, str | None]], tuple[Change, ...]]:
        """Return the events of two entities, each with the id of its incident, and every change, as ``history`` does.

        The events come in no order of meaning.
        """
        dyad = self._dyad(*sorted((first, second)))
        incidents = self._store.pair_incidents(first, second)
        known = (event for event in dyad.events if known_on is None or event.published <= known_on)
        return [(e, incidents.get(e.id)) for e in known], history(dyad.ledger, first, second, known_on)

    def _read(self, first: str, second: str) -> _Dyad:
        """Read the dyad anew; what was made of it before is made anew only where it is another now."""
        records, baseline = self._store.pair_records(first, second), self._store.baseline(first, second)
        dyad = self._last.pop((first, second), None)
        if dyad is None or dyad.records != records or dyad.baseline != baseline:
            dyad = self._made(first, second, records, baseline)
        self._last[first, second] = dyad
        while len(self._last) > 1 and (len(self._last) > _DYADS or self._held() > _RECORDS):
            self._last.popitem(last=False)
        return dyad

    def _held(self) -> int:
        return sum(len(dyad.records) for dyad in list(self._last.values()))

    def _made(self, first: str, second: str, records: list[str], baseline: list[Baseline]) -> _Dyad:
        events = tuple(map(event_of, records))
        known = [_from_baseline(row, self.transitions) for row in baseline]
        ledger = add(Ledger.empty(), (*known, *(m for event in events for m in moves_of(event, self.transitions))))
        plans = PlanBook(filter(may_move, events), first, second, self._table)
        return _Dyad(records, baseline, events, ledger, plans)


def _from_baseline(row: Baseline, transitions: Transitions) -> Move:
    sides = (row.sender, row.receiver)
    if not transitions.channels[row.channel].directed:
        sides = (min(sides), max(sides))
    certainty: Certainty = "claimed" if row.certainty == "claimed" else "stated"
    return Move(
        key=Key(row.channel, *sides),
        value=row.value,
        since=row.since,
        earliest=row.since,
        confirmed=row.since,
        until=None,
        dated=True,
        kind="baseline",
        certainty=certainty,
        event=f"baseline: {row.source}" if row.source else "baseline",
        published=row.since,
    )


def _trend(recent: Sequence[PairScore], before: Sequence[PairScore]) -> Trend:
    now, then = _mean_scale(recent), _mean_scale(before)
    change = round(now - then, 2) if now is not None and then is not None else None
    return Trend(TREND_DAYS, round(now, 2) if now is not None else None, change)


def _mean_scale(scores: Iterable[PairScore]) -> float | None:
    """Every incident counts once, whoever reported it how often."""
    once: dict[str, float] = {}
    for score in scores:
        if score.scale is not None:
            once.setdefault(score.incident or score.event, score.scale)
    return sum(once.values()) / len(once) if once else None
