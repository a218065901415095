"""An article with its sentences and events: the same as its events alone."""

from __future__ import annotations

from datetime import date

from dragoman.pipeline import Pipeline
from dragoman.records import Article


def test_sentences_come_with_the_events(pipeline: Pipeline) -> None:
    text = "Peru recalled its ambassador to Chile.\n\nThe ministers of Kenya and Uganda met in Nairobi on  Monday."
    article = Article("a", date(2020, 6, 17), text)
    coded = pipeline._coder.coded(article)
    assert coded.article == article
    assert list(coded.events) == pipeline.code_batch([article])
    assert [s.sequence for s in coded.sentences] == [0, 1]
    for sentence in coded.sentences:
        assert text[sentence.span.start : sentence.span.end] == sentence.text
    assert {e.sequence for e in coded.events} <= {s.sequence for s in coded.sentences}
    assert coded.events
