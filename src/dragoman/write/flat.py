"""The record as one flat row: what a spreadsheet or a data frame can hold without nesting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.write.record import Record

Cell = str | int | float | None

_PLAIN = (
    "id document date enddate date_text date_precision date_basis event mode act status effective until "
    "dead injured arrested size context cameo quad_code event_scale goldstein event_text link confidence basis text"
).split()
_ENTITY = ("entity_text", "code", "sector", "entity", "identifier_text", "office", "person")
_NESTED: Mapping[str, tuple[str, ...]] = {
    "about": ("event", "mode", "act", "status"),
    "event_loc": ("extracted_place", "resolved_place", "geonameid", "lat", "lon", "country_code"),
    "trigger": ("start", "end"),
    "attribution": ("entity_text", "code", "sector", "cue"),
    "asserts": ("channel", "from", "to", "value"),
    "text_info": ("start", "end", "sequence"),
    "cite_info": ("title", "url", "publication", "language", "published", "coder", "codebook"),
}

COLUMNS: tuple[str, ...] = (
    *_PLAIN[:11],
    *(f"{side}_{key}" for side in ("actor", "recipient") for key in _ENTITY),
    *_PLAIN[11:],
    "cause",
    *(f"{name}_{key}" for name, keys in _NESTED.items() for key in keys),
)


def flatten(record: Record) -> dict[str, Cell]:
    """One row by column name.

    Lists are joined by ``|`` (a ``|`` of the text is written ``\\|``), the sectors of one actor by ``;``, so that the
    first code, sector and text of a side belong to its first actor.
    """
    row: dict[str, Cell] = {name: _cell(record[name]) for name in _PLAIN}
    for side in ("actor", "recipient"):
        for key in _ENTITY:
            row[f"{side}_{key}"] = _joined([_inner(entity[key]) for entity in record[side]])
    row["cause"] = _joined([cause["text"] for cause in record["cause"]])
    for name, keys in _NESTED.items():
        nested = record.get(name) or {}
        for key in keys:
            row[f"{name}_{key}"] = _cell(nested.get(key))
    return row


def _cell(value: object) -> Cell:
    if isinstance(value, list):
        return _joined(value)
    return value if isinstance(value, str | int | float) else None


def _inner(value: object) -> object:
    return ";".join(value) if isinstance(value, list) else value


def _joined(values: Sequence[object]) -> str:
    return "|".join("" if value is None else str(value).replace("|", "\\|") for value in values)
