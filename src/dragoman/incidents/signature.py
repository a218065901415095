"""What of a report counts for the comparison, worked out once for each event."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.incidents.rules import Rules
from dragoman.incidents.words import weights
from dragoman.records import Actor, Event, Place

# PLOVER's codes for kinds of organisations: two with one code are not of one country.
_KINDS = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
_UNKNOWN_SECTORS = frozenset({"UAF", "UNK"})
_VAGUE_DAYS = 10
# letters of a part of a name by which its spellings are known: Mazar-i-Sharif, Mazar-e Sharif
_TOWN = 4
_DONE = frozenset({"occurred", "ongoing"})


@dataclass(frozen=True, slots=True)
class Side:
    """The actors, or the recipients: identifiers that say who it is, those of unnamed people, countries, surnames."""

    named: frozenset[str]
    unnamed: frozenset[str]
    countries: frozenset[str]
    persons: frozenset[str]

    @property
    def known(self) -> bool:
        """Whether the report tells this side at all."""
        return bool(self.named or self.unnamed)


@dataclass(frozen=True, slots=True)
class Signature:
    """One report, ready to be compared. Days are ordinals; ``before`` and ``after`` are the days of slack."""

    event: Event
    type: str
    about: str | None
    stage: str
    actors: Side
    recipients: Side
    start: int
    end: int
    before: int
    after: int
    vague: bool
    city: tuple[float, float] | None
    country: str | None
    towns: frozenset[str]
    weights: Mapping[str, float]
    norm: float

    @property
    def day(self) -> int:
        """The day by which the report has its place in a chain of reports: its first, or the last possible one."""
        return self.end if self.event.date.precision == "before" else self.start


def signature(event: Event, rules: Rules) -> Signature | None:
    """Return what counts of a report; None for a state report, which has no incident."""
    if event.type is None:
        return None
    start, end, before, after = _days(event, rules)
    words = weights(event, rules)
    return Signature(
        event,
        event.type,
        event.about.event if event.about else None,
        "done" if event.status in _DONE else "denied" if event.status == "denied" else "plan",
        side_of(event.actors),
        side_of(event.recipients),
        start,
        end,
        before,
        after,
        is_vague(event),
        _city(event.place),
        event.place.country if event.place is not None else None,
        _towns(event, rules),
        words,
        math.sqrt(math.fsum(weight * weight for weight in words.values())),
    )


def is_vague(event: Event) -> bool:
    """Whether a report's date is too wide to tell its event from another one of the same kind."""
    return (event.date.end - event.date.start).days > _VAGUE_DAYS or event.date.precision == "before"


def reach(event: Event, rules: Rules) -> tuple[int, int]:
    """Return the first and the last day on which the event may have taken place, its slack included."""
    start, end, before, after = _days(event, rules)
    return start - before, end + after


def months(event: Event, rules: Rules) -> Iterator[str]:
    """Yield every month ("2016-02") in which the event may have taken place, its slack included."""
    start, end = reach(event, rules)
    first, last = date.fromordinal(max(1, start)), date.fromordinal(min(date.max.toordinal(), end))
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{number // 12:04d}-{number % 12 + 1:02d}"


def _days(event: Event, rules: Rules) -> tuple[int, int, int, int]:
    slack = rules.sections["date"]
    start, end = event.date.start.toordinal(), event.date.end.toordinal()
    after = int(slack["slack_day"])
    if event.date.precision == "before":
        return start, end, int(slack["slack_before"]), after
    if event.status == "ongoing":
        return start, end, int(slack["slack_ongoing"]), int(slack["slack_ongoing"])
    if event.date.basis == "expression":
        return start, end, after, after
    return start, end, int(slack["slack_published"]), after


def _city(place: Place | None) -> tuple[float, float] | None:
    """Return latitude and longitude of a place that is no whole country."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _towns(event: Event, rules: Rules) -> frozenset[str]:
    """Return the beginnings of the names of towns where it happened, or that stand for a side: "bombed Aleppo"."""
    sides = (*event.actors, *event.recipients)
    names = [actor.name for actor in sides if actor.name and actor.name == actor.text and actor.entity == actor.code]
    if event.place is not None and _city(event.place) is not None:
        names.append(event.place.name)
    parts = (part for name in names if name not in rules.states for part in name.replace("-", " ").split())
    return frozenset(part[:_TOWN].lower() for part in parts if len(part) >= _TOWN)


def side_of(actors: tuple[Actor, ...]) -> Side:
    """Return who is on one side, by identifiers, countries and surnames."""
    named: set[str] = set()
    unnamed: set[str] = set()
    countries: set[str] = set()
    for actor in actors:
        kinds = actor.sector and actor.entity == f"{actor.code}-{actor.sector[0]}"
        (unnamed if kinds or set(actor.sector) & _UNKNOWN_SECTORS else named).add(actor.entity)
        if actor.code and actor.code not in _KINDS:
            countries.add(actor.code)
    persons = frozenset(actor.person.split()[-1].lower() for actor in actors if actor.person and actor.person.strip())
    return Side(frozenset(named), frozenset(unnamed), frozenset(countries), persons)
