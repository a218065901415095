"""PLOVER, POLECAT, GDELT and ICEWS files, read back by a reader of their own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from tests.write.peers import COLUMNS, GDELT1, HEADED, ICEWS, POLECAT, Row, actor, rows, table, written

from dragoman import __version__
from dragoman.records import Event, EventDate, Place

CAMEO = {row["code"]: row for row in table("ontology/tables/cameo.csv")}


@pytest.fixture
def told(full: Event) -> Event:
    """An event that happened, told for the first time, by a state to a state and to an armed group there."""
    return replace(full, status="occurred", link=None, cameo="1313", goldstein=-5.8)


def gdelt(*events: Event, **options: bool) -> list[Row]:
    return rows("gdelt2", *events, **options)


def test_widths_and_headers(told: Event) -> None:
    assert (len(GDELT1), len(COLUMNS["gdelt2"]), len(ICEWS), len(POLECAT)) == (58, 61, 20, 40)
    for form, names in COLUMNS.items():
        lines = written(form, [told]).decode("utf-8").splitlines()  # type: ignore[arg-type]
        assert {line.count("\t") + 1 for line in lines} == {len(names)}
        assert (lines[0] == "\t".join(names)) == (form in HEADED)


def test_gdelt(told: Event) -> None:
    first, second = gdelt(told)
    filled = {name: value for name, value in first.items() if value}
    assert filled.pop("GLOBALEVENTID") != second["GLOBALEVENTID"]
    assert filled == {
        "SQLDATE": "20200620", "MonthYear": "202006", "Year": "2020", "FractionDate": "2020.4658",
        "Actor1Code": "PERGOV", "Actor1Name": "A. QUISPE", "Actor1CountryCode": "PER", "Actor1Type1Code": "GOV",
        "Actor2Code": "ECUGOV", "Actor2Name": "ECUADOR", "Actor2CountryCode": "ECU", "Actor2Type1Code": "GOV",
        "IsRootEvent": "0", "EventCode": "1313", "EventBaseCode": "131", "EventRootCode": "13", "QuadClass": "3",
        "GoldsteinScale": "-5.8", "NumMentions": "1", "NumSources": "1", "NumArticles": "1",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Lima, Peru", "ActionGeo_CountryCode": "PE",
        "ActionGeo_Lat": "-12.04", "ActionGeo_Long": "-77.03",
        "DATEADDED": "20200617000000", "SOURCEURL": "https://example.org/1",
    }  # fmt: skip
    assert (second["Actor2Code"], second["Actor2Name"]) == ("ECU", "FRONT X")


def test_gdelt_1_is_the_same_without_hours_and_second_divisions(told: Event) -> None:
    for old, new in zip(rows("gdelt1", told), gdelt(told), strict=True):
        assert old == {name: new[name] for name in GDELT1} | {"DATEADDED": "20200617"}
    assert written("gdelt", [told]) == written("gdelt2", [told])


def test_ids_are_whole_numbers_that_stay(told: Event) -> None:
    # These values are in files that people have: they must never change.
    assert [row["GLOBALEVENTID"] for row in gdelt(told)] == ["532611004370082", "2174666368187919"]
    minister = replace(told.actors[0], person="B. Quispe", start=90, end=95)
    both = gdelt(replace(told, actors=(told.actors[0], minister), recipients=()))
    assert len({row["GLOBALEVENTID"] for row in both}) == 2
    ids = {int(row["GLOBALEVENTID"]) for n in range(500) for row in gdelt(replace(told, id=str(n)))}
    assert len(ids) == 1000
    assert max(ids) < 2**53
    for row in rows("icews", told):
        assert 0 < int(row["Event ID"]) < 2**31
        assert 0 < int(row["Story ID"]) < 2**31


def test_gdelt_counts_and_dates(told: Event) -> None:
    again = replace(told, id="2", document="andes-2", publisher="", url="", recipients=told.recipients[:1])
    first, second = gdelt(told, again, one_a_day=True)
    assert [first[f"Num{what}"] for what in ("Mentions", "Sources", "Articles")] == ["2", "1", "2"]
    assert [second[f"Num{what}"] for what in ("Mentions", "Sources", "Articles")] == ["1", "1", "1"]
    (citation,) = gdelt(again)
    assert citation["SOURCEURL"] == "andes-2"
    # GDELT's own figure for that day.
    assert _dated(told, date(2021, 3, 23))["FractionDate"] == "2021.2274"
    assert _dated(told, date(2021, 12, 31))["FractionDate"] == "2021.9890"
    (lead,) = gdelt(replace(again, sequence=0))
    assert lead["IsRootEvent"] == "1"


def _dated(event: Event, day: date) -> Row:
    return gdelt(replace(event, date=EventDate(day, day, "day", "expression")))[0]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("Iran", "IRN", None), ("1", "Iran", "IR", "IR", "IR")),
        (("Greenland", "DNK", None), ("1", "Greenland", "GL", "GL", "GL")),
        (("Texas", "USA", None), ("2", "Texas, United States", "US", "USTX", "USTX")),
        (("Seattle", "USA", 5809844), ("3", "Seattle, United States", "US", "", "")),
        (("Hamburg", "DEU", 2911298), ("4", "Hamburg, Germany", "GM", "", "")),
        (("Georgia", "USA", None), ("2", "Georgia, United States", "US", "USGA", "USGA")),
        (("Georgia", "GEO", None), ("1", "Georgia", "GG", "GG", "GG")),
        (("New York", "USA", None), ("", "New York, United States", "US", "", "")),
        (("Darfur", "SDN", None), ("", "Darfur, Sudan", "SU", "", "")),
        (("Gaza", "PSE", 281133), ("4", "Gaza, Palestine", "GZ", "", "")),
        (("Nowhere", "", None), ("", "Nowhere", "", "", "")),
    ],
)
def test_gdelt_places(told: Event, place: tuple[str, str, int | None], expected: tuple[str, ...]) -> None:
    name, country, geoname = place
    row = gdelt(replace(told, place=Place(name, 0, 1, name, country, geoname=geoname)))[0]
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "FeatureID")
    assert tuple(row[f"ActionGeo_{field}"] for field in names) == expected
    assert {row[name] for name in row if name.startswith(("Actor1Geo", "Actor2Geo"))} == {""}


@pytest.mark.parametrize(
    ("who", "code", "country", "group", "types"),
    [
        (actor("UNO", entity="UN"), "IGOUNO", "", "UNO", "IGO"),
        (actor("UNO", "MED", entity="WHO"), "IGOUNOHLHWHO", "", "WHO", "IGO UNO HLH"),
        (actor("EUR", "GOV", entity="EU"), "IGOEUREEC", "EUR", "EEC", "IGO"),
        (actor("IGO", "MIL", entity="NATO"), "IGOWSTNAT", "WST", "NAT", "IGO"),
        (actor("IGO", "MIL", entity="CENTO"), "IGOMIL", "", "", "IGO MIL"),
        (actor("PSE", "GOV", "REB", entity="HAMAS"), "PSEGOVREBHMS", "PSE", "HMS", "GOV REB"),
        (actor("ROU", "JRN", entity="ROU-JRN"), "ROMMED", "ROM", "", "MED"),
        (actor("DNK", entity="GRL"), "GRL", "GRL", "", ""),
        (actor("TUR", "UNK", "PRE"), "TUR", "TUR", "", ""),
        (actor("", "CVL", entity="x"), "CVL", "", "", "CVL"),
    ],
)
def test_gdelt_actors(told: Event, who: object, code: str, country: str, group: str, types: str) -> None:
    row = gdelt(replace(told, actors=(who,)))[0]  # type: ignore[arg-type]
    found = [row[f"Actor1{part}"] for part in ("Code", "CountryCode", "KnownGroupCode")]
    assert found == [code, country, group]
    assert " ".join(row[f"Actor1Type{n}Code"] for n in (1, 2, 3)).strip() == types


def test_every_cameo_code_is_written_with_its_class_and_label(told: Event) -> None:
    events = [replace(told, id=code, cameo=code, recipients=()) for code in CAMEO]
    for row, icews in zip(gdelt(*events), rows("icews", *events), strict=True):
        of = CAMEO[row["EventCode"]]
        assert (row["QuadClass"], icews["CAMEO Code"], icews["Event Text"]) == (of["quad"], of["code"], of["name"])
        assert row["EventRootCode"] == of["code"][:2]
        assert row["EventBaseCode"] in CAMEO
        assert (row["GoldsteinScale"] == "") == (of["goldstein"] == "")
        assert not of["goldstein"] or float(row["GoldsteinScale"]) == float(of["goldstein"])
    intensity = {row["CAMEO Code"]: row["Intensity"] for row in rows("icews", *events)}
    assert (intensity["016"], intensity["164"], intensity["190"]) == ("-5", "-6.5", "-10")


def test_icews(told: Event) -> None:
    first, second = rows("icews", told)
    assert first.pop("Event ID") != second["Event ID"]
    assert first.pop("Story ID") == second["Story ID"]
    assert first == {
        "Event Date": "2020-06-20", "Source Name": "A. Quispe", "Source Sectors": "Government",
        "Source Country": "Peru", "Event Text": CAMEO["1313"]["name"], "CAMEO Code": "1313", "Intensity": "-5.8",
        "Target Name": "Ecuador", "Target Sectors": "Government", "Target Country": "Ecuador",
        "Sentence Number": "4", "Publisher": "The Andes Post", "City": "Lima", "District": "", "Province": "",
        "Country": "Peru", "Latitude": "-12.04", "Longitude": "-77.03",
    }  # fmt: skip
    assert (second["Target Name"], second["Target Sectors"], second["Target Country"]) == ("Front X", "", "Ecuador")
    (title,) = rows("icews", replace(told, sequence=-1, place=None, publisher="", recipients=()))
    assert [title[name] for name in ("Sentence Number", "Publisher", "Target Name", "City", "Country")] == [""] * 5


def test_icews_writes_what_is_mutual_twice(told: Event) -> None:
    met = replace(told, type="CONSULT", cameo="046", actors=(actor("RUS", "MIL"), actor("TUR")), recipients=())
    there, back = rows("icews", met)
    assert (there["Source Name"], there["Target Name"]) == ("Russian Federation", "Turkey")
    assert (back["Source Name"], back["Target Name"]) == ("Turkey", "Russian Federation")
    assert (there["Source Sectors"], back["Target Sectors"]) == ("Military,Government", "Military,Government")
    assert there["Event ID"] != back["Event ID"]
    assert len(rows("icews", met, replace(met, id="2", document="b"), one_a_day=True)) == 2
    assert len(gdelt(met)) == 1


def test_polecat(told: Event) -> None:
    (row,) = rows("polecat", told)
    assert row["Event ID"].split("_")[0].startswith("20200617-")
    filled = {name: value for name, value in row.items() if value != "None"}
    assert filled.pop("Event ID").endswith("_THREATEN_4f2a91")
    assert filled == {
        "Event Date": "2020-06-20", "Event Type": "THREATEN", "Event Mode": "relations", "Intensity": "-3.5",
        "Quad Code": "VERBAL CONFLICT", "Contexts": "diplomatic; territory",
        "Actor Name": "A. Quispe", "Actor Country": "PER", "Actor COW": "135", "Primary Actor Sector": "GOV",
        "Actor Sectors": "GOV; DIP", "Actor Title": "foreign ministry", "Actor Name Raw": "Peru",
        "Recipient Name": "Ecuador; Front X", "Recipient Country": "ECU", "Recipient COW": "130",
        "Primary Recipient Sector": "GOV", "Recipient Sectors": "GOV", "Recipient Name Raw": "Quito; rebels / others",
        "Placename": "Lima", "City": "Lima", "Country": "PER", "Latitude": "-12.04", "Longitude": "-77.03",
        "GeoNames ID": "3936456", "Raw Placename": "Lima", "Source": "The Andes Post",
        "Publication Date": "2020-06-17", "Language": "en", "Version": f"dragoman {__version__}",
    }  # fmt: skip
    same_story = rows("polecat", told, replace(told, id="x_y"), replace(told, document="other"))
    assert len({row["Event ID"].split("_")[0] for row in same_story}) == 2
    assert "" not in {value for row in same_story for value in row.values()}


def test_states_that_are_gone_have_their_own_numbers(told: Event) -> None:
    def cow(code: str, year: int, entity: str = "") -> str:
        day = date(year, 5, 1)
        event = replace(told, date=EventDate(day, day, "day", "expression"), actors=(actor(code, entity=entity),))
        return rows("polecat", event)[0]["Actor COW"]

    assert [cow("DEU", 1980), cow("DEU", 1980, "DDR"), cow("DEU", 1995)] == ["260", "265", "255"]
    assert [cow("CZE", 1968), cow("CZE", 1993), cow("YEM", 1980), cow("YEM", 2020)] == ["315", "316", "678", "679"]
    assert [cow("IGO", 1995, "NATO"), cow("PSE", 1995), cow("XKX", 2010)] == ["None", "None", "347"]


def test_plover(told: Event, full: Event) -> None:
    record = json.loads(written("plover", [told]))
    assert {key: record[key] for key in ("id", "date", "event", "mode", "status", "quad_code", "event_scale")} == {
        "id": "4f2a91", "date": "2020-06-20", "event": ["THREATEN"], "mode": ["relations"], "status": "occurred",
        "quad_code": 3, "event_scale": -3.5,
    }  # fmt: skip
    assert record["actor"] == [{
        "code": "PER", "sector": "GOVDIP", "entity_text": "Peru", "identifier_text": "A. Quispe",
        "office": "foreign ministry", "person": "A. Quispe", "entity": "PER", "start": 23, "end": 27,
    }]  # fmt: skip
    assert [side["identifier_text"] for side in record["recipient"]] == ["Ecuador", "Front X"]
    assert record["event_loc"] == {
        "extracted_place": "Lima", "resolved_place": "Lima", "geonameid": 3936456, "lat": -12.04, "lon": -77.03,
        "city": "Lima", "country": "Peru", "country_code": "PER", "resolution": 4,
    }  # fmt: skip
    assert (record["dead"], record["injured"]) == (3, [10, 12])
    assert not {"text", "link", "mentions", "arrested", "effective"} & set(record)
    kept = [json.loads(line) for line in written("plover", [replace(full, link=None)], keep_unreal=True).splitlines()]
    assert [record["status"] for record in kept] == ["possible"]


def test_plover_has_only_what_is_known(told: Event) -> None:
    bare = replace(
        told, actors=(), recipients=(), place=None, modes=(), contexts=(), cameo=None, goldstein=None, title="",
        url="", publisher="", counts=type(told.counts)(), phrase="",
    )  # fmt: skip
    record = json.loads(written("plover", [bare], one_a_day=True))
    assert record["actor"] == []
    assert [record[key] for key in ("mentions", "articles", "sources")] == [1, 1, 1]
    assert set(record["cite_info"]) == {"language", "published", "coder", "codebook"}
    assert not {"recipient", "event_loc", "mode", "context", "cameo", "goldstein"} & set(record)
    kosovo = json.loads(written("plover", [replace(bare, actors=(actor("XKX", "GOV", "MIL", "PTY"),))]))
    assert (kosovo["actor"][0]["code"], kosovo["actor"][0]["sector"]) == ("KOS", "GOVMIL")
