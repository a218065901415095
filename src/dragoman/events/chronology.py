"""The thread of time through a text: "that same day", "two days later", "on 3 May" count from what was said before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dragoman.events.temporal import resolve
from dragoman.events.temporal.intervals import Tense
from dragoman.records import TimeExpression, TimeInterval

_YEAR = re.compile(r"\b1[4-9]\d\d\b|\b20\d\d\b")
# Rules of expressions that name a day or a month and may leave the year out.
_OF_A_YEAR = frozenset({"month-day", "day-month", "month-day-range", "day-range-month"})
_ENDS = frozenset({"since", "until", "till", "by", "before", "after", "from"})
# "in 1971" says when; "since the 1971 war" only which war.
_WITHIN = frozenset({"in", "during", "of"})
# How many sentences a written year holds for days without one.
_REACH = 2
# A day without a year that is as near to publication as this (days) is news, whatever year was told before.
_NEWS = 31


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a text has dated so far: the ``day`` named last, and the ``year`` written last, in sentence ``sequence``.

    ``whole``: the year stood with a day, as chronicles write it.
    """

    day: TimeInterval | None = None
    year: int | None = None
    whole: bool = False
    sequence: int = 0

    def after(self, expression: TimeExpression, before: str, published: date, tense: Tense, sequence: int) -> Spoken:
        """Return what is spoken of after one more expression; ``before`` is the word that it follows."""
        if before in _ENDS or expression.rule.startswith("bound"):
            return self
        found = read(expression, published, tense, self, sequence)
        if found is None or found.start is None or found.end is None:
            return self
        day = found if found.precision == "day" else self.day
        written = _YEAR.search(expression.text)
        if written is None or (found.precision != "day" and before not in _WITHIN):
            return Spoken(day, self.year, self.whole, self.sequence)
        return Spoken(day, found.start.year, found.precision == "day", sequence)


NOTHING = Spoken()


def read(
    expression: TimeExpression, published: date, tense: Tense | None, spoken: Spoken, sequence: int
) -> TimeInterval | None:
    """Return what an expression means at its place in a text."""
    plain = resolve(expression.text, published, tense, spoken.day)
    if spoken.year is None or expression.rule.removeprefix("bound/") not in _OF_A_YEAR or _YEAR.search(expression.text):
        return plain
    same = spoken.sequence == sequence
    if not same and (not spoken.whole or sequence - spoken.sequence > _REACH or _is_news(expression, published)):
        return plain
    return resolve(f"{expression.text}, {spoken.year}", published, "past") or plain


def _is_news(expression: TimeExpression, published: date) -> bool:
    past = resolve(expression.text, published, "past")
    return past is not None and past.start is not None and (published - past.start).days <= _NEWS
