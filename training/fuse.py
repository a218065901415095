"""Fit the weights by which tables and classifier are weighed against each other, on what we wrote and labelled.

    python -m training.fuse            writes src/dragoman/events/tables/fusion.csv

Fitted on the part `fit` of the corpus, whose sentences are hard on purpose, and on the articles that we coded by hand,
which read like the news that comes and so count ARTICLES_COUNT times. The weights maximise the probability of the
labels; each kind's are held near those of all, so that a rare kind is not overfitted.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import dragoman.events
from dragoman.events.coder import Coder
from dragoman.events.fusion import KINDS
from dragoman.settings import Settings
from training.judged import Judged, article_deeds, corpus_deeds
from training.scoring import calibration_error

TABLE = Path(dragoman.events.__file__).parent / "tables" / "fusion.csv"
Weights = NDArray[np.float64]
"""What multiplies the classifier's log-probabilities, what is added to the type told, what is added to none."""

# How strongly a kind's weights are drawn to those of all.
HELD = 2.0
ARTICLES_COUNT = 3
# A proposal, which no table speaks for, must be more probable than all else together.
LIKELY = 0.5
FIRST = np.array([1.0, 2.0, 0.0])


def chances(deeds: Sequence[Judged], weights: Weights) -> NDArray[np.float64]:
    """The probabilities [deeds, types] under some weights."""
    scores = np.stack([d.logs for d in deeds]) * weights[0]
    scores[:, 0] += weights[2]
    for row, deed in enumerate(deeds):
        if deed.told >= 0:
            scores[row, deed.told] += weights[1]
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def fitted(deeds: Sequence[Judged], start: Weights) -> Weights:
    """The weights that make the labels most probable, drawn to `start`."""
    gold = np.array([d.gold for d in deeds])

    def loss(weights: Weights) -> float:
        right = chances(deeds, weights)[np.arange(len(gold)), gold]
        return float(-np.log(right + 1e-12).sum() + HELD * ((weights - start) ** 2).sum())

    return np.asarray(minimize(loss, start, method="Nelder-Mead").x)


def main() -> int:
    coder = Coder.load(Settings())
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for deed in (*corpus_deeds(coder, "fit"), *(tuple(article_deeds(coder)) * ARTICLES_COUNT)):
        by_kind[deed.kind].append(deed)
    common = fitted([deed for deeds in by_kind.values() for deed in deeds], FIRST)
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["kind", "classifier", "evidence", "none", "least", "alone"])
        for kind in KINDS:
            weights = fitted(by_kind[kind], common)
            least = LIKELY if kind == "proposal" else 0.0
            alone = np.mean([deed.told == deed.gold for deed in by_kind[kind]])
            writer.writerow([kind, *(f"{number:.2f}" for number in (*weights, least, alone))])
            print(_told(kind, by_kind[kind], weights))
    return 0


def _told(kind: str, deeds: Sequence[Judged], weights: Weights) -> str:
    table = chances(deeds, weights)
    gold = np.array([d.gold for d in deeds])
    right = table.argmax(axis=1) == gold
    alone = np.mean([d.told == d.gold for d in deeds])
    error = calibration_error(table.max(axis=1), right)
    return (
        f"{kind}: {len(gold)} deeds, {(gold == 0).mean():.0%} none; right by the table {alone:.1%}, "
        f"weighed {right.mean():.1%}; calibration error {error:.3f}"
    )


if __name__ == "__main__":
    sys.exit(main())
