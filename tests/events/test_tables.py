"""The tables of patterns keep their own format, and name only types, modes, acts and word classes that exist."""

from __future__ import annotations

import csv
import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from dragoman.ontology import Ontology
from dragoman.records import Counts

COLUMNS = "name verbs nouns adjectives object with subject type mode act actor recipient needs symmetric note".split()
TABLES = ("acts.csv", "lexicon_cooperation.csv", "lexicon_conflict.csv", "lexicon_statements.csv")
OPERATOR_COLUMNS = "name verbs nouns adjectives kind content prepositions type mode note".split()
CASES = Path(__file__).parents[1] / "cases"
# A phrase of the clause (obj, subj, a preposition of up to three words) or one inside it: its owner, or after a
# preposition ("to.poss", "subj.in").
PLACE = re.compile(r"none|speaker|[a-z]+( [a-z]+){0,2}(\.[a-z]+( [a-z]+){0,2})?")
HEADS = ("verbs", "nouns", "adjectives")
# What deeds.py makes of an operator; a kind that it does not know would be passed over in silence.
KINDS = set(
    "say announce order intend commit threaten warn refuse request accuse deny expect fear consider begin continue "
    "conduct stop cancel allow try fail allege reduce exclude".split()
)
# Operators that turn what stands under them into its opposite: without them a denial reads as the deed.
COMMITTING = {"deny", "refuse", "decline", "reject", "rule out", "threaten", "warn", "fail"}
LISTS = ("verbs", "nouns", "adjectives", "object", "subject", "mode", "actor", "recipient")


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


def _rows(table: str, package: str = "dragoman.events") -> list[dict[str, str]]:
    with resources.files(package).joinpath("tables", table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _list(cell: str) -> list[str]:
    return cell.split("|") if cell else []


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
        assert row["needs"] in {"", "recipient", "operator"}, name
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


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_blocks_a_reading_says_nothing_else(table: str) -> None:
    """NONE is no deed: sides or a mode would be read by nobody."""
    for row in _rows(table):
        if row["type"] == "NONE":
            assert (row["mode"], row["act"], row["needs"], row["symmetric"]) == ("", "", "", ""), row["name"]


def test_no_row_blocks_an_operator() -> None:
    """A row without a type that demands nothing beside its head would silence an operator of the same head."""
    operators = {(column, word) for row in _rows("operators.csv") for column in HEADS for word in _list(row[column])}
    blocking = {
        (column, word, row["name"])
        for table in TABLES
        for row in _rows(table)
        if row["type"] == "NONE" and not (row["object"] or row["with"] or row["subject"])
        for column in HEADS
        for word in _list(row[column])
        if (column, word) in operators
    }
    assert {word for _, word, _ in blocking if word in COMMITTING} == set()


# --- operators.csv ---------------------------------------------------------------------------------------------------


def test_operators(ontology: Ontology) -> None:
    rows = _rows("operators.csv")
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        name = row["name"]
        assert list(row) == OPERATOR_COLUMNS, name
        assert None not in row.values(), name
        assert any(row[column] for column in HEADS), name
        assert row["kind"] in KINDS, name
        assert set(_list(row["content"])) <= {"clause", "inf", "ger", "noun"}, name
        assert row["content"], name
        assert all(re.fullmatch(r"[a-z]+( [a-z]+)*", p) for p in _list(row["prepositions"])), name
        assert row["type"] in {"", *ontology.types}, name
        modes = _list(row["mode"])
        assert not modes or set(modes) <= set(ontology.modes_of(row["type"])), name
        for column in HEADS:
            assert all(word == word.strip().lower() != "" for word in _list(row[column])), (name, column)


def test_every_kind_of_operator_has_a_row() -> None:
    assert {row["kind"] for row in _rows("operators.csv")} == KINDS


# --- the other tables ------------------------------------------------------------------------------------------------


def test_causes() -> None:
    rows = _rows("causes.csv")
    assert {row["kind"] for row in rows} == {"phrase", "clause"}
    cues = [cue for row in rows for cue in row["cues"].split("|")]
    assert len(cues) == len(set(cues))
    assert all(re.fullmatch(r"[a-z]+( [a-z]+)*", cue) for cue in cues)
    marks = [cue for row in rows if row["kind"] == "clause" for cue in row["cues"].split("|")]
    assert all(" " not in mark for mark in marks), "a conjunction is compared with one word"


def test_counts() -> None:
    rows = _rows("counts.csv")
    fields = {field.name for field in dataclasses.fields(Counts)}
    assert {row["kind"] for row in rows} == fields
    for row in rows:
        for column in ("heads", "verbs"):
            words = row[column].split("|")
            assert all(word == word.strip() != "" for word in words), (row["kind"], column)


def test_lemmas() -> None:
    """Each wrong lemma has one right one, and no right one is itself called wrong."""
    rows = _rows("lemmas.csv", "dragoman.parse")
    wrong = [(row["pos"], row["wrong"]) for row in rows]
    assert len(wrong) == len(set(wrong))
    for row in rows:
        assert row["pos"] in {"", "VERB", "NOUN", "ADJ"}, row
        assert all(row[column] and row[column] == row[column].strip().lower() for column in ("wrong", "right")), row
        assert row["right"] != row["wrong"]
        assert (row["pos"], row["right"]) not in wrong, row
