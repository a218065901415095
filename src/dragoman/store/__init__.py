"""Coded articles, kept: the only place that speaks SQL."""

from __future__ import annotations

from dragoman.store.copies import Plan
from dragoman.store.corrections import FIELDS, checked, corrected
from dragoman.store.entries import Baseline, Changes, Correction, Found, PairScore, Run, StoredEvent, Tally
from dragoman.store.filters import MOVING_TYPES, EventFilter, may_move
from dragoman.store.links import Links
from dragoman.store.planning import Planner
from dragoman.store.reading import Reader, canonical, event_of, no_collection
from dragoman.store.remembered import Remembered
from dragoman.store.rows import pairs_of
from dragoman.store.store import Store
from dragoman.store.writing import Transaction

__all__ = [
    "FIELDS",
    "MOVING_TYPES",
    "Baseline",
    "Changes",
    "Correction",
    "EventFilter",
    "Found",
    "Links",
    "PairScore",
    "Plan",
    "Planner",
    "Reader",
    "Remembered",
    "Run",
    "Store",
    "StoredEvent",
    "Tally",
    "Transaction",
    "canonical",
    "checked",
    "corrected",
    "event_of",
    "may_move",
    "no_collection",
    "pairs_of",
]
