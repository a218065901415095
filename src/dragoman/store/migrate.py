"""The store migrates itself when it is opened."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from dragoman.errors import StoreError
from dragoman.store.engine import writing

HEAD = "0002"
"""The newest migration: a store of this version is opened without loading Alembic, which takes long."""

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine, name: str, create: bool) -> None:
    """Bring the store to this Dragoman's version, in one transaction; a new store is one without tables.

    Raises StoreError for a store of a newer Dragoman, and for one without tables where none is to be created.
    """
    with engine.connect() as connection:
        found = _version(connection)
    if found == HEAD:
        return
    if found is None and not create:
        raise StoreError(f"{name}: there is no store; `dragoman add` makes one")
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    if found is not None and found not in {
        script.revision for script in ScriptDirectory.from_config(config).walk_revisions()
    }:
        raise StoreError(f"{name}: was written by a newer Dragoman (version {found}); update Dragoman to read it")
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        # Another process may have done it since; then nothing is left to do.
        command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None
