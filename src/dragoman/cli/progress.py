"""A progress display on standard error, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """What a run tells its display."""

    def update(self, articles: int, events: int) -> None:
        """So many articles were coded and gave so many events."""


class _Silent:
    def update(self, articles: int, events: int) -> None:
        """Nobody looks."""


@contextmanager
def progress(shown: bool) -> Iterator[Progress]:
    """A display while the block runs; a silent one where ``shown`` is false or standard error is no terminal.

    Sources are read as they are coded, so the number of articles to come is unknown: it shows the count, the pace
    and the time.
    """
    if not shown or not sys.stderr.isatty():
        yield _Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Display

    columns = (BarColumn(bar_width=20), TextColumn("{task.description}"), TimeElapsedColumn())
    with Display(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task("loading", total=None)

        class Shown:
            def update(self, articles: int, events: int) -> None:
                display.update(task, description=f"{articles:,} articles  {events:,} events")

        yield Shown()
