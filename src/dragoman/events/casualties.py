"""One attack told with several verbs: what followed from it ("…, killing nine and wounding 20") counts its victims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.events.counts import CountTable
from dragoman.events.deeds import Deed
from dragoman.events.frames import Frame, verb_frame
from dragoman.events.grammar import VERBAL
from dragoman.records import Counts

_ATTACK = "ASSAULT"
# "killed two soldiers and wounded five others": of the same side.
_UNNAMED = frozenset({"others", "more", "another", "many", "several"})


def gathered(deeds: Sequence[Deed], counts: CountTable) -> list[Deed]:
    """Return the deeds with those that only count the victims of another one taken into it."""
    kept = list(deeds)
    for deed in deeds:
        if deed.outcome.type != _ATTACK or deed.head.pos_ not in VERBAL or not counts.tells_victims(deed.words):
            continue
        main = next((other for other in kept if other is not deed and _follows(deed, other)), None)
        if main is not None:
            kept.remove(deed)
            kept[kept.index(main)] = replace(main, victims=(*main.victims, deed.frame, *deed.victims))
    return kept


def counted(deed: Deed, counts: CountTable) -> Counts:
    """Return the numbers of a deed, those that tell of its victims included."""
    numbers = counts.read(deed.frame, deed.words)
    if deed.outcome.type != _ATTACK:
        return numbers
    for frame in (*deed.victims, *_beside((deed.frame, *deed.victims))):
        more = counts.read(frame, (frame.head,))
        numbers = replace(numbers, dead=numbers.dead or more.dead, injured=numbers.injured or more.injured)
    return numbers


def _beside(frames: Sequence[Frame]) -> Iterator[Frame]:
    """Yield the verbs coordinated with those of a deed ("killing 20 and wounding 50")."""
    for frame in frames:
        for child in frame.head.children:
            if child.dep_ == "conj" and child.pos_ in VERBAL and frame.head.pos_ in VERBAL:
                yield verb_frame(child)


def _follows(deed: Deed, main: Deed) -> bool:
    """Whether a deed is told as the outcome of another one, by the same actors and of nobody else."""
    verb = deed.head
    linked = verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG")
    heads = {main.head.i, main.frame.verb.i, *(frame.head.i for frame in main.victims)}
    if not linked or verb.head.i not in heads or main.outcome.type != _ATTACK:
        return False
    if main.outcome.status != deed.outcome.status or {a.entity for a in deed.actors} != {a.entity for a in main.actors}:
        return False
    told = {a.code for a in deed.recipients}
    unnamed = any(t.lower_ in _UNNAMED or t.pos_ == "NUM" for t in deed.frame.objects)
    return unnamed or told <= {a.code for a in main.recipients}
