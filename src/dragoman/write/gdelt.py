"""What GDELT 1.0 and 2.0 events have in common: tab-separated rows without a header, one for a pair of actors.

Columns and their order: header strings of public loaders; what they mean: GDELT's codebook 2.0 of February 2015.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from dragoman.ontology import Ontology
from dragoman.records import Actor, Event
from dragoman.write.crosswalk import Crosswalk
from dragoman.write.selection import ExportOptions, Selected, dyads, pair_name, same_code, selected
from dragoman.write.tab import number, one_line, row, stable_number
from dragoman.write.where import Location, locate
from dragoman.write.who import cameo_actor, usual_name

_DATE = "SQLDATE MonthYear Year FractionDate".split()
_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
).split()
_ACTION = (
    "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale "
    "NumMentions NumSources NumArticles AvgTone"
).split()
# A double, as R and JavaScript have it, holds a whole number of so many bits.
_ID_BITS = 53
_GEO_TYPE = {"country": "1", "state": "2", "city": "4"}
_US_CITY = "3"


def columns(geography: Sequence[str]) -> tuple[str, ...]:
    """Return the names of all columns, given those that a place has."""
    return (
        "GLOBALEVENTID",
        *_DATE,
        *(f"{side}{name}" for side in ("Actor1", "Actor2") for name in _ACTOR),
        *_ACTION,
        *(f"{what}Geo_{name}" for what in ("Actor1", "Actor2", "Action") for name in geography),
        "DATEADDED",
        "SOURCEURL",
    )


@dataclass(frozen=True, slots=True)
class Layout:
    """A version of the format: its columns, and the hour that follows the day of publication in DATEADDED."""

    columns: tuple[str, ...]
    hour: str = ""


def write(events: Iterable[Event], target: IO[bytes], options: ExportOptions, layout: Layout) -> None:
    """Write one row for every pair of an actor and a recipient."""
    crosswalk, ontology = Crosswalk.load(), Ontology.load()
    pairs = dyads(crosswalk.mutual, both_ways=False)
    for chosen in selected(events, options, same_code, pairs):
        cells = dict(_cells(chosen, crosswalk, ontology, layout))
        target.write(row(cells.get(name, "") for name in layout.columns))


def _cells(chosen: Selected, crosswalk: Crosswalk, ontology: Ontology, layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield what is known, by column; all other cells are empty."""
    event, day = chosen.event, chosen.event.date.start
    yield "GLOBALEVENTID", str(stable_number(pair_name(event), _ID_BITS))
    yield from zip(_DATE, _dates(day), strict=True)
    for prefix, side in (("Actor1", event.actors), ("Actor2", event.recipients)):
        for actor in side:
            yield from _actor(prefix, actor, day, crosswalk)
    yield "IsRootEvent", "1" if event.sequence <= 0 else "0"
    if event.cameo is not None:
        yield from _code(event.cameo, ontology)
    yield "NumMentions", str(chosen.mentions)
    yield "NumSources", str(chosen.sources)
    yield "NumArticles", str(chosen.articles)
    if event.place is not None:
        yield from _action_geo(locate(event.place, day, crosswalk))
    yield "DATEADDED", f"{_digits(event.published)}{layout.hour}"
    # "The URL or citation of the first news report", says the codebook.
    yield "SOURCEURL", one_line(event.url or event.document)


def _dates(day: date) -> tuple[str, str, str, str]:
    """GDELT takes a month for 30 days in the fraction: the 23rd of March is 83/365 of the year."""
    fraction = ((day.month - 1) * 30 + day.day) / 365
    digits = _digits(day)
    return digits, digits[:6], digits[:4], f"{day.year + fraction:.4f}"


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _actor(prefix: str, actor: Actor, day: date, crosswalk: Crosswalk) -> Iterator[tuple[str, str]]:
    coded, country = cameo_actor(actor, day, crosswalk), crosswalk.countries.of_actor(actor, day)
    yield f"{prefix}Code", coded.code
    yield f"{prefix}Name", one_line(usual_name(actor, country, country.name)).upper()
    yield f"{prefix}CountryCode", coded.country
    yield f"{prefix}KnownGroupCode", coded.group
    for position, type_ in enumerate(coded.types, start=1):
        yield f"{prefix}Type{position}Code", type_


def _code(cameo: str, ontology: Ontology) -> Iterator[tuple[str, str]]:
    yield "EventCode", cameo
    yield "EventBaseCode", cameo[:3]
    yield "EventRootCode", cameo[:2]
    if (code := ontology.cameo.get(cameo)) is not None:
        yield "QuadClass", str(code.quad)
        yield "GoldsteinScale", number(code.goldstein)


def _action_geo(where: Location) -> Iterator[tuple[str, str]]:
    """Where the deed was done. Where its actors were is not in the record."""
    place, known = where.place, where.precision
    american = known == "city" and place.country == "USA"
    country = where.country.name
    yield "ActionGeo_Type", _US_CITY if american else _GEO_TYPE.get(known or "", "")
    yield "ActionGeo_FullName", one_line(place.name if known == "country" else f"{place.name}, {country}".strip(", "))
    yield "ActionGeo_CountryCode", where.fips
    # The code of a country stands for its first-level division and for its feature, where it is the place.
    division = {"country": where.fips, "state": f"{where.fips}{where.state}"}.get(known or "", "")
    yield "ActionGeo_ADM1Code", division
    yield "ActionGeo_FeatureID", division
    yield "ActionGeo_Lat", number(place.latitude)
    yield "ActionGeo_Long", number(place.longitude)
