"""The fold: events → the ledger of all that was ever said of the channels of a relationship. Pure.

The ledger keeps every move, sorted by a total order, and decides nothing: so the same events give the same ledger in
whatever order they come, and what stood on a date can be asked for any date and any day of knowledge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from dragoman.records import Event
from dragoman.relations.moves import Key, Move, moves_of
from dragoman.relations.transitions import Transitions


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every move by its channel, each list in the order of ``_order``."""

    moves: Mapping[Key, tuple[Move, ...]]

    @classmethod
    def empty(cls) -> Ledger:
        """Nothing is known of anyone."""
        return cls(MappingProxyType({}))

    def of(self, first: str, second: str) -> dict[Key, tuple[Move, ...]]:
        """Return the channels between two entities, in the order of their keys."""
        pair = {first, second}
        found = [key for key in self.moves if {key.sender, key.receiver} == pair]
        return {key: self.moves[key] for key in sorted(found, key=_key_order)}


def fold(ledger: Ledger, event: Event, transitions: Transitions) -> Ledger:
    """Return the ledger with what one event says added to it. The same event twice changes nothing."""
    return add(ledger, moves_of(event, transitions))


def fold_all(events: Iterable[Event], transitions: Transitions, known: Iterable[Move] = ()) -> Ledger:
    """Return the ledger of many events at once, and of moves known from elsewhere (a baseline)."""
    return add(Ledger.empty(), (*known, *(move for event in events for move in moves_of(event, transitions))))


def add(ledger: Ledger, moves: Iterable[Move]) -> Ledger:
    """Return the ledger with these moves added."""
    added: dict[Key, set[Move]] = {}
    for move in moves:
        added.setdefault(move.key, set()).add(move)
    if not added:
        return ledger
    merged = dict(ledger.moves)
    for key, new in added.items():
        merged[key] = tuple(sorted({*merged.get(key, ()), *new}, key=_order))
    return Ledger(MappingProxyType(merged))


def _order(move: Move) -> tuple[date, date, str, str, str, str, str]:
    return move.since, move.published, move.event, move.kind, move.value, move.certainty, move.favours


def _key_order(key: Key) -> tuple[str, ...]:
    return key.channel, key.sender, key.receiver, key.level, key.person, key.project
