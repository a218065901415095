"""A clean copy of a text for the parser, with the way back to the offsets of the original."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import normalize

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
# Marks that show nothing stand inside words; control characters stand between them.
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f"
# "re-established", "cease-fire": the parser's tokenizer would cut them in three.
_JOINT = r"(?:(?<=\b[Rr]e)|(?<=\b[Pp]re)|(?<=\b[Cc]ease))-(?=[a-z])"
_ODD = re.compile(f"(?P<gap>[\\s{_CONTROL}{_INVISIBLE}]+)|(?P<joint>{_JOINT})|[^\\W\\d_][\u0300-\u036f]+")
_ONLY_INVISIBLE = re.compile(f"[{_INVISIBLE}]+")
_NEWLINE = re.compile("\r\n?|[\n\u2028\u2029]")
_LONG_LINE = 110


@dataclass(frozen=True, slots=True)
class CleanText:
    """``text`` has single blanks only; ``origin[i]`` is where its character i stood; ``breaks`` are paragraph starts.

    ``ends`` holds where a character ended in the original if it took more than one there: "é" as "e" and an accent.
    """

    text: str
    origin: array[int]
    breaks: frozenset[int]
    ends: Mapping[int, int]

    def span(self, start: int, end: int) -> Span:
        """Return the original's span of the clean characters from ``start`` to ``end`` (exclusive, at least one)."""
        return Span(self.origin[start], self.ends.get(end - 1, self.origin[end - 1] + 1))


def clean(raw: str) -> CleanText:
    """Return ``raw`` with single blanks, composed accents and plain typographic signs, and the map back to it."""
    hard_breaks = _lines_are_paragraphs(raw)
    pieces: list[str] = []
    origin: array[int] = array("I")
    breaks: set[int] = set()
    ends: dict[int, int] = {}
    at = 0
    plain = raw.translate(_REPLACED)
    for odd in _ODD.finditer(plain):
        start, end = odd.span()
        pieces.append(plain[at:start])
        origin.extend(range(at, start))
        at = end
        if odd["joint"] is not None:
            continue
        if odd["gap"] is None:
            composed = normalize("NFC", odd.group())
            if len(composed) > 1:  # there is no such letter: left as it stands
                at = start
                continue
            ends[len(origin)] = end
        elif not origin or _ONLY_INVISIBLE.fullmatch(plain, start, end):
            continue
        else:
            composed = " "
            if _is_break(raw[start:end], hard_breaks):
                breaks.add(len(origin) + 1)
        pieces.append(composed)
        origin.append(start)
    pieces.append(plain[at:])
    origin.extend(range(at, len(plain)))
    return CleanText("".join(pieces), origin, frozenset(breaks), ends)


def _lines_are_paragraphs(raw: str) -> bool:
    """Tell text with one paragraph a line from text that is wrapped at a fixed width."""
    lines = [line for line in _NEWLINE.split(raw) if line.strip()]
    return len(lines) > 1 and max(map(len, lines)) > _LONG_LINE


def _is_break(blanks: str, lines_are_paragraphs: bool) -> bool:
    *before, last = _NEWLINE.split(blanks)
    if not before:
        return False
    # an indented new line is a new paragraph in wire copy
    return len(before) > 1 or "\u2029" in blanks or lines_are_paragraphs or len(last) >= 2
