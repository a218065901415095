"""From when and until when a declared act holds, where the text states it ("from 1 May", "a four-day truce")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from spacy.tokens import Token

from dragoman.events.dating import Placed
from dragoman.events.deeds import Deed
from dragoman.events.grammar import VERBAL
from dragoman.events.temporal import resolve
from dragoman.events.temporal.intervals import add
from dragoman.events.vocabulary import Vocabulary
from dragoman.records import EventDate

_LENGTH = re.compile(r"P(?:T(?P<hours>\d+)H|(?P<count>\d+)(?P<unit>[DWMY]))")
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_HOURS = 24
# What stands before the last day of a term, and before the first one.
_TO = frozenset({"until", "till", "through", "thru"})
_FROM = frozenset({"from", "starting", "beginning", "effective", "commencing"})
_FROM_PHRASES = (("as", "of"), ("as", "from"), ("effective", "from"), ("effective", "on"), ("starting", "on"),
                 ("beginning", "on"), ("starting", "from"), ("effective", "as", "of"))  # fmt: skip
# Verbs of a clause beside the deed that tells when it begins to hold ("sanctions that take effect on Friday").
_BEGINNING = frozenset({"take", "come", "enter", "go", "begin", "start", "commence"})
_LEAVING = frozenset({"leave", "depart", "go", "quit", "vacate", "close", "return", "exit"})
_DEADLINES = frozenset({"within", "by", "in"})
_AT_ONCE = ("effective immediately", "with immediate effect", "immediately effective", "effective at once",
            "effective forthwith")  # fmt: skip
_EXTENDING = frozenset({"extend", "prolong", "lengthen", "renew", "extension", "prolongation"})
# Inside a noun phrase, from an expression up to the noun that it qualifies.
_INSIDE = frozenset({"det", "nummod", "compound", "amod", "quantmod", "npadvmod", "nmod", "advmod", "punct", "poss"})
_LEAVERS = frozenset({"SANCTION", "COERCE"})
# Types of deeds that hold from a day on once they are declared; those of SUPPORT only where an act is named.
_HOLDING = _LEAVERS | {"CONCEDE", "RETREAT"}


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text states of the time for which a deed holds.

    ``holds``: the deed is one that holds from some day on; ``effective`` is the first day (None: not told),
    ``at_once`` that it holds from the deed on, ``last`` the last day and ``length`` the length of the term in days,
    weeks, months or years; ``rest`` are the expressions that are none of these and may date the deed.
    """

    rest: tuple[Placed, ...]
    holds: bool = True
    effective: date | None = None
    at_once: bool = False
    last: date | None = None
    length: tuple[int, str] | None = None

    def begins(self, when: EventDate, otherwise: date | None) -> date | None:
        """Return the day from which the deed holds; ``otherwise`` is what its dating found."""
        return self.effective or (when.start if self.at_once else otherwise if self.holds else None)

    def until(self, when: EventDate, effective: date | None) -> date | None:
        """Return the last day of the term, that day included: a four-day truce from the 1st ends on the 4th.

        Hours are counted in begun days of 24. None where no term is stated, or where the day from which a length
        counts is not known.
        """
        known = when.start == when.end and when.precision != "before"
        first = effective or (when.start if known else None)
        if self.last is not None:
            return self.last if self.last >= (first or when.start) else None
        if self.length is None or first is None:
            return None
        count, unit = self.length
        try:
            return add(first, count, unit) - timedelta(days=1)
        except (ValueError, OverflowError):
            return None


@dataclass(slots=True)
class _Reader:
    """Collects what the expressions of one deed state; lives for one deed."""

    deed: Deed
    published: date
    ends: bool
    effective: date | None = None
    last: date | None = None
    length: tuple[int, str] | None = None
    rest: list[Placed] = field(default_factory=list)

    def take(self, place: Placed) -> None:
        """Sort one expression in."""
        if not (self._is_deadline(place) or self._is_beginning(place) or self._is_end(place) or self._is_length(place)):
            self.rest.append(place)

    def _is_deadline(self, place: Placed) -> bool:
        """Whoever must leave has so long ("must leave by Friday", "48 hours to leave")."""
        if self.deed.outcome.type not in _LEAVERS:
            return False
        own = place.clause.lemma_.lower() in _LEAVING and place.clause.i != self.deed.head.i
        given = any(t.lemma_.lower() in _LEAVING and t.i != self.deed.head.i for t in place.clause.subtree)
        words = place.expression.text.lower()
        before = _before(place)
        length = _length(_timex(words.removeprefix("within "), self.published))
        if length is not None and (own or given) and (before in _DEADLINES or words.startswith("within ") or not own):
            self.effective = add(self.published, *length)
            return True
        if own and (before in _DEADLINES or words.startswith("by ")):
            found = resolve(words.removeprefix("by "), self.published, "future")
            if found is not None and found.end is not None and found.end >= self.published:
                self.effective = found.end
                return True
        return False

    def _is_beginning(self, place: Placed) -> bool:
        clause = place.clause
        takes_effect = clause.lemma_.lower() in _BEGINNING and clause.i != self.deed.head.i and _has_effect(clause)
        if not takes_effect and not (_follows_from(place) and (_hangs(place, self.deed) or _begins(place))):
            return False
        found = resolve(place.expression.text, self.published, "future")
        if found is None or found.start is None or found.start <= self.published:
            return False
        self.effective = self.effective or found.start
        return True

    def _is_end(self, place: Placed) -> bool:
        if not self.ends or not _hangs(place, self.deed):
            return False
        found = last_day(place, self.published)
        self.last = found or self.last
        return found is not None

    def _is_length(self, place: Placed) -> bool:
        if not self.ends or not _hangs(place, self.deed):
            return False
        length = _length(_timex(place.expression.text, self.published))
        if length is None or not _bounds(place.token, self.deed):
            return False
        self.length = length
        return True


