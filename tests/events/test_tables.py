"""The tables of patterns keep their own format, and name only types, modes, acts and word classes that exist."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from dragoman.ontology import Ontology

COLUMNS = "name verbs nouns adjectives object with subject type mode act actor recipient needs symmetric note".split()
TABLES = ("acts.csv", "lexicon_cooperation.csv", "lexicon_conflict.csv")
CASES = Path(__file__).parents[1] / "cases"
PLACE = re.compile(r"(obj|subj)(\.[a-z]+( [a-z]+)?)?|none|speaker|[a-z]+( [a-z]+)?")
LISTS = ("verbs", "nouns", "adjectives", "object", "subject", "mode", "actor", "recipient")


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


def _rows(table: str) -> list[dict[str, str]]:
    with resources.files("dragoman.events").joinpath("tables", table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _cases(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _classes(row: dict[str, str]) -> Iterator[str]:
    for column in ("object", "with", "subject"):
        yield from re.findall(r"@([a-z]+)", row[column])


@pytest.mark.parametrize("table", TABLES)
def test_columns(table: str) -> None:
    rows = _rows(table)
    assert rows
    for row in rows:
        assert list(row) == COLUMNS, row["name"]
        assert None not in row.values(), row["name"]


@pytest.mark.parametrize("table", TABLES)
def test_types_modes_and_acts_exist(table: str, ontology: Ontology) -> None:
    for row in _rows(table):
        modes = [m for m in row["mode"].split("|") if m]
        if row["type"] == "NONE":
            assert (row["mode"], row["act"]) == ("", ""), row["name"]
        else:
            assert row["type"] in ontology.types, row["name"]
            assert set(modes) <= set(ontology.modes_of(row["type"])), row["name"]
        assert not row["act"] or row["act"] in ontology.acts, row["name"]


@pytest.mark.parametrize("table", TABLES)
def test_cells(table: str) -> None:
    for row in _rows(table):
        name = row["name"]
        assert row["verbs"] or row["nouns"] or row["adjectives"], name
        assert row["needs"] in {"", "recipient"}, name
        assert row["symmetric"] in {"", "yes"}, name
        for column in LISTS:
            parts = row[column].split("|") if row[column] else []
            assert all(part and part == part.strip() for part in parts), (name, column)
        for place in (*row["recipient"].split("|"), *row["actor"].split("|")):
            assert not place or PLACE.fullmatch(place), (name, place)
        for alternative in row["with"].split(" ; ") if row["with"] else ():
            assert re.fullmatch(r"[a-z ]+(/[a-z ]+)*:[^:;]+", alternative), (name, alternative)


@pytest.mark.parametrize("table", TABLES)
def test_only_word_classes_that_exist(table: str) -> None:
    known = {row["class"] for row in _rows("classes.csv")}
    for row in _rows(table):
        assert set(_classes(row)) <= known, row["name"]


def test_word_classes() -> None:
    rows = _rows("classes.csv")
    assert len({row["class"] for row in rows}) == len(rows)
    for row in rows:
        words = row["words"].split("|")
        assert all(words), row["class"]
        assert len(set(words)) == len(words), row["class"]


def test_names_are_unique_over_all_tables() -> None:
    names = Counter(row["name"] for table in TABLES for row in _rows(table))
    assert [name for name, count in names.items() if count > 1] == []


def test_rows_of_acts_are_named_after_their_act_and_have_its_type(ontology: Ontology) -> None:
    """A row that blocks a reading, or that only looks like the act, names the act but does not carry it."""
    # A truce that holds is RETREAT, a lifted import ban CONCEDE: the deed is the same, its type is not.
    other_type = {"declare-ceasefire.effect", "declare-ceasefire.observe", "resume-trade.lift-ban"}
    for row in _rows("acts.csv"):
        act = ontology.act(row["name"].split(".")[0])
        assert row["act"] in {"", act.name}, row["name"]
        if row["act"] and row["name"] not in other_type:
            assert row["type"] == act.type, row["name"]


def test_every_act_has_a_row_and_five_sentences(ontology: Ontology) -> None:
    assert {row["act"] for row in _rows("acts.csv") if row["act"]} == set(ontology.acts)
    cases = _cases("acts.csv")
    assert Counter(case["act"] for case in cases) == dict.fromkeys(ontology.acts, 5)
    assert Counter(case["act"] for case in cases if case["held_back"] == "yes") == dict.fromkeys(ontology.acts, 3)
    assert len({case["text"] for case in cases}) == len(cases)
    for case in cases:
        assert case["type"] == ontology.act(case["act"]).type, case["text"]
        assert case["actor"], case["text"]
    assert {case["must_not_be_act"] for case in _cases("not_acts.csv")} <= set(ontology.acts)
