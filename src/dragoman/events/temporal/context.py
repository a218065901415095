"""What the meaning of an expression depends on, and how the numbers inside expressions are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from dragoman.records import TimeInterval

from .intervals import Tense
from .vocabulary import vocabulary

Groups = dict[str, str]

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Context:
    """The day of publication, the tense of the clause, and the time that the text spoke of before, if known.

    ``read`` resolves an expression inside the expression (canonical text).
    """

    published: date
    tense: Tense | None
    anchor: TimeInterval | None
    read: Callable[[str, Context], TimeInterval | None]

    @property
    def anchored(self) -> date | None:
        """The day that "that day" or "two weeks earlier" count from, where the text gave one."""
        if self.anchor is None:
            return None
        return self.anchor.start or self.anchor.end

    @property
    def base(self) -> date:
        """The anchor's day, else the day of publication."""
        return self.anchored or self.published

    def with_tense(self, tense: Tense | None) -> Context:
        """The same context in another tense."""
        return replace(self, tense=tense)

    def on(self, published: date, tense: Tense | None) -> Context:
        """The same context seen from another day."""
        return replace(self, published=published, tense=tense)


Meaning = Callable[[Groups, Context], TimeInterval | None]


def number(words: str) -> int:
    """The whole number that ``words`` spell: "12", "twelve", "twenty - five", "a", "1 , 000", "a couple", "2 . 5"."""
    if digits := _DIGITS.findall(words.partition(" . ")[0]):
        return int("".join(digits)[:9])
    total = 0
    for word in words.split():
        value = vocabulary().value(word, "number")
        if value is not None:
            total = total * int(value) if int(value) in (12, 100, 1000) and total else total + int(value)
        elif word == "couple":
            total += 2
    return total or 1


def ordinal(words: str) -> int:
    """The number of an ordinal: "21st", "third", "twenty - first", "final"."""
    if digits := _DIGITS.search(words):
        return int(digits.group())
    if words in ("final", "last"):
        return 4
    values = (vocabulary().value(word, "ordinal", "number") for word in words.split())
    return sum(int(value) for value in values if value is not None)


def full_year(written: str, published: date) -> int:
    """A year as written; of two digits, the year nearest to publication but at most twenty years after it."""
    digits = "".join(_DIGITS.findall(written))
    if len(digits) != 2:
        return int(digits)
    year = published.year // 100 * 100 + int(digits)
    if year > published.year + 20:
        return year - 100
    return year + 100 if year + 100 <= published.year + 20 else year


def unit_of(word: str) -> tuple[str, int]:
    """The TIMEX3 unit of a word for a unit of time and how many of it the word stands for: decades → ("Y", 10)."""
    value = vocabulary().value(word, "unit", "unit-plural", "unit-short")
    if value is None:
        raise ValueError(word)
    code = value.rstrip("0123456789")
    return code, int(value[len(code) :])


def period(unit: str, count: int | str) -> str:
    """A TIMEX3 duration: ("W", 2) → P2W, ("TH", 16) → PT16H, ("D", "X") → PXD."""
    return f"PT{count}{unit[1:]}" if unit.startswith("T") else f"P{count}{unit}"
