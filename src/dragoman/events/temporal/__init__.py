"""Time expressions: find them in English news text and resolve them to calendar intervals and TIMEX3 values."""

from .answers import answer
from .expressions import find_expressions
from .normalise import resolve
from .tense import guess_tense

__all__ = ["answer", "find_expressions", "guess_tense", "resolve"]
