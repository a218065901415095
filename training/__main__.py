"""Train the shipped model, from the base weights to the mean of three runs. On two cores it takes an hour and a half.

    python -m training RUNS                 the weights lie in RUNS/mean at the end

`--epochs` shortens every stage, for a trial.
"""

import argparse
import sys
from pathlib import Path

from training.average import average
from training.train import Plan, run

# The name of each stage, the one that it begins with, and how it goes on.
STAGES = (
    ("first", None, Plan(epochs=6, seed=1)),
    ("second", "first", Plan(epochs=4, rate=1.5e-4, seed=3)),
    ("third", "second", Plan(epochs=4, seed=4)),
    ("fourth", "second", Plan(epochs=4, seed=5)),
)
AVERAGED = ("second", "third", "fourth")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m training", description="Train the encoder and its heads.")
    parser.add_argument("runs", type=Path, help="where the weights and the logs go")
    parser.add_argument("--epochs", type=int, help="at most so many in every stage")
    given = parser.parse_args(arguments)
    for name, before, plan in STAGES:
        if given.epochs is not None:
            plan = plan.shortened(given.epochs)
        run(plan, given.runs / name, given.runs / before if before is not None else None)
    average(given.runs / "mean", [given.runs / name for name in AVERAGED])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
