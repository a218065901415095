"""The exchange formats as their readers know them: column names, and a reader that shares no code with the writers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from dragoman.records import Actor, Event
from dragoman.write import ExportOptions, OutputFormat, writer

TABLES = Path(__file__).resolve().parents[2] / "src" / "dragoman"

# The header strings of public loaders.
GDELT2 = (
    "GLOBALEVENTID,SQLDATE,MonthYear,Year,FractionDate,"
    "Actor1Code,Actor1Name,Actor1CountryCode,Actor1KnownGroupCode,Actor1EthnicCode,Actor1Religion1Code,"
    "Actor1Religion2Code,Actor1Type1Code,Actor1Type2Code,Actor1Type3Code,"
    "Actor2Code,Actor2Name,Actor2CountryCode,Actor2KnownGroupCode,Actor2EthnicCode,Actor2Religion1Code,"
    "Actor2Religion2Code,Actor2Type1Code,Actor2Type2Code,Actor2Type3Code,"
    "IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,GoldsteinScale,NumMentions,NumSources,NumArticles,"
    "AvgTone,Actor1Geo_Type,Actor1Geo_FullName,Actor1Geo_CountryCode,Actor1Geo_ADM1Code,Actor1Geo_ADM2Code,"
    "Actor1Geo_Lat,Actor1Geo_Long,Actor1Geo_FeatureID,Actor2Geo_Type,Actor2Geo_FullName,Actor2Geo_CountryCode,"
    "Actor2Geo_ADM1Code,Actor2Geo_ADM2Code,Actor2Geo_Lat,Actor2Geo_Long,Actor2Geo_FeatureID,ActionGeo_Type,"
    "ActionGeo_FullName,ActionGeo_CountryCode,ActionGeo_ADM1Code,ActionGeo_ADM2Code,ActionGeo_Lat,ActionGeo_Long,"
    "ActionGeo_FeatureID,DATEADDED,SOURCEURL"
).split(",")
GDELT1 = [name for name in GDELT2 if "ADM2" not in name]
ICEWS = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,"
    "Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude"
).split(",")
POLECAT = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
    "Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,"
    "Recipient Country,Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,"
    "Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,"
    "Feature Type,Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version"
).split(",")
COLUMNS = {"gdelt": GDELT2, "gdelt1": GDELT1, "gdelt2": GDELT2, "icews": ICEWS, "polecat": POLECAT}
HEADED = ("icews", "polecat")

Row = dict[str, str]


def written(form: OutputFormat, events: Iterable[Event], **options: bool) -> bytes:
    """The bytes of a file of these events."""
    target = io.BytesIO()
    writer(form, ExportOptions(**options))(iter(events), target)
    assert not target.closed
    return target.getvalue()


def rows(form: OutputFormat, *events: Event, **options: bool) -> list[Row]:
    """The rows of a tab-separated file as polars reads them; empty cells are empty strings."""
    data = written(form, events, **options)
    names, headed = COLUMNS[form], form in HEADED
    if not data:
        return []
    frame = pl.read_csv(
        data, separator="\t", quote_char=None, has_header=headed, new_columns=None if headed else names,
        infer_schema=False,
    )  # fmt: skip
    assert frame.columns == names
    return frame.fill_null("").to_dicts()


def table(path: str) -> list[Row]:
    """The rows of a table of the package."""
    return list(csv.DictReader((TABLES / path).read_text("utf-8").splitlines()))


def actor(code: str, *sector: str, entity: str = "", name: str = "", **more: str) -> Actor:
    """An actor; a state by default."""
    return Actor(more.pop("text", code), 0, 1, code, entity or code, sector, name or code, **more)
