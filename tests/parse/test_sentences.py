"""Where sentences begin, where a dateline ends, and what is no sentence of news at all."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse.sentences import dateline_end, is_boilerplate, sentence_starts
from dragoman.parse.text import clean

CASES = Path(__file__).parents[1] / "cases" / "sentences.csv"
# A "|" between blanks parts the sentences of a cell; the test takes it out.
with CASES.open(encoding="utf-8", newline="") as stream:
    ROWS = [(row["why"], row["sentences"]) for row in csv.DictReader(stream)]


def split(text: str) -> list[str]:
    body = clean(text)
    starts = sentence_starts(body.text, body.breaks)
    return [body.text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(body.text)], strict=True)]


@pytest.mark.parametrize(("why", "marked"), ROWS, ids=[why for why, _ in ROWS])
def test_sentences(why: str, marked: str) -> None:
    assert split(marked.replace(" | ", " ")) == [clean(part).text for part in marked.split(" | ")]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("ANKARA, Nov 10 (Agency) - Turkey recalled its envoy.", "ANKARA, Nov 10 (Agency) - "),
        ("Ankara, 10 November (Agency) - Turkey recalled its envoy.", "Ankara, 10 November (Agency) - "),
        ("UNITED NATIONS, Sept. 8, 1994 (Agency) - The council met.", "UNITED NATIONS, Sept. 8, 1994 (Agency) - "),
        ("BEIRUT: Lebanon's army fired.", "BEIRUT: "),
        ("Turkey - Israel's old friend - recalled its envoy.", None),
        ("US: No deal in sight.", None),
        ("Turkey recalled its envoy to Israel.", None),
        ("", None),
    ],
)
def test_dateline(text: str, dateline: str | None) -> None:
    end = dateline_end(text, 0)
    assert (text[:end] if end else None) == dateline


def test_dateline_inside_a_text_is_found_at_a_paragraph() -> None:
    assert split("The truce held.\n\nAMMAN, May 5 (Agency) - Jordan sent aid.") == [
        "The truce held.",
        "AMMAN, May 5 (Agency) -",
        "Jordan sent aid.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Berg",
        "By Anna Berg, Staff Writer",
        "By Anna Berg and Omar van Dijk",
        "BEIRUT",
        "(Agency)",
        "-- 30 --",
        "",
    ],
)
def test_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    ["By noon the rebels had left the town.", "By Monday Turkey had recalled its envoy.", "Iran closed its border."],
)
def test_no_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


def test_list_items_are_sentences() -> None:
    text = "The accord says:\n\n- Prisoners will be freed\n\n- The border will open\n\nBoth states signed it."
    assert split(text) == [
        "The accord says:",
        "- Prisoners will be freed",
        "- The border will open",
        "Both states signed it.",
    ]


def test_headline_without_a_full_stop_does_not_run_into_the_story() -> None:
    assert split("Turkey recalls envoy\n\nTurkey has recalled its envoy.") == [
        "Turkey recalls envoy",
        "Turkey has recalled its envoy.",
    ]


@given(st.text(alphabet=st.sampled_from("aAbZ.!?…\"') \n-:;,(5é"), max_size=200))
def test_starts_are_ordered_and_inside(text: str) -> None:
    body = clean(text)
    starts = sentence_starts(body.text, body.breaks)
    assert starts == sorted(set(starts))
    assert all(0 <= start < len(body.text) for start in starts)
    assert not body.text or starts[0] == 0


def test_a_long_row_of_capitals_takes_no_long_time() -> None:
    # quadratic look-ahead in the dateline pattern would need minutes for this
    text = ("A" * 50 + " ") * 4000
    assert sentence_starts(text, frozenset()) == [0]
