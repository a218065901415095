"""Whom a phrase of a text stands for: what the tests of resolution share."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dragoman.actors.resolve import ActorReader
from dragoman.parse.pipeline import Parser
from dragoman.records import Actor, Article

CASES = Path(__file__).parents[1] / "cases"
Who = Callable[..., tuple[Actor, ...]]


def case_rows(name: str) -> list[dict[str, str]]:
    """The rows of a case table."""
    with (CASES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def cell(found: tuple[Actor, ...], column: str) -> str:
    """A column of a case table for the actors that were found: one value each, parted by " & ", "-" for none."""
    values = {
        "code": [actor.code for actor in found],
        "sector": ["+".join(actor.sector) or "-" for actor in found],
        "entity": [actor.entity for actor in found],
        "person": [actor.person or "-" for actor in found],
    }
    return " & ".join(values[column])


@pytest.fixture(scope="session")
def who() -> Who:
    """A function from a text and a phrase of it ("Bakari#2": the second) to the actors that the phrase stands for."""
    parser, reader = Parser.load(), ActorReader.load()

    def resolve(text: str, phrase: str, published: str = "") -> tuple[Actor, ...]:
        words, _, nth = phrase.partition("#")
        places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
        start = places[int(nth or 1) - 1]
        day = date.fromisoformat(published or "2020-06-17")
        for sentence in reader.read(parser.parse(Article("case", day, text))):
            inside = [
                token
                for token in sentence.sentence.tokens
                if start <= sentence.sentence.span(token, token).start < start + len(words)
            ]
            if inside:
                within = {token.i for token in inside}
                return sentence.of(next(t for t in inside if t.head.i not in within or t.head.i == t.i))
        raise AssertionError(f"{phrase!r} is in no sentence of {text!r}")

    return resolve
