"""Guess the tense of the clause around a time expression from nearby words, where no parse is at hand."""

from __future__ import annotations

import re

from .intervals import Tense
from .vocabulary import vocabulary

_WORD = re.compile(r"[A-Za-z]+|[,;:.\"()]")
_REACH = 12
_CLAUSE_END = frozenset(";:().\"")


def guess_tense(text: str, start: int, end: int) -> Tense | None:
    """The tense of the nearest verb cue within twelve words of ``text[start:end]``; None where there is none.

    Words before count as nearer than words after: a time most often follows its verb.
    """
    before = [word.lower() for word in _WORD.findall(text[:start])][::-1]
    after = [word.lower() for word in _WORD.findall(text[end:])]
    left, right = _nearest(before), _nearest(after)
    if left is None or (right is not None and right[0] + 2 < left[0]):
        return right[1] if right is not None else None
    return left[1]


def _nearest(words: list[str]) -> tuple[int, Tense] | None:
    """Distance and tense of the first cue among ``words`` (nearest first); a clause's end adds distance."""
    penalty = 0
    for distance, word in enumerate(words[:_REACH]):
        if word in _CLAUSE_END:
            penalty += 3
        tense = _tense_of(word)
        if tense is not None:
            return distance + penalty, tense
    return None


def _tense_of(word: str) -> Tense | None:
    kinds = vocabulary().kinds
    if word in kinds["future-cue"]:
        return "future"
    if word in kinds["past-cue"]:
        return "past"
    if len(word) > 4 and word.endswith("ed") and word not in kinds["not-past"]:
        return "past"
    return None
