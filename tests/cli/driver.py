"""The program as a function, and what the tests of the commands ask the store about."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.store.toy import ToyCoder
from typer.testing import CliRunner

from dragoman.actors.naming import Names
from dragoman.cli import app
from dragoman.ontology import Ontology
from dragoman.pipeline import Pipeline

ARTICLES = (
    ("a", "2020-01-01", "TUR recall-ambassador ISR."),
    ("b", "2020-01-10", "ISR expel-ambassador TUR. TUR meet ISR. FRA visit PER."),
    ("c", "2020-03-01", "TUR return-ambassador ISR."),
    ("d", "2020-01-02", "It rained. TUR recall-ambassador ISR."),
)
# Loaded for every command, which is quick, and hundreds of commands are not.
_TABLES = {Names: cache(Names.load), Ontology: cache(Ontology.load)}


def make_quick(patch: pytest.MonkeyPatch) -> None:
    """Put a coder that is quick and predictable in the place of ours, and read the tables once."""
    patch.setattr(Pipeline, "load", classmethod(lambda cls, settings: cls(ToyCoder(), settings)))
    for kind, load in _TABLES.items():
        patch.setattr(kind, "load", load)
    patch.delenv("DRAGOMAN_DB", raising=False)


def run(*arguments: object, db: Path | None = None) -> tuple[int, str, list[str]]:
    """Exit code, standard output, and the lines of standard error."""
    words = [str(a) for a in arguments] + (["--db", str(db)] if db is not None else [])
    result = CliRunner().invoke(app, words, env={"COLUMNS": "120"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr.splitlines()


def told(*arguments: object, db: Path) -> list[dict[str, Any]]:
    """The objects that a command writes."""
    status, output, said = run(*arguments, "--json", db=db)
    assert (status, said) == (0, [])
    return [json.loads(line) for line in output.splitlines()]


def articles(path: Path) -> Path:
    """Write the articles there."""
    lines = (json.dumps({"id": i, "date": day, "text": text}) for i, day, text in ARTICLES)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def values(db: Path, on: str, *more: str) -> dict[tuple[str, str | None], str]:
    """What stands between Turkey and Israel on a day, by channel and sending side."""
    (answer,) = told("relation", "TUR", "ISR", "--on", on, *more, db=db)
    return {(c["channel"], c["from"]): c["value"] for c in answer["channels"]}


def event_id(db: Path, act: str, document: str) -> str:
    """The id of the one event of that act in that article."""
    (record,) = told("events", "--act", act, "--document", document, db=db)
    return str(record["id"])
