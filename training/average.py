"""Average the weights of several runs that began from the same one: a "soup" (Wortsman et al. 2022).

    python -m training.average OUT RUN RUN...

The mean of weights that were trained on from one point, with other seeds and orders, is as good as the best of them on
what they have seen and better on what is new, and costs nothing at run time.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import torch


def average(out: Path, runs: Sequence[Path]) -> None:
    """Write the mean of the runs' weights into `out`."""
    weights = [torch.load(run / "weights.pt", map_location="cpu") for run in runs]
    out.mkdir(parents=True, exist_ok=True)
    torch.save({name: torch.stack([w[name] for w in weights]).mean(0) for name in weights[0]}, out / "weights.pt")


def main(arguments: list[str]) -> int:
    out, *runs = map(Path, arguments)
    average(out, runs)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
