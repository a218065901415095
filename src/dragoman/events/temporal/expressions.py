"""Find the time expressions of a text: left to right, the longest at each place, none overlapping."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.records import TimeExpression

from .grammar import Grammar, Rule, grammar
from .vocabulary import Token, tokens, vocabulary

_WORD = re.compile(r"[a-z]+|\d+s?")
_TRIGGER_KINDS = (
    "month", "month-short", "weekday", "unit", "unit-plural", "unit-short", "season", "daypart", "set", "decade-word",
)  # fmt: skip
_DEICTIC = ("today", "yesterday", "tomorrow", "tonight", "overnight", "am", "pm", "gmt", "utc")
_JOINTS = frozenset({"to", "until", "till", "through", "-"})
_BOUNDS = frozenset({"since", "until", "till", "by", "before", "after"})
_LONG_BOUNDS = (("prior", "to"), ("ahead", "of"), ("up", "to"))
_HIDDEN = "~"


@dataclass(frozen=True, slots=True)
class _Found:
    """A match: tokens ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    rule: str
    point: bool


@lru_cache(maxsize=1)
def _triggers() -> frozenset[str]:
    """Words without one of which (or a number that can be a date) a text holds no time expression."""
    kinds = vocabulary().kinds
    words = {form for kind in _TRIGGER_KINDS for form in kinds[kind]}
    for kind in ("reference", "holiday"):
        words |= {max(_WORD.findall(form), key=len) for form in kinds[kind]}
    words |= {form + "s" for form in kinds["weekday"]} | {form + "long" for form in kinds["unit"]}
    return frozenset(words | set(_DEICTIC) | {"past", "future"})


def find_expressions(text: str) -> tuple[TimeExpression, ...]:
    """The time expressions of ``text`` with their spans (characters, end exclusive): ``text[e.start:e.end] == e.text``.

    A bound belongs to its expression ("since March", "by Friday") and so does the whole of a range ("from Monday to
    Wednesday"); other prepositions do not.
    """
    words = _WORD.findall(text.lower())
    if _triggers().isdisjoint(words) and not any(word[0].isdigit() and _may_date(word) for word in words):
        if "." not in text:
            return ()
        if not re.search(r"\d\s?[ap]\s?\.\s?m\b", text, re.IGNORECASE):
            return ()
    found = tokens(text)
    matches = _join(_cores(found, text), found)
    return tuple(_expression(one, found, text) for one in matches)


def _may_date(word: str) -> bool:
    """Whether a number can be a year, a decade or part of a numeric date."""
    return len(word) >= 4 or word.endswith("s") or len(word) == 2


def _expression(one: _Found, found: list[Token], text: str) -> TimeExpression:
    start, end = found[one.first].start, found[one.last - 1].end
    return TimeExpression(start, end, text[start:end], one.rule)


def _forms(found: list[Token], text: str) -> list[str]:
    """Canonical forms; names of months and weekdays that the text writes small ("may", "march") are hidden."""
    capitalised = vocabulary().capitalised
    return [
        _HIDDEN + token.form if token.form in capitalised and text[token.start].islower() else token.form
        for token in found
    ]


def _cores(found: list[Token], text: str) -> list[_Found]:
    """Matches of single rules."""
    forms, rules = _forms(found, text), grammar()
    canonical = " ".join(forms)
    starts, ends, position = [], {}, 0
    for index, form in enumerate(forms):
        starts.append(position)
        position += len(form) + 1
        ends[position - 1] = index + 1
    matches, index = [], 0
    while index < len(forms):
        best = _longest(rules, canonical, starts[index], forms[index - 1] if index else "")
        if best is None:
            index += 1
            continue
        rule, end = best
        matches.append(_Found(index, ends[end], rule.name, rule.point))
        index = ends[end]
    return matches


def _longest(rules: Grammar, canonical: str, position: int, before: str) -> tuple[Rule, int] | None:
    """The rule with the longest match at ``position``, the earlier rule where two are as long, and where it ends."""
    if rules.first.match(canonical, position) is None:
        return None
    best: tuple[Rule, int] | None = None
    for rule in rules.rules:
        if not rule.find or (rule.cue is not None and before and before not in vocabulary().kinds[rule.cue]):
            continue
        match = rule.pattern.match(canonical, position)
        if match is not None and match.end() > position and (best is None or match.end() > best[1]):
            best = rule, match.end()
    return best


def _join(cores: list[_Found], found: list[Token]) -> list[_Found]:
    """Join the two ends of a range and draw bounding prepositions in."""
    joined: list[_Found] = []
    for core in cores:
        before = joined[-1] if joined else None
        if before is not None and core.point and before.point and _is_range(before, core, found):
            first = before.first - (1 if _form(found, before.first - 1) in ("from", "between") else 0)
            joined[-1] = _Found(first, core.last, "range", False)
        else:
            joined.append(core)
    return [_bounded(one, found, joined[place - 1].last if place else 0) for place, one in enumerate(joined)]


def _form(found: list[Token], index: int) -> str:
    return found[index].form if index >= 0 else ""


def _is_range(before: _Found, core: _Found, found: list[Token]) -> bool:
    if core.first - before.last != 1:
        return False
    joint = found[before.last].form
    return joint in _JOINTS or (joint == "and" and _form(found, before.first - 1) == "between")


def _bounded(one: _Found, found: list[Token], free: int) -> _Found:
    """``one`` with the bounding preposition before it, if tokens from ``free`` on hold one."""
    if not one.point:
        return one
    if one.first - 1 >= free and _form(found, one.first - 1) in _BOUNDS:
        return _Found(one.first - 1, one.last, f"bound/{one.rule}", False)
    if one.first - 2 >= free and (_form(found, one.first - 2), _form(found, one.first - 1)) in _LONG_BOUNDS:
        return _Found(one.first - 2, one.last, f"bound/{one.rule}", False)
    return one
