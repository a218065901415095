"""``dragoman add``: exit codes, the summary, and where the store lies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.pipeline import Pipeline
from dragoman.store import Store

from .toy import ToyCoder

TEXT = "PER recall-ambassador CHL. ARG meet BRA."


@pytest.fixture(autouse=True)
def quick_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pipeline, "load", classmethod(lambda cls, settings: cls(ToyCoder(), settings)))
    monkeypatch.delenv("DRAGOMAN_DB", raising=False)


def write(path: Path, *articles: tuple[str, str, str]) -> Path:
    lines = (json.dumps({"id": i, "date": day, "text": text}) for i, day, text in articles)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def run(*arguments: object, **environment: str) -> tuple[int, str, list[str]]:
    result = CliRunner().invoke(app, [str(a) for a in arguments], env=environment)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr.splitlines()


def test_it_adds_and_is_safe_to_repeat(tmp_path: Path, url: str) -> None:
    path = write(
        tmp_path / "in.jsonl", ("a", "2020-01-01", TEXT), ("b", "2020-01-02", TEXT), ("c", "2020-01-03", "Rain.")
    )
    status, output, said = run("add", path, "--db", url)
    assert (status, output, len(said)) == (0, "", 1)
    assert said[0].startswith("2 added, 0 replaced, 1 copy, 0 skipped; 2 events, 0 errors; ")
    assert said[0].endswith(" articles/s")
    assert run("add", path, DRAGOMAN_DB=url)[2][0].startswith("0 added, 0 replaced, 0 copies, 3 skipped; 0 events")
    write(path, ("a", "2020-01-01", "PER meet CHL."), ("b", "2020-01-02", TEXT))
    assert run("add", path, "--db", url)[2][0].startswith("0 added, 1 replaced, 0 copies, 1 skipped; 3 events")
    with Store.open(url) as store:
        assert [r.counts.events for r in store.runs()] == [2, 0, 3]
        assert all(r.finished and r.finished >= r.started for r in store.runs())


def test_errors_are_lines_and_the_rest_is_done(tmp_path: Path, url: str) -> None:
    day = "2020-01-01"
    path = write(
        tmp_path / "in.jsonl",
        ("a", day, TEXT),
        ("a", day, "Twice."),
        ("t", day, "A trap."),
        ("b", "2020", "x"),
        ("c", day, "Rain."),
    )
    status, _, said = run("add", path, "--db", url)
    assert status == 1
    assert [line.split(": ")[1] for line in said[:3]] == [f"{path}:2", "t", f"{path}:4"]
    assert said[3].startswith("2 added, 0 replaced, 0 copies, 0 skipped; 2 events, 3 errors; ")


def test_the_default_is_a_file_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("add", write(tmp_path / "in.jsonl", ("a", "2020-01-01", TEXT)))[0] == 0
    with Store.open("dragoman.db", create=False) as store:
        assert len(store.pairs()) == 2


def test_a_store_that_cannot_be_opened_is_exit_1_and_no_store_at_all_exit_2(tmp_path: Path) -> None:
    path = write(tmp_path / "in.jsonl", ("a", "2020-01-01", TEXT))
    assert run("add", path, "--db", tmp_path) == (1, "", [f"dragoman: {tmp_path}: unable to open database file"])
    assert run("add", path, "--db", "mysql://x/y")[0] == 2
    assert run("add")[0] == 2
