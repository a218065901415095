"""Sides of a dealing between two states that its own words leave out: told by the sentence around it, or the story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.actors.compose import FORMER, PLACES, entity_of, from_match, tells_whose
from dragoman.actors.discourse import is_state
from dragoman.actors.resolve import SentenceActors
from dragoman.events.frames import Frame
from dragoman.events.matching import Words
from dragoman.events.sides import Sides
from dragoman.records import Actor

# Where the host of a mission or of an envoy stands.
_AT = ("in", "at", "to", "near")
# Names that stand for a state: a city or a region only by where something is.
_OF_STATES = frozenset({"country", "former", "de-facto", "adjective", "capital", "seat"})
_COMBINED = frozenset({"compound", "amod", "nmod"})
# Towns that stand for a union of states, and on whose ground they lie.
_GROUND = {"BRUSSELS": "BEL"}
_RENAMED = (["now"], ["today"], ["later"], ["present-day"])
# Deeds whose "to" tells the new rank ("promoted to ambassador"), not who receives.
_RAISING = frozenset({"promote", "elevate", "raise", "advance"})


class Dyads:
    """Finds who deals with whom, in one sentence. ``missions`` and ``envoys`` are the words for either."""

    def __init__(self, actors: SentenceActors, sides: Sides, missions: Words, envoys: Words) -> None:
        self._actors, self._sides, self._missions, self._envoys = actors, sides, missions, envoys
        self._found: tuple[Actor, ...] | None = None
        self._aside: set[str] = set()

    def both(self) -> tuple[Actor, ...]:
        """Return the two states of a dealing of which neither is named: those of the sentence, else of the story."""
        here = self._states()
        if len(here) == 2:
            return here
        named = {actor.code for actor in here}
        told = [a for a in self._told(ahead=not here) if a.code in named or a.code not in self._aside]
        chosen = [a for a in told if a.code in named] + [a for a in told if a.code not in named]
        return tuple(_implied(actor, "the two states spoken of") for actor in chosen[:2]) if len(chosen) > 1 else ()

    def other(self, side: tuple[Actor, ...], alone: bool = False) -> tuple[Actor, ...]:
        """Return the state that deals with ``side``: the only other one of the sentence, else the story's chief one.

        ``alone``: of the story, too, only where it names no third.
        """
        own = {actor.code for actor in side}
        here = [actor for actor in self._states() if actor.code not in own]
        aside = self._aside - {actor.code for actor in here}
        told = [a for a in self._told(ahead=not alone) if a.code not in own | aside]
        if len(here) == 1 and (not alone or len(told) <= 1):
            return (here[0],)
        wanted = {actor.code for actor in here}
        told = [a for a in told if not wanted or a.code in wanted]
        if not told or (alone and len(told) > 1):
            return ()
        return (_implied(told[0], "the other state spoken of"),)

    def is_done_by(self, frame: Frame) -> bool:
        """Return whether somebody is said to act, known or not: a name, a pronoun or a role, and no "agreement"."""
        titles = self._actors.labels.titles
        return any(token.pos_ in {"PROPN", "PRON"} or token.i in titles for token in frame.agents)

    def dealing(self, found: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return the actors less those whom the sentence names only in passing."""
        here = {actor.code for actor in self._states()}
        return tuple(a for a in found if a.code in here or a.code not in self._aside)

    def _told(self, ahead: bool) -> list[Actor]:
        """Return the states of the story so far, the chief one first; ``ahead``: then those that it names later."""
        found: dict[str, Actor] = {}
        for actor in (*self._actors.recent, *(self._actors.story if ahead else ())):
            found.setdefault(actor.code, actor)
        return list(found.values())

    def _states(self) -> tuple[Actor, ...]:
        """Return the states that the sentence names as those who deal, by any word, in order."""
        if self._found is None:
            found: dict[str, Actor] = {}
            for token in self._actors.sentence.tokens:
                actor = self._named_at(token)
                if actor is None or not is_state(actor):
                    continue
                if self._is_aside(token):
                    self._aside.add(actor.code)
                else:
                    found.setdefault(actor.code, _implied(actor, "named in the sentence"))
            self._found = tuple(found.values())
        return self._found

    def _is_aside(self, token: Token) -> bool:
        """Whether a state is only what something is "of", and no office or body ("the dissolution of the union")."""
        top, match = token, self._actors.labels.matches.get(token.i)
        if match is None:
            return False
        while top.dep_ in _COMBINED and top.head.i != top.i:
            top = top.head
        preposition = top.head
        if top.dep_ == "pobj" and preposition.lower_ in _AT and top.i != token.i and self._is_mission(top):
            return True  # "an interests section in the Swiss embassy"
        if top.dep_ != "pobj" or preposition.lower_ != "of" or match.entry.kind == "adjective":
            return False
        head = preposition.head
        titled = head.i in self._actors.labels.titles or head.i in self._actors.labels.matches
        return head.pos_ == "NOUN" and not titled and not self._is_mission(head)

    def _is_mission(self, head: Token) -> bool:
        return self._missions.fits((head,), self._sides.is_actor) is not None

    def _named_at(self, token: Token) -> Actor | None:
        match = self._actors.labels.matches.get(token.i)
        if match is None:
            person = next((a for a in self._actors.heads.get(token.i, ()) if a.person), None)
            return person if token.pos_ == "PROPN" else None
        before = token.nbor(-1).lower_ if token.i > 0 else ""
        if match.entry.kind not in _OF_STATES | PLACES or before in FORMER or not tells_whose(token):
            return None
        if match.entry.kind in PLACES and token.dep_ != "pobj":
            return None
        return self._place(token)

    def _place(self, token: Token) -> Actor | None:
        """Return the state that a name stands for, by whatever it names: a country, a people, a town."""
        matches = self._actors.labels.matches
        match = matches.get(token.i)
        after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
        if match is not None and after[:1] == ["("] and after[1:] in _RENAMED:
            match = matches.get(token.i + 3, match)  # "Salisbury (now Harare)"
        if match is None:
            return None
        actor = from_match(match, self._actors.sentence.span(token, token), token.text, f"{match.text} is there named")
        code = _GROUND.get(actor.entity)
        return actor if code is None else replace(actor, code=code, entity=entity_of(code, ()), sector=())

    # --- missions --------------------------------------------------------------------------------------------------

    def of_mission(self, frame: Frame) -> tuple[tuple[Actor, ...], tuple[Actor, ...]] | None:
        """Return whose a mission is and where it stands, as far as the phrase tells it; None where there is none."""
        for token in (*frame.objects, *frame.agents):
            for head in phrases.conjuncts(token):
                if self._is_mission(head):
                    named = self._named_after_host(head)
                    owner = () if named else tuple(a for a in self._sides.bearer(head) if is_state(a))
                    host = named or self._host(head, frame)
                    own = {a.code for a in owner}
                    return owner, tuple(a for a in host if a.code not in own)
        return None

    def has_doer(self, frame: Frame) -> bool:
        """Return whether somebody other than the mission itself stands as the doer ("the consulate closed")."""
        return any(self._missions.fits((token,), self._sides.is_actor) is None for token in frame.agents)

    def _named_after_host(self, head: Token) -> tuple[Actor, ...]:
        """ "Embassy Brazzaville", "Consulate General Belize": the name tells where it stands."""
        actor = self._place(head)
        before = [c for c in head.lefts if c.dep_ in _COMBINED]
        return (actor,) if actor is not None and before and actor.code and before[-1].i == head.i - 1 else ()

    def _host(self, head: Token, frame: Frame) -> tuple[Actor, ...]:
        inside = (t for p in _AT for t in phrases.prepositional_within(head, p))
        beside = (t for p, t in frame.obliques if p in _AT)
        return tuple(self._hosts((*inside, *beside)))

    # --- envoys ----------------------------------------------------------------------------------------------------

    def of_envoy(self, frame: Frame) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Return who sends the envoy of a deed and who receives him, as far as his titles tell it."""
        senders: tuple[Actor, ...] = ()
        hosts: tuple[Actor, ...] = ()
        for head in self._envoy_heads(frame):
            if not senders:
                senders = tuple(a for a in self._sides.bearer(head) if is_state(a))[:1]
            if not hosts:
                to = (t for p in ("to", "near") for t in phrases.prepositional_within(head, p))
                hosts = tuple(self._hosts(to))
        return senders, hosts

    def _envoy_heads(self, frame: Frame) -> Iterator[Token]:
        """Yield the heads of the phrases that name an envoy or his rank."""
        ranks = {"as", "to"} if frame.head.lemma_ in _RAISING else {"as"}
        titled = [t for p, t in frame.obliques if p in ranks]
        titled += [t for o in frame.objects for t in phrases.prepositional(o, "as", "of", "from")]
        for token in (*titled, *frame.agents, *frame.objects):
            for head in (*phrases.conjuncts(token), *(c for c in token.children if c.dep_ == "appos")):
                if self._envoys.fits((head,), self._sides.is_actor) is not None:
                    yield head
            if token.dep_ == "appos" and self._envoys.fits((token.head,), self._sides.is_actor) is not None:
                yield token.head

    def _hosts(self, tokens: Iterable[Token]) -> Iterator[Actor]:
        """Yield the states of places, and the states whose organs or persons are named."""
        for token in tokens:
            for head in phrases.conjuncts(token):
                if self._is_mission(head):
                    continue
                named = self._place(head)
                if named is not None and is_state(named):
                    yield _implied(named, named.reason)
                else:
                    found = self._actors.heads.get(head.i, ()) or self._sides.bearer(head)
                    yield from (_implied(a, a.reason) for a in found if is_state(a))

    def town(self, frame: Frame) -> tuple[Actor, ...]:
        """Return the state of the town where an envoy was received."""
        there = [t for p, t in frame.obliques if p in {"in", "at"}]
        there += [t for o in frame.objects for t in phrases.prepositional(o, "in", "at")]
        return tuple(self._hosts(there))


def _implied(actor: Actor, reason: str) -> Actor:
    why = reason if reason == actor.reason else f"{reason}: {actor.text}"
    return replace(actor, sector=(), person=None, office=None, reason=why)
