"""A table for a person at a terminal: who did what to whom, when, whether it happened, and in which words."""

from __future__ import annotations

import errno
import io
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import IO

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
# Columns of characters: from here on the quoted words have room beside the rest; and the longest act, unbroken.
_WIDE, _DEED = 110, 23
_CONTROL = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def write(events: Iterable[Event], target: IO[bytes], width: int | None = None) -> None:
    """Write one table a document, as wide as the terminal or as ``width`` columns."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    try:
        console = BrokenPipeConsole(file=text, width=width, highlight=False)
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


class BrokenPipeConsole(Console):
    """rich's console, which leaves it to the caller what a closed pipe means (rich would end the program)."""

    def on_broken_pipe(self) -> None:
        """Pass it on."""
        raise BrokenPipeError(errno.EPIPE, "the reader of the output has gone")


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
    names = [Text(name, style="underline") for name in ("date", "status", "who → whom", "what", "words")]
    for cells in (names, *map(_cells, events)):
        _write_row(cells, console)
    console.print()


def _write_row(cells: list[Text], console: Console) -> None:
    """Five columns where there is room for them; on a narrow terminal the quoted words go on a line of their own.

    Every row is a grid of its own, so that rows can be written as they come; the fixed widths make them line up.
    """
    wide = console.width >= _WIDE
    row = Table.grid(padding=(0, 1), expand=True)
    for width in (11, 10, 28 if wide else 24):
        row.add_column(width=width, overflow="fold")
    if wide:
        row.add_column(width=_DEED, overflow="fold")
    row.add_column(ratio=1, overflow="fold")
    row.add_row(*(cells if wide else cells[:-1]))
    console.print(row)
    if not wide:
        console.print(Padding(cells[-1], (0, 0, 0, 12)))


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
        return f"≤{end}"
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
