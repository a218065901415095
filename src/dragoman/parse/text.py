"""A clean copy of a text for the parser, with the way back to the offsets of the original."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from dragoman.records import Span

# One character for one: these change no offset. Typographic signs that the parser's training data did not have.
_REPLACED = str.maketrans(
    {
        "‘": "'", "’": "'", "‛": "'", "′": "'", "`": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
        "–": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-", "—": "-", "―": "-",
        "{": " ", "}": " ", "|": " ", "•": " ", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ",
    }
)  # fmt: skip
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_RUNS = re.compile(r"\s+")
_LONG_LINE = 110


@dataclass(frozen=True, slots=True)
class CleanText:
    """``text`` has single blanks only; ``origin[i]`` is where its character i stood; ``breaks`` are paragraph starts."""

    text: str
    origin: array[int]
    breaks: frozenset[int]

    def span(self, start: int, end: int) -> Span:
        """Return the original's span of the clean characters from ``start`` to ``end`` (exclusive, at least one)."""
        return Span(self.origin[start], self.origin[end - 1] + 1)


def clean(raw: str) -> CleanText:
    """Return ``raw`` with blanks collapsed and typographic signs made plain, and the map back to it."""
    hard_breaks = _lines_are_paragraphs(raw)
    pieces: list[str] = []
    origin: array[int] = array("I")
    breaks: set[int] = set()
    length = at = 0
    plain = _DROPPED.sub(" ", raw.translate(_REPLACED))
    for run in _RUNS.finditer(plain):
        start, end = run.span()
        if start > at:
            pieces.append(plain[at:start])
            origin.extend(range(at, start))
            length += start - at
        if length:
            if _is_break(raw[start:end], hard_breaks):
                breaks.add(length + 1)
            pieces.append(" ")
            origin.append(start)
            length += 1
        at = end
    pieces.append(plain[at:])
    origin.extend(range(at, len(plain)))
    return CleanText("".join(pieces), origin, frozenset(breaks))


def _lines_are_paragraphs(raw: str) -> bool:
    """Tell text with one paragraph a line from text that is wrapped at a fixed width."""
    lines = [line for line in raw.split("\n") if line.strip()]
    return len(lines) > 1 and max(map(len, lines)) > _LONG_LINE


def _is_break(blanks: str, lines_are_paragraphs: bool) -> bool:
    newlines = blanks.count("\n")
    if newlines == 0:
        return False
    # an indented new line is a new paragraph in wire copy
    return newlines > 1 or lines_are_paragraphs or len(blanks.rpartition("\n")[2]) >= 2
