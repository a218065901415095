"""``dragoman correct`` and ``dragoman baseline``: what people know better than the coder, or than the texts tell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dragoman.actors.naming import Names
from dragoman.cli.display import party, write_line
from dragoman.cli.listing import stored_record
from dragoman.cli.outcome import ErrorLog, say
from dragoman.errors import InputError, UsageError
from dragoman.incidents.keeping import Keeper
from dragoman.ontology import Ontology
from dragoman.read.fields import parse_date
from dragoman.relations.transitions import Channel, Transitions
from dragoman.store import Baseline, Reader, Store

_COLUMNS = ("from", "to", "channel", "value", "since", "source")


def correct(url: str | None, identifier: str, settings: Sequence[str], note: str, withdraw: bool, as_json: bool) -> int:
    """Keep what a person says of an event, or take it back; the exit code."""
    said = dict(_setting(text) for text in settings)
    if withdraw == bool(said):
        raise UsageError("say what is right with --set FIELD=VALUE, or take it back with --withdraw")
    keeper = Keeper.load()
    with Store.open(url, create=False) as store:
        with store.begin() as transaction:
            named = {field: _named(field, value, transaction) for field, value in said.items()}
            changes = transaction.correct(identifier, named, note) if said else transaction.withdraw(identifier)
            keeper(transaction, changes)
        for stored in changes.added:
            now = store.event(stored.event.id)
            if as_json:
                write_line(stored_record(now))
            else:
                say(f"{now.event.id}: {'as it was coded' if withdraw else 'corrected'}")
        if not changes.added:
            say(f"{identifier}: is no event any more; --withdraw brings it back")
    return 0


def _setting(text: str) -> tuple[str, str]:
    field, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f"--set is FIELD=VALUE; not {text!r}")
    return field.strip(), value.strip()


def _named(field: str, value: str, reader: Reader) -> object:
    """Return the value, with the names of parties made into entities with their codes."""
    if field not in ("actor", "recipient"):
        return value
    names = Names.load()
    entities = [party(name.strip(), names, reader) for name in value.split("|") if name.strip()]
    known = names.codes
    return [{"entity": one, "code": known[one]} if one in known else {"entity": one} for one in entities]


def baseline(url: str | None, path: Path) -> int:
    """Set the dated states that a CSV file lists; the exit code."""
    errors = ErrorLog()
    channels = Transitions.load(Ontology.load()).channels
    with Store.open(url) as store, store.begin() as transaction:
        found = list(_states(path, channels, transaction, errors))
        transaction.put_baseline(found)
    say(f"{len(found)} states set, {errors.count} errors")
    return errors.exit_code


def _states(path: Path, channels: Mapping[str, Channel], reader: Reader, errors: ErrorLog) -> Iterator[Baseline]:
    names = Names.load()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read: {error}") from None
    lines = csv.DictReader(io.StringIO(text))
    missing = set(_COLUMNS[:-1]) - set(lines.fieldnames or ())
    if missing:
        raise InputError(str(path), f"has no column {', '.join(sorted(missing))}", 1)
    for row in lines:
        try:
            yield _state({key: (value or "").strip() for key, value in row.items() if key}, channels, names, reader)
        except (UsageError, ValueError) as error:
            errors(InputError(str(path), str(error), lines.line_num))


def _state(row: dict[str, str], channels: Mapping[str, Channel], names: Names, reader: Reader) -> Baseline:
    channel = channels.get(row["channel"])
    if channel is None:
        raise ValueError(f"there is no channel {row['channel']!r}; there are {', '.join(channels)}")
    if row["value"] not in channel.values:
        raise ValueError(f"{channel.name} is one of {', '.join(channel.values)}; not {row['value']!r}")
    sender, receiver = party(row["from"], names, reader), party(row["to"], names, reader)
    if sender == receiver:
        raise ValueError(f"{sender} has no relation with itself")
    since = parse_date(row["since"])
    return Baseline(sender, receiver, channel.name, row["value"], since, row.get("source", ""))
