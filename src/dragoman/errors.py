"""Everything that Dragoman raises on purpose.

DragomanError
├── InputError      a source cannot be read, or one article of it (names the place and the reason)
├── TableError      a table of rules or names is wrong (names the file and the line)
├── StoreError      the store cannot be opened, read or written (names it and the reason)
└── UsageError      a command was called wrongly
"""

from __future__ import annotations


class DragomanError(Exception):
    """The root of the tree; its text is one clear line for a person."""


class InputError(DragomanError):
    """An article or a whole source cannot be used.

    ``source`` is the file's name ("-" for standard input), ``line`` its 1-based line or record number where known.
    """

    def __init__(self, source: str, reason: str, line: int | None = None) -> None:
        self.source, self.reason, self.line = source, reason, line
        super().__init__(f"{source}:{line}: {reason}" if line is not None else f"{source}: {reason}")


class TableError(DragomanError):
    """A table shipped with Dragoman, or edited by its user, breaks its own format."""

    def __init__(self, table: str, line: int, reason: str) -> None:
        super().__init__(f"{table}:{line}: {reason}")


class StoreError(DragomanError):
    """The store cannot be opened, is locked for too long, or was written by a newer Dragoman."""


def first_line(error: Exception, otherwise: str) -> str:
    """Return the first line of an error's message that says anything, or ``otherwise``."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), otherwise)


class UsageError(DragomanError):
    """A command or a function was called with arguments that make no sense together."""
