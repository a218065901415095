"""``dragoman classify``: the classifier alone, JSON Lines in and out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dragoman.cli.outcome import ErrorLog
from dragoman.cli.questions import questions

_FIELDS = ("id", "event", "mode", "about", "status", "probabilities")


def run(path: Path) -> int:
    """Answer every line of the file with one line, with null for what is not known; the exit code."""
    # Imported here: it loads the models, which no other command of questions needs.
    from dragoman.events.marked import MarkedReader

    errors = ErrorLog()
    for identifier, found in questions(path, MarkedReader.load().answer, errors):
        record = {key: (found or {}).get(key) for key in _FIELDS} | {"id": identifier}
        sys.stdout.buffer.write(json.dumps(record).encode() + b"\n")
    return errors.exit_code
