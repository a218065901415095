"""JSON Lines: one record a line, UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from dragoman.errors import InputError
from dragoman.records import Event
from dragoman.write.record import Record, to_record


def write(events: Iterable[Event], target: IO[bytes]) -> None:
    """Write every event as one line."""
    for event in events:
        target.write(to_line(to_record(event)))


def to_line(record: Record) -> bytes:
    """One object as a line of UTF-8 JSON, its end included."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def read_records(path: Path | str) -> Iterator[Record]:
    """Yield the records of a file that :func:`write` wrote; InputError at the first line that holds none."""
    name = str(path)
    try:
        with Path(path).open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _parse(line, name, number)
    except OSError as error:
        raise InputError(name, error.strerror or str(error)) from None


def _parse(line: bytes, name: str, number: int) -> Record:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise InputError(name, "not a record: broken JSON", number) from None
    if not isinstance(record, dict) or not all(isinstance(record.get(key), str) for key in ("id", "document")):
        raise InputError(name, "not a record: no id and document", number)
    return record
