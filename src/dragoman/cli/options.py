"""Arguments as they come from the shell → checked options; UsageError where they make no sense."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from dragoman.errors import UsageError
from dragoman.read import FORMATS, ReadOptions, parse_columns
from dragoman.read.fields import parse_date
from dragoman.settings import Settings
from dragoman.write import OUTPUT_FORMATS, ExportOptions, OutputFormat, Writer
from dragoman.write import writer as writer_of

Choice = TypeVar("Choice", bound=str)

_BY_SUFFIX: dict[str, OutputFormat] = {".csv": "csv", ".parquet": "parquet", ".pq": "parquet"}


def choice(option: str, value: str, allowed: Sequence[Choice]) -> Choice:
    """The one of the allowed values that was given."""
    for name in allowed:
        if name == value:
            return name
    raise UsageError(f"{option} is one of {', '.join(allowed)}; not {value!r}")


def read_options(
    day: str | None, columns: str | None, input_format: str | None, settings: Settings, output: Path | None = None
) -> ReadOptions:
    """What the reading options of the command line say."""
    return ReadOptions(
        date=_day(day),
        columns=parse_columns(columns) if columns is not None else {},
        input_format=choice("--input-format", input_format, FORMATS) if input_format is not None else None,
        max_characters=settings.max_characters,
        exclude=frozenset({output.resolve()}) if output is not None else frozenset(),
    )


def _day(day: str | None) -> date | None:
    if day is None:
        return None
    try:
        return parse_date(day)
    except ValueError as error:
        raise UsageError(f"--date: {error}") from None


def store_url(given: str | None) -> str | None:
    """Where the store lies: as given, else what DRAGOMAN_DB says; None for the default."""
    return given or os.environ.get("DRAGOMAN_DB") or None


def is_identifier(path: Path) -> bool:
    """Whether what was given as a path is the beginning of an id: such letters, and no file of that name."""
    return re.fullmatch(r"[0-9a-f]{4,40}", str(path)) is not None and not path.exists()


def output_format(given: str | None, output: Path | None) -> OutputFormat:
    """As given; else by the output file's suffix; else a table for a terminal and JSON Lines for all else."""
    if given is not None:
        chosen = choice("--format", given, OUTPUT_FORMATS)
        if chosen == "parquet" and output is None and sys.stdout.isatty():
            raise UsageError("Parquet is not for a terminal: give -o FILE")
        return chosen
    if output is not None:
        return _BY_SUFFIX.get(output.suffix.lower(), "jsonl")
    return "table" if sys.stdout.isatty() else "jsonl"


def writer(form: OutputFormat, *, keep_unreal: bool, one_a_day: bool) -> Writer:
    """Return the writer of a format with what the command line asks of it."""
    return writer_of(form, ExportOptions(keep_unreal=keep_unreal, one_a_day=one_a_day))


def export_writer(form: str, output: Path | None, *, keep_unreal: bool, one_a_day: bool) -> Writer | None:
    """Return the writer of a format of files, or None for gold, which has none of its options."""
    formats = tuple(name for name in OUTPUT_FORMATS if name != "table")
    chosen = choice("--format", form, (*formats, "gold"))
    if chosen == "gold":
        if keep_unreal or one_a_day:
            raise UsageError("--format gold takes neither --keep-unreal nor --one-a-day")
        return None
    return writer(output_format(chosen, output), keep_unreal=keep_unreal, one_a_day=one_a_day)


def check_output(output: Path | None, paths: Sequence[Path]) -> None:
    """Refuse, before any work, an output that cannot be written or that would replace a source."""
    if output is None:
        return
    if output.is_dir():
        raise UsageError(f"-o {output}: is a folder")
    if not output.resolve().parent.is_dir():
        raise UsageError(f"-o {output}: there is no folder {output.resolve().parent}")
    if output.is_file() and any(path.is_file() and path.samefile(output) for path in paths):
        raise UsageError(f"-o {output}: is one of the sources")
