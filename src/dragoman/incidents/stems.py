"""What the forms of a word have in common."""

from __future__ import annotations

from functools import lru_cache

_SUFFIXES = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "ors", "ies", "ied", "ate", "er",
             "or", "ed", "es", "ly", "s", "e", "y")  # fmt: skip
_LONGEST = 7
_SHORTEST = 3


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the part of a word that its forms have in common: "abducted" and "abduction" give "abduct"."""
    word = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) > _SHORTEST:
            word = word.removesuffix(suffix)
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word[:_LONGEST]
