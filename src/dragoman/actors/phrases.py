"""Reading noun phrases off the dependency parse: heads, possessors, "of" phrases."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

NOUNS = frozenset({"NOUN", "PROPN"})
# Dependencies of a token that is a part of a larger noun phrase rather than the head of one.
_INSIDE = frozenset({"compound", "amod", "nmod", "det", "nummod", "quantmod", "case", "punct", "advmod", "predet"})
# Heads that only count or bundle: the phrase is about what stands after "of".


def is_phrase_head(token: Token) -> bool:
    """Return whether the token heads a noun phrase (a pronoun included)."""
    if token.pos_ in NOUNS or token.pos_ == "PRON" or token.tag_ in {"PRP$", "CD", "WP", "WDT"}:
        return token.dep_ not in _INSIDE
    # "the British", "the wounded", "both", "two of them": an adjective, a determiner or a number as head
    return token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "attr", "dative"} and token.pos_ in {
        "ADJ",
        "DET",
        "NUM",
        "INTJ",  # a surname that the tagger took for an exclamation
    }


def conjuncts(head: Token) -> Iterator[Token]:
    """Yield a phrase's head and the heads that are coordinated with it ("France, Britain and Germany")."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ not in {"VERB", "AUX"} and not _is_new_clause(child):
            yield from conjuncts(child)


def _is_new_clause(token: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)


def possessor(head: Token) -> Token | None:
    """Return the possessor of a noun ("Israel" in "Israel's attacks", "its" in "its envoy")."""
    return next((child for child in head.children if child.dep_ == "poss"), None)


def prepositional(head: Token, *prepositions: str) -> Iterator[Token]:
    """Yield the objects of the prepositions under ``head`` (any preposition where none is named)."""
    for child in head.children:
        if child.dep_ in {"prep", "agent"} and (not prepositions or child.lower_ in prepositions):
            yield from objects_of(child)


def prepositional_within(head: Token, preposition: str) -> Iterator[Token]:
    """Yield the objects of a preposition anywhere inside a noun phrase, clauses in it left out."""
    for child in head.children:
        if child.dep_ in {"prep", "agent"}:
            targets = list(objects_of(child))
            if child.lower_ == preposition:
                yield from targets
            for target in targets:
                yield from prepositional_within(target, preposition)
        elif child.dep_ in {"conj", "appos", "oprd"} and child.pos_ in NOUNS:
            yield from prepositional_within(child, preposition)


def objects_of(preposition: Token) -> Iterator[Token]:
    """Yield the noun heads that a preposition governs, through chained ones ("from inside Syria")."""
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"} and child.pos_ not in {"VERB", "AUX"}:
            yield child
        elif child.dep_ == "prep" and child.i == preposition.i + 1:
            yield from objects_of(child)


def premodifiers(head: Token) -> Iterator[Token]:
    """Yield the words before a noun that qualify it, nested ones included ("South Korean" in "South Korean army")."""
    for child in head.lefts:
        if child.dep_ in {"amod", "compound", "nmod", "poss", "nummod"} and child.dep_ != "poss":
            yield child
            yield from premodifiers(child)
            for grandchild in child.rights:
                if grandchild.dep_ in {"conj", "compound", "amod", "nmod"}:
                    yield grandchild


def phrase_bounds(head: Token) -> tuple[Token, Token]:
    """Return first and last token of the phrase as people would quote it: no clauses, no appositions."""
    first = head.left_edge
    while first.i < head.i and (first.is_punct or first.dep_ in {"cc", "punct", "mark", "advmod", "preconj"}):
        first = head.doc[first.i + 1]
    last = head
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == last.i + 1:
            last = _short_object(child) or last
        elif child.dep_ in {"nummod", "compound", "nmod"} and child.i == last.i + 1:
            last = child
    return first, last


def _short_object(preposition: Token) -> Token | None:
    for child in preposition.children:
        if child.dep_ == "pobj" and child.i - preposition.i <= 6:
            return child
    return None


def clause_subject(verb: Token) -> Token | None:
    """Return the verb's own subject, active or passive, an "it"/"there" filler left out."""
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "csubj"}:
            return _described(child)
    return None


def _described(subject: Token) -> Token:
    """Return the noun where the parser took its participle for the subject ("the agency working there said")."""
    own = [c for c in subject.children if c.dep_ == "nsubj"] if subject.tag_ == "VBG" else []
    return own[0] if own else subject


def clause_of(token: Token) -> Token:
    """Return the verb (or root) whose clause the token stands in."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            return ancestor
    return token.sent.root
