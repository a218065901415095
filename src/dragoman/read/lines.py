"""Lines of bytes with a ceiling on the length of one, so that a file without line ends cannot fill the memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

MAX_LINE = 64 * 1024 * 1024
"""Bytes. Far above any article within the limit of characters, even with every character escaped."""

_SKIP = 1 << 20


def iter_lines(stream: BinaryIO, limit: int = MAX_LINE) -> Iterator[tuple[int, bytes | None]]:
    """Yield (1-based number, line with its end); None instead of a line that is longer than ``limit`` bytes."""
    number = 0
    while line := stream.readline(limit):
        number += 1
        if len(line) < limit or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := stream.readline(_SKIP)) and not rest.endswith(b"\n"):
            pass
        yield number, None
