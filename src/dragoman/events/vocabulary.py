"""What the tables beside the patterns tell of types and words: event_types.csv, noun_status.csv, word_lists.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.errors import TableError
from dragoman.records import Actor
from dragoman.tables import cell_list, rows

_TYPES, _NOUNS, _LISTS = "event_types.csv", "noun_status.csv", "word_lists.csv"
_STATUSES = frozenset({"planned", "possible", "ongoing"})


@dataclass(frozen=True, slots=True)
class TypeRule:
    """A row of event_types.csv: how the other side of a type is found, and whether there must be one.

    ``prepositions``: which ones introduce it, the likeliest first; ``on_persons``: it is done to persons, who may go
    unnamed; ``place_tells``: the place of the deed tells whom it touches; ``anywhere``: a state named anywhere in the
    phrase may be the other side; ``of_doers``: about a deed of force it blames who did it, never whom it hit.
    """

    prepositions: tuple[str, ...]
    needs_recipient: bool
    on_persons: bool
    place_tells: bool
    anywhere: bool
    of_doers: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tables, read once. ``noun_status``: what an adjective says of the deed that its noun names."""

    types: Mapping[str, TypeRule]
    noun_status: Mapping[str, str]
    acts_between_two: frozenset[str]
    authority_modes: frozenset[str]
    private_sectors: frozenset[str]
    state_organs: frozenset[str]
    forums: frozenset[str]
    bodies: frozenset[str]
    unnamed_powers: frozenset[str]
    statements: frozenset[str]
    relations_acts: frozenset[str]
    mission_acts: frozenset[str]
    envoy_acts: frozenset[str]
    rank_acts: frozenset[str]
    acts_with_terms: frozenset[str]
    declared_acts: frozenset[str]
    empty_verbs: frozenset[str]
    oppositions: frozenset[str]
    demands: frozenset[str]
    separations: frozenset[str]

    @classmethod
    def load(cls) -> Vocabulary:
        """Load the three tables. Raises TableError where one breaks its format or a list is missing."""
        lists = {row["list"]: frozenset(cell_list(row["words"])) for _, row in rows("dragoman.events", _LISTS)}
        return cls(
            types={row["type"]: _type_rule(row, line) for line, row in rows("dragoman.events", _TYPES)},
            noun_status={row["word"]: _status(row, line) for line, row in rows("dragoman.events", _NOUNS)},
            acts_between_two=_list(lists, "acts-between-two"),
            authority_modes=_list(lists, "authority-modes"),
            private_sectors=_list(lists, "private-sectors"),
            state_organs=_list(lists, "state-organs"),
            forums=_list(lists, "forums"),
            bodies=_list(lists, "bodies"),
            unnamed_powers=_list(lists, "unnamed-powers"),
            statements=_list(lists, "statements"),
            relations_acts=_list(lists, "relations-acts"),
            mission_acts=_list(lists, "mission-acts"),
            envoy_acts=_list(lists, "envoy-acts"),
            rank_acts=_list(lists, "rank-acts"),
            acts_with_terms=_list(lists, "acts-with-terms"),
            declared_acts=_list(lists, "declared-acts"),
            empty_verbs=_list(lists, "empty-verbs"),
            oppositions=_list(lists, "oppositions"),
            demands=_list(lists, "demands"),
            separations=_list(lists, "separations"),
        )

    def governs(self, agents: Iterable[Actor], others: Iterable[Actor]) -> bool:
        """Whether organs of a state stand over private persons or bodies of the same state."""
        over = {a.code for a in agents if self.state_organs.intersection(a.sector)}
        return bool(over) and all(o.code in over and not self.state_organs.intersection(o.sector) for o in others)

    def all_private(self, side: Iterable[Actor]) -> bool:
        """Return whether a side consists of private persons and firms only (so does a side of no one)."""
        return all(
            (actor.sector[0] if actor.sector else "") in self.private_sectors and actor.code not in self.bodies
            for actor in side
        )


def _type_rule(row: Mapping[str, str], line: int) -> TypeRule:
    columns = ("needs_recipient", "on_persons", "place_tells", "anywhere", "of_doers")
    wrong = next((column for column in columns if row[column] not in {"", "yes"}), None)
    if wrong is not None:
        raise TableError(_TYPES, line, f"{wrong} is yes or empty, not {row[wrong]!r}")
    return TypeRule(cell_list(row["recipient_prepositions"]), *(row[column] == "yes" for column in columns))


def _status(row: Mapping[str, str], line: int) -> str:
    if row["status"] not in _STATUSES:
        raise TableError(_NOUNS, line, f"status is one of {', '.join(sorted(_STATUSES))}, not {row['status']!r}")
    return row["status"]


def _list(lists: Mapping[str, frozenset[str]], name: str) -> frozenset[str]:
    if name not in lists:
        raise TableError(_LISTS, 1, f"there is no list {name}")
    return lists[name]
