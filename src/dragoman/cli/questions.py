"""Questions in, answers out: a file of JSON lines, and one line for each of them whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from dragoman.cli.outcome import ErrorLog
from dragoman.errors import DragomanError, InputError
from dragoman.read.jsonl import parse_line
from dragoman.read.lines import iter_lines
from dragoman.read.options import ReadOptions
from dragoman.read.sources import find_sources, open_source

Answer = Callable[[dict[str, object]], Mapping[str, object]]


def questions(path: Path, answer: Answer, errors: ErrorLog) -> Iterator[tuple[object, Mapping[str, object] | None]]:
    """Yield (the question's id, its answer) for every line; None, and a line on standard error, where there is none."""
    for source in find_sources([path], ReadOptions(input_format="jsonl"), errors):
        try:
            with open_source(source) as (stream, _):
                for number, line in iter_lines(stream):
                    yield _answered(line, answer, InputError(source.name, "", number), errors)
        except InputError as error:
            errors(error)
        except (OSError, EOFError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            errors(InputError(source.name, str(error)))


def _answered(
    line: bytes | None, answer: Answer, place: InputError, errors: ErrorLog
) -> tuple[object, Mapping[str, object] | None]:
    identifier: object = None
    try:
        question = parse_line(line)
        if question is None:
            raise ValueError("an empty line")
        identifier = question.get("id")
        return identifier, answer(dict(question))
    except (ValueError, TypeError, KeyError, DragomanError) as error:
        errors(InputError(place.source, f"no answer: {error}", place.line))
        return identifier, None
