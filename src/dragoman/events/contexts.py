"""What an article is about, in PLOVER's contexts: words of contexts.csv that come up at least twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import ahocorasick

# One word alone is an accident, two make a subject.
_HITS = 2


class Contexts:
    """The phrases of all contexts in one automaton."""

    def __init__(self, phrases: Mapping[str, tuple[str, ...]]) -> None:
        self._order = tuple(phrases)
        self._automaton = ahocorasick.Automaton()
        by_phrase: dict[str, list[str]] = {}
        for context, words in phrases.items():
            for word in words:
                by_phrase.setdefault(word, []).append(context)
        for phrase, contexts in by_phrase.items():
            self._automaton.add_word(phrase, (len(phrase), tuple(contexts)))
        if by_phrase:
            self._automaton.make_automaton()

    def of(self, text: str) -> tuple[str, ...]:
        """Return the contexts of a text in PLOVER's order."""
        lowered = text.lower()
        if not self._order or len(lowered) != len(text):
            lowered = text.casefold()
        hits: Counter[str] = Counter()
        for last, (length, contexts) in self._automaton.iter(lowered):
            first = last - length + 1
            alone = (first == 0 or not lowered[first - 1].isalnum()) and (
                last + 1 == len(lowered) or not lowered[last + 1].isalnum()
            )
            if alone:
                hits.update(contexts)
        return tuple(context for context in self._order if hits[context] >= _HITS)
