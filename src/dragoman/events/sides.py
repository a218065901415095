"""Who acts and who receives: the arguments of a predicate → Actors, by the recipient column of the pattern tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.actors.compose import acts_for_state
from dragoman.actors.resolve import SentenceActors
from dragoman.events.frames import Frame
from dragoman.records import Actor

# Tells of a noun whether it is a deed with an agent of its own ("attacks" in "condemned Israel's attacks on Gaza").
EventAgents = Callable[[Token], tuple[Actor, ...] | None]

_AGAINST = ("against", "with", "to", "toward", "towards", "on", "upon", "at", "from")
_HELPED = ("to", "for", "in", "with", "into", "of")
_STRUCK = ("on", "against", "at", "into", "in", "near", "inside", "with", "of", "outside", "over")
_BY_TYPE: dict[str, tuple[str, ...]] = {
    "AID": _HELPED,
    "COOPERATE": ("with", "to", "from", "into"),
    "AGREE": ("with", "to", "for", "toward", "towards", "from", "in"),
    "SUPPORT": ("with", "for", "to", "of", "from", "toward", "towards"),
    "CONSULT": ("with", "to", "between", "among", "from"),
    "CONCEDE": ("to", "for", "against", "on", "from", "with"),
    "RETREAT": ("from", "to", "in", "with", "out", "of"),
    "ASSAULT": _STRUCK,
    "MOBILIZE": ("against", "in", "near", "along", "to", "into", "on", "with", "toward", "towards", "at"),
    "COERCE": ("against", "on", "from", "in", "with", "to", "at"),
    "PROTEST": ("against", "at", "to", "outside", "with"),
    "SANCTION": ("against", "on", "with", "from", "to", "for", "of"),
}
# Types whose place tells whom they touch.
_WHERE_IT_FELL = frozenset({"ASSAULT", "MOBILIZE", "AID", "COERCE", "PROTEST", "RETREAT"})
_DEPTH = 2


class Sides:
    """Finds the sides of the deeds of one sentence."""

    def __init__(self, actors: SentenceActors, event_agents: EventAgents) -> None:
        self.actors, self._event_agents = actors, event_agents

    def is_actor(self, token: Token) -> bool:
        """Return whether a phrase head names a political actor."""
        return bool(self.actors.of(token))

    def agents(self, frame: Frame) -> tuple[Actor, ...]:
        """Return who does what the frame says; both sides of "between A and B" where no one else does it."""
        found = _distinct(actor for token in frame.agents for actor in self._named(token))
        if found:
            return found
        return self.mutual(frame)

    def mutual(self, frame: Frame) -> tuple[Actor, ...]:
        """Return the parties of "talks between A and B", if there are two or more."""
        parties = _distinct(a for prep, t in frame.obliques if prep in {"between", "among"} for a in self.actors.of(t))
        return parties if len(parties) > 1 else ()

    def recipients(self, frame: Frame, where: tuple[str, ...], type_: str, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return the recipients by the recipient column ``where`` (empty: the search by default for the type)."""
        if where == ("none",):
            return ()
        for place in where:
            found = _others(self._at(frame, place), agents)
            if found:
                return found
        return () if where else self._default(frame, type_, agents)

    def acting(self, frame: Frame, where: tuple[str, ...]) -> tuple[Actor, ...]:
        """Return who acts by the actor column ``where``; empty: the agents."""
        for place in where:
            found = self.agents(frame) if place == "subj" else _distinct(self._at(frame, place))
            if found:
                return found
        return () if where else self.agents(frame)

    def _default(self, frame: Frame, type_: str, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        searches: list[Callable[[], Iterable[Actor]]] = [
            lambda: (a for o in frame.objects for a in self._patient(o)),
            lambda: (a for o in frame.objects for a in self.bearer(o)),
        ]
        for search in searches:
            found = _others(search(), agents)
            if found:
                return found
        for wanted in _BY_TYPE.get(type_, _AGAINST):
            found = _others(self._at(frame, wanted), agents)
            if found:
                return found
        for wanted in _BY_TYPE.get(type_, _AGAINST):
            found = _others(self._under_objects(frame, wanted), agents)
            if found:
                return found
        return self._place(frame, agents) if type_ in _WHERE_IT_FELL else ()

    def _place(self, frame: Frame, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return the state on whose ground force fell, where nothing else tells whom it struck."""
        for token in frame.objects:
            city = self.actors.city(token)
            if city is not None:
                return (city,)
        place = self.actors.place(frame.head)
        if place is None:
            return ()
        struck_at_home = {a.code for a in agents} == {place.code}
        return () if struck_at_home and all(acts_for_state(a.sector) for a in agents) else (place,)

    def _at(self, frame: Frame, place: str) -> Iterator[Actor]:
        if place == "obj":
            for token in frame.objects:
                yield from self._named(token)
        elif place == "obj.poss":
            for token in frame.objects:
                yield from self.bearer(token)
        elif place.startswith("obj."):
            yield from self._under_objects(frame, place.removeprefix("obj."))
        elif place == "subj":
            yield from self.agents(frame)
        elif place == "subj.poss":
            for token in frame.agents:
                yield from self.bearer(token)
        else:
            for preposition, token in frame.obliques:
                if preposition == place:
                    yield from self._named(token)

    def _under_objects(self, frame: Frame, preposition: str) -> Iterator[Actor]:
        for token in frame.objects:
            for head in phrases.conjuncts(token):
                for inner in phrases.prepositional(head, preposition):
                    yield from self._named(inner)

    def _patient(self, token: Token) -> tuple[Actor, ...]:
        """An object that is an actor; of an object that is itself a deed, who did it."""
        doers = self._event_agents(token)
        return self.actors.of(token) if doers is None else doers

    def _named(self, token: Token) -> tuple[Actor, ...]:
        modifier = self.actors.modifier(token) if token.dep_ in {"amod", "compound", "nmod"} else None
        if modifier is not None:
            return (modifier,)
        return self.actors.of(token) or self.bearer(token)

    def bearer(self, token: Token, depth: int = 0) -> tuple[Actor, ...]:
        """Return whose a thing is: its possessor, its nationality, what it is "of" ("Israel's actions", "US policy")."""
        owner = phrases.possessor(token)
        if owner is not None:
            return self.actors.of(owner) or (self.bearer(owner, depth + 1) if depth < _DEPTH else ())
        qualified = _distinct(a for m in phrases.premodifiers(token) if (a := self.actors.modifier(m)) is not None)
        if qualified:
            return qualified
        if depth >= _DEPTH:
            return ()
        return _distinct(
            a for t in phrases.prepositional(token, "of", "by") for a in (self.actors.of(t) or self.bearer(t, depth + 1))
        )


def _distinct(found: Iterable[Actor]) -> tuple[Actor, ...]:
    kept: dict[tuple[str, str | None, tuple[str, ...]], Actor] = {}
    for actor in found:
        kept.setdefault((actor.entity, actor.person, actor.sector if len(actor.entity) > 3 else ()), actor)
    return tuple(kept.values())


def _others(found: Iterable[Actor], agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return those found who are not the agents themselves, nor other organs of the state that acts."""
    states = {a.entity for a in agents if acts_for_state(a.sector)}
    own = {(a.entity, a.sector[:1]) for a in agents}
    persons = {a.person for a in agents if a.person}
    return tuple(
        a
        for a in _distinct(found)
        if (a.entity, a.sector[:1]) not in own
        and (a.person is None or a.person not in persons)
        and not (a.entity in states and acts_for_state(a.sector) and a.person is None)
    )
