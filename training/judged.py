"""Deeds that the coder finds in what we wrote, with what tables, classifier and our own label say of each."""

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.scoring import score

from dragoman.encoder import Side
from dragoman.events.candidates import Candidates, candidates_of
from dragoman.events.classify import NONE, Verdict
from dragoman.events.coder import Coder
from dragoman.events.deeds import Deed
from dragoman.events.fusion import kind_of
from dragoman.events.judging import sides_of, told_beside
from dragoman.events.marked import moved
from dragoman.records import Actor, Article, Event
from dragoman.write.record import to_record
from training.corpus import part_of, read_corpus
from training.notation import Sentence

ARTICLES = Path(__file__).parents[1] / "tests" / "cases" / "articles"
_HEADER = re.compile(r"\s*date (\d{4}-\d\d-\d\d) ")
_SOME_DAY = datetime.date(2000, 6, 15)
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One deed: what the classifier says of it (log-probabilities of the types), what the tables and our label say.

    `told` and `gold` are indexes of types; `told` is -1 where no table knows the deed.
    """

    kind: str
    logs: NDArray[np.float64]
    told: int
    gold: int


def corpus_deeds(coder: Coder, part: str) -> Iterator[Judged]:
    """The deeds in the sentences of one part of the corpus, but for those whose doers are not marked there."""
    for entry in read_corpus():
        if part_of(entry) == part:
            for candidates, deed, verdict in _found(coder, Article(entry.id, _SOME_DAY, entry.sentence.text)):
                start = candidates.actors.sentence.whole.start
                sides = [moved(side, start) for side in sides_of(deed, candidates.actors.sentence)]
                label = label_of(entry.sentence, *sides)
                if label is not None:
                    yield _judged(deed, verdict, label)


def coded_articles() -> Iterator[tuple[Article, list[Gold]]]:
    """The articles that we coded by hand, each with its gold events."""
    golds = [g for path in sorted(ARTICLES.glob("gold_*.jsonl")) for g in map(json.loads, path.open(encoding="utf-8"))]
    for path in sorted(ARTICLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        header = _HEADER.match(text)
        assert header is not None, path
        article = Article(path.stem, datetime.date.fromisoformat(header[1]), text[header.end() :])
        yield article, [gold for gold in golds if gold["document"] == path.stem]


def article_deeds(coder: Coder) -> Iterator[Judged]:
    """The deeds in the articles that we coded by hand, but for those whose sides are not those of a gold event."""
    for article, own in coded_articles():
        for candidates, deed, verdict in _found(coder, article):
            head = candidates.actors.sentence.span(deed.head, deed.head)
            here = [g for g in own if g["start"] < head.end and head.start < g["end"]]
            fitting = [g for g in here if _same_sides(g, deed)]
            if fitting or not here:
                labels = [type_ for gold in fitting for type_ in gold["event"]] or [NONE]
                yield _judged(deed, verdict, deed.outcome.type if deed.outcome.type in labels else labels[0])


def records_of_articles(coder: Coder) -> list[tuple[Event, bool]]:
    """The events of the articles that we coded by hand, and whether each is right: its type, where, and both sides."""
    return [
        (event, score(golds, [to_record(event)]).precision == 1.0)
        for article, golds in coded_articles()
        for event in coder.code(article)
        if event.type is not None
    ]


def label_of(sentence: Sentence, sources: Side, targets: Side) -> str | None:
    """What the corpus says that goes on between two sides; None where it says nothing of the first."""
    doers, others = set(_marked(sentence, sources)), set(_marked(sentence, targets))
    if not doers:
        return None
    pairs = [p for p in sentence.pairs if p.source in doers and (p.target in others or not others or p.target is None)]
    return next((pair.deed.event for pair in pairs if pair.deed is not None), NONE)


def _found(coder: Coder, article: Article) -> Iterator[tuple[Candidates, Deed, Verdict]]:
    candidates = candidates_of(coder.parser.parse(article), coder.actors, coder.rules)
    for candidate, reading in zip(candidates, coder.judge.readings(candidates), strict=True):
        if reading is not None:
            asked = zip(candidate.deeds, reading.verdicts, told_beside(candidate.deeds), strict=True)
            # where the classifier means another deed, there is nothing to weigh
            yield from ((candidate, deed, verdict) for deed, verdict, beside in asked if verdict.best not in beside)


def _judged(deed: Deed, verdict: Verdict, label: str) -> Judged:
    types = verdict.labels.types
    told = -1 if deed.outcome.type == NONE else types.index(deed.outcome.type)
    return Judged(kind_of(deed), np.log(verdict.scores.type.astype(np.float64) + 1e-9), told, types.index(label))


def _marked(sentence: Sentence, spans: Side) -> Iterator[int]:
    for index, (start, end) in enumerate(sentence.actors):
        if any(a < end and start < b for a, b in spans):
            yield index


def _same_sides(gold: Mapping[str, Any], deed: Deed) -> bool:
    doers, others = _codes(deed.actors), _codes(deed.recipients)
    if gold.get("symmetric"):
        return doers | others == {*(gold["actor"] or ()), *(gold["recipient"] or ())}
    return doers == {*(gold["actor"] or doers)} and (gold["recipient"] is None or others == {*gold["recipient"]})


def _codes(side: Sequence[Actor]) -> set[str]:
    return {actor.code for actor in side}