def stated(deed: Deed, placed: Sequence[Placed], published: date, vocabulary: Vocabulary) -> Stated:
    """Return what the text states of the time for which a deed holds; nothing for deeds that do not last.

    ``placed`` are the time expressions of its sentence. Only acts whose effect can end have a term (word list
    ``acts-with-terms``).
    """
    outcome = deed.outcome
    ends = outcome.act in vocabulary.acts_with_terms
    holds = ends or outcome.type in _HOLDING or (outcome.type == "SUPPORT" and outcome.act is not None)
    if outcome.status not in {"occurred", "ongoing"} or not holds:
        return Stated(tuple(placed), holds)
    own = {token.i for token in deed.frame.verb.subtree} | {token.i for token in deed.head.subtree}
    reader = _Reader(deed, published, ends)
    for place in placed:
        if place.token.i in own:
            reader.take(place)
        else:
            reader.rest.append(place)
    words = " ".join(token.lower_ for token in deed.frame.verb.subtree)
    at_once = any(phrase in words for phrase in _AT_ONCE)
    length = reader.length or (_another(deed) if ends else None)
    return Stated(tuple(reader.rest), holds, reader.effective, at_once, reader.last, length)


# The last words of "a day earlier" and "two weeks later": a distance, and no length.
_COUNTED = frozenset("earlier before previously beforehand ago later after afterwards afterward hence".split())


def last_day(place: Placed, published: date) -> date | None:
    """Return the last day that "until", "till" or "through" names, that day included; None where it is past."""
    words = place.expression.text.lower()
    if _before(place) not in _TO and words.split()[0] not in _TO:
        return None
    found = resolve(words, published, "future")
    return found.end if found is not None and found.end is not None and found.end >= published else None


def _timex(words: str, published: date) -> str:
    """Return the TIMEX3 value of a mere length of time, "" for what names a day or counts to one ("a day earlier")."""
    if words.lower().split()[-1] in _COUNTED:
        return ""
    found = resolve(words, published, "future")
    return found.timex if found is not None and found.start is None and found.end is None else ""


def _length(timex: str) -> tuple[int, str] | None:
    match = _LENGTH.fullmatch(timex)
    if match is None:
        return None
    if match["hours"]:
        return -(-int(match["hours"]) // _HOURS), "D"
    return int(match["count"]), match["unit"]


def _another(deed: Deed) -> tuple[int, str] | None:
    """Return the length in "for another year", in which no time expression is found."""
    for word in deed.frame.verb.subtree:
        unit = _UNITS.get(word.lemma_.lower())
        if unit and any(c.lower_ == "another" for c in word.children) and _bounds(word, deed):
            return 1, unit
    return None


def _before(place: Placed) -> str:
    return place.token.nbor(-1).lower_ if place.token.i > 0 else ""


def _follows_from(place: Placed) -> bool:
    """Whether an expression stands behind words that tell from when ("as of", "starting")."""
    doc, start = place.token.doc, place.token.i
    behind = tuple(t.lower_ for t in doc[max(0, start - 3) : start])
    return behind[-1:] != () and (
        behind[-1] in _FROM or any(behind[-len(words) :] == words for words in _FROM_PHRASES) or _begins(place)
    )


def _begins(place: Placed) -> bool:
    """Whether a participle of beginning governs an expression ("a truce starting on Friday")."""
    return place.clause.tag_ == "VBG" and place.clause.lemma_.lower() in {"start", "begin", "commence"}


def _has_effect(verb: Token) -> bool:
    """Whether a clause says from when something holds: it takes effect then, or begins, said of its own noun."""
    if verb.lemma_.lower() in {"begin", "start", "commence"}:
        return verb.dep_ in {"acl", "relcl"}
    return any(t.lower_ in {"effect", "force"} for c in verb.children for t in (c, *c.children))


def _hangs(place: Placed, deed: Deed) -> bool:
    """Whether an expression hangs on a deed's words with no other verb between."""
    own = {deed.head.i, deed.frame.verb.i}
    return any(token.i in own for token in _upwards(place.token))


def _upwards(token: Token) -> Iterator[Token]:
    yield token
    for ancestor in token.ancestors:
        yield ancestor
        if ancestor.pos_ in VERBAL:
            return


def _bounds(token: Token, deed: Deed) -> bool:
    """Whether a length of time is that of the deed: "for 30 days", "extended by a week", "a four-day truce"."""
    top = token
    while top.dep_ in _INSIDE and top.head.i != top.i:
        top = top.head
    unit = top.lemma_.lower() in _UNITS or top.lemma_.lower() == "hour"
    if top.dep_ == "pobj" and unit:
        extended = any(w.lemma_.lower() in _EXTENDING for w in (deed.head, deed.frame.verb, top.head.head))
        lasts = top.head.lower_ == "for" and not (deed.reality is not None and deed.reality.perfect)
        return lasts or (top.head.lower_ == "by" and extended)
    parts = {deed.head.i, *(word.i for word in deed.words), *(o.i for o in deed.frame.objects)}
    return not unit and top.i in parts
