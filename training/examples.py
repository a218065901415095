"""Sentences → tensors: tokens, the weights of spans, and the labels of pairs."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.encoder import Labels
from dragoman.encoder.encoder import side_weights
from training.network import Batch
from training.notation import Pair, Sentence

LONGEST = 128  # tokens; what is longer is cut
IGNORED = -100
# How often a pair loses a side in training.
_NO_TARGET, _NO_SOURCE = 0.12, 0.04


@dataclass(frozen=True, slots=True)
class Targets:
    """The right answers: indexes of labels (IGNORED: nothing to learn), 0/1 for modes, with a mask of those that count.

    `weight` [P]: how much a pair counts.
    """

    type: Tensor
    mode: Tensor
    mode_mask: Tensor
    status: Tensor
    about_type: Tensor
    about_mode: Tensor
    about_mode_mask: Tensor
    about_status: Tensor
    context: Tensor
    weight: Tensor


class Examples:
    """Makes batches of sentences."""

    def __init__(self, tokenizer: Tokenizer, labels: Labels, implicit_weight: float) -> None:
        """`implicit_weight`: what a pair counts that is none only because the sentence does not list it."""
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        self._tokenizer, self._implicit_weight = tokenizer, implicit_weight
        self._types = {name: index for index, name in enumerate(labels.types)}
        self._statuses = {name: index for index, name in enumerate(labels.statuses)}
        self._contexts = {name: index for index, name in enumerate(labels.contexts)}
        self._modes = {name: index for index, name in enumerate(labels.modes)}
        of_type = {type_: [n.startswith(f"{type_}/") for n in labels.modes] for type_ in labels.types}
        self._modes_of = {type_: np.array(mask, dtype=np.float32) for type_, mask in of_type.items()}

    def batch(self, sentences: Sequence[Sentence], chance: random.Random | None) -> tuple[Batch, Targets]:
        """One batch. With `chance`, one unlisted pair a sentence is added as none; without, listed ones only."""
        encoded = self._tokenizer.encode_batch([s.text for s in sentences])
        length = max(len(e.ids) for e in encoded)
        ids = np.zeros((len(sentences), length), dtype=np.int64)
        mask = np.zeros_like(ids)
        rows: list[int] = []
        pairs: list[tuple[Pair, float]] = []
        spans: list[tuple[np.ndarray, np.ndarray]] = []
        for row, (sentence, tokens) in enumerate(zip(sentences, encoded, strict=True)):
            ids[row, : len(tokens.ids)], mask[row, : len(tokens.ids)] = tokens.ids, 1
            for pair, weight in self._pairs(sentence, chance):
                rows.append(row)
                pairs.append((pair, weight))
                spans.append(
                    tuple(_padded(tokens.offsets, sentence, end, length) for end in (pair.source, pair.target))
                )
        batch = Batch(
            torch.from_numpy(ids),
            torch.from_numpy(mask),
            torch.tensor(rows),
            torch.from_numpy(np.stack([s for s, _ in spans])),
            torch.from_numpy(np.stack([t for _, t in spans])),
        )
        return batch, self._targets(sentences, pairs)

    def _pairs(self, sentence: Sentence, chance: random.Random | None) -> Iterator[tuple[Pair, float]]:
        if chance is None:
            yield from ((pair, 1.0) for pair in sentence.pairs)
            return
        idle = all(pair.deed is None for pair in sentence.pairs)
        for pair in sentence.pairs:
            # who does nothing to one may do something to another: then it is not none without a target
            yield _partly_unnamed(pair, chance) if idle or pair.deed is not None else pair, 1.0
        listed = {(pair.source, pair.target) for pair in sentence.pairs}
        unlisted = [p for p in permutations(range(len(sentence.actors)), 2) if p not in listed]
        if unlisted:
            yield Pair(*chance.choice(unlisted), deed=None), self._implicit_weight

    def _targets(self, sentences: Sequence[Sentence], pairs: Sequence[tuple[Pair, float]]) -> Targets:
        none = self._types["NONE"]
        type_, status, about_type, about_status = ([IGNORED] * len(pairs) for _ in range(4))
        mode, mode_mask, about_mode, about_mask = (np.zeros((len(pairs), len(self._modes)), np.float32) for _ in "1234")
        for i, (pair, _) in enumerate(pairs):
            type_[i] = none
            if pair.deed is None:
                continue
            type_[i], status[i] = self._types[pair.deed.event], self._statuses[pair.deed.status]
            mode_mask[i] = self._modes_of[pair.deed.event]
            mode[i, [self._modes[f"{pair.deed.event}/{m}"] for m in pair.deed.mode]] = 1
            about_type[i] = none
            if pair.about is not None:
                about_type[i], about_status[i] = self._types[pair.about.event], self._statuses[pair.about.status]
                about_mask[i] = self._modes_of[pair.about.event]
                about_mode[i, [self._modes[f"{pair.about.event}/{m}"] for m in pair.about.mode]] = 1
        context = np.zeros((len(sentences), len(self._contexts)), np.float32)
        for row, sentence in enumerate(sentences):
            context[row, [self._contexts[name] for name in sentence.context]] = 1
        return Targets(
            *(torch.tensor(type_), torch.from_numpy(mode), torch.from_numpy(mode_mask), torch.tensor(status)),
            *(torch.tensor(about_type), torch.from_numpy(about_mode), torch.from_numpy(about_mask)),
            *(torch.tensor(about_status), torch.from_numpy(context)),
            weight=torch.tensor([weight for _, weight in pairs]),
        )


def _partly_unnamed(pair: Pair, chance: random.Random) -> Pair:
    """The pair, now and then without its target or source: in an article another sentence may name it."""
    drawn = chance.random()
    if drawn < _NO_TARGET and pair.source is not None:
        return replace(pair, target=None)
    if drawn > 1 - _NO_SOURCE and pair.target is not None:
        return replace(pair, source=None)
    return pair


def _padded(offsets: list[tuple[int, int]], sentence: Sentence, end: int | None, length: int) -> np.ndarray:
    weights = side_weights(offsets, sentence.side(end))
    return np.pad(weights, (0, length - len(weights)))


def by_length(sentences: Sequence[Sentence], size: int, chance: random.Random) -> list[list[Sentence]]:
    """The sentences in batches of like length, in random order: little padding, and no order to learn."""
    order = sorted(sentences, key=lambda s: len(s.text) * (0.9 + 0.2 * chance.random()))
    batches = [order[start : start + size] for start in range(0, len(order), size)]
    chance.shuffle(batches)
    return batches
