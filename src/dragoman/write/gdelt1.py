"""GDELT 1.0 events: the daily files' 58 columns, tab-separated, no header, UTF-8."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from dragoman.records import Event
from dragoman.write import gdelt
from dragoman.write.selection import ExportOptions

COLUMNS = gdelt.columns("Type FullName CountryCode ADM1Code Lat Long FeatureID".split())
_LAYOUT = gdelt.Layout(COLUMNS)
_DEFAULT = ExportOptions()


def write(events: Iterable[Event], target: IO[bytes], options: ExportOptions = _DEFAULT) -> None:
    """Write one row for every pair of an actor and a recipient."""
    gdelt.write(events, target, options, _LAYOUT)
