"""Find the time expressions of a text: left to right, the longest at each place, none overlapping.

Most sentences name no time, so a glance at their words comes first; only near a word or number that times are made of
are the rules of the grammar tried, and of these only those that hold the word at hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.records import TimeExpression

from .grammar import DIGITS, Rule, grammar
from .vocabulary import Token, tokens, vocabulary

_WORD = re.compile(r"[A-Za-z]+")
_DIGIT = re.compile(r"\d")
_NUMERIC_TIME = re.compile(
    r"\b(?:1[4-9]|20)\d\d|\d0s\b|\d\s?[ap]\s?\.?\s?m\b|\d\s?[-/.]\s?\d\d?\s?[-/.]\s?\d\d|[\d ](?:gmt|utc|est|edt)\b",
    re.IGNORECASE,
)
_TRIGGER_KINDS = (
    "month", "month-short", "weekday", "unit", "unit-plural", "season", "daypart", "set", "decade-word",
)  # fmt: skip
_OTHER_TRIGGERS = (
    "today", "yesterday", "tomorrow", "tonight", "overnight", "now", "currently", "present", "moment", "presently",
    "nowadays", "recently", "lately", "past", "soon", "future", "shortly", "hrs", "mins", "yrs",
)  # fmt: skip
_JOINTS = frozenset({"to", "until", "till", "through", "-"})
_BOUNDS = frozenset({"since", "until", "till", "by", "before", "after"})
_LONG_BOUNDS = (("prior", "to"), ("ahead", "of"), ("up", "to"))
_HIDDEN = "~"
_REACH = 9
"""How many tokens an expression may run before its first telling word."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A match: tokens ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    rule: str
    point: bool


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    """Canonical words of which every expression without a telling number holds at least one."""
    kinds = vocabulary().kinds
    words = {form for kind in _TRIGGER_KINDS for form in kinds[kind]}
    words |= {max(_WORD.findall(form), key=len) for form in kinds["holiday"]}
    words |= {form + "s" for form in kinds["weekday"]} | {form + "long" for form in kinds["unit"]}
    return frozenset(words.union(_OTHER_TRIGGERS))


@lru_cache(maxsize=1)
def _telling_as_written() -> frozenset[str]:
    """The telling words as a text may write them; names of months and weekdays never small."""
    words = _telling()
    small = words - vocabulary().capitalised
    return frozenset(small | {word.capitalize() for word in words} | {word.upper() for word in words})


def find_expressions(text: str) -> tuple[TimeExpression, ...]:
    """The time expressions of ``text`` with their spans (characters, end exclusive): ``text[e.start:e.end] == e.text``.

    A bound belongs to its expression ("since March", "by Friday") and so does the whole of a range ("from Monday to
    Wednesday"); other prepositions do not.
    """
    numeric = _DIGIT.search(text) is not None and _NUMERIC_TIME.search(text) is not None
    if not numeric and _telling_as_written().isdisjoint(_WORD.findall(text)):
        return ()
    found = tokens(text)
    matches = _join(_cores(found, _forms(found, text), numeric), found)
    return tuple(_expression(one, found, text) for one in matches)


def _expression(one: _Found, found: list[Token], text: str) -> TimeExpression:
    start, end = found[one.first].start, found[one.last - 1].end
    return TimeExpression(start, end, text[start:end], one.rule)


def _forms(found: list[Token], text: str) -> list[str]:
    """Canonical forms. Hidden are months and weekdays written small ("may") and names ("Daily Mail", "USA Today")."""
    names, sets = vocabulary().capitalised, vocabulary().kinds["set"]
    forms = []
    for index, token in enumerate(found):
        small, form = text[token.start].islower(), token.form
        hide = form in names and small
        if form in sets and not small:
            hide = index + 1 < len(found) and text[found[index + 1].start].isupper()
        elif form == "today" and not small:
            hide = index > 0 and text[found[index - 1].start].isupper()
        forms.append(_HIDDEN + form if hide else form)
    return forms


def _cores(found: list[Token], forms: list[str], numeric: bool) -> list[_Found]:
    """Matches of single rules."""
    canonical = " ".join(forms)
    starts, ends, position = [], {}, 0
    for index, form in enumerate(forms):
        starts.append(position)
        position += len(form) + 1
        ends[position - 1] = index + 1
    telling = _telling()
    tells = [index for index, form in enumerate(forms) if form in telling or (numeric and form[0].isdigit())]
    matches, index, upcoming = [], 0, 0
    while upcoming < len(tells):
        index = max(index, tells[upcoming] - _REACH)
        if index > tells[upcoming]:
            upcoming += 1
            continue
        best = None
        if not _inside_number(found, index):
            best = _longest(canonical, starts[index], forms[index], forms[index - 1] if index else "")
        if best is None:
            index += 1
            continue
        rule, end = best
        matches.append(_Found(index, ends[end], rule.name, rule.point))
        index = ends[end]
    return matches


def _inside_number(found: list[Token], index: int) -> bool:
    """Whether the token is the tail of a number such as 40.15 or 3:30, at which no expression begins."""
    if index < 2 or not found[index].form[0].isdigit() or found[index - 1].form not in (".", ":", ","):
        return False
    touching = found[index - 2].end == found[index - 1].start and found[index - 1].end == found[index].start
    return touching and found[index - 2].form[-1].isdigit()


@lru_cache(maxsize=4096)
def _rules_with(word: str) -> tuple[Rule, ...]:
    """The rules to look for that may begin with ``word``."""
    return tuple(rule for rule in grammar().rules if rule.find and word in rule.words)


def _longest(canonical: str, position: int, form: str, before: str) -> tuple[Rule, int] | None:
    """The rule with the longest match at ``position``, the earlier rule where two are as long, and where it ends."""
    best: tuple[Rule, int] | None = None
    rules = _rules_with(DIGITS if form[0].isdigit() else form)
    if not rules or grammar().first.match(canonical, position) is None:
        return None
    for rule in rules:
        if rule.cue is not None and before not in vocabulary().kinds[rule.cue]:
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
