"""Reports and incidents in memory: the source for one batch, for tests, and a pattern for a store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from dragoman.incidents.keys import blocking_keys
from dragoman.incidents.link import Changes, relink
from dragoman.incidents.rules import Rules
from dragoman.records import Event, Incident


class Memory:
    """A ``ReportSource`` that keeps everything in dictionaries, with its incidents always up to date."""

    def __init__(self, rules: Rules, stories: Mapping[str, str] | None = None) -> None:
        """``stories``: the story of each article, as ``copies.stories`` gives it."""
        self._rules, self._stories = rules, dict(stories or {})
        self._events: dict[str, Event] = {}
        self._filed: dict[str, dict[str, Event]] = {}
        self._incident: dict[str, str] = {}
        self.incidents: dict[str, Incident] = {}

    def change(self, added: Sequence[Event] = (), removed: Sequence[Event] = ()) -> Changes:
        """Remove and add reports and bring the incidents up to date. Raises KeyError to remove what is not there."""
        for event in removed:
            del self._events[event.id]
            for key in blocking_keys(event, self._rules):
                del self._filed[key][event.id]
        for event in added:
            self._events[event.id] = event
            for key in blocking_keys(event, self._rules):
                self._filed.setdefault(key, {})[event.id] = event
        changes = relink((*removed, *added), self, self._rules)
        for ident in changes.drop:
            for member in self.incidents.pop(ident).events:
                del self._incident[member]
        for incident in changes.write:
            self.incidents[incident.id] = incident
            self._incident |= dict.fromkeys(incident.events, incident.id)
        return changes

    def candidates(self, keys: Iterable[str]) -> Iterable[Event]:
        """Return every report that is filed under one of these blocking keys."""
        return {ident: event for key in keys for ident, event in self._filed.get(key, {}).items()}.values()

    def incidents_of(self, events: Iterable[str]) -> Mapping[str, str]:
        """Return the incident's id for each of these reports that is in one."""
        return {ident: self._incident[ident] for ident in events if ident in self._incident}

    def members(self, incidents: Collection[str]) -> Mapping[str, Sequence[Event]]:
        """Return the reports of each of these incidents that are still here."""
        return {
            ident: [self._events[event] for event in self.incidents[ident].events if event in self._events]
            for ident in incidents
        }

    def stories(self, articles: Iterable[str]) -> Mapping[str, str]:
        """Return the story of each of these articles that has one."""
        return {article: self._stories[article] for article in articles if article in self._stories}


def incidents(events: Sequence[Event], rules: Rules, stories: Mapping[str, str] | None = None) -> list[Incident]:
    """Return the incidents of these reports, by first day and id, in whatever order the reports come."""
    memory = Memory(rules, stories)
    memory.change(events)
    return sorted(memory.incidents.values(), key=lambda incident: (incident.start, incident.id))
