"""Resolve a time expression: which calendar interval and which TIMEX3 value its words mean on a day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from dragoman.records import TimeInterval

from . import calendar_meanings, duration_meanings, named_days, relative_meanings
from .context import Context, Meaning
from .grammar import grammar
from .intervals import Tense
from .vocabulary import canonical, vocabulary

_BOUND = re.compile(
    r"(?P<word>since|from|starting|after|until|till|by|through|before|prior to|ahead of|up to) (?P<rest>.+)"
)
_RANGE = re.compile(r"(?:(?:from|between) )?(?P<first>.+?) (?:to|and|until|till|through|-) (?P<last>.+)")
_OPENING = re.compile(r"(?:(?:on|in|at|for|during|of|around|about|over|within|just|the|a|an|as of|[(\[,”\"]) )+")
_CLOSING = re.compile(r"(?: [.,;:!?)\]’\"”])+$")
_POSSESSIVE = re.compile(r" ’s$")
_ASIDE = re.compile(r"(?<= )[(\[] (.+?)(?: [)\]]|$)")
LONGEST = 200
"""Longer strings (characters) are no time expression; the limit bounds the work on arbitrary text."""


@lru_cache(maxsize=1)
def meanings() -> dict[str, Meaning]:
    """Every function that a rule of the grammar may name."""
    modules = (calendar_meanings, named_days, relative_meanings, duration_meanings)
    named = {name: getattr(module, name) for module in modules for name in dir(module) if not name.startswith("_")}
    return named | {"inner": lambda groups, context: context.read(groups["inner"], context)}


def resolve(
    expression: str, published: date, tense: Tense | None = None, anchor: TimeInterval | None = None
) -> TimeInterval | None:
    """What ``expression`` means in a text of ``published``; None where no rule reads it.

    ``tense`` is that of the clause and decides between the past and the coming Tuesday or March; ``anchor`` is the
    time that the text spoke of before, from which "two days later" or "that week" count. A bound ("since 2016",
    "until May") sets only one end; "until" and "by" include the time they name, "before" and "after" leave it out.
    Never raises: a date that the calendar lacks (30 February, a year past 9999) is None.
    """
    text = _CLOSING.sub("", canonical(expression[: LONGEST + 1]))
    if not text or len(expression) > LONGEST:
        return None
    context = Context(published, tense, anchor, _read)
    return _read(text, context) or _read_bare(text, context)


def _read_bare(text: str, context: Context) -> TimeInterval | None:
    """Once more: by an aside that says it exactly ("today (10 October)"), or without opening prepositions."""
    aside = _ASIDE.search(text)
    if aside is not None:
        exact = _read(aside[1], context)
        return exact or _read_bare(text[: aside.start()] + text[aside.end() :].strip(), context)
    bare = _POSSESSIVE.sub("", text)
    opening = _OPENING.match(bare)
    bare = bare[opening.end() :] if opening is not None else bare
    return _read(bare, context) if bare and bare != text else None


def _read(text: str, context: Context) -> TimeInterval | None:
    """Read canonical ``text`` by the first rule with a meaning for it, else as a range, else as a bound."""
    try:
        return _by_rule(text, context) or _range(text, context) or _bound(text, context)
    except (ValueError, OverflowError):
        return None


def _by_rule(text: str, context: Context) -> TimeInterval | None:
    for rule in grammar().rules:
        match = rule.pattern.fullmatch(text)
        if match is None:
            continue
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        found = meanings()[rule.meaning](groups, context)
        if found is not None:
            return found
    return None


def _bound(text: str, context: Context) -> TimeInterval | None:
    """ "since March" (from its first day), "until May" (to its last), "before Monday", "after 1998"."""
    match = _BOUND.fullmatch(text)
    if match is None:
        return None
    kinds, word = vocabulary().kinds, match["word"]
    tense = context.tense
    if tense is None:
        tense = "future" if word in kinds["bound-end"] else "past" if word == "since" else None
    found = _read(match["rest"], context.with_tense(tense))
    if found is None or (found.start is None and found.end is None):
        return None
    if word in kinds["bound-start"]:
        return replace(found, end=None)
    if "T" in found.timex and word in ("after", "before", "by"):
        return found  # "before 8 a.m." is still that day
    if word in kinds["bound-after"]:
        return replace(found, start=found.end and found.end + timedelta(days=1), end=None)
    if word in kinds["bound-before"]:
        return replace(found, start=None, end=found.start and found.start - timedelta(days=1), precision="before")
    return replace(found, start=None)


def _range(text: str, context: Context) -> TimeInterval | None:
    """ "from Monday to Wednesday", "between 1991 and 1995": from the first's first day to the last's last."""
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    first, last = _closed(match["first"], context), _closed(match["last"], context)
    if first is None or last is None:
        return None
    if last[1] < first[0] and context.tense == "future":
        last = _closed(match["last"], context.on(first[0], "future"))
    elif last[1] < first[0]:
        first = _closed(match["first"], context.on(last[1], "past"))
    if first is None or last is None or last[1] < first[0]:
        return None
    return TimeInterval(first[0], last[1], "period", f"{first[2]}/{last[2]}")


def _closed(text: str, context: Context) -> tuple[date, date, str] | None:
    """First day, last day and TIMEX3 value of an end of a range; None where it lacks either day."""
    found = _by_rule(text, context)
    if found is None or found.start is None or found.end is None:
        return None
    return found.start, found.end, found.timex
