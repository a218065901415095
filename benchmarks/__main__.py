"""Run the benches named on the command line, or all that measure on data.

The data lies in the directory that ``DRAGOMAN_DATA`` names (see ``data.py``). Without data there is nothing to
measure: one line says so, and the exit status is 0. A bench that finds something wrong makes it 1. ``scale`` makes its
own data and takes many minutes: it runs when it is named.
"""

from __future__ import annotations

import sys

from benchmarks import accuracy, duplicates, offsets, relations, scale, speed, types
from benchmarks.data import Data

BENCHES = {
    "accuracy": accuracy.run,
    "types": types.run,
    "duplicates": duplicates.run,
    "relations": relations.run,
    "offsets": offsets.run,
    "speed": speed.run,
}
WITHOUT_DATA = {"scale": scale.run}


def main(names: list[str]) -> int:
    """Run the benches of these names in order and return the exit status."""
    known = [*BENCHES, *WITHOUT_DATA]
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no such bench: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    data = Data.find()
    if data is None and not all(name in WITHOUT_DATA for name in names or BENCHES):
        print("No development data here: name its directory in DRAGOMAN_DATA to run the benches.")
    results = [_run(name, data) for name in names or BENCHES]
    return 0 if all(results) else 1


def _run(name: str, data: Data | None) -> bool:
    if name in WITHOUT_DATA:
        return WITHOUT_DATA[name]()
    return data is None or BENCHES[name](data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
