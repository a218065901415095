"""The commands that ask the store: arguments and help here, the work in one module a group of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.arguments import AsJson, Database, FirstParty, KnownOn, SecondParty
from dragoman.cli.outcome import orderly_end


def relation(
    first: FirstParty,
    second: SecondParty,
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The day in the world; today if none.")] = None,
    known_on: KnownOn = None,
    as_json: AsJson = False,
    db: Database = None,
) -> None:
    """Show where two parties stand on a day: every channel with the sentences that say so, and what is planned."""
    with orderly_end():
        from dragoman.cli import options
        from dragoman.cli import relating as command

        status = command.relation(options.store_url(db), first, second, on, known_on, as_json)
    raise typer.Exit(status)


def timeline(
    first: FirstParty, second: SecondParty, known_on: KnownOn = None, as_json: AsJson = False, db: Database = None
) -> None:
    """Show what happened between two parties, by date, and which channels of their relationship it moved."""
    with orderly_end():
        from dragoman.cli import options
        from dragoman.cli import relating as command

        status = command.timeline(options.store_url(db), first, second, known_on, as_json)
    raise typer.Exit(status)


def states(
    path: Annotated[Path, typer.Argument(metavar="FILE", help='Lines of {"id", "a", "b", "on"}, perhaps "known_on"')],
    db: Database = None,
) -> None:
    """Answer a whole panel of dyads and dates: JSON Lines in, what `relation --json` says of each line out."""
    with orderly_end():
        from dragoman.cli import options
        from dragoman.cli import relating as command

        status = command.states(options.store_url(db), path)
    raise typer.Exit(status)


def series(
    first: FirstParty,
    second: SecondParty,
    freq: Annotated[str, typer.Option(metavar="FREQ", help="day, week, month or year.")] = "month",
    since: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="First day; else of its first incident.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Last day; else the last incident's.")] = None,
    as_json: AsJson = False,
    db: Database = None,
) -> None:
    """Count and score the incidents between two parties by period, beside the number of articles read."""
    with orderly_end():
        from dragoman.cli import options
        from dragoman.cli import relating as command

        status = command.periods(options.store_url(db), first, second, freq, since, until, as_json)
    raise typer.Exit(status)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (relation, timeline, states, series):
        app.command()(command)
