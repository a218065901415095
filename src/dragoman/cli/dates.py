"""``dragoman date``: the normaliser of time expressions alone, JSON Lines in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from dragoman.cli.outcome import ErrorLog
from dragoman.errors import DragomanError, InputError
from dragoman.read.jsonl import parse_line
from dragoman.read.lines import iter_lines
from dragoman.read.options import ReadOptions
from dragoman.read.sources import find_sources, open_source

Answer = Callable[[dict[str, object]], Mapping[str, object]]
_UNKNOWN: Mapping[str, object] = {"id": None, "timex": None, "start": None, "end": None}


def run(path: Path) -> int:
    """Answer every line of the file with one line; the exit code."""
    # Imported here: it loads its tables, which no other command needs.
    from dragoman.events.temporal.answers import answer

    errors = ErrorLog()
    for source in find_sources([path], ReadOptions(input_format="jsonl"), errors):
        try:
            with open_source(source) as (stream, _):
                for number, line in iter_lines(stream):
                    _answer_line(line, answer, InputError(source.name, "", number), errors)
        except InputError as error:
            errors(error)
        except (OSError, EOFError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            errors(InputError(source.name, str(error)))
    return errors.exit_code


def _answer_line(line: bytes | None, answer: Answer, place: InputError, errors: ErrorLog) -> None:
    """Write the answer to one line, with null for what is not known: one line out for each line in."""
    identifier: object = None
    found: Mapping[str, object] = {}
    try:
        question = parse_line(line)
        if question is None:
            raise ValueError("an empty line")
        identifier = question.get("id")
        found = answer(dict(question))
    except (ValueError, TypeError, KeyError, DragomanError) as error:
        errors(InputError(place.source, f"no answer: {error}", place.line))
    record = {**_UNKNOWN, **{key: found.get(key) for key in _UNKNOWN}, "id": identifier}
    sys.stdout.buffer.write(json.dumps(record).encode() + b"\n")
