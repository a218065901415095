"""``dragoman code``: articles in, events out."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from dragoman.cli.outcome import ErrorLog
from dragoman.cli.progress import Progress, progress
from dragoman.errors import UsageError
from dragoman.pipeline import Pipeline
from dragoman.read import ReadOptions, read_articles, total_bytes
from dragoman.records import Article, Event
from dragoman.settings import Settings
from dragoman.write import OutputFormat, Writer, atomic, to_record

Coded = tuple[Article, tuple[Event, ...]]


@dataclass(slots=True)
class Tally:
    """What a run has done so far. ``started`` in seconds of the monotonic clock."""

    articles: int = 0
    events: int = 0
    words: int = 0
    started: float = field(default_factory=time.monotonic)

    def summary(self, errors: int) -> str:
        """The run in one line."""
        seconds = max(time.monotonic() - self.started, 1e-9)
        counted = ", ".join((count(self.articles, "article"), count(self.events, "event"), count(errors, "error")))
        return f"{counted}, {count(self.words, 'word')} at {self.words / seconds:,.0f} words/s"


def run(
    paths: list[Path],
    options: ReadOptions,
    settings: Settings,
    form: OutputFormat,
    write: Writer,
    output: Path | None,
) -> int:
    """Code the articles of all paths and write their events with the writer of ``form``; the exit code."""
    if settings.trace and form not in ("table", "jsonl"):
        raise UsageError(f"--explain goes with table and jsonl, not with {form}")
    errors = ErrorLog()
    pipeline = Pipeline.load(settings)
    tally = Tally()
    to_terminal = output is None and sys.stdout.isatty()
    with (
        progress(shown=not to_terminal, measure=lambda: total_bytes(paths, options)) as bar,
        _target(output) as target,
    ):
        coded = _counted(pipeline.code(read_articles(paths, options, errors, bar.read), errors), tally, bar)
        if settings.trace:
            _write_traced(coded, form, target)
        else:
            write((event for _, events in coded for event in events), target)
        target.flush()
    sys.stderr.write(tally.summary(errors.count) + "\n")
    return errors.exit_code


def count(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _target(output: Path | None) -> AbstractContextManager[IO[bytes]]:
    return atomic(output) if output is not None else nullcontext(sys.stdout.buffer)


def _counted(coded: Iterable[Coded], tally: Tally, bar: Progress) -> Iterator[Coded]:
    for article, events in coded:
        tally.articles += 1
        tally.events += len(events)
        tally.words += len(article.text.split())
        bar.coded(tally.articles, tally.events)
        yield article, events


def _write_traced(coded: Iterable[Coded], form: OutputFormat, target: IO[bytes]) -> None:
    """The events with the steps that led to them: in lines for a person, or as one more key of the record."""
    from dragoman.write.explain import explanation, trace_records
    from dragoman.write.jsonl import to_line

    for article, events in coded:
        for event in events:
            if form == "table":
                target.write("\n".join((*explanation(event, article), "", "")).encode())
            else:
                target.write(to_line(to_record(event) | {"trace": trace_records(event)}))
