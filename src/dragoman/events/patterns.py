"""The pattern tables (acts.csv, lexicon_*.csv): which predicate, with what around it, is which deed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.errors import TableError
from dragoman.events.frames import Frame, verb_frame
from dragoman.events.matching import Classes, Fit, IsActor, Oblique, Words
from dragoman.tables import cell_list, rows

TABLES = ("acts.csv", "lexicon_cooperation.csv", "lexicon_conflict.csv", "lexicon_statements.csv")
_PARTICLE_DEPS = frozenset(
    {"prt", "advmod", "prep", "acomp", "oprd", "xcomp", "ccomp", "attr", "npadvmod", "agent", "dobj", "aux"}
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december day night morning evening afternoon week weekend month year today".split()
)
# How far behind a verb its adjective may stand, in words.
_BEHIND = 10
# Classes that are asked for beside the tables.
_ASKED_FOR = {"people": "@person|@prisoner", "bombs": "@bomb", "missions": "@mission", "envoys": "@ambassador|@rank"}
# What an actor or recipient column may say instead of a place in the sentence.
SPEAKER = "speaker"
NOBODY = "none"


@dataclass(frozen=True, slots=True)
class Head:
    """One wording of a head: its lemma, and the particles that must stand with it."""

    lemma: str
    particles: tuple[str, ...]

    def fits(self, token: Token) -> bool:
        """Return whether the token has the particles (the lemma was looked up already)."""
        return self.strength(token) is not None

    def strength(self, token: Token) -> int | None:
        """Return how surely the particles stand with the token (0 where there are none to stand), or None."""
        if not self.particles:
            return 0
        firm, loose = _beside(token)
        if all(p in firm for p in self.particles):
            return 3 * len(self.particles)
        if all(p in firm or p in loose for p in self.particles):
            return 1
        following = tuple(t.lower_ for t in token.doc[token.i + 1 : token.i + 1 + len(self.particles)])
        return 3 if following == self.particles and self.particles[0] not in loose else None

    def complement(self, token: Token) -> Token | None:
        """Return the infinitive that is one of the particles ("order close": "ordered Iran to close its embassy")."""
        for child in token.children:
            if child.dep_ in {"xcomp", "ccomp"} and child.lemma_.lower() in self.particles:
                return child
        return None


def heads_of(row: Mapping[str, str]) -> Iterator[tuple[str, Head]]:
    """Yield the wordings of a row with their part of speech: V, N or A."""
    for kind, column in (("V", "verbs"), ("N", "nouns"), ("A", "adjectives")):
        for wording in cell_list(row[column]):
            lemma, *particles = wording.lower().split()
            yield kind, Head(lemma, tuple(particles))


def _beside(token: Token) -> tuple[set[str], set[str]]:
    """Return the words that stand firmly with a verb, and the prepositions, which may belong to other phrases."""
    firm: set[str] = set()
    loose: set[str] = set()
    for child in token.children:
        if child.dep_ in _PARTICLE_DEPS and not _introduces_time(child):
            (loose if child.dep_ in {"prep", "agent"} else firm).update((child.lower_, child.lemma_.lower()))
    # "deemed the attacks unacceptable": the adjective may be parsed as a part of the object
    firm |= {t.lower_ for t in token.subtree if t.i > token.i and t.pos_ == "ADJ" and t.i - token.i <= _BEHIND}
    return firm, loose


def _introduces_time(preposition: Token) -> bool:
    """Whether a preposition belongs to a date and not to the verb ("insisted on Sunday that")."""
    named = {c.lemma_.lower() for c in preposition.children if c.dep_ == "pobj"}
    return preposition.dep_ == "prep" and not named.isdisjoint(_TIMES)


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
    content_only: bool
    symmetric: bool

    @property
    def is_judgement(self) -> bool:
        """Whether it is a deed of whoever says so ("is responsible", said X)."""
        return self.actor == (SPEAKER,)

    @property
    def is_one_sided(self) -> bool:
        """Whether nobody receives it."""
        return self.recipient == (NOBODY,)

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
    frame: Frame
    evidence: tuple[Token, ...]


class Patterns:
    """All rows, indexed by part of speech and lemma."""

    def __init__(self, index: dict[tuple[str, str], list[tuple[Head, Pattern]]], classes: Mapping[str, Words]) -> None:
        """``classes``: the words of the classes that the code itself asks for, by their names."""
        self._index = index
        self.people, self.bombs = classes["people"], classes["bombs"]
        self.missions, self.envoys = classes["missions"], classes["envoys"]

    @classmethod
    def load(cls, classes: Classes | None = None) -> Patterns:
        """Load the tables of events/tables. Raises TableError where a row breaks the format."""
        classes = classes or Classes.load()
        index: dict[tuple[str, str], list[tuple[Head, Pattern]]] = {}
        for table in TABLES:
            for line, row in rows("dragoman.events", table):
                pattern = _pattern(row, table, line, classes)
                for kind, head in heads_of(row):
                    index.setdefault((kind, head.lemma), []).append((head, pattern))
        return cls(index, {name: classes.words(cell, "classes.csv", 0) for name, cell in _ASKED_FOR.items()})

    def knows(self, kind: str, lemma: str) -> bool:
        """Return whether any row has this head; ``kind`` is V, N or A."""
        return (kind, lemma) in self._index

    def match(self, kind: str, frame: Frame, is_actor: IsActor) -> Found | None:
        """Return the most specific row that the frame fits; of equal ones one that blocks, an act, the first."""
        ranked: list[tuple[tuple[int, bool, bool], Found]] = []
        for head, pattern in self._index.get((kind, frame.head.lemma_.lower()), ()):
            strength = head.strength(frame.head)
            if strength is None:
                continue
            infinitive = head.complement(frame.head) if head.particles else None
            whole = frame if infinitive is None else _with_complement(infinitive, frame)
            evidence = _evidence(pattern, whole, is_actor)
            if evidence is None:
                continue
            phrase = sum(fit.phrase for fit in evidence)
            rank = (pattern.weight + strength + phrase, pattern.type is None, pattern.table == "acts.csv")
            words = tuple(fit.head for fit in evidence) + ((infinitive,) if infinitive is not None else ())
            ranked.append((rank, Found(pattern, head, whole, words)))
        if not ranked:
            return None
        best = max(ranked, key=lambda pair: pair[0])[1]
        return best if best.pattern.modes else _with_mode(best, [found for _, found in ranked])

    def match_loosely(self, kind: str, lemma: str) -> str | None:
        """Return the type that most rows give to a head, whatever they demand of its surroundings."""
        types = [pattern.type for _, pattern in self._index.get((kind, lemma), ()) if pattern.type is not None]
        return max(sorted(set(types)), key=types.count) if types else None


def _with_mode(best: Found, others: list[Found]) -> Found:
    """Return a row without a mode with that of the most specific other row of its type that fits ("shot dead")."""
    told = [o.pattern for o in others if o.pattern.type == best.pattern.type and o.pattern.modes]
    if not told:
        return best
    modes = max(told, key=lambda pattern: pattern.weight).modes
    return replace(best, pattern=replace(best.pattern, modes=modes))


def _with_complement(infinitive: Token, frame: Frame) -> Frame:
    """Return the frame with the arguments of the infinitive that is part of the wording."""
    inner = verb_frame(infinitive)
    return replace(frame, objects=(*frame.objects, *inner.objects), obliques=(*frame.obliques, *inner.obliques))


def _evidence(pattern: Pattern, frame: Frame, is_actor: IsActor) -> list[Fit] | None:
    """Return what fits the constraints of a row, or None where one of them is not met."""
    evidence = _object_evidence(pattern.object, frame, is_actor)
    if evidence is None:
        return None
    if pattern.subject:
        fitting = pattern.subject.fits(frame.agents, is_actor)
        if (fitting is None) != pattern.subject.negated:
            return None
    if not pattern.obliques:
        return evidence
    oblique = next((fit for o in pattern.obliques if (fit := o.fits(frame, is_actor)) is not None), None)
    return None if oblique is None else [*evidence, oblique]


def _object_evidence(wanted: Words, frame: Frame, is_actor: IsActor) -> list[Fit] | None:
    if not wanted:
        return []
    if wanted.nothing and not wanted.negated:
        return None if frame.objects else []
    if wanted.negated and not frame.objects and frame.head.pos_ != "NOUN":
        return None  # a verb that excludes some objects has one
    fitting = wanted.fits(frame.objects, is_actor)
    if (fitting is None) != wanted.negated:
        return None
    return [] if fitting is None else [fitting]


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
        content_only=row["needs"] == "operator",
        symmetric=row["symmetric"] == "yes",
    )
