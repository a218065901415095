"""Run the benches named on the command line, or all of them.

The data lies in the directory that ``DRAGOMAN_DATA`` names (see ``data.py``). Without data there is nothing to
measure: one line says so, and the exit status is 0. A bench that finds something wrong makes it 1.
"""

from __future__ import annotations

import sys

from benchmarks import accuracy, duplicates, offsets, relations, speed
from benchmarks.data import Data

BENCHES = {
    "accuracy": accuracy.run,
    "duplicates": duplicates.run,
    "relations": relations.run,
    "offsets": offsets.run,
    "speed": speed.run,
}


def main(names: list[str]) -> int:
    """Run the benches of these names in order and return the exit status."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no such bench: {', '.join(unknown)}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    data = Data.find()
    if data is None:
        print("No development data here: name its directory in DRAGOMAN_DATA to run the benches.")
        return 0
    results = [BENCHES[name](data) for name in names or BENCHES]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
