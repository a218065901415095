"""Time expressions: found in running text, resolved to intervals and TIMEX3 values, answered for the command."""

from __future__ import annotations

import csv
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.events.temporal import answer, find_expressions, guess_tense, resolve
from dragoman.events.temporal.grammar import grammar
from dragoman.events.temporal.intervals import easter
from dragoman.events.temporal.normalise import meanings
from dragoman.records import TimeInterval

CASES = list(csv.DictReader((Path(__file__).parents[1] / "cases" / "temporal.csv").read_text("utf-8").splitlines()))
NAMES = [f"{case['expression']}/{case['tense'] or 'none'}/{case['published']}" for case in CASES]
WEDNESDAY = date(2023, 11, 15)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
TENSES = st.sampled_from(["past", "present", "future", None])
WORDS = (
    "on in since until by from to between and the last next this early late mid - May March 3 10th 31 2016 1998 , ' . "
    "Monday Friday morning night week month year years decade ago earlier later two twelve a few couple of end "
    "beginning quarter spring Christmas now recently soon 3 p.m. 10:30 GMT every daily 02/30/98 9999 99999999999 before"
).split()
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def tense(text: str) -> Literal["past", "present", "future"] | None:
    return "past" if text == "past" else "future" if text == "future" else None


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_resolves(case: dict[str, str]) -> None:
    found = resolve(case["expression"], date.fromisoformat(case["published"]), tense(case["tense"]))
    assert found is not None
    assert (found.start, found.end) == (day(case["start"]), day(case["end"]))
    assert (found.precision, found.timex) == (case["precision"], case["timex"])


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_finds_exactly_the_expression(case: dict[str, str]) -> None:
    assert [one.text for one in find_expressions(case["text"])] == [case["expression"]]


@pytest.mark.parametrize(
    "text",
    [
        "The minister may resign.",
        "Protesters march on the palace.",
        "Prime Minister May met the king.",
        "He won a second term.",
        "The army killed 2000 rebels.",
        "Its 6-year-old son was freed.",
        "Prices fall as the sun rises.",
        "The envoy sat down with 12 rebels.",
        "Fields were 50 thousand years old.",
        "He told the Daily Star that prices hit $40.15 a barrel.",
        "He told USA Today that he was innocent.",
        "",
    ],
)
def test_finds_nothing(text: str) -> None:
    assert find_expressions(text) == ()


def test_finds_several_left_to_right() -> None:
    found = find_expressions("On Monday, two days after the raid of 3 May 2021, he fled; he returned last week.")
    assert [one.text for one in found] == ["Monday", "two days after", "3 May 2021", "last week"]


def test_finds_no_tail_of_a_number() -> None:
    found = find_expressions("Crude closed at $40.15 on Thursday.")
    assert [one.text for one in found] == ["Thursday"]


def test_finds_in_tokenised_text() -> None:
    found = find_expressions("He fled on Nov . 30 , 2009 after a 10 - day siege .")
    assert [one.text for one in found] == ["Nov . 30 , 2009", "a 10 - day"]


ANCHOR = TimeInterval(date(2020, 3, 10), date(2020, 3, 10), "day", "2020-03-10")


@pytest.mark.parametrize(
    ("expression", "start", "timex"),
    [
        ("two days later", date(2020, 3, 12), "2020-03-12"),
        ("three weeks earlier", date(2020, 2, 17), "2020-W08"),
        ("the day before", date(2020, 3, 9), "2020-03-09"),
        ("the next day", date(2020, 3, 11), "2020-03-11"),
        ("that year", date(2020, 1, 1), "2020"),
        ("the following month", date(2020, 4, 1), "2020-04"),
        ("the previous Friday", date(2020, 3, 6), "2020-03-06"),
        ("3 p.m.", date(2020, 3, 10), "2020-03-10T15:00"),
    ],
)
def test_counts_from_the_anchor(expression: str, start: date, timex: str) -> None:
    found = resolve(expression, WEDNESDAY, "past", ANCHOR)
    assert found is not None
    assert (found.start, found.timex) == (start, timex)


def test_every_rule_names_a_meaning() -> None:
    assert {rule.meaning for rule in grammar().rules} <= meanings().keys()


def test_without_an_anchor_only_the_length_is_known() -> None:
    assert resolve("two days later", WEDNESDAY) == TimeInterval(None, None, "period", "P2D")


@pytest.mark.parametrize(
    "expression",
    ["", "  ", "the treaty", "30 February 2020", "31/31/2020", "3 May 2023 and then some", "x" * 500, "five", "to"],
)
def test_what_is_no_time_is_none(expression: str) -> None:
    assert resolve(expression, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("year", "expected"), [(1961, (4, 2)), (1998, (4, 12)), (2000, (4, 23)), (2008, (3, 23)), (2038, (4, 25))]
)
def test_easter(year: int, expected: tuple[int, int]) -> None:
    assert easter(year) == date(year, *expected)


