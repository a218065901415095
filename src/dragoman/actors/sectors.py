"""The words by which news names kinds of actors: "foreign minister", "rebels", "court" and their PLOVER sectors."""

from __future__ import annotations

import re

from dragoman.actors.entries import read_table, split_cell
from dragoman.errors import TableError

KINDS = frozenset({"office", "body", "group", "person", "charity"})
SectorEntry = tuple[tuple[str, ...], str, str | None]


class Sectors:
    """Noun phrases (lower case, singular) with their sectors, kind and, for an office, its normalised name.

    ``kind`` is office (one person holding an office), body (an institution), group (people acting together), person,
        or charity (a private body that is of no state unless one is told).
    ``max_words`` is the length of the longest phrase in tokens, where a hyphen and a possessive 's are tokens too.
    """

    def __init__(self, phrases: dict[str, SectorEntry]) -> None:
        """``phrases`` maps each phrase to (sectors, kind, office or None)."""
        self._phrases = dict(phrases)
        self._first = frozenset(part for phrase in phrases for part in (_tokens(phrase)[0], phrase.split(" ")[0]))
        self.max_words = max((len(_tokens(phrase)) for phrase in phrases), default=0)

    @classmethod
    def load(cls) -> Sectors:
        """Read ``sectors.csv``."""
        phrases: dict[str, SectorEntry] = {}
        for line, row in read_table("sectors.csv", ("sector", "kind", "office", "words")):
            if row["kind"] not in KINDS:
                raise TableError("sectors.csv", line, f"unknown kind {row['kind']!r}")
            for phrase in split_cell(row["words"]):
                if phrase in phrases:
                    raise TableError("sectors.csv", line, f"{phrase!r} stands in the table twice")
                phrases[phrase] = (split_cell(row["sector"].replace("+", "|")), row["kind"], row["office"] or None)
        return cls(phrases)

    def find(self, lemma_or_phrase: str) -> SectorEntry | None:
        """Return (sectors, kind, office) of a phrase, or None; its tokens may be joined by single blanks."""
        found = self._phrases.get(lemma_or_phrase)
        return found if found is not None else self._phrases.get(_joined(lemma_or_phrase))

    def begins(self, word: str) -> bool:
        """Return whether some phrase begins with this token."""
        return word in self._first

    def __len__(self) -> int:
        return len(self._phrases)

    def phrases(self) -> dict[str, SectorEntry]:
        """Return a copy of the whole vocabulary."""
        return dict(self._phrases)


def _joined(phrase: str) -> str:
    """The phrase as it is written, of tokens that a parser split at hyphens and before 's, in lower case."""
    return phrase.lower().replace("’", "'").replace(" - ", "-").replace(" 's", "'s").replace(" '", "'")


def _tokens(phrase: str) -> list[str]:
    """The tokens of a phrase as an English tokeniser cuts it."""
    return re.findall(r"-|'s?(?=\s|$)|(?:[^\s'-]|'(?!s?(?:\s|$)))+", phrase)
