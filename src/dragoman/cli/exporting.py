"""``dragoman export``: events of the store in the formats that other programs read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

from dragoman.cli.listing import Wanted, chosen
from dragoman.cli.outcome import OK
from dragoman.records import Event
from dragoman.store import Reader, Store, StoredEvent
from dragoman.write import Writer, atomic, gold


def run(url: str | None, wanted: Wanted, write: Writer | None, output: Path | None) -> int:
    """Write the events that are asked for; without a writer the corrected ones, as gold. The exit code."""
    with (
        Store.open(url, create=False) as store,
        store.reading() as reader,
        atomic(output) if output is not None else nullcontext(sys.stdout.buffer) as target,
    ):
        found = chosen(reader, wanted, None)
        if write is None:
            gold.write(_with_texts(found, reader), target)
        else:
            write((stored.event for stored in found), target)
        target.flush()
    return OK


def _with_texts(found: Iterable[StoredEvent], reader: Reader) -> Iterator[tuple[Event, str]]:
    """Yield the corrected events with what their offsets count in."""
    for stored in found:
        if stored.corrected and (article := reader.article(stored.event.document)) is not None:
            yield stored.event, article.title if stored.event.sequence < 0 else article.text
