"""What the commands that read the store have in common: names, days, JSON lines and tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.actors.naming import Names
from dragoman.errors import UsageError
from dragoman.read.fields import parse_date
from dragoman.store import Reader
from dragoman.write.table import BrokenPipeConsole, clean

_LONGEST_NAME = 80


def day(option: str, text: str | None) -> date | None:
    """Return the day that was given, if one was; UsageError for what is no day."""
    if text is None:
        return None
    try:
        return parse_date(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None


def party(name: str, names: Names, store: Reader) -> str:
    """Return the entity that goes by a name; UsageError for a name that neither the tables nor the store know."""
    entity = names.entity(name)
    if entity is None and store.knows(name):
        entity = name
    if entity is None:
        short = name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"
        raise UsageError(f"{short!r}: no state or organisation is known by that name")
    return entity


def dyad(first: str, second: str, names: Names, store: Reader) -> tuple[str, str]:
    """Return the entities of two names; UsageError where both are the same."""
    a, b = party(first, names, store), party(second, names, store)
    if a == b:
        raise UsageError(f"{first!r} and {second!r} are both {a}: a relation has two sides")
    return a, b


def write_line(answer: Mapping[str, object]) -> None:
    """Write one JSON object to standard output, in one line."""
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")


def console() -> Console:
    """Return what draws on standard output."""
    return BrokenPipeConsole(highlight=False, soft_wrap=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Return a plain table; a column whose name ends in "*" takes the room that is left."""
    grid = Table(box=None, pad_edge=False, header_style="underline", show_header=True)
    for name in columns:
        grid.add_column(name.rstrip("*"), overflow="fold", ratio=1 if name.endswith("*") else None)
    for row in rows:
        grid.add_row(*(Text(clean(cell)) for cell in row))
    return grid
