"""What people know better than the coder, and what of it is exported."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.cli.driver import articles, event_id, run, told, values

from dragoman.write import OUTPUT_FORMATS

FORMATS = [name for name in OUTPUT_FORMATS if name != "table"]


def test_a_correction_wins_survives_a_recoding_and_can_be_withdrawn(
    copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identifier = event_id(copied, "expel-ambassador", "b")
    assert run("correct", identifier[:10], "--set", "status=denied", "--note", "read again", db=copied)[0] == 0
    assert values(copied, "2020-01-10")[("head-of-mission", "TUR")] == "called-home"
    monkeypatch.setattr("dragoman.pipeline.CODER", "dragoman 99")
    said = run("add", articles(tmp_path / "in.jsonl"), "--recode", db=copied)[2]
    assert said[0].startswith("0 added, 4 replaced")
    (record,) = told("events", "--act", "expel-ambassador", db=copied)
    assert (record["status"], record["corrected"]) == ("denied", True)
    assert values(copied, "2020-01-10")[("head-of-mission", "TUR")] == "called-home"
    assert told("events", "--act", "visit", db=copied)[0]["corrected"] is False
    assert run("correct", record["id"], "--withdraw", db=copied)[0] == 0
    assert values(copied, "2020-01-10")[("head-of-mission", "TUR")] == "expelled"


def test_corrections_are_exported_as_gold(copied: Path) -> None:
    identifier = event_id(copied, "expel-ambassador", "b")
    assert run("export", "--format", "gold", db=copied)[1] == ""
    setting = ("--set", "act=recall-ambassador", "--set", "actor=Turkey", "--set", "recipient=Israelis",
               "--set", "date=2020-01-08", "--set", "enddate=2020-01-08")  # fmt: skip
    assert run("correct", identifier, *setting, db=copied)[0] == 0
    (gold,) = map(json.loads, run("export", "--format", "gold", db=copied)[1].splitlines())
    assert (gold["document"], gold["quote"]) == ("b", "expel-ambassador")
    assert (gold["event"], gold["mode"], gold["act"]) == (["SANCTION"], ["withdraw"], ["recall-ambassador"])
    assert (gold["actor"], gold["recipient"], gold["date"]) == (["TUR"], ["ISR"], ["2020-01-08", "2020-01-08"])


def test_what_is_no_event_is_gone_until_it_is_taken_back(copied: Path) -> None:
    identifier = event_id(copied, "meet", "b")
    assert run("correct", identifier, "--set", "event=none", db=copied)[0] == 0
    assert told("events", "--act", "meet", db=copied) == []
    assert run("correct", identifier, "--withdraw", db=copied)[0] == 0
    assert event_id(copied, "meet", "b") == identifier


def test_a_baseline_stands_until_something_changes_it(copied: Path, tmp_path: Path) -> None:
    path = tmp_path / "baseline.csv"
    path.write_text(
        "from,to,channel,value,since,source\n"
        "Turkey,Israel,head-of-mission,in-post,1992-01-01,yearbook\n"
        "TUR,ISR,relations,in-force,1949-03-28,yearbook\n"
        "Mordor,ISR,relations,in-force,1949-03-28,\n"
        "TUR,ISR,weather,fine,1949-03-28,\n"
        "TUR,ISR,relations,fine,1949-03-28,\n"
        "TUR,Turks,relations,in-force,1949-03-28,\n"
        "TUR,ISR,relations,in-force,1949,\n",
        encoding="utf-8",
    )
    status, output, said = run("baseline", path, db=copied)
    assert (status, output) == (1, "")
    assert [line.split(": ")[1] for line in said[:-1]] == [f"{path}:{number}" for number in range(4, 9)]
    assert said[-1] == "dragoman: 2 states set, 5 errors"
    assert values(copied, "1995-01-01") == {("head-of-mission", "TUR"): "in-post", ("relations", None): "in-force"}
    assert values(copied, "2020-01-05")[("head-of-mission", "TUR")] == "called-home"
    (answer,) = told("relation", "TUR", "ISR", "--on", "1995-01-01", db=copied)
    assert answer["channels"][0]["evidence"] == ["baseline: yearbook"]
    assert "yearbook" in run("relation", "TUR", "ISR", "--on", "1995-01-01", db=copied)[1]


def test_a_baseline_without_its_columns_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "baseline.csv"
    for content in (b"from,to\nTUR,ISR\n", b"\xff\xfe", b""):
        path.write_bytes(content)
        status, output, said = run("baseline", path, db=tmp_path / "new.db")
        assert (status, output, len(said)) == (1, "", 1)


# Export


@pytest.mark.parametrize("form", FORMATS)
def test_export_in_every_format(form: str, filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert run("export", "--format", form, "-o", target, db=filled)[:2] == (0, "")
    if form == "parquet":
        assert pq.read_table(io.BytesIO(target.read_bytes())).num_rows == 6
        return
    lines = target.read_text("utf-8").splitlines()
    assert len(lines) == 6 + (form in ("csv", "icews", "polecat"))
    whole = target.read_bytes()
    assert run("export", "--format", form, db=filled)[1].encode() == whole
    if form not in ("jsonl", "csv"):
        run("export", "--format", form, "--one-a-day", "--party", "France", "-o", target, db=filled)
        assert len(target.read_text("utf-8").splitlines()) == len(lines) - 5


def test_export_leaves_out_what_was_denied(copied: Path) -> None:
    run("correct", event_id(copied, "visit", "b"), "--set", "status=denied", db=copied)
    counts = [len(run("export", "--format", form, db=copied)[1].splitlines()) for form in ("plover", "gdelt1", "jsonl")]
    assert counts == [5, 5, 6]
    assert len(run("export", "--format", "plover", "--keep-unreal", db=copied)[1].splitlines()) == 6
