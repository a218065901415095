"""One raw record of whatever format → one checked Article, or an InputError that says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime

from dragoman.errors import InputError
from dragoman.read.options import REQUIRED, ReadOptions
from dragoman.records import Article

# Our own name first, then the one that NGEC's story files use.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "story_id"),
    "date": ("date", "pub_date"),
    "text": ("text", "event_text"),
    "title": ("title", "headline"),
    "url": ("url",),
    "publisher": ("publisher",),
    "language": ("language",),
}

_CLOCK = r"[0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]+)?)?)?\s*(?:Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?"
_DAY = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})(?:[Tt ]{_CLOCK})?")
_COMPACT_DAY = re.compile(rf"([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})(?:[Tt ]?{_CLOCK})?")
_PARTIAL = re.compile(r"[0-9]{4}(?:-[0-9]{1,2}-?)?|[0-9]{6}")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What the surrogateescape handler makes of the bytes 0x80-0xFF where they are no UTF-8.
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_QUOTE_LENGTH = 40


def quoted(value: object) -> str:
    """A value of the source for an error message: in one line, printable ASCII or better, and short."""
    shown = repr(value) if isinstance(value, str) else ascii(value)
    return shown if len(shown) <= _QUOTE_LENGTH else shown[: _QUOTE_LENGTH - 1] + "…"


def parse_date(value: object) -> date:
    """A full calendar day from ``YYYY-MM-DD`` (a time of day may follow), ``YYYYMMDD`` or a date object.

    The day is taken as written, in whatever zone it was written. Raises ValueError with the reason for all else.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise ValueError(f"no readable date: {quoted(value)}")
    written = value.strip()
    match = _DAY.fullmatch(written) or _COMPACT_DAY.fullmatch(written)
    if match is None:
        kind = "partial date" if _PARTIAL.fullmatch(written) else "no readable date"
        raise ValueError(f"{kind}: {quoted(value)} (YYYY-MM-DD is needed)")
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise ValueError(f"impossible date: {quoted(value)}") from None


def source_names(field: str, options: ReadOptions) -> tuple[str, ...]:
    """The names under which a source may hold one of our fields, the preferred one first."""
    chosen = options.columns.get(field)
    return (chosen,) if chosen is not None else ALIASES[field]


def missing_columns(names: Collection[str], options: ReadOptions) -> list[str]:
    """The required columns that a table with these column names lacks, under the names that it should have."""
    absent = []
    for field in REQUIRED:
        known = source_names(field, options)
        if not any(name in names for name in known) and not (field == "date" and options.date is not None):
            absent.append(known[0])
    return absent


def to_article(raw: Mapping[str, object], source: str, line: int | None, options: ReadOptions) -> Article:
    """Check one record and make the Article; InputError with the first thing that is wrong."""
    try:
        identifier = _identifier(_value(raw, "id", options))
        published = _published(_value(raw, "date", options), options)
        text = _text(_value(raw, "text", options), options.max_characters)
        return Article(
            id=identifier,
            date=published,
            text=text,
            title=_optional(_value(raw, "title", options), "title"),
            url=_optional(_value(raw, "url", options), "url"),
            publisher=_optional(_value(raw, "publisher", options), "publisher"),
            language=_optional(_value(raw, "language", options), "language") or "en",
        )
    except ValueError as error:
        raise InputError(source, str(error), line) from None


def _value(raw: Mapping[str, object], field: str, options: ReadOptions) -> object:
    for name in source_names(field, options):
        value = raw.get(name)
        if value is not None:
            return value
    return None


def _identifier(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or value == "":
        raise ValueError("no id")
    identifier = _string(value, "id")
    if not identifier.strip():
        raise ValueError("no id")
    return identifier


def _published(value: object, options: ReadOptions) -> date:
    if value is None or (isinstance(value, str) and not value.strip()):
        if options.date is None:
            raise ValueError("no readable date: there is none")
        return options.date
    return parse_date(value)


def _text(value: object, limit: int) -> str:
    if value is None:
        raise ValueError("no text")
    text = _string(value, "text")
    if not text.strip():
        raise ValueError("the text is empty")
    if len(text) > limit:
        raise ValueError(f"the text has {len(text):,} characters, more than the limit of {limit:,}")
    return text


def _optional(value: object, field: str) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _string(value, field)


def _string(value: object, field: str) -> str:
    """The value if it is a string that can be written out again as UTF-8."""
    if not isinstance(value, str):
        raise ValueError(f"{field} is {_kind(value)}, not a string")
    if _ESCAPED_BYTE.search(value):
        raise ValueError(f"{field} is not valid UTF-8")
    if _SURROGATE.search(value):
        raise ValueError(f"{field} holds half of a surrogate pair, which is no character")
    if "\0" in value:
        raise ValueError(f"{field} holds NUL characters (is it UTF-16, or no text at all?)")
    return value


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, Mapping):
        return "an object"
    return f"a {type(value).__name__}"
