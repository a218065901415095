"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from dragoman.pipeline import Pipeline
    from dragoman.records import Event

# No deadline: the first example of a test may load a table. In CI the examples are the same on every run.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The whole coder, loaded once for a worker."""
    from dragoman.pipeline import Pipeline
    from dragoman.settings import Settings

    return Pipeline.load(Settings())


@pytest.fixture(scope="session")
def coded(pipeline: Pipeline) -> Callable[..., list[Event]]:
    """A function from a text, and the day of its publication, to its events."""
    from dragoman.records import Article

    def code(text: str, published: str = "2020-06-17") -> list[Event]:
        return pipeline.code_batch([Article("test", date.fromisoformat(published), text)])

    return code
