"""What an article is about: words of a context that come up twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.events.contexts import Contexts
from dragoman.ontology import Ontology

from .conftest import Coded

CONTEXTS = Contexts({"military": ("tank", "war"), "health": ("vaccine", "war on disease"), "diplomatic": ("embassy",)})


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        ("A tank met a tank.", ("military",)),
        ("A tank and a WAR.", ("military",)),
        ("A tank.", ()),
        ("", ()),
        ("A thank and a tanker, a warden and an award.", ()),
        ("Tank, embassy; embassy: (tank)", ("military", "diplomatic")),
        ("Embassy embassy vaccine vaccine", ("health", "diplomatic")),
        ("The war on disease is a war on disease.", ("military", "health")),
        # a capital that grows when it is lowered must not shift what is compared
        ("İİ tank İ tank", ("military",)),
    ],
)
def test_contexts(text: str, contexts: tuple[str, ...]) -> None:
    assert CONTEXTS.of(text) == contexts


@given(st.text())
def test_any_text_has_contexts_of_the_list_in_its_order(text: str) -> None:
    found = CONTEXTS.of(text)
    assert found == tuple(context for context in ("military", "health", "diplomatic") if context in found)


def test_every_event_of_an_article_has_its_contexts(coded: Coded) -> None:
    text = "Qatar recalled its ambassador from Cairo. Egypt expelled a Qatari diplomat. The embassy in Doha is open."
    events = coded(text)
    assert len(events) == 3  # the open embassy is a state report
    assert {event.contexts for event in events} == {("diplomatic",)}
    assert set(events[0].contexts) <= set(Ontology.load().contexts)
