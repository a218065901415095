"""Where the development data lies, and the few ways in which the benches touch it and the command.

The directory has ``data/`` (JSONL, some of it gzipped), ``gold/``, ``seed/`` and ``tools/`` (the scorers, one script
each). A bench whose file is missing there is passed over with a line that says so.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

Json = dict[str, Any]

_DEFAULT = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True, slots=True)
class Data:
    """The development data under one directory."""

    root: Path

    @classmethod
    def find(cls) -> Data | None:
        """Return the data that ``DRAGOMAN_DATA`` names, else that beside the checkout, else None."""
        named = os.environ.get("DRAGOMAN_DATA")
        root = Path(named) if named else _DEFAULT
        return cls(root) if (root / "data").is_dir() else None

    def path(self, *parts: str) -> Path | None:
        """Return the path of a file of the data; None, with a line on the output, where it is missing."""
        path = self.root.joinpath(*parts)
        if path.is_file():
            return path
        print(f"  (no {'/'.join(parts)}: passed over)")
        return None

    def scorer(self, name: str) -> ModuleType | None:
        """Load a scorer of ``tools/`` as a module."""
        path = self.path("tools", f"{name}.py")
        spec = importlib.util.spec_from_file_location(name, path) if path else None
        if spec is None or spec.loader is None:
            return None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


def read_jsonl(path: Path, limit: int | None = None) -> Iterator[Json]:
    """Yield the first ``limit`` objects of a JSONL file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from islice((json.loads(line) for line in lines if line.strip()), limit)


def write_jsonl(path: Path, rows: Iterable[Json]) -> Path:
    """Write one object a line and return the path."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def command(*arguments: str | Path) -> list[str]:
    """Return the command line that runs the ``dragoman`` installed beside this Python."""
    return [str(Path(sys.executable).parent / "dragoman"), *map(str, arguments)]


def code(source: Path, target: Path, hash_seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run ``dragoman code SOURCE -o TARGET`` in a process of its own, with a given seed of Python's hashes."""
    line = command("code", source, "--format", "jsonl", "-o", target)
    return subprocess.run(
        line, env=os.environ | {"PYTHONHASHSEED": hash_seed}, stdin=subprocess.DEVNULL, text=True, capture_output=True
    )


def answered(name: str, questions: Path, gold: Path, scorer: Path) -> str | None:
    """Run ``dragoman NAME QUESTIONS`` and return what the scorer prints of its answers; None if the command failed."""
    with TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.jsonl"
        with answers.open("w", encoding="utf-8") as out:
            done = subprocess.run(command(name, questions), stdout=out, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            print(f"  dragoman {name} failed: {last_line(done.stderr)}")
            return None
        line = [sys.executable, str(scorer), str(gold), str(answers)]
        return subprocess.run(line, capture_output=True, text=True, check=True).stdout.strip()


def last_line(text: str) -> str:
    """Return the last line of what a command complained of."""
    return (text.strip().splitlines() or ["(no message)"])[-1]
