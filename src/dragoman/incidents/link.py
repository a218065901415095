"""Reports → incidents: components of the relation "same event", kept from chaining, and kept up as reports come and go.

Two things would chain events that have nothing to do with each other. A vaguely dated report ("in 2014", "had earlier
attacked") fits many events; it never joins two of them, but goes to the one that it fits best. And of a war that is
reported every day, each day's reports resemble the next day's; a component over more than ``chain.days`` days is cut
into its days. Both rest on the reports alone, so that the order in which they come makes no difference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dragoman.incidents.graph import Candidates, Graph
from dragoman.incidents.incident import incident_of
from dragoman.incidents.keys import own_key
from dragoman.incidents.rules import Rules
from dragoman.incidents.worked import Worked
from dragoman.records import Event, Incident

Group = frozenset[str]


class ReportSource(Candidates, Protocol):
    """Where the reports are: a store, or ``memory.Memory``."""

    def incidents_of(self, events: Iterable[str]) -> Mapping[str, str]:
        """Return the incident's id for each of these reports that is in one."""

    def members(self, incidents: Collection[str]) -> Mapping[str, Sequence[Event]]:
        """Return the reports of each of these incidents that are still stored."""

    def stories(self, articles: Iterable[str]) -> Mapping[str, str]:
        """Return the story of each of these articles: one for all copies of a text. One left out is its own."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a source has to do: drop the incidents of these ids first, then write those."""

    drop: tuple[str, ...]
    write: tuple[Incident, ...]


def relink(changed: Sequence[Event], source: ReportSource, rules: Rules, worked: Worked | None = None) -> Changes:
    """Return how the incidents change, now that these reports have been added to the source or removed from it.

    A report that was replaced comes twice, as it was and as it is. Only the neighbourhood of the reports is read: what
    they resemble, and what that resembles within the days of a chain. Where the story of an article changed (a copy of
    its text came in), its reports count as changed. ``worked``: what is known of reports from former changes.
    """
    linking = _Linking(Graph(source, rules, worked), rules)
    idents = {event.id for event in changed}
    before = dict(source.incidents_of(idents))
    touched = set(before.values())
    old: dict[str, Sequence[Event]] = {}
    groups: dict[Group, list[Event]] = {}
    placed: set[str] = set()
    waiting = linking.around(changed)
    # an incident is rewritten as a whole: what else it held is placed anew as well, until nothing more is drawn in
    while waiting or set(before.values()) - old.keys():
        found = source.members(sorted(set(before.values()) - old.keys()))
        old |= found
        waiting |= linking.heads([event for members in found.values() for event in members]) - placed
        fresh = {group: linking.events(group) for group in {linking.group(ident) for ident in waiting} - groups.keys()}
        groups |= fresh
        placed |= {event.id for events in fresh.values() for event in events}
        before |= source.incidents_of({event.id for events in fresh.values() for event in events})
        waiting = set()
    return _changes(list(groups.values()), old, idents, touched, source)


def _changes(
    groups: Sequence[Sequence[Event]],
    old: Mapping[str, Sequence[Event]],
    changed: set[str],
    touched: set[str],
    source: ReportSource,
) -> Changes:
    """Return the difference between the groups and the old incidents: one that is as it was is not written again."""
    untouched = {frozenset(event.id for event in old[ident]): ident for ident in old.keys() - touched}
    write, drop = [], set(old)
    for events in groups:
        members = frozenset(event.id for event in events)
        if members & changed or members not in untouched:
            write.append(events)
        else:
            drop.discard(untouched[members])
    stories = source.stories({event.document for events in write for event in events})
    incidents = sorted((incident_of(events, stories) for events in write), key=lambda incident: incident.id)
    return Changes(tuple(sorted(drop)), tuple(incidents))


