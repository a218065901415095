"""The pattern tables (acts.csv, lexicon_*.csv): which predicate, with what around it, is which deed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.errors import TableError
from dragoman.events.frames import Frame
from dragoman.events.matching import Classes, Fit, IsActor, Oblique, Words
from dragoman.tables import cell_list, rows

TABLES = ("acts.csv", "lexicon_cooperation.csv", "lexicon_conflict.csv", "lexicon_statements.csv")
_PARTICLE_DEPS = frozenset({"prt", "advmod", "prep", "acomp", "oprd", "xcomp", "ccomp", "attr", "npadvmod", "agent", "dobj", "aux"})


# How far behind a verb its adjective may stand, in words.
_BEHIND = 10


@dataclass(frozen=True, slots=True)
class Head:
    """One wording of a head: its lemma, and the particles that must stand with it."""

    lemma: str
    particles: tuple[str, ...]

    def fits(self, token: Token) -> bool:
        """Return whether the token has the particles (the lemma was looked up already)."""
        if not self.particles:
            return True
        near = {child.lower_ for child in token.children if child.dep_ in _PARTICLE_DEPS}
        near |= {child.lemma_.lower() for child in token.children if child.dep_ in _PARTICLE_DEPS}
        if all(p in near for p in self.particles):
            return True
        # "deemed the attacks unacceptable": the adjective may be parsed as a part of the object
        behind = {t.lower_ for t in token.subtree if t.i > token.i and t.pos_ == "ADJ" and t.i - token.i <= _BEHIND}
        if all(p in near | behind for p in self.particles):
            return True
        following = tuple(t.lower_ for t in token.doc[token.i + 1 : token.i + 1 + len(self.particles)])
        return following == self.particles


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of a pattern table. ``type`` None blocks a wrong reading."""

    name: str
    table: str
    object: Words
    subject: Words
    obliques: tuple[Oblique, ...]
    type: str | None
    modes: tuple[str, ...]
    act: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    needs_recipient: bool
    symmetric: bool

    @property
    def weight(self) -> int:
        """How specific the row is: the more it demands, the sooner it is believed."""
        words, demands = self.object, 0
        if words and not words.negated:
            demands += 1 if words.any_actor and not words.heads else 3
        return demands + words.negated + 2 * bool(self.obliques) + bool(self.subject) + bool(self.act)


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern that a frame fits, with the words that fitted beside the head."""

    pattern: Pattern
    head: Head
    evidence: tuple[Token, ...]

    @property
    def constrained(self) -> bool:
        """Whether more than the head alone was demanded."""
        return self.pattern.weight > 0 or bool(self.head.particles)


class Patterns:
    """All rows, indexed by part of speech and lemma."""

    def __init__(self, index: dict[tuple[str, str], list[tuple[Head, Pattern]]], people: Words, bombs: Words) -> None:
        self._index, self.people, self.bombs = index, people, bombs

    @classmethod
    def load(cls, classes: Classes | None = None) -> Patterns:
        """Load the tables of events/tables. Raises TableError where a row breaks the format."""
        classes = classes or Classes.load()
        index: dict[tuple[str, str], list[tuple[Head, Pattern]]] = {}
        for table in TABLES:
            for line, row in rows("dragoman.events", table):
                pattern = _pattern(row, table, line, classes)
                for kind, column in (("V", "verbs"), ("N", "nouns"), ("A", "adjectives")):
                    for wording in cell_list(row[column]):
                        lemma, *particles = wording.lower().split()
                        index.setdefault((kind, lemma), []).append((Head(lemma, tuple(particles)), pattern))
        people, bombs = (classes.words(cell, "classes.csv", 0) for cell in ("@person|@prisoner", "@bomb"))
        return cls(index, people, bombs)

    def knows(self, kind: str, lemma: str) -> bool:
        """Return whether any row has this head; ``kind`` is V, N or A."""
        return (kind, lemma) in self._index

    def match(self, kind: str, frame: Frame, is_actor: IsActor) -> Found | None:
        """Return the most specific row that the frame fits; of equal ones the one whose head says more, then by name."""
        best: tuple[tuple[int, int], Found] | None = None
        for head, pattern in self._index.get((kind, frame.head.lemma_.lower()), ()):
            if not head.fits(frame.head):
                continue
            evidence = _evidence(pattern, frame, is_actor)
            if evidence is None:
                continue
            phrase = sum(fit.phrase for fit in evidence)
            rank = (pattern.weight + 3 * len(head.particles) + phrase, pattern.table == "acts.csv")
            if best is None or rank > best[0]:
                best = rank, Found(pattern, head, tuple(fit.head for fit in evidence))
        return best[1] if best else None

    def heads(self) -> Iterator[tuple[str, str]]:
        """Yield every (kind, lemma) of the tables."""
        yield from self._index


def _evidence(pattern: Pattern, frame: Frame, is_actor: IsActor) -> list[Fit] | None:
    evidence: list[Fit] = []
    if pattern.object:
        if pattern.object.nothing and not pattern.object.negated:
            if frame.objects:
                return None
        else:
            fitting = pattern.object.fits(frame.objects, is_actor)
            if (fitting is None) != pattern.object.negated:
                return None
            if fitting is not None and not pattern.object.negated:
                evidence.append(fitting)
    if pattern.subject:
        fitting = pattern.subject.fits(frame.agents, is_actor)
        if (fitting is None) != pattern.subject.negated:
            return None
    if pattern.obliques:
        for oblique in pattern.obliques:
            fitting = oblique.fits(frame, is_actor)
            if fitting is not None:
                evidence.append(fitting)
                return evidence
        return None
    return evidence


def _pattern(row: dict[str, str], table: str, line: int, classes: Classes) -> Pattern:
    if not row["type"]:
        raise TableError(table, line, "a pattern needs a type, or NONE")
    return Pattern(
        name=row["name"],
        table=table,
        object=classes.words(row["object"], table, line),
        subject=classes.words(row["subject"], table, line),
        obliques=classes.obliques(row["with"], table, line),
        type=None if row["type"] == "NONE" else row["type"],
        modes=cell_list(row["mode"]),
        act=row["act"] or None,
        actor=cell_list(row["actor"]),
        recipient=cell_list(row["recipient"]),
        needs_recipient=row["needs"] == "recipient",
        symmetric=row["symmetric"] == "yes",
    )
