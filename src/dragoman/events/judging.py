"""The deeds of an article, as the tables tell and the grammar proposes them → those that hold, with their types.

All sentences with a deed go through the encoder at once; one without any is never encoded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.encoder import Pair
from dragoman.events.candidates import Candidates
from dragoman.events.classify import NONE, Classifier, Reading, Verdict
from dragoman.events.deeds import Deed
from dragoman.events.fusion import Fusion
from dragoman.events.unnamed import is_named
from dragoman.parse.pipeline import Sentence
from dragoman.records import Actor


@dataclass(frozen=True, slots=True)
class Judged:
    """The deeds of each sentence that hold, and how probable the contexts are in every sentence with a deed."""

    deeds: tuple[tuple[Deed, ...], ...]
    contexts: tuple[Mapping[str, float], ...]


@dataclass(frozen=True, slots=True)
class Judge:
    """The classifier and what weighs its word."""

    classifier: Classifier
    fusion: Fusion

    @classmethod
    def load(cls, threads: int = 1) -> Judge:
        """Load the classifier and the weights."""
        return cls(Classifier.load(threads), Fusion.load())

    def judged(self, candidates: Sequence[Candidates]) -> Judged:
        """Return what holds of the candidates of an article's sentences, in their order."""
        readings = self.readings(candidates)
        pairs = zip(candidates, readings, strict=True)
        deeds = tuple(self._held(c.deeds, reading.verdicts) if reading is not None else () for c, reading in pairs)
        return Judged(deeds, tuple(reading.contexts for reading in readings if reading is not None))

    def readings(self, candidates: Sequence[Candidates]) -> list[Reading | None]:
        """Return what the classifier says of each sentence and its deeds; None where it has none."""
        asked = [(c.text, [sides_of(d, c.actors.sentence) for d in c.deeds]) for c in candidates if c.deeds]
        told = iter(self.classifier.read(asked))
        return [next(told) if c.deeds else None for c in candidates]

    def _held(self, deeds: Sequence[Deed], verdicts: Sequence[Verdict]) -> tuple[Deed, ...]:
        asked = zip(deeds, verdicts, told_beside(deeds), strict=True)
        decided = (self.fusion.decided(deed, verdict, beside) for deed, verdict, beside in asked)
        return tuple(deed for deed in decided if deed is not None)


def told_beside(deeds: Sequence[Deed]) -> list[frozenset[str]]:
    """Return for each deed of a sentence which other types the tables tell there of one of its sides, or of both.

    The classifier has one answer for two actors in a sentence ("Iraq and Iran, which fought for years, agreed to …").
    """

    def beside(deed: Deed, other: Deed) -> bool:
        if other is deed or other.outcome.type in {NONE, deed.outcome.type}:
            return False
        doers, others = _codes(deed.actors), _codes(deed.recipients)
        same = bool(doers & _codes(other.actors) or others & _codes(other.recipients))
        return same or doers | others == _codes((*other.actors, *other.recipients))

    return [frozenset(other.outcome.type for other in deeds if beside(deed, other)) for deed in deeds]


def _codes(side: Sequence[Actor]) -> frozenset[str]:
    return frozenset(actor.code for actor in side)


def sides_of(deed: Deed, sentence: Sentence) -> Pair:
    """Return the spans that stand for a deed's sides in the sentence; of those who do it together the first and others.

    An actor that only another sentence names has no span, nor has one of whom only the place is told.
    """
    whole = sentence.whole

    def spans(side: Sequence[Actor]) -> tuple[tuple[int, int], ...]:
        inside = (a for a in side if whole.start <= a.start and a.end <= whole.end and is_named(a))
        return tuple(dict.fromkeys((a.start - whole.start, a.end - whole.start) for a in inside))

    if not deed.recipients and len(deed.actors) > 1:
        return spans(deed.actors[:1]), spans(deed.actors[1:])
    return spans(deed.actors), spans(deed.recipients)
