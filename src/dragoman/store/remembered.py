"""What was worked out of events, remembered for as long as the very same events are asked for again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from dragoman.records import Event

_Made = TypeVar("_Made")


class Remembered(Generic[_Made]):
    """A function of an event that remembers what it gave for the last ``size`` events.

    Events are told apart as objects: to compare two takes as long as most of what is worked out of them. So it helps
    where the events themselves are remembered (see ``event_of`` and ``Reader.pair_events``).
    """

    def __init__(self, make: Callable[[Event], _Made], size: int) -> None:
        self._make, self._size = make, size
        self._made: OrderedDict[str, tuple[Event, _Made]] = OrderedDict()

    def __call__(self, event: Event) -> _Made:
        known = self._made.get(event.id)
        if known is not None and known[0] is event:
            return known[1]
        made = self._make(event)
        self._made.pop(event.id, None)
        self._made[event.id] = event, made
        if len(self._made) > self._size:
            self._made.popitem(last=False)
        return made
