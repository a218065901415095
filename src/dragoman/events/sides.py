"""Who acts and who receives: the arguments of a predicate → Actors, by the recipient column of the pattern tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.actors.compose import acts_for_state, entity_of
from dragoman.actors.resolve import SentenceActors
from dragoman.events.frames import Frame, subject_of
from dragoman.events.matching import Words
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
# Types that are done to persons, who may go unnamed.
_ON_PERSONS = frozenset({"ASSAULT", "COERCE", "RETREAT", "SANCTION"})
# Types whose place tells whom they touch.
_WHERE_IT_FELL = frozenset({"ASSAULT", "MOBILIZE", "AID", "COERCE", "PROTEST", "RETREAT"})
# Organs by which a government acts: what it does with them it does not do to them.
_TOOLS = frozenset({"GOV", "MIL", "SPY", "COP"})
# Types for which a state named anywhere in the phrase may be the other side.
_ANYWHERE = frozenset({"AGREE", "REJECT", "CONCEDE", "RETREAT", "SANCTION", "PROTEST", "AID", "MOBILIZE"})
# Where complaints are lodged against a third.
_FORUMS = frozenset({"UNO", "IGO", "EUR"})
_DEPTH = 2


class Sides:
    """Finds the sides of the deeds of one sentence."""

    def __init__(self, actors: SentenceActors, event_agents: EventAgents, people: Words) -> None:
        self.actors, self._event_agents, self._people = actors, event_agents, people

    def is_actor(self, token: Token) -> bool:
        """Return whether a phrase head names a political actor."""
        return bool(self.actors.of(token))

    def agents(self, frame: Frame, by_means: bool = False) -> tuple[Actor, ...]:
        """Return who does what the frame says; both sides of "between A and B" where no one else does it.

        ``by_means``: what stands as the agent may be the means of somebody ("launched missiles that hit").
        """
        found = _distinct(actor for token in frame.agents for actor in self.named(token))
        if found:
            return found
        for token in frame.agents:
            if by_means and token.dep_ == "dobj" and frame.head.dep_ in {"acl", "relcl"}:
                sent = _distinct(a for t in subject_of(token.head) for a in self.named(t))
                if sent:  # "launched missiles targeting the base"
                    return sent
            doers = self._event_agents(token)
            if doers:
                return doers
        return self.mutual(frame)

    def mutual(self, frame: Frame) -> tuple[Actor, ...]:
        """Return the parties of "talks between A and B", if there are two or more."""
        parties = _distinct(a for prep, t in frame.obliques if prep in {"between", "among"} for a in self.actors.of(t))
        return parties if len(parties) > 1 else ()

    def recipients(
        self, frame: Frame, where: tuple[str, ...], type_: str, agents: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Return the recipients by the recipient column ``where`` (empty: the search by default for the type)."""
        if where == ("none",):
            return ()
        for place in where:
            found = _others(self._at(frame, place), agents) or _others(self._towns(frame, place), agents)
            if found:
                return self._behind_forum(frame, type_, found, agents)
        found = () if "none" in where else self._default(frame, type_, agents)
        if found:
            return self._behind_forum(frame, type_, found, agents)
        if type_ == "PROTEST":
            found = self._demanded_of(frame, agents)
        if not found and not where and type_ in _ANYWHERE:
            found = self._anywhere(frame, agents)
        if not found and type_ in _ON_PERSONS:
            found = self._unnamed(frame, agents)
        return found or (self._ground(frame, agents) if type_ in _WHERE_IT_FELL else ())

    def _behind_forum(
        self, frame: Frame, type_: str, found: tuple[Actor, ...], agents: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Return of whom a complaint speaks where it is only lodged with an organisation ("protested to the UN over …")."""
        if type_ != "ACCUSE" or any(a.code not in _FORUMS for a in found):
            return found
        for preposition in ("over", "against", "about", "at"):
            blamed = _others(self._at(frame, preposition), (*agents, *found))
            if blamed:
                return blamed
        return found

    def _towns(self, frame: Frame, place: str) -> Iterator[Actor]:
        """Yield the states of towns where the table asks for a place ("its consulate in Houston")."""
        preposition = place.removeprefix("obj.")
        if preposition not in {"in", "at", "to", "into", "near"}:
            return
        near = [t for o in frame.objects for t in phrases.prepositional_within(o, preposition)]
        if not place.startswith("obj."):
            near += [t for p, t in frame.obliques if p == preposition]
        yield from (town for t in near if (town := self.actors.city(t)) is not None)

    def acting(self, frame: Frame, where: tuple[str, ...], by_means: bool = False) -> tuple[Actor, ...]:
        """Return who acts by the actor column ``where``; empty: the agents."""
        for place in where:
            found = self.agents(frame, by_means) if place == "subj" else _distinct(self._at(frame, place))
            if found:
                return found
        return () if where else self.agents(frame, by_means)

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
        return ()

    def _anywhere(self, frame: Frame, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return the first other actor inside the phrases of a deed ("extended the mandate of the force in Lebanon")."""
        for token in (*frame.objects, *(t for _, t in frame.obliques)):
            for inner in token.subtree:
                if inner.i == token.i or phrases.clause_of(inner).i not in {phrases.clause_of(token).i, frame.head.i}:
                    continue
                city = self.actors.city(inner) if inner.dep_ == "pobj" else None
                found = _others(self.actors.heads.get(inner.i, ()) or ((city,) if city else ()), agents)
                if found:
                    return found
        return ()

    def state_there(self, frame: Frame, sector: tuple[str, ...]) -> tuple[Actor, ...]:
        """Return the state where a deed took place, in the given sector."""
        place = self.actors.place(frame.head)
        if place is None:
            return ()
        reason = f"nobody is named; it happened at {place.text}"
        return (replace(place, entity=entity_of(place.code, sector), sector=sector, reason=reason),)

    def _ground(self, frame: Frame, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return the state on whose ground force fell, where nothing else tells whom it struck."""
        below = [t for _, t in frame.obliques] + [t for o in frame.objects for t in phrases.prepositional(o)]
        for token in (*frame.objects, *below):
            city = self.actors.city(token)
            if city is not None:
                return (_population(city, agents),)
        place = self.actors.place(frame.head)
        return (_population(place, agents),) if place is not None else ()

    def _unnamed(self, frame: Frame, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return persons of whom no country is told ("jailed 52 members of the banned movement"): people of the place."""
        fitting = self._people.fits(frame.objects, lambda _: False)
        place = self.actors.place(frame.head)
        whose = place or (agents[0] if agents else None)
        if fitting is None or whose is None:
            return ()
        first, last = phrases.phrase_bounds(fitting.head)
        span = self.actors.sentence.span(first, last)
        return (Actor(self.actors.sentence.quote(span), span.start, span.end, whose.code, entity_of(whose.code, ("CVL",)),
                      ("CVL",), whose.name, reason=f"persons of no stated country, where {whose.text} acts or it happened"),)  # fmt: skip

    def _demanded_of(self, frame: Frame, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return of whom protesters want something: the actor in the clause that tells their purpose."""
        for child in frame.verb.children:
            if child.dep_ in {"advcl", "xcomp"} and child.i > frame.verb.i:
                for token in child.subtree:
                    found = _others(self.actors.heads.get(token.i, ()), agents)
                    if found:
                        return found
        return ()

    def _at(self, frame: Frame, place: str) -> Iterator[Actor]:
        if place == "obj":
            for token in frame.objects:
                yield from self.named(token)
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
        elif place.startswith("subj."):
            for token in frame.agents:
                for inner in phrases.prepositional_within(token, place.removeprefix("subj.")):
                    yield from self.actors.of(inner) or self.bearer(inner)
        elif place.endswith(".poss"):
            for preposition, token in frame.obliques:
                if preposition == place.removesuffix(".poss"):
                    yield from self.bearer(token)
        else:
            direct = [t for preposition, t in frame.obliques if preposition == place]
            # the phrase may hang on the object ("withdraw inspectors from Iraq") or on another phrase ("in talks with")
            yield from (a for t in direct for a in self.named(t))
            if not any(self.named(t) for t in direct):
                yield from self._under_objects(frame, place)
                for _, outer in frame.obliques:
                    for inner in phrases.prepositional_within(outer, place):
                        yield from self.named(inner)

    def _under_objects(self, frame: Frame, preposition: str) -> Iterator[Actor]:
        for token in frame.objects:
            for inner in phrases.prepositional_within(token, preposition):
                yield from self.named(inner)

    def _patient(self, token: Token) -> tuple[Actor, ...]:
        """An object that is an actor; of an object that is itself a deed, who did it."""
        doers = self._event_agents(token)
        return self.actors.of(token) if doers is None else doers

    def named(self, token: Token) -> tuple[Actor, ...]:
        """Return the actors that a phrase names, or whose the thing is that it names."""
        modifier = self.actors.modifier(token) if token.dep_ in {"amod", "compound", "nmod"} else None
        if modifier is not None:
            return (modifier,)
        return self.actors.of(token) or self.bearer(token)

    def bearer(self, token: Token, depth: int = 0) -> tuple[Actor, ...]:
        """Return whose a thing is: its possessor, its nationality, what it is "of" ("Israel's actions", "US policy")."""
        owner = phrases.possessor(token)
        if owner is not None and owner.pos_ != "PRON":
            return self.actors.of(owner) or (self.bearer(owner, depth + 1) if depth < _DEPTH else ())
        qualified = _distinct(a for m in phrases.premodifiers(token) if (a := self.actors.modifier(m)) is not None)
        if qualified:
            return qualified
        if owner is not None:
            return self.actors.of(owner)
        if depth >= _DEPTH:
            return ()
        return _distinct(
            a
            for t in phrases.prepositional(token, "of", "by")
            for a in (self.actors.of(t) or self.bearer(t, depth + 1))
        )


def _distinct(found: Iterable[Actor]) -> tuple[Actor, ...]:
    kept: dict[tuple[str, str | None, tuple[str, ...]], Actor] = {}
    for actor in found:
        kept.setdefault((actor.entity, actor.person, actor.sector if len(actor.entity) > 3 else ()), actor)
    return tuple(kept.values())


def _others(found: Iterable[Actor], agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return those found who are not the agents themselves, nor the state or its tools where the state acts."""
    persons = {a.person for a in agents if a.person}
    return tuple(
        a
        for a in _distinct(found)
        if (a.person is None or a.person not in persons) and not any(_is_one(a, b) for b in agents)
    )


def _is_one(other: Actor, agent: Actor) -> bool:
    """Whether two actors are the same side: one state, unless two different organs or two different persons of it."""
    if other.entity != agent.entity:
        return False
    if other.sector[:1] == agent.sector[:1]:
        return not (other.person and agent.person)
    return not other.sector or not agent.sector or {*other.sector[:1], *agent.sector[:1]} <= _TOOLS


def _population(place: Actor, agents: tuple[Actor, ...]) -> Actor:
    """Return a place as a side: where a state strikes at home, it strikes its own people; protest is against the state."""
    if not any(a.code == place.code for a in agents):
        return place
    if all(acts_for_state(a.sector) for a in agents):
        return replace(place, entity=entity_of(place.code, ("CVL",)), sector=("CVL",))
    return replace(place, entity=place.code, sector=("GOV",))
