"""Whether a column has one of many values, said in the same few words however many there are.

SQL's own list of values is another statement for each length of it, which both databases would have to plan anew.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import orjson
from sqlalchemy import Boolean, ColumnElement, Dialect, Text, TypeDecorator, bindparam
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


class _Strings(TypeDecorator[Collection[str]]):
    """Strings as one parameter: an array, or where there are none JSON."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(postgresql.ARRAY(Text()) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Collection[str] | None, dialect: Dialect) -> Any:
        values = list(value or ())
        return values if dialect.name == "postgresql" else orjson.dumps(values).decode()


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True
    name = "among"


@compiles(_Among, "postgresql")
def _array(element: _Among, compiler: SQLCompiler, **other: Any) -> str:
    column, values = (compiler.process(clause, **other) for clause in element.clauses)
    return f"{column} = ANY ({values})"


@compiles(_Among, "sqlite")
def _json(element: _Among, compiler: SQLCompiler, **other: Any) -> str:
    column, values = (compiler.process(clause, **other) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"


def among(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """The condition that the column has one of the strings of the parameter of this name."""
    return _Among(column, bindparam(name, type_=_Strings()))
