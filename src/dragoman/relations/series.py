"""Counts and scores of a dyad by period, weighted by incidents and not by reports."""

from __future__ import annotations

import calendar
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from dragoman.store import PairScore, Reader

Frequency = Literal["day", "week", "month", "year"]
FREQUENCIES: tuple[Frequency, ...] = get_args(Frequency)

# After so many periods a report weighs half as much in the smoothed trend.
HALF_LIFE = 3.0
# A change point has at least so many periods with incidents on either side of it.
SHORTEST_REGIME = 3


@dataclass(frozen=True, slots=True)
class Period:
    """One period, both days included.

    ``articles`` is how many articles were read that were published in it, whomever they are about: no incident in a
    period without articles is no peace. ``scale`` (PLOVER, -10 to 10) and ``goldstein`` are means over incidents, None
    without any; ``trend`` is the smoothed scale up to here; ``change_point`` marks the first period of a new level.
    """

    start: date
    end: date
    articles: int
    incidents: int
    reports: int
    quads: Mapping[int, int]
    types: Mapping[str, int]
    scale: float | None
    goldstein: float | None
    trend: float | None
    change_point: bool


def series(
    store: Reader, first: str, second: str, frequency: Frequency, since: date | None = None, until: date | None = None
) -> tuple[Period, ...]:
    """Return the periods of a dyad, quiet ones too, from ``since`` (or its first incident) to ``until`` (its last)."""
    scores = store.pair_scores(first, second, since=since, until=until)
    days = [score.date for score in scores]
    begin, end = since or min(days, default=None), until or max(days, default=None)
    if begin is None or end is None or end < begin:
        return ()
    periods = list(_periods(begin, end, frequency))
    told: list[list[PairScore]] = [[] for _ in periods]
    starts = {start: index for index, (start, _) in enumerate(periods)}
    for score in scores:
        told[starts[_start(score.date, frequency)]].append(score)
    read = store.articles_by_day(periods[0][0], periods[-1][1])
    return _assembled(periods, told, read)


def _assembled(
    periods: Sequence[tuple[date, date]], told: Sequence[Sequence[PairScore]], read: Mapping[date, int]
) -> tuple[Period, ...]:
    once = [_once(scores) for scores in told]
    scales = [_mean(score.scale for score in scores) for scores in once]
    smooth = _smoothed(scales, [len(scores) for scores in once])
    breaks = _change_points(scales)
    articles: Counter[date] = Counter()
    index = 0
    for day in sorted(read):
        while day > periods[index][1]:
            index += 1
        articles[periods[index][0]] += read[day]
    return tuple(
        Period(
            start=start,
            end=end,
            articles=articles[start],
            incidents=len(once[i]),
            reports=len(told[i]),
            quads=dict(sorted(Counter(s.quad for s in once[i] if s.quad is not None).items())),
            types=dict(sorted(Counter(s.type for s in once[i]).items())),
            scale=_rounded(scales[i]),
            goldstein=_rounded(_mean(s.goldstein for s in once[i])),
            trend=_rounded(smooth[i]),
            change_point=i in breaks,
        )
        for i, (start, end) in enumerate(periods)
    )


def _once(scores: Iterable[PairScore]) -> list[PairScore]:
    """Return one report of every incident: the first."""
    found: dict[str, PairScore] = {}
    for score in scores:
        found.setdefault(score.incident or score.event, score)
    return list(found.values())


def _periods(begin: date, end: date, frequency: Frequency) -> Iterator[tuple[date, date]]:
    start = _start(begin, frequency)
    while start <= end:
        last = _end(start, frequency)
        yield start, last
        if last == date.max:
            return
        start = last + timedelta(days=1)


def _start(day: date, frequency: Frequency) -> date:
    if frequency == "week":  # ISO weeks, from Monday
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    if frequency == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if frequency == "year" else day


def _end(start: date, frequency: Frequency) -> date:
    if frequency == "week":
        return start + timedelta(days=6 - start.weekday())
    if frequency == "month":
        return start.replace(day=calendar.monthrange(start.year, start.month)[1])
    return start.replace(month=12, day=31) if frequency == "year" else start


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return math.fsum(known) / len(known) if known else None


def _rounded(value: float | None) -> float | None:
    return round(value, 3) if value is not None else None


def _smoothed(scales: Sequence[float | None], weights: Sequence[int]) -> list[float | None]:
    """Return the mean of all incidents up to each period, older ones weighing less; quiet periods carry it on."""
    fade = 0.5 ** (1 / HALF_LIFE)
    total, weight = 0.0, 0.0
    smooth: list[float | None] = []
    for scale, count in zip(scales, weights, strict=True):
        total, weight = total * fade, weight * fade
        if scale is not None:
            total, weight = total + scale * count, weight + count
        # After ages of quiet nothing is left but rounding errors.
        smooth.append(total / weight if weight > 1e-6 else None)
    return smooth


def _change_points(scales: Sequence[float | None]) -> frozenset[int]:
    """Return the periods at which the mean scale changed level: PELT, squared error, BIC penalty (Killick et al. 2012).

    Periods without incidents say nothing of the level and are passed over.
    """
    known = [index for index, scale in enumerate(scales) if scale is not None]
    if len(known) < 2 * SHORTEST_REGIME:
        return frozenset()
    import numpy as np
    import ruptures

    signal = np.array([scales[index] for index in known], dtype=float)
    steps = np.diff(signal)
    # The spread of what lies between two neighbours is not blown up by the very changes that are sought.
    noise = float(np.median(np.abs(steps - np.median(steps))) / 0.6745) ** 2 / 2
    if signal.std() == 0:
        return frozenset()
    penalty = 3 * math.log(len(signal)) * max(noise, 0.05 * float(signal.var()))
    # With the linear kernel the cost is the squared error, as with ``Pelt(model="l2")``, a hundred times as fast.
    search = ruptures.KernelCPD(kernel="linear", min_size=SHORTEST_REGIME)
    found = search.fit(signal.reshape(-1, 1)).predict(pen=penalty)
    return frozenset(known[index] for index in found if index < len(signal))
