"""What an article is about, in PLOVER's contexts: what its sentences speak of, and the words that it uses.

The encoder gives each sentence that it reads a probability for every context. One that comes up by its own phrases, too
(contexts.csv), needs less of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import ahocorasick

# A sentence speaks of a context from this probability on, and from this one where the article has its phrases. Both are
# best by F1 on the part `fit` of our corpus (training/evaluate.py prints them).
_SPOKEN, _SPOKEN_WITH_PHRASE = 0.3, 0.1
# Of so many sentences that are read one must speak of it: a long article touches on many things in passing.
_ONE_IN = 8


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

    def of(self, text: str, sentences: Sequence[Mapping[str, float]]) -> tuple[str, ...]:
        """Return the contexts of a text in PLOVER's order; ``sentences``: how probable each is in those read."""
        needed = -(-len(sentences) // _ONE_IN)
        worded = self.worded(text)

        def holds(context: str) -> bool:
            least = _SPOKEN_WITH_PHRASE if worded[context] else _SPOKEN
            return sum(chances.get(context, 0.0) >= least for chances in sentences) >= needed > 0

        return tuple(context for context in self._order if holds(context))

    def worded(self, text: str) -> Counter[str]:
        """Return how often the phrases of each context come up."""
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
        return hits
