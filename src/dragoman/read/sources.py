"""From the paths that a user names to open byte streams and the format of each."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import InputError
from dragoman.read.options import InputFormat, OnError, ReadOptions

SUFFIXES: dict[str, InputFormat] = {
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
_GZIP_MAGIC = b"\x1f\x8b"
_HEAD = 1 << 16

OnBytes = Callable[[int], None]


def unheard(count: int) -> None:
    """For a caller who does not count."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or standard input where ``path`` is None. ``format`` is None until the content has been looked at."""

    name: str
    stem: str
    path: Path | None
    format: InputFormat | None


def find_sources(paths: Sequence[Path | str], options: ReadOptions, on_error: OnError) -> Iterator[Source]:
    """The files behind the paths: folders are walked recursively in sorted order for the suffixes that we know."""
    for path in map(Path, paths):
        if str(path) == "-":
            yield Source("-", "stdin", None, options.input_format)
        elif path.is_dir():
            yield from _walk(path, options, on_error)
        else:
            yield _file(path, options)


def total_bytes(paths: Sequence[Path | str], options: ReadOptions) -> int | None:
    """The bytes that reading the paths will take; None where that cannot be known beforehand.

    Parquet is read piecemeal and not counted, so that with one such file nothing is known.
    """
    total = 0
    for source in find_sources(paths, options, lambda error: None):
        if source.path is None or not source.path.is_file() or source.format == "parquet":
            return None
        total += source.path.stat().st_size
    return total


def _walk(folder: Path, options: ReadOptions, on_error: OnError) -> Iterator[Source]:
    def unreadable(error: OSError) -> None:
        on_error(InputError(printable(str(error.filename)), error.strerror or "cannot be listed"))

    found = [
        Path(root, name)
        for root, folders, names in os.walk(folder, onerror=unreadable)
        if not _prune_hidden(folders)
        for name in names
        if not name.startswith(".") and _known(Path(name))
    ]
    found = [path for path in found if not options.exclude or path.resolve() not in options.exclude]
    if not found:
        on_error(InputError(printable(str(folder)), f"no file that ends in {', '.join(SUFFIXES)} (or one of them .gz)"))
    for path in sorted(found, key=lambda path: path.parts):
        yield _file(path, options)


def _prune_hidden(folders: list[str]) -> bool:
    """Keep ``os.walk`` out of hidden folders; always False, for its place in a filter."""
    folders[:] = [name for name in folders if not name.startswith(".")]
    return False


def _plain(path: Path) -> Path:
    return path.with_suffix("") if path.suffix.lower() == ".gz" else path


def _known(path: Path) -> bool:
    return _plain(path).suffix.lower() in SUFFIXES


def _file(path: Path, options: ReadOptions) -> Source:
    plain = _plain(path)
    return Source(printable(str(path)), plain.stem, path, options.input_format or SUFFIXES.get(plain.suffix.lower()))


def printable(name: str) -> str:
    """A name for an error line: control characters and undecodable bytes as escapes, so that it stays one line."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in name)


@contextmanager
def open_source(source: Source, on_bytes: OnBytes = unheard) -> Iterator[tuple[BinaryIO, InputFormat]]:
    """Open for reading from the start, unpacked; guess the format where the name does not tell it.

    ``on_bytes`` is told how many bytes of the file were taken. Raises OSError where there is no such file, InputError
    where the first bytes show what we do not read.
    """
    with ExitStack() as stack:
        raw = sys.stdin.buffer if source.path is None else stack.enter_context(source.path.open("rb"))
        stream, head = _rewound(raw, on_bytes)
        if head.startswith(_GZIP_MAGIC):
            stream, head = _rewound(cast(BinaryIO, stack.enter_context(gzip.GzipFile(fileobj=stream, mode="rb"))))
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InputError(source.name, "is UTF-16, and only UTF-8 is read")
        yield stream, source.format or guess_format(head)


def guess_format(head: bytes) -> InputFormat:
    """The format of a stream that begins with these bytes."""
    if head.startswith(b"PAR1"):
        return "parquet"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"["):
        return "json"
    if not start.startswith(b"{"):
        return "text"
    first, newline, _ = start.partition(b"\n")
    if not newline:
        return "jsonl"
    # A pretty-printed document ends its first line in the middle of things; a line of JSONL ends with its brace.
    return "jsonl" if first.rstrip().endswith(b"}") or not _opens_more(first) else "json"


def _opens_more(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return line.rstrip().endswith((b"{", b"[", b",", b":"))
    return False


class _Rewound(io.RawIOBase):
    """A stream with what was already read from it put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO, on_bytes: OnBytes) -> None:
        self._head, self._rest, self._on_bytes = head, rest, on_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        chunk = self._head[: len(buffer)] or _some(self._rest, len(buffer))
        self._head = self._head[len(chunk) :]
        self._on_bytes(len(chunk))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _some(stream: BinaryIO, size: int) -> bytes:
    """What is there now, so that a slow pipe is read as it comes."""
    return stream.read1(size) if isinstance(stream, io.BufferedReader | gzip.GzipFile) else stream.read(size)


def _rewound(raw: BinaryIO, on_bytes: OnBytes = unheard) -> tuple[BinaryIO, bytes]:
    """The stream, still at its start, and its first bytes (at least one that is not blank, if there is any)."""
    head = b""
    while len(head) < _HEAD and not head.strip():
        chunk = _some(raw, _HEAD)
        if not chunk:
            break
        head += chunk
    return cast(BinaryIO, io.BufferedReader(_Rewound(head, raw, on_bytes))), head
