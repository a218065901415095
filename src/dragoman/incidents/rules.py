"""The tables of this package as one frozen value: what counts for and against, which types are told for each other."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

from dragoman.errors import TableError
from dragoman.incidents.stems import stem
from dragoman.tables import cell_list, rows

_PACKAGE = "dragoman.incidents"
_ALIKE = ("type", "act", "mode")
_MARKS = ("mutual", "placed", "spoken")
Pair = tuple[str, str]
Section = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rules:
    """``thresholds.toml`` by section, and the other tables.

    ``mutual``, ``placed`` and ``spoken`` are the types that ``kinds.csv`` marks so. ``alike[kind]`` holds the ordered
    pairs of ``alike.csv`` with their points. ``common`` maps a word's stem to its weight, 0 or 1; ``synonyms`` maps a
    stem to the stem that stands for its family. ``states`` are the names of the states, by which a town that stands
    for a side is told from its state.
    """

    same: float
    same_vague: float
    same_article: float
    margin: float
    sections: Mapping[str, Section]
    mutual: frozenset[str]
    placed: frozenset[str]
    spoken: frozenset[str]
    alike: Mapping[str, Mapping[Pair, float]]
    common: Mapping[str, float]
    synonyms: Mapping[str, str]
    states: frozenset[str]

    @classmethod
    def load(cls) -> Rules:
        """Read the tables shipped with the package. Raises TableError where one breaks its format."""
        table: dict[str, Any] = tomllib.loads(
            resources.files(_PACKAGE).joinpath("tables", "thresholds.toml").read_text("utf-8")
        )
        sections = {key: MappingProxyType(value) for key, value in table.items() if isinstance(value, dict)}
        common = {
            stem(word): float(row["weight"])
            for _, row in rows(_PACKAGE, "common_words.csv")
            for word in row["words"].split()
        }
        synonyms = {
            stem(word): stem(row["word"])
            for _, row in rows(_PACKAGE, "synonyms.csv")
            for word in (row["word"], *cell_list(row["same"]))
        }
        kinds = [row for _, row in rows(_PACKAGE, "kinds.csv")]
        mutual, placed, spoken = (frozenset(row["type"] for row in kinds if row[mark] == "yes") for mark in _MARKS)
        return cls(
            same=table["same"],
            same_vague=table["same_vague"],
            same_article=table["same_article"],
            margin=table["margin"],
            sections=MappingProxyType(sections),
            mutual=mutual,
            placed=placed,
            spoken=spoken,
            alike=_alike(),
            common=MappingProxyType(common),
            synonyms=MappingProxyType(synonyms),
            states=frozenset(row["name"] for _, row in rows("dragoman.actors", "countries.csv")),
        )

    def points(self, kind: str, first: str, second: str) -> float | None:
        """Return the points of two types, acts or modes that are told for each other; None if they are not."""
        return self.alike[kind].get((first, second) if first < second else (second, first))

    def families(self, type_: str) -> tuple[str, ...]:
        """Return names of which a type shares one with every type that is told for it."""
        return (type_, *(first for first, second in self.alike["type"] if second == type_))


def _alike() -> Mapping[str, Mapping[Pair, float]]:
    found: dict[str, dict[Pair, float]] = {kind: {} for kind in _ALIKE}
    for line, row in rows(_PACKAGE, "alike.csv"):
        if row["kind"] not in found:
            raise TableError("alike.csv", line, f"unknown kind {row['kind']!r}")
        try:
            points = float(row["points"])
        except ValueError:
            raise TableError("alike.csv", line, f"points {row['points']!r} is no number") from None
        first, second = sorted((row["first"], row["second"]))
        found[row["kind"]][first, second] = points
    return MappingProxyType({kind: MappingProxyType(pairs) for kind, pairs in found.items()})
