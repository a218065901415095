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
Since = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="First day; else the first that there is.")]
Until = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Last day; else the last that there is.")]
Parties = Annotated[
    list[str] | None,
    typer.Option("--party", metavar="NAME", help="Who takes part; given twice, what is between the two."),
]
Actors = Annotated[list[str] | None, typer.Option("--actor", metavar="NAME", help="Who acts; may be repeated.")]
Recipients = Annotated[
    list[str] | None, typer.Option("--recipient", metavar="NAME", help="Who is acted upon; may be repeated.")
]
Types = Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="PLOVER type; may be repeated.")]
Acts = Annotated[list[str] | None, typer.Option("--act", metavar="ACT", help="Act, such as recall-ambassador.")]
Statuses = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="STATUS", help="occurred, ongoing, planned, possible or denied."),
]
Documents = Annotated[list[str] | None, typer.Option("--document", metavar="ID", help="Of this article.")]
Words = Annotated[
    str | None, typer.Option(metavar="WORDS", help='Only sentences with these words, or with a "phrase" in quotes.')
]
Limit = Annotated[int | None, typer.Option(metavar="N", help="No more than so many.")]
OneADay = Annotated[
    bool, typer.Option("--one-a-day", help="Exchange formats: of the same events of a day write the first.")
]
KeepUnreal = Annotated[
    bool, typer.Option("--keep-unreal", help="plover: write also what was denied or is only possible.")
]
