"""The few notions of grammar that every reader of the parse shares."""

from __future__ import annotations

from spacy.tokens import Token

VERBAL = frozenset({"VERB", "AUX"})
_RANKED = frozenset({"first", "second", "third", "last", "only"})
_STATES = frozenset("country nation state government republic power member capital neighbour neighbor one".split())


def has_child(token: Token, dep: str) -> bool:
    """Return whether a token governs another one by the dependency ``dep``."""
    return any(child.dep_ == dep for child in token.children)


def is_infinitive(verb: Token) -> bool:
    """Return whether "to" makes an infinitive of a verb."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def condition_of(verb: Token) -> Token | None:
    """Return the clause on which a verb's deed depends ("unless", "if"), or None."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"unless", "if"} for c in child.children):
            return child
    return None


def is_marked(clause: Token, conjunction: str) -> bool:
    """Return whether a clause is introduced by a conjunction."""
    return any(child.dep_ == "mark" and child.lower_ == conjunction for child in clause.children)


def is_first_to(verb: Token) -> bool:
    """Return whether an infinitive tells what somebody was the first to do ("was the first state to recognise it")."""
    if verb.dep_ not in {"acl", "relcl", "advcl", "xcomp"} or not any(c.lower_ == "to" for c in verb.children):
        return False
    head = verb.head
    if head.lemma_ in {"be", "become"}:  # the parser hangs it there, too
        below = [t for c in head.children if c.dep_ in {"attr", "prep", "acomp"} and c.i < verb.i for t in c.subtree]
        return any(t.lower_ in _RANKED and t.head.lemma_.lower() in _STATES | {head.lemma_} for t in below)
    first = any(t.lower_ in _RANKED for t in (head, *head.children))
    return (first and head.lemma_.lower() in _RANKED | _STATES) or head.lower_ == "one"
