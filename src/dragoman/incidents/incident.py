"""The reports of one event → one incident: what most of them say, and on what they differ."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from dragoman.incidents.same import bounds
from dragoman.incidents.signature import is_vague, side_of
from dragoman.records import Actor, Disagreement, Event, Incident

_COUNTED = ("dead", "injured", "arrested", "size")
_BASES = {"expression": 0, "tense": 1, "publication": 2}
_Value = TypeVar("_Value", bound=Hashable)


def incident_of(members: Sequence[Event], stories: Mapping[str, str]) -> Incident:
    """Return the incident of these reports, in whatever order they come.

    ``stories`` maps an article's id to that of its story; an article that it lacks is a story of its own. Every story
    has one voice, so that a hundred copies of one dispatch outvote nobody. Raises ValueError for no reports or for a
    state report among them.
    """
    if not members:
        raise ValueError("an incident needs a report")
    events = sorted(members, key=lambda event: (event.published, event.document, event.trigger.start, event.id))
    voice = {event.id: stories.get(event.document, event.document) for event in events}
    dated = [event for event in events if not is_vague(event)] or events
    start, end = _best_date(dated, voice)
    type_ = _most(dated, voice, lambda event: event.type)
    if type_ is None:
        raise ValueError("a state report has no incident")
    return Incident(
        id=hashlib.sha256(f"incident {events[0].id}".encode()).hexdigest()[:20],
        type=type_,
        act=_most(dated, voice, lambda event: event.act),
        status=_most(dated, voice, lambda event: event.status) or events[0].status,
        actors=_most(dated, voice, lambda event: _named(event.actors)) or _anybody(event.actors for event in dated),
        recipients=_most(dated, voice, lambda event: _named(event.recipients))
        or _anybody(event.recipients for event in dated),
        start=start,
        end=end,
        earliest=min(event.date.start for event in dated),
        latest=max(event.date.end for event in dated),
        events=tuple(event.id for event in events),
        articles=tuple(dict.fromkeys(event.document for event in events)),
        sources=len(set(voice.values())),
        disagreements=tuple(_disagreements(events)),
    )


def _most(events: Sequence[Event], voice: Mapping[str, str], value: Callable[[Event], _Value | None]) -> _Value | None:
    """Return the value that most stories give, the one given first of several; None where none gives any."""
    votes: dict[_Value, set[str]] = {}
    for event in events:
        given = value(event)
        if given:
            votes.setdefault(given, set()).add(voice[event.id])
    return max(votes, key=lambda given: len(votes[given])) if votes else None


def _best_date(events: Sequence[Event], voice: Mapping[str, str]) -> tuple[date, date]:
    """Return the days of the best dated reports: said outright before inferred, exact before wide, said by most."""
    votes: dict[tuple[int, int, date, date], set[str]] = {}
    for event in events:
        when = event.date
        key = (_BASES[when.basis], (when.end - when.start).days, when.start, when.end)
        votes.setdefault(key, set()).add(voice[event.id])
    best = min(votes, key=lambda key: (key[0], key[1], -len(votes[key]), key[2]))
    return best[2], best[3]


def _named(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(sorted(side_of(actors).named))


def _anybody(sides: Iterable[tuple[Actor, ...]]) -> tuple[str, ...]:
    return next((tuple(sorted(side_of(actors).unnamed)) for actors in sides if actors), ())


def _disagreements(events: Sequence[Event]) -> Iterator[Disagreement]:
    """Yield every field of which two reports exclude each other, with the reports of each value."""
    stated = [event for event in events if event.date.basis == "expression" and not is_vague(event)]
    spans = [(event, (event.date.start.toordinal(), event.date.end.toordinal())) for event in stated]
    if _apart([span for _, span in spans]):
        yield _split("date", ((_days(event), event.id) for event in stated))
    for name in _COUNTED:
        given = [(event, limits) for event in events if (limits := bounds(getattr(event.counts, name)))]
        if _apart([limits for _, limits in given]):
            yield _split(name, ((_number(limits), event.id) for event, limits in given))
    if len({event.status == "denied" for event in events}) > 1:
        yield _split("status", ((event.status, event.id) for event in events))
    doers = [(frozenset(named), event) for event in events if (named := _named(event.actors))]
    if any(not first & second for first, _ in doers for second, _ in doers):
        yield _split("actor", ((", ".join(sorted(named)), event.id) for named, event in doers))


def _apart(spans: Sequence[tuple[int, int]]) -> bool:
    """Whether two of these ranges have nothing in common: the latest begins after the earliest ends."""
    return bool(spans) and max(low for low, _ in spans) > min(high for _, high in spans)


def _days(event: Event) -> str:
    start, end = event.date.start.isoformat(), event.date.end.isoformat()
    return start if start == end else f"{start}/{end}"


def _number(limits: tuple[int, int]) -> str:
    return str(limits[0]) if limits[0] == limits[1] else f"{limits[0]}-{limits[1]}"


def _split(field: str, given: Iterable[tuple[str, str]]) -> Disagreement:
    values: dict[str, list[str]] = {}
    for value, event in given:
        values.setdefault(value, []).append(event)
    return Disagreement(field, tuple((value, tuple(values[value])) for value in values))
