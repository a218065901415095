"""Both databases: a SQLite file, and a PostgreSQL server that is started for the tests and thrown away."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from dragoman.store import Store
from dragoman.store.tables import metadata

from .server import NoServerError, execute, make_database, postgresql_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a server of our own, less the name of a database."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(postgresql_server())
        except NoServerError as error:
            pytest.skip(str(error))
        make_database(url, "template")
        Store.open(url.format("template")).close()
        yield url


def _truncate(url: str) -> None:
    execute(url, f"TRUNCATE {', '.join(table.name for table in metadata.sorted_tables)}")


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
            make_database(server, used[-1], "template")
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
    make_database(server, name)
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
