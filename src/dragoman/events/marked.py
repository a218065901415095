"""A sentence with its source and target marked, "<s>Peru</s> recalled its envoy to <t>Chile</t>" → its deed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from dragoman.actors.resolve import ActorReader
from dragoman.encoder import Pair, Side
from dragoman.events.candidates import candidates_of
from dragoman.events.classify import NONE, Verdict
from dragoman.events.deeds import Deed
from dragoman.events.fusion import outcome_of
from dragoman.events.judging import Judge, sides_of
from dragoman.events.modality import Outcome
from dragoman.events.rules import Rules
from dragoman.parse.pipeline import Parser
from dragoman.records import Article

_MARK = re.compile(r"<(/?)([st])>")
# The sentence has no date, and its deed needs none; its offices are those of this day.
_SOME_DAY = date(2010, 1, 1)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One pair: the deed that the tables tell of it, if any, the classifier's verdict, and the chances of both."""

    told: Deed | None
    verdict: Verdict
    chances: Mapping[str, float]

    @property
    def outcome(self) -> Outcome:
        """The most probable deed, NONE left aside."""
        best = max((name for name in self.chances if name != NONE), key=lambda name: self.chances[name])
        return outcome_of(self.told, self.verdict, best) if self.told is not None else self.verdict.outcome(best)


@dataclass(frozen=True, slots=True)
class MarkedReader:
    """What types a marked pair: the classifier, and the deeds that the tables find between the two."""

    parser: Parser
    actors: ActorReader
    rules: Rules
    judge: Judge

    @classmethod
    def load(cls) -> MarkedReader:
        """Load the models and the tables."""
        return cls(Parser.load(), ActorReader.load(), Rules.load(), Judge.load())

    def answer(self, question: Mapping[str, object]) -> dict[str, object]:
        """Answer one line of ``dragoman classify``.

        Raises:
            ValueError: the question has no marked sentence.
        """
        marked = question.get("marked")
        if not isinstance(marked, str) or not marked.strip():
            raise ValueError('"marked" has no text')
        weighed = self.weigh(*unmarked(marked))
        outcome = weighed.outcome
        return {
            "event": [outcome.type],
            "mode": list(outcome.modes),
            "about": asdict(outcome.about) if outcome.about is not None else None,
            "status": outcome.status,
            "probabilities": {name: round(p, 4) for name, p in weighed.chances.items()},
        }

    def weigh(self, text: str, pair: Pair) -> Weighed:
        """Return what the tables and the classifier say of a pair in a sentence, and what comes of it."""
        [reading] = self.judge.classifier.read([(text, [pair])])
        (verdict,) = reading.verdicts
        told = next(self._told(text, pair), None)
        chances = self.judge.fusion.chances(told, verdict) if told is not None else verdict.probabilities
        return Weighed(told, verdict, chances)

    def _told(self, text: str, pair: Pair) -> Iterator[Deed]:
        """Yield the deeds that the tables tell between the marked two, those with both of them first."""
        source, target = pair
        halves = []
        for candidates in candidates_of(self.parser.parse(Article("marked", _SOME_DAY, text)), self.actors, self.rules):
            sentence = candidates.actors.sentence
            for deed in candidates.deeds:
                doers, others = (moved(side, sentence.whole.start) for side in sides_of(deed, sentence))
                if deed.outcome.type == NONE or (source and not _touch(doers, source)):
                    continue
                if not target or _touch(others, target):
                    yield deed
                elif not others:
                    halves.append(deed)
        yield from halves


def unmarked(marked: str) -> tuple[str, Pair]:
    """Return the text without its marks, and what is marked as source and as target: each nothing, once or more often.

    Raises:
        ValueError: a mark is not closed, or not opened.
    """
    text, end = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()]
        end = match.end()
        closing, side = match.groups()
        if closing and side in opened:
            spans[side].append((opened.pop(side), len(text)))
        elif closing or side in opened:
            raise ValueError(f"{match[0]} without its counterpart")
        else:
            opened[side] = len(text)
    if opened:
        raise ValueError(f"<{next(iter(opened))}> is not closed")
    return text + marked[end:], (tuple(spans["s"]), tuple(spans["t"]))


def moved(side: Side, by: int) -> Side:
    """Return the spans of a side, counted from elsewhere."""
    return tuple((start + by, end + by) for start, end in side)


def _touch(one: Side, other: Side) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)
