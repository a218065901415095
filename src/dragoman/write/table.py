"""A table for a person at a terminal: who did what to whom, when, whether it happened, and in which words."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import IO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.records import Actor, Event, Status

# Mark and word tell the status without colour; the style says it again where there is colour.
_STATUS: dict[Status, tuple[str, str, str]] = {
    "occurred": ("•", "occurred", ""),
    "ongoing": ("…", "ongoing", ""),
    "planned": ("»", "planned", "cyan"),
    "possible": ("?", "possible", "yellow"),
    "denied": ("✗", "DENIED", "red"),
}
_REPEATED = "dim"
_CONTROL = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def write(events: Iterable[Event], target: IO[bytes], width: int | None = None) -> None:
    """Write one table a document, as wide as the terminal or as ``width`` columns."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    try:
        console = Console(file=text, width=width, highlight=False)
        found = False
        for _, group in groupby(events, key=lambda event: event.document):
            found = True
            _write_document(list(group), console)
        if not found:
            console.print("no events")
        text.flush()
    finally:
        # The target belongs to the caller, and the wrapper would close it when it goes.
        text.detach()


def clean(text: str) -> str:
    """Text of a source made safe for a terminal: blanks and line ends to one space, no control or direction codes."""
    words = " ".join(text.split())
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in _CONTROL else char for char in words)


def _write_document(events: list[Event], console: Console) -> None:
    first = events[0]
    heading = Text.assemble((clean(first.document), "bold"), "  ", f"published {first.published.isoformat()}")
    if first.title:
        heading.append("  " + clean(first.title), style="italic")
    console.print(heading)
    table = Table(box=SIMPLE_HEAD, expand=True, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    # At 80 columns each of these still holds the longest single word of its kind; nothing is cut off, only wrapped.
    table.add_column("date", width=11)
    table.add_column("status", width=10)
    table.add_column("who → whom", ratio=3, min_width=15, overflow="fold")
    table.add_column("what", ratio=3, min_width=19, overflow="fold")
    table.add_column("words", ratio=5, min_width=18, overflow="fold")
    for event in events:
        table.add_row(*_cells(event))
    console.print(Padding(table, (0, 0, 1, 0)))


def _cells(event: Event) -> list[Text]:
    mark, word, style = _STATUS[event.status]
    if event.link is not None:
        style = f"{style} {_REPEATED}".strip()
    quoted = Text(f"“{clean(event.phrase)}”")
    if event.link is not None:
        quoted = Text.assemble(("(again) ", "italic"), quoted)
    cells = [Text(_days(event)), Text(f"{mark} {word}"), _parties(event), _deed(event), quoted]
    for cell in cells:
        cell.stylize(style)
    return cells


def _days(event: Event) -> str:
    start, end = event.date.start.isoformat(), event.date.end.isoformat()
    if event.date.precision == "before":
        return f"≤ {end}"[:12]
    return start if start == end else f"{start}\n–{end}"


def _parties(event: Event) -> Text:
    if event.asserts is not None:
        return Text(clean(f"{event.asserts.sender} – {event.asserts.receiver}"))
    actors = ", ".join(map(_side, event.actors))
    recipients = ", ".join(map(_side, event.recipients))
    return Text(f"{actors} → {recipients}" if recipients else actors)


def _side(actor: Actor) -> str:
    """``TUR GOV`` for a state's body, the name for an organisation of its own, the words where neither is known."""
    known = actor.code if actor.entity in ("", actor.code) else actor.name or actor.entity
    return clean(" ".join((known or actor.text, *actor.sector)))


def _deed(event: Event) -> Text:
    if event.asserts is not None:
        return Text(clean(f"state: {event.asserts.channel} {event.asserts.value}"))
    deed = Text(clean(" ".join(filter(None, (event.type, *event.modes, event.act)))))
    if event.about is not None:
        about = event.about
        spoken_of = " ".join(filter(None, (about.event, *about.mode, about.act)))
        deed.append(" " + clean(f"({about.status} {spoken_of})"), style="italic")
    return deed
