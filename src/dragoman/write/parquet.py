"""Parquet with an explicit schema: nested as the record is, days as dates, lists typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import IO, Any

from dragoman.records import Event
from dragoman.write.record import Record, to_record

_GROUP = 5_000
"""Rows that are held at a time and become one row group."""


def write(events: Iterable[Event], target: IO[bytes]) -> None:
    """Write every event as a row; without events, a file that has the schema and no row."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    shape = schema()
    remaining = iter(events)
    with pq.ParquetWriter(target, shape, compression="zstd") as writer:
        while rows := [_typed(to_record(event)) for event in islice(remaining, _GROUP)]:
            writer.write_table(pa.Table.from_pylist(rows, schema=shape))


def schema() -> Any:
    """The Arrow schema of the file, in the order of the record's fields."""
    import pyarrow as pa

    text, day, whole, real = pa.string(), pa.date32(), pa.int64(), pa.float64()
    texts, wholes = pa.list_(text), pa.list_(whole)
    span = [("start", whole), ("end", whole)]
    entity = [("entity_text", text), *span, ("code", text), ("sector", texts)]
    actors = pa.list_(
        pa.struct([*entity, ("identifier_text", text), ("office", text), ("person", text), ("entity", text)])
    )
    place = [("extracted_place", text), *span, ("resolved_place", text), ("geonameid", whole)]
    cite = ["title", "url", "publication", "language", "published", "coder", "codebook"]
    fields = {
        **dict.fromkeys(("id", "document"), text),
        **dict.fromkeys(("date", "enddate"), day),
        **dict.fromkeys(("date_text", "date_precision", "date_basis"), text),
        **dict.fromkeys(("event", "mode"), texts),
        "act": text,
        "about": pa.struct([("event", text), ("mode", texts), ("act", text), ("status", text)]),
        "status": text,
        **dict.fromkeys(("actor", "recipient"), actors),
        "event_loc": pa.struct([*place, ("lat", real), ("lon", real), ("country_code", text)]),
        **dict.fromkeys(("dead", "injured", "arrested", "size"), wholes),
        "context": texts,
        "cameo": text,
        "quad_code": pa.int8(),
        **dict.fromkeys(("event_scale", "goldstein"), real),
        "event_text": texts,
        "trigger": pa.struct(span),
        "attribution": pa.struct([*entity, ("cue", text)]),
        "cause": pa.list_(pa.struct([("text", text), *span, ("event", text)])),
        "link": text,
        "effective": day,
        "until": day,
        "confidence": real,
        "basis": text,
        "asserts": pa.struct([(key, text) for key in ("channel", "from", "to", "value")]),
        "text": text,
        "text_info": pa.struct([*span, ("sequence", whole)]),
        "cite_info": pa.struct([(key, day if key == "published" else text) for key in cite]),
    }
    return pa.schema(list(fields.items()))


def _typed(record: Record) -> Record:
    """Days as dates; a count as a list of one number, or of two for a range, since a column has one type."""
    for key in ("date", "enddate", "effective", "until"):
        record[key] = date.fromisoformat(record[key]) if record[key] is not None else None
    record["cite_info"]["published"] = date.fromisoformat(record["cite_info"]["published"])
    for key in ("dead", "injured", "arrested", "size"):
        record[key] = [record[key]] if isinstance(record[key], int) else record[key]
    return record
