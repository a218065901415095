"""``dragoman date``: the normaliser of time expressions alone, JSON Lines in and out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dragoman.cli.outcome import ErrorLog
from dragoman.cli.questions import questions

_FIELDS = ("id", "timex", "start", "end")


def run(path: Path) -> int:
    """Answer every line of the file with one line, with null for what is not known; the exit code."""
    # Imported here: it loads its tables, which no other command needs.
    from dragoman.events.temporal.answers import answer

    errors = ErrorLog()
    for identifier, found in questions(path, answer, errors):
        record = {key: (found or {}).get(key) for key in _FIELDS} | {"id": identifier}
        sys.stdout.buffer.write(json.dumps(record).encode() + b"\n")
    return errors.exit_code
