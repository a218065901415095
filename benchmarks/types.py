"""Which type: `dragoman classify` on sentences with a marked pair, hand-coded by others in PLOVER's older types."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.data import Data, command


def run(data: Data) -> bool:
    """Print the F1 of every type and their mean; False where the command failed."""
    print("types")
    scorer, gold = data.path("tools", "score_types.py"), data.path("data", "plv_dev.jsonl")
    if scorer is None or gold is None:
        return True
    with TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.jsonl"
        with answers.open("w", encoding="utf-8") as out:
            done = subprocess.run(command("classify", gold), stdout=out, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            print(f"  dragoman classify failed: {(done.stderr.strip().splitlines() or ['(no message)'])[-1]}")
            return False
        line = [sys.executable, str(scorer), str(gold), str(answers)]
        scored = subprocess.run(line, capture_output=True, text=True, check=True)
    print("  " + scored.stdout.strip().replace("\n", "\n  "))
    return True
