"""The words of time expressions, read from ``tables/vocabulary.csv``, and the canonical text that the grammar reads.

Canonical text is lower case, every token parted from the next by one space, so that running text and text that a
corpus has already tokenised ("Nov . 30 , 2009", "four - day") look the same to one grammar.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dragoman.errors import TableError

TABLE = "vocabulary.csv"

_TOKEN = re.compile(
    r"(?P<ampm>\b[AaPp]\s?\.\s?[Mm]\b(?:\s?\.)?)"
    r"|(?P<number>\d+(?:(?:st|nd|rd|th|s)\b)?)"
    r"|(?P<possessive>['’‘`]s\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[^\s\w]|_)",
    re.IGNORECASE,
)
_SAME_MARKS = str.maketrans({"'": "’", "‘": "’", "`": "’", "–": "-", "—": "-", "‑": "-"})
CAPITALISED_KINDS = ("month", "month-short", "weekday", "weekday-short")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its canonical form and where it stands in the text (characters, end exclusive)."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every form by kind: ``kinds["month"]["may"] == "5"``. ``capitalised`` are the forms that names of days need."""

    kinds: dict[str, dict[str, str]]
    capitalised: frozenset[str]

    def value(self, form: str, *kinds: str) -> str | None:
        """The value of ``form`` under the first of ``kinds`` that lists it."""
        return next((self.kinds[kind][form] for kind in kinds if form in self.kinds[kind]), None)


def tokens(text: str) -> list[Token]:
    """The tokens of ``text``, left to right."""
    found = []
    for match in _TOKEN.finditer(text):
        form = match.group().lower().translate(_SAME_MARKS)
        if match.lastgroup == "ampm":
            form = form[0] + "m"
        found.append(Token(form, match.start(), match.end()))
    return found


def canonical(text: str) -> str:
    """``text`` as the grammar reads it."""
    return " ".join(token.form for token in tokens(text))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Read the table once. Raises TableError where a row lacks its kind or form or repeats one."""
    kinds: dict[str, dict[str, str]] = {}
    lines = files(__package__).joinpath("tables", TABLE).read_text(encoding="utf-8").splitlines()
    for line, row in enumerate(csv.DictReader(lines), start=2):
        kind, form = row.get("kind"), canonical(row.get("form") or "")
        if not kind or not form:
            raise TableError(TABLE, line, "a row needs a kind and a form")
        if form in kinds.setdefault(kind, {}):
            raise TableError(TABLE, line, f"{kind} lists {form!r} twice")
        kinds[kind][form] = row.get("value") or ""
    capitalised = frozenset(form for kind in CAPITALISED_KINDS for form in kinds[kind])
    return Vocabulary(kinds, capitalised)
