"""Repairs of parses that go wrong in ways of their own: who and what the parser hung in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.events.grammar import VERBAL, has_child, is_infinitive

# How far the second of two verbs with one object may stand from the first, in words.
_NEAR = 4
_NEVER_VERBS = frozenset({"embassy", "legation", "ambassador", "consulate"})
_HOUSES = frozenset({"embassy", "legation", "consulate", "mission"})
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_FINITE = frozenset({"VBD", "VBZ"})
_CONJUNCTIONS = frozenset({"as", "while", "after", "before", "since", "until", "with"})


def coordinated_with(verb: Token) -> Token:
    """Return the verb that a coordinated one goes on from: a finite one never from an infinitive.

    "ordered the envoys to leave and closed their office": the parser hangs *closed* on *leave*.
    """
    head = verb.head
    finite = verb.tag_ in _FINITE and verb.lower_ != verb.lemma_
    while finite and head.tag_ == "VB" and is_infinitive(head) and head.head.i != head.i and head.head.pos_ in VERBAL:
        head = head.head
    return head


def is_main_after_all(verb: Token) -> bool:
    """Return whether a "participle" is the main verb of a sentence whose parse has none.

    "Britain, where the missiles arrived, called the move unjust": the parser takes the subject for the root.
    """
    root = verb.sent.root
    if verb.dep_ != "acl" or verb.tag_ not in {"VBD", "VBN"} or root.pos_ not in phrases.NOUNS or verb.i <= root.i:
        return False
    return verb.i > 0 and verb.nbor(-1).text == "," and not has_child(verb, "agent") and not has_child(verb, "aux")


def stray_subject(verb: Token) -> Token | None:
    """Return the subject of a finite clause that was parsed as part of the phrase before it, or None.

    "As the envoy prepares to": the conjunction was taken for a preposition; "On Friday Mexico granted asylum".
    """
    if verb.tag_ not in {"VBZ", "VBD", "VBP"} or verb.dep_ not in {"advcl", "conj", "ROOT", "ccomp"}:
        return None
    before = verb.left_edge.i - 1 if verb.left_edge.i == verb.i else verb.i - 1
    doc = verb.doc
    while before > verb.sent.start and (doc[before].is_punct or doc[before].dep_ in {"aux", "advmod", "neg"}):
        before -= 1
    for token in (doc[before], *doc[before].ancestors):
        if token.dep_ == "pobj" and token.head.lower_ in _CONJUNCTIONS:
            return token
        if token.dep_ == "pobj" and any(c.dep_ == "compound" and c.lower_ in _WEEKDAYS for c in token.children):
            return token
        if token.pos_ not in phrases.NOUNS | {"ADP"}:
            return None
    return None


def object_to_come(verb: Token) -> list[Token]:
    """Return the object that stands with the second of two verbs ("rounded up and deported 21 students")."""
    if any(c.dep_ in {"xcomp", "ccomp", "advcl"} or (c.dep_ == "prep" and c.i > verb.i) for c in verb.children):
        return []
    for child in verb.children:
        second = child.dep_ == "conj" and child.pos_ in VERBAL and child.tag_ == verb.tag_ and child.i - verb.i <= _NEAR
        if second and not any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in child.children):
            return [c for c in child.children if c.dep_ == "dobj"]
    return []


def counted_object(verb: Token) -> list[Token]:
    """Return the object whose number the parser took for a phrase of place ("kidnapped up to 16 engineers")."""
    return [
        target
        for to in verb.doc[verb.i + 1 : verb.i + 1 + _NEAR]
        if to.lower_ == "to" and to.dep_ == "prep" and to.nbor(-1).lower_ == "up" and verb.is_ancestor(to)
        for target in phrases.objects_of(to)
        if any(c.dep_ == "nummod" and c.i == to.i + 1 for c in target.children)
    ]


def is_no_infinitive(token: Token) -> bool:
    """Return whether a noun after "to" was taken for a verb ("raised to embassy status")."""
    return token.lower_ in _NEVER_VERBS and token.pos_ in VERBAL and is_infinitive(token)


def antecedent(clause: Token) -> Token:
    """Return what a relative clause describes: of "the embassy in Cairo, which was reopened" the embassy."""
    town = clause.head
    if town.pos_ == "PROPN" and town.dep_ == "pobj" and town.head.lower_ in {"in", "at"}:
        house = town.head.head
        if house.lower_.removesuffix("s") in _HOUSES:
            return house
    return town


def strayed_by(verb: Token) -> Iterator[Token]:
    """Yield the agent of a "by" that the parser hung on another phrase ("recognised as a state by Peru")."""
    for token in verb.subtree:
        if token.lower_ == "by" and token.i > verb.i and token.dep_ in {"prep", "agent"}:
            between = [a for a in token.ancestors if a.i != verb.i and verb.i in {b.i for b in a.ancestors}]
            if not any(a.pos_ in VERBAL for a in between):
                yield from (t for t in phrases.objects_of(token) if t.pos_ in phrases.NOUNS)
                return
