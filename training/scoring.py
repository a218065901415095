"""Figures: macro-F1, and the expected calibration error of probabilities."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def f1_by_label(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """The F1 of every label of `gold`."""
    hits = Counter(g for g, f in zip(gold, found, strict=True) if g == f)
    asked, given = Counter(gold), Counter(found)
    return {label: 2 * hits[label] / (count + given[label]) for label, count in asked.items()}


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """The mean of `f1_by_label`."""
    scores = f1_by_label(gold, found)
    return sum(scores.values()) / len(scores)


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
