"""What an article is about: what its sentences speak of, and the words of a context."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.events.contexts import Contexts
from dragoman.ontology import Ontology

from .conftest import Coded

ORDER = ("military", "health", "diplomatic")
CONTEXTS = Contexts({"military": ("tank", "war"), "health": ("vaccine", "war on disease"), "diplomatic": ("embassy",)})


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("A tank met a tank.", {"military": 2}),
        ("A tank and a WAR.", {"military": 2}),
        ("", {}),
        ("A thank and a tanker, a warden and an award.", {}),
        ("Tank, embassy; embassy: (tank)", {"military": 2, "diplomatic": 2}),
        ("The war on disease is a war on disease.", {"military": 2, "health": 2}),
        # a capital that grows when it is lowered must not shift what is compared
        ("İİ tank İ tank", {"military": 2}),
    ],
)
def test_phrases_are_counted(text: str, hits: Mapping[str, int]) -> None:
    assert CONTEXTS.worded(text) == hits


@pytest.mark.parametrize(
    ("text", "sentences", "contexts"),
    [
        ("", [], ()),
        ("A tank.", [], ()),
        ("They met.", [{"military": 0.2, "diplomatic": 0.6}], ("diplomatic",)),
        ("They met in a tank.", [{"military": 0.2, "diplomatic": 0.6}], ("military", "diplomatic")),
        ("A tank.", [{"military": 0.05}], ()),
        ("They met.", [{"health": 0.4, "military": 0.4}], ("military", "health")),
        # of nine sentences two must speak of it
        ("They met.", [{"diplomatic": 0.9}, *[{"diplomatic": 0.1}] * 8], ()),
        ("They met.", [{"diplomatic": 0.9}, {"diplomatic": 0.4}, *[{"diplomatic": 0.1}] * 7], ("diplomatic",)),
    ],
)
def test_contexts(text: str, sentences: list[Mapping[str, float]], contexts: tuple[str, ...]) -> None:
    assert CONTEXTS.of(text, sentences) == contexts


@given(st.text(), st.lists(st.dictionaries(st.sampled_from(ORDER), st.floats(0, 1))))
def test_any_text_has_contexts_of_the_list_in_its_order(text: str, sentences: list[dict[str, float]]) -> None:
    found = CONTEXTS.of(text, sentences)
    assert found == tuple(context for context in ORDER if context in found)


def test_every_event_of_an_article_has_its_contexts(coded: Coded) -> None:
    text = "Qatar recalled its ambassador from Cairo. Egypt expelled a Qatari diplomat. The embassy in Doha is open."
    events = coded(text)
    assert len(events) == 3  # the open embassy is a state report
    assert len({event.contexts for event in events}) == 1
    assert "diplomatic" in events[0].contexts
    assert set(events[0].contexts) <= set(Ontology.load().contexts)
