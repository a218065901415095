"""Which type: `dragoman classify` on sentences with a marked pair, hand-coded by others in PLOVER's older types."""

from __future__ import annotations

from benchmarks.data import Data, answered


def run(data: Data) -> bool:
    """Print the F1 of every type and their mean; False where the command failed."""
    print("types")
    scorer, gold = data.path("tools", "score_types.py"), data.path("data", "plv_dev.jsonl")
    if scorer is None or gold is None:
        return True
    scores = answered("classify", gold, gold, scorer)
    if scores is not None:
        print("  " + scores.replace("\n", "\n  "))
    return scores is not None
