"""Sources of text → Articles: one module a format, and the checks that they share."""

from __future__ import annotations

from dragoman.read.articles import read_articles
from dragoman.read.options import FORMATS, InputFormat, ReadOptions, parse_columns
from dragoman.read.sources import total_bytes

__all__ = ["FORMATS", "InputFormat", "ReadOptions", "parse_columns", "read_articles", "total_bytes"]
