"""Deeds that all who do them do to each other: the record names them all as actors, and no recipient."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import TableError
from dragoman.records import Event
from dragoman.tables import rows

_PACKAGE = "dragoman.ontology"


@dataclass(frozen=True, slots=True)
class Mutual:
    """Which deeds are done by all actors to each other where no recipient is named."""

    types: frozenset[str]
    acts: frozenset[str]
    words: tuple[str, ...]

    @classmethod
    def load(cls) -> Mutual:
        """Read ``mutual.csv``."""
        found: dict[str, list[str]] = {"type": [], "act": [], "words": []}
        for line, row in rows(_PACKAGE, "mutual.csv"):
            if row["kind"] not in found:
                raise TableError("mutual.csv", line, f"kind is {row['kind']!r}")
            found[row["kind"]].append(row["value"])
        return cls(frozenset(found["type"]), frozenset(found["act"]), tuple(f" {words} " for words in found["words"]))

    def holds(self, event: Event) -> bool:
        """Return whether the event is such a deed, by its type, its act or the words that report it."""
        phrase = f" {' '.join(event.phrase.lower().split())} "
        told = event.type in self.types or event.act in self.acts or any(words in phrase for words in self.words)
        return told or _both(event)


def _both(event: Event) -> bool:
    """Whether the two are named by one phrase ("both countries"), and so are each other's other side."""
    return len(event.actors) == 2 and len({(actor.start, actor.end) for actor in event.actors}) == 1
