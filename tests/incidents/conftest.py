"""What the tests of incidents share: the rules, and short reports coded by the real coder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dragoman.incidents import Rules
from dragoman.records import Article, Event

if TYPE_CHECKING:
    from dragoman.pipeline import Pipeline

Report = Callable[..., list[Event]]


@pytest.fixture(scope="session")
def rules() -> Rules:
    return Rules.load()


@pytest.fixture(scope="session")
def report(pipeline: Pipeline) -> Report:
    """A function from a text, its day and its article's id to its events."""

    def code(text: str, published: str, article: str = "a") -> list[Event]:
        return pipeline.code_batch([Article(article, date.fromisoformat(published), text)])

    return code
