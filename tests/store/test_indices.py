"""What is asked for every article goes by an index, on SQLite: adding is as quick at the end as at the start."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event as engine_event
from sqlalchemy import text

from dragoman.incidents.keeping import Keeper
from dragoman.store import Store

from .toy import Adder, article

# Steps through a list of parameters, or through what was just found.
_HARMLESS = re.compile(r"SCAN (json_each|CONSTANT ROW)")


@pytest.fixture
def file(blank: Path, tmp_path: Path) -> str:
    return str(shutil.copy(blank, tmp_path / "store.db"))


@pytest.fixture
def asked(file: str) -> dict[str, Any]:
    """Every statement, with parameters, by which articles are added, coded anew and changed."""
    found: dict[str, Any] = {}
    with Store.open(file) as store:

        def note(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
            found[statement] = parameters[0] if many else parameters

        engine_event.listen(store._engine, "before_cursor_execute", note)
        adder, keep = Adder(), Keeper.load()
        words = "PER recall-ambassador CHL. CHL sever-relations PER. PER meet ARG+BRA."
        long = f"{words} {' '.join(f'word{number}' for number in range(40))}."
        for name, told in (("a", words), ("b", long), ("c", f"{long} more."), ("b", f"{long} and more."), ("d", words)):
            assert adder.add(store, article(name, 3, told), keep=keep)
    return found


def test_no_table_is_looked_through_when_an_article_is_added(file: str, asked: dict[str, Any]) -> None:
    plans = {}
    with Store.open(file) as store, store._connected() as connection:
        for statement, parameters in asked.items():
            if statement.split()[0] in ("SELECT", "UPDATE", "DELETE"):
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                plans[statement] = [row.detail for row in rows]
        assert connection.execute(text("SELECT count(*) FROM events")).scalar_one() > 0
    assert len(plans) > 15
    scans = {
        statement: steps
        for statement, steps in plans.items()
        if any("SCAN" in step and not _HARMLESS.match(step) for step in steps)
    }
    assert scans == {}
