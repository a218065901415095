"""Reasons that the text gives: "because of", "as a result of", "in response to", "This decision comes after …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.parse.pipeline import Sentence
from dragoman.records import Cause, Span
from dragoman.tables import cell_list, rows

_MAX_WORDS = 40
_STEPS = frozenset(
    "decision move step measure announcement action recall expulsion ban ruling suspension break reaction".split()
)
_COMES = frozenset({"come", "follow", "be", "result", "stem"})


class Causes:
    """The cue phrases of causes.csv, and how they are found around a deed."""

    def __init__(self, phrases_: frozenset[tuple[str, ...]], marks: frozenset[str]) -> None:
        self._phrases, self._marks = phrases_, marks
        self._longest = max(map(len, phrases_))

    @classmethod
    def load(cls) -> Causes:
        """Load events/tables/causes.csv."""
        cues: set[tuple[str, ...]] = set()
        marks: set[str] = set()
        for _, row in rows("dragoman.events", "causes.csv"):
            if row["kind"] == "clause":
                marks.update(cell_list(row["cues"]))
            else:
                cues.update(tuple(cue.split()) for cue in cell_list(row["cues"]))
        return cls(frozenset(cues), frozenset(marks))

    def of(self, verb: Token, sentence: Sentence) -> tuple[Cause, ...]:
        """Return the reasons given in the clause of ``verb``."""
        return tuple(_cause(sentence, span) for span in self._spans(verb, sentence))

    def leading(self, sentence: Sentence) -> tuple[Cause, ...]:
        """Return the reasons that a sentence gives for what the one before it told ("This decision comes as …")."""
        root = sentence.tokens.root
        subject = phrases.clause_subject(root)
        if subject is None or root.lemma_.lower() not in _COMES or subject.lemma_.lower() not in _STEPS:
            return ()
        if not any(child.lower_ in {"this", "the", "these", "that"} for child in subject.children):
            return ()
        return self.of(root, sentence)

    def _spans(self, verb: Token, sentence: Sentence) -> Iterator[Span]:
        for token in verb.subtree:
            end = self._cue_end(token)
            if end is not None and _belongs(token, verb):
                target = _governed(token, end)
                if target is not None:
                    yield from _trimmed(sentence, end, target)
        for child in verb.children:
            if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in self._marks for c in child.children):
                mark = next(c for c in child.children if c.dep_ == "mark" and c.lower_ in self._marks)
                yield from _trimmed(sentence, mark.i + 1, child)

    def _cue_end(self, token: Token) -> int | None:
        words = tuple(t.lower_ for t in token.doc[token.i : token.i + self._longest])
        for length in range(len(words), 0, -1):
            if words[:length] in self._phrases:
                return token.i + length
        return None


def _belongs(cue: Token, verb: Token) -> bool:
    """Whether the cue hangs on this verb (or on a noun of its clause), not on a verb below it."""
    for ancestor in cue.ancestors:
        if ancestor.i == verb.i:
            return True
        if ancestor.pos_ in {"VERB", "AUX"} and ancestor.dep_ not in {"xcomp", "amod", "acl"}:
            return False
    return False


def _governed(cue: Token, end: int) -> Token | None:
    """Return the noun or verb that the last word of the cue governs."""
    for token in reversed(cue.doc[cue.i : end]):
        for child in token.children:
            if child.i >= end and child.dep_ in {"pobj", "pcomp"}:
                return child
    return None


def _trimmed(sentence: Sentence, first: int, target: Token) -> Iterator[Span]:
    doc = target.doc
    last = target.right_edge
    while last.i > first and last.is_punct:
        last = last.nbor(-1)
    if last.i - first < _MAX_WORDS and first <= last.i:
        yield sentence.span(doc[first], last)


def _cause(sentence: Sentence, span: Span) -> Cause:
    return Cause(sentence.quote(span), span.start, span.end)
