"""A progress display on standard error, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """What a run tells its display."""

    def read(self, count: int) -> None:
        """So many more bytes were read."""

    def coded(self, articles: int, events: int) -> None:
        """So many articles have been coded by now and gave so many events."""


class _Silent:
    def read(self, count: int) -> None:
        """Nobody looks."""

    def coded(self, articles: int, events: int) -> None:
        """Nobody looks."""


@contextmanager
def progress(shown: bool, measure: Callable[[], int | None]) -> Iterator[Progress]:
    """A display while the block runs; a silent one where ``shown`` is false or standard error is no terminal.

    ``measure`` says how many bytes there are to read. Where it cannot, the bar only shows that something is going on.
    """
    if not shown or not sys.stderr.isatty():
        yield _Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Display

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), TimeRemainingColumn())
    # Messages on standard error are written above the bar, and the bar goes when it is done.
    with Display(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task("", total=measure())
        started = time.monotonic()

        class Shown:
            def read(self, count: int) -> None:
                display.advance(task, count)

            def coded(self, articles: int, events: int) -> None:
                rate = articles / max(time.monotonic() - started, 1e-9)
                display.update(task, description=f"{articles:,} articles ({rate:,.1f}/s), {events:,} events")

        yield Shown()
