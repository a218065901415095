"""Pairs of actors in an encoded sentence → how probable each label is. The heads that training/network.py trained.

A pair is read off the token states: the mean state of its source's and of its target's tokens, their product, the mean
of the sentence, and what a query made of both spans finds in it. So one pass over a sentence serves all its pairs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from io import BytesIO

import numpy as np

from dragoman.encoder.encoder import Encoded, FloatArray, Side

Pair = tuple[Side, Side]
"""Source and target, each by the character spans that stand for it in the sentence."""

# Heads of the query that attends over a sentence.
_QUERIES = 6


@dataclass(frozen=True, slots=True)
class Labels:
    """What the heads tell apart, in the order of their outputs. ``types`` begins with NONE; modes are TYPE/mode."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairScores:
    """Probabilities of one pair, each array in the order of the labels of its kind.

    ``type``, ``status``, ``about_type`` and ``about_status`` sum to one; each mode stands alone.
    """

    type: FloatArray
    mode: FloatArray
    status: FloatArray
    about_type: FloatArray
    about_mode: FloatArray
    about_status: FloatArray


class Heads:
    """The heads, loaded once; no state."""

    def __init__(self, weights: Mapping[str, FloatArray], labels: Labels, temperature: float) -> None:
        """``temperature``: the type's logits are divided by it, so that its probabilities are calibrated."""
        self._weights, self.labels, self._temperature = weights, labels, temperature

    @classmethod
    def load(cls) -> Heads:
        """Load the heads that are shipped with the package."""
        model = resources.files("dragoman.encoder").joinpath("model")
        settings = json.loads(model.joinpath("heads.json").read_text(encoding="utf-8"))
        with np.load(BytesIO(model.joinpath("heads.npz").read_bytes())) as stored:
            weights = {name: stored[name].astype(np.float32) for name in stored.files}
        labels = Labels(**{kind: tuple(names) for kind, names in settings["labels"].items()})
        return cls(weights, labels, settings["temperature"])

    def pairs(self, sentence: Encoded, pairs: Sequence[Pair]) -> list[PairScores]:
        """Return what the heads say of each pair, in their order."""
        if not pairs:
            return []
        source = self._spans(sentence, [pair[0] for pair in pairs], "no_source")
        target = self._spans(sentence, [pair[1] for pair in pairs], "no_target")
        mean = np.broadcast_to(sentence.states.mean(axis=0), source.shape)
        asked = self._asked(sentence.states, np.concatenate([source, target], axis=1))
        hidden = _gelu(self._linear("trunk", np.concatenate([source, target, source * target, mean, asked], axis=1)))
        type_ = _softmax(self._linear("type_head", hidden) / self._temperature)
        mode = _sigmoid(self._linear("mode_head", hidden))
        status = _softmax(self._linear("status_head", hidden))
        about_type = _softmax(self._linear("about_type_head", hidden))
        about_mode = _sigmoid(self._linear("about_mode_head", hidden))
        about_status = _softmax(self._linear("about_status_head", hidden))
        rows = zip(type_, mode, status, about_type, about_mode, about_status, strict=True)
        return [PairScores(*row) for row in rows]

    def contexts(self, sentence: Encoded) -> FloatArray:
        """Return how probable each context is for an article that holds the sentence."""
        result: FloatArray = _sigmoid(self._linear("context_head", sentence.states.mean(axis=0)[None]))[0]
        return result

    def _spans(self, sentence: Encoded, sides: Sequence[Side], nobody: str) -> FloatArray:
        """Return the mean state of each side [pairs, width]; what was learned for nobody where it has no token."""
        weights = np.stack([sentence.weights(side) for side in sides])
        missing = (weights.sum(axis=1, keepdims=True) == 0).astype(np.float32)
        result: FloatArray = weights @ sentence.states + missing * self._weights[nobody]
        return result

    def _asked(self, states: FloatArray, both: FloatArray) -> FloatArray:
        """Return what the query of each pair finds [pairs, width]: every query averages its own part of the states."""
        tokens, width = states.shape
        parts = width // _QUERIES
        query = self._linear("query", both).reshape(-1, _QUERIES, parts)
        key = self._linear("key", states).reshape(tokens, _QUERIES, parts)
        attention = _softmax(np.einsum("pqd,tqd->pqt", query, key) / np.float32(parts**0.5))
        found = np.einsum("pqt,tqd->pqd", attention, states.reshape(tokens, _QUERIES, parts))
        result: FloatArray = np.reshape(found, (-1, width))
        return result

    def _linear(self, name: str, values: FloatArray) -> FloatArray:
        result: FloatArray = values @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return result


def _gelu(x: FloatArray) -> FloatArray:
    """The tanh form of GELU (Hendrycks and Gimpel 2016), as in training."""
    inner = np.float32((2 / np.pi) ** 0.5) * (x + np.float32(0.044715) * x**3)
    result: FloatArray = np.float32(0.5) * x * (1 + np.tanh(inner))
    return result


def _softmax(x: FloatArray) -> FloatArray:
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    result: FloatArray = raised / raised.sum(axis=-1, keepdims=True)
    return result


def _sigmoid(x: FloatArray) -> FloatArray:
    result: FloatArray = np.float32(1) / (1 + np.exp(-x))
    return result
