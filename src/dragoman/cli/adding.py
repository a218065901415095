"""``dragoman add``: articles in, events into the store."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from dragoman.cli.coding import count
from dragoman.cli.outcome import ErrorLog
from dragoman.cli.progress import Progress, progress
from dragoman.incidents.keeping import Keeper
from dragoman.pipeline import Kept, Pipeline
from dragoman.read import ReadOptions, read_articles, total_bytes
from dragoman.settings import Settings
from dragoman.store import Store, Tally


def run(paths: list[Path], options: ReadOptions, settings: Settings, url: str | None, recode: bool) -> int:
    """Code the articles of all paths and keep them; the exit code."""
    errors = ErrorLog()
    # First, because a store that cannot be opened is known at once, and loading the coder takes seconds.
    with Store.open(url) as store:
        pipeline = Pipeline.load(settings)
        with store.begin() as transaction:
            number = transaction.start_run(pipeline.coder)
        total = _Total()
        with progress(shown=True, measure=lambda: total_bytes(paths, options)) as bar:
            articles = read_articles(paths, options, errors, bar.read)
            for kept in pipeline.add(articles, store, errors, recode=recode, keep=Keeper.load()):
                total.note(kept, bar)
        with store.begin() as transaction:
            transaction.finish_run(number, total.tally(errors.count))
    sys.stderr.write(total.summary(errors.count) + "\n")
    return errors.exit_code


class _Total:
    """What a run has done so far."""

    def __init__(self) -> None:
        self._done: Counter[str] = Counter()
        self._events = 0
        self._started = time.monotonic()

    def note(self, kept: Kept, bar: Progress) -> None:
        """Count one article."""
        self._done[kept.done] += 1
        self._events += len(kept.changes.added)
        bar.coded(self._done.total(), self._events)

    def tally(self, errors: int) -> Tally:
        """The numbers that are kept with the run."""
        done = self._done
        return Tally(done["added"], done["replaced"], done["copy"], done["skipped"], self._events, errors)

    def summary(self, errors: int) -> str:
        """The run in one line."""
        seconds = max(time.monotonic() - self._started, 1e-9)
        tally = self.tally(errors)
        articles = (
            f"{tally.added:,} added, {tally.replaced:,} replaced, "
            f"{'1 copy' if tally.copies == 1 else f'{tally.copies:,} copies'}, {tally.skipped:,} skipped"
        )
        rate = self._done.total() / seconds
        return f"{articles}; {count(tally.events, 'event')}, {count(errors, 'error')}; {rate:,.1f} articles/s"
