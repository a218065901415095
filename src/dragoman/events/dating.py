"""When a deed took place: the time expression that belongs to it, else what tense and publication allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.events.chronology import NOTHING, Spoken, read
from dragoman.events.grammar import VERBAL
from dragoman.events.status import Reality, Tense
from dragoman.events.temporal import find_expressions
from dragoman.parse.pipeline import Sentence
from dragoman.records import DatePrecision, EventDate, Status, TimeExpression, TimeInterval

# Words before an expression that bound a stretch of time rather than date a deed.
_BOUNDS = frozenset({"since", "until", "till", "by", "before", "after", "from", "within"})
_BACK = ("earlier", "before", "previously")
# A story is told of the last days; an older date is background.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression of a sentence with the token that it begins at and the verb whose clause it stands in.

    ``spoken``: what the text has dated before it; ``sequence``: the number of its sentence.
    """

    expression: TimeExpression
    token: Token
    clause: Token
    spoken: Spoken = NOTHING
    sequence: int = 0

    def read(self, published: date, tense: Tense | None) -> TimeInterval | None:
        """Return what the expression means here."""
        return read(self.expression, published, tense, self.spoken, self.sequence)

    def spoken_after(self, published: date) -> Spoken:
        """Return what is dated after it."""
        ahead = any(c.dep_ == "aux" and c.lower_ in {"will", "shall", "to", "would"} for c in self.clause.children)
        before = self.token.nbor(-1).lower_ if self.token.i > 0 else ""
        tense: Tense = "future" if ahead else "past"
        return self.spoken.after(self.expression, before, published, tense, self.sequence)


def expressions_of(sentence: Sentence, published: date, spoken: Spoken) -> tuple[Placed, ...]:
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
            clause = _clause(token, base + expression.end)
            placed.append(Placed(expression, token, clause, spoken, sentence.sequence))
            spoken = placed[-1].spoken_after(published)
    return tuple(placed)


def _clause(token: Token, end: int) -> Token:
    """Return the verb that the expression hangs on, seen from its own highest word."""
    top = token
    while top.head.i != top.i and token.idx <= top.head.idx < end:
        top = top.head
    current = top
    while current.head.i != current.i and current.pos_ not in VERBAL:
        current = current.head
    governor = current.head
    if current.dep_ == "ccomp" and governor.i == top.i - 1 and top.i < current.i:
        return governor  # "said on Monday it would": the parser hangs the day on what was said
    return current


def date_deed(
    head: Token,
    verb: Token,
    real: Reality,
    status: Status,
    placed: Sequence[Placed],
    published: date,
    anchor: EventDate | None = None,
    declared: bool = False,
) -> tuple[EventDate, date | None]:
    """Return the date of a deed, and the day from which it holds where the text sets one for a deed already done.

    ``head`` is the deed's own word, ``verb`` the word that carries its tense, ``anchor`` the date that the story was
    last given: what is told after it in the past tense is of that day, too; ``declared``: it was done by saying so,
    on the day when it was said.
    """
    tense = _tense(real, status)
    effective: date | None = None
    for place in _ranked(head, verb, placed):
        interval = place.read(published, tense)
        if interval is None:
            continue
        if status == "occurred" and interval.start is not None and interval.start > published:
            effective = effective or _effective(place, interval)
            continue
        dated = _dated(place, interval, real, status, published)
        if dated is not None:
            return dated, effective
    if status not in {"occurred", "ongoing", "denied"}:
        return EventDate(
            published, published, "day", "publication", reason="no expression: the day of publication"
        ), effective
    said = _told_on(verb, placed, published) if declared and real.before else None
    if said is None and (real.before or _is_after_clause(verb)):
        last = _last_day_before(verb, placed, published)
        return EventDate(last, last, "before", "tense", reason=_BEFORE), effective
    told = said or _told_on(verb, placed, published) or (anchor if real.tense == "past" and not real.perfect else None)
    if told is not None:
        reason = f"no expression of its own; the story was last dated {told.text!r}"
        return EventDate(told.start, told.end, told.precision, "tense", told.text, reason), effective
    return EventDate(
        published, published, "day", "publication", reason="no expression: the day of publication"
    ), effective


_BEFORE = 'past perfect or "previously": some time before publication'


def anchors(when: EventDate, published: date) -> bool:
    """Return whether a date can be that of what is told next: a near day that the text names, not one gone back to."""
    back = when.text is not None and when.text.lower().endswith(_BACK)
    return (
        not back
        and when.basis == "expression"
        and when.precision in {"day", "weekend"}
        and (published - when.start).days <= _NEAR
    )


