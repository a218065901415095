"""CSV and Parquet."""

from __future__ import annotations

import csv
import io
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.records import Event
from dragoman.write import to_record, writer
from dragoman.write.flat import COLUMNS
from dragoman.write.parquet import schema


def written(form: str, *events: Event) -> bytes:
    target = io.BytesIO()
    writer(form)(iter(events), target)  # type: ignore[arg-type]
    assert not target.closed
    return target.getvalue()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_csv_is_flat(full: Event, report: Event) -> None:
    first, second = rows(written("csv", full, report))
    assert tuple(first) == COLUMNS
    assert first["event"] == "THREATEN"
    assert first["actor_sector"] == "GOV;DIP"
    assert first["recipient_entity"] == "ECU|front-x"
    assert first["recipient_entity_text"] == r"Quito|rebels \| others"
    assert first["recipient_sector"] == "GOV|"
    assert (first["dead"], first["injured"], first["arrested"]) == ("3", "10|12", "")
    assert first["cameo"] == "0161"
    assert first["about_act"] == "recall-ambassador"
    assert first["event_loc_country_code"] == "PER"
    assert first["cause"] == "the border dispute|border dispute"
    assert first["text"] == full.sentence_text
    assert first["cite_info_published"] == "2020-06-17"
    assert (second["event"], second["asserts_value"], second["about_event"]) == ("", "suspended", "")


def test_every_field_of_the_record_has_a_csv_column(full: Event, report: Event) -> None:
    # Left out on purpose: where actors, causes, sources and places stand in the text, and the event that a cause names.
    for key, value in (to_record(full) | to_record(report)).items():
        assert any(column == key or column.startswith(f"{key}_") for column in COLUMNS), key
        if isinstance(value, dict):
            left_out = {"start", "end"} if key in ("event_loc", "attribution") else set()
            assert {f"{key}_{inner}" for inner in value.keys() - left_out} <= set(COLUMNS)


def test_parquet_has_types(full: Event, report: Event) -> None:
    table = pq.read_table(pa.BufferReader(written("parquet", full, report)))
    assert table.schema.equals(schema())
    first, second = table.to_pylist()
    assert (first["date"], first["effective"], second["effective"]) == (date(2020, 6, 20), date(2020, 7, 1), None)
    assert (first["dead"], first["injured"], first["arrested"], first["size"]) == ([3], [10, 12], None, [50, 50])
    assert first["cite_info"]["published"] == date(2020, 6, 17)
    assert second["asserts"]["from"] == "PER"
    expected = to_record(full)
    for key in ("id", "event", "mode", "about", "status", "actor", "recipient", "event_loc", "trigger", "attribution"):
        assert first[key] == expected[key]
    assert [cause["event"] for cause in first["cause"]] == [None, "77aa"]


def test_the_schema_holds_every_field_in_order(full: Event, report: Event) -> None:
    record = to_record(report)
    assert schema().names == list(record)
    assert list(to_record(full)) == [name for name in schema().names if name != "asserts"]


def test_no_events() -> None:
    assert rows(written("csv")) == []
    assert written("csv").decode().startswith("id,document,date,")
    table = pq.read_table(pa.BufferReader(written("parquet")))
    assert (table.num_rows, table.schema) == (0, schema())
    assert written("jsonl") == b""
