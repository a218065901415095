"""The clean copy of a text and the way back from it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse.text import clean

# Signs that the cleaning turns into others, odd blanks, marks that it drops, letters of several scripts, emoji.
NEWS = st.text(
    alphabet=st.sampled_from(
        "aB1.,'\"-‘’“”«»–—{}|• \t\n\r\u00a0\u2009\u3000\u00ad\u200b\u202e\ufeff\x00\x0c\x1fée\u0301אبℵ😀🏳️"
    ),
    max_size=120,
)


@given(NEWS | st.text(max_size=120), st.data())
def test_every_span_leads_back(raw: str, data: st.DataObject) -> None:
    body = clean(raw)
    if not body.text:
        return
    start = data.draw(st.integers(0, len(body.text) - 1))
    end = data.draw(st.integers(start + 1, len(body.text)))
    span = body.span(start, end)
    assert 0 <= span.start < span.end <= len(raw)
    piece = body.text[start:end]
    # The piece of the original, cleaned by itself, is the clean piece but for blanks at its ends.
    assert clean(raw[span.start : span.end]).text.strip() == piece.strip()


@given(NEWS | st.text(max_size=120))
def test_shape(raw: str) -> None:
    body = clean(raw)
    assert len(body.origin) == len(body.text)
    assert list(body.origin) == sorted(set(body.origin))
    assert not re.search(r"\s\s|^\s", body.text)
    assert all(0 < start <= len(body.text) for start in body.breaks)
    assert all(body.text[start - 1] == " " for start in body.breaks)


@given(NEWS.filter(lambda raw: "\u0301" not in raw))
def test_clean_text_stays_as_it_is(raw: str) -> None:
    once = clean(raw).text
    assert clean(once).text == once


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Turkey’s “envoy” – recalled", 'Turkey\'s "envoy" - recalled'),
        ("Tel\u00a0Aviv,\t\nIsrael", "Tel Aviv, Israel"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth", "zerowidth"),
        ("one\x00two", "one two"),
        ("\ufeffTurkey", "Turkey"),
        ("  \n ", ""),
        ("", ""),
        ("Côte d’Ivoire", "Côte d'Ivoire"),
        ("😀 left", "😀 left"),
        ("Turkiye with a mark: Tu\u0308rkiye", "Turkiye with a mark: Türkiye"),
        ("no such letter: q\u0301", "no such letter: q\u0301"),
    ],
)
def test_clean(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_offsets_of_a_name_behind_odd_signs() -> None:
    raw = "\ufeff  “Tel\u00a0\u00a0Aviv”\r\n said 😀 no to Ti\u00adrane\u0308, Türkiye"
    body = clean(raw)
    written_as = {"Tel Aviv": "Tel\u00a0\u00a0Aviv", "Tiranë": "Ti\u00adrane\u0308", "Türkiye": "Türkiye", "😀": "😀"}
    for name, written in written_as.items():
        at = body.text.index(name)
        span = body.span(at, at + len(name))
        assert raw[span.start : span.end] == written


def paragraphs(raw: str) -> list[str]:
    body = clean(raw)
    marks = [0, *sorted(body.breaks), len(body.text)]
    return [body.text[a:b].strip() for a, b in pairwise(marks) if body.text[a:b].strip()]


LONG = (
    "The two governments said in a joint statement "
    + "on Monday that they would reopen their embassies "
    + "before the year ends"
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("One\nstory", ["One story"]),
        ("One.\n    Two\nwraps.\n    Three.", ["One.", "Two wraps.", "Three."]),
        (f"{LONG}.\nTurkey agreed.", [f"{LONG}.", "Turkey agreed."]),
        ("\n\n One.", ["One."]),
        ("One.\n\n", ["One."]),
        ("One.\n \t\nTwo.", ["One.", "Two."]),
        ("One.\r\rTwo.", ["One.", "Two."]),
        ("One.\u2029Two.", ["One.", "Two."]),
    ],
    ids=["blank line", "crlf", "wrap", "indent", "long lines", "leading", "trailing", "blanks", "cr", "u2029"],
)
def test_paragraphs(raw: str, expected: list[str]) -> None:
    assert paragraphs(raw) == expected


def test_wire_copy_wrapped_at_a_fixed_width() -> None:
    raw = (
        "AMMAN, May 5 (Agency) - Jordan said on Tuesday that it\n"
        "would send its ambassador back to the Israeli capital\n"
        "within a week.\n"
        "  The foreign minister told reporters that both sides had\n"
        "agreed to talk.\n"
    )
    assert paragraphs(raw) == [
        "AMMAN, May 5 (Agency) - Jordan said on Tuesday that it would send its ambassador back to the Israeli capital "
        "within a week.",
        "The foreign minister told reporters that both sides had agreed to talk.",
    ]
