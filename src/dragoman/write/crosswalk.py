"""From our codes to those of the exchange formats: the tables of this package as frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dragoman.errors import TableError
from dragoman.ontology import Mutual
from dragoman.records import Actor
from dragoman.tables import cell_list, rows

_PACKAGE = "dragoman.write"


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory in the words of each scheme; empty where the scheme has none for it.

    ``until`` is the last day on which the row holds, None for today's. ``plover`` is the code of the state that a
    territory belongs to. ``name`` is that of our own records.
    """

    code: str
    until: date | None
    plover: str
    cameo: str
    fips: str
    cow: str
    icews: str
    name: str


NOWHERE = Country("", None, "", "", "", "", "", "")


@dataclass(frozen=True, slots=True)
class Countries:
    """The rows of ``countries.csv`` by code, those that have ended first, and today's by name and PLOVER code."""

    by_code: Mapping[str, tuple[Country, ...]]
    by_name: Mapping[tuple[str, str], Country]

    @classmethod
    def load(cls) -> Countries:
        """Read the table; TableError for a date that is none."""
        found: dict[str, list[Country]] = {}
        for line, row in rows(_PACKAGE, "countries.csv"):
            fields = {key: row[key] for key in ("code", "plover", "cameo", "fips", "cow", "icews", "name")}
            found.setdefault(row["code"], []).append(Country(until=_day(line, row["until"]), **fields))
        by_code = {code: tuple(sorted(group, key=lambda c: c.until or date.max)) for code, group in found.items()}
        return cls(by_code, {(group[-1].name, group[-1].plover): group[-1] for group in by_code.values()})

    def of(self, code: str, day: date) -> Country:
        """Return the row that holds on a day; NOWHERE for a code that is no country's."""
        group = self.by_code.get(code, (NOWHERE,))
        return next((row for row in group if row.until is None or day <= row.until), NOWHERE)

    def named(self, name: str, state: Country) -> Country:
        """Return the state itself or the territory of it, if that is its name; else NOWHERE."""
        return self.by_name.get((name, state.plover), NOWHERE)

    def of_actor(self, actor: Actor, day: date) -> Country:
        """Return the country that acts or from which the actor is; NOWHERE for an organisation of many.

        A territory, or a state that is gone, has its own row, completed by its state's.
        """
        own, state = self.of(actor.entity, day), self.of(actor.code, day)
        if own is NOWHERE or own is state:
            return state
        filled = {key: getattr(own, key) or getattr(state, key) for key in ("cameo", "fips", "cow", "icews")}
        return replace(own, **filled)


@dataclass(frozen=True, slots=True)
class Sector:
    """One of PLOVER's sectors as a CAMEO role and in the words of ICEWS; empty where there is none."""

    cameo: str
    icews: str


@dataclass(frozen=True, slots=True)
class Group:
    """An organisation that CAMEO has a code for.

    ``code`` is the whole actor code, empty for a group of one country, which gets its country's code and its roles';
    ``region`` stands in the place of a country. ``icews`` is the sector of its kind, whatever its members are.
    """

    code: str
    region: str
    group: str
    types: tuple[str, ...]
    icews: str


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """All tables of the exchange formats, read once for a file.

    ``sectors`` by PLOVER's sector; ``groups`` by the identifier of an organisation or PLOVER's code of a kind of them;
    ``quads`` PLOVER's quad classes in the words of POLECAT; ``intensity`` what ICEWS scores otherwise than GDELT, by
    CAMEO code; ``states`` postal codes of the US states by name; ``fips_places`` by country and name, where a place has
    another FIPS code than its country.
    """

    countries: Countries
    sectors: Mapping[str, Sector]
    groups: Mapping[str, Group]
    quads: Mapping[int, str]
    intensity: Mapping[str, float]
    states: Mapping[str, str]
    fips_places: Mapping[tuple[str, str], str]
    mutual: Mutual

    @classmethod
    def load(cls) -> Crosswalk:
        """Read the tables shipped with the package."""
        return cls(
            Countries.load(),
            {row["sector"]: Sector(row["cameo"], row["icews"]) for row in _rows("sectors.csv")},
            {
                row["entity"]: Group(row["code"], row["region"], row["group"], cell_list(row["types"]), row["icews"])
                for row in _rows("groups.csv")
            },
            {int(row["quad"]): row["polecat"] for row in _rows("quads.csv")},
            {row["cameo"]: float(row["icews"]) for row in _rows("intensity.csv")},
            {row["name"]: row["code"] for row in _rows("us_states.csv")},
            {(row["country"], row["name"]): row["fips"] for row in _rows("fips_places.csv")},
            Mutual.load(),
        )


def _rows(table: str) -> Iterator[dict[str, str]]:
    return (row for _, row in rows(_PACKAGE, table))


def _day(line: int, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise TableError("countries.csv", line, f"{text!r} is no day") from None
