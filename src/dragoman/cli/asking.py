"""The commands that ask the store: arguments and help here, the work in one module a group of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.arguments import (
    Actors,
    Acts,
    AsJson,
    Database,
    Documents,
    FirstParty,
    KeepUnreal,
    KnownOn,
    Limit,
    OneADay,
    Parties,
    Recipients,
    SecondParty,
    Since,
    Statuses,
    Types,
    Until,
    Words,
)
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
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
    db: Database = None,
) -> None:
    """Count and score the incidents between two parties by period, beside the number of articles read."""
    with orderly_end():
        from dragoman.cli import options
        from dragoman.cli import relating as command

        status = command.periods(options.store_url(db), first, second, freq, since, until, as_json)
    raise typer.Exit(status)


def events(
    parties: Parties = None,
    actors: Actors = None,
    recipients: Recipients = None,
    types: Types = None,
    acts: Acts = None,
    statuses: Statuses = None,
    documents: Documents = None,
    words: Words = None,
    since: Since = None,
    until: Until = None,
    known_on: KnownOn = None,
    limit: Limit = None,
    as_json: AsJson = False,
    db: Database = None,
) -> None:
    """Show events of the store: all, or those that every given option fits."""
    with orderly_end():
        from dragoman.cli import listing as command
        from dragoman.cli import options

        wanted = command.Wanted(
            parties=parties,
            actors=actors,
            recipients=recipients,
            types=types,
            acts=acts,
            statuses=statuses,
            documents=documents,
            words=words,
            since=since,
            until=until,
            known_on=known_on,
        )
        status = command.events(options.store_url(db), wanted, limit, as_json)
    raise typer.Exit(status)


def incidents(
    parties: Parties = None,
    types: Types = None,
    acts: Acts = None,
    words: Words = None,
    since: Since = None,
    until: Until = None,
    sources: Annotated[int, typer.Option(metavar="N", help="Only those that so many independent sources told.")] = 1,
    limit: Limit = None,
    as_json: AsJson = False,
    db: Database = None,
) -> None:
    """Show incidents: many reports of one event, with how many sources told it and on what they disagree."""
    with orderly_end():
        from dragoman.cli import listing as command
        from dragoman.cli import options

        wanted = command.Wanted(parties=parties, types=types, acts=acts, words=words, since=since, until=until)
        status = command.incidents(options.store_url(db), wanted, sources, limit, as_json)
    raise typer.Exit(status)


def correct(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The event; the beginning of its id is enough.")],
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="What is right, as status=denied; may be repeated."),
    ] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back all that was said of the event.")] = False,
    as_json: AsJson = False,
    db: Database = None,
) -> None:
    """Correct an event by hand: the correction wins over the coding and survives a recoding.

    FIELD is event (a type, or none for no event at all), mode, act, status, date, enddate, effective, until, actor,
    recipient, attribution or link; several values are parted by |.
    """
    with orderly_end():
        from dragoman.cli import correcting as command
        from dragoman.cli import options

        status = command.correct(options.store_url(db), identifier, settings or (), note, withdraw, as_json)
    raise typer.Exit(status)


def baseline(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV with the columns from, to, channel, value, since, source.")
    ],
    db: Database = None,
) -> None:
    """Set dated states that no article tells, such as the relations of two states before the corpus begins."""
    with orderly_end():
        from dragoman.cli import correcting as command
        from dragoman.cli import options

        status = command.baseline(options.store_url(db), path)
    raise typer.Exit(status)


def export(
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="plover, polecat, gdelt1, gdelt2 (also gdelt), icews, jsonl, csv, parquet; gold writes what was "
            "corrected by hand.",
        ),
    ],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here.")] = None,
    one_a_day: OneADay = False,
    keep_unreal: KeepUnreal = False,
    parties: Parties = None,
    types: Types = None,
    since: Since = None,
    until: Until = None,
    db: Database = None,
) -> None:
    """Write events of the store in a format that other programs read."""
    with orderly_end():
        from dragoman.cli import exporting as command
        from dragoman.cli import listing, options

        options.check_output(output, ())
        write = options.export_writer(form, output, keep_unreal=keep_unreal, one_a_day=one_a_day)
        wanted = listing.Wanted(parties=parties, types=types, since=since, until=until)
        status = command.run(options.store_url(db), wanted, write, output)
    raise typer.Exit(status)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (events, incidents, relation, timeline, states, series, correct, baseline, export):
        app.command()(command)
