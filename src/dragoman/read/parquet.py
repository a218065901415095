"""Parquet files, read in batches of rows and only the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dragoman.errors import InputError, first_line
from dragoman.read.fields import missing_columns, quoted, source_names
from dragoman.read.options import FIELDS, OnError, ReadOptions
from dragoman.read.sources import Source

_BATCH = 256
_MAGIC = b"PAR1"


def records(
    stream: BinaryIO, source: Source, options: ReadOptions, on_error: OnError
) -> Iterator[tuple[int | None, Mapping[str, object]]]:
    """Yield (1-based row, row by column name)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(_seekable(stream, source))
        names = [name for name in table.schema_arrow.names if isinstance(name, str)]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError(source.name, f"unreadable Parquet: {first_line(error, type(error).__name__)}") from None
    absent = missing_columns(names, options)
    if absent:
        missing, there = ", ".join(absent), quoted(", ".join(names))
        raise InputError(source.name, f"no column {missing} (there are {there}); name others with --columns")
    wanted = [name for field in FIELDS for name in source_names(field, options) if name in names]
    number = 0
    try:
        for batch in table.iter_batches(batch_size=_BATCH, columns=wanted):
            columns = {name: _plain_time(batch.column(name)) for name in batch.schema.names}
            for row in range(batch.num_rows):
                number += 1
                try:
                    yield number, {name: column[row].as_py() for name, column in columns.items()}
                except UnicodeDecodeError:
                    on_error(InputError(source.name, "not valid UTF-8", number))
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            source.name, f"unreadable Parquet: {first_line(error, type(error).__name__)}", number + 1
        ) from None


def _seekable(stream: BinaryIO, source: Source) -> Any:
    """Parquet is read from its end: a plain file is opened by its name, anything else is read into memory."""
    import pyarrow as pa

    if source.path is not None and source.path.is_file():
        with source.path.open("rb") as head:
            if head.read(len(_MAGIC)) == _MAGIC:
                return str(source.path)
    return pa.BufferReader(stream.read())


def _plain_time(column: Any) -> Any:
    """Nanoseconds cut to microseconds, since Python's datetime holds no more."""
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):
        return column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return column
