"""Fit the weights by which tables and classifier are weighed against each other, on the part `fit` of the corpus.

    python -m training.fuse            writes src/dragoman/events/tables/fusion.csv

Each sentence is coded as news; a deed that the tables tell or the grammar proposes gets the label of the corpus's pair
with the same sides, *none* where the corpus lists no such pair, and is left aside where its actor is not marked.
The weights maximise the probability of those labels, held near a common value so that a rare kind is not overfitted.
"""

import csv
import datetime
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import dragoman.events
from dragoman.events.candidates import candidates_of
from dragoman.events.classify import NONE
from dragoman.events.coder import Coder
from dragoman.events.fusion import KINDS, kind_of
from dragoman.events.judging import sides_of
from dragoman.records import Article
from dragoman.settings import Settings
from training.corpus import part_of, read_corpus
from training.notation import Sentence
from training.scoring import calibration_error

TABLE = Path(dragoman.events.__file__).parent / "tables" / "fusion.csv"
DAY = datetime.date(2000, 6, 15)
# How strongly a kind's weights are drawn to the common ones.
HELD = 2.0
FIRST = np.array([1.0, 2.0, 0.0])
"""Where the fit begins: the classifier's word as it is, some trust in the tables, no leaning to none."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One deed: what the classifier says of it (log-probabilities of the types), what the tables and the corpus say."""

    kind: str
    logs: NDArray[np.float64]
    told: int
    gold: int


def judged_deeds(part: str) -> list[Judged]:
    """The deeds of one part of the corpus with what each side says of them."""
    coder = Coder.load(Settings())
    found = []
    for entry in read_corpus():
        if part_of(entry) != part:
            continue
        parsed = coder.parser.parse(Article(entry.id, DAY, entry.sentence.text))
        for candidates in candidates_of(parsed, coder.actors, coder.rules):
            verdicts = coder.judge.verdicts([candidates])[0]
            offset = candidates.actors.sentence.whole.start
            for deed, verdict in zip(candidates.deeds, verdicts, strict=True):
                sides = sides_of(deed, candidates.actors.sentence)
                shifted = [[(a + offset, b + offset) for a, b in side] for side in sides]
                gold = gold_type(entry.sentence, *shifted)
                if gold is not None:
                    types = verdict.labels.types
                    logs = np.log(verdict.scores.type.astype(np.float64) + 1e-9)
                    told = -1 if deed.outcome.type == NONE else types.index(deed.outcome.type)
                    found.append(Judged(kind_of(deed), logs, told, types.index(gold)))
    return found


def gold_type(sentence: Sentence, sources: Sequence[tuple[int, int]], targets: Sequence[tuple[int, int]]) -> str | None:
    """What the corpus says that goes on between two sides; None where it says nothing of the first."""
    doers, others = set(_marked(sentence, sources)), set(_marked(sentence, targets))
    if not doers:
        return None
    fitting = [
        p for p in sentence.pairs if p.source in doers and (p.target in others or not others or p.target is None)
    ]
    coded = [p.deed.event for p in fitting if p.deed is not None]
    return coded[0] if coded else NONE


def _marked(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> Iterator[int]:
    for index, (start, end) in enumerate(sentence.actors):
        if any(a < end and start < b for a, b in spans):
            yield index


def chances(deeds: Sequence[Judged], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The probabilities [deeds, types] under a kind's weights (classifier, evidence, none)."""
    scores = np.stack([d.logs for d in deeds]) * weights[0]
    scores[:, 0] += weights[2]
    for row, deed in enumerate(deeds):
        if deed.told >= 0:
            scores[row, deed.told] += weights[1]
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def fitted(deeds: Sequence[Judged], start: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights that make the labels most probable, drawn to `start`."""
    gold = np.array([d.gold for d in deeds])

    def loss(weights: NDArray[np.float64]) -> float:
        right = chances(deeds, weights)[np.arange(len(gold)), gold]
        return float(-np.log(right + 1e-12).sum() + HELD * ((weights - start) ** 2).sum())

    return np.asarray(minimize(loss, start, method="Nelder-Mead").x)


def least_chance(deeds: Sequence[Judged], weights: NDArray[np.float64]) -> float:
    """The threshold under which it is better, by F1, to code nothing."""
    table = chances(deeds, weights)
    best, top = table.argmax(axis=1), table.max(axis=1)
    gold = np.array([d.gold for d in deeds])

    def f1(least: float) -> float:
        coded = (best != 0) & (top >= least)
        hits = (coded & (best == gold)).sum()
        return float(2 * hits / max(1, coded.sum() + (gold != 0).sum()))

    return float(max(np.arange(0.0, 0.9, 0.05), key=f1))


def main() -> int:
    deeds = judged_deeds("fit")
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for deed in deeds:
        by_kind[deed.kind].append(deed)
    common = fitted([replace(d) for d in deeds], FIRST)
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["kind", "classifier", "evidence", "none", "least"])
        for kind in KINDS:
            weights = fitted(by_kind[kind], common)
            least = least_chance(by_kind[kind], weights)
            writer.writerow([kind, *(f"{w:.2f}" for w in weights), f"{least:.2f}"])
            table = chances(by_kind[kind], weights)
            gold = np.array([d.gold for d in by_kind[kind]])
            right = table.argmax(axis=1) == gold
            alone = np.mean([d.told == d.gold for d in by_kind[kind]])
            error = calibration_error(table.max(axis=1), right)
            print(
                f"{kind}: {len(gold)} deeds, {(gold == 0).mean():.0%} none; right by the table {alone:.1%}, "
                f"fused {right.mean():.1%}; calibration error {error:.3f}; weights {weights.round(2)} least {least:.2f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
