"""Sides that nobody names: told by the place of a deed, or persons of whom no country is told."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors import phrases
from dragoman.actors.compose import acts_for_state, entity_of
from dragoman.actors.resolve import SentenceActors
from dragoman.events.frames import Frame
from dragoman.events.matching import Words
from dragoman.records import Actor

_PEOPLE = ("CVL",)
_NOBODY = "nobody is named"


def state_there(actors: SentenceActors, frame: Frame, sector: tuple[str, ...]) -> tuple[Actor, ...]:
    """Return the state where a deed took place, in the given sector."""
    words = (m for t in (*frame.agents, *frame.objects) for m in phrases.premodifiers(t))
    place = actors.place(frame.head) or next((town for m in words if (town := actors.city(m)) is not None), None)
    if place is None:
        return ()
    reason = f"{_NOBODY}; it happened at {place.text}"
    return (replace(place, entity=entity_of(place.code, sector), sector=sector, reason=reason),)


def is_named(actor: Actor) -> bool:
    """Return whether words of the text stand for an actor, and not only the place of what he did."""
    return not actor.reason.startswith(_NOBODY)


def whose_ground(actors: SentenceActors, frame: Frame, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return the state on whose ground a deed fell, where nothing else tells whom it touched."""
    below = [t for _, t in frame.obliques] + [t for o in frame.objects for t in phrases.prepositional(o)]
    for token in (*frame.objects, *below):
        city = actors.city(token)
        if city is not None:
            return (_population(city, agents),)
    place = actors.place(frame.head)
    return (_population(place, agents),) if place is not None else ()


def persons(actors: SentenceActors, people: Words, frame: Frame, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return persons of whom no country is told ("jailed 52 members of the banned movement"): people of the place."""
    fitting = people.fits(frame.objects, lambda _: False)
    whose = actors.place(frame.head) or (agents[0] if agents else None)
    if fitting is None or whose is None:
        return ()
    span = actors.sentence.span(*phrases.phrase_bounds(fitting.head))
    person = Actor(
        actors.sentence.quote(span),
        span.start,
        span.end,
        whose.code,
        entity_of(whose.code, _PEOPLE),
        _PEOPLE,
        whose.name,
        reason=f"persons of no stated country, where {whose.text} acts or it happened",
    )
    return (person,)


def _population(place: Actor, agents: tuple[Actor, ...]) -> Actor:
    """Return a place as a side: a state that strikes at home strikes its own people; protest is against the state."""
    if not any(a.code == place.code for a in agents):
        return place
    if all(acts_for_state(a.sector) for a in agents):
        return replace(place, entity=entity_of(place.code, _PEOPLE), sector=_PEOPLE)
    return replace(place, entity=place.code, sector=("GOV",))
