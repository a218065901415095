"""How the store holds up: 200,000 synthetic events, kept as ``dragoman add`` keeps them, then asked for.

On a SQLite file and on a PostgreSQL server that is started for it and thrown away. It needs no development data, only
time: some minutes for each. ``DRAGOMAN_SCALE`` names another number of events.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.store.server import NoServerError, make_database, postgresql_server

from benchmarks.synthetic import FIRST, Synthetic
from dragoman.incidents.keeping import Keeper
from dragoman.relations.relation import Relations
from dragoman.relations.series import series
from dragoman.relations.timeline import timeline
from dragoman.store import Store
from dragoman.write.record import CODER

EVENTS = 200_000
DYADS, AGAIN = 200, 20
# Seconds that an answer may take, the store being open and its pages in memory.
RELATION_LIMIT, TIMELINE_LIMIT = 0.050, 0.200
# An article of the last tenth may take so many times as long as one of the first: other work on the machine makes two
# runs differ by as much.
STEADY = 1.2
_JUDGED = 50_000
# As a server of its own has it: the tables are larger than the 128 MB that it begins with.
_SETTINGS = ("shared_buffers=512MB", "max_wal_size=4GB")


def run() -> bool:
    """Print rates and times on both databases; False where an answer is too slow or adding slows down."""
    wanted = int(os.environ.get("DRAGOMAN_SCALE", EVENTS))
    print("scale")
    results = []
    with ExitStack() as stack:
        file = Path(stack.enter_context(TemporaryDirectory())) / "scale.db"
        results.append(_measure("SQLite", str(file), wanted))
    with ExitStack() as stack:
        try:
            server = stack.enter_context(postgresql_server(*_SETTINGS))
        except NoServerError as error:
            print(f"  PostgreSQL: passed over: {error}")
        else:
            make_database(server, "scale")
            results.append(_measure("PostgreSQL", server.format("scale"), wanted))
    return all(results)


def _measure(name: str, url: str, wanted: int) -> bool:
    synthetic = Synthetic(wanted)
    with Store.open(url) as store:
        steady = _add(name, store, synthetic)
    with Store.open(url) as store:
        return _ask(name, store, synthetic) and steady


def _add(name: str, store: Store, synthetic: Synthetic) -> bool:
    """Keep all articles, one transaction each; whether the end is as quick as the start."""
    keeper = Keeper.load()
    taken: list[tuple[float, int]] = []
    made = 0
    for coded in synthetic.articles():
        start = time.perf_counter()
        with store.begin(repeatable=True) as transaction:
            changes = transaction.put(coded, CODER)
            keeper(transaction, changes)
        taken.append((time.perf_counter() - start, len(coded.events)))
        made += len(coded.events)
        if len(taken) % 1000 == 0:
            rate = 1000 / sum(seconds for seconds, _ in taken[-1000:])
            print(f"  {name}: {made:,} events, {rate:.0f} articles/s", file=sys.stderr)
    seconds = sum(seconds for seconds, _ in taken)
    tenth = max(1, len(taken) // 10)
    parts = {"first": taken[:tenth], "last": taken[-tenth:]}
    incidents = len(store.incidents())
    print(f"  {name}: {len(taken):,} articles, {made:,} events, {incidents:,} incidents in {seconds:.0f} s")
    medians = [_shown(part, some) for part, some in parts.items()]
    # Of fewer, the first tenth falls into the first months, which have no neighbours yet.
    steady = made < _JUDGED or medians[1] <= STEADY * medians[0]
    if not steady:
        print("    TOO SLOW at the end")
    return steady


def _shown(part: str, taken: Sequence[tuple[float, int]]) -> float:
    """Print the rates of a part of the adding; the median of the seconds that an article took."""
    seconds, median = sum(seconds for seconds, _ in taken), statistics.median(seconds for seconds, _ in taken)
    articles, events = len(taken) / seconds, sum(events for _, events in taken) / seconds
    print(f"    adding, {part + ' tenth':12}{articles:5.0f} articles/s {events:6.0f} events/s  "
          f"median {1000 * median:.1f} ms an article")  # fmt: skip
    return median


def _ask(name: str, store: Store, synthetic: Synthetic) -> bool:
    """Time the answers; whether each keeps within its limit."""
    random, busiest = Random(1), synthetic.busiest
    counts = store.pairs()
    dyads = random.sample(list(counts), min(DYADS, len(counts)))
    print(f"  {name}: {len(counts):,} dyads, {counts[busiest]:,} events of the busiest")
    relations = Relations.load(store)
    days = iter(lambda: FIRST + timedelta(days=random.randrange(synthetic.days)), None)

    def asked(pair: tuple[str, str]) -> Callable[[], object]:
        day = next(days)
        return lambda: relations.on(*pair, day)

    busy = [asked(busiest) for _ in range(AGAIN)]
    last = [lambda: relations.on(*busiest, FIRST + timedelta(days=synthetic.days))] * AGAIN
    lines = [lambda: timeline(relations, store, *busiest)] * AGAIN
    months = [lambda: series(store, *busiest, "month")] * AGAIN
    return all([
        _timed(f"relation, {len(dyads)} dyads", [asked(pair) for pair in dyads], RELATION_LIMIT),
        _timed("relation, busiest", busy, RELATION_LIMIT),
        _timed("relation, busiest, today", last, RELATION_LIMIT),
        _timed("timeline, busiest", lines, TIMELINE_LIMIT),
        _timed("series, busiest", months, TIMELINE_LIMIT),
    ])  # fmt: skip


def _timed(what: str, questions: Sequence[Callable[[], object]], limit: float) -> bool:
    """Ask everything once to warm up, then once more; whether half of the answers come within the limit."""
    taken, first = [], 0.0
    for again in (False, True):
        for question in questions:
            start = time.perf_counter()
            question()
            first = first or time.perf_counter() - start
            if again:
                taken.append(time.perf_counter() - start)
    median = statistics.median(taken)
    late = sorted(taken)[int(0.95 * (len(taken) - 1))]
    verdict = "" if median < limit else f"  TOO SLOW, more than {1000 * limit:.0f} ms"
    figures = (("median", median), ("95 %", late), ("first", first))
    print(f"    {what:26} " + "   ".join(f"{name} {1000 * value:6.1f} ms" for name, value in figures) + verdict)
    return median < limit
