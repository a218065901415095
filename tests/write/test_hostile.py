"""No text of a source breaks a row, whatever reader it is read with."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.write.peers import COLUMNS, HEADED, rows, written

from dragoman.records import Actor, Attribution, Event, EventDate, Place, Span
from dragoman.write.tab import number, one_line, stable_number

HOSTILE = [
    "a\tb", "a\nb", "a\r\nb", "\x00", '"', '"a', 'a "b" c', "\u2028a\u2029b\x85c\x0bd\x0ce\x1cf", "\U0001f54a\ufeff",
    "\ud800", "", " ", "None", "NA", "=1+1", "; ", "a|b;c", "\\", "\\t", "'", "\x1b[31m", "é" * 5000,
]  # fmt: skip


def poisoned(event: Event, text: str) -> Event:
    """The event with that text wherever a source has a say."""
    bad = Actor(text, 0, 1, "PER", text, ("GOV",), text, text, text)
    stranger = Actor(text, 0, 1, "", text, (), text)
    return replace(
        event, status="occurred", link=None, id=f"id{text}", document=text, actors=(bad, stranger), recipients=(bad,),
        phrase=text, sentence_text=text, title=text, url=text, publisher=text, language=text,
        place=Place(text, 0, 1, text, "PER", 1.5, float("nan"), 3),
        attribution=Attribution(text, 0, 1, None, (), text),
    )  # fmt: skip


def check(event: Event, text: str) -> None:
    told = poisoned(event, text)
    for form, names in COLUMNS.items():
        data = written(form, [told, told])  # type: ignore[arg-type]
        per_event = 1 if form == "polecat" else 2
        lines = per_event * 2 + (form in HEADED)
        assert data.count(b"\n") == len(data.decode("utf-8").splitlines()) == lines
        assert {line.count("\t") + 1 for line in data.decode("utf-8").splitlines()} == {len(names)}
        read = rows(form, told, told)  # type: ignore[arg-type]
        assert len(read) == per_event * 2
        # Readers that know quoting see the same.
        with_quotes = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter="\t"))
        assert [len(row) for row in with_quotes] == [len(names)] * lines
        assert with_quotes[-1] == list(read[-1].values())
        frame = pl.read_csv(data, separator="\t", has_header=form in HEADED, infer_schema=False)
        assert frame.shape == (per_event * 2, len(names))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_hostile_text(text: str, full: Event) -> None:
    check(full, text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=30))
def test_any_text(text: str, full: Event) -> None:
    check(full, text)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_plover_keeps_text_as_it_is(text: str) -> None:
    (line,) = written("plover", [_plain(text)]).split(b"\n")[:-1]
    assert json.loads(line)["actor"][0].get("entity_text", "") == text


def _plain(text: str) -> Event:
    day = date(2020, 6, 17)
    return Event(
        id="1", document="a", published=day, date=EventDate(day, day, "day", "publication"), type="AGREE", modes=(),
        act=None, about=None, status="occurred", actors=(Actor(text, 0, 1, "PER", "PER"),), recipients=(),
        trigger=Span(0, 1), trigger_text="", phrase=text, sentence=Span(0, 1), sentence_text=text, sequence=0,
        confidence=1.0, basis="",
    )  # fmt: skip


def test_one_line_keeps_letters_of_every_script() -> None:
    assert one_line(" Türkiye’s\n أنقرة \t北京 🕊 ") == "Türkiye’s أنقرة 北京 🕊"
    assert one_line('the "so-called" truce') == "the 'so-called' truce"


def test_numbers() -> None:
    values = (-4.0, 51.42151, 0.0, None, float("nan"), float("inf"), 3.4)
    assert [number(value) for value in values] == ["-4", "51.42151", "0", "", "", "", "3.4"]
    # In files that people have: never to change.
    assert stable_number("a", 31) == stable_number("a", 31) < 2**31
    assert len({stable_number(str(n), 53) for n in range(10_000)}) == 10_000
