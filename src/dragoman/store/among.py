"""Whether a column has one of many values, said in the same few words however many there are.

SQL's own list of values is another statement for each length of it, which both databases would have to plan anew.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import orjson
from sqlalchemy import Boolean, ColumnElement, Dialect, Text, TypeDecorator, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Strings(TypeDecorator[Collection[str]]):
    """Strings as one parameter: the JSON of their list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Collection[str] | None, dialect: Dialect) -> Any:
        return orjson.dumps(list(value or ())).decode()


class _Among(FunctionElement[bool]):
    """A condition by itself, which SQLite is not to be asked to compare with 1: no index would be used then."""

    type = Boolean()
    inherit_cache = True
    name = "among"

    def self_group(self, against: Any = None) -> Any:
        return self


@compiles(_Among, "postgresql")
def _array(element: _Among, compiler: SQLCompiler, **other: Any) -> str:
    column, values = (compiler.process(clause, **other) for clause in element.clauses)
    return f"{column} = ANY (ARRAY(SELECT json_array_elements_text(CAST({values} AS json))))"


@compiles(_Among, "sqlite")
def _json(element: _Among, compiler: SQLCompiler, **other: Any) -> str:
    column, values = (compiler.process(clause, **other) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"


def among(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """The condition that the column has one of the strings of the parameter of this name."""
    return _Among(column, bindparam(name, type_=_Strings()))
