"""The frozen records that the store takes and gives, beside those that all stages share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.records import Event, Span


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as it stands: with what a person corrected, and the id of its incident, if it has one."""

    event: Event
    incident: str | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class PairScore:
    """What an event of a dyad weighs; ``date`` is its incident's first day, or its own where it is in none."""

    event: str
    incident: str | None
    date: date
    type: str
    quad: int | None
    scale: float | None
    goldstein: float | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What one transaction did to the events; ``removed`` still name the incidents that they were in.

    An event that was replaced stands in both, even where it is the same. Both in the canonical order.
    """

    added: tuple[StoredEvent, ...] = ()
    removed: tuple[StoredEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of one field of an event, in its record's form (``value`` is what JSON holds).

    It is anchored to the words that report the event: ``words`` stand at ``trigger`` in the text of ``document``.
    ``event`` is the id that the event had, ``ordinal`` its place among the events of that trigger.
    ``made_at`` is a moment in UTC, ``YYYY-MM-DDTHH:MM:SSZ``.
    """

    document: str
    trigger: Span
    event: str
    field: str
    value: Any
    ordinal: int = 0
    words: str = ""
    note: str = ""
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A state that a person sets from outside the texts, as of the day ``since``."""

    sender: str
    receiver: str
    channel: str
    value: str
    since: date
    source: str = ""
    certainty: str = "stated"


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that a search found: ``span`` counts in the text of ``document``."""

    document: str
    published: date
    sequence: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run did: articles by outcome, events that were written, errors."""

    added: int = 0
    replaced: int = 0
    copies: int = 0
    skipped: int = 0
    events: int = 0
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One ``dragoman add``: moments in UTC; ``finished`` is None while it runs, or where it was killed."""

    id: int
    started: str
    finished: str | None
    coder: str
    counts: Tally
