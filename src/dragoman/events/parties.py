"""Who is who among the actors of a deed: one side or two, the same side twice."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records import Actor


def distinct(found: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return the actors without repetitions, in their order."""
    kept: dict[tuple[str, str | None, tuple[str, ...]], Actor] = {}
    for actor in found:
        kept.setdefault((actor.entity, actor.person, actor.sector if len(actor.entity) > 3 else ()), actor)
    return tuple(kept.values())


def others(found: Iterable[Actor], agents: tuple[Actor, ...], state_organs: frozenset[str]) -> tuple[Actor, ...]:
    """Return those found who are not the agents themselves, nor the state or its organs where the state acts."""
    persons = {a.person for a in agents if a.person}
    return tuple(
        a
        for a in distinct(found)
        if (a.person is None or a.person not in persons) and not any(_is_one(a, b, state_organs) for b in agents)
    )


def strangers(found: Iterable[Actor], agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return those found who are of another entity than any of the agents."""
    own = {a.entity for a in agents}
    return tuple(a for a in found if a.entity not in own)


def apart(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    """Return whether two sides are known and have no one in common."""
    return bool(one) and bool(other) and not {a.entity for a in one} & {a.entity for a in other}


def _is_one(other: Actor, agent: Actor, state_organs: frozenset[str]) -> bool:
    """Whether two actors are the same side: one state, unless two different organs or two different persons of it."""
    if other.entity != agent.entity:
        return False
    if other.sector[:1] == agent.sector[:1]:
        return not (other.person and agent.person)
    return not other.sector or not agent.sector or {*other.sector[:1], *agent.sector[:1]} <= state_organs
