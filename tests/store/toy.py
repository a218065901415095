"""A coder that is quick and predictable, and what a store holds, in a form that can be compared.

A sentence is "PER recall-ambassador CHL.": an actor, an act and a recipient. Several names are joined by "+".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import create_engine, select

from dragoman.errors import InputError
from dragoman.ontology import Ontology
from dragoman.pipeline import Keep, Kept, Pipeline, nothing_beside
from dragoman.records import Actor, Article, CodedArticle, Event, EventDate, SentenceSpan, Span
from dragoman.settings import Settings
from dragoman.store import Store
from dragoman.store.engine import parse_url
from dragoman.store.tables import metadata

_ONTOLOGY = Ontology.load()


def article(identifier: str, day: int | date = 1, text: str = "PER recall-ambassador CHL.", **other: str) -> Article:
    """An article of a day of January 2020, or of any day."""
    published = day if isinstance(day, date) else date(2020, 1, day)
    return Article(identifier, published, text, **other)


class ToyCoder:
    """Codes one event a sentence; counts how often it was called."""

    def __init__(self) -> None:
        self.called: list[str] = []

    def code(self, article: Article) -> tuple[Event, ...]:
        return self.coded(article).events

    def coded(self, article: Article) -> CodedArticle:
        self.called.append(article.id)
        if "trap" in article.text:
            raise RuntimeError("fell into it")
        sentences, at = [], 0
        for number, words in enumerate(part for part in article.text.split(".") if part.strip()):
            start = article.text.index(words, at) + len(words) - len(words.lstrip())
            at = start + len(words.strip())
            sentences.append(SentenceSpan(number, Span(start, at), words.strip()))
        events = (event(article, sentence) for sentence in sentences if len(sentence.text.split()) == 3)
        return CodedArticle(article, tuple(sentences), tuple(events))


def _side(names: str) -> tuple[Actor, ...]:
    return tuple(Actor(n, 0, 3, n, n, ("GOV",), n) for n in names.split("+") if n != "-")


def event(article: Article, sentence: SentenceSpan) -> Event:
    """The event of one sentence of the toy language."""
    doers, act, receivers = sentence.text.split()
    known = _ONTOLOGY.acts.get(act)
    start = sentence.span.start + len(doers) + 1
    digest = hashlib.sha256(f"{article.id}|{start}|{sentence.text}".encode()).hexdigest()[:20]
    type_ = known.type if known is not None else act.upper()
    return Event(
        id=digest, document=article.id, published=article.date,
        date=EventDate(article.date, article.date, "day", "publication"), type=type_,
        modes=known.modes if known is not None else (), act=act if known is not None else None, about=None,
        status="occurred", actors=_side(doers), recipients=_side(receivers), trigger=Span(start, start + len(act)),
        trigger_text=act, phrase=act, sentence=sentence.span, sentence_text=sentence.text, sequence=sentence.sequence,
        confidence=0.9, basis="toy", title=article.title, url=article.url, publisher=article.publisher,
    )  # fmt: skip


class Adder:
    """A pipeline with the toy coder; ``add`` gives what became of each article, ``errors`` what went wrong."""

    def __init__(self, titles: bool = False) -> None:
        self.coder = ToyCoder()
        self.pipeline = Pipeline(self.coder, Settings(code_titles=titles))
        self.errors: list[InputError] = []

    def each(
        self, store: Store, *articles: Article, recode: bool = False, keep: Keep = nothing_beside
    ) -> Iterator[Kept]:
        return self.pipeline.add(articles, store, self.errors.append, recode=recode, keep=keep)

    def add(self, store: Store, *articles: Article, recode: bool = False, keep: Keep = nothing_beside) -> list[str]:
        return [kept.done for kept in self.each(store, *articles, recode=recode, keep=keep)]


def contents(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, in order, less what differs from run to run: row numbers and moments."""
    engine = create_engine(parse_url(url))
    found = {}
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table.name != "runs":
                columns = [c for c in table.columns if c.name not in ("key", "made_at")]
                found[table.name] = sorted(map(tuple, connection.execute(select(*columns))), key=repr)
    engine.dispose()
    return found
