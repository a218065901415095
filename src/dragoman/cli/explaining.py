"""``dragoman explain``: code again and show why each event came out as it did."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from dragoman.cli.outcome import INCOMPLETE, OK, ErrorLog, say
from dragoman.errors import UsageError
from dragoman.ontology import Ontology
from dragoman.pipeline import Pipeline
from dragoman.read import ReadOptions, read_articles
from dragoman.records import Article, Event, Incident
from dragoman.relations.moves import moves_of
from dragoman.relations.transitions import Transitions
from dragoman.settings import Settings
from dragoman.store import EventFilter, Reader, Store, StoredEvent
from dragoman.write import read_records
from dragoman.write.explain import explanation
from dragoman.write.table import clean


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


def kept(url: str | None, identifier: str) -> int:
    """Explain an event or an incident of the store by its id, or the beginning of it; the exit code."""
    with Store.open(url, create=False) as store, store.reading() as reader:
        lines = _lines_of(reader, identifier)
        sys.stdout.buffer.write("\n".join((*lines, "")).encode())
    return OK


def _lines_of(reader: Reader, identifier: str) -> Iterator[str]:
    try:
        return _kept_lines(reader.event(identifier), reader)
    except UsageError as no_event:
        try:
            return _incident_lines(reader.incident(identifier), reader)
        except UsageError as no_incident:
            raise UsageError(f"{no_event}; {no_incident}") from None


def _incident_lines(incident: Incident, reader: Reader) -> Iterator[str]:
    told = f"told by {incident.sources} sources in {len(incident.articles)} articles"
    yield f"incident {incident.id}, {told}, between {incident.earliest} and {incident.latest}"
    for stored in reader.events(EventFilter(ids=incident.events)):
        event = stored.event
        what = f"{event.act or event.type} {event.status}"
        yield "  " + clean(f"{event.published} {event.document}: {what}, “{event.phrase}” [{event.id}]")
    for disagreement in incident.disagreements:
        values = "; ".join(f"{value} ({len(ids)})" for value, ids in disagreement.values)
        yield "  " + clean(f"they differ on {disagreement.field}: {values}")


def _kept_lines(stored: StoredEvent, reader: Reader) -> Iterator[str]:
    """Yield how the event was coded, traced anew where the coder still gives it, and what it moves."""
    event = stored.event
    article = reader.article(event.document)
    if article is None:
        raise UsageError(f"{event.document}: is not in the store")
    settings = Settings(code_titles=event.sequence < 0, trace=True)
    again = next((e for e in Pipeline.load(settings).code_batch([article]) if e.id == event.id), None)
    yield from explanation(replace(event, trace=again.trace if again is not None else ()), article)
    if again is None:
        yield "    (coding the article again does not give this event)"
    if stored.corrected:
        yield "  corrected by hand"
    if stored.incident is not None:
        yield f"  incident    {stored.incident}"
    for move in moves_of(event, Transitions.load(Ontology.load())):
        key = move.key
        verb = "denies" if move.kind == "denial" else "moves"
        value = f"{move.value}, {move.certainty}, from {move.since}"
        yield f"  {verb:<11} " + clean(f"{key.channel} {key.sender} – {key.receiver}: {value}")


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
