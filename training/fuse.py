"""Fit the weights by which tables and classifier are weighed against each other, and the confidence in a record.

    python -m training.fuse            writes fusion.csv and confidence.csv of src/dragoman/events/tables/

Fitted on the part `fit` of the corpus, whose sentences are hard on purpose, and on the articles that we coded by hand,
which read like the news that comes and so count ARTICLES_COUNT times. The weights maximise the probability of the
labels; each kind's are held near those of all, so that a rare kind is not overfitted.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import dragoman.events
from dragoman.events.coder import Coder
from dragoman.events.confidence import NUMBERS, Confidence, how_many_inferred
from dragoman.events.fusion import KINDS
from dragoman.settings import Settings
from training.judged import Judged, article_deeds, corpus_deeds, records_of_articles
from training.scoring import calibration_error

TABLES = Path(dragoman.events.__file__).parent / "tables"
Weights = NDArray[np.float64]
"""What multiplies the classifier's log-probabilities, what is added to the type told, what is added to none."""

# How strongly a kind's weights are drawn to those of all.
HELD = 2.0
ARTICLES_COUNT = 3
# A proposal, which no table speaks for, must be this probable: below, hardly one was right in articles.
LIKELY = 0.7
FIRST = np.array([1.0, 2.0, 0.0])
_NOTES = {
    "slope": "what the log-odds of the type are multiplied by",
    "offset": "what is added",
    "inferred": "what is added for each side that its sentence does not name",
}


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
    fit_weights(Coder.load(Settings()))
    fit_confidence(Coder.load(Settings()))
    return 0


def fit_weights(coder: Coder) -> None:
    """Write fusion.csv."""
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for deed in (*corpus_deeds(coder, "fit"), *(tuple(article_deeds(coder)) * ARTICLES_COUNT)):
        by_kind[deed.kind].append(deed)
    common = fitted([deed for deeds in by_kind.values() for deed in deeds], FIRST)
    with (TABLES / "fusion.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["kind", "classifier", "evidence", "none", "least", "alone"])
        for kind in KINDS:
            weights = fitted(by_kind[kind], common)
            least = LIKELY if kind == "proposal" else 0.0
            alone = np.mean([deed.told == deed.gold for deed in by_kind[kind]])
            writer.writerow([kind, *(f"{number:.2f}" for number in (*weights, least, alone))])
            print(_told(kind, by_kind[kind], weights))


def fit_confidence(coder: Coder) -> None:
    """Write confidence.csv: the curve under which the records of our articles are as likely right as they were."""
    told = records_of_articles(replace(coder, confidence=Confidence(1.0, 0.0, 0.0)))
    sure = np.array([event.confidence for event, _ in told])
    features = np.stack([np.log(sure / (1 - sure)), np.ones(len(sure)),
                         [how_many_inferred((*e.actors, *e.recipients)) for e, _ in told]], axis=1)  # fmt: skip
    right = np.array([is_right for _, is_right in told])

    def loss(weights: Weights) -> float:
        chance = 1 / (1 + np.exp(-features @ weights))
        return float(-np.log(np.where(right, chance, 1 - chance) + 1e-12).sum())

    curve = minimize(loss, np.array([1.0, 0.0, 0.0]), method="Nelder-Mead").x
    with (TABLES / "confidence.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["name", "value", "note"])
        writer.writerows([name, f"{value:.2f}", _NOTES[name]] for name, value in zip(NUMBERS, curve, strict=True))
    print(f"confidence: {len(told)} records, {right.mean():.1%} right; " + ", ".join(f"{v:.2f}" for v in curve))


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
