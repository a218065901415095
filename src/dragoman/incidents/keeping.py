"""Incidents kept up in the store: called in the transaction that adds or takes out events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from dragoman.incidents.copies import bands, similar, stories
from dragoman.incidents.link import relink
from dragoman.incidents.rules import Rules
from dragoman.incidents.worked import Worked
from dragoman.records import Event
from dragoman.store import Changes, EventFilter, Links, StoredEvent, Transaction, event_of

# Reports that are kept in memory, of some kilobytes each: in an archive that comes in by date, those of some months.
_REMEMBERED = 8192


class Keeper:
    """Brings the incidents of a store up to date after each change.

    Holds the rules, and of the reports that it last read what it worked out of them: nothing that another process could
    make untrue, for it is found by the record as it is stored.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._worked = Worked(rules, _REMEMBERED)
        self._read = lru_cache(maxsize=_REMEMBERED)(event_of)

    @classmethod
    def load(cls) -> Keeper:
        """Read the rules shipped with the package."""
        return cls(Rules.load())

    def __call__(self, transaction: Transaction, changes: Changes) -> None:
        """Rewrite the incidents that these changes touch, within the same transaction."""
        links = Links(transaction, self._read)
        links.file_reports({s.event.id: self._worked.keys(s.event) for s in changes.added})
        documents = {s.event.document for s in (*changes.added, *changes.removed)}
        moved = self._retell(links, transaction, documents)
        retold = transaction.events(EventFilter(documents=sorted(moved))) if moved else ()
        source = _StoreSource(transaction, links, changes)
        changed = {s.event.id: s.event for s in retold} | {s.event.id: s.event for s in changes.added}
        gone = [s.event for s in changes.removed]
        result = relink((*gone, *changed.values()), source, self._rules, self._worked)
        transaction.replace_incidents(result.drop, result.write)

    def _retell(self, links: Links, transaction: Transaction, documents: set[str]) -> set[str]:
        """Find the stories of these articles anew; return the other articles whose story is another now."""
        texts = {name: article.text for name, article in transaction.articles(sorted(documents)).items()}
        held = {name for name in texts if transaction.has_events(name)}
        told_before = links.stories(documents)
        near = set(links.of_stories(sorted(set(told_before.values()))))
        for name in sorted(documents):
            keys = bands(texts[name], self._rules) if name in held else ()
            links.file_text(name, keys)
            others = [other for other in links.texts(keys) if other != name] if keys else []
            found = transaction.articles(others)
            alike = [other for other, article in found.items() if similar(texts[name], article.text, self._rules)]
            near.update(alike)
            if alike:
                near.update(links.of_stories(sorted(set(links.stories(alike).values()))))
        near = (near | held) - (documents - held)
        before = links.stories(near) if near - documents else told_before
        # An article that is like no other is a story of its own, which need not be kept.
        told = stories(transaction.articles(sorted(near)).values(), self._rules) if len(near) > 1 else {}
        links.forget_stories(sorted(told_before.keys() | before.keys()))
        shared = Counter(told.values())
        links.set_stories({name: story for name, story in told.items() if shared[story] > 1})
        return {name for name in near - documents if told.get(name, name) != before.get(name, name)}


class _StoreSource:
    """What ``relink`` asks, answered by the store as it stands within a transaction."""

    def __init__(self, transaction: Transaction, links: Links, changes: Changes) -> None:
        self._transaction, self._links = transaction, links
        self._removed = {s.event.id: s.incident for s in changes.removed if s.incident is not None}

    def candidates(self, keys: Iterable[str]) -> Iterable[Event]:
        return _events(self._links.reports(list(keys)))

    def incidents_of(self, events: Iterable[str]) -> Mapping[str, str]:
        idents = sorted(events)
        gone = {ident: self._removed[ident] for ident in idents if ident in self._removed}
        return gone | self._transaction.incidents_of(idents)

    def members(self, incidents: Collection[str]) -> Mapping[str, Sequence[Event]]:
        found: dict[str, list[Event]] = {ident: [] for ident in incidents}
        for stored in self._links.members(incidents):
            if stored.incident is not None:
                found[stored.incident].append(stored.event)
        return found

    def stories(self, articles: Iterable[str]) -> Mapping[str, str]:
        return self._links.stories(sorted(articles))


def _events(stored: Iterable[StoredEvent]) -> list[Event]:
    return [each.event for each in stored]
