"""Which words of a sentence are predicates that the tables know, and who does what they name."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from dragoman.actors.compose import definite
from dragoman.actors.resolve import SentenceActors
from dragoman.events.frames import Frame, adjective_frame, noun_frame, verb_frame
from dragoman.events.modality import FORCEFUL
from dragoman.events.rules import Rules
from dragoman.events.sides import Sides
from dragoman.records import Actor

VERB, NOUN, ADJECTIVE = "V", "N", "A"
_PREDICATIVE = frozenset({"acomp", "attr", "oprd", "ROOT", "ccomp", "conj"})


class Predicates:
    """The predicates of one sentence, and the sides of their deeds.

    ``earlier``: who did the last deed of each type in the sentences before ("condemned the attack").
    """

    def __init__(self, actors: SentenceActors, rules: Rules, earlier: Mapping[str, tuple[Actor, ...]]) -> None:
        self.actors, self.rules, self._earlier = actors, rules, earlier
        self.sides = Sides(actors, self.event_agents, rules.patterns.people, rules.vocabulary)

    def kind(self, token: Token) -> str | None:
        """Return the part of speech under which the tables know a predicate: V, N, A, or None."""
        lemma = token.lemma_.lower()
        if token.dep_ == "pcomp" and token.head.lower_ == "for" and token.head.head.pos_ == "VERB":
            return None  # "arrested for collaborating with": what someone is charged with, not what was done
        if (
            token.pos_ == "VERB"
            or (token.pos_ == "AUX" and lemma not in {"be", "have", "do"})
            or (lemma == "be" and token.pos_ == "AUX" and token.dep_ not in {"aux", "auxpass"})
        ):
            kind = VERB
        elif token.pos_ == "NOUN" or _opens_as_noun(token):
            kind = NOUN
        elif token.pos_ == "ADJ" and token.dep_ in _PREDICATIVE:
            kind = ADJECTIVE
        else:
            return None
        if token.dep_ == "amod" and kind == VERB:
            return None
        known = self.rules.patterns.knows(kind, lemma) or self.rules.operators.knows(kind, lemma)
        return kind if known else None

    def frame(self, kind: str, token: Token, light: Token | None, shares: bool) -> Frame:
        """Return the frame of a predicate; ``light`` and ``shares`` as in noun_frame."""
        if kind == VERB:
            return verb_frame(token)
        return adjective_frame(token) if kind == ADJECTIVE else noun_frame(token, light, shares)

    def is_deed(self, token: Token) -> bool:
        """Return whether a noun names a deed and no actor ("protests are expected to greet him")."""
        return token.pos_ == "NOUN" and self.kind(token) == NOUN and not self.actors.of(token)

    def event_agents(self, token: Token) -> tuple[Actor, ...] | None:
        """Return who did the deed that a noun names: nobody if it is one of force, None if it names none."""
        lemma = token.lemma_.lower()
        if token.pos_ != "NOUN" or self.actors.of(token) or not self.rules.patterns.knows(NOUN, lemma):
            return None
        frame = noun_frame(token, None)
        agents = self.sides.agents(frame) if frame.agents else ()
        found = self.rules.patterns.match_loosely(NOUN, lemma)
        if agents or not definite(token):
            return agents if frame.agents or found in FORCEFUL else None
        known = self._earlier.get(found, ()) if found is not None else ()
        return known if known or found in FORCEFUL else None


def _opens_as_noun(token: Token) -> bool:
    """Whether the first word of a sentence was taken for a name by its capital ("Recognition of Peru came late")."""
    return token.pos_ == "PROPN" and token.i == token.sent.start and any(c.lower_ == "of" for c in token.children)
