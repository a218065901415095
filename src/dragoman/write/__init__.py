"""Events → files: one module a format, each with ``write(events, target)`` for a binary target.

The exchange formats (PLOVER, POLECAT, GDELT, ICEWS) write a selection of the events: see :class:`ExportOptions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from importlib import import_module
from typing import IO, Literal, Protocol, cast, get_args

from dragoman.errors import UsageError
from dragoman.records import Event
from dragoman.write.atomic import atomic
from dragoman.write.jsonl import read_records
from dragoman.write.record import to_record
from dragoman.write.restore import from_record
from dragoman.write.selection import ExportOptions, Selected, selected

OutputFormat = Literal[
    "table", "jsonl", "csv", "parquet", "plover", "polecat", "gdelt", "gdelt1", "gdelt2", "icews"
]  # fmt: skip
OUTPUT_FORMATS: tuple[OutputFormat, ...] = get_args(OutputFormat)
EXCHANGE_FORMATS: tuple[OutputFormat, ...] = OUTPUT_FORMATS[OUTPUT_FORMATS.index("plover") :]
"""Those that other programs define. ``gdelt`` is GDELT 2.0."""
_MODULES = {"gdelt": "gdelt2"}
_SAYS_STATUS = frozenset({"plover"})
_EVERYTHING = ExportOptions()


class Writer(Protocol):
    """What every format offers."""

    def __call__(self, events: Iterable[Event], target: IO[bytes]) -> None:
        """Write the events in their order; the target stays open."""


def writer(output_format: OutputFormat, options: ExportOptions = _EVERYTHING) -> Writer:
    """Return the writer of a format. Imported when asked for, because rich and pyarrow are slow to load.

    Raises UsageError where the format cannot do what the options ask for: only exchange formats take any, and only
    PLOVER can say that an event was denied or is only possible.
    """
    if output_format not in EXCHANGE_FORMATS and options != _EVERYTHING:
        asked = "--one-a-day" if options.one_a_day else "--keep-unreal"
        raise UsageError(f"{asked} goes with {', '.join(EXCHANGE_FORMATS)}; not with {output_format}")
    if options.keep_unreal and output_format not in _SAYS_STATUS:
        raise UsageError(
            f"--keep-unreal: {output_format} cannot say what was denied or is only possible; plover and jsonl can"
        )
    module = import_module(f"dragoman.write.{_MODULES.get(output_format, output_format)}")
    if output_format in EXCHANGE_FORMATS:
        return partial(module.write, options=options)
    return cast(Writer, module.write)


__all__ = [
    "EXCHANGE_FORMATS",
    "OUTPUT_FORMATS",
    "ExportOptions",
    "OutputFormat",
    "Selected",
    "Writer",
    "atomic",
    "from_record",
    "read_records",
    "selected",
    "to_record",
    "writer",
]
