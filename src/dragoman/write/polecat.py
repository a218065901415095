"""POLECAT events: tab-separated, a header row, 40 columns, UTF-8; a missing value is the word ``None``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO

from dragoman.records import Actor, Event
from dragoman.write.crosswalk import Crosswalk
from dragoman.write.record import CODER
from dragoman.write.selection import ExportOptions, selected
from dragoman.write.tab import number, one_line, row, stable_number
from dragoman.write.where import locate
from dragoman.write.who import usual_name

_SIDE = "{0} Name|{0} Country|{0} COW|Primary {0} Sector|{0} Sectors|{0} Title|{0} Name Raw|Wikipedia {0} ID"
COLUMNS: tuple[str, ...] = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *_SIDE.format("Actor").split("|"),
    *_SIDE.format("Recipient").split("|"),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
MISSING = "None"
_STORY_BITS = 48
_DEFAULT = ExportOptions()


def write(events: Iterable[Event], target: IO[bytes], options: ExportOptions = _DEFAULT) -> None:
    """Write the header and a row for every event, all its actors and recipients in it."""
    crosswalk = Crosswalk.load()
    target.write(row(COLUMNS))
    for chosen in selected(events, options):
        cells = dict(_cells(chosen.event, crosswalk))
        target.write(row(cells.get(name) or MISSING for name in COLUMNS))


def _cells(event: Event, crosswalk: Crosswalk) -> Iterator[tuple[str, str]]:
    """Yield what is known, by column; what is empty is not known."""
    day = event.date.start
    yield "Event ID", f"{_story(event)}_{event.type}_{one_line(event.id)}"
    yield "Event Date", day.isoformat()
    yield "Event Type", event.type or ""
    yield "Event Mode", _listed(event.modes)
    yield "Intensity", number(event.scale)
    yield "Quad Code", crosswalk.quads.get(event.quad_class or 0, "")
    yield "Contexts", _listed(event.contexts)
    yield from _side("Actor", event.actors, day, crosswalk)
    yield from _side("Recipient", event.recipients, day, crosswalk)
    yield from _place(event, day, crosswalk)
    yield "Source", one_line(event.publisher)
    yield "Publication Date", event.published.isoformat()
    yield "Language", one_line(event.language)
    yield "Version", CODER


def _story(event: Event) -> str:
    """The day and a hash of the document: readers take what stands before the first ``_`` for the story."""
    return f"{event.published.isoformat().replace('-', '')}-{stable_number(event.document, _STORY_BITS):012x}"


def _listed(values: Iterable[str]) -> str:
    """The values in one cell, each once; readers split it at ``;`` and at ``|``, so that these give way in a value."""
    clean = (one_line(value).replace(";", ",").replace("|", "/") for value in values)
    return "; ".join(dict.fromkeys(value for value in clean if value))


def _side(name: str, side: Sequence[Actor], day: date, crosswalk: Crosswalk) -> Iterator[tuple[str, str]]:
    placed = [(actor, crosswalk.countries.of_actor(actor, day)) for actor in side]
    sectors = [sector for actor in side for sector in actor.sector]
    yield f"{name} Name", _listed(usual_name(actor, country, country.name) for actor, country in placed)
    yield f"{name} Country", _listed(country.plover or actor.code for actor, country in placed)
    yield f"{name} COW", _listed(country.cow for _, country in placed)
    yield f"Primary {name} Sector", _listed(sectors[:1])
    yield f"{name} Sectors", _listed(sectors)
    yield f"{name} Title", _listed(actor.office or "" for actor in side)
    yield f"{name} Name Raw", _listed(actor.text for actor in side)


def _place(event: Event, day: date, crosswalk: Crosswalk) -> Iterator[tuple[str, str]]:
    if event.place is None:
        return
    where, place = locate(event.place, day, crosswalk), event.place
    yield "Placename", one_line(place.name)
    yield "City", one_line(where.city)
    yield "Province", one_line(where.province)
    yield "Country", where.country.plover
    yield "Latitude", number(place.latitude)
    yield "Longitude", number(place.longitude)
    yield "GeoNames ID", str(place.geoname) if place.geoname is not None else ""
    yield "Raw Placename", one_line(place.text)
