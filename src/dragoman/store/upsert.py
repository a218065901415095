"""Insert, and insert or update: the helpers that both databases share.

A server gets all rows in one statement, a column as an array each: row by row each would be a message of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Executable, Table, Text, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

Rows = Sequence[Mapping[str, Any]]


def insert_rows(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert the rows, which all name the same columns."""
    if rows:
        statement = _statement(connection.dialect.name, table, tuple(rows[0]), update=False)
        connection.execute(statement, _parameters(connection, rows))


def upsert(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert the rows; one whose primary key is there takes the other's place, in all columns that it names."""
    if rows:
        # The last one of a key stands; one statement cannot change a row twice.
        keys = [column.name for column in table.primary_key]
        last = list({tuple(row[key] for key in keys): row for row in rows}.values())
        statement = _statement(connection.dialect.name, table, tuple(rows[0]), update=True)
        connection.execute(statement, _parameters(connection, last))


def _parameters(connection: Connection, rows: Rows) -> list[dict[str, Any]] | dict[str, Any]:
    if connection.dialect.name == "sqlite":
        return [dict(row) for row in rows]
    return {f"all_{name}": [row[name] for row in rows] for name in rows[0]}


@lru_cache(maxsize=64)
def _statement(dialect: str, table: Table, names: tuple[str, ...], *, update: bool) -> Executable:
    """The statement for rows with these columns: to build it takes longer than to run it."""
    statement: Any
    if dialect == "sqlite":
        statement = sqlite.insert(table)
    else:
        types = [Text() if isinstance(table.c[name].type, Text) else table.c[name].type for name in names]
        arrays = (bindparam(f"all_{n}", type_=postgresql.ARRAY(t)) for n, t in zip(names, types, strict=True))
        given = func.unnest(*arrays).table_valued(*names).render_derived()
        statement = postgresql.insert(table).from_select(names, select(*(given.c[name] for name in names)))
    if not update:
        return statement  # type: ignore[no-any-return]
    # The two have the same methods, each its own class.
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)  # type: ignore[no-any-return]
