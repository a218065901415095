"""``dragoman explain``: code again and show why each event came out as it did."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from dragoman.cli.outcome import INCOMPLETE, ErrorLog, say
from dragoman.errors import UsageError
from dragoman.pipeline import Pipeline
from dragoman.read import ReadOptions, read_articles
from dragoman.records import Article, Event
from dragoman.settings import Settings
from dragoman.write import read_records
from dragoman.write.explain import explanation


def run(articles: list[Path], records: list[Path], options: ReadOptions, settings: Settings, wanted: str | None) -> int:
    """Explain the one event whose id begins with ``wanted``, or all; the exit code.

    With ``records``, only the events that stand in those files, and only their documents are coded again.
    """
    errors = ErrorLog()
    recorded = _recorded(records, wanted) if records else None
    pipeline = Pipeline.load(settings)
    documents = set(recorded.values()) if recorded is not None else None
    sources = (a for a in read_articles(articles, options, errors) if documents is None or a.id in documents)
    found = [
        (event, article)
        for article, events in pipeline.code(sources, errors)
        for event in events
        if (event.id in recorded if recorded is not None else event.id.startswith(wanted or ""))
    ]
    if wanted is not None and recorded is None:
        only = _matching(wanted, {event.id for event, _ in found})
        found = [(event, article) for event, article in found if event.id == only]
    for event, article in found:
        _show(event, article)
    return INCOMPLETE if _report_lost(recorded or {}, found) else errors.exit_code


def _recorded(files: list[Path], wanted: str | None) -> dict[str, str]:
    """Document by event id, of all records or of the one that is wanted."""
    every = {record["id"]: record["document"] for file in files for record in read_records(file)}
    if wanted is None:
        return every
    only = _matching(wanted, every.keys())
    return {only: every[only]}


def _matching(wanted: str, ids: Collection[str]) -> str:
    """The one id that is, or begins with, what is wanted; UsageError where there is none or more than one."""
    if wanted in ids:
        return wanted
    matching = sorted(key for key in ids if key.startswith(wanted))
    if len(matching) > 1:
        raise UsageError(f"{len(matching)} events have an id that begins with {wanted}: {', '.join(matching[:5])}")
    if not matching:
        raise UsageError(f"no event has an id that begins with {wanted}")
    return matching[0]


def _report_lost(recorded: dict[str, str], found: list[tuple[Event, Article]]) -> bool:
    """Name the records that a new coding does not give, be it that the text is not there or that the rules changed."""
    lost = sorted(recorded.keys() - {event.id for event, _ in found})
    for key in lost:
        say(f"{key}: coding {recorded[key]} again does not give this event, or the article is not there")
    return bool(lost)


def _show(event: Event, article: Article) -> None:
    sys.stdout.buffer.write("\n".join((*_lines(event, article), "", "")).encode())


def _lines(event: Event, article: Article) -> Iterator[str]:
    yield from explanation(event, article)
    if not event.trace:
        yield "    (the coder kept no steps)"
