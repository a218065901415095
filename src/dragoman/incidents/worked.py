"""What was worked out about reports, kept from one change to the next: neighbours are looked at again and again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from dragoman.incidents.keys import blocking_keys
from dragoman.incidents.rules import Rules
from dragoman.incidents.signature import Signature, reach, signature
from dragoman.records import Event


@dataclass(slots=True)
class _Report:
    event: Event
    keys: tuple[str, ...]
    reach: tuple[int, int]
    signature: Signature | None = None


class Worked:
    """Keys, reach and signature of the reports that were last asked for; each as the function of its name gives it."""

    def __init__(self, rules: Rules, size: int = 8192) -> None:
        """``size``: so many reports are kept, some kilobytes each."""
        self._rules, self._size = rules, size
        self._reports: OrderedDict[str, _Report] = OrderedDict()

    def keys(self, event: Event) -> tuple[str, ...]:
        """Return the blocking keys."""
        return self._of(event).keys

    def reach(self, event: Event) -> tuple[int, int]:
        """Return the first and the last day on which it may have taken place."""
        return self._of(event).reach

    def signature(self, event: Event) -> Signature | None:
        """Return what counts of it for the comparison; None for a state report."""
        report = self._of(event)
        if report.signature is None:
            report.signature = signature(event, self._rules)
        return report.signature

    def _of(self, event: Event) -> _Report:
        known = self._reports.get(event.id)
        # The very same: to compare two takes as long as to work it out, and a store that caches hands out the same.
        if known is not None and known.event is event:
            self._reports.move_to_end(event.id)
            return known
        made = _Report(event, blocking_keys(event, self._rules), reach(event, self._rules))
        self._reports[event.id] = made
        self._reports.move_to_end(event.id)
        if len(self._reports) > self._size:
            self._reports.popitem(last=False)
        return made
