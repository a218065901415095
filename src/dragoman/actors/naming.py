"""A name as a person types it → the entity that it stands for ("Türkiye", "turks", TUR → TUR)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dragoman.actors.entries import KIND_ORDER, Entry, fold, table_entries


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of the tables, what each entity is called, and its code."""

    entities: Mapping[str, str]
    titles: Mapping[str, str]
    codes: Mapping[str, str]

    @classmethod
    def load(cls) -> Names:
        """Read the actor tables; needs no language model."""
        ranked = sorted(
            ((KIND_ORDER.index(entry.kind), name, entry) for name, entry in table_entries() if _stands_for_one(entry)),
            key=lambda item: item[0],
        )
        entities: dict[str, str] = {}
        titles: dict[str, str] = {}
        codes: dict[str, str] = {}
        for _, name, entry in ranked:
            for form in _forms(name):
                entities.setdefault(form, entry.entity)
            titles.setdefault(entry.entity, entry.name)
            codes.setdefault(entry.entity, entry.code)
        return cls(entities, titles, codes)

    def entity(self, name: str, known: Collection[str] = ()) -> str | None:
        """Return the entity of a name in any usual form, or of an identifier; None for an unknown one.

        ``known``: further identifiers, as of organisations that only a text named.
        """
        typed = " ".join(name.split())
        if typed.upper() in self.titles or typed in known:
            return typed.upper() if typed.upper() in self.titles else typed
        return next((self.entities[form] for form in _forms(typed) if form in self.entities), None)

    def title(self, entity: str) -> str:
        """Return the usual name of an entity; the identifier itself where the tables have none."""
        return self.titles.get(entity, entity)


def _stands_for_one(entry: Entry) -> bool:
    return bool(entry.entity) and entry.kind not in ("blocked", "context")


def _forms(name: str) -> tuple[str, ...]:
    folded = fold(name).casefold()
    bare = folded.removeprefix("the ")
    return (folded,) if bare == folded else (folded, bare)
