"""Persons found in a sentence: the name, the office and whose office it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.actors.labels import Vocabulary, label
from dragoman.actors.people import Person, find_people
from dragoman.parse.pipeline import Parser
from dragoman.records import Article

People = Callable[[str], tuple[Person, ...]]


@pytest.fixture(scope="module")
def people() -> People:
    parser, vocabulary = Parser.load(), Vocabulary.load()

    def find(text: str) -> tuple[Person, ...]:
        (sentence,) = parser.parse(Article("a", date(2020, 6, 17), text)).sentences
        return find_people(sentence.tokens, label(sentence.tokens, vocabulary))

    return find


@pytest.mark.parametrize(
    ("text", "name", "office", "country"),
    [
        ("Turkish Foreign Minister Kemal Sarigul met the envoys.", "Kemal Sarigul", "foreign minister", "TUR"),
        ("Turkey's Foreign Minister Kemal Sarigul met the envoys.", "Kemal Sarigul", "foreign minister", "TUR"),
        ("Turkey's new foreign minister, Kemal Sarigul, met them.", "Kemal Sarigul", "foreign minister", "TUR"),
        ("Kemal Sarigul, the Turkish foreign minister, met them.", "Kemal Sarigul", "foreign minister", "TUR"),
        ("Kemal Sarigul, foreign minister of Turkey, met them.", "Kemal Sarigul", "foreign minister", "TUR"),
        ("Foreign Minister Kemal Sarigul of Turkey met them.", "Kemal Sarigul", "foreign minister", "TUR"),
        ("Kemal Sarigul (the Turkish foreign minister) met them.", "Kemal Sarigul", "foreign minister", "TUR"),
        ("Foreign Minister Kemal Sarigul met the envoys.", "Kemal Sarigul", "foreign minister", None),
        ("The U.S. ambassador to Turkey, Joan Barrow, resigned.", "Joan Barrow", "ambassador", "USA"),
        ("Lt. Gen. Omar Haddad of Jordan spoke.", "Omar Haddad", "general", "JOR"),
        ("Jordanian Col. Omar Haddad spoke.", "Omar Haddad", "officer", "JOR"),
        ("Jordan's Maj Gen Omar Haddad spoke.", "Omar Haddad", "general", "JOR"),
        ("Chadian army chief Gen. Idris Bakari spoke.", "Idris Bakari", "chief of the armed forces", "TCD"),
        ("Former Peruvian President Luis Arango spoke.", "Luis Arango", "former president", "PER"),
        ("Peru's former president Luis Arango spoke.", "Luis Arango", None, "PER"),
        ("Peru's ex-president Luis Arango spoke.", "Luis Arango", None, "PER"),
        ("His German counterpart Max Ritter spoke.", "Max Ritter", None, "DEU"),
        ("Saudi Crown Prince Faisal bin Turki al-Amri spoke.", "Faisal bin Turki al-Amri", "crown prince", "SAU"),
        ("Dutch Prime Minister Jan van der Meer spoke.", "Jan van der Meer", "prime minister", "NLD"),
        ("British Prime Minister Jordan Ellery spoke.", "Jordan Ellery", "prime minister", "GBR"),
        ("Japanese Foreign Minister Ken Morioka spoke.", "Ken Morioka", "foreign minister", "JPN"),
        ("King Abdelhak of Morocco spoke.", "Abdelhak", "king", "MAR"),
        ("Iranian President Reza Moradi's envoy spoke.", "Reza Moradi", "president", "IRN"),
        ("The president met Mr. Omar Haddad.", "Omar Haddad", None, None),
    ],
)
def test_person(people: People, text: str, name: str, office: str | None, country: str | None) -> None:
    (person,) = people(text)
    assert person.name == name
    assert (person.title.office if person.title else None) == office
    assert (person.country.entry.code if person.country else None) == country


def test_two_persons_keep_their_own_offices(people: People) -> None:
    text = "French President Luc Bernier phoned Libyan Prime Minister Omar Haddad on Monday."
    found = [(p.name, p.title.office, p.country.entry.code) for p in people(text) if p.title]
    assert found == [("Luc Bernier", "president", "FRA"), ("Omar Haddad", "prime minister", "LBY")]


@pytest.mark.parametrize("text", ["Iran closed its border.", "The army left on foot.", "the U.S. embassy was closed"])
def test_no_person(people: People, text: str) -> None:
    assert people(text) == ()
