"""ICEWS events: tab-separated, a header row, 20 columns, UTF-8; a missing value is an empty cell.

One row for a pair of actors; a mutual deed is written twice, with source and target swapped, as ICEWS does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO

from dragoman.ontology import Ontology
from dragoman.records import Actor, Event
from dragoman.write.crosswalk import Crosswalk
from dragoman.write.selection import ExportOptions, dyads, pair_name, same_code, selected
from dragoman.write.tab import number, one_line, row, stable_number
from dragoman.write.where import locate
from dragoman.write.who import sector_words, usual_name

COLUMNS: tuple[str, ...] = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
# R reads the ids as integers, which have no more bits.
_ID_BITS = 31
_DEFAULT = ExportOptions()


def write(events: Iterable[Event], target: IO[bytes], options: ExportOptions = _DEFAULT) -> None:
    """Write the header and a row for every pair of a source and a target."""
    crosswalk, ontology = Crosswalk.load(), Ontology.load()
    target.write(row(COLUMNS))
    for chosen in selected(events, options, same_code, dyads(crosswalk.mutual, both_ways=True)):
        cells = dict(_cells(chosen.event, crosswalk, ontology))
        target.write(row(cells.get(name, "") for name in COLUMNS))


def _cells(event: Event, crosswalk: Crosswalk, ontology: Ontology) -> Iterator[tuple[str, str]]:
    """Yield what is known, by column; all other cells are empty."""
    day = event.date.start
    yield "Event ID", str(stable_number(pair_name(event), _ID_BITS))
    yield "Event Date", day.isoformat()
    for prefix, side in (("Source", event.actors), ("Target", event.recipients)):
        for actor in side:
            yield from _actor(prefix, actor, day, crosswalk)
    yield "CAMEO Code", event.cameo or ""
    if (code := ontology.cameo.get(event.cameo or "")) is not None:
        yield "Event Text", code.name
        yield "Intensity", number(crosswalk.intensity.get(code.code, code.goldstein))
    yield "Story ID", str(stable_number(event.document, _ID_BITS))
    # A title is no sentence of the story.
    yield "Sentence Number", str(event.sequence + 1) if event.sequence >= 0 else ""
    yield "Publisher", one_line(event.publisher)
    if event.place is not None:
        where = locate(event.place, day, crosswalk)
        yield "City", one_line(where.city)
        yield "Province", one_line(where.province)
        yield "Country", where.country.icews
        yield "Latitude", number(event.place.latitude)
        yield "Longitude", number(event.place.longitude)


def _actor(prefix: str, actor: Actor, day: date, crosswalk: Crosswalk) -> Iterator[tuple[str, str]]:
    country = crosswalk.countries.of_actor(actor, day)
    yield f"{prefix} Name", one_line(usual_name(actor, country, country.icews))
    yield f"{prefix} Sectors", sector_words(actor, crosswalk)
    yield f"{prefix} Country", country.icews
