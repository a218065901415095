"""Plain text: one article a file, its day of publication in front or given by the user."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.read.options import OnError, ReadOptions
from dragoman.read.sources import Source

# The body begins after the header and the one blank that ends it. Four digits are asked for, so that a text that
# merely begins with the word "date" keeps it; what follows them is checked later and is an error if no full date.
_HEADER = re.compile(r"\s*date ([0-9]{4}\S*)(?:\r\n|\s|\Z)")
# No character of UTF-8 is longer than 4 bytes; the header and blanks get room of their own.
_BYTES_A_CHARACTER = 4
_ROOM = 4096


def records(
    stream: BinaryIO, source: Source, options: ReadOptions, on_error: OnError
) -> Iterator[tuple[int | None, dict[str, object]]]:
    """Yield the one article of the file; its id is the file's name without the suffix."""
    limit = options.max_characters * _BYTES_A_CHARACTER + _ROOM
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(source.name, f"the text has more than the limit of {options.max_characters:,} characters")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(source.name, "not valid UTF-8", line) from None
    published: object = options.date
    header = _HEADER.match(text)
    if header is not None:
        published, text = header[1], text[header.end() :]
    elif published is None:
        raise InputError(source.name, 'no readable date: begin the text with "date YYYY-MM-DD ", or give --date')
    # Under the names that to_article will look for, whatever the user calls the columns of other sources.
    names = {field: options.columns.get(field, field) for field in ("id", "date", "text")}
    yield None, {names["id"]: source.stem, names["date"]: published, names["text"]: text}
