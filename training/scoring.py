"""Figures: macro-F1, and the expected calibration error of probabilities."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray


def macro_f1(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """The mean over the labels of `gold` of each one's F1."""
    scores = []
    for label in set(gold):
        hits = sum(g == f == label for g, f in zip(gold, found, strict=True))
        scores.append(2 * hits / (gold.count(label) + found.count(label)))
    return sum(scores) / len(scores)


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10) -> float:
    """The expected calibration error (Guo et al. 2017): how far confidence and share of right answers lie apart,
    in bins of equal width, weighted by how many answers lie in each."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for index in range(bins):
        inside = place == index
        if inside.any():
            error += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return float(error)
