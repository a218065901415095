"""The benches themselves: that the check of the offsets finds what is wrong, and that no data is no failure."""

from __future__ import annotations

import copy
import gzip
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.data import read_jsonl, write_jsonl
from benchmarks.duplicates import b_cubed
from benchmarks.offsets import problems

ROOT = Path(__file__).resolve().parents[1]
BODY = "LIMA — Peru recalled its\nenvoy over a border clash, officials said. Nothing else happened."
RECORD: dict[str, Any] = {
    "document": "peru",
    "text": "Peru recalled its\nenvoy over a border clash, officials said.",
    "text_info": {"start": 7, "end": 67, "sequence": 0},
    "trigger": {"start": 12, "end": 20},
    "actor": [{"entity_text": "Peru", "start": 7, "end": 11}],
    "recipient": [],
    "attribution": {"entity_text": "officials", "start": 52, "end": 61},
    "cause": [{"text": "a border clash", "start": 36, "end": 50}],
    "event_loc": {"extracted_place": "LIMA", "start": 0, "end": 4},
}


def _wrong(record: dict[str, Any]) -> list[str]:
    return list(problems(record, BODY, Counter()))


def test_true_offsets_pass_and_are_counted() -> None:
    checked: Counter[str] = Counter()
    assert list(problems(RECORD, BODY, checked)) == []
    assert checked == {"text": 1, "actor": 1, "attribution": 1, "cause": 1, "event_loc": 1, "trigger": 1}


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("text_info", {"end": 66}),
        ("trigger", {"start": 6}),
        ("trigger", {"end": 68}),
        ("trigger", {"end": 12}),
        ("attribution", {"entity_text": "official"}),
        ("event_loc", {"start": 1}),
    ],
)
def test_a_false_offset_is_found(field: str, change: dict[str, Any]) -> None:
    record = copy.deepcopy(RECORD)
    record[field] |= change
    assert len(_wrong(record)) == 1


@pytest.mark.parametrize("field", ["actor", "cause"])
def test_a_false_offset_in_a_list_is_found(field: str) -> None:
    record = copy.deepcopy(RECORD)
    record[field][0]["start"] += 1
    assert len(_wrong(record)) == 1


def test_without_data_the_benches_say_so_and_succeed(tmp_path: Path) -> None:
    environment = os.environ | {"DRAGOMAN_DATA": str(tmp_path)}
    line = [sys.executable, "-m", "benchmarks"]
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1


def test_jsonl_is_read_with_and_without_gzip(tmp_path: Path) -> None:
    rows = [{"id": str(number), "text": "é"} for number in range(3)]
    plain = write_jsonl(tmp_path / "rows.jsonl", rows)
    packed = tmp_path / "rows.jsonl.gz"
    packed.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))
    assert list(read_jsonl(plain)) == list(read_jsonl(packed)) == rows
    assert list(read_jsonl(packed, 2)) == rows[:2]


def test_b_cubed_by_hand() -> None:
    gold = {"a": "x", "b": "x", "c": "x", "d": "y"}
    precision, recall, f1 = b_cubed(gold, [{"a", "b", "unscored"}, {"c", "d"}])
    assert precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))
