"""Numbers that count an event: dead, injured, arrested, and the size of what was moved, given or expelled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.events.frames import Frame
from dragoman.events.grammar import VERBAL
from dragoman.records import Count, Counts
from dragoman.tables import cell_list, rows

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WORDS = {
    word: value
    for value, words in {
        1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
        11: "eleven", 12: "twelve dozen", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
        17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty",
        60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
    }.items()
    for word in words.split()
}  # fmt: skip
_UNITS = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "mln": 1_000_000,
    "billion": 1_000_000_000,
    "bln": 1_000_000_000,
}


@dataclass(frozen=True, slots=True)
class CountTable:
    """counts.csv: for each kind, (what is counted, what is done to it)."""

    kinds: tuple[tuple[str, frozenset[str], frozenset[str]], ...]

    @classmethod
    def load(cls) -> CountTable:
        """Load events/tables/counts.csv."""
        return cls(
            tuple(
                (row["kind"], frozenset(cell_list(row["heads"])), frozenset(cell_list(row["verbs"])))
                for _, row in rows("dragoman.events", "counts.csv")
            )
        )

    def tells_victims(self, words: Iterable[Token]) -> bool:
        """Return whether a deed's words say that people were killed or injured."""
        done = {token.lemma_.lower() for token in words}
        return any(kind in {"dead", "injured"} and done & verbs for kind, _, verbs in self.kinds)

    def read(self, frame: Frame, words: Iterable[Token]) -> Counts:
        """Return the numbers that stand with the objects of a deed (of an intransitive verb, with its subject)."""
        done = {token.lemma_.lower() for token in words}
        found: dict[str, Count] = {}
        for noun, number in _numbered(frame):
            for kind, heads, verbs in self.kinds:
                fits = bool(done & verbs) and (kind != "size" or bool(_names(noun) & heads))
                if kind not in found and fits and frame.head.pos_ in VERBAL | phrases.NOUNS:
                    found[kind] = number
                    break
        return Counts(**found)


def _numbered(frame: Frame) -> Iterator[tuple[Token, Count]]:
    counted = frame.objects or frame.agents
    for token in counted:
        for head in phrases.conjuncts(token):
            number = number_of(head)
            if number is not None:
                inner = next(phrases.prepositional(head, "of"), head) if head.pos_ == "NUM" else head
                yield inner, number


def _names(noun: Token) -> set[str]:
    own = noun.lemma_.lower()
    return {own} | {f"{m.lemma_.lower()} {own}" for m in phrases.premodifiers(noun)}


def number_of(noun: Token) -> Count | None:
    """Return the number before a noun, its money sign and multiples read, or None; "10 to 20" is a range."""
    tokens = [t for t in noun.subtree if t.i <= noun.i and (t.pos_ == "NUM" or t.lower_ in _UNITS)]
    tokens = [t for t in tokens if _hangs_on(t, noun)]
    values: list[float] = []
    for token in tokens:
        value = _value(token.lower_)
        if token.lower_ in _UNITS and values:
            values[-1] *= _UNITS[token.lower_]
        elif value is not None:
            values.append(value)
    if len(values) == 2 and values[0] < values[1]:
        return round(values[0]), round(values[1])
    return round(values[0]) if len(values) == 1 else None


def _hangs_on(token: Token, noun: Token) -> bool:
    current = token
    while current.i != noun.i:
        if (
            current.dep_ not in {"nummod", "quantmod", "compound", "conj", "pobj", "prep", "npadvmod"}
            or current.head.i == current.i
        ):
            return False
        current = current.head
    return True


def _value(word: str) -> float | None:
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    if word in _WORDS:
        return _WORDS[word]
    tens, _, ones = word.partition("-")
    if tens in _WORDS and ones in _WORDS:
        return _WORDS[tens] + _WORDS[ones]
    return None
