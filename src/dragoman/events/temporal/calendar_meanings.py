"""Dates, months, years and longer stretches that are named after the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.records import TimeInterval

from . import intervals
from .context import Context, Groups, full_year, ordinal
from .intervals import infer
from .vocabulary import vocabulary

_NEAR_DAYS = 31
_YEAR_SHIFT = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "this past": -1, "the previous": -1}
_YEAR_SHIFT |= {"next": 1, "coming": 1, "following": 1, "the following": 1, "upcoming": 1, "ensuing": 1}


def shift_of(rel: str) -> int:
    """-1, 0 or 1: which way "last", "this", "next" and their kin point."""
    return _YEAR_SHIFT.get(rel, 0)


def month_number(form: str) -> int:
    """1-12 for a month's name, its abbreviation or its digits."""
    return int(vocabulary().value(form.removesuffix(" ."), "month", "month-short") or form)


def _part(groups: Groups, whole: TimeInterval) -> TimeInterval:
    return intervals.third(whole, groups["part"]) if "part" in groups else whole


def _safe_day(year: int, month: int, day: int) -> list[TimeInterval]:
    try:
        return [intervals.day(date(year, month, day))]
    except ValueError:
        return []


def years_around(context: Context) -> range:
    """The years among which a date without a year is sought; wide enough for 29 February."""
    return range(max(1, context.published.year - 4), min(9998, context.published.year + 4) + 1)


def calendar_day(groups: Groups, context: Context) -> TimeInterval | None:
    """A day and a month, with or without year and weekday; the year is inferred where it is missing."""
    month, day = month_number(groups["m"]), ordinal(groups["d"])
    suffix = f"T{int(groups['h']):02}:{groups['min']}" if "h" in groups else ""
    if "y" in groups:
        return intervals.day(date(full_year(groups["y"], context.published), month, day), suffix)
    candidates = [one for year in years_around(context) for one in _safe_day(year, month, day)]
    if not candidates:
        return None
    if "wd" in groups:
        candidates = _on_weekday(candidates, groups["wd"]) or candidates
    return infer(candidates, context.published, context.tense)


def _on_weekday(candidates: list[TimeInterval], form: str) -> list[TimeInterval]:
    weekday = vocabulary().value(form.removesuffix(" ."), "weekday", "weekday-short")
    return [one for one in candidates if one.start is not None and str(one.start.weekday()) == weekday]


def numeric_day(groups: Groups, context: Context) -> TimeInterval | None:
    """Three numbers: month first, as American wires write, unless only the other reading is a date or is near.

    Near is within a month of publication, as in the date line of a page.
    """
    year = full_year(groups["y"], context.published)
    first, second = int(groups["a"]), int(groups["b"])
    readings = _safe_day(year, first, second) + _safe_day(year, second, first)
    near = [one for one in readings if _distance(one, context.published) <= _NEAR_DAYS]
    return min(near or readings[:1], key=lambda one: _distance(one, context.published), default=None)


def _distance(one: TimeInterval, published: date) -> int:
    return abs((one.start - published).days) if one.start is not None else 0


def day_range(groups: Groups, context: Context) -> TimeInterval | None:
    """Two days of one month: "3-5 May", "May 3 to 5"."""
    last = calendar_day({**groups, "d": groups["d2"]}, context)
    if last is None or last.start is None:
        return None
    first = last.start.replace(day=ordinal(groups["d"]))
    if first > last.start:
        return None
    return TimeInterval(first, last.start, "period", f"{first.isoformat()}/{last.timex}")


def calendar_month(groups: Groups, context: Context) -> TimeInterval | None:
    """A month, with or without year, or its early, middle or late third."""
    number = month_number(groups["m"])
    if "y" in groups:
        return _part(groups, intervals.month(full_year(groups["y"], context.published), number))
    return _part(groups, _inferred_month(number, context))


def _inferred_month(number: int, context: Context) -> TimeInterval:
    candidates = [intervals.month(year, number) for year in years_around(context)]
    return infer(candidates, context.published, context.tense)


def month_range(groups: Groups, context: Context) -> TimeInterval | None:
    """Two months and perhaps a year, which counts for both."""
    first, last = month_number(groups["m"]), month_number(groups["m2"])
    if "y" in groups:
        end = intervals.month(full_year(groups["y"], context.published), last)
    else:
        end = _inferred_month(last, context)
    if end.start is None:
        return None
    start = intervals.month(end.start.year - (first > last), first)
    return TimeInterval(start.start, end.end, "period", f"{start.timex}/{end.timex}")


def month_of_relative_year(groups: Groups, context: Context) -> TimeInterval | None:
    """ "April last year", "September this year"."""
    rel = groups["rel"]
    base = context.published if rel in ("this", "last", "next") else context.base
    year, month = base.year + shift_of(rel), month_number(groups["m"])
    if "d" in groups:
        return intervals.day(date(year, month, ordinal(groups["d"])))
    return _part(groups, intervals.month(year, month))


