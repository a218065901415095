"""The checks that every record passes, whatever its format."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import InputError, UsageError
from dragoman.read import ReadOptions, parse_columns
from dragoman.read.fields import parse_date, quoted, to_article

CASES = Path(__file__).parents[1] / "cases" / "reading" / "dates.csv"
GOOD = {"id": "a", "date": "2020-05-04", "text": "Envoys met."}

with CASES.open(encoding="utf-8", newline="") as _lines:
    DATES = [tuple(row.values()) for row in csv.DictReader(_lines)]


@pytest.mark.parametrize(("written", "day", "reason"), DATES)
def test_dates(written: str, day: str, reason: str) -> None:
    if day:
        assert parse_date(written).isoformat() == day
    else:
        with pytest.raises(ValueError, match=f"^{reason}: "):
            parse_date(written)


def test_dates_that_are_no_strings() -> None:
    assert parse_date(20201231) == date(2020, 12, 31)
    assert parse_date(date(2020, 12, 31)) == date(2020, 12, 31)
    assert type(parse_date(datetime(2020, 12, 31, 23, 59))) is date
    for value in (True, 1.5, [2020], None):
        with pytest.raises(ValueError, match="no readable date"):
            parse_date(value)


@given(st.text())
def test_any_string_is_a_day_or_a_reason(written: str) -> None:
    try:
        day = parse_date(written)
    except ValueError as error:
        assert "date: " in str(error)
        assert "\n" not in str(error)
    else:
        assert day.strftime("%d") in written


@given(st.dates())
def test_every_day_is_read(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(day.isoformat().replace("-", "")) == day


def test_names_of_story_files() -> None:
    raw = {"story_id": 7, "pub_date": "2020-05-04", "event_text": "Envoys met.", "headline": "H", "version": "x"}
    article = to_article(raw, "s", 1, ReadOptions())
    assert (article.id, article.date, article.text, article.title) == ("7", date(2020, 5, 4), "Envoys met.", "H")


def test_our_own_names_come_first_and_null_counts_as_absent() -> None:
    raw = GOOD | {"event_text": "other", "pub_date": "1999-01-01", "title": None, "headline": "H"}
    article = to_article(raw, "s", 1, ReadOptions())
    assert (article.text, article.date.year, article.title, article.language) == ("Envoys met.", 2020, "H", "en")


def test_columns_replace_the_names() -> None:
    options = ReadOptions(columns={"text": "body"})
    assert to_article(GOOD | {"body": "B."}, "s", 1, options).text == "B."
    with pytest.raises(InputError, match="no text"):
        to_article(GOOD, "s", 1, options)


def test_the_given_date_fills_a_gap_but_hides_no_mistake() -> None:
    options = ReadOptions(date=date(2001, 2, 3))
    for absent in (None, "", "  "):
        assert to_article(GOOD | {"date": absent}, "s", 1, options).date == date(2001, 2, 3)
    assert to_article(GOOD, "s", 1, options).date == date(2020, 5, 4)
    with pytest.raises(InputError, match="impossible date"):
        to_article(GOOD | {"date": "2020-02-31"}, "s", 1, options)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": None}, "no id"),
        ({"id": " "}, "no id"),
        ({"id": True}, "id is true or false, not a string"),
        ({"id": 1.5}, "id is a number, not a string"),
        ({"id": ["a"]}, "id is a list, not a string"),
        ({"date": None}, "no readable date"),
        ({"text": None}, "no text"),
        ({"text": " \n\t"}, "the text is empty"),
        ({"text": 5}, "text is a number, not a string"),
        ({"text": {"body": "x"}}, "text is an object, not a string"),
        ({"text": "half \ud83d gone"}, "half of a surrogate pair"),
        ({"text": "a\0b"}, "NUL"),
        ({"title": ["t"]}, "title is a list"),
        ({"url": "\ud800"}, "half of a surrogate pair"),
        ({"text": "x" * 21}, "21 characters, more than the limit of 20"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, object], reason: str) -> None:
    with pytest.raises(InputError) as caught:
        to_article(GOOD | change, "file.jsonl", 12, ReadOptions(max_characters=20))
    assert str(caught.value).startswith("file.jsonl:12: ")
    assert reason in str(caught.value)


def test_nothing_is_normalised() -> None:
    text = "\r\n  Caf\u0065\u0301 \u00a0“talks”\u2028 \U0001f54a \x1b[1m\ttoday  \n"
    assert to_article(GOOD | {"text": text}, "s", 1, ReadOptions()).text == text


def test_quoted_values_are_short_and_in_one_line() -> None:
    assert "\n" not in quoted("a\nb\x1b")
    assert len(quoted("x" * 500)) == 40
    assert "\n" not in quoted({"a\n": "b"})


def test_columns_as_written_on_the_command_line() -> None:
    assert parse_columns("id=docid, text = body") == {"id": "docid", "text": "body"}
    for wrong in ("body", "id=", "body=text", "id=a,id=b"):
        with pytest.raises(UsageError):
            parse_columns(wrong)