class _Linking:
    """One round of linking: the graph, and what was worked out about it."""

    def __init__(self, graph: Graph, rules: Rules) -> None:
        self._graph, self._rules = graph, rules
        self._days = int(rules.sections["chain"]["days"])
        self._groups: dict[str, Group] = {}
        self._parts: dict[str, Group] = {}

    def heads(self, events: Iterable[Event]) -> set[str]:
        """Return the reports among these, and those that the repetitions among these repeat."""
        found = [self._graph.head(event) for event in events]
        return {event.id for event in found if self._graph.signature(event) is not None}

    def events(self, group: Group) -> list[Event]:
        """Return the reports of a group and their repetitions, sorted by id."""
        heads = [self._graph.node(ident).event for ident in group]
        self._graph.fetch(own_key(ident) for ident in group)
        repeated = [event for head in heads for event in self._graph.repetitions(head.id)]
        return sorted((*heads, *repeated), key=lambda event: event.id)

    def around(self, changed: Sequence[Event]) -> set[str]:
        """Return the stored reports whose own ties the change may touch; whatever else moves, moves with them."""
        graph = self._graph
        graph.fetch_around(changed)
        # where a first report comes or goes, its repetitions cease or begin to stand for themselves
        touched = [other for event in changed for other in (event, graph.head(event), *graph.repetitions(event.id))]
        touched = [event for event in touched if event.type is not None]
        found = {event.id for event in touched if graph.stored(event)}
        near = {ident for event in touched for ident in graph.fits(event)}
        # a neighbour may now have a better match in the article, or lack one: its other ties there hang on that
        articles = {event.document for event in touched}
        graph.fetch_around(graph.node(ident).event for ident in near)
        beyond = (other for ident in near for other in graph.fits(graph.node(ident).event))
        return found | near | {other for other in beyond if graph.node(other).event.document in articles}

    def _ties(self, ident: str) -> Mapping[str, float]:
        return self._graph.ties(ident)

    def group(self, ident: str) -> Group:
        """Return the reports of one event with this one, by id."""
        if ident not in self._groups:
            report = self._graph.node(ident)
            best = self._best(ident) if report.vague else None
            part = self._part(best or ident)
            attached = () if self._graph.node(next(iter(part))).vague else self._attached(part)
            group = part.union(attached)
            self._groups |= dict.fromkeys(group, group)
        return self._groups[ident]

    def _attached(self, part: Group) -> Iterator[str]:
        """Yield the vague reports that fit a report of this part better than any other."""
        vague = {other for ident in part for other in self._ties(ident) if self._graph.node(other).vague}
        yield from (ident for ident in vague if self._best(ident) in part)

    def _best(self, ident: str) -> str | None:
        """Return the dated report that a vague one fits best, the earlier one of two; None if it fits none."""
        fits = [(-points, self._graph.node(other).day, other) for other, points in self._ties(ident).items()
                if not self._graph.node(other).vague]  # fmt: skip
        return min(fits)[2] if fits else None

    def _part(self, ident: str) -> Group:
        """Return the component of a report, or of its day where the component is a chain."""
        if ident not in self._parts:
            part = self._component(ident, whole=True) or self._component(ident, whole=False)
            self._parts |= dict.fromkeys(part, part)
        return self._parts[ident]

    def _component(self, start: str, *, whole: bool) -> Group:
        """Return what is tied to a report, directly or through others; empty where the whole of it is a chain."""
        day = first = last = self._graph.node(start).day
        found, waiting = {start}, [start]
        while waiting:
            for ident in self._alike(waiting.pop()):
                if ident in found:
                    continue
                here = self._graph.node(ident).day
                if not whole and here != day:
                    continue
                first, last = min(first, here), max(last, here)
                if last - first > self._days:
                    return frozenset()
                found.add(ident)
                waiting.append(ident)
        return frozenset(found)

    def _alike(self, ident: str) -> Iterator[str]:
        """Yield the ties that join: of a dated report to dated ones, of a vague one to those that fit no dated one."""
        vague = self._graph.node(ident).vague
        for other in self._ties(ident):
            if self._graph.node(other).vague == vague and not (vague and self._best(other)):
                yield other
