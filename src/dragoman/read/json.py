"""A JSON document: a list of articles, an object that holds such a list, or one article."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.read import jsonl
from dragoman.read.fields import source_names
from dragoman.read.lines import iter_lines
from dragoman.read.options import OnError, ReadOptions
from dragoman.read.sources import Source


def records(
    stream: BinaryIO, source: Source, options: ReadOptions, on_error: OnError
) -> Iterator[tuple[int | None, Mapping[str, object]]]:
    """Yield (1-based place in the list, object). The whole document is in memory: for a large corpus use JSONL."""
    data = stream.read().removeprefix(BOM_UTF8)
    if not data.strip():
        raise InputError(source.name, "the file is empty")
    try:
        value = jsonl.load_json(data)
    except ValueError as error:
        # Many files named .json hold JSON Lines.
        if "Extra data" not in str(error) or not _is_lines(data):
            raise InputError(source.name, str(error)) from None
        yield from jsonl.records(_reopened(data), source, options, on_error)
        return
    for number, item in enumerate(_items(value, source, options), start=1):
        try:
            yield number, jsonl.as_object(item)
        except ValueError as error:
            on_error(InputError(source.name, str(error), number))


def _is_lines(data: bytes) -> bool:
    first = next(line for _, line in iter_lines(_reopened(data)) if line is None or line.strip())
    try:
        return jsonl.parse_line(first) is not None
    except ValueError:
        return False


def _reopened(data: bytes) -> BinaryIO:
    return BytesIO(data)


def _items(value: object, source: Source, options: ReadOptions) -> list[object]:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise InputError(source.name, "neither a list of articles nor an object")
    if any(name in value for name in source_names("text", options)):
        return [value]
    lists = [held for held in value.values() if isinstance(held, list)]
    if len(lists) != 1:
        raise InputError(source.name, "an object with neither a text nor exactly one list of articles")
    return lists[0]
