"""Where an event took place, in the terms of the exchange formats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.records import Place
from dragoman.write.crosswalk import NOWHERE, Country, Crosswalk

Precision = Literal["country", "state", "city"]


@dataclass(frozen=True, slots=True)
class Location:
    """A place with how exact it is, and the country or territory that it lies in.

    ``precision`` is None where the record does not tell a town from a region. ``state`` is the postal code of a US
    state, where the place is one; ``fips`` the place's FIPS 10-4 country code.
    """

    place: Place
    precision: Precision | None
    country: Country
    fips: str
    state: str = ""

    @property
    def city(self) -> str:
        """The name of the town, or empty."""
        return self.place.name if self.precision == "city" else ""

    @property
    def province(self) -> str:
        """The name of the state, or empty."""
        return self.place.name if self.precision == "state" else ""


def locate(place: Place, day: date, crosswalk: Crosswalk) -> Location:
    """Return what is known of a place.

    A place that is called as its country or as a territory of it is that; a town has a number in GeoNames; a US
    state is known by its name, unless a city has the same name.
    """
    state = crosswalk.countries.of(place.country, day)
    named = crosswalk.countries.named(place.name, state)
    if named is not NOWHERE:
        return Location(place, "country", named, named.fips or state.fips)
    fips = crosswalk.fips_places.get((place.country, place.name), state.fips)
    if place.geoname is not None:
        return Location(place, "city", state, fips)
    if place.country == "USA" and place.name in crosswalk.states:
        return Location(place, "state", state, fips, crosswalk.states[place.name])
    return Location(place, None, state, fips)