def relative_month(groups: Groups, context: Context) -> TimeInterval | None:
    """ "last November": the latest that is over; "next November": the first yet to begin; "this": by the tense."""
    number, shift = month_number(groups["m"]), shift_of(groups["rel"])
    candidates = [intervals.month(year, number) for year in years_around(context)]
    return relative_to_now(candidates, shift, groups["rel"], context)


def relative_to_now(candidates: list[TimeInterval], shift: int, rel: str, context: Context) -> TimeInterval | None:
    """Of the recurring ``candidates`` the one before, after or of now, as ``shift`` and the word ``rel`` say."""
    now = context.published
    if shift < 0:
        over = [one for one in candidates if one.end is not None and one.end < now]
        return over[-1] if over else None
    if shift > 0 or rel == "this coming":
        return next((one for one in candidates if one.start is not None and one.start > now), None)
    if rel == "this":
        same = [one for one in candidates if one.start is not None and one.start.year == now.year]
        return same[0] if same else None
    return infer(candidates, now, context.tense)


def calendar_year(groups: Groups, context: Context) -> TimeInterval | None:
    """A year of four digits, or its early, middle or late third."""
    return _part(groups, intervals.year(full_year(groups["y"], context.published)))


def year_span(groups: Groups, context: Context) -> TimeInterval | None:
    """Two years, the second cut short: "1991-95"."""
    first = int(groups["y"])
    last = first // 100 * 100 + int(groups["y2"])
    if last <= first:
        return None
    return TimeInterval(date(first, 1, 1), date(last, 12, 31), "period", f"{first}/{last}")


def calendar_decade(groups: Groups, context: Context) -> TimeInterval | None:
    """ "the 1990s", "the nineties"; "the 1800s" are a hundred years. Without a century the latest that has begun."""
    written = vocabulary().value(groups["dec"], "decade-word") or "".join(c for c in groups["dec"] if c.isdigit())
    first = int(written)
    if first >= 100 and first % 100 == 0 and first < context.published.year // 100 * 100:
        return _part(groups, intervals.hundreds(first))
    if first < 100:
        first += context.published.year // 100 * 100
        first -= 100 if first > context.published.year else 0
    return _part(groups, intervals.decade(first))


def calendar_century(groups: Groups, context: Context) -> TimeInterval | None:
    """ "the 19th century"."""
    return _part(groups, intervals.century(ordinal(groups["ord"])))


def calendar_quarter(groups: Groups, context: Context) -> TimeInterval | None:
    """A quarter with its year, with "this" or "last year", or the one that fits the tense."""
    number = int(groups["q"]) if "q" in groups else ordinal(groups["ord"])
    if "y" in groups or "rel" in groups:
        return intervals.quarter(year_of(groups, context), number)
    candidates = [intervals.quarter(year, number) for year in years_around(context)]
    return infer(candidates, context.published, context.tense)


def year_of(groups: Groups, context: Context) -> int:
    """The year written beside a quarter, or the one that "last", "this" or "next year" means."""
    if "y" in groups:
        return full_year(groups["y"], context.published)
    return context.published.year + shift_of(groups["rel"])


def half_year(groups: Groups, context: Context) -> TimeInterval | None:
    """ "the first half of 2010"."""
    return intervals.half(year_of(groups, context), ordinal(groups["ord"]))


def calendar_season(groups: Groups, context: Context) -> TimeInterval | None:
    """A season with its year, with "last", "this" or "next", or the one that fits the tense."""
    code = (vocabulary().value(groups["s"], "season") or "")[:2]
    if "y" in groups:
        return _part(groups, intervals.season(full_year(groups["y"], context.published), code))
    candidates = [intervals.season(year, code) for year in years_around(context)]
    rel = groups.get("rel", "")
    found = relative_to_now(candidates, shift_of(rel), rel, context)
    return _part(groups, found) if found is not None else None


def day_of_month(groups: Groups, context: Context) -> TimeInterval | None:
    """ "Monday the 5th", "the 5th": in the month that fits."""
    day = ordinal(groups["d"])
    months = [intervals.add_months(context.published.replace(day=1), count) for count in range(-12, 13)]
    candidates = [one for first in months for one in _safe_day(first.year, first.month, day)]
    if "wd" in groups:
        candidates = _on_weekday(candidates, groups["wd"])
    return infer(candidates, context.published, context.tense) if candidates else None


def part_of_period(groups: Groups, context: Context) -> TimeInterval | None:
    """ "the end of June", "the start of next year"."""
    whole = context.read(groups["inner"].removeprefix("the "), context)
    return edge_of(groups["edge"], whole, context) if whole is not None else None


def edge_of(edge: str, whole: TimeInterval, context: Context) -> TimeInterval:
    """The first, middle or last third of ``whole``; its rest after publication; all of it for "the course"."""
    if edge in ("rest", "remainder"):
        start = whole.start
        if start is not None and whole.end is not None and start <= context.published <= whole.end:
            start = context.published
        return replace(whole, start=start)
    part = {"beginning": "early", "start": "early", "turn": "early", "middle": "mid", "end": "late", "close": "late"}
    return intervals.third(whole, part[edge]) if edge in part else whole
