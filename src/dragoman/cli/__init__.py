"""The command line: arguments and help here, the work in one module a command."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli.arguments import Columns, Database, Day, InputFormat, KeepUnreal, OneADay, Sources, Titles
from dragoman.cli.asking import register
from dragoman.cli.outcome import INTERRUPTED, USAGE, orderly_end

# The heavy parts (spaCy, pyarrow, the tables) are imported inside the commands, so that help and version are quick.

app = typer.Typer(
    name="dragoman",
    help="Dated news in, sourced political events out. Data goes to standard output, all else to standard error.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

register(app)


@app.command()
def code(
    paths: Sources,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here.")] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="table (default on a terminal), jsonl, csv, parquet; or an exchange format: plover, polecat, gdelt1, "
            "gdelt2 (also gdelt), icews.",
        ),
    ] = None,
    day: Day = None,
    columns: Columns = None,
    input_format: InputFormat = None,
    titles: Titles = False,
    explain: Annotated[bool, typer.Option("--explain", help="Add the steps that led to each event.")] = False,
    one_a_day: OneADay = False,
    keep_unreal: KeepUnreal = False,
) -> None:
    """Code the political events of articles."""
    with orderly_end():
        from dragoman.cli import coding as command
        from dragoman.cli import options
        from dragoman.settings import Settings

        settings = Settings(code_titles=titles, trace=explain)
        chosen = options.output_format(form, output)
        writer = options.writer(chosen, keep_unreal=keep_unreal, one_a_day=one_a_day)
        options.check_output(output, paths)
        reading = options.read_options(day, columns, input_format, settings, output)
        status = command.run(paths, reading, settings, chosen, writer, output)
    raise typer.Exit(status)


@app.command()
def add(
    paths: Sources,
    db: Database = None,
    recode: Annotated[
        bool, typer.Option("--recode", help="Code again what another version of Dragoman has coded.")
    ] = False,
    day: Day = None,
    columns: Columns = None,
    input_format: InputFormat = None,
    titles: Titles = False,
) -> None:
    """Code articles and keep their events in a store. Safe to repeat: what is kept already is skipped."""
    with orderly_end():
        from dragoman.cli import adding as command
        from dragoman.cli import options
        from dragoman.settings import Settings

        settings = Settings(code_titles=titles)
        reading = options.read_options(day, columns, input_format, settings)
        status = command.run(paths, reading, settings, options.store_url(db), recode)
    raise typer.Exit(status)


@app.command()
def explain(
    paths: Sources,
    identifier: Annotated[
        str | None,
        typer.Option("--id", metavar="EVENT_ID", help="Explain this event alone; the beginning of its id is enough."),
    ] = None,
    articles: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="The articles, where PATH... are files of records; may be repeated."),
    ] = None,
    day: Day = None,
    columns: Columns = None,
    input_format: InputFormat = None,
    titles: Titles = False,
    db: Database = None,
) -> None:
    """Show why events were coded as they were, step by step, with the words each step rests on.

    PATH... are the articles; or, with --articles, the JSONL records that "dragoman code" wrote of them; or the id of
    one event or incident of the store, or its beginning.
    """
    with orderly_end():
        from dragoman.cli import explaining as command
        from dragoman.cli import options
        from dragoman.settings import Settings

        settings = Settings(code_titles=titles, trace=True)
        reading = options.read_options(day, columns, input_format, settings)
        texts, records = (articles, paths) if articles else (paths, [])
        if len(paths) == 1 and options.is_identifier(paths[0]):
            status = command.kept(options.store_url(db), str(paths[0]))
        else:
            status = command.run(texts, records, reading, settings, identifier)
    raise typer.Exit(status)


@app.command("date")
def resolve_dates(
    path: Annotated[Path, typer.Argument(metavar="FILE", help='Lines of {"id", "text", "start", "end", "published"}')],
) -> None:
    """Say which days time expressions mean: JSON Lines in, one {"id", "timex", "start", "end"} for each line out."""
    with orderly_end():
        from dragoman.cli import dates as command

        status = command.run(path)
    raise typer.Exit(status)


@app.command()
def classify(
    path: Annotated[
        Path,
        typer.Argument(metavar="FILE", help='Lines of {"id", "marked": "… <s>source</s> … <t>target</t> …"}'),
    ],
) -> None:
    """Say of which PLOVER type is what a source does to a target: JSON Lines in, one line for each line out."""
    with orderly_end():
        from dragoman.cli import classifying as command

        status = command.run(path)
    raise typer.Exit(status)


@app.command()
def version() -> None:
    """Print the version."""
    with orderly_end():
        typer.echo(f"dragoman {__version__}")


def main() -> None:
    """Run the command line; the entry point of the installed program."""
    signal.signal(signal.SIGTERM, _terminate)
    if sys.stdout is None or sys.stderr is None:
        # Closed by the caller: there is nowhere to say anything, and a file opened now could take its place.
        sys.exit(USAGE)
    try:
        app()
    except KeyboardInterrupt:
        # Before or after the body of a command, where nothing has been written.
        sys.exit(INTERRUPTED)


def _terminate(number: int, frame: FrameType | None) -> None:
    """End through the usual way out, so that a half-written file is removed."""
    sys.exit(128 + number)
