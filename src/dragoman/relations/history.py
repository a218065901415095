"""How the channels of a relationship changed over time. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.relations.fold import Ledger
from dragoman.relations.moves import Key, Move
from dragoman.relations.standing import claims_of, line_of
from dragoman.relations.transitions import Certainty


@dataclass(frozen=True, slots=True)
class Change:
    """A channel took another value: from ``day`` on ``value`` (None: a stated term ended) instead of ``before``.

    ``earliest`` is the first day on which it may have happened; ``event`` is the report that tells of it.
    """

    key: Key
    day: date
    earliest: date
    value: str | None
    before: str | None
    certainty: Certainty
    event: str


def history(ledger: Ledger, first: str, second: str, known_on: date | None = None) -> tuple[Change, ...]:
    """Return every change between two entities, by day; claims of others than the acting side stand as claimed.

    ``known_on``: only from what had been published by that day.
    """
    changes = [
        change
        for key, moves in ledger.of(first, second).items()
        for change in _changes(key, [m for m in moves if known_on is None or m.published <= known_on])
    ]
    return tuple(sorted(changes, key=lambda c: (c.day, c.key.channel, c.key.sender, c.key.receiver, c.event)))


def _changes(key: Key, moves: Sequence[Move]) -> Iterator[Change]:
    acts = [m for m in moves if m.kind != "denial"]
    yield from _walk(key, line_of([m for m in acts if m.certainty != "claimed"]))
    yield from _walk(key, claims_of(acts))


def _walk(key: Key, line: Sequence[Move]) -> Iterator[Change]:
    before: str | None = None
    over: date | None = None
    for move in line:
        if over is not None and over < move.since:
            yield Change(key, over + timedelta(days=1), over, None, before, "inferred", "")
            before = None
        if move.value != before:
            yield Change(key, move.since, move.earliest, move.value, before, move.certainty, move.event)
        before, over = move.value, move.until
    if over is not None:
        yield Change(key, over + timedelta(days=1), over, None, before, "inferred", "")
