"""Rows of tab-separated files: cells that no text of a source can break, numbers that stay the same."""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections.abc import Iterable

_BREAKING = frozenset({"Cc", "Zl", "Zp"})


def one_line(text: str) -> str:
    """Return a text that may stand in a cell.

    Control characters and ends of lines become blanks, and blanks are joined to one. A double quote becomes an
    apostrophe: readers that know quoting would take it for the beginning of a cell, tabs and lines included.
    """
    blanked = "".join(" " if unicodedata.category(char) in _BREAKING else char for char in text)
    return " ".join(blanked.replace('"', "'").split())


def row(cells: Iterable[str]) -> bytes:
    """Return the cells as one line of UTF-8, its end included; half a surrogate pair becomes ``?``."""
    return "\t".join(cells).encode("utf-8", "replace") + b"\n"


def number(value: float | None) -> str:
    """Return a number in the fewest digits that give it back, without ``.0``; empty where there is none."""
    if value is None or not math.isfinite(value):
        return ""
    return repr(int(value)) if value == int(value) else repr(float(value))


def stable_number(text: str, bits: int) -> int:
    """Return the same positive number of at most so many bits for the same text, wherever it is computed."""
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return (int.from_bytes(digest) >> (64 - bits)) or 1
