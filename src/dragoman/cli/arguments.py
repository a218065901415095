"""The arguments and options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Sources = Annotated[
    list[Path],
    typer.Argument(metavar="PATH", help="Files (.txt .jsonl .json .csv .tsv .parquet, or .gz), folders, or -"),
]
Day = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="Day of publication of articles that state none."),
]
Columns = Annotated[
    str | None,
    typer.Option(metavar="FIELD=NAME,...", help="The source's names for id, date, text, title, url, publisher."),
]
InputFormat = Annotated[
    str | None,
    typer.Option(metavar="FORMAT", help="text, jsonl, json, csv, tsv or parquet, whatever the file's name says."),
]
Database = Annotated[
    str | None,
    typer.Option(
        "--db", metavar="URL", help="The store: a SQLite file or postgresql://...; else DRAGOMAN_DB, else dragoman.db."
    ),
]
Titles = Annotated[bool, typer.Option("--titles", help="Code each title as a sentence of its own.")]
FirstParty = Annotated[str, typer.Argument(metavar="A", help="A state or organisation in any usual form.")]
SecondParty = Annotated[str, typer.Argument(metavar="B", help="The other one.")]
KnownOn = Annotated[
    str | None,
    typer.Option("--known-on", metavar="YYYY-MM-DD", help="Only from articles published by this day; else from all."),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of a table for people.")]
