"""Names as people type them."""

from __future__ import annotations

import pytest

from dragoman.actors.naming import Names


@pytest.fixture(scope="module")
def names() -> Names:
    return Names.load()


@pytest.mark.parametrize(
    "name", ["Turkey", "Türkiye", "turkiye", "TUR", "tur", "Turks", "Turkish", "Ankara", " the  Turks "]
)
def test_a_state_in_any_usual_form(names: Names, name: str) -> None:
    assert names.entity(name) == "TUR"


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("USA", "USA"), ("the United States", "USA"), ("UK", "GBR"), ("Hamas", "HAMAS"), ("Niger", "NER"),
        ("Nigeria", "NGA"), ("Kosovo", "XKX"), ("South Korea", "KOR"), ("EU", "EU"),
    ],
)  # fmt: skip
def test_states_and_organisations(names: Names, name: str, entity: str) -> None:
    assert names.entity(name) == entity


def test_what_nobody_is_called(names: Names) -> None:
    assert names.entity("Ruritania") is None
    assert names.entity("") is None
    assert names.entity("LOCAL-MILITIA", {"LOCAL-MILITIA"}) == "LOCAL-MILITIA"
    assert (names.title("TUR"), names.title("LOCAL-MILITIA")) == ("Turkey", "LOCAL-MILITIA")
