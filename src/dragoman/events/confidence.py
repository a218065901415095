"""How probable it is that a record is right as a whole: its type and both of its sides.

The type's probability is the classifier's and the tables' (fusion.py). Sides may be wrong where the type is right,
above all such as their sentence does not name. So the probability goes through a logistic curve (Platt 1999) whose
numbers, in confidence.csv, training/fuse.py fits on the articles that we coded by hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.errors import TableError
from dragoman.events.deeds import Deed
from dragoman.records import Actor
from dragoman.tables import rows

_TABLE = "confidence.csv"
NUMBERS = ("slope", "offset", "inferred")
# What the reason of an actor says that its sentence does not name.
_INFERRED = (
    "of the sentence",
    "in the sentence",
    "of the clause",
    "names most",
    "spoken of",
    "nobody is named",
    "no stated",
)
# No record is beyond doubt, none without a chance.
_LEAST, _MOST = 0.01, 0.99


@dataclass(frozen=True, slots=True)
class Confidence:
    """The curve: ``slope`` times the log-odds of the type, plus ``offset``, plus ``inferred`` for each such side."""

    slope: float
    offset: float
    inferred: float

    @classmethod
    def load(cls) -> Confidence:
        """Load confidence.csv. Raises TableError where a number is missing or wrong."""
        values: dict[str, float] = {}
        for line, row in rows("dragoman.events", _TABLE):
            try:
                values[row["name"]] = float(row["value"])
            except (KeyError, ValueError) as error:
                raise TableError(_TABLE, line, f"not a number: {error}") from error
        missing = [name for name in NUMBERS if name not in values]
        if missing:
            raise TableError(_TABLE, 1, f"there is no row {missing[0]}")
        return cls(*(values[name] for name in NUMBERS))

    def of(self, deed: Deed) -> float:
        """Return the confidence in the record of a deed, to two places."""
        probability = min(_MOST, max(_LEAST, deed.probability if deed.probability is not None else 1.0))
        odds = math.log(probability / (1 - probability))
        sides = how_many_inferred((*deed.actors, *deed.recipients))
        value = 1 / (1 + math.exp(-(self.slope * odds + self.offset + self.inferred * sides)))
        return round(min(_MOST, max(_LEAST, value)), 2)


def how_many_inferred(sides: Iterable[Actor]) -> int:
    """Return how many actors stand for words that do not name them in their sentence."""
    return sum(any(words in actor.reason for words in _INFERRED) for actor in sides)
