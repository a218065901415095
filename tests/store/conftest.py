"""Both databases: a SQLite file, and a PostgreSQL server that is started for the tests and thrown away."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dragoman.store import Store
from dragoman.store.tables import metadata


def _programs() -> Path | None:
    """The folder of the newest PostgreSQL server that is installed."""
    on_path = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name), reverse=True)
    return next(
        (p for p in [*installed, *([Path(on_path).parent] if on_path else [])] if (p / "pg_ctl").exists()), None
    )


def _run(*command: object, as_user: str | None) -> None:
    prefix = ["runuser", "-u", as_user, "--"] if as_user else []
    done = subprocess.run([*prefix, *map(str, command)], capture_output=True, text=True, timeout=60, cwd="/")
    if done.returncode:
        pytest.skip(f"PostgreSQL does not start: {(done.stderr or done.stdout).strip()[:300]}")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a server of our own, less the name of a database. It listens on a socket in its folder alone."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (on Debian and Ubuntu: apt-get install postgresql)")
    user = None
    if os.geteuid() == 0:
        # The server refuses to run as root.
        if not any(entry.pw_name == "postgres" for entry in pwd.getpwall()) or not shutil.which("runuser"):
            pytest.skip("PostgreSQL cannot run as root, and there is no user postgres")
        user = "postgres"
    folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        data = folder / "data"
        _run(programs / "initdb", "--no-sync", "-A", "trust", "-U", "dragoman", "-E", "UTF8", "-D", data, as_user=user)
        options = f"-c unix_socket_directories={folder} -c listen_addresses='' -c fsync=off"
        _run(programs / "pg_ctl", "-w", "-D", data, "-l", folder / "log", "-o", options, "start", as_user=user)
        try:
            url = f"postgresql://dragoman@/{{}}?host={folder}"
            _make_database(url, "template")
            Store.open(url.format("template")).close()
            yield url
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop", as_user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make_database(url: str, name: str, template: str = "template0") -> None:
    _execute(url.format("postgres"), f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _execute(url: str, statement: str) -> None:
    engine = create_engine(url.replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _truncate(url: str) -> None:
    _execute(url, f"TRUNCATE {', '.join(table.name for table in metadata.sorted_tables)}")


@pytest.fixture(scope="session")
def unused() -> list[str]:
    """PostgreSQL databases that tests are done with: to empty one is quicker than to make one."""
    return []


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new SQLite store, to be copied."""
    path = tmp_path_factory.mktemp("blank") / "store.db"
    Store.open(str(path)).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(
    request: pytest.FixtureRequest, tmp_path: Path, blank: Path, unused: list[str]
) -> Iterator[Callable[[], str]]:
    """Gives the URL of a new store, once for each call. Tests that take it are run on both databases."""
    if request.param == "sqlite":
        yield lambda: str(shutil.copy(blank, tmp_path / f"{uuid.uuid4().hex}.db"))
        return
    server = request.getfixturevalue("postgresql")
    used: list[str] = []

    def new() -> str:
        if unused:
            used.append(unused.pop())
            _truncate(server.format(used[-1]))
        else:
            used.append(uuid.uuid4().hex)
            _make_database(server, used[-1], "template")
        return str(server.format(used[-1]))

    yield new
    unused.extend(used)


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path, fresh: Callable[[], str]) -> str:
    """The URL of a database in which nothing is, not even tables."""
    if "://" not in fresh():
        return str(tmp_path / "empty.db")
    name = uuid.uuid4().hex
    server = request.getfixturevalue("postgresql")
    _make_database(server, name)
    return server.format(name)


@pytest.fixture
def url(fresh: Callable[[], str]) -> str:
    """The URL of a new store."""
    return fresh()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A new store, open."""
    with Store.open(url) as opened:
        yield opened
