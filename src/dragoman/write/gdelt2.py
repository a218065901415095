"""GDELT 2.0 events: 61 columns, tab-separated, no header, UTF-8."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from dragoman.records import Event
from dragoman.write import gdelt
from dragoman.write.selection import ExportOptions

COLUMNS = gdelt.columns("Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split())
# The hour at which an article came out is not known: the first of its day.
_LAYOUT = gdelt.Layout(COLUMNS, hour="000000")
_DEFAULT = ExportOptions()


def write(events: Iterable[Event], target: IO[bytes], options: ExportOptions = _DEFAULT) -> None:
    """Write one row for every pair of an actor and a recipient."""
    gdelt.write(events, target, options, _LAYOUT)
