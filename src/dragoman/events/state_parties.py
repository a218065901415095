"""The parties of a clause that reports a state: who stands in it with whom, two by two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product

from dragoman.actors import phrases
from dragoman.actors.compose import acts_for_state
from dragoman.actors.discourse import is_state
from dragoman.events.frames import Frame
from dragoman.events.sides import Sides
from dragoman.events.state_clauses import Clause
from dragoman.events.states import DIRECTED, OF_STATES, StateRow
from dragoman.events.vocabulary import Vocabulary
from dragoman.records import Actor

# The search for the other party knows no type of its own; this one's is that of dealings between two.
_BETWEEN_TWO = "CONSULT"
# A state told of more parties than these is one of a list, not of a relationship.
_MOST_PAIRS = 4
# Channels of which each side has its own: both sides are meant where the text has more than one ("no ambassadors").
_ONE_A_SIDE = frozenset({"head-of-mission", "mission"})
_PARTY_PREPOSITIONS = ("with", "to", "against", "on", "of", "in")
# Whose dealings across a border are not those of their states.
_POLICE = ("COP",)

Pair = tuple[tuple[Actor, ...], tuple[Actor, ...]]


@dataclass(frozen=True, slots=True)
class Parties:
    """Finds the parties of the clauses of one sentence."""

    sides: Sides
    vocabulary: Vocabulary

    def pairs(self, clause: Clause) -> Iterator[Pair]:
        """Yield the parties of a clause, two by two; a channel that both share has both in the first place."""
        row, frame = clause.row, clause.frame
        first = self._first(row, frame)
        second = self._parties(row, self.sides.recipients(frame, row.recipient, _BETWEEN_TWO, first, mutual=True))
        second = tuple(a for a in second or self._lands(row, clause) if a.entity not in {b.entity for b in first})
        infer = row.inferred and not _is_unresolved(clause, self.sides)
        if row.channel not in DIRECTED:
            if not first and not second:
                first = self._both(clause) if infer else ()
            elif infer and len((*first, *second)) == 1:
                first, second = (*first, *second), self._other((*first, *second))
            yield from _shared(first, second)
            return
        if infer and not first and not second and row.mutual:
            first = self._both(clause)
        if not second and len(first) == 2 and _is_mutual(clause):
            yield (first[0],), (first[1],)
            yield (first[1],), (first[0],)
            return
        if infer and not first and second:
            first = self._other(second)
        elif infer and first and not second:
            second = self._other(first)
        pairs = [((a,), (b,)) for a, b in product(first, second) if a.entity != b.entity]
        if len(pairs) <= _MOST_PAIRS:
            yield from pairs

    def _parties(self, row: StateRow, found: Iterable[Actor]) -> tuple[Actor, ...]:
        """Return those found who can stand in such a state, each once."""
        kept: dict[str, Actor] = {}
        for actor in found:
            if is_state(actor):
                able = acts_for_state(actor.sector) and actor.sector[:1] != _POLICE
            else:
                able = row.channel not in OF_STATES
            if able and not self.vocabulary.all_private((actor,)):
                kept.setdefault(actor.entity, actor)
        return tuple(kept.values())

    def _first(self, row: StateRow, frame: Frame) -> tuple[Actor, ...]:
        """Return the parties at the first place of the row that names any; a subject must be a party itself."""
        themselves = replace(frame, agents=tuple(t for t in frame.agents if self.sides.is_actor(t)))
        for place in row.actor:
            found = self._parties(row, self.sides.acting(themselves if place == "subj" else frame, (place,)))
            if found:
                return found
        return ()

    def _lands(self, row: StateRow, clause: Clause) -> tuple[Actor, ...]:
        """Return the states of the regions that the thing runs to ("its border with Gaza", "consulates in Florida")."""
        near = phrases.prepositional(clause.words[0], "with", "to", "in")
        return self._parties(row, (land for t in near if (land := self.sides.actors.city(t)) is not None))

    def _other(self, known: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return the state spoken of most besides the one that a clause names."""
        own = {a.entity for a in known}
        other = next((a for a in self.sides.actors.recent if a.entity not in own), None)
        return () if other is None or len(own) != 1 or not is_state(known[0]) else (_inferred(other),)

    def _both(self, clause: Clause) -> tuple[Actor, ...]:
        """Return the two states that the story is about, for a thing without any party ("ties are frozen")."""
        thing = clause.words[0]
        bare = not any(c.dep_ in {"poss", "prep", "amod", "compound", "nmod"} for c in thing.children)
        if not bare or len(self.sides.actors.recent) != 2:
            return ()
        return tuple(_inferred(actor) for actor in self.sides.actors.recent)


def _shared(first: tuple[Actor, ...], second: tuple[Actor, ...]) -> Iterator[Pair]:
    pairs = list(product(first, second)) if second else list(combinations(first, 2))
    if len(pairs) <= _MOST_PAIRS:
        yield from ((pair, ()) for pair in pairs if pair[0].entity != pair[1].entity)


def _is_unresolved(clause: Clause, sides: Sides) -> bool:
    """Whether a clause names a party that could not be resolved, so that none may be inferred in its place."""
    thing = clause.words[0]
    named = [t for t in phrases.premodifiers(thing) if t.pos_ == "PROPN"]
    named += [t for t in thing.children if t.dep_ == "poss"]
    named += [t for p, t in clause.frame.obliques if p in _PARTY_PREPOSITIONS]
    named += list(phrases.prepositional(thing, *_PARTY_PREPOSITIONS))
    named += [t for t in clause.frame.agents if t.pos_ in {"PROPN", "PRON"}]
    return any(not sides.named(t) and sides.actors.city(t) is None for t in named) or any(
        phrases.prepositional(thing, "between", "among")
    )


def _is_mutual(clause: Clause) -> bool:
    """Whether both sides hold it of each other ("have no ambassadors in each other's capitals")."""
    several = clause.row.channel not in _ONE_A_SIDE or clause.words[0].tag_ == "NNS"
    return (clause.row.mutual and several) or any(
        t.lower_ == "other" and (t.nbor(-1).lower_ == "each" or t.nbor().lower_ in {"'s", "’s"})
        for t in list(clause.verb.subtree)[1:-1]
    )


def _inferred(actor: Actor) -> Actor:
    reason = f"the other state spoken of last: {actor.text}"
    return replace(actor, sector=(), person=None, office=None, reason=reason)
