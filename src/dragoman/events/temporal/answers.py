"""Answer questions about single time expressions: what ``dragoman date`` does with each line."""

from __future__ import annotations

import re
from datetime import date

from dragoman.records import TimeInterval

from .expressions import find_expressions
from .normalise import resolve
from .tense import guess_tense

_DAY = re.compile(r"(?<!\d)(\d{4})\D(\d\d?)\D(\d\d?)(?!\d)")

_EXACT = ("day", "week", "month", "year")


def answer(question: dict[str, object]) -> dict[str, object]:
    """{"id", "text", "start", "end", "published"} → {"id", "timex", "start", "end"}; what is unknown is None.

    ``start`` and ``end`` of the question cut the expression from ``text`` (characters); those of the answer are the
    first and last day in ISO form. ``published`` may carry a time after its day. A malformed question gets nulls.
    """
    found = _resolved(question)
    return {
        "id": question.get("id"),
        "timex": found.timex if found is not None else None,
        "start": found.start.isoformat() if found is not None and found.start is not None else None,
        "end": found.end.isoformat() if found is not None and found.end is not None else None,
    }


def _resolved(question: dict[str, object]) -> TimeInterval | None:
    text, start, end = question.get("text"), question.get("start"), question.get("end")
    published = read_day(question.get("published"))
    if not isinstance(text, str) or not isinstance(start, int) or not isinstance(end, int) or published is None:
        return None
    if not 0 <= start < end <= len(text):
        return None
    return resolve(text[start:end], published, guess_tense(text, start, end), _anchor(text[:start], published))


def _anchor(before: str, published: date) -> TimeInterval | None:
    """The last time with a first day that the text names before, from which "a day later" counts."""
    for one in reversed(find_expressions(before)):
        found = resolve(one.text, published, guess_tense(before, one.start, one.end))
        if found is not None and found.start is not None and found.precision in _EXACT:
            return found
    return None


def read_day(written: object) -> date | None:
    """The day at the head of an ISO date or time, also one written carelessly ("2009-12-3T14:36Z")."""
    match = _DAY.search(written) if isinstance(written, str) else None
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
