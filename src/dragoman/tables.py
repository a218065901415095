"""Reading the tables that are shipped beside the code: CSV with a header, cells that are lists split at "|"."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

from dragoman.errors import TableError


def rows(package: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) of the table ``name`` in ``package``/tables; cells are stripped, a row too long is an error."""
    source = resources.files(package).joinpath("tables", name)
    with source.open(encoding="utf-8") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            if None in row or None in row.values():
                raise TableError(name, reader.line_num, "a row has more or fewer cells than the header")
            yield reader.line_num, {key: value.strip() for key, value in row.items()}


def cell_list(cell: str) -> tuple[str, ...]:
    """Return the parts of a list cell."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
