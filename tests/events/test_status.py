"""What the words around a verb say of its reality: status.csv."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.events.status import reality
from dragoman.parse.pipeline import Parser
from dragoman.records import Article

from .conftest import Row, split_rows

ROWS, OPEN = split_rows("status.csv")
FLAGS = "negated no_longer future possible obliged conditional ongoing before perfect".split()


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser.load()


def faults(row: Row, parser: Parser) -> list[str]:
    tokens = [
        token
        for sentence in parser.parse(Article("case", date(2020, 6, 17), row["text"])).sentences
        for token in sentence.tokens
        if token.text == row["verb"]
    ]
    real = reality(tokens[0])
    wrong = [flag for flag in FLAGS if getattr(real, flag) != (row[flag] == "yes")]
    return [*wrong, *(["tense"] if row["tense"] and real.tense != row["tense"] else [])]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['verb']} in {row['text']}" for row in ROWS])
def test_reality(row: Row, parser: Parser) -> None:
    assert faults(row, parser) == []


def test_open_cases_do_not_grow(parser: Parser) -> None:
    assert len([row for row in (*ROWS, *OPEN) if faults(row, parser)]) <= 4


def test_the_cue_is_the_word_that_decides(parser: Parser) -> None:
    for text, cue in (("Chad did not leave.", "not"), ("Chad may leave.", "may"), ("Chad no longer leaves.", "longer")):
        (sentence,) = parser.parse(Article("case", date(2020, 6, 17), text)).sentences
        real = reality(next(t for t in sentence.tokens if t.lemma_ == "leave"))
        assert real.cue is not None
        assert real.cue.text == cue
