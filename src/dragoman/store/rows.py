"""Records → rows of the tables, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

import orjson
from sqlalchemy import RowMapping

from dragoman.errors import InputError
from dragoman.records import Article, CodedArticle, Event, Incident
from dragoman.store.filters import is_storable
from dragoman.write import to_record

Row = dict[str, Any]

# Who brings others together is no side of what they have with each other: then the others are a dyad, too.
BETWEEN_OTHERS = frozenset({"mediate", "host-talks"})


def dump(value: object) -> str:
    """JSON as it is stored."""
    return orjson.dumps(value).decode()


def wording(text: str) -> str:
    """The hash by which copies of a text are known."""
    return hashlib.sha256(text.encode()).hexdigest()


def content(article: Article) -> str:
    """The hash of all that goes into the records of an article: where it differs, they are to be coded anew."""
    parts = (article.text, article.title, article.date, article.url, article.publisher, article.language)
    return hashlib.sha256(orjson.dumps(parts)).hexdigest()


def checked(article: Article) -> Article:
    """The article, if a database can hold it; InputError where it cannot."""
    for field in ("id", "text", "title", "url", "publisher", "language"):
        if not is_storable(getattr(article, field)):
            raise InputError(ascii(article.id), f"{field} holds a NUL character or half a surrogate pair")
    return article


def article_row(article: Article, coder: str, copy_of: str | None) -> Row:
    """The row of an article."""
    return {
        "id": article.id,
        "content": content(article),
        "wording": wording(article.text),
        "published": article.date,
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "language": article.language,
        "coder": coder,
        "copy_of": copy_of,
        "text": article.text,
    }


def to_article(row: RowMapping) -> Article:
    """The article of a row."""
    return Article(
        row["id"], row["published"], row["text"], row["title"], row["url"], row["publisher"], row["language"]
    )


def sentence_rows(coded: CodedArticle) -> list[Row]:
    """The rows of an article's sentences."""
    return [
        {
            "article": coded.article.id,
            "sequence": sentence.sequence,
            "start": sentence.span.start,
            "stop": sentence.span.end,
            "text": sentence.text,
        }
        for sentence in coded.sentences
    ]


def event_row(event: Event, coded: Event | None = None, dropped: bool = False) -> Row:
    """The row of an event as it stands; ``coded`` is the event before a person corrected it."""
    return {
        "id": event.id,
        "document": event.document,
        "published": event.published,
        "sequence": event.sequence,
        "start": event.trigger.start,
        "stop": event.trigger.end,
        "type": event.type,
        "mode": "|".join(event.modes),
        "act": event.act,
        "about_event": event.about.event if event.about is not None else None,
        "about_act": event.about.act if event.about is not None else None,
        "asserts": event.asserts.channel if event.asserts is not None else None,
        "status": event.status,
        "date": event.date.start,
        "enddate": event.date.end,
        "precision": event.date.precision,
        "quad": event.quad_class,
        "scale": event.scale,
        "goldstein": event.goldstein,
        "country": event.place.country if event.place is not None else None,
        "link": event.link,
        "dropped": dropped,
        "record": dump(to_record(event)),
        "coded": dump(to_record(coded)) if coded is not None else None,
    }


def actor_rows(event: Event) -> Iterator[Row]:
    """The rows of those who take part."""
    for role, side in (("actor", event.actors), ("recipient", event.recipients)):
        for ordinal, actor in enumerate(side):
            yield {
                "event": event.id,
                "role": role,
                "ordinal": ordinal,
                "entity": actor.entity,
                "code": actor.code,
                "sector": "|".join(actor.sector),
                "person": actor.person,
                "date": event.date.start,
                "enddate": event.date.end,
            }


def pairs_of(event: Event) -> list[tuple[str, str]]:
    """The dyads of an event: pairs of entities, each in sorted order, all in order.

    Each actor with each recipient; without recipients the actors with each other; where the act, or the act spoken of,
    brings others together, those others with each other as well; of a state report, its two sides.
    """
    doers, receivers = {a.entity for a in event.actors}, {a.entity for a in event.recipients}
    found = set(product(doers, receivers)) if receivers else set(combinations(sorted(doers), 2))
    acts = {event.act, event.about.act if event.about is not None else None}
    if acts & BETWEEN_OTHERS:
        found |= set(combinations(sorted(receivers), 2))
    if event.asserts is not None:
        found.add((event.asserts.sender, event.asserts.receiver))
    return sorted({(min(pair), max(pair)) for pair in found if all(pair) and pair[0] != pair[1]})


def pair_rows(event: Event) -> Iterator[Row]:
    """The rows of an event's dyads."""
    for a, b in pairs_of(event):
        yield {
            "a": a,
            "b": b,
            "event": event.id,
            "published": event.published,
            "date": event.date.start,
            "enddate": event.date.end,
        }


def incident_row(incident: Incident) -> Row:
    """The row of an incident."""
    return {
        "id": incident.id,
        "type": incident.type,
        "act": incident.act,
        "status": incident.status,
        "date": incident.start,
        "enddate": incident.end,
        "sources": incident.sources,
        "record": dump(incident),
    }