def _told_on(verb: Token, placed: Sequence[Placed], published: date) -> EventDate | None:
    """Return the day on which the deed was announced ("said on Tuesday that it expelled"): it is no later."""
    above = {token.i for token in verb.ancestors}
    for place in placed:
        if place.clause.i in above:
            interval = place.read(published, "past")
            if (
                interval is not None
                and interval.start is not None
                and interval.start <= published
                and interval.precision == "day"
            ):
                end = min(interval.end or interval.start, published)
                return EventDate(interval.start, end, interval.precision, "tense", place.expression.text)
    return None


def _last_day_before(verb: Token, placed: Sequence[Placed], published: date) -> date:
    """Return the last possible day of what happened before: the eve of publication, or of the day that is named."""
    told = _told_on(verb, placed, published)
    if told is None:
        return published - timedelta(days=1)
    return told.start if _is_after_clause(verb) else told.start - timedelta(days=1)


def _is_after_clause(verb: Token) -> bool:
    """Whether a clause tells what went before the main one ("… after students seized the embassy")."""
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "after" for c in verb.children)


def _tense(real: Reality, status: Status) -> Tense | None:
    if real.future or status in {"planned", "possible"}:
        return "future"
    return real.tense


def _ranked(head: Token, verb: Token, placed: Sequence[Placed]) -> list[Placed]:
    """Return the expressions that may date the deed: those inside its noun phrase or its own clause, nearest first."""
    inside = {token.i for token in head.subtree} if head.pos_ in phrases.NOUNS else {head.i}
    own = [
        place
        for place in placed
        if place.token.i in inside
        or (not _is_of_noun(place, head) and (place.clause.i in {verb.i, head.i} or _raised(place.clause, verb)))
    ]

    def rank(place: Placed) -> tuple[bool, bool, int]:
        of_another = place.clause.i not in {verb.i, head.i} and verb.dep_ == "conj" and place.token.i < verb.i
        return place.token.i not in inside, of_another, abs(place.token.i - head.i)

    return sorted(own, key=rank)


def _is_of_noun(place: Placed, head: Token) -> bool:
    """Whether an expression says of another noun when it was ("blames Iran for the attack of 4 March")."""
    top = place.token
    while top.dep_ in {"nummod", "compound", "amod", "det", "quantmod", "poss"} and top.head.i != top.i:
        top = top.head
    preposition = top.head
    return preposition.lower_ == "of" and preposition.head.pos_ in phrases.NOUNS and preposition.head.i != head.i


def _raised(clause: Token, verb: Token) -> bool:
    """Whether an expression on another verb of the clause dates this one, too: coordination, control, participles."""
    current = verb
    for _ in range(4):
        shares = current.dep_ in {"xcomp", "conj"} or (current.dep_ in {"advcl", "acl"} and current.tag_ == "VBG")
        if not shares or current.head.i == current.i:
            break
        current = current.head
        if current.i == clause.i:
            return True
    return clause.dep_ == "xcomp" and clause.head.i == verb.i


def _effective(place: Placed, interval: TimeInterval) -> date | None:
    before = place.token.nbor(-1).lower_ if place.token.i > 0 else ""
    return interval.end if before in {"within", "by", "until"} else interval.start


def _first_day(end: date, precision: DatePrecision) -> date:
    """Return the first day of the month or the year that ends then; of anything shorter that day itself."""
    return end.replace(month=1, day=1) if precision == "year" else end.replace(day=1) if precision == "month" else end


def _dated(place: Placed, interval: TimeInterval, real: Reality, status: Status, published: date) -> EventDate | None:
    words, rule = place.expression.text, place.expression.rule
    if interval.start is None and interval.end is None:
        return None
    if real.at_last and interval.end is not None and interval.end <= published:
        first = interval.start or _first_day(interval.end, interval.precision)
        return EventDate(first, interval.end, interval.precision, "expression", words, f"not {words!r}")
    before = place.token.nbor(-1).lower_ if place.token.i > 0 else ""
    if interval.start is None:
        return None
    if interval.end is None and status == "occurred" and not real.perfect:
        return None  # "since September" tells how long, not when
    start, end = interval.start, interval.end or published
    if before in {"until", "till", "by"} or words.lower().startswith(("until", "till", "by ")):
        return None
    if status in {"occurred", "ongoing", "denied"}:
        if start > published:
            return None
        end = min(end, published)
    return EventDate(start, max(start, end), interval.precision, "expression", words, f"{words!r} read by rule {rule}")
