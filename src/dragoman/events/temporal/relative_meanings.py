"""Days, weeks and other units told from the day of publication or from the time spoken of before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.records import TimeInterval

from . import intervals
from .calendar_meanings import edge_of, shift_of
from .context import Context, Groups, number, period, unit_of
from .vocabulary import vocabulary

_FROM_ANCHOR = frozenset({"that", "same", "previous", "preceding", "following", "ensuing"})
_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}


def _daypart(groups: Groups, key: str = "dp") -> str:
    """The TIMEX3 suffix of "morning" or "late night"; "" where no part of the day is named."""
    return vocabulary().value(groups.get(key, "").split(" ")[-1], "daypart") or ""


def weekday(groups: Groups, context: Context) -> TimeInterval | None:
    """A day of the week by "last", "this", "next" and the tense.

    Without them: the latest such day, publication itself included; in future tense the first from publication on.
    "last" and "next" never mean the day of publication.
    """
    index = _weekday_index(groups["wd"])
    rel, suffix = groups.get("rel", ""), _daypart(groups)
    if rel in ("previous", "preceding", "following"):
        return intervals.day(_beside(index, context.base, shift_of(rel)), suffix)
    shift = shift_of(rel) or {"this coming": 1}.get(rel, 0)
    if shift:
        return intervals.day(_beside(index, context.published, shift), suffix)
    ahead = context.tense == "future" or (rel == "this" and context.tense is None)
    return intervals.day(_nearest(index, context.published, ahead), suffix)


def _weekday_index(form: str) -> int:
    return int(vocabulary().value(form.removesuffix(" ."), "weekday", "weekday-short") or 0)


def _nearest(index: int, base: date, ahead: bool) -> date:
    """The weekday ``index`` (Monday 0) on or after ``base`` if ``ahead``, else on or before it."""
    if ahead:
        return base + timedelta(days=(index - base.weekday()) % 7)
    return base - timedelta(days=(base.weekday() - index) % 7)


def _beside(index: int, base: date, direction: int) -> date:
    """The weekday strictly before (-1) or after (1) ``base``."""
    return _nearest(index, base + timedelta(days=direction), direction > 0)


def daypart_of(groups: Groups, context: Context) -> TimeInterval | None:
    """ "the night of Friday, Oct. 23", "the morning of 5 May"."""
    found = context.read(groups["inner"], context)
    if found is None or found.start is None:
        return None
    return intervals.day(found.start, _daypart(groups))


def weekday_of_week(groups: Groups, context: Context) -> TimeInterval | None:
    """ "Friday last week", "next week Monday"."""
    shift = shift_of(groups.get("rel") or groups["rel2"])
    monday = context.published - timedelta(days=context.published.weekday()) + timedelta(weeks=shift)
    return intervals.day(monday + timedelta(days=_weekday_index(groups.get("wd") or groups["wd2"])))


def day_beside(groups: Groups, context: Context) -> TimeInterval | None:
    """ "two days before last Tuesday", "the day after Monday"."""
    found = context.read(groups["inner"], context)
    if found is None or found.start is None:
        return None
    count = number(groups.get("n", "one")) * (1 if groups["side"] == "after" else -1)
    return intervals.day(found.start + timedelta(days=count))


def next_but_one(groups: Groups, context: Context) -> TimeInterval | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    return intervals.day(context.published + timedelta(days=-2 if "yesterday" in groups else 2))


def deictic_day(groups: Groups, context: Context) -> TimeInterval | None:
    """ "today", "yesterday", "tomorrow", with or without a part of the day."""
    offset = {"yesterday": -1, "today": 0, "tomorrow": 1}[groups["word"]]
    return intervals.day(context.published + timedelta(days=offset), _daypart(groups))


def deictic_part(groups: Groups, context: Context) -> TimeInterval | None:
    """ "tonight", "this morning", "last night", "the next morning", "noon"; "overnight" is the night now over."""
    rel, now = groups.get("rel", ""), context.published
    if groups.get("word") == "tonight" or ("word" in groups and context.tense == "future"):
        return intervals.day(now, "TNI")
    if "word" in groups:
        return replace(intervals.day(now - timedelta(days=1), "TNI"), end=now)
    if rel == "last":
        return intervals.day(now - timedelta(days=1), _daypart(groups))
    offset = {"the next": 1, "the following": 1, "the previous": -1}.get(rel, 0)
    base = now if rel == "this" else context.base
    return intervals.day(base + timedelta(days=offset), _daypart(groups))


def weekend(groups: Groups, context: Context) -> TimeInterval | None:
    """ "last weekend" is the one before the current (on its Saturday and Sunday too); "the weekend" by the tense."""
    rel, now = groups.get("rel", ""), context.published
    if rel in _FROM_ANCHOR:
        return intervals.weekend(context.base + timedelta(weeks=shift_of(rel)))
    on_weekend = now.weekday() >= 5
    back = not on_weekend and context.tense != "future" and not (rel == "this" and context.tense is None)
    if shift_of(rel) < 0:
        return intervals.weekend(now - timedelta(weeks=1))
    if shift_of(rel) > 0:
        return intervals.weekend(now + timedelta(weeks=1 if on_weekend else 0))
    return intervals.weekend(now - timedelta(weeks=1) if back and rel != "this coming" else now)


def weekend_of(groups: Groups, context: Context) -> TimeInterval | None:
    """ "the weekend of 5 May"."""
    found = context.read(groups["inner"], context)
    return intervals.weekend(found.start) if found is not None and found.start is not None else None


def week_of(groups: Groups, context: Context) -> TimeInterval | None:
    """ "the week of March 6"."""
    found = context.read(groups["inner"].removeprefix("the "), context)
    return intervals.week(found.start) if found is not None and found.start is not None else None


def relative_unit(groups: Groups, context: Context) -> TimeInterval | None:
    """ "last week", "this year", "the following month", "earlier this week".

    "that", "same", "previous" and "following" count from the anchor; without one, "that" and "same" name no day
    and the others count from publication.
    """
    rel, (unit, size) = groups["rel"], unit_of(groups["u"])
    if groups["u"] == "weekend":
        return weekend(groups, context)
    if rel == "past":
        return _past_unit(unit, size, context)
    if rel in ("that", "same") and context.anchored is None:
        return TimeInterval(None, None, "period", _UNKNOWN.get(unit, "XXXX-XX-XX"))
    base = context.base if rel in _FROM_ANCHOR or (rel == "next" and unit == "D") else context.published
    found = _unit_at(base, unit, size, shift_of(rel))
    return _within(groups.get("shift", ""), found, base)


def _past_unit(unit: str, size: int, context: Context) -> TimeInterval:
    start = intervals.add(context.published, -size, unit)
    return TimeInterval(start, context.published, "period", period(unit, size))


def _unit_at(base: date, unit: str, size: int, shift: int) -> TimeInterval:
    """The unit that holds ``base``, or the one ``shift`` before or after it."""
    if unit == "Y" and size == 10:
        return intervals.decade(base.year // 10 * 10 + 10 * shift)
    if unit == "Y" and size == 100:
        return intervals.century((base.year - 1) // 100 + 1 + shift)
    if unit == "M" and size == 3:
        moved = intervals.add_months(base, 3 * shift)
        return intervals.quarter(moved.year, (moved.month + 2) // 3)
    return intervals.around(intervals.add(base, shift * size, unit), unit)


def _within(shift: str, found: TimeInterval, base: date) -> TimeInterval:
    """The part of ``found`` before ("earlier") or after ("later") ``base``, where it holds that day."""
    if found.start is None or found.end is None or not shift:
        return found
    holds = found.start <= base <= found.end
    if shift == "earlier" and holds:
        return replace(found, end=base)
    if shift == "later" and holds:
        return replace(found, start=base)
    return intervals.third(found, shift) if shift in ("early", "mid", "late") else found


def unit_now(groups: Groups, context: Context) -> TimeInterval | None:
    """ "earlier in the day", "later in the year": the unit that holds the anchor or publication."""
    unit, size = unit_of(groups["u"])
    return _unit_at(context.base, unit, size, 0)


def part_of_unit(groups: Groups, context: Context) -> TimeInterval | None:
    """ "the end of the year", "the beginning of the week"."""
    unit, size = unit_of(groups["u"])
    return edge_of(groups["edge"], _unit_at(context.base, unit, size, 0), context)


def units_away(groups: Groups, context: Context) -> TimeInterval | None:
    """ "two days ago", "three weeks earlier", "a decade ago": the day, week, month or year so far away.

    "earlier" and "later" count from the anchor; without one only the length is known.
    """
    unit, size = unit_of(groups["u"])
    count, direction = number(groups["n"]) * size, 1 if "later" in groups else -1
    if ("since" in groups or groups.get("later") in ("later", "after", "afterward", "afterwards")) and (
        context.anchored is None
    ):
        return intervals.duration(period(unit, count))
    base = context.base if "since" in groups or "later" in groups else context.published
    if "half" in groups:
        count, unit = _with_half(count, size, unit)
    return intervals.around(intervals.add(base, direction * count, unit), unit)


def _with_half(count: int, size: int, unit: str) -> tuple[int, str]:
    """Half a unit more, told in the next smaller unit that holds a half of it."""
    smaller = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "D": ("TH", 24)}.get(unit)
    if smaller is None:
        return count, unit
    return count * smaller[1] + size * smaller[1] // 2, smaller[0]


def unit_beside(groups: Groups, context: Context) -> TimeInterval | None:
    """ "the day before", "a week later": one unit from the anchor; without one only the length is known."""
    unit, size = unit_of(groups["u"])
    if context.anchored is None:
        return intervals.duration(period(unit, size))
    direction = -1 if groups["side"] in ("before", "earlier") else 1
    return intervals.around(intervals.add(context.anchored, direction * size, unit), unit)


def unit_before_last(groups: Groups, context: Context) -> TimeInterval | None:
    """ "the week before last"."""
    if groups["u"] == "weekend":
        return intervals.weekend(context.published - timedelta(weeks=2))
    unit, size = unit_of(groups["u"])
    return _unit_at(context.published, unit, size, -2)


def units_from(groups: Groups, context: Context) -> TimeInterval | None:
    """ "a week from Friday": the day so far after the day named."""
    unit, size = unit_of(groups["u"])
    found = context.read(groups["inner"], context.with_tense("future"))
    if found is None or found.start is None:
        return None
    return intervals.day(intervals.add(found.start, number(groups["n"]) * size, unit))


def units_ahead(groups: Groups, context: Context) -> TimeInterval | None:
    """ "in three days": then; "within 72 hours": from publication till then. In past tense only a length."""
    unit, size = unit_of(groups["u"])
    count = number(groups["n"]) * size
    if context.tense == "past":
        return intervals.duration(period(unit, count))
    then = intervals.add(context.published, count, unit)
    if groups["within"] == "in" and not unit.startswith("T"):
        return intervals.around(then, unit)
    return TimeInterval(context.published, then, "period", period(unit, count))


def clock(groups: Groups, context: Context) -> TimeInterval | None:
    """A time of day, on the day that stands beside it, else the anchor's, else that of publication."""
    hour = int(groups.get("h") or groups["h2"]) % 24
    minute = groups.get("min") or groups.get("min2") or "00"
    half_of_day = groups.get("ap") or {"TAF": "pm", "TEV": "pm", "TNI": "pm", "TMO": "am"}.get(_daypart(groups), "")
    if half_of_day:
        hour = hour % 12 + (12 if half_of_day == "pm" else 0)
    zone = "Z" if (groups.get("tz") or groups.get("tz2")) in ("gmt", "utc", "z") else ""
    found = context.read(groups["inner"].removesuffix(" from"), context) if "inner" in groups else None
    when = found.start if found is not None and found.start is not None else context.base
    return intervals.day(when, f"T{hour:02}:{minute}{zone}")
