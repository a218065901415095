"""``dragoman relation``, ``timeline``, ``states`` and ``series``: what the store says of a dyad."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from dragoman.actors.naming import Names
from dragoman.cli.display import day, dyad, write_line
from dragoman.cli.outcome import OK, ErrorLog
from dragoman.cli.questions import questions
from dragoman.cli.showing import show_relation, show_series, show_timeline
from dragoman.errors import UsageError
from dragoman.read.fields import parse_date
from dragoman.relations.answers import Answer, Answers, period_answer
from dragoman.relations.relation import Relations
from dragoman.relations.series import FREQUENCIES, Frequency, series
from dragoman.relations.timeline import timeline as entries_of
from dragoman.store import Store

# A panel asks for the same dyads again and again.
_REMEMBERED = 1000


def relation(url: str | None, first: str, second: str, on: str | None, known_on: str | None, as_json: bool) -> int:
    """Show where two parties stand on a day; the exit code."""
    when, known = day("--on", on) or date.today(), day("--known-on", known_on)
    with Store.open(url, create=False) as store, store.reading() as reader:
        names = Names.load()
        a, b = dyad(first, second, names, reader)
        relations = Relations.load(reader)
        answer = relations.on(a, b, when, known)
        if as_json:
            write_line(Answers(relations.transitions.channels).relation(answer))
        else:
            show_relation(answer, names, reader, relations.transitions.channels)
    return OK


def timeline(url: str | None, first: str, second: str, known_on: str | None, as_json: bool) -> int:
    """Show what happened between two parties, day by day, and which channels it moved; the exit code."""
    known = day("--known-on", known_on)
    with Store.open(url, create=False) as store, store.reading() as reader:
        names = Names.load()
        a, b = dyad(first, second, names, reader)
        relations = Relations.load(reader)
        entries = entries_of(relations, reader, a, b, known)
        if as_json:
            for entry in entries:
                write_line(entry)
        else:
            show_timeline(entries, names, (a, b))
    return OK


def states(url: str | None, path: Path) -> int:
    """Answer every question of a file of JSON lines with one line; the exit code."""
    errors = ErrorLog()
    with Store.open(url, create=False) as store, store.reading() as reader:
        names = Names.load()
        relations = Relations.load(reader, remember=_REMEMBERED)
        answers = Answers(relations.transitions.channels)

        def answer(question: Mapping[str, object]) -> Answer:
            pair = dyad(_text(question, "a"), _text(question, "b"), names, reader)
            known = day('"known_on"', _text(question, "known_on")) if question.get("known_on") is not None else None
            return answers.relation(relations.on(*pair, parse_date(_text(question, "on")), known))

        nothing: Answer = {"pair": None, "on": None, "channels": [], "planned": [], "past_plans": [], "incidents": []}
        empty = nothing | {"trend": None}
        for identifier, found in questions(path, answer, errors):
            write_line({"id": identifier, **(found if found is not None else empty)})
    return errors.exit_code


def periods(
    url: str | None, first: str, second: str, frequency: str, since: str | None, until: str | None, as_json: bool
) -> int:
    """Show the counts and scores of a dyad by period; the exit code."""
    chosen = _frequency(frequency)
    start, end = day("--since", since), day("--until", until)
    with Store.open(url, create=False) as store, store.reading() as reader:
        a, b = dyad(first, second, Names.load(), reader)
        found = series(reader, a, b, chosen, start, end)
    if as_json:
        for period in found:
            write_line(period_answer(period))
    else:
        show_series(found)
    return OK


def _frequency(text: str) -> Frequency:
    for frequency in FREQUENCIES:
        if frequency == text:
            return frequency
    raise UsageError(f"--freq is one of {', '.join(FREQUENCIES)}; not {text!r}")


def _text(question: Mapping[str, object], key: str) -> str:
    value = question.get(key)
    if not isinstance(value, str):
        raise ValueError(f"{key!r} is missing or no text")
    return value
