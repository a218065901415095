"""When a deed took place: the time expression that belongs to it, else what tense and publication allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.events.frames import VERBAL
from dragoman.events.status import Reality, Tense
from dragoman.events.temporal import find_expressions, resolve
from dragoman.parse.pipeline import Sentence
from dragoman.records import EventDate, Status, TimeExpression, TimeInterval

# Words before an expression that bound a stretch of time rather than date a deed.
_BOUNDS = frozenset({"since", "until", "till", "by", "before", "after", "from", "within"})
_FAR = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression of a sentence with the token that it begins at and the verb whose clause it stands in."""

    expression: TimeExpression
    token: Token
    clause: Token


def expressions_of(sentence: Sentence) -> tuple[Placed, ...]:
    """Return the time expressions of a sentence, placed in its parse. Offsets count from the sentence's beginning."""
    found = find_expressions(sentence.text)
    if not found:
        return ()
    base = sentence.tokens.start_char
    by_start = {token.idx - base: token for token in sentence.tokens}
    placed = []
    for expression in found:
        token = by_start.get(expression.start)
        if token is not None:
            placed.append(Placed(expression, token, _clause(token, base + expression.end)))
    return tuple(placed)


def _clause(token: Token, end: int) -> Token:
    """Return the verb that the expression hangs on, seen from its own highest word."""
    top = token
    while top.head.i != top.i and token.idx <= top.head.idx < end:
        top = top.head
    current = top
    while current.head.i != current.i and current.pos_ not in VERBAL:
        current = current.head
    return current


def date_deed(
    head: Token, verb: Token, real: Reality, status: Status, placed: Sequence[Placed], published: date
) -> tuple[EventDate, date | None]:
    """Return the date of a deed, and the day from which it holds where the text sets one for a deed already done.

    ``head`` is the deed's own word, ``verb`` the word that carries its tense.
    """
    tense = _tense(real, status)
    effective: date | None = None
    for place in _ranked(head, verb, placed):
        interval = resolve(place.expression.text, published, tense)
        if interval is None:
            continue
        if status == "occurred" and interval.start is not None and interval.start > published:
            effective = effective or _effective(place, interval)
            continue
        dated = _dated(place, interval, real, status, published)
        if dated is not None:
            return dated, effective
    if real.before and status in {"occurred", "ongoing", "denied"}:
        day = published - timedelta(days=1)
        return EventDate(day, day, "before", "tense", reason=_before_reason(real)), effective
    return EventDate(published, published, "day", "publication", reason="no expression: the day of publication"), effective


def _tense(real: Reality, status: Status) -> Tense | None:
    if real.future or status in {"planned", "possible"}:
        return "future"
    return real.tense


def _before_reason(real: Reality) -> str:
    return "past perfect or \"previously\": some time before publication"


def _ranked(head: Token, verb: Token, placed: Sequence[Placed]) -> list[Placed]:
    """Return the expressions that may date the deed: those inside its noun phrase or its own clause, nearest first."""
    inside = {token.i for token in head.subtree} if head.pos_ in phrases.NOUNS else {head.i}
    own = [
        place
        for place in placed
        if place.token.i in inside or place.clause.i in {verb.i, head.i} or _raised(place.clause, verb)
    ]
    return sorted(own, key=lambda place: (place.token.i not in inside, abs(place.token.i - head.i)))


def _raised(clause: Token, verb: Token) -> bool:
    """Whether an expression on a governing verb still dates this one ("is expected to visit on Monday")."""
    return (verb.dep_ == "xcomp" and verb.head.i == clause.i) or (clause.dep_ == "xcomp" and clause.head.i == verb.i)


def _effective(place: Placed, interval: TimeInterval) -> date | None:
    before = place.token.nbor(-1).lower_ if place.token.i > 0 else ""
    return interval.end if before in {"within", "by", "until"} else interval.start


def _dated(place: Placed, interval: TimeInterval, real: Reality, status: Status, published: date) -> EventDate | None:
    words, rule = place.expression.text, place.expression.rule
    if interval.start is None and interval.end is None:
        return None
    before = place.token.nbor(-1).lower_ if place.token.i > 0 else ""
    if interval.start is None:
        return None
    start, end = interval.start, interval.end or published
    if before in {"until", "till", "by"} or words.lower().startswith(("until", "till", "by ")):
        return None
    if status in {"occurred", "ongoing", "denied"}:
        if start > published:
            return None
        end = min(end, published)
    return EventDate(start, max(start, end), interval.precision, "expression", words, f"{words!r} read by rule {rule}")
