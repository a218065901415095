"""What was worked out about reports, kept from one change to the next: neighbours are looked at again and again."""

from __future__ import annotations

from dragoman.incidents.keys import blocking_keys
from dragoman.incidents.rules import Rules
from dragoman.incidents.signature import Signature, reach, signature
from dragoman.records import Event
from dragoman.store import Remembered


class Worked:
    """Keys, reach and signature of the reports that were last asked for; each as the function of its name gives it."""

    def __init__(self, rules: Rules, size: int = 8192) -> None:
        """``size``: so many reports are kept, some kilobytes each."""
        self._keys = Remembered(lambda event: blocking_keys(event, rules), size)
        self._reach = Remembered(lambda event: reach(event, rules), size)
        self._signature = Remembered(lambda event: signature(event, rules), size)

    def keys(self, event: Event) -> tuple[str, ...]:
        """Return the blocking keys."""
        return self._keys(event)

    def reach(self, event: Event) -> tuple[int, int]:
        """Return the first and the last day on which it may have taken place."""
        return self._reach(event)

    def signature(self, event: Event) -> Signature | None:
        """Return what counts of it for the comparison; None for a state report."""
        return self._signature(event)
