"""Lengths of time, spans beside the day of publication, repeated times, and vague references."""

from __future__ import annotations

from dragoman.records import TimeInterval

from . import intervals
from .context import Context, Groups, number, period, unit_of
from .vocabulary import vocabulary

_HALVES = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}


def duration(groups: Groups, context: Context) -> TimeInterval | None:
    """ "two years" → P2Y, "a few weeks" → PXW, "five and a half hours" → PT5H30M; no calendar day."""
    unit, size = unit_of(groups.get("u") or groups["ulong"])
    plural = groups.get("u", "") in vocabulary().kinds["unit-plural"]
    if "vague" in groups or ("n" not in groups and plural):
        return intervals.duration(period(unit, "X"))
    count = number(groups.get("n", "one")) * size * number(groups.get("times", "one"))
    value = period(unit, f"{count}.{groups['n'][-1]}" if " . " in groups.get("n", "") else count)
    if "half" in groups:
        value += {"TH": "30M", "TM": "30S", "Y": "6M"}.get(unit, "")
    return intervals.duration(value)


def half_duration(groups: Groups, context: Context) -> TimeInterval | None:
    """ "half an hour" → PT30M, "half a century" → P50Y."""
    return intervals.duration(_HALVES[groups["u"]])


def compound_duration(groups: Groups, context: Context) -> TimeInterval | None:
    """ "two years and three months" → P2Y3M."""
    (unit, size), (unit2, size2) = unit_of(groups["u"]), unit_of(groups["u2"])
    value, rest = period(unit, number(groups["n"]) * size), period(unit2, number(groups["n2"]) * size2)
    if unit.startswith("T"):
        return intervals.duration(value + rest.removeprefix("PT")) if unit2.startswith("T") else None
    return intervals.duration(value + rest.removeprefix("P"))


def span_of_units(groups: Groups, context: Context) -> TimeInterval | None:
    """ "over the past two weeks", "the next three months", "recent years": a span that ends or begins now.

    A vague number leaves the far end open.
    """
    unit, size = unit_of(groups["u"])
    forward = groups["dir"] in ("next", "coming", "following")
    if "n" not in groups:
        singular = "vague" not in groups and groups["u"] in vocabulary().kinds["unit"]
        if not singular:
            start, end = (context.published, None) if forward else (None, context.published)
            return TimeInterval(start, end, "period", period(unit, "X"))
    count = number(groups.get("n", "one")) * size
    far = intervals.add(context.published, count if forward else -count, unit)
    first, last = sorted((context.published, far))
    return TimeInterval(first, last, "period", period(unit, count))


def vague_ago(groups: Groups, context: Context) -> TimeInterval | None:
    """ "several weeks ago": some time before publication."""
    unit, _ = unit_of(groups["u"])
    return TimeInterval(None, context.published, "period", period(unit, "X"))


def every(groups: Groups, context: Context) -> TimeInterval | None:
    """ "every week" → P1W, "every two years" → P2Y, "every other day" → P2D."""
    unit, size = unit_of(groups["u"])
    count = 2 if "other" in groups else number(groups.get("n", "one"))
    return intervals.duration(period(unit, count * size))


def every_weekday(groups: Groups, context: Context) -> TimeInterval | None:
    """ "every Friday", "Fridays" → XXXX-WXX-5."""
    form = groups.get("wd") or groups["wds"].removesuffix("s")
    index = int(vocabulary().value(form, "weekday") or 0)
    return intervals.duration(f"XXXX-WXX-{index + 1}")


def every_daypart(groups: Groups, context: Context) -> TimeInterval | None:
    """ "every night" → XXXX-XX-XXTNI."""
    return intervals.duration("XXXX-XX-XX" + (vocabulary().value(groups["dp"], "daypart") or ""))


def set_of(groups: Groups, context: Context) -> TimeInterval | None:
    """ "daily", "annually"."""
    return intervals.duration(vocabulary().value(groups["set"], "set") or "")


def reference(groups: Groups, context: Context) -> TimeInterval | None:
    """ "now" is the day of publication, "recently" some time up to it, "soon" some time from it."""
    value = vocabulary().value(groups["ref"], "reference") or ""
    now = context.published
    if value == "PRESENT_REF":
        return TimeInterval(now, now, "day", value)
    if value == "PAST_REF":
        return TimeInterval(None, now, "period", value)
    return TimeInterval(now, None, "period", value)
