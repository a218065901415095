"""Where a deed took place: the town that its clause names, with its coordinates."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Pipeline

from .conftest import Coded


@pytest.mark.parametrize(
    ("text", "words", "country", "near"),
    [
        ("Israel attacked a Syrian depot near Damascus on Monday.", "Damascus", "SYR", (33.5, 36.3)),
        ("The Omani and Kuwaiti foreign ministers met in Geneva.", "Geneva", "CHE", (46.2, 6.1)),
        ("Kenyan police arrested six Ugandan traders in Nairobi.", "Nairobi", "KEN", (-1.3, 36.8)),
        ("Thousands of Peruvians demonstrated in Lima.", "Lima", "PER", (-12.0, -77.0)),
    ],
)
def test_place(text: str, words: str, country: str, near: tuple[float, float], coded: Coded) -> None:
    place = coded(text)[0].place
    assert place is not None
    assert (place.text, text[place.start : place.end], place.country) == (words, words, country)
    assert (place.latitude, place.longitude) == pytest.approx(near, abs=0.15)
    assert place.geoname is not None


def test_no_place_where_none_is_named(coded: Coded) -> None:
    (event,) = coded("Norway condemned Chad.")
    assert event.place is None


def test_a_country_has_no_coordinates(coded: Coded) -> None:
    (event,) = coded("The Omani and Kuwaiti foreign ministers met in Spain.")
    assert event.place is not None
    assert (event.place.country, event.place.latitude, event.place.geoname) == ("ESP", None, None)


def test_of_namesakes_the_largest_city_is_kept(pipeline: Pipeline) -> None:
    cities = pipeline._coder.places.cities
    assert cities[("London", "GBR")][0] == pytest.approx(51.5, abs=0.1)
    assert cities[("London", "CAN")][1] == pytest.approx(-81.2, abs=0.1)
    assert all(-90 <= latitude <= 90 and -180 <= longitude <= 180 for latitude, longitude, _ in cities.values())
