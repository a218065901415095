"""Which events an exchange file holds: those that happened, told once, and if wanted one a day."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, permutations, product

from dragoman.ontology import Mutual
from dragoman.records import Actor, Event

UNREAL = frozenset({"denied", "possible"})
"""The status of what did not happen or may not."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What to leave out of an exchange file.

    ``keep_unreal``: keep what was denied or is only possible, in a format that can say so.
    ``one_a_day``: of the events of one day with the same actors and the same code keep the first, and count them.
    """

    keep_unreal: bool = False
    one_a_day: bool = False


@dataclass(frozen=True, slots=True)
class Selected:
    """An event of an exchange file, and in how many records, documents and publishers it was told."""

    event: Event
    mentions: int = 1
    articles: int = 1
    sources: int = 1


Key = Callable[[Event], Hashable]
Spread = Callable[[Event], Iterator[Event]]


def selected(
    events: Iterable[Event], options: ExportOptions, key: Key | None = None, spread: Spread | None = None
) -> Iterator[Selected]:
    """Yield, in their order, the events that an exchange file holds.

    Left out are state reports, repetitions (``link``) and, unless ``keep_unreal``, what was denied or is only possible.
    ``spread`` makes pairs of the events first (:func:`dyads`). ``key`` says which events of a day are the same, by
    default those of the same type, modes and status between the same parties; with ``one_a_day`` all events are read
    before the first is yielded.
    """
    kept = (event for event in events if _holds(event, options))
    if spread is not None:
        kept = (part for event in kept for part in spread(event))
    return _one_a_day(kept, key or _same) if options.one_a_day else map(Selected, kept)


def _holds(event: Event, options: ExportOptions) -> bool:
    if event.type is None or event.link is not None:
        return False
    return options.keep_unreal or event.status not in UNREAL


def parties(event: Event) -> Hashable:
    """Return the day and who acts on whom, by identifier and sectors, in whatever order they are named."""
    sides = (frozenset((a.entity, a.sector) for a in side) for side in (event.actors, event.recipients))
    return event.date.start, *sides


def _same(event: Event) -> Hashable:
    return parties(event), event.type, frozenset(event.modes), event.status


def same_code(event: Event) -> Hashable:
    """Return what makes two events the same where all that is known of the deed is its CAMEO code."""
    return parties(event), event.cameo


def _one_a_day(events: Iterable[Event], key: Key) -> Iterator[Selected]:
    groups: dict[Hashable, list[Event]] = {}
    for event in events:
        groups.setdefault(key(event), []).append(event)
    for group in groups.values():
        # Publishers are known or they are not; an unnamed one is not one more.
        publishers = {event.publisher for event in group if event.publisher}
        yield Selected(group[0], len(group), len({event.document for event in group}), max(len(publishers), 1))


def dyads(mutual: Mutual, both_ways: bool) -> Spread:
    """Return the function from an event to events with one actor and at most one recipient, in the text's order.

    Every actor is paired with every recipient. Where all sides are actors and the deed is mutual, every actor is paired
    with every other, ``both_ways`` or once; where it is not, the recipient of each is not known.
    """

    def spread(event: Event) -> Iterator[Event]:
        pairs: Iterable[tuple[Actor | None, ...]]
        if event.recipients:
            pairs = product(event.actors or (None,), event.recipients)
        elif len(event.actors) > 1 and mutual.holds(event):
            pairs = permutations(event.actors, 2) if both_ways else combinations(event.actors, 2)
        else:
            pairs = product(event.actors or (None,), (None,))
        for actor, recipient in pairs:
            yield replace(event, actors=_side(actor), recipients=_side(recipient))

    return spread


def pair_name(event: Event) -> str:
    """Return what tells a pair of :func:`dyads` from all others: the event, and each side with its place."""
    sides = (side[0] if side else None for side in (event.actors, event.recipients))
    return "|".join((event.id, *(f"{a.entity} {a.person or a.name} {a.start} {a.end}" if a else "" for a in sides)))


def _side(actor: Actor | None) -> tuple[Actor, ...]:
    return (actor,) if actor is not None else ()
