"""The few notions of grammar that every reader of the parse shares."""

from __future__ import annotations

from spacy.tokens import Token

VERBAL = frozenset({"VERB", "AUX"})


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
