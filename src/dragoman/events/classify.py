"""What the encoder makes of two actors in a sentence: the PLOVER type of what one does to the other, or none.

The classifier has read sentences of our own corpus alone (training/); it proposes, and the rows of the pattern tables
are evidence beside it (fusion.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.encoder import Encoded, Encoder, Heads, Labels, Pair, PairScores
from dragoman.events.modality import Outcome
from dragoman.records import About, Status

NONE = "NONE"
# Types that speak of another deed.
_SPEAKING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"})
_STATUSES: dict[str, Status] = {
    "occurred": "occurred",
    "ongoing": "ongoing",
    "planned": "planned",
    "possible": "possible",
    "denied": "denied",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the classifier says of one pair."""

    scores: PairScores
    labels: Labels

    @property
    def probabilities(self) -> dict[str, float]:
        """The probability of every type, NONE among them; they sum to one."""
        return {name: float(p) for name, p in zip(self.labels.types, self.scores.type, strict=True)}

    @property
    def best(self) -> str:
        """The most probable type, NONE left aside."""
        return self.labels.types[1 + int(self.scores.type[1:].argmax())]

    def outcome(self, type_: str) -> Outcome:
        """The deed, if it is one of ``type_``: its modes, its status, and what it speaks of."""
        status = _STATUSES[self.labels.statuses[int(self.scores.status.argmax())]]
        return Outcome(type_, self._modes(type_, self.scores.mode), None, self._about(type_), status)

    def _about(self, type_: str) -> About | None:
        spoken = self.labels.types[int(self.scores.about_type.argmax())]
        if type_ not in _SPEAKING or spoken == NONE:
            return None
        status = _STATUSES[self.labels.statuses[int(self.scores.about_status.argmax())]]
        return About(spoken, self._modes(spoken, self.scores.about_mode), None, status)

    def _modes(self, type_: str, probabilities: Iterable[float]) -> tuple[str, ...]:
        return tuple(
            name.partition("/")[2]
            for name, probability in zip(self.labels.modes, probabilities, strict=True)
            if probability > 0.5 and name.startswith(f"{type_}/")
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What the classifier says of one sentence: of each of its pairs, and how probable each context is."""

    verdicts: tuple[Verdict, ...]
    contexts: Mapping[str, float]


class Classifier:
    """The encoder and its heads, loaded once; no state."""

    def __init__(self, encoder: Encoder, heads: Heads) -> None:
        self._encoder, self._heads = encoder, heads

    @classmethod
    def load(cls, threads: int = 1) -> Classifier:
        """Load the model that is shipped with the package; ``threads`` sentences are encoded at a time."""
        return cls(Encoder.load(threads), Heads.load())

    def read(self, sentences: Sequence[tuple[str, Sequence[Pair]]]) -> list[Reading]:
        """Return what is said of each sentence and of its pairs, in their order; a pair is two sides' spans."""
        encoded = self._encoder.encode([text for text, _ in sentences])
        return [self._reading(states, pairs) for states, (_, pairs) in zip(encoded, sentences, strict=True)]

    def _reading(self, states: Encoded, pairs: Sequence[Pair]) -> Reading:
        labels = self._heads.labels
        verdicts = tuple(Verdict(scores, labels) for scores in self._heads.pairs(states, pairs))
        chances = self._heads.contexts(states).tolist()
        return Reading(verdicts, dict(zip(labels.contexts, chances, strict=True)))
