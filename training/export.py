"""Trained weights → what the package ships: the encoder as int8 ONNX, the heads as arrays, their labels.

    python -m training.export RUN      writes src/dragoman/encoder/model/

The encoder's weights are quantised to int8 with a scale for every output channel: one scale for a whole matrix loses
accuracy. The temperature is fitted on the part `fit` of the corpus, through the quantised encoder that is shipped.
"""

import json
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.encoder import Encoder, Heads
from training.corpus import part_of, read_corpus
from training.labels import ontology_labels
from training.network import PairNetwork, Sizes
from training.scoring import calibration_error
from training.train import BASE

MODEL = Path(__file__).parents[1] / "src" / "dragoman" / "encoder" / "model"


class _States(nn.Module):
    """The encoder alone, as ONNX is to have it."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        return self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


def load_network(run: Path) -> PairNetwork:
    """The network of a run of training."""
    labels = ontology_labels()
    sizes = Sizes(len(labels.types), len(labels.modes), len(labels.statuses), len(labels.contexts))
    network = PairNetwork(BASE, sizes)
    network.load_state_dict(torch.load(run / "weights.pt", map_location="cpu"))
    return network.eval()


def write_encoder(network: PairNetwork, target: Path) -> None:
    """Write the encoder as int8 ONNX."""
    ids = torch.randint(1000, 2000, (2, 20))
    mask = torch.ones_like(ids)
    mask[0, 10:] = 0
    free = {0: torch.export.Dim("sentences", min=1, max=4096), 1: torch.export.Dim("tokens", min=2, max=512)}
    program = torch.onnx.export(
        _States(network.encoder).eval(),
        (ids, mask),
        dynamo=True,
        dynamic_shapes={"input_ids": free, "attention_mask": free},
        input_names=["input_ids", "attention_mask"],
        output_names=["states"],
    )
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        program.save(str(whole))
        quantize_dynamic(whole, target, per_channel=True, weight_type=QuantType.QInt8)
    model = onnx.load(target)
    for part in (model.graph, *model.graph.node, *model.graph.value_info, *model.graph.initializer):
        del part.metadata_props[:]  # where in which file each operation was written, on the machine that exported it
        part.doc_string = ""
    onnx.save(model, target)


def write_heads(network: PairNetwork, temperature: float) -> None:
    """Write the heads' arrays (half precision: they are read as single) with their labels and the temperature."""
    arrays = {n: p.detach().numpy().astype(np.float16) for n, p in network.named_parameters() if "encoder." not in n}
    np.savez_compressed(MODEL / "heads.npz", **arrays)
    record = {"labels": asdict(ontology_labels()), "temperature": temperature}
    (MODEL / "heads.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def fitted_temperature() -> tuple[float, float, float]:
    """The temperature that makes the types of `fit` most probable, and the calibration error before and after."""
    encoder, heads = Encoder.load(), Heads.load()
    types = {name: index for index, name in enumerate(heads.labels.types)}
    sentences = [entry.sentence for entry in read_corpus() if part_of(entry) == "fit"]
    logits, gold = [], []
    for sentence, encoded in zip(sentences, encoder.encode([s.text for s in sentences]), strict=True):
        ends = [(sentence.side(pair.source), sentence.side(pair.target)) for pair in sentence.pairs]
        for pair, scores in zip(sentence.pairs, heads.pairs(encoded, ends), strict=True):
            logits.append(np.log(scores.type))
            gold.append(types[pair.deed.event if pair.deed else "NONE"])
    table, right = np.stack(logits).astype(np.float64), np.array(gold)

    def spread(temperature: float) -> tuple[float, float]:
        """Mean log loss and calibration error at a temperature."""
        raised = np.exp(table / temperature)
        chances = raised / raised.sum(axis=1, keepdims=True)
        loss = -np.log(chances[np.arange(len(right)), right] + 1e-12).mean()
        return loss, calibration_error(chances.max(axis=1), chances.argmax(axis=1) == right)

    best = min(np.arange(0.4, 3.0, 0.02), key=lambda t: spread(t)[0])
    return round(float(best), 2), spread(1.0)[1], spread(best)[1]


def main(arguments: list[str]) -> int:
    network = load_network(Path(arguments[0]))
    MODEL.mkdir(parents=True, exist_ok=True)
    write_encoder(network, MODEL / "encoder.onnx")
    shutil.copy(BASE / "tokenizer.json", MODEL / "tokenizer.json")
    write_heads(network, 1.0)
    temperature, before, after = fitted_temperature()
    write_heads(network, temperature)
    print(f"temperature {temperature}; calibration error on `fit` {before:.4f} before, {after:.4f} after")
    for path in sorted(MODEL.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
