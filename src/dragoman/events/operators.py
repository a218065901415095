"""Operators: verbs, nouns and adjectives whose content is a deed ("agreed to visit", "refusal to accept").

operators.csv says which they are; modality.py says what they make of the deed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.events.frames import Frame
from dragoman.events.grammar import VERBAL, is_infinitive, is_marked
from dragoman.events.patterns import Head, heads_of
from dragoman.events.repairs import coordinated_with
from dragoman.tables import cell_list, rows


@dataclass(frozen=True, slots=True)
class Operator:
    """A row of operators.csv."""

    name: str
    kind: str
    content: frozenset[str]
    prepositions: frozenset[str]
    type: str | None
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What an operator speaks of: the head of the deed, its form (clause, inf, ger, noun), and after what it stands."""

    head: Token
    form: str
    preposition: str = ""


class Operators:
    """The rows of operators.csv by part of speech and lemma."""

    def __init__(self, index: dict[tuple[str, str], list[tuple[Head, Operator]]]) -> None:
        self._index = index

    @classmethod
    def load(cls) -> Operators:
        """Load events/tables/operators.csv."""
        index: dict[tuple[str, str], list[tuple[Head, Operator]]] = {}
        for _, row in rows("dragoman.events", "operators.csv"):
            operator = Operator(
                row["name"],
                row["kind"],
                frozenset(cell_list(row["content"])),
                frozenset(cell_list(row["prepositions"])),
                row["type"] or None,
                cell_list(row["mode"]),
            )
            for kind, head in heads_of(row):
                index.setdefault((kind, head.lemma), []).append((head, operator))
        return cls(index)

    def knows(self, kind: str, lemma: str) -> bool:
        """Return whether any operator has this head."""
        return (kind, lemma) in self._index

    def match(self, kind: str, token: Token, form: str | None, preposition: str = "") -> Operator | None:
        """Return the operator that a token is, given the form of its content; the wording with most particles wins."""
        best: tuple[int, Operator] | None = None
        for head, operator in self._index.get((kind, token.lemma_.lower()), ()):
            if preposition and preposition not in operator.prepositions and preposition not in head.particles:
                continue
            if (form is None or form in operator.content) and head.fits(token):
                weight = len(head.particles)
                if best is None or weight > best[0]:
                    best = weight, operator
        return best[1] if best else None


def contents(frame: Frame) -> Iterator[Content]:
    """Yield what may be the content of an operator: clauses, infinitives, gerunds, then nouns."""
    head = frame.head
    for child in head.children:
        if child.dep_ in {"xcomp", "ccomp", "acl", "relcl", "advcl"} and child.pos_ in VERBAL:
            form = _form(child)
            if child.dep_ in {"advcl", "acl", "relcl"} and form != "inf" and not is_marked(child, "that"):
                continue
            if child.dep_ == "advcl" and child.i < head.i:
                continue
            yield from _coordinated(child, form)
        else:  # "of", and the "of" of "short of"
            for word in (child, *(c for c in child.children if child.dep_ in {"advmod", "acomp", "prt"})):
                yield from _gerunds(word)
    for preposition, noun in _content_nouns(frame):
        for part in phrases.conjuncts(noun):
            for clause in part.children:  # "denied reports that it had attacked"
                if clause.dep_ in {"acl", "ccomp", "relcl"} and clause.pos_ in VERBAL and is_marked(clause, "that"):
                    yield Content(clause, "clause", preposition)
            yield Content(part, "noun", preposition)


def _gerunds(preposition: Token) -> Iterator[Content]:
    if preposition.dep_ in {"prep", "agent"}:
        for gerund in preposition.children:
            if gerund.dep_ == "pcomp" and gerund.pos_ in VERBAL:
                yield from _coordinated(gerund, "ger", preposition.lower_)


def _coordinated(verb: Token, form: str, preposition: str = "") -> Iterator[Content]:
    yield Content(verb, form, preposition)
    for child in verb.children:
        continues = child.dep_ == "conj" and child.pos_ in VERBAL and coordinated_with(child).i == verb.i
        if continues and phrases.clause_subject(child) is None:
            yield from _coordinated(child, form, preposition)


def _form(verb: Token) -> str:
    if is_infinitive(verb):
        return "inf"
    return "ger" if verb.tag_ == "VBG" and not any(c.dep_ in {"aux", "nsubj"} for c in verb.children) else "clause"


def _content_nouns(frame: Frame) -> Iterator[tuple[str, Token]]:
    seen: set[int] = set()
    for token in frame.objects:
        if token.pos_ in phrases.NOUNS and token.i not in seen:
            seen.add(token.i)
            yield "", token
    for preposition, token in frame.obliques:
        if token.pos_ in phrases.NOUNS and token.i not in seen:
            seen.add(token.i)
            yield preposition, token
