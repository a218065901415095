"""How sources are to be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from dragoman.errors import InputError, UsageError
from dragoman.settings import MAX_CHARACTERS

InputFormat = Literal["text", "jsonl", "json", "csv", "tsv", "parquet"]
FORMATS: tuple[InputFormat, ...] = get_args(InputFormat)
FIELDS = ("id", "date", "text", "title", "url", "publisher", "language")
REQUIRED = ("id", "date", "text")

OnError = Callable[[InputError], None]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read.

    ``date``: the day of publication of articles that state none. ``columns``: the names that this source uses for
    our fields (``{"text": "body"}``). ``input_format``: overrides what the file's name and first bytes say.
    ``exclude``: resolved paths that are left out when a folder is read (the output of this very run).
    """

    date: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    input_format: InputFormat | None = None
    max_characters: int = MAX_CHARACTERS
    exclude: frozenset[Path] = frozenset()


def parse_columns(text: str) -> dict[str, str]:
    """Read ``id=docid,text=body`` into ``{"id": "docid", "text": "body"}``; UsageError where it says anything else."""
    columns: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        name, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not column or name not in FIELDS:
            raise UsageError(f"columns are given as FIELD=NAME with FIELD one of {', '.join(FIELDS)}; not {pair!r}")
        if name in columns:
            raise UsageError(f"columns name {name!r} twice")
        columns[name] = column
    return columns
