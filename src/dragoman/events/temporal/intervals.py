"""Calendar arithmetic: the intervals that days, weeks, months and their kin span, with their TIMEX3 values.

Weeks are those of ISO 8601 (Monday to Sunday). Seasons are the meteorological ones of the northern hemisphere;
the winter of a year begins in its December. Every function raises ValueError or OverflowError outside years 1-9999.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from dragoman.records import TimeInterval

Tense = Literal["past", "present", "future"]
_FAR_OFF: dict[Tense | None, int] = {"past": 304, "present": 274, "future": 304, None: 274}
"""Days beyond which a date without a year is read the other way."""
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def day(when: date, suffix: str = "") -> TimeInterval:
    """One day; ``suffix`` is the time of day in TIMEX3 form ("TNI", "T10:30")."""
    return TimeInterval(when, when, "day", when.isoformat() + suffix)


def week(when: date) -> TimeInterval:
    """The ISO week that holds ``when``."""
    year, number, weekday = when.isocalendar()
    first = when - timedelta(days=weekday - 1)
    return TimeInterval(first, first + timedelta(days=6), "week", f"{year:04}-W{number:02}")


def weekend(when: date) -> TimeInterval:
    """The Saturday and Sunday of the ISO week that holds ``when``."""
    year, number, weekday = when.isocalendar()
    saturday = when + timedelta(days=6 - weekday)
    return TimeInterval(saturday, saturday + timedelta(days=1), "weekend", f"{year:04}-W{number:02}-WE")


def month(year: int, number: int) -> TimeInterval:
    """Month ``number`` (1-12) of ``year``."""
    return TimeInterval(date(year, number, 1), month_end(year, number), "month", f"{year:04}-{number:02}")


def month_end(year: int, number: int) -> date:
    """The last day of a month."""
    return date(year, number, monthrange(year, number)[1])


def quarter(year: int, number: int) -> TimeInterval:
    """Quarter ``number`` (1-4) of ``year``."""
    first = number * 3 - 2
    return TimeInterval(date(year, first, 1), month_end(year, first + 2), "quarter", f"{year:04}-Q{number}")


def half(year: int, number: int) -> TimeInterval:
    """Half ``number`` (1-2) of ``year``."""
    first = number * 6 - 5
    return TimeInterval(date(year, first, 1), month_end(year, first + 5), "period", f"{year:04}-H{number}")


def season(year: int, code: str) -> TimeInterval:
    """The season ``code`` (SP, SU, FA, WI) that begins in ``year``."""
    first = date(year, SEASON_MONTHS[code], 1)
    last = add_months(first, 2)
    return TimeInterval(first, month_end(last.year, last.month), "season", f"{year:04}-{code}")


def year(number: int) -> TimeInterval:
    """A calendar year."""
    return TimeInterval(date(number, 1, 1), date(number, 12, 31), "year", f"{number:04}")


def decade(first: int) -> TimeInterval:
    """The ten years from ``first``, written as news corpora do: 199X."""
    return TimeInterval(date(first, 1, 1), date(first + 9, 12, 31), "decade", f"{first // 10:03}X")


def century(number: int) -> TimeInterval:
    """Century ``number``, from its year 01 to its year 00; the 20th is written 19."""
    return TimeInterval(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), "period", f"{number - 1:02}")


def hundreds(first: int) -> TimeInterval:
    """The hundred years from ``first``: the 1800s, written 18."""
    return TimeInterval(date(first, 1, 1), date(first + 99, 12, 31), "period", f"{first // 100:02}")


def add_months(when: date, count: int) -> date:
    """``when`` moved by ``count`` months, held to the last day of a shorter month."""
    index = when.year * 12 + when.month - 1 + count
    target, number = index // 12, index % 12 + 1
    return date(target, number, min(when.day, monthrange(target, number)[1]))


def add(when: date, count: int, unit: str) -> date:
    """``when`` moved by ``count`` units: D, W, M, Y, or hours, minutes and seconds (TH, TM, TS) in whole days."""
    if unit in ("M", "Y"):
        return add_months(when, count * (12 if unit == "Y" else 1))
    if unit.startswith("T"):
        in_a_day = {"TH": 24, "TM": 24 * 60, "TS": 24 * 60 * 60}[unit]
        return when + timedelta(days=int(count / in_a_day))
    return when + timedelta(days=count * (7 if unit == "W" else 1))


def around(when: date, unit: str) -> TimeInterval:
    """The calendar unit (D, W, M, Y; a day for anything shorter) that holds ``when``."""
    if unit == "W":
        return week(when)
    if unit == "M":
        return month(when.year, when.month)
    return year(when.year) if unit == "Y" else day(when)


def third(whole: TimeInterval, part: str) -> TimeInterval:
    """The early, middle or late third of ``whole``; it keeps the precision and value of the whole."""
    if whole.start is None or whole.end is None:
        return whole
    length = (whole.end - whole.start).days + 1
    cuts = [whole.start + timedelta(days=length * number // 3) for number in range(4)]
    index = {"early": 0, "mid": 1, "late": 2}[part]
    return TimeInterval(cuts[index], cuts[index + 1] - timedelta(days=1), whole.precision, whole.timex)


def duration(value: str) -> TimeInterval:
    """A length of time (or a set of times) that names no calendar day."""
    return TimeInterval(None, None, "period", value)


def infer(candidates: list[TimeInterval], published: date, tense: Tense | None) -> TimeInterval:
    """Which of the recurring ``candidates`` (in order of time) is meant by a writer of ``published``.

    Future tense: the first that is not over. Otherwise the latest that has begun. Either gives way to the other
    where it lies more than ten months off (nine without a tense): news names the year of what is so far away, and
    the tense of a clause is not always that of its times ("agreed to meet on May 7").
    """
    begun = [one for one in candidates if one.start is not None and one.start <= published]
    coming = [one for one in candidates if one.end is not None and one.end >= published]
    if not begun or not coming:
        return coming[0] if coming else begun[-1]
    began, comes = begun[-1].start or published, coming[0].start or published
    if tense == "future":
        return begun[-1] if (comes - published).days > _FAR_OFF[tense] else coming[0]
    return coming[0] if (published - began).days > _FAR_OFF[tense] else begun[-1]


def easter(in_year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computation)."""
    golden, century_index, rest = in_year % 19, in_year // 100, in_year % 100
    leap_centuries, century_rest = divmod(century_index, 4)
    correction = (century_index - (century_index + 8) // 25 + 1) // 3
    epact = (19 * golden + century_index - leap_centuries - correction + 15) % 30
    leaps, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    number, day_index = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(in_year, number, day_index + 1)
