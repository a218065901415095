"""Whether a clause asserts that something holds at the time of the story, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from dragoman.events.dating import Placed, date_deed
from dragoman.events.grammar import VERBAL
from dragoman.events.status import Reality, reality
from dragoman.events.temporal import resolve
from dragoman.records import EventDate, TimeInterval

# Clauses under these tell no fact.
_UNREAL = frozenset(
    {"if", "unless", "until", "till", "whether", "lest", "before", "when", "whenever", "so", "provided"}
)
# Verbs that say in the past tense of a story what still holds when it is told.
_LASTING = frozenset({"remain", "stay", "hold", "continue", "keep"})
_STILL = frozenset({"still", "yet"})
_GONE = frozenset({"once", "formerly", "previously", "then", "originally"})
_NOT_ALL = frozenset({"almost", "nearly", "virtually", "practically", "effectively"})
_LENGTHS = frozenset({"for"})
_EVER_SINCE = ("since ", "ever since ")
# The words of a clause on which "since" may hang beside its verb.
_PARTS = frozenset({"acomp", "attr", "prep", "xcomp", "oprd", "dobj"})
# How many days back a state told in the past tense is still that of the story.
_FRESH = 7


def asserted(verb: Token, tellers: frozenset[str]) -> Reality | None:
    """Return the reality of a verb that tells of a state as a fact of the story's present, else None.

    ``tellers``: the verbs whose content is told as a fact ("said that"), not as an opinion, a wish or a question.
    """
    real = reality(verb)
    if real.conditional or real.purpose or real.possible or real.obliged or real.future or _is_unfinished(verb):
        return None
    told = _teller(verb)
    if told is not None and told.lemma_.lower() not in tellers:
        return None
    backshifted = told is not None and (told.tag_ in {"VBD", "VBN"} or reality(told).tense == "past")
    if real.before and not backshifted:
        return None
    if any(child.lower_ in _GONE for child in verb.children) or _is_doubtful(verb):
        return None
    if _is_past(verb, real) and not (backshifted or _lasts(verb)):
        return None
    return real


def _is_past(verb: Token, real: Reality) -> bool:
    """Whether a verb stands in the past tense, the present perfect left out."""
    return real.tense == "past" and not real.perfect


def _lasts(verb: Token) -> bool:
    return verb.lemma_.lower() in _LASTING or any(child.lower_ in _STILL for child in verb.children)


def _is_unfinished(verb: Token) -> bool:
    """Whether a clause is a question, an infinitive, or stands under a condition or a wish."""
    if verb.sent[-1].text == "?" or any(t.text == "?" and t.i > verb.i for t in verb.sent):
        return True
    current = verb
    for _ in range(6):
        if current.dep_ in {"advcl", "ccomp"} and any(
            c.dep_ in {"mark", "advmod"} and c.lower_ in _UNREAL and c.i < current.i for c in current.children
        ):
            return True
        if current.dep_ in {"xcomp", "pcomp", "csubj"} and current.head.lemma_.lower() not in _LASTING | {"be"}:
            return True
        if current.dep_ == "acl" and current.tag_ != "VBN":
            return True
        if current.dep_ != "conj":
            return False
        current = current.head
    return False


def _is_doubtful(verb: Token) -> bool:
    return any(child.dep_ == "advmod" and child.lower_ in _NOT_ALL for child in verb.children)


def _teller(verb: Token) -> Token | None:
    """Return what governs a content clause: a verb of saying or another one, or a noun ("the claim that")."""
    current = verb
    for _ in range(6):
        if current.dep_ == "ccomp" and current.head.i != current.i:
            return current.head
        if current.dep_ in {"acl", "relcl"} and any(c.dep_ == "mark" and c.lower_ == "that" for c in current.children):
            return current.head
        if current.dep_ not in {"conj", "xcomp"}:
            return None
        current = current.head
    return None


def held_since(
    head: Token, verb: Token, real: Reality, placed: Sequence[Placed], published: date, anchor: EventDate | None
) -> EventDate | None:
    """Return since when a state holds: the days within which it began, where the text tells, else the story's present.

    None where the only date of a clause in the past tense lies too far back to speak of the present.
    """
    for place, words in _since(verb, head, placed):
        found = resolve(words, published, "past")
        if found is not None and found.start is not None and found.start <= published:
            return _begun(place, found, published)
    if real.before:
        return None  # "said they had been in contact": whether they still are is not told
    when, _ = date_deed(head, verb, replace(real, perfect=False), "ongoing", placed, published, anchor)
    if (published - when.end).days <= _FRESH:
        return when
    if _is_past(verb, real):
        return None
    return EventDate(
        published, published, "day", "publication", reason="a state of the present: the day of publication"
    )


def _begun(place: Placed, found: TimeInterval, published: date) -> EventDate:
    start = found.start or published
    end = min(found.end or start, published)
    return EventDate(start, max(start, end), found.precision, "expression", place.expression.text,
                     f"holds since {place.expression.text!r}, read by rule {place.expression.rule}")  # fmt: skip


def _since(verb: Token, head: Token, placed: Sequence[Placed]) -> Iterator[tuple[Placed, str]]:
    """Yield the expressions that tell when a state began, in words that name the day or the days of it."""
    own = {
        verb.i,
        head.i,
        *(c.i for c in verb.children if c.dep_ in _PARTS),
        *(c.i for c in head.children if c.pos_ not in VERBAL),
    }
    under = [t for t in verb.sent if t.lower_ == "since" and _begins(t, own)]
    for place in placed:
        words = place.expression.text
        before = place.token.nbor(-1).lower_ if place.token.i > 0 else ""
        if words.lower().startswith(_EVER_SINCE):
            if _hangs(place.token, own):
                yield place, words.lower().removeprefix("ever ").removeprefix("since ")
        elif before in _LENGTHS:
            if _hangs(place.token, own):
                yield place, f"{words} ago"
        elif any(place.token.i in _scope(since) for since in under):
            yield place, words


def _scope(since: Token) -> set[int]:
    top = since.head if since.dep_ == "mark" else since
    return {t.i for t in top.subtree if t.i > since.i}


def _begins(since: Token, own: set[int]) -> bool:
    """Whether a "since" belongs to the state: a preposition on it, or the mark of a clause on it."""
    return _hangs(since.head if since.dep_ == "mark" else since, own)


def _hangs(token: Token, own: set[int]) -> bool:
    """Whether a word hangs on the words of a state with no other verb between."""
    current = token
    for _ in range(5):
        if current.i in own:
            return True
        if current.head.i == current.i or (current.pos_ in VERBAL and current.i != token.i):
            return False
        current = current.head
    return current.i in own
