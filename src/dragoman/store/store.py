"""The store itself: opened by URL, read by questions, written in transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from types import TracebackType

from sqlalchemy import Connection, Engine

from dragoman.errors import StoreError
from dragoman.ontology import Ontology
from dragoman.store import engine as engines
from dragoman.store.migrate import migrate
from dragoman.store.planning import Planner
from dragoman.store.reading import Reader
from dragoman.store.writing import Transaction


class Store(Planner):
    """Coded articles, kept in a SQLite file or a PostgreSQL database. Safe to share between threads."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine, self.name = engine, name

    @classmethod
    def open(cls, url: str | None = None, *, create: bool = True) -> Store:
        """Open the store at a SQLAlchemy URL or a path (None: ``dragoman.db``) and bring it to this version.

        ``create``: make it where there is none. Raises UsageError for what can be no store, and StoreError, in one
        line, where it cannot be opened, is not there, or was written by a newer Dragoman.
        """
        where = engines.parse_url(url)
        name = engines.shown(where)
        if not create and not engines.exists(where):
            raise StoreError(f"{name}: there is no store; `dragoman add` makes one")
        engine = engines.open_engine(where)
        try:
            with engines.one_line(name):
                migrate(engine, name, create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, name)

    def close(self) -> None:
        """Close its connections."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def begin(self, *, repeatable: bool = False) -> Iterator[Transaction]:
        """A transaction: committed as one when the block ends, undone when it fails; others wait for it to write.

        ``repeatable``: a part of long work that will be repeated if it is lost; a server need not wait for its disk.
        """
        with engines.one_line(self.name), engines.writing(self._engine, repeatable) as connection:
            yield Transaction(connection, lambda: self._ontology)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Several questions to one and the same state of the store, whatever is written meanwhile."""
        with engines.one_line(self.name), engines.reading(self._engine) as connection:
            yield Transaction(connection, lambda: self._ontology)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with engines.one_line(self.name), self._engine.connect() as connection:
            yield connection

    @cached_property
    def _ontology(self) -> Ontology:
        return Ontology.load()
