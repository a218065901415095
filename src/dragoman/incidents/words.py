"""The words of a report that tell its event from others: stems with weights, of names, numbers and ordinary words.

A word's weight rests on shipped lists alone, never on what else is stored: the same two reports always compare alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.incidents.rules import Rules
from dragoman.incidents.stems import stem
from dragoman.records import Actor, Event

_TOKEN = re.compile(r"\d[\d,.]*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST = 3
_SAME_START = 4
_UNITS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
          "seventeen eighteen nineteen").split()  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS: Mapping[str, int] = (
    {word: value for value, word in enumerate(_UNITS)} | {word: 10 * (i + 2) for i, word in enumerate(_TENS)}
    | {f"{tens}-{unit}": 10 * (i + 2) + j for i, tens in enumerate(_TENS) for j, unit in enumerate(_UNITS[1:10], 1)}
)  # fmt: skip
_NUMBER_WORDS = re.compile(r"\b(?:" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")\b", re.IGNORECASE)


def weights(event: Event, rules: Rules) -> dict[str, float]:
    """Return the stems of an event's phrase and sentence with their weights; names of its sides are left out.

    The deed's own words and those for its sides weigh in full, the rest of the sentence a part.
    """
    sides = (*event.actors, *event.recipients)
    # a coder's phrase may leave out the thing hit or the persons seized, which the words of a side then hold
    near = " ".join((event.phrase, *(actor.text for actor in sides)))
    names = _beginnings(sides)
    found = _stems(near, names, rules)
    part = rules.sections["words"]["context"]
    for word, weight in _stems(event.sentence_text, names, rules).items():
        found[word] = max(found.get(word, 0), weight * part)
    return found


def _stems(text: str, names: frozenset[str], rules: Rules) -> dict[str, float]:
    words = rules.sections["words"]
    found: dict[str, float] = {}
    text = _NUMBER_WORDS.sub(lambda match: str(_NUMBERS[match[0].lower()]), text)
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token[0].isdigit():
            found[token.rstrip(".,").replace(",", "")] = words["name"]
            continue
        word = stem(token)
        word = rules.synonyms.get(word, word)
        if len(word) < _SHORTEST or token[:_SAME_START].lower() in names:
            continue
        named = token[0].isupper() and not token.isupper()
        weight = rules.common.get(word, words["name"] if named and match.start() > 0 else words["plain"])
        if weight:
            found[word] = max(weight, found.get(word, 0))
    return found


def _beginnings(sides: tuple[Actor, ...]) -> frozenset[str]:
    """Return the beginnings of the words that name the sides: "Germany" and "German" begin alike."""
    texts = (f"{actor.name} {actor.entity.replace('-', ' ')} {actor.person or ''}" for actor in sides)
    named = (word for text in texts for word in text.split())
    return frozenset(word[:_SAME_START].lower() for word in named if len(word) > 2)