@pytest.mark.parametrize(
    ("text", "expression", "expected"),
    [
        ("The envoys met on Tuesday.", "Tuesday", "past"),
        ("The envoys will meet on Tuesday.", "Tuesday", "future"),
        ("The trial is to be held on Tuesday.", "Tuesday", None),
        ("They are scheduled to talk on Tuesday.", "Tuesday", "future"),
        ("On Tuesday, the king dismissed his cabinet.", "Tuesday", "past"),
        ("On Tuesday, the king will see the pope.", "Tuesday", "future"),
        ("Tuesday's vote will be close.", "Tuesday", None),
        ("Rebels shelled the town Tuesday and said talks would resume Friday.", "Friday", "future"),
    ],
)
def test_guesses_the_tense(text: str, expression: str, expected: str | None) -> None:
    start = text.index(expression)
    assert guess_tense(text, start, start + len(expression)) == expected


def test_answers_a_question() -> None:
    text = "The two leaders will meet on Friday in Cairo."
    question: dict[str, object] = {"id": "7", "text": text, "start": 29, "end": 35, "published": "2023-11-15T08:00Z"}
    assert answer(question) == {"id": "7", "timex": "2023-11-17", "start": "2023-11-17", "end": "2023-11-17"}


def test_answers_from_the_time_named_before() -> None:
    text = "The raid of 3 May 2021 came first, and a week later the envoy was shot."
    start = text.index("a week later")
    asked: dict[str, object] = {"id": 1, "text": text, "start": start, "end": start + 12, "published": "2023-11-15"}
    assert answer(asked)["timex"] == "2021-W19"


@pytest.mark.parametrize(
    "question",
    [
        {},
        {"id": None, "text": 3, "start": 0, "end": 1, "published": "2023-11-15"},
        {"text": "on Friday", "start": 3, "end": 99, "published": "2023-11-15"},
        {"text": "on Friday", "start": "3", "end": 9, "published": "2023-11-15"},
        {"text": "on Friday", "start": 3, "end": 9, "published": "2023-13-45"},
        {"text": "on Friday", "start": 3, "end": 9},
    ],
)
def test_a_malformed_question_gets_nulls(question: dict[str, object]) -> None:
    assert answer(question) == {"id": question.get("id"), "timex": None, "start": None, "end": None}


@given(st.one_of(st.text(max_size=60), PHRASES), DAYS, TENSES)
@settings(max_examples=300, deadline=None)
def test_resolve_never_raises_and_keeps_the_order(
    expression: str, published: date, when: Literal["past", "present", "future"] | None
) -> None:
    found = resolve(expression, published, when)
    if found is not None and found.start is not None and found.end is not None:
        assert found.start <= found.end


@given(PHRASES, DAYS, st.integers(-3000, 3000))
@settings(max_examples=200, deadline=None)
def test_an_anchor_keeps_the_order(expression: str, published: date, offset: int) -> None:
    when = published + timedelta(days=offset)
    found = resolve(expression, published, "past", TimeInterval(when, when, "day", when.isoformat()))
    if found is not None and found.start is not None and found.end is not None:
        assert found.start <= found.end


@given(st.sampled_from([date.min, date.max]), PHRASES)
@settings(max_examples=200, deadline=None)
def test_the_ends_of_the_calendar_do_not_raise(published: date, expression: str) -> None:
    resolve(expression, published, "past")
    resolve(expression, published, "future")


@given(st.one_of(st.text(max_size=80), PHRASES))
@settings(max_examples=300, deadline=None)
def test_spans_cut_the_text_in_order(text: str) -> None:
    last = 0
    for one in find_expressions(text):
        assert text[one.start : one.end] == one.text != ""
        assert last <= one.start
        last = one.end


KEYS = st.sampled_from(["id", "text", "start", "end", "published"])


@given(st.dictionaries(KEYS, st.one_of(st.text(), st.integers())))
def test_answer_never_raises(question: dict[str, object]) -> None:
    assert set(answer(question)) == {"id", "timex", "start", "end"}


def test_a_sentence_without_time_costs_little() -> None:
    text = "The foreign minister told reporters that his government rejects the accusations made by its neighbour."
    find_expressions(text)
    best = min(_seconds(text) for _ in range(5))
    assert best < 100e-6


def _seconds(text: str) -> float:
    started = time.perf_counter()
    for _ in range(200):
        find_expressions(text)
    return (time.perf_counter() - started) / 200
