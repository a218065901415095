"""Insert, and insert or update: the helpers that both databases share.

A server gets all rows in one message, as JSON: row by row each would be a message of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Connection, Executable, Table, Text, bindparam, cast, column, func, select
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


def _parameters(connection: Connection, rows: Rows) -> list[dict[str, Any]]:
    made = [dict(row) for row in rows]
    return made if connection.dialect.name == "sqlite" else [{"rows": orjson.dumps(made).decode()}]


@lru_cache(maxsize=64)
def _statement(dialect: str, table: Table, names: tuple[str, ...], *, update: bool) -> Executable:
    """The statement for rows with these columns: to build it takes longer than to run it."""
    statement: Any
    if dialect == "sqlite":
        statement = sqlite.insert(table)
    else:
        # A collation is no part of a type there.
        types = [Text() if isinstance(table.c[name].type, Text) else table.c[name].type for name in names]
        parts = (column(name, type_) for name, type_ in zip(names, types, strict=True))
        records = func.json_to_recordset(cast(bindparam("rows", type_=Text()), postgresql.JSON))
        given = records.table_valued(*parts).render_derived(with_types=True)
        statement = postgresql.insert(table).from_select(names, select(*(given.c[name] for name in names)))
    if not update:
        return statement  # type: ignore[no-any-return]
    # The two have the same methods, each its own class.
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)  # type: ignore[no-any-return]
