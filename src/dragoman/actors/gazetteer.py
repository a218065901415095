"""Names of political actors and places in a text: every country, people, capital, seat of power, body and armed group.

Names are matched as they are written (case counts, so that "Polish" is a nation and "polish" is not), also in capitals
throughout, with or without diacritics, and across line breaks. The longest name wins; what ``not_places.csv`` lists as
a phrase swallows the names inside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from dragoman.actors.entries import KIND_ORDER, Entry, all_entries, fold
from dragoman.actors.sectors import Sectors

__all__ = ["Entry", "Gazetteer", "Match", "Sectors"]

# Upper-case forms of shorter names would be words of their own ("CHAD" is one, "US" is there already).
MIN_CAPITALS = 4
# "al-Iraqi" is part of a person's name and "Spanish-language" no state's deed.
NAME_PARTICLES = ("al-", "Al-", "AL-", "el-", "El-", "ul-", "ibn-")
LANGUAGE_SUFFIXES = ("-language", "-speaking", "-speaker")


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text; ``text[match.start:match.end] == match.text``."""

    start: int
    end: int
    entry: Entry
    text: str


class Gazetteer:
    """All names of the tables in one automaton. Immutable after construction; safe to share between threads."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        """``entries`` are (name as written in texts, entry); of equal names that of the better kind is kept."""
        self._by_name: dict[str, Entry] = {}
        ordered = sorted(entries, key=lambda item: KIND_ORDER.index(item[1].kind))
        for name, entry in ordered:
            self._by_name.setdefault(fold(name), entry)
        for name, entry in ordered:
            if len(name) >= MIN_CAPITALS and entry.kind != "context":
                self._by_name.setdefault(fold(name).upper(), entry)
        self._by_usual: dict[str, Entry] = {}
        for entry in self._by_name.values():
            if entry.kind in ("country", "territory"):
                self._by_usual.setdefault(entry.entity.casefold(), entry)
        for name, entry in self._by_name.items():
            if entry.kind != "blocked":
                self._by_usual.setdefault(name.casefold(), entry)
        for entry in self._by_name.values():
            self._by_usual.setdefault(entry.entity.casefold(), entry)
        self._automaton = ahocorasick.Automaton()
        for name, entry in self._by_name.items():
            self._automaton.add_word(name, (len(name), entry))
        self._automaton.make_automaton()

    @classmethod
    def load(cls) -> Gazetteer:
        """Read the tables and the world's larger cities (about 0.4 s)."""
        return cls(all_entries())

    def find(self, text: str) -> tuple[Match, ...]:
        """All names in ``text``, left to right, longest first, none overlapping another."""
        folded, offsets = _searchable(text)
        hits: list[tuple[int, int, Entry]] = []
        for last, (length, entry) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if folded[last] == "-":  # a combining form: "Franco-" of "Franco-German"
                end = last
            if _stands_alone(folded, start, end):
                hits.append((start, end, entry))
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        found: list[Match] = []
        free = 0
        for start, end, entry in hits:
            if start < free:
                continue
            free = end
            if entry.kind == "blocked":
                continue
            first, stop = (start, end) if offsets is None else (offsets[start], offsets[end - 1] + 1)
            found.append(Match(first, stop, entry, text[first:stop]))
        return tuple(found)

    def lookup(self, name: str) -> Entry | None:
        """The entry of one name in any usual form: "Türkiye", "turkey", "TUR", "Turks", "the Netherlands", or None."""
        wanted = fold(" ".join(name.split()))
        exact = self._by_name.get(wanted)
        if exact is not None and exact.kind != "blocked":
            return exact
        wanted = wanted.casefold()
        head, comma, rest = wanted.partition(", ")
        turned = f"{rest} {head}" if comma else wanted  # "Korea, Republic of"
        forms = (wanted, wanted.removeprefix("the "), turned, turned.removeprefix("the "))
        return next((self._by_usual[form] for form in forms if form in self._by_usual), None)

    def names(self) -> Iterator[tuple[str, Entry]]:
        """Every (folded) name with its entry, phrases that only block included."""
        yield from self._by_name.items()


def _searchable(text: str) -> tuple[str, list[int] | None]:
    """The folded text with runs of blanks made one, and for each of its characters the offset in ``text``."""
    folded = fold(text)
    if "  " not in folded:
        return folded, None
    kept = [i for i, char in enumerate(folded) if char != " " or i == 0 or folded[i - 1] != " "]
    return "".join([folded[i] for i in kept]), kept


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a word of its own, not a part of another word or of an Arabic personal name."""
    if start and (text[start - 1].isalnum() or text[start - 1] in "_@"):
        return False
    if end < len(text) and (text[end].isalnum() or text[end] == "_"):
        return False
    if text.endswith(NAME_PARTICLES, 0, start):
        return False
    return not text.startswith(LANGUAGE_SUFFIXES, end)
