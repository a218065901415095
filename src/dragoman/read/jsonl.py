"""JSON Lines: one object a line, read one line at a time."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.read.lines import iter_lines
from dragoman.read.options import OnError, ReadOptions
from dragoman.read.sources import Source


def records(
    stream: BinaryIO, source: Source, options: ReadOptions, on_error: OnError
) -> Iterator[tuple[int | None, Mapping[str, object]]]:
    """Yield (line, object); a line that holds none goes to ``on_error`` and the next one is read."""
    for number, line in iter_lines(stream):
        try:
            record = parse_line(line)
        except ValueError as error:
            on_error(InputError(source.name, str(error), number))
            continue
        if record is not None:
            yield number, record


def parse_line(line: bytes | None) -> Mapping[str, object] | None:
    """The object of one line; None for a blank line; ValueError with the reason for anything else."""
    if line is None:
        raise ValueError("the line is too long to be an article")
    line = line.removeprefix(BOM_UTF8)
    if not line.strip():
        return None
    return as_object(load_json(line))


def load_json(data: bytes) -> object:
    """Parse UTF-8 JSON; ValueError with a reason of one line."""
    try:
        value: object = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("not valid UTF-8") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if b"\n" in data.strip() else f"column {error.colno}"
        raise ValueError(f"broken JSON: {error.msg} at {place}") from None
    except RecursionError:
        raise ValueError("broken JSON: nested too deeply") from None
    except ValueError:
        # Python's guard against numbers of thousands of digits.
        raise ValueError("broken JSON: a number is too long") from None
    return value


def as_object(value: object) -> Mapping[str, object]:
    """The value if it is a JSON object; ValueError otherwise."""
    if not isinstance(value, dict):
        raise ValueError("not an object with id, date and text")
    return value
