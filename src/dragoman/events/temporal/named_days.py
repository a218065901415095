"""Holidays, and days and weeks counted within a month ("the third Thursday of November")."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.records import TimeInterval

from . import intervals
from .calendar_meanings import calendar_month, month_number, relative_to_now, shift_of, year_of, years_around
from .context import Context, Groups, full_year, ordinal
from .intervals import infer
from .vocabulary import vocabulary


def holiday(groups: Groups, context: Context) -> TimeInterval | None:
    """A named day, with its year or the one that fits; "Easter week" is the week that holds it."""
    rule = vocabulary().value(groups["hol"], "holiday")
    if rule is None:
        return None
    if "y" in groups or "ry" in groups:
        year = year_of(groups, context) if "y" in groups else context.published.year + shift_of(groups["ry"])
        found: TimeInterval | None = intervals.day(holiday_date(rule, year))
    else:
        candidates = [intervals.day(holiday_date(rule, year)) for year in years_around(context)]
        rel = groups.get("rel", "")
        found = relative_to_now(candidates, shift_of(rel), rel, context)
    if found is not None and found.start is not None and "week" in groups:
        return intervals.week(found.start)
    return found


def holiday_date(rule: str, year: int) -> date:
    """The day of ``rule`` in ``year``.

    Rules: "12-25"; "11-TH4" (the fourth Thursday of November; -1 the last); "easter-2" (two days before Easter);
    "11-EL" (the Tuesday after the first Monday).
    """
    if rule.startswith("easter"):
        return intervals.easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    month, _, which = rule.partition("-")
    if which.isdigit():
        return date(year, int(month), int(which))
    if which == "EL":
        return holiday_date(f"{month}-MO1", year) + timedelta(days=1)
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU").index(which[:2])
    return _nth_weekday(year, int(month), weekday, int(which[2:]))


def _nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    """The weekday (Monday 0) of its ``count``-th occurrence in a month, -1 for the last."""
    if count < 0:
        last = intervals.month_end(year, month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def nth_weekday(groups: Groups, context: Context) -> TimeInterval | None:
    """ "the third Thursday of November", "the last Friday in May"."""
    month = month_number(groups["m"])
    weekday = int(vocabulary().value(groups["wd"], "weekday") or 0)
    count = -1 if groups["ord"] == "last" else ordinal(groups["ord"])
    if "y" in groups:
        return intervals.day(_nth_weekday(full_year(groups["y"], context.published), month, weekday, count))
    candidates = [intervals.day(_nth_weekday(year, month, weekday, count)) for year in years_around(context)]
    return infer(candidates, context.published, context.tense)


def nth_week(groups: Groups, context: Context) -> TimeInterval | None:
    """ "the first week of May": seven days of the month, counted from its first; "last" are its last seven."""
    whole = calendar_month(groups, context)
    if whole is None or whole.start is None or whole.end is None:
        return None
    if groups["ord"] == "last":
        start = whole.end - timedelta(days=6)
    else:
        start = whole.start + timedelta(weeks=ordinal(groups["ord"]) - 1)
    return TimeInterval(start, start + timedelta(days=6), "week", intervals.week(start).timex)


def holiday_weekend(groups: Groups, context: Context) -> TimeInterval | None:
    """ "Labor Day weekend": the Saturday and Sunday beside the holiday, before it if that is early in the week."""
    found = holiday(groups, context)
    if found is None or found.start is None:
        return None
    return intervals.weekend(found.start - timedelta(days=7 if found.start.weekday() < 3 else 0))
