"""Where a store may lie, how it comes to this version, and what is said where it cannot be opened."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from dragoman.errors import StoreError, UsageError
from dragoman.store import Store, engine
from dragoman.store.migrate import HEAD, MIGRATIONS
from dragoman.store.tables import metadata

from .toy import Adder, article, contents


@pytest.fixture
def database(empty: str) -> Iterator[Engine]:
    """An engine for a database without tables."""
    opened = engine.open_engine(engine.parse_url(empty))
    yield opened
    opened.dispose()


def test_a_store_migrates_itself_and_stays_as_it_is(empty: str, database: Engine) -> None:
    with Store.open(empty) as store:
        Adder().add(store, article("a"))
    before = contents(empty)
    for _ in range(2):
        Store.open(empty, create=False).close()
    assert contents(empty) == before
    with database.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [HEAD]


def test_the_migrations_make_the_tables_of_the_code(empty: str, database: Engine) -> None:
    Store.open(empty).close()
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": _ours})
        assert compare_metadata(context, metadata) == []


def _ours(thing: object, name: str | None, kind: str, reflected: bool, compared: object) -> bool:
    """Less what each database has for its own way to search."""
    return not str(name).startswith(("sentence_words", "ix_sentences_words"))


def test_the_head_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "newline")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_store_of_a_newer_version_is_one_clear_error(empty: str, database: Engine) -> None:
    Store.open(empty).close()
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"newer Dragoman \(version 9999\)"):
        Store.open(empty)


def test_a_migration_that_fails_leaves_nothing(empty: str, database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE runs (x INTEGER)"))
    with pytest.raises(StoreError, match="runs"):
        Store.open(empty)
    assert inspect(database).get_table_names() == ["runs"]


def test_what_is_not_to_be_created_is_not(empty: str, database: Engine) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        Store.open(empty, create=False)
    assert "://" in empty or not Path(empty).exists()


def test_several_processes_make_one_store(empty: str) -> None:
    script = f"from dragoman.store import Store\nwith Store.open({empty!r}) as s, s.begin() as t: t.start_run('x')"
    started = [subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE) for _ in range(2)]
    assert [(p.communicate(timeout=60)[1], p.returncode) for p in started] == [(b"", 0)] * 2
    with Store.open(empty) as store:
        assert len(store.runs()) == 2


def test_a_store_that_is_locked_for_long_is_one_line(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT_SECONDS", 1)
    with (
        Store.open(url) as one, Store.open(url) as other,
        one.begin(), pytest.raises(StoreError) as said, other.begin(),
    ):  # fmt: skip
        raise AssertionError
    assert "lock" in str(said.value)
    assert "\n" not in str(said.value)


def test_urls() -> None:
    def shown(given: str | None) -> str:
        return engine.parse_url(given).render_as_string()

    assert engine.parse_url("a b/c%20.db").database == "a b/c%20.db"
    assert shown(None) == "sqlite:///dragoman.db"
    assert shown("postgresql://me@host/db") == shown("postgres://me@host/db") == "postgresql+psycopg://me@host/db"
    assert "secret" not in engine.shown(engine.parse_url("postgresql://me:secret@host/db"))
    for wrong in ("mysql://x/y", "sqlite://", "sqlite:///:memory:", "://", "http://x"):
        with pytest.raises(UsageError):
            engine.parse_url(wrong)


def test_what_cannot_be_opened_is_one_line(tmp_path: Path) -> None:
    text_file = tmp_path / "story.txt"
    text_file.write_text("No store, but a text that is long enough to be taken for none.\n" * 20, encoding="utf-8")
    unreachable = f"postgresql://me:secret@/db?host={tmp_path}"
    for wrong in (str(text_file), str(tmp_path), str(tmp_path / "none" / "x.db"), unreachable):
        with pytest.raises(StoreError) as said:
            Store.open(wrong)
        assert "\n" not in str(said.value)
        assert "secret" not in str(said.value)
    assert text_file.read_text("utf-8").startswith("No store")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_that_may_not_be_written(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    Store.open(str(path)).close()
    path.chmod(stat.S_IRUSR)
    with Store.open(str(path)) as store, pytest.raises(StoreError), store.begin() as transaction:
        transaction.start_run("x")


def test_sqlite_is_set_up(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with Store.open(str(path)) as store, store._connected() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys")
        }
        assert pragmas == {"journal_mode": "wal", "foreign_keys": 1}
        with pytest.raises(StoreError, match="FOREIGN KEY"), store.begin() as transaction:
            transaction._connection.exec_driver_sql("INSERT INTO incident_events VALUES ('no', 'no')")
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
