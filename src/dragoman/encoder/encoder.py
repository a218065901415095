"""Sentences → the states of their tokens: MiniLM, trained by us, in int8 (docs/model.md).

Each sentence goes through by itself: int8 scales its activations over all that shares a batch, so that in a batch the
answer for one sentence would hang on its company. That costs about a fifth of the speed, and threads win it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

FloatArray = NDArray[np.floating[Any]]
Side = tuple[tuple[int, int], ...]
"""Character spans, end exclusive, that stand for one side of a pair; none where the text does not name it."""

LONGEST = 128
"""Tokens of a sentence that are read; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One sentence: a state [tokens, width] and the character offsets of every token, (0, 0) for the encoder's own."""

    states: FloatArray
    offsets: tuple[tuple[int, int], ...]

    def weights(self, side: Side) -> FloatArray:
        """Return weights over the tokens that average those of a side's spans."""
        return side_weights(self.offsets, side)


class Encoder:
    """The encoder, loaded once. Threads may share it."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, threads: int) -> None:
        self._session, self._tokenizer = session, tokenizer
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="encoder") if threads > 1 else None

    @classmethod
    def load(cls, threads: int = 1) -> Encoder:
        """Load the model that is shipped with the package; ``threads`` sentences are encoded at a time."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        model = resources.files("dragoman.encoder").joinpath("model")
        session = onnxruntime.InferenceSession(
            model.joinpath("encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        tokenizer = Tokenizer.from_str(model.joinpath("tokenizer.json").read_text(encoding="utf-8"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        return cls(session, tokenizer, threads)

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Return the texts encoded, in their order."""
        tokens = self._tokenizer.encode_batch(list(texts))
        if self._pool is None or len(texts) < 2:
            return [self._encoded(t) for t in tokens]
        # the longest first: then no thread is left with a long one at the end
        order = sorted(range(len(tokens)), key=lambda i: -len(tokens[i].ids))
        done = dict(zip(order, self._pool.map(self._encoded, (tokens[i] for i in order)), strict=True))
        return [done[i] for i in range(len(tokens))]

    def _encoded(self, tokens: Encoding) -> Encoded:
        ids = np.array([tokens.ids], dtype=np.int64)
        (states,) = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return Encoded(states[0], tuple(tokens.offsets))


def side_weights(offsets: Sequence[tuple[int, int]], side: Side) -> FloatArray:
    """Return weights over tokens that average those in the spans of a side; all zero where no token is in one."""
    weights = np.zeros(len(offsets), dtype=np.float32)
    inside = [i for i, (a, b) in enumerate(offsets) if b > a and any(a < end and b > start for start, end in side)]
    if inside:
        weights[inside] = 1.0 / len(inside)
    return weights
