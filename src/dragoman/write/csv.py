"""CSV with a header row: one event a row, flat columns, UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import IO

from dragoman.records import Event
from dragoman.write.flat import COLUMNS, flatten
from dragoman.write.record import to_record


def write(events: Iterable[Event], target: IO[bytes]) -> None:
    """Write the header and a row for every event."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    try:
        rows = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        rows.writeheader()
        rows.writerows(flatten(to_record(event)) for event in events)
        text.flush()
    finally:
        # The target belongs to the caller, and the wrapper would close it when it goes.
        text.detach()
