"""The documentation is true: its commands run, their output is as shown, its links lead somewhere.

A ```console block holds commands after ``$ ``, which may go on after ``> ``, and what they print. All blocks of a page
run in order in one folder that has a copy of the examples. ``…`` stands for anything within a line; a line of ``…``
alone for any lines.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman import records
from dragoman.events.states import VALUES
from dragoman.write.record import to_record

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?![a-z]+://)([^)#\s]*)(?:#([^)\s]+))?\)")


class Command(NamedTuple):
    """One command of a page and the lines that it is said to print."""

    line: str
    output: tuple[str, ...]


def commands(page: str) -> list[Command]:
    """All commands of a page, in order."""
    found: list[Command] = []
    for block in _BLOCK.findall(page):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Command(line[2:], ()))
            elif line.startswith("> ") and not found[-1].output:
                found[-1] = Command(f"{found[-1].line}\n{line[2:]}", ())
            else:
                found[-1] = Command(found[-1].line, (*found[-1].output, line.rstrip()))
    return found


def unmet(expected: tuple[str, ...], printed: str) -> str | None:
    """The first expected line that is not printed after those before it; None where all are."""
    lines = iter(line.rstrip() for line in printed.splitlines())
    for wanted in expected:
        if wanted.strip() in ("", "…"):
            continue
        pattern = re.compile(".*".join(re.escape(part) for part in wanted.split("…")))
        if not any(pattern.fullmatch(line) for line in lines):
            return wanted
    return None


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", [p for p in PAGES if commands(p.read_text("utf-8"))], ids=lambda p: p.name)
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = os.environ | {"PATH": path, "COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb"}
    for command in commands(page.read_text("utf-8")):
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command.line],
            cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, f"$ {command.line}\n{done.stderr}"
        missing = unmet(command.output, done.stdout)
        assert missing is None, f"$ {command.line}\ndoes not print: {missing}\nbut:\n{done.stdout}"


def test_the_pages_show_the_commands() -> None:
    shown = {page.name: [c.line.split()[:2] for c in commands(page.read_text("utf-8"))] for page in PAGES}
    assert ["dragoman", "code"] in shown["README.md"]
    assert ["dragoman", "code"] in shown["tutorial.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in _LINK.findall(page.read_text("utf-8")):
        linked = (page.parent / target).resolve() if target else page
        assert linked.exists(), f"{page.name}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text("utf-8"), re.MULTILINE)
            assert anchor in map(_slug, headings), f"{page.name}: {target}#{anchor}"


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _keys(inner)


def test_the_page_of_the_record_has_every_field() -> None:
    day = date(2020, 6, 17)
    actor = records.Actor("Lima", 0, 4, "PER", "PER")
    full = records.Event(
        id="1", document="a", published=day, date=records.EventDate(day, day, "day", "publication"), type="AGREE",
        modes=(), act=None, about=records.About("CONSULT"), status="planned", actors=(actor,), recipients=(actor,),
        trigger=records.Span(5, 9), trigger_text="will", phrase="will", sentence=records.Span(0, 9), sequence=0,
        sentence_text="Lima will", confidence=1.0, basis="", place=records.Place("Lima", 0, 4, "Lima", "PER"),
        attribution=records.Attribution("Lima", 0, 4, "PER", (), "said"), causes=(records.Cause("x", 0, 1, "2"),),
        asserts=records.StateReport("relations", "PER", "CHL", "none"),
    )  # fmt: skip
    page = (ROOT / "docs" / "record.md").read_text("utf-8")
    documented = set(re.findall(r"`(\w+)`", page))
    assert set(_keys(to_record(full))) <= documented


def _documented_types() -> dict[str, set[str]]:
    """The modes of every type, as the page of the ontology lists them."""
    page = (ROOT / "docs" / "ontology.md").read_text("utf-8")
    rows = re.findall(r"^\| ([A-Z]+) \| \d \|.*\|([^|]*)\|$", page, re.MULTILINE)
    return {name: {mode.strip() for mode in modes.split(",") if mode.strip()} for name, modes in rows}


def _patterns() -> list[dict[str, str]]:
    tables = ROOT / "src" / "dragoman" / "events" / "tables"
    files = [tables / "acts.csv", *sorted(tables.glob("lexicon_*.csv"))]
    return [row for file in files for row in csv.DictReader(file.read_text("utf-8").splitlines())]


def test_the_page_of_the_ontology_has_the_types_and_modes_of_the_patterns() -> None:
    documented = _documented_types()
    assert len(documented) == 16
    for row in _patterns():
        if row["type"] != "NONE":
            modes = {mode for mode in row["mode"].split("|") if mode}
            assert modes <= documented[row["type"]], row["name"]


def test_the_page_of_the_ontology_is_that_of_its_tables() -> None:
    tables = ROOT / "src" / "dragoman" / "ontology" / "tables"
    types = list(csv.DictReader((tables / "types.csv").read_text("utf-8").splitlines()))
    modes = list(csv.DictReader((tables / "modes.csv").read_text("utf-8").splitlines()))
    of_type = {row["type"]: {mode["mode"] for mode in modes if mode["type"] == row["type"]} for row in types}
    assert _documented_types() == of_type
    page = (ROOT / "docs" / "ontology.md").read_text("utf-8").replace("−", "-")
    for row in types:
        assert f"| {row['type']} | {row['quad']} | {row['score']} |" in page


def test_the_page_of_the_tables_names_every_table() -> None:
    page = (ROOT / "docs" / "tables.md").read_text("utf-8")
    for path in (ROOT / "src" / "dragoman").rglob("tables/*.*"):
        name = "lexicon_*.csv" if path.name.startswith("lexicon_") else path.name
        assert f"`{name}`" in page, path.name


def test_the_page_of_the_ontology_has_every_act_and_every_act_a_pattern() -> None:
    section = (ROOT / "docs" / "ontology.md").read_text("utf-8").split("\n## Acts\n")[1]
    families = [line for line in section.splitlines() if line.startswith("| ")][1:]
    documented = {act for line in families for act in re.findall(r"`([a-z-]+)`", line)}
    assert documented == {row["act"] for row in _patterns() if row["act"]}


def test_the_page_of_the_ontology_has_every_channel_with_its_values() -> None:
    section = (ROOT / "docs" / "ontology.md").read_text("utf-8").split("\n## State reports\n")[1].split("\n## ")[0]
    documented = {}
    for line in [line for line in section.splitlines() if line.startswith("| `")]:
        channels, _, values, _ = (cell.strip() for cell in line.strip("|").split("|"))
        documented |= {channel: tuple(values.split(", ")) for channel in re.findall(r"`([a-z-]+)`", channels)}
    assert documented == dict(VALUES)


def test_a_line_that_is_not_printed_is_found() -> None:
    printed = "2020-01-01  USA → IRN\n2020-01-02  RUS → UKR\n"
    assert unmet(("2020-01-01 … IRN", "…", "2020-01-02  RUS → UKR"), printed) is None
    assert unmet(("2020-01-02  RUS → UKR", "2020-01-01  USA → IRN"), printed) == "2020-01-01  USA → IRN"
    assert unmet(("USA → IRN",), printed) == "USA → IRN"
