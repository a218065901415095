"""The search for words in sentences: SQLite's full-text index or PostgreSQL's, by the dialect of the connection."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, TextClause, select, text

from dragoman.records import Span
from dragoman.store.entries import Found
from dragoman.store.tables import articles, sentences

Phrase = tuple[str, ...]

_PART = re.compile(r'"([^"]*)"|([^"\s]+)|"')
# No sign that has a meaning in a query is part of a word.
_WORD = re.compile(r"[^\W_]+")


def phrases(words: str) -> list[Phrase]:
    """What is searched for: single words, and what stands in double quotes as one phrase; signs are passed over."""
    found: list[Phrase] = []
    for part in _PART.finditer(words):
        together = tuple(_WORD.findall(part[1] if part[1] is not None else part[2] or ""))
        found += [together] if part[1] is not None else [(word,) for word in together]
    return [phrase for phrase in found if phrase]


def find(connection: Connection, wanted: Sequence[Phrase], limit: int) -> list[Found]:
    """The sentences that have all that is wanted, the newest first; none where nothing is wanted."""
    if not wanted:
        return []
    having = _sqlite(wanted) if connection.dialect.name == "sqlite" else _postgresql(wanted)
    newest_first = (articles.c.published.desc(), articles.c.id, sentences.c.sequence)
    statement = (
        select(articles.c.id, articles.c.published, sentences)
        .join(articles, articles.c.id == sentences.c.article)
        .where(having)
        .order_by(*newest_first)
        .limit(limit)
    )
    return [
        Found(row["id"], row["published"], row["sequence"], Span(row["start"], row["stop"]), row["text"])
        for row in connection.execute(statement).mappings()
    ]


def _sqlite(wanted: Sequence[Phrase]) -> TextClause:
    query = " ".join(f'"{" ".join(phrase)}"' for phrase in wanted)
    condition = "sentences.key IN (SELECT rowid FROM sentence_words WHERE sentence_words MATCH :words)"
    return text(condition).bindparams(words=query)


def _postgresql(wanted: Sequence[Phrase]) -> TextClause:
    names = {f"words_{number}": " ".join(phrase) for number, phrase in enumerate(wanted)}
    query = " && ".join(f"phraseto_tsquery('english', :{name})" for name in names)
    return text(f"to_tsvector('english', sentences.text) @@ ({query})").bindparams(**names)
