"""The actor tables: their codes are real, their names complete and without contradiction."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pycountry
import pytest
from babel import Locale

import dragoman.actors.entries as entries_module
from dragoman.actors.entries import Entry, fold, read_table, table_entries
from dragoman.actors.gazetteer import Gazetteer
from dragoman.actors.sectors import Sectors
from dragoman.errors import TableError

TABLES = Path(entries_module.__file__).parent / "tables"
ISO = {country.alpha_3 for country in pycountry.countries}
PLOVER_CODES = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
PLOVER_SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
# Names that the ISO standard gives to another country than news does: "Congo" alone is Kinshasa's in news.
DECIDED = {"Congo": "COD"}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def entries() -> list[tuple[str, Entry]]:
    return [(name, entry) for name, entry in table_entries() if entry.kind != "blocked"]


def test_every_code_is_iso_or_plover(entries: list[tuple[str, Entry]]) -> None:
    codes = {entry.code for _, entry in entries}
    assert codes <= ISO | PLOVER_CODES | {"XKX"}


def test_every_country_of_the_standard_is_there(entries: list[tuple[str, Entry]]) -> None:
    own = {entry.entity for _, entry in entries if entry.kind in ("country", "territory", "de-facto")}
    assert own >= ISO | {"XKX"}


def test_a_country_acts_as_itself_and_a_dependency_for_its_sovereign(entries: list[tuple[str, Entry]]) -> None:
    for name, entry in entries:
        if entry.kind == "country":
            assert entry.entity == entry.code, name
        if entry.kind == "territory":
            assert entry.entity in ISO, name
    codes = {entry.entity: entry.code for _, entry in entries}
    assert (codes["GRL"], codes["HKG"], codes["ABKHAZIA"], codes["ESH"]) == ("DNK", "HKG", "GEO", "MAR")


def test_an_identifier_never_takes_the_code_of_another_country(entries: list[tuple[str, Entry]]) -> None:
    for name, entry in entries:
        if entry.kind in ("organisation", "group", "context"):
            assert entry.entity not in ISO, name


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda country: country.alpha_3)
def test_names_agree_with_iso_and_cldr(gazetteer: Gazetteer, country: object) -> None:
    names = {Locale("en").territories[country.alpha_2]}  # type: ignore[attr-defined]
    names |= {getattr(country, key, None) for key in ("name", "official_name", "common_name")} - {None}
    for name in names:
        entry = gazetteer.lookup(name)
        assert entry is not None, name
        assert entry.entity == DECIDED.get(name, country.alpha_3), name  # type: ignore[attr-defined]


def test_no_name_stands_for_two(entries: list[tuple[str, Entry]]) -> None:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, entry in entries:
        found[fold(name)].add((entry.code, entry.entity))
    assert {name: sides for name, sides in found.items() if len(sides) > 1} == {}


def test_every_state_has_a_people_and_a_capital() -> None:
    without = [
        row["code"]
        for _, row in read_table("countries.csv", ("code", "kind", "demonyms", "adjectives"))
        if row["kind"] == "country" and not (row["demonyms"] or row["adjectives"])
    ]
    assert without == ["COG", "DMA"]  # theirs mean their larger neighbours
    capitals = {row["code"] for _, row in read_table("countries.csv", ("code", "capitals")) if row["capitals"]}
    states = {row["code"] for _, row in read_table("countries.csv", ("code", "kind")) if row["kind"] == "country"}
    # Cities of the same name as the state, or ordinary words ("Male", "Victoria"), or a seat told by context only.
    assert states - capitals <= {"BEL", "MDV", "MLT", "SMR", "SGP", "STP", "SYC", "VAT"}


def test_former_states_have_their_years(entries: list[tuple[str, Entry]]) -> None:
    former = {entry.name: entry for _, entry in entries if entry.kind == "former"}
    assert len(former) >= 15
    for entry in former.values():
        assert entry.since is not None and entry.until is not None and entry.since < entry.until, entry.name
    assert (former["Soviet Union"].code, former["Soviet Union"].until) == ("RUS", 1991)
    assert former["Yugoslavia"].code == "SRB"


def test_sectors_are_plovers(entries: list[tuple[str, Entry]]) -> None:
    used = {sector for _, entry in entries for sector in entry.sector}
    words = {sector for found, _, _ in Sectors.load().phrases().values() for sector in found}
    assert used <= PLOVER_SECTORS
    assert words == PLOVER_SECTORS


def test_the_tables_are_broad(entries: list[tuple[str, Entry]]) -> None:
    assert len({entry.entity for _, entry in entries if entry.kind in ("organisation", "group")}) >= 250
    assert len(Sectors.load()) >= 600


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.csv")), ids=lambda path: path.name)
def test_cells_are_clean(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream):
            for cell in row:
                assert cell == cell.strip(), row
                assert not cell.startswith("|") and not cell.endswith("|") and "||" not in cell, row


def test_a_broken_table_is_named() -> None:
    with pytest.raises(TableError, match=r"seats\.csv:1: column colour is missing"):
        list(read_table("seats.csv", ("code", "colour")))


@pytest.mark.parametrize(
    ("phrase", "sector", "kind", "office"),
    [
        ("president", "GOV", "office", "president"),
        ("minister of foreign affairs", "GOV", "office", "foreign minister"),
        ("defense secretary", "GOV", "office", "defence minister"),
        ("high commissioner", "GOV", "office", "ambassador"),
        ("foreign ministry", "GOV", "body", None),
        ("Prime Minister 's office", "GOV", "body", None),
        ("ex - president", "ELI", "person", None),
        ("air force", "MIL", "body", None),
        ("riot police", "COP", "body", None),
        ("lawmaker", "LEG", "person", None),
        ("rebel", "REB", "group", None),
        ("gunmen", "UAF", "group", None),
        ("militia", "PRM", "group", None),
        ("asylum-seeker", "REF", "group", None),
    ],
)
def test_sector_words(phrase: str, sector: str, kind: str, office: str | None) -> None:
    assert Sectors.load().find(phrase) == ((sector,), kind, office)


def test_sectors_know_where_a_phrase_begins() -> None:
    sectors = Sectors.load()
    assert sectors.begins("foreign") and sectors.begins("ex") and not sectors.begins("quickly")
    assert sectors.find("quickly") is None
    assert sectors.max_words >= len("chairman of the council of ministers".split())
