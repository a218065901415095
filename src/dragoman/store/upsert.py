"""Insert or update: the one helper that both databases share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows; one whose primary key is there takes the other's place, in all columns that it names."""
    if rows:
        statement = _statement(connection.dialect.name, table, tuple(rows[0]))
        connection.execute(statement, [dict(row) for row in rows])


@lru_cache(maxsize=64)
def _statement(dialect: str, table: Table, names: tuple[str, ...]) -> Executable:
    """The statement for rows with these columns: to build it takes longer than to run it."""
    # The two have the same methods, each its own class.
    statement = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
