"""Actors changed for others at random, so that the network learns the deed and not who usually does it."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.tables import cell_list, rows
from training.notation import Sentence

# A span that is a name and nothing else: capitalised words, with the small words that names hold.
_NAME = re.compile(r"^(?:[Tt]he )?(?:[A-Z][\w.'’-]*)(?: (?:of|and|for|the|de|al|bin|[A-Z][\w.'’-]*))*$")


class Swapper:
    """Changes names in a sentence: actors that are bare names for others, and countries for other countries."""

    def __init__(self, names: Sequence[str], countries: Sequence[Mapping[str, str]]) -> None:
        """`countries`: for each its name, people, adjective and capital, by the kind of word."""
        self._names, self._countries = names, countries
        self._words = {word: (index, kind) for index, c in enumerate(countries) for kind, word in c.items()}
        longest_first = sorted(self._words, key=len, reverse=True)
        self._known = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> "Swapper":
        """A swapper with the names that the corpus itself has."""
        spans = {s.text[a:b] for s in sentences for a, b in s.actors}
        return cls(sorted(span for span in spans if _NAME.match(span)), _countries())

    def swapped(self, sentence: Sentence, chance: random.Random, share: float) -> Sentence:
        """The sentence with each name changed by the chance `share`, its actors' offsets kept in step."""
        chosen: dict[int, int] = {}
        text, end = "", 0
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        for start, stop in sorted(sentence.actors):
            text += self._moved(sentence.text[end:start], chosen, chance, share)
            span = sentence.text[start:stop]
            if span not in self._words and _NAME.match(span) and chance.random() < share:
                span = chance.choice(self._names)
            else:
                span = self._moved(span, chosen, chance, share)
            spans[start, stop] = (len(text), len(text) + len(span))
            text += span
            end = stop
        text += self._moved(sentence.text[end:], chosen, chance, share)
        return replace(sentence, text=text, actors=tuple(spans[span] for span in sentence.actors))

    def _moved(self, text: str, chosen: dict[int, int], chance: random.Random, share: float) -> str:
        """The text with its countries changed, each to the same other one throughout the sentence."""

        def other(match: re.Match[str]) -> str:
            index, kind = self._words[match[0]]
            if index not in chosen:
                chosen[index] = chance.randrange(len(self._countries)) if chance.random() < share else index
            return self._countries[chosen[index]].get(kind, match[0])

        return self._known.sub(other, text)


def _countries() -> list[Mapping[str, str]]:
    found = []
    for _, row in rows("dragoman.actors", "countries.csv"):
        columns = {"people": "demonyms", "adjective": "adjectives", "capital": "capitals"}
        words = {kind: cell_list(row[column])[:1] for kind, column in columns.items()}
        if row["kind"] == "country":
            found.append({"name": row["name"]} | {kind: word[0] for kind, word in words.items() if word})
    return found
