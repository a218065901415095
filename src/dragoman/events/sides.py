"""Who acts and who receives: the arguments of a predicate → Actors, by the recipient column of the pattern tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.actors.resolve import SentenceActors
from dragoman.events import unnamed
from dragoman.events.frames import Frame, agents_by, subject_of
from dragoman.events.matching import Words
from dragoman.events.parties import distinct, others
from dragoman.events.patterns import NOBODY
from dragoman.events.vocabulary import TypeRule, Vocabulary
from dragoman.records import Actor

# Tells of a noun whether it is a deed with an agent of its own ("attacks" in "condemned Israel's attacks on Gaza").
EventAgents = Callable[[Token], tuple[Actor, ...] | None]

# How deep "the policy of the government of Iraq" is followed.
_DEPTH = 2
# Where the table asks for a place, a town stands for its state.
_IN_TOWN = frozenset({"in", "at", "to", "into", "near"})
# What follows "in protest".
_GROUNDS = ("of", "at", "over", "against", "to")
# Of whom a complaint speaks that is lodged with an organisation.
_BLAMED = ("over", "against", "about", "at")


class Sides:
    """Finds the sides of the deeds of one sentence."""

    def __init__(
        self, actors: SentenceActors, event_agents: EventAgents, people: Words, vocabulary: Vocabulary
    ) -> None:
        self.actors, self._event_agents, self._people, self._vocabulary = actors, event_agents, people, vocabulary

    def is_actor(self, token: Token) -> bool:
        """Return whether a phrase head names a political actor."""
        return bool(self.actors.of(token))

    def agents(self, frame: Frame, by_means: bool = False) -> tuple[Actor, ...]:
        """Return who does what the frame says; both sides of "between A and B" where no one else does it.

        ``by_means``: what stands as the agent may be the means of somebody ("launched missiles that hit").
        """
        found = distinct(actor for token in frame.agents for actor in self.named(token))
        if found:
            return found
        for token in frame.agents:
            if by_means and token.dep_ == "dobj" and frame.head.dep_ in {"acl", "relcl"}:
                sent = distinct(a for t in subject_of(token.head) for a in self.named(t))
                if sent:  # "launched missiles targeting the base"
                    return sent
            doers = self._event_agents(token)
            if doers:
                return doers
        return self.mutual(frame)

    def mutual(self, frame: Frame) -> tuple[Actor, ...]:
        """Return the parties of "talks between A and B", if there are two or more."""
        parties = distinct(a for prep, t in frame.obliques if prep in {"between", "among"} for a in self.actors.of(t))
        return parties if len(parties) > 1 else ()

    def recipients(
        self, frame: Frame, where: tuple[str, ...], type_: str, agents: tuple[Actor, ...], mutual: bool = False
    ) -> tuple[Actor, ...]:
        """Return the recipients by the recipient column ``where`` (empty: the search by default for the type).

        ``mutual``: the agents do it to each other, and there is a third only where the column finds one.
        """
        if where == (NOBODY,) or is_reciprocal(frame):
            return ()
        rule = self._vocabulary.types[type_]
        opposed = self._opposed(frame, agents) if type_ == "PROTEST" else ()
        if opposed:
            return opposed
        for place in where:
            found = self._others(self._at(frame, place), agents) or self._others(self._towns(frame, place), agents)
            if found:
                return self._behind_forum(frame, type_, found, agents)
        if mutual:
            return ()
        found = () if NOBODY in where else self._default(frame, rule, agents)
        if found:
            return self._behind_forum(frame, type_, found, agents)
        if type_ == "PROTEST":
            found = self._demanded_of(frame, agents)
        elif type_ == "REJECT":
            found = self.defied(frame, agents)
        if not found and not where and rule.anywhere:
            found = self._anywhere(frame, agents)
        if not found and rule.on_persons:
            found = unnamed.persons(self.actors, self._people, frame, agents)
        return found or (unnamed.whose_ground(self.actors, frame, agents) if rule.place_tells else ())

    def _behind_forum(
        self, frame: Frame, type_: str, found: tuple[Actor, ...], agents: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Return of whom a complaint speaks that is only lodged with an organisation ("protested to the UN over …")."""
        if type_ != "ACCUSE" or any(a.code not in self._vocabulary.forums for a in found):
            return found
        for preposition in _BLAMED:
            blamed = self._others(self._at(frame, preposition), (*agents, *found))
            if blamed:
                return blamed
        return found

    def _towns(self, frame: Frame, place: str) -> Iterator[Actor]:
        """Yield the states of towns where the table asks for a place ("its consulate in Houston")."""
        preposition = place.removeprefix("obj.")
        if preposition not in _IN_TOWN:
            return
        near = [t for o in frame.objects for t in phrases.prepositional_within(o, preposition)]
        if not place.startswith("obj."):
            near += [t for p, t in frame.obliques if p == preposition]
        yield from (town for t in near if (town := self.actors.city(t)) is not None)

    def acting(self, frame: Frame, where: tuple[str, ...], by_means: bool = False) -> tuple[Actor, ...]:
        """Return who acts by the actor column ``where``; empty: the agents."""
        for place in where:
            found = self.agents(frame, by_means) if place == "subj" else distinct(self._at(frame, place))
            if found:
                return found
        return () if where else self.agents(frame, by_means)

    def _others(self, found: Iterable[Actor], agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return others(found, agents, self._vocabulary.state_organs)

    def _default(self, frame: Frame, rule: TypeRule, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        if rule.of_doers and any(self._event_agents(o) == () for o in frame.objects):
            return ()  # "condemned the attack on Kuwait": not Kuwait
        searches: list[Callable[[], Iterable[Actor]]] = [
            lambda: (a for o in frame.objects for a in self._patient(o)),
            lambda: (a for o in frame.objects for a in self.bearer(o)),
        ]
        for search in searches:
            found = self._others(search(), agents)
            if found:
                return found
        for wanted in rule.prepositions:
            found = self._others(self._at(frame, wanted), agents)
            if found:
                return found
        for wanted in rule.prepositions:
            found = self._others(self._under_objects(frame, wanted), agents)
            if found:
                return found
        return ()

    def _anywhere(self, frame: Frame, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return the first other actor inside a deed's phrases ("extended the mandate of the force in Lebanon")."""
        for token in (*frame.objects, *(t for _, t in frame.obliques)):
            for inner in token.subtree:
                if inner.i == token.i or phrases.clause_of(inner).i not in {phrases.clause_of(token).i, frame.head.i}:
                    continue
                city = self.actors.city(inner) if inner.dep_ == "pobj" else None
                found = self._others(self.actors.heads.get(inner.i, ()) or ((city,) if city else ()), agents)
                if found:
                    return found
        return ()

    def _demanded_of(self, frame: Frame, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return of whom protesters want something: the actor in the clause that tells their purpose."""
        for child in frame.verb.children:
            if child.dep_ in {"advcl", "xcomp"} and child.i > frame.verb.i:
                for token in child.subtree:
                    found = self._others(self.actors.heads.get(token.i, ()), agents)
                    if found:
                        return found
        return ()

    def _opposed(self, frame: Frame, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return whom a protest is against: "in protest at the arrests by Iran", "in defiance of Iran"."""
        grounds = [t for prep, t in frame.obliques if prep == "in" and t.lemma_.lower() in self._vocabulary.oppositions]
        against = [t for g in grounds for t in phrases.prepositional(g, *_GROUNDS)]
        wanted = [
            t for t in frame.verb.subtree if t.lemma_.lower() in self._vocabulary.separations and t.i > frame.verb.i
        ]
        if wanted:  # "demanding independence from Peru"
            against += [t for w in (wanted[0], wanted[0].head) for t in phrases.prepositional(w, "from")]
        return self._others((a for t in against for a in self._patient(t) or self.bearer(t)), agents)

    def defied(self, frame: Frame, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return in whose teeth something is refused: "despite calls by parliament", "in defiance of the court"."""
        for prep, noun in frame.obliques:
            if prep == "in" and noun.lemma_.lower() == "defiance":
                return self._others((a for t in phrases.prepositional(noun, "of") for a in self.named(t)), agents)
            if prep == "despite" and noun.lemma_.lower() in self._vocabulary.demands:
                senders = [a for t in phrases.prepositional(noun, "by", "from") for a in self.named(t)]
                return self._others(senders or self.bearer(noun), agents)
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
        """Return whose a thing is: its possessor, its nationality, what it is "of" ("Israel's acts", "US policy")."""
        owner = phrases.possessor(token)
        if owner is not None and owner.pos_ != "PRON":
            return self.actors.of(owner) or (self.bearer(owner, depth + 1) if depth < _DEPTH else ())
        qualified = distinct(a for m in phrases.premodifiers(token) if (a := self.actors.modifier(m)) is not None)
        if qualified:
            return qualified
        if owner is not None:
            return self.actors.of(owner)
        if depth >= _DEPTH:
            return ()
        return distinct(
            a
            for t in (*phrases.prepositional(token, "of", "by"), *_makers(token))
            for a in (self.actors.of(t) or self.bearer(t, depth + 1))
        )


def is_reciprocal(frame: Frame) -> bool:
    """Return whether both sides do it to each other: no one is a recipient who is not an actor, too."""
    direct = (child for child in frame.head.children if child.dep_ == "dobj")
    return any(
        any(c.lower_ == first for c in token.children)
        for token in (*direct, *(t for _, t in frame.obliques))
        for first, second in (("each", "other"), ("one", "another"))
        if token.lower_ == second
    )


def _makers(noun: Token) -> Iterator[Token]:
    """Yield whose doing a thing is by a participle of its own ("the sanctions imposed by Iraq")."""
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            yield from agents_by(child)
