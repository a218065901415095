"""The reports around a few reports, with the ties between them, fetched from a source as far as they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from dragoman.incidents.keys import own_key
from dragoman.incidents.rules import Rules
from dragoman.incidents.same import decide
from dragoman.incidents.signature import Signature
from dragoman.incidents.worked import Worked
from dragoman.records import Event


class Candidates(Protocol):
    """What the graph needs of a source."""

    def candidates(self, keys: Iterable[str]) -> Iterable[Event]:
        """Return every stored report that is filed under one of these blocking keys."""


class Graph:
    """Reports are nodes, decisions for "one event" are ties. A repetition within an article is no node of its own."""

    def __init__(self, source: Candidates, rules: Rules, worked: Worked | None = None) -> None:
        self._source, self._rules = source, rules
        self._worked = worked or Worked(rules)
        self._signatures: dict[str, Signature] = {}
        self._by_key: dict[str, list[Event]] = {}
        self._events: dict[str, Event] = {}
        self._fits: dict[str, dict[str, float]] = {}
        self._ties: dict[str, dict[str, float]] = {}
        self._best: dict[tuple[str, str], float] = {}
        self._repetitions: dict[str, tuple[Event, ...]] = {}

    def signature(self, event: Event) -> Signature | None:
        """Return what counts of a report, worked out once; a removed one does not stand for a stored one."""
        known = self._signatures.get(event.id)
        if known is not None and same_report(known.event, event):
            return known
        found = self._worked.signature(event)
        if found is not None and self._held(event):
            self._signatures[event.id] = found
        return found

    def node(self, ident: str) -> Signature:
        """Return a report that was met before. Raises KeyError for another."""
        return self._signatures[ident]

    def head(self, event: Event) -> Event:
        """Return the report that this one repeats, or itself where that is not stored."""
        if event.link is None:
            return event
        filed = self._filed(own_key(event.link))
        return next((other for other in filed if other.id == event.link), event)

    def stored(self, event: Event) -> bool:
        """Whether the source holds this report, as it is here, and not as the repetition of another."""
        return self._held(event) and self.head(event).id == event.id

    def _held(self, event: Event) -> bool:
        if event.id not in self._events:
            self.fetch((own_key(event.link or event.id),))
        known = self._events.get(event.id)
        return known is not None and same_report(known, event)

    def repetitions(self, ident: str) -> tuple[Event, ...]:
        """Return the stored repetitions of a report within its article."""
        if ident not in self._repetitions:
            self._repetitions[ident] = tuple(other for other in self._filed(own_key(ident)) if other.link == ident)
        return self._repetitions[ident]

    def ties(self, ident: str) -> dict[str, float]:
        """Return the ids of the stored reports of the same event as this stored one, with the points of each.

        Of those within one article only the ones that fit about as well as the best there, seen from either end: two
        records of one article are mostly two events, and a third report must not join them for a mere likeness.
        """
        if ident not in self._ties:
            found = self.fits(self.node(ident).event)
            self.fetch_around(self.node(other).event for other in found)
            self._ties[ident] = {
                other: points
                for other, points in found.items()
                if self._near_best(ident, other, points) and self._near_best(other, ident, points)
            }
        return self._ties[ident]

    def _near_best(self, ident: str, other: str, points: float) -> bool:
        """Whether no report of the other's article fits this one clearly better than the other."""
        document = self.node(other).event.document
        if (ident, document) not in self._best:
            event = self.node(ident).event
            if ident in self._fits:
                there = (value for fit, value in self._fits[ident].items() if self.node(fit).event.document == document)
            else:
                there = (value for _, value in self._decided(event, document))
            self._best[ident, document] = max(there, default=points)
        return points >= self._best[ident, document] - self._rules.margin

    def fits(self, event: Event) -> dict[str, float]:
        """Return the ids of all stored reports that are of one event with this one, by the decision on the two."""
        if not self._held(event):
            return dict(self._decided(event))
        if event.id not in self._fits:
            self._fits[event.id] = dict(self._decided(event))
        return self._fits[event.id]

    def _decided(self, event: Event, document: str | None = None) -> Iterator[tuple[str, float]]:
        """Yield the stored reports that fit this one, those of one article or all, with their points."""
        one = self.signature(event)
        if one is None:
            return
        first, last = self._worked.reach(event)
        seen = {event.id}
        keys = self._worked.keys(event)
        self.fetch(keys)
        for key in keys:
            for candidate in self._filed(key):
                if candidate.id in seen or document not in (None, candidate.document):
                    continue
                seen.add(candidate.id)
                # the dates rule out most, and cost nothing to compare
                low, high = self._worked.reach(candidate)
                if low > last or first > high or self.head(candidate).id != candidate.id:
                    continue
                other = self.signature(candidate)
                decision = decide(one, other, self._rules) if other is not None else None
                if decision is not None and decision.same:
                    yield candidate.id, decision.points

    def _filed(self, key: str) -> list[Event]:
        self.fetch((key,))
        return self._by_key[key]

    def fetch_around(self, events: Iterable[Event]) -> None:
        """Ask the source at once for all that is needed to find what these reports, if it holds them, are tied to."""
        self.fetch(key for event in events for key in self._worked.keys(event))

    def fetch(self, keys: Iterable[str]) -> None:
        """Ask the source for what is filed under these keys, once and at once."""
        missing = dict.fromkeys(key for key in keys if key not in self._by_key)
        if not missing:
            return
        self._by_key |= {key: [] for key in missing}
        for found in self._source.candidates(missing):
            event = self._events.setdefault(found.id, found)
            for key in self._worked.keys(event):
                if key in missing:
                    self._by_key[key].append(event)


def same_report(first: Event, second: Event) -> bool:
    """Whether two records are one report as far as incidents go: what a store does not keep makes no difference."""
    return first is second or (first.id == second.id and _content(first) == _content(second))


def _content(event: Event) -> tuple[object, ...]:
    when, sides = event.date, (event.actors, event.recipients)
    return (
        (event.document, event.published, event.type, event.act, event.modes, event.status, event.link, event.about),
        (when.start, when.end, when.precision, when.basis, event.place, event.counts),
        tuple(tuple((a.entity, a.code, a.sector, a.person, a.name, a.text) for a in side) for side in sides),
        (event.phrase, event.sentence_text),
    )
