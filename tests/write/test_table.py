"""What a person sees at a terminal."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest

from dragoman.records import Actor, Article, Event, Span
from dragoman.write import table
from dragoman.write.explain import explanation, trace_records
from dragoman.write.table import clean


def shown(*events: Event, width: int = 120) -> str:
    target = io.BytesIO()
    table.write(events, target, width=width)
    return target.getvalue().decode("utf-8")


@pytest.mark.parametrize("width", [80, 120])
def test_it_fits_and_nothing_is_cut(full: Event, report: Event, width: int) -> None:
    long = replace(full, type="SANCTION", modes=("withdraw",), act="withdraw-from-agreement", about=None)
    text = shown(long, full, report, width=width)
    assert max(map(len, text.splitlines())) <= width
    assert "withdraw-from-agreement" in text
    assert "“would recall its envoy”" in text
    assert "recall-ambassador" in text
    assert "PER GOV DIP → ECU" in " ".join(text.split())
    assert "Front" in text
    assert "2020-06-20" in text
    assert "–2020-06-21" in text
    assert "≤2021-01-01" in text
    assert "state: relations" in " ".join(text.split())


def test_every_status_is_told_apart_without_colour(full: Event) -> None:
    statuses = ("occurred", "ongoing", "planned", "possible", "denied")
    marks = set()
    for status in statuses:
        text = shown(replace(full, status=status, about=None, link=None))
        word = "DENIED" if status == "denied" else status
        assert word in text
        marks.add(text[text.index(word) - 2])
    assert len(marks) == len(statuses)


def test_a_repetition_is_marked(full: Event) -> None:
    assert "(again)" in shown(full)
    assert "(again)" not in shown(replace(full, link=None))


def test_documents_are_kept_apart(full: Event, report: Event) -> None:
    text = shown(full, replace(full, id="x"), report)
    assert text.count("andes-1  published 2020-06-17  Envoys") == 1
    assert text.count("andes-2  published 2021-01-02") == 1
    assert shown() == "no events\n"


HOSTILE = "a\x1b[31mred\x07 [bold]b[/bold] [/]\r\n\x9b2J \u202egnp.exe \u200f \x00 c\x1b]0;title\x07 [link=http://x]y"


def test_no_text_of_a_source_steers_the_terminal(full: Event) -> None:
    hostile = replace(
        full,
        document=HOSTILE,
        title=HOSTILE,
        phrase=HOSTILE,
        sentence_text=HOSTILE,
        actors=(Actor(HOSTILE, 0, 4, "", "", (), HOSTILE, reason=HOSTILE),),
        recipients=(Actor(HOSTILE, 0, 4, "", HOSTILE),),
    )
    article = Article("a", full.published, HOSTILE * 3, HOSTILE)
    lines = "\n".join(explanation(hostile, article))
    for text in (shown(hostile), lines):
        bad = [char for char in text if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"]
        assert bad == []
        assert "[bold]b[/bold]" in text


def test_clean_keeps_letters_of_every_script() -> None:
    assert clean(" Türkiye’s\n أنقرة \t北京 ") == "Türkiye’s أنقرة 北京"


def test_explanation_shows_steps_and_their_words(full: Event) -> None:
    article = Article("andes-1", full.published, full.sentence_text, "The title says more than this")
    text = "\n".join(explanation(full, article))
    for part in (
        "event 4f2a91",
        "THREATEN relations possible",
        "possible SANCTION withdraw recall-ambassador",
        "“Quito” is ECU GOV, Ecuador  [capital for government]",
        "2020-06-20 to 2020-06-21 (weekend, by expression from “this weekend”)",
        "“the border dispute”",
        "repeats     4f2a90",
        "possible  [modal would] “would”",
        "PER  [country name]",
    ):
        assert part in text


def test_steps_of_a_title_point_into_the_title(full: Event) -> None:
    article = Article("andes-1", full.published, full.sentence_text, "Peru may recall envoy")
    event = replace(full, sequence=-1, trace=(replace(full.trace[0], start=5, end=8),), trigger=Span(9, 15))
    assert "[modal would] “may”" in "\n".join(explanation(event, article))


def test_a_state_report_is_explained(report: Event) -> None:
    article = Article("andes-2", report.published, "Ties are frozen.")
    assert "asserts     relations PER – ECU: suspended" in "\n".join(explanation(report, article))


def test_trace_records(full: Event) -> None:
    assert trace_records(full)[0] == {
        "stage": "status", "decision": "possible", "rule": "modal would", "start": 28, "end": 33,
    }  # fmt: skip
    assert trace_records(full)[1]["start"] is None
