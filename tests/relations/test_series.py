"""Counts and scores by period: incidents and not reports, quiet and not unread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from dragoman.relations.series import Frequency, Period, series
from dragoman.store import PairScore

GOOD, BAD = ("CONSULT", 1, 5.0, 4.0), ("ASSAULT", 4, -10.0, -9.0)


class Told:
    """What a reader of the store says of one dyad."""

    def __init__(self, scores: Sequence[PairScore], read: Mapping[date, int] | None = None) -> None:
        self.scores, self.read = scores, read or {}

    def pair_scores(
        self, a: str, b: str, *, since: date | None = None, until: date | None = None, known_on: date | None = None
    ) -> list[PairScore]:
        return [s for s in self.scores if (since or date.min) <= s.date <= (until or date.max)]

    def articles_by_day(self, start: date, end: date) -> dict[date, int]:
        return {day: count for day, count in self.read.items() if start <= day <= end}


def score(day: str, what: tuple[str, int, float, float] = GOOD, incident: str | None = None) -> PairScore:
    return PairScore(f"{day}-{incident}", incident or day, date.fromisoformat(day), *what)


def periods(told: Told, frequency: Frequency = "month", *days: str) -> tuple[Period, ...]:
    return series(told, "A", "B", frequency, *map(date.fromisoformat, days))  # type: ignore[arg-type]


def test_many_reports_of_one_incident_weigh_as_one() -> None:
    told = Told([score("2020-01-03", BAD, "i"), score("2020-01-03", BAD, "i"), score("2020-01-09", GOOD)])
    (month,) = periods(told)
    assert (month.incidents, month.reports) == (2, 3)
    assert (month.quads, month.types) == ({1: 1, 4: 1}, {"ASSAULT": 1, "CONSULT": 1})
    assert (month.scale, month.goldstein) == (-2.5, -2.5)


def test_quiet_is_not_unread() -> None:
    told = Told([score("2020-01-31"), score("2020-04-01")], {date(2020, 2, 29): 3, date(2020, 4, 1): 1})
    found = periods(told)
    assert [(p.start.month, p.end.day, p.articles, p.incidents) for p in found] == [
        (1, 31, 0, 1), (2, 29, 3, 0), (3, 31, 0, 0), (4, 30, 1, 1),
    ]  # fmt: skip
    assert [p.scale for p in found] == [5.0, None, None, 5.0]
    assert [p.trend for p in found] == [5.0] * 4


@pytest.mark.parametrize(
    ("frequency", "starts"),
    [
        ("day", ["2020-12-30", "2020-12-31", "2021-01-01"]),
        ("week", ["2020-12-28"]),
        ("month", ["2020-12-01", "2021-01-01"]),
        ("year", ["2020-01-01", "2021-01-01"]),
    ],
)
def test_periods_are_those_of_the_calendar(frequency: Frequency, starts: list[str]) -> None:
    found = periods(Told([score("2020-12-30"), score("2021-01-01")]), frequency)
    assert [p.start.isoformat() for p in found] == starts


def test_from_one_day_to_another() -> None:
    told = Told([score("2020-02-10"), score("2020-05-10")])
    assert [p.incidents for p in periods(told, "month", "2020-01-01", "2020-03-31")] == [0, 1, 0]
    assert periods(told, "month", "2020-03-31", "2020-01-01") == periods(Told([])) == ()
    assert len(periods(told, "year", "9999-01-01", "9999-12-31")) == 1


def test_the_trend_follows_slowly() -> None:
    days = [f"2020-{month:02}-15" for month in range(1, 9)]
    trend = [p.trend for p in periods(Told([score(d, BAD if d > "2020-05" else GOOD) for d in days]))]
    assert trend[:4] == [5.0] * 4
    assert trend[4:] == sorted((t for t in trend[4:] if t is not None), reverse=True)
    # Four bad months after four good ones: within them the good ones lost more than half of their weight.
    assert trend[-1] is not None
    assert -10 < trend[-1] < -5


def test_a_change_of_level_is_marked_once_and_noise_never() -> None:
    days = [f"{2000 + n // 12}-{n % 12 + 1:02}-15" for n in range(36)]
    level = [score(d, BAD if n >= 20 else GOOD) for n, d in enumerate(days)]
    assert [p.start for p in periods(Told(level)) if p.change_point] == [date(2001, 9, 1)]
    noise = [score(d, BAD if n % 2 else GOOD) for n, d in enumerate(days)]
    assert not any(p.change_point for p in periods(Told(noise)))
    assert not any(p.change_point for p in periods(Told([score(d) for d in days])))
    assert not any(p.change_point for p in periods(Told(level[18:23])))
