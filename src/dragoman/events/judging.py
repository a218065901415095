"""The deeds of an article, as the tables tell and the grammar proposes them → those that hold, with their types.

All sentences with a deed go through the encoder at once; one without any is never encoded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.encoder import Pair
from dragoman.events.candidates import Candidates
from dragoman.events.classify import Classifier, Verdict
from dragoman.events.deeds import Deed
from dragoman.events.fusion import Fusion
from dragoman.parse.pipeline import Sentence
from dragoman.records import Actor


@dataclass(frozen=True, slots=True)
class Judge:
    """The classifier and what weighs its word."""

    classifier: Classifier
    fusion: Fusion

    @classmethod
    def load(cls, threads: int = 1) -> Judge:
        """Load the classifier and the weights."""
        return cls(Classifier.load(threads), Fusion.load())

    def judged(self, candidates: Sequence[Candidates]) -> list[tuple[Deed, ...]]:
        """Return the deeds of each sentence that hold, in their order."""
        told = zip(candidates, self.verdicts(candidates), strict=True)
        return [self._held(candidate.deeds, verdicts) for candidate, verdicts in told]

    def verdicts(self, candidates: Sequence[Candidates]) -> list[list[Verdict]]:
        """Return what the classifier says of the deeds of each sentence."""
        asked = [c for c in candidates if c.deeds]
        told = iter(
            self.classifier.classify([(c.text, [sides_of(d, c.actors.sentence) for d in c.deeds]) for c in asked])
        )
        return [next(told) if c.deeds else [] for c in candidates]

    def _held(self, deeds: Sequence[Deed], verdicts: Sequence[Verdict]) -> tuple[Deed, ...]:
        decided = (self.fusion.decided(deed, verdict) for deed, verdict in zip(deeds, verdicts, strict=True))
        return tuple(deed for deed in decided if deed is not None)


def sides_of(deed: Deed, sentence: Sentence) -> Pair:
    """Return the spans that stand for a deed's sides in the sentence; of those who do it together the first and others.

    An actor that only another sentence names has no span.
    """
    whole = sentence.whole

    def spans(side: Sequence[Actor]) -> tuple[tuple[int, int], ...]:
        inside = (a for a in side if whole.start <= a.start and a.end <= whole.end)
        return tuple(dict.fromkeys((a.start - whole.start, a.end - whole.start) for a in inside))

    if not deed.recipients and len(deed.actors) > 1:
        return spans(deed.actors[:1]), spans(deed.actors[1:])
    return spans(deed.actors), spans(deed.recipients)
