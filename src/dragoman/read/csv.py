"""CSV and TSV with a header row, quoted fields over several lines included."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.read.fields import missing_columns, quoted
from dragoman.read.lines import MAX_LINE, iter_lines
from dragoman.read.options import OnError, ReadOptions
from dragoman.read.sources import Source


def records(
    stream: BinaryIO, source: Source, options: ReadOptions, on_error: OnError, delimiter: str = ","
) -> Iterator[tuple[int | None, Mapping[str, object]]]:
    """Yield (line on which the row begins, row by column name).

    A row whose quotes do not match is an error; reading goes on with the next line that looks like a row.
    """
    rows = _Rows(stream, delimiter)
    header: list[str] | None = None
    lost = False
    for line, row in rows:
        if isinstance(row, str):
            if not lost:
                on_error(InputError(source.name, row, line))
            # Until a whole row comes, what follows may be the inside of the broken one: one failure, one line.
            lost = True
        elif header is None:
            header = _header(row, source, options)
        elif len(row) == len(header):
            lost = False
            yield line, dict(zip(header, row, strict=True))
        elif row and not lost:
            on_error(InputError(source.name, f"{len(row)} columns where the header has {len(header)}", line))
    if header is None:
        raise InputError(source.name, "the file is empty")


def tab_records(
    stream: BinaryIO, source: Source, options: ReadOptions, on_error: OnError
) -> Iterator[tuple[int | None, Mapping[str, object]]]:
    """The same with tabs between the columns."""
    return records(stream, source, options, on_error, delimiter="\t")


def _header(row: list[str], source: Source, options: ReadOptions) -> list[str]:
    header = [name.strip() for name in row]
    absent = missing_columns(header, options)
    if absent:
        missing, there = ", ".join(absent), quoted(", ".join(header))
        raise InputError(source.name, f"no column {missing} (there are {there}); name others with --columns", 1)
    return header


class _Rows:
    """Rows of a table, or the reason why there is none, each with the number of its first line.

    The lines of a row that failed are read again from its second line on, because a quote that was never closed
    swallows good rows.
    """

    def __init__(self, stream: BinaryIO, delimiter: str) -> None:
        self._lines = iter_lines(stream)
        self._delimiter = delimiter
        self._again: deque[tuple[int, str]] = deque()
        self._taken: list[tuple[int, str]] = []

    def __iter__(self) -> Iterator[tuple[int, list[str] | str]]:
        while True:
            self._taken = []
            # The module has one limit for all its users, so it is raised for the length of one row and put back.
            before = csv.field_size_limit(MAX_LINE)
            try:
                row: list[str] | str = next(csv.reader(self._feed(), delimiter=self._delimiter, strict=True))
                if self._is_several(row):
                    row = self._recover("")
            except StopIteration:
                return
            except csv.Error as error:
                row = self._recover(str(error))
            finally:
                csv.field_size_limit(before)
            yield self._taken[0][0], row

    def _feed(self) -> Iterator[str]:
        size = 0
        while size <= MAX_LINE:
            if self._again:
                number, line = self._again.popleft()
            else:
                number, data = next(self._lines, (0, b""))
                # Broken bytes become lone surrogates, which spoil their own row and no other.
                line = "\0" if data is None else data.decode("utf-8", "surrogateescape")
                line = line.removeprefix("\ufeff") if number == 1 else line
            if not line:
                return
            size += len(line)
            self._taken.append((number, line))
            yield line

    def _is_several(self, row: Sequence[str]) -> bool:
        """Whether lines that are rows by themselves were joined by quotes that were meant as characters."""
        joined = len(self._taken) > 1 and self._delimiter == "\t"
        return joined and all(line.count("\t") + 1 == len(row) for _, line in self._taken)

    def _recover(self, reason: str) -> list[str] | str:
        self._again.extendleft(reversed(self._taken[1:]))
        first = self._taken[0][1]
        if self._delimiter == "\t":
            # Most tab-separated files know no quoting: a quote that does not match is a character like any other.
            return first.rstrip("\r\n").split("\t")
        return f"broken CSV: {reason}"
