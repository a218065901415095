"""States of relations: the questions about the seed article, and dated changes of US relations since 1900."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.data import Data, Json, command, write_jsonl

_FOUND = ("channel", "from", "to", "value", "level")


def run(data: Data) -> bool:
    """Print what was answered right; False where a command failed or a question about the seed was answered wrong."""
    print("relations")
    with TemporaryDirectory() as folder:
        results = (_seed(data, Path(folder)), _us_relations(data, Path(folder)))
    return all(results)


def _seed(data: Data, folder: Path) -> bool:
    source = data.path("seed", "turkey-israel-2023-11-10.txt")
    questions = data.path("gold", "seed_relation.json")
    if source is None or questions is None:
        return True
    queries = json.loads(questions.read_text("utf-8"))["queries"]
    asked = [{"id": str(n), "a": q["pair"][0], "b": q["pair"][1], "on": q["on"]} for n, q in enumerate(queries)]
    answers = _answers(source, asked, folder / "seed.db", folder)
    if answers is None:
        return False
    right = wrong = 0
    for query, answer in zip(queries, answers, strict=True):
        for expected in query.get("expect", []):
            right, wrong = (right + 1, wrong) if _holds(expected, answer) else (right, wrong + 1)
        for unwanted in query.get("expect_not", []):
            right, wrong = (right, wrong + 1) if _holds(unwanted, answer) else (right + 1, wrong)
    print(f"  seed article: {right}/{right + wrong} states and plans as they should be")
    return not wrong


def _holds(expected: Json, answer: Json) -> bool:
    if "planned" in expected:
        return any(expected["planned"].items() <= plan.items() for plan in answer["planned"])
    return any(
        found["value"] in expected["value"]
        and all(found[key] == expected[key] for key in _FOUND if key in expected and key != "value")
        and expected.get("with", "") in (found["with"] or "")
        for found in answer["channels"]
    )


def _us_relations(data: Data, folder: Path) -> bool:
    rows, scorer = data.path("data", "us_relations_dev.tsv"), data.path("tools", "score_states.py")
    if rows is None or scorer is None:
        return True

    def asked(option: str) -> list[Json]:
        lines = subprocess.run([sys.executable, scorer, option, rows], capture_output=True, text=True, check=True)
        return [json.loads(line) for line in lines.stdout.splitlines()]

    articles = write_jsonl(folder / "us.jsonl", asked("--articles"))
    answers = _answers(articles, asked("--questions"), folder / "us.db", folder)
    if answers is None:
        return False
    found = write_jsonl(folder / "us_answers.jsonl", answers)
    print("  US relations, the state on each day and on the day before:")
    scores = subprocess.run([sys.executable, scorer, rows, found], capture_output=True, text=True, check=True).stdout
    print("".join(f"    {line}\n" for line in scores.splitlines()), end="")
    return True


def _answers(source: Path, questions: list[Json], store: Path, folder: Path) -> list[Json] | None:
    """Add the source to a store of its own and ask; None, and what was said, where a command failed."""
    asked = write_jsonl(folder / "questions.jsonl", questions)
    for arguments in (("add", source), ("states", asked)):
        done = subprocess.run(
            command(*arguments), env=os.environ | {"DRAGOMAN_DB": str(store)}, text=True, capture_output=True
        )
        if done.returncode:
            print(f"  dragoman {arguments[0]}: exit {done.returncode}: {done.stderr.strip()}")
            return None
    return [json.loads(line) for line in done.stdout.splitlines()]
