"""The network: one pass over a sentence, then every pair of actors is read off the token states."""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

WIDTH = 384
QUERIES = 6  # heads of the query that attends over the sentence
HIDDEN = 256


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many labels each head tells apart; the first type is "none"."""

    types: int
    modes: int
    statuses: int
    contexts: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences and their pairs. B sentences of L tokens, P pairs.

    `sources`, `targets` [P, L]: weights that average the tokens of a span, all zero where the text has none.
    """

    ids: Tensor
    mask: Tensor
    rows: Tensor  # [P]: the sentence of each pair
    sources: Tensor
    targets: Tensor


@dataclass(frozen=True, slots=True)
class Logits:
    """What the heads say of the pairs [P, labels] and of the sentences (contexts [B, labels])."""

    type: Tensor
    mode: Tensor
    status: Tensor
    about_type: Tensor
    about_mode: Tensor
    about_status: Tensor
    context: Tensor

    def single(self) -> "Logits":
        """The same in single precision, for the loss."""
        return Logits(*(getattr(self, name).float() for name in self.__slots__))


class PairNetwork(nn.Module):
    """MiniLM and the heads. A pair is (source, target, their product, the sentence's mean, what the pair asks for)."""

    def __init__(self, base: Path, sizes: Sizes, dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(base), add_pooling_layer=False)
        self.no_source = nn.Parameter(torch.zeros(WIDTH))
        self.no_target = nn.Parameter(torch.zeros(WIDTH))
        self.query = nn.Linear(2 * WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.trunk = nn.Linear(5 * WIDTH, HIDDEN)
        self.dropout = nn.Dropout(dropout)
        self.type_head = nn.Linear(HIDDEN, sizes.types)
        self.mode_head = nn.Linear(HIDDEN, sizes.modes)
        self.status_head = nn.Linear(HIDDEN, sizes.statuses)
        self.about_type_head = nn.Linear(HIDDEN, sizes.types)
        self.about_mode_head = nn.Linear(HIDDEN, sizes.modes)
        self.about_status_head = nn.Linear(HIDDEN, sizes.statuses)
        self.context_head = nn.Linear(WIDTH, sizes.contexts)

    def forward(self, batch: Batch) -> Logits:
        states = self.encoder(input_ids=batch.ids, attention_mask=batch.mask).last_hidden_state
        weights = batch.mask.float()
        mean = (states * weights[:, :, None]).sum(1) / weights.sum(1, keepdim=True)
        told = states[batch.rows]
        source = self._span(told, batch.sources, self.no_source)
        target = self._span(told, batch.targets, self.no_target)
        asked = self._asked(told, batch.mask[batch.rows], source, target)
        pair = torch.cat([source, target, source * target, mean[batch.rows], asked], -1)
        hidden = self.dropout(nn.functional.gelu(self.trunk(self.dropout(pair)), approximate="tanh"))
        return Logits(
            self.type_head(hidden),
            self.mode_head(hidden),
            self.status_head(hidden),
            self.about_type_head(hidden),
            self.about_mode_head(hidden),
            self.about_status_head(hidden),
            self.context_head(self.dropout(mean)),
        )

    @staticmethod
    def _span(states: Tensor, weights: Tensor, nobody: Tensor) -> Tensor:
        """The mean state of each span [P, WIDTH]; `nobody` where there is none."""
        missing = (weights.sum(1, keepdim=True) == 0).float()
        return torch.einsum("pl,plw->pw", weights, states) + missing * nobody

    def _asked(self, states: Tensor, mask: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """What a query made of both spans finds in the sentence [P, WIDTH]: a mean of states for each head."""
        pairs, length, _ = states.shape
        query = self.query(torch.cat([source, target], -1)).view(pairs, QUERIES, -1)
        key = self.key(states).view(pairs, length, QUERIES, -1)
        scores = torch.einsum("pqd,plqd->pql", query, key) / key.shape[-1] ** 0.5
        scores = scores.masked_fill(mask[:, None, :] == 0, -1e9).softmax(-1)
        return torch.einsum("pql,plqd->pqd", scores, states.view(pairs, length, QUERIES, -1)).reshape(pairs, WIDTH)
