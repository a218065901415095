"""The register of office-holders: the table's own consistency, and look-ups by name and day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pycountry
import pytest

from dragoman.actors import register as module
from dragoman.actors.register import Register, name_key, surname_keys
from dragoman.errors import TableError
from dragoman.tables import cell_list, rows

Table = list[tuple[int, dict[str, str]]]
CODES = {country.alpha_3 for country in pycountry.countries} | {"XKX", "UNO", "EUR", "IGO"}
SECTORS = set(
    "COP GOV JUD MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC LEG".split()
)


@pytest.fixture(scope="module")
def table() -> Table:
    return list(rows("dragoman.actors", "officeholders.csv"))


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


def test_spells_begin_before_they_end(table: Table) -> None:
    for line, row in table:
        if row["to"]:
            # Compared at the precision that both have: 1992-06/1992-06 is one month in office.
            shared = min(len(row["from"]), len(row["to"]))
            assert row["from"][:shared] <= row["to"][:shared], line


def test_codes_and_sectors_are_those_of_the_ontology(table: Table) -> None:
    for line, row in table:
        assert row["code"] in CODES, line
        assert set(cell_list(row["sector"])) <= SECTORS, line
        assert row["name"] and row["office"] and "|" not in row["name"], line


def test_spells_of_one_person_in_one_office_do_not_overlap(table: Table) -> None:
    spells = defaultdict(list)
    for line, row in table:
        spells[row["name"], row["code"], row["office"]].append((row["from"], row["to"] or "9999", line))
    for whose, found in spells.items():
        for (_, end, _), (start, _, line) in pairwise(sorted(found)):
            assert end[: len(start)] <= start[: len(end)], (whose, line)


def test_table_is_in_order_and_repeats_nothing(table: Table) -> None:
    keys = [(row["code"], row["from"], row["name"], row["office"]) for _, row in table]
    assert keys == sorted(set(keys))
    for line, row in table:
        aliases = cell_list(row["aliases"])
        assert row["name"] not in aliases and len(set(aliases)) == len(aliases), line


@pytest.mark.parametrize(
    ("name", "on", "code", "office"),
    [
        ("vladimir PUTIN", date(2010, 6, 1), "RUS", "prime minister"),
        ("Vladimir Putin", date(2015, 6, 1), "RUS", "president"),
        ("António Guterres", date(2000, 1, 1), "PRT", "prime minister"),
        ("Antonio Guterres", date(2020, 1, 1), "UNO", "secretary-general"),
        ("Kofi Annan", date(2012, 4, 1), "UNO", "special envoy"),
        ("Kim Dae Jung", date(2000, 6, 15), "KOR", "president"),
        ("Lula", date(2004, 1, 1), "BRA", "president"),
        ("Moammar Gadhafi", date(1986, 4, 15), "LBY", "supreme leader"),
        ("Jonas Savimbi", date(1995, 1, 1), "AGO", "rebel leader"),
        ("King Juan Carlos I", date(1990, 1, 1), "ESP", "king"),
    ],
)
def test_full_name_on_a_day(register: Register, name: str, on: date, code: str, office: str) -> None:
    holder = register.full_name(name, on)
    assert holder is not None
    assert (holder.code, holder.office) == (code, office)


def test_the_two_presidents_bush_are_told_apart(register: Register) -> None:
    first, second = (register.full_name("George Bush", on) for on in (date(1990, 8, 2), date(2003, 3, 20)))
    assert first is not None and second is not None
    assert (first.name, second.name) == ("George H. W. Bush", "George W. Bush")


@pytest.mark.parametrize(
    ("on", "sectors"),
    [
        (date(2008, 6, 1), None),  # long before the first spell
        (date(2016, 12, 15), ("GOV",)),  # elected, sworn in within 120 days
        (date(2019, 1, 1), ("GOV",)),
        (date(2021, 2, 20), ("GOV",)),  # gone for a month
        (date(2022, 6, 1), ("ELI", "GOV")),  # former
        (date(2024, 12, 1), ("GOV",)),  # elected again
    ],
)
def test_designate_and_former(register: Register, on: date, sectors: tuple[str, ...] | None) -> None:
    holder = register.full_name("Donald Trump", on)
    assert (holder.sector if holder else None) == sectors


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Muhamad Husni Mubarek", date(1999, 5, 1), "Hosni Mubarak"),
        ("Jacques René Chirac", date(2000, 5, 1), "Jacques Chirac"),
        ("Fahd ibn Abd al-Aziz", date(1990, 9, 1), "Fahd bin Abdulaziz"),
        ("Jacques René Chirac", date(2015, 5, 1), None),  # by sound only while in office
        ("Jacques Dupont", date(2000, 5, 1), None),
        ("Chirac Television", date(2000, 5, 1), None),
        ("Juan Carlos Pérez", date(2000, 5, 1), None),  # a king's given names are not his alone
    ],
)
def test_other_spellings_of_who_is_in_office(register: Register, name: str, on: date, expected: str | None) -> None:
    holder = register.full_name(name, on)
    assert (holder.name if holder else None) == expected


@pytest.mark.parametrize(
    ("surname", "on", "expected"),
    [
        ("Thatcher", date(1982, 4, 5), "Margaret Thatcher"),
        ("de Gaulle", date(1963, 1, 14), "Charles de Gaulle"),
        ("Assad", date(2013, 1, 1), "Bashar al-Assad"),
        ("Xi", date(2020, 1, 1), "Xi Jinping"),
        ("Zapatero", date(2006, 1, 1), "José Luis Rodríguez Zapatero"),
        ("Salinas", date(1990, 1, 1), "Carlos Salinas de Gortari"),
        ("Johnson", date(2021, 1, 1), "Boris Johnson"),  # a head of government goes before ministers and envoys
        ("Meles", date(2006, 1, 1), "Meles Zenawi"),
        ("Kim", date(2000, 6, 15), None),  # two heads of state
        ("Thatcher", date(2005, 1, 1), None),  # out of office
        ("Xylander", date(2005, 1, 1), None),
    ],
)
def test_surname_on_a_day(register: Register, surname: str, on: date, expected: str | None) -> None:
    holder = register.surname(surname, on)
    assert (holder.name if holder else None) == expected


@pytest.mark.parametrize(
    ("name", "office", "on", "expected"),
    [
        ("Bush", "president", date(2010, 1, 1), "George W. Bush"),  # the nearer of the two
        ("Obama", "president", date(2000, 1, 5), "Barack Obama"),  # the date of the article is wrong
        ("Mitterand", "president", date(2000, 1, 5), "François Mitterrand"),  # and the name is misspelt
        ("Bush", "prime minister", date(2010, 1, 1), None),
        ("Lincoln", "president", date(2000, 1, 1), None),
        ("Kim", "president", date(2000, 1, 1), "Kim Dae-jung"),  # of the two states one has a president
        ("Xylander", "president", date(2000, 1, 1), None),
    ],
)
def test_title_and_name_out_of_their_time(
    register: Register, name: str, office: str, on: date, expected: str | None
) -> None:
    holder = register.titled(name, office, on)
    assert (holder.name if holder else None) == expected


def test_name_key_folds_writing() -> None:
    assert name_key("Jean-Claude  D’Éon") == "jean claude deon"
    assert name_key("Wałęsa") == "walesa"
    assert name_key("H.W. Bush") == name_key("H. W. Bush")


@pytest.mark.parametrize(
    ("name", "code", "keys"),
    [
        ("Herman Van Rompuy", "BEL", {"rompuy", "van rompuy"}),
        ("Mohammed bin Salman", "SAU", {"bin salman"}),
        ("Roh Moo-hyun", "KOR", {"roh"}),
        ("Joseph Wu", "TWN", {"wu"}),
        ("Ma Ying-jeou", "TWN", {"ma"}),
        ("Viktor Orbán", "HUN", {"orban"}),
        ("Juan Manuel Santos", "COL", {"santos"}),
        ("Luis Herrera Campins", "VEN", {"herrera", "campins", "herrera campins"}),
        ("Elizabeth II", "GBR", set()),
        ("Suharto", "IDN", {"suharto"}),
    ],
)
def test_surname_keys(name: str, code: str, keys: set[str]) -> None:
    assert surname_keys(name, code) == keys


def test_partial_dates_are_widened(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"name": "Ada Byron", "aliases": "", "code": "GBR", "office": "king", "sector": "GOV"}
    spell = row | {"from": "1991", "to": "1992-02"}
    monkeypatch.setattr(module, "rows", lambda package, table: iter([(2, spell)]))
    holder = Register.load().full_name("ada byron", date(1991, 6, 1))
    assert holder is not None
    assert (holder.start, holder.end) == (date(1991, 1, 1), date(1992, 2, 29))


def test_a_broken_row_names_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"name": "Ada Byron", "aliases": "", "code": "GBR", "office": "king", "sector": "GOV"}
    monkeypatch.setattr(module, "rows", lambda package, table: iter([(7, row | {"from": "1992-13", "to": ""})]))
    with pytest.raises(TableError, match=r"officeholders\.csv:7"):
        Register.load()
