"""Read sources of any format into Articles; what cannot be read is reported, and the rest goes on."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.read import csv, json, jsonl, parquet, text
from dragoman.read.fields import quoted, to_article
from dragoman.read.options import InputFormat, OnError, ReadOptions
from dragoman.read.sources import OnBytes, Source, find_sources, open_source, unheard
from dragoman.records import Article

Records = Iterator[tuple[int | None, Mapping[str, object]]]
Reader = Callable[[BinaryIO, Source, ReadOptions, OnError], Records]

READERS: Mapping[InputFormat, Reader] = {
    "text": text.records,
    "jsonl": jsonl.records,
    "json": json.records,
    "csv": csv.records,
    "tsv": csv.tab_records,
    "parquet": parquet.records,
}


def read_articles(
    paths: Sequence[Path | str], options: ReadOptions, on_error: OnError, on_bytes: OnBytes = unheard
) -> Iterator[Article]:
    """Yield the articles of all paths (files, folders, ``-`` for standard input) in order, one at a time.

    Every article or source that cannot be used goes to ``on_error`` as one InputError of one line. ``on_bytes`` hears,
    while reading goes on, how many more bytes were taken from the files.
    """
    seen: set[str] = set()
    for source in find_sources(paths, options, on_error):
        for line, article in _source_articles(source, options, on_error, on_bytes):
            if article.id in seen:
                on_error(InputError(source.name, f"id {quoted(article.id)} came before in this run", line))
                continue
            seen.add(article.id)
            yield article


def _source_articles(
    source: Source, options: ReadOptions, on_error: OnError, on_bytes: OnBytes
) -> Iterator[tuple[int | None, Article]]:
    for line, raw in _records(source, options, on_error, on_bytes):
        try:
            article = to_article(raw, source.name, line, options)
        except InputError as error:
            on_error(error)
            continue
        yield line, article


def _records(source: Source, options: ReadOptions, on_error: OnError, on_bytes: OnBytes) -> Records:
    """The raw records of one source; what ends it early is reported once."""
    try:
        with open_source(source, on_bytes) as (stream, kind):
            yield from READERS[kind](stream, source, options, on_error)
    except InputError as error:
        on_error(error)
    except EOFError:
        on_error(InputError(source.name, "the compressed file ends too early; what came before the break was read"))
    except zlib.error:
        on_error(InputError(source.name, "the compressed file is damaged; what came before the damage was read"))
    except OSError as error:
        on_error(InputError(source.name, error.strerror or str(error) or type(error).__name__))
