"""How well: the seed article, the PLOVER gold records and the time expressions, scored by the data's own scorers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from benchmarks.data import Data, Json, answered, code, last_line, read_jsonl

# The gold records of 2016 know international organisations by IGO alone; PLOVER 2.0 has codes for two of them.
_FOLDED = {"UNO": "IGO", "EUR": "IGO"}


def run(data: Data) -> bool:
    """Print the scores; False where a command failed."""
    print("accuracy")
    scorer = data.scorer("score_events")
    if scorer is None:
        return True
    with TemporaryDirectory() as folder:
        results = (_seed(data, scorer, Path(folder)), _gold_records(data, scorer, Path(folder)), _dates(data))
    return all(results)


def _seed(data: Data, scorer: ModuleType, folder: Path) -> bool:
    source, gold = data.path("seed", "turkey-israel-2023-11-10.txt"), data.path("gold", "seed.jsonl")
    if source is None or gold is None:
        return True
    records = _coded(source, folder / "seed.jsonl")
    if records is None:
        return False
    _show("seed article", scorer.score(list(read_jsonl(gold)), records))
    return True


def _gold_records(data: Data, scorer: ModuleType, folder: Path) -> bool:
    source = data.path("data", "plover_gsr_dev_docs.jsonl")
    gold = data.path("data", "plover_gsr_dev_gold.jsonl")
    if source is None or gold is None:
        return True
    records = _coded(source, folder / "gsr.jsonl")
    if records is None:
        return False
    golds = list(read_jsonl(gold))
    _show("gold records", scorer.score(golds, records))
    _show("  with UNO and EUR counted as IGO", scorer.score(golds, [_folded(record) for record in records]))
    return True


def _dates(data: Data) -> bool:
    scorer, gold = data.path("tools", "score_dates.py"), data.path("data", "timex_dev.jsonl")
    if scorer is None or gold is None:
        return True
    with TemporaryDirectory() as folder:
        questions = Path(folder) / "questions.jsonl"
        with questions.open("w", encoding="utf-8") as out:
            subprocess.run([sys.executable, str(scorer), "--questions", str(gold)], stdout=out, check=True)
        scores = answered("date", questions, gold, scorer)
    if scores is not None:
        print(f"  time expressions: {scores}")
    return scores is not None


def _coded(source: Path, target: Path) -> list[Json] | None:
    done = code(source, target)
    if done.returncode:
        print(f"  {source.name}: dragoman code failed: {last_line(done.stderr)}")
        return None
    return list(read_jsonl(target))


def _folded(record: Json) -> Json:
    sides = {side: [actor | {"code": _FOLDED.get(actor["code"], actor["code"])} for actor in record[side]]
             for side in ("actor", "recipient")}  # fmt: skip
    return record | sides


def _show(name: str, result: Json) -> None:
    fields = "  ".join(f"{field} {good}/{asked}" for field, (good, asked) in result["fields"].items() if asked)
    print(
        f"  {name}: found {result['found']}/{result['required']}  precision {result['precision']:.3f}  "
        f"recall {result['recall']:.3f}  F1 {result['f1']:.3f}  strict F1 {result['strict_f1']:.3f}  {fields}".rstrip()
    )
