"""Events → files: one module a format, each with ``write(events, target)`` for a binary target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Literal, Protocol, get_args

from dragoman.records import Event
from dragoman.write.atomic import atomic
from dragoman.write.jsonl import read_records
from dragoman.write.record import to_record
from dragoman.write.restore import from_record

OutputFormat = Literal["table", "jsonl", "csv", "parquet"]
OUTPUT_FORMATS: tuple[OutputFormat, ...] = get_args(OutputFormat)


class Writer(Protocol):
    """What every format offers."""

    def __call__(self, events: Iterable[Event], target: IO[bytes]) -> None:
        """Write the events in their order; the target stays open."""


def writer(output_format: OutputFormat) -> Writer:
    """The writer of a format. Imported when asked for, because rich and pyarrow are slow to load."""
    if output_format == "table":
        from dragoman.write import table

        return table.write
    if output_format == "csv":
        from dragoman.write import csv

        return csv.write
    if output_format == "parquet":
        from dragoman.write import parquet

        return parquet.write
    from dragoman.write import jsonl

    return jsonl.write


__all__ = ["OUTPUT_FORMATS", "OutputFormat", "Writer", "atomic", "from_record", "read_records", "to_record", "writer"]
