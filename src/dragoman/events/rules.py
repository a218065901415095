"""All that is looked up while the deeds of a sentence are read, loaded once."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.events.operators import Operators
from dragoman.events.patterns import Patterns
from dragoman.events.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Rules:
    """The pattern tables, the operators, and the vocabulary beside them."""

    patterns: Patterns
    operators: Operators
    vocabulary: Vocabulary

    @classmethod
    def load(cls) -> Rules:
        """Load the tables. Raises TableError where one breaks its format."""
        return cls(Patterns.load(), Operators.load(), Vocabulary.load())
