"""What a user can set, in one frozen object that is passed explicitly and read nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

MAX_CHARACTERS = 1_000_000
"""Longest text of one article, in characters: spaCy's parser needs about 1 GB for 1,000,000 of them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read and to code.

    ``max_characters``: a longer text is an error of that article.
    ``code_titles``: code an article's title as a sentence of its own (its events have a negative ``sequence``).
    ``threads``: so many sentences go through the encoder at a time; 0: as many as there are cores.
    ``trace``: keep on every event the steps that led to it, as ``dragoman explain`` shows them.
    """

    max_characters: int = MAX_CHARACTERS
    code_titles: bool = False
    threads: int = 0
    trace: bool = False
