"""Dragoman: dated English news in, a sourced record of how political actors treat each other out."""

from __future__ import annotations

from dragoman.errors import DragomanError, InputError, TableError, UsageError
from dragoman.records import Article, Event

__version__ = "0.1.0"

__all__ = ["Article", "DragomanError", "Event", "InputError", "TableError", "UsageError", "__version__"]
