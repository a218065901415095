"""What every record keeps to: ids that stay, spans that cut the text, fields of the ontology."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import InputError
from dragoman.ontology import Ontology
from dragoman.pipeline import Pipeline
from dragoman.read import ReadOptions, read_articles
from dragoman.records import Article, Event

from .conftest import CASES

ARTICLES = CASES / "articles"
STATUSES = {"occurred", "ongoing", "planned", "possible", "denied"}


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    errors: list[InputError] = []
    read = list(read_articles(sorted(ARTICLES.glob("*.txt")), ReadOptions(), errors.append))
    assert errors == []
    return read


@pytest.fixture(scope="module")
def events(pipeline: Pipeline, articles: list[Article]) -> list[Event]:
    return pipeline.code_batch(articles)


def test_the_same_text_gives_the_same_records(pipeline: Pipeline, articles: list[Article], events: list[Event]) -> None:
    again = pipeline.code_batch(articles[:3])
    assert again == [event for event in events if event.document in {article.id for article in articles[:3]}]


def test_the_order_of_articles_does_not_matter(
    pipeline: Pipeline, articles: list[Article], events: list[Event]
) -> None:
    """Nothing that was learned in one article is left over in the next."""
    backwards = pipeline.code_batch(articles[::-1])
    assert sorted(events, key=lambda e: e.id) == sorted(backwards, key=lambda e: e.id)


def test_ids_are_unique(events: list[Event]) -> None:
    assert len({event.id for event in events}) == len(events)
    assert all(event.id.isalnum() for event in events)


def test_an_id_depends_on_document_and_place(pipeline: Pipeline) -> None:
    def first(document: str, text: str) -> str:
        return pipeline.code_batch([Article(document, date(2020, 6, 17), text)])[0].id

    assert first("a", "Norway condemned Chad.") != first("b", "Norway condemned Chad.")
    assert first("a", "Norway condemned Chad.") != first("a", " Norway condemned Chad.")
    assert first("a", "Norway condemned Chad.") == first("a", "Norway condemned Chad. It rained.")


def test_an_id_does_not_depend_on_publication(pipeline: Pipeline) -> None:
    ids = {
        pipeline.code_batch([Article("a", day, "Norway condemned Chad.")])[0].id
        for day in (date(2001, 1, 1), date(2020, 6, 17))
    }
    assert len(ids) == 1


def test_spans_cut_the_text(articles: list[Article], events: list[Event]) -> None:
    texts = {article.id: article.text for article in articles}
    for event in events:
        text = texts[event.document]
        assert text[event.trigger.start : event.trigger.end] == event.trigger_text != ""
        assert text[event.sentence.start : event.sentence.end] == event.sentence_text
        assert event.phrase in text
        spans = [*event.actors, *event.recipients, *event.causes]
        spans += [part for part in (event.attribution, event.place) if part is not None]
        assert all(text[span.start : span.end] == span.text for span in spans), event.sentence_text


def test_events_stand_in_the_order_of_the_text(articles: list[Article], events: list[Event]) -> None:
    for article in articles:
        sequence = [event.sequence for event in events if event.document == article.id]
        assert sequence == sorted(sequence)


def test_records_keep_to_the_ontology(events: list[Event]) -> None:
    ontology = Ontology.load()
    for event in events:
        if event.type is None:
            assert event.asserts is not None
        else:
            assert event.type in ontology.types
            assert set(event.modes) <= set(ontology.modes_of(event.type)), event.basis
        assert event.act is None or event.act in ontology.acts
        assert event.status in STATUSES
        assert event.quad_class == (ontology.quad_class(event.type) if event.type else None)
        assert event.actors
        assert set(event.contexts) <= set(ontology.contexts)
        assert 0 < event.confidence <= 1
        assert event.basis
        if event.about is not None:
            assert event.about.event is None or event.about.event in ontology.types


def test_a_link_leads_to_an_earlier_record_that_has_none(events: list[Event]) -> None:
    seen: dict[str, Event] = {}
    for event in events:
        if event.link is not None:
            assert seen[event.link].document == event.document
            assert seen[event.link].link is None
        seen[event.id] = event
