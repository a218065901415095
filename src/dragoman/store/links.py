"""What incidents are found by: reports by their keys, texts by theirs, and the stories that texts are copies of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, bindparam, delete, select

from dragoman.records import Event
from dragoman.store.among import among
from dragoman.store.entries import StoredEvent
from dragoman.store.filters import storable
from dragoman.store.reading import STORED, canonical, event_of, stored
from dragoman.store.tables import bands, event_keys, events, incident_events, stories
from dragoman.store.upsert import insert_rows, upsert
from dragoman.store.writing import Transaction

# Built once, because they are asked many times for every article.
_REPORTS = STORED.where(
    events.c.dropped.is_(False),
    events.c.id.in_(select(event_keys.c.event).where(among(event_keys.c.key, "keys"))),
)
_TEXTS = select(bands.c.article).where(among(bands.c.band, "keys")).distinct()
_UNFILE = delete(bands).where(bands.c.article == bindparam("filed"))
_STORIES = select(stories).where(among(stories.c.article, "keys")).order_by(stories.c.article)
_OF_STORIES = select(stories.c.article).where(among(stories.c.story, "keys"))
_FORGET = delete(stories).where(among(stories.c.article, "keys"))
# Asked of the table of events: SQLite would look through it all for a condition on what is joined to it.
_MEMBERS = STORED.where(
    events.c.id.in_(select(incident_events.c.event).where(among(incident_events.c.incident, "keys")))
)


class Links:
    """The links of one transaction. What keys mean is the business of those who make them."""

    def __init__(self, transaction: Transaction, read: Callable[[str], Event] = event_of) -> None:
        """``read`` makes an event of its record; it may remember what it made."""
        self._connection, self._read = transaction.connection, read

    def file_reports(self, keys: Mapping[str, Iterable[str]]) -> None:
        """Keep the keys of these events, by event id; a stored event has none before."""
        made = [{"key": key, "event": event} for event, own in keys.items() for key in own]
        if made:
            insert_rows(self._connection, event_keys, made)

    def reports(self, keys: Collection[str]) -> list[StoredEvent]:
        """Return the events that have any of these keys, in the canonical order."""
        return self._events(_REPORTS, {"keys": storable(keys)})

    def members(self, incidents: Collection[str]) -> list[StoredEvent]:
        """Return the stored events of these incidents, in the canonical order."""
        return self._events(_MEMBERS, {"keys": storable(incidents)}) if incidents else []

    def _events(self, chosen: Select[Any], parameters: Mapping[str, Any]) -> list[StoredEvent]:
        found = [stored(row, self._read) for row in self._connection.execute(chosen, parameters)]
        return sorted(found, key=canonical)

    def file_text(self, article: str, keys: Iterable[str]) -> None:
        """Keep the keys of an article's text, in the place of what it had."""
        self._connection.execute(_UNFILE, {"filed": article})
        if made := [{"band": key, "article": article} for key in keys]:
            insert_rows(self._connection, bands, made)

    def texts(self, keys: Collection[str]) -> list[str]:
        """Return the ids of the articles whose texts have any of these keys."""
        return sorted(self._ids(_TEXTS, keys))

    def stories(self, articles: Collection[str]) -> dict[str, str]:
        """Return the story of each of these articles; one that is not there is a story of its own."""
        if not articles:
            return {}
        found = self._connection.execute(_STORIES, {"keys": storable(articles)})
        return {row.article: row.story for row in found}

    def of_stories(self, names: Collection[str]) -> list[str]:
        """Return the ids of the articles of these stories."""
        return sorted(self._ids(_OF_STORIES, names))

    def set_stories(self, told: Mapping[str, str]) -> None:
        """Keep the story of each of these articles."""
        upsert(self._connection, stories, [{"article": a, "story": s} for a, s in sorted(told.items())])

    def forget_stories(self, articles: Collection[str]) -> None:
        """Forget of which story these articles are."""
        if articles:
            self._connection.execute(_FORGET, {"keys": storable(articles)})

    def _ids(self, chosen: Select[Any], keys: Collection[str]) -> Iterable[str]:
        return self._connection.execute(chosen, {"keys": storable(keys)}).scalars() if keys else ()
