"""Guess the tense of the clause around a time expression from nearby words, where no parse is at hand."""

from __future__ import annotations

import re

from .intervals import Tense
from .vocabulary import vocabulary

_WORD = re.compile(r"[A-Za-z]+|[;:()\"]|(?<=[a-z]{3})\.(?=\s|$)")
_POSSESSIVE = re.compile(r"\s?['’]s?\b")
_ARTICLE = re.compile(r"\b(?:the|a|an)\s$", re.IGNORECASE)
_REACH = 12
_CLAUSE_END = frozenset(';:()."')
_CLAUSE_COST = 3
_RIGHT_COST = 2


def guess_tense(text: str, start: int, end: int) -> Tense | None:
    """The tense of the nearest verb cue within twelve words of ``text[start:end]``; None where there is none.

    Words before count as nearer than words after: a time most often follows its verb. A time that stands before a
    noun ("Monday's ruling", "the May 3 attack") has the tense of no verb.
    """
    if _POSSESSIVE.match(text, end) or _ARTICLE.search(text[:start]):
        return None
    left = _nearest([word.lower() for word in _WORD.findall(text[:start])], backwards=True)
    right = _nearest([word.lower() for word in _WORD.findall(text[end:])], backwards=False)
    if left is None or (right is not None and right[0] + _RIGHT_COST < left[0]):
        return right[1] if right is not None else None
    return left[1]


def _nearest(words: list[str], backwards: bool) -> tuple[int, Tense] | None:
    """Distance and tense of the cue nearest to the start, or end, of ``words``; a clause's end adds distance."""
    order = range(len(words) - 1, -1, -1) if backwards else range(len(words))
    penalty = 0
    for distance, index in enumerate(list(order)[:_REACH]):
        if words[index] in _CLAUSE_END:
            penalty += _CLAUSE_COST
        tense = _tense_at(words, index)
        if tense is not None:
            return distance + penalty, tense
    return None


def _tense_at(words: list[str], index: int) -> Tense | None:
    """The tense that the word at ``index`` cues beside its neighbours."""
    kinds, word = vocabulary().kinds, words[index]
    following = words[index + 1] if index + 1 < len(words) else ""
    if word in kinds["future-cue"]:
        return "future"
    if following and following in kinds["future-with-complement"].get(word, "").split("|"):
        return "future"
    if word in kinds["past-cue"] or (len(word) > 4 and word.endswith("ed") and word not in kinds["not-past"]):
        return None if set(words[max(0, index - 2) : index]) & kinds["present-auxiliary"].keys() else "past"
    return None
