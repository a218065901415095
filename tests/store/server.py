"""A PostgreSQL server of one's own, thrown away afterwards: for the tests, and for the bench of the store."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text


class NoServerError(Exception):
    """None can be had; its text says why."""


@contextmanager
def postgresql_server(*settings: str) -> Iterator[str]:
    """The URL of a new server, less the name of a database. It listens on a socket in its folder alone.

    ``settings``: what it is to be run with, as ``name=value``.
    """
    programs = _programs()
    if programs is None:
        raise NoServerError("no PostgreSQL server is installed (on Debian and Ubuntu: apt-get install postgresql)")
    user = None
    if os.geteuid() == 0:
        # The server refuses to run as root.
        if not any(entry.pw_name == "postgres" for entry in pwd.getpwall()) or not shutil.which("runuser"):
            raise NoServerError("PostgreSQL cannot run as root, and there is no user postgres")
        user = "postgres"
    folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        data = folder / "data"
        _run(programs / "initdb", "--no-sync", "-A", "trust", "-U", "dragoman", "-E", "UTF8", "-D", data, as_user=user)
        chosen = (f"unix_socket_directories={folder}", "listen_addresses=''", "fsync=off", *settings)
        options = " ".join(f"-c {setting}" for setting in chosen)
        _run(programs / "pg_ctl", "-w", "-D", data, "-l", folder / "log", "-o", options, "start", as_user=user)
        try:
            yield f"postgresql://dragoman@/{{}}?host={folder}"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop", as_user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_database(url: str, name: str, template: str = "template0") -> None:
    """Make a database on the server."""
    execute(url.format("postgres"), f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def execute(url: str, statement: str) -> None:
    """Run one statement, outside of a transaction."""
    engine = create_engine(url.replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


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
        raise NoServerError(f"PostgreSQL does not start: {(done.stderr or done.stdout).strip()[:300]}")
