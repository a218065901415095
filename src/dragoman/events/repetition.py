"""Repetition within an article: a later record of the same deed is linked to the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import Event

_SHORT = 3
_STEM = 5
# Words of a trigger that tell nothing of its deed.
_COMMON = frozenset(
    "said with from against that which were been have will would could also over into upon about their".split()
)


def linked(events: Sequence[Event]) -> list[Event]:
    """Return the events, each later report of a deed with the id of the first as its link."""
    result: list[Event] = []
    firsts: list[Event] = []
    for event in events:
        first = next((f for f in firsts if _same(f, event)), None)
        if first is None:
            firsts.append(event)
            result.append(event)
        else:
            result.append(replace(event, link=first.id))
    return result


def _same(first: Event, later: Event) -> bool:
    if first.asserts is not None or later.asserts is not None:
        return first.asserts == later.asserts
    in_one_breath = first.sequence == later.sequence
    if first.type != later.type or (first.status == "denied") != (later.status == "denied"):
        return False
    if first.act != later.act and not (in_one_breath and None in (first.act, later.act)):
        return False
    if (first.status in {"planned", "possible"}) != (later.status in {"planned", "possible"}):
        return False
    if _sides(first) != _sides(later):
        return False
    if (
        first.date.basis == "expression"
        and later.date.basis == "expression"
        and (first.date.end < later.date.start or later.date.end < first.date.start)
    ):
        return False
    if first.modes and later.modes and not set(first.modes) & set(later.modes):
        return False
    # one sentence has many words for one deed ("shelled the town, killing nine")
    return in_one_breath or first.act is not None or bool(_stems(first) & _stems(later))


def _sides(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(a.entity for a in event.actors), frozenset(a.entity for a in event.recipients)


def _stems(event: Event) -> set[str]:
    """Return the beginnings of the trigger's longer words, without those that name the sides.

    Enough to know "condemned" again in "condemnation".
    """
    sides = {word for actor in (*event.actors, *event.recipients) for word in _words(actor.text)}
    return {word[:_STEM] for word in _words(event.trigger_text) - sides if len(word) > _SHORT and word not in _COMMON}


def _words(text: str) -> set[str]:
    return {word.strip(".,;:'\"()").lower() for word in text.split()}
