"""The record: exact names, order and values."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman import __version__
from dragoman.errors import InputError
from dragoman.records import Event
from dragoman.write import from_record, jsonl, read_records, to_record

KEYS = (
    "id document date enddate date_text date_precision date_basis event mode act about status actor recipient "
    "event_loc dead injured arrested size context cameo quad_code event_scale goldstein event_text trigger "
    "attribution cause link effective until confidence basis text text_info cite_info"
).split()
ACTOR_KEYS = "entity_text start end code sector identifier_text office person entity".split()


def test_names_and_their_order(full: Event, report: Event) -> None:
    assert list(to_record(full)) == KEYS
    assert [key for key in to_record(report) if key != "asserts"] == KEYS
    assert list(to_record(full)["actor"][0]) == ACTOR_KEYS


def test_values_of_a_full_event(full: Event) -> None:
    record = to_record(full)
    assert record["date"] == "2020-06-20"
    assert record["enddate"] == "2020-06-21"
    assert (record["date_text"], record["date_precision"], record["date_basis"]) == (
        "this weekend", "weekend", "expression",
    )  # fmt: skip
    assert (record["event"], record["mode"], record["act"], record["status"]) == (
        ["THREATEN"], ["relations"], None, "possible",
    )  # fmt: skip
    assert record["about"] == {
        "event": "SANCTION", "mode": ["withdraw"], "act": "recall-ambassador", "status": "possible",
    }  # fmt: skip
    assert record["actor"] == [{
        "entity_text": "Peru", "start": 23, "end": 27, "code": "PER", "sector": ["GOV", "DIP"],
        "identifier_text": "Peru", "office": "foreign ministry", "person": "A. Quispe", "entity": "PER",
    }]  # fmt: skip
    assert [side["entity"] for side in record["recipient"]] == ["ECU", "front-x"]
    assert record["event_loc"] == {
        "extracted_place": "Lima", "start": 13, "end": 17, "resolved_place": "Lima", "geonameid": 3936456,
        "lat": -12.04, "lon": -77.03, "country_code": "PER",
    }  # fmt: skip
    assert [record[key] for key in ("dead", "injured", "arrested", "size")] == [3, [10, 12], None, [50, 50]]
    assert record["context"] == ["diplomatic", "territory"]
    assert [record[key] for key in ("cameo", "quad_code", "event_scale", "goldstein")] == ["0161", 3, -3.5, -4.0]
    assert record["event_text"] == ["would recall its envoy"]
    assert record["trigger"] == {"start": 34, "end": 40}
    assert record["attribution"] == {
        "entity_text": "Officials in Lima", "start": 0, "end": 17, "code": "PER", "sector": ["GOV"], "cue": "said",
    }  # fmt: skip
    assert record["cause"] == [
        {"text": "the border dispute", "start": 67, "end": 85},
        {"text": "border dispute", "start": 71, "end": 85, "event": "77aa"},
    ]
    assert (record["link"], record["effective"], record["confidence"]) == ("4f2a90", "2020-07-01", 0.75)
    assert record["text_info"] == {"start": 0, "end": len(full.sentence_text), "sequence": 3}
    assert record["cite_info"] == {
        "title": "Envoys", "url": "https://example.org/1", "publication": "The Andes Post", "language": "en",
        "published": "2020-06-17", "coder": f"dragoman {__version__}", "codebook": "PLOVER 2.0",
    }  # fmt: skip


def test_a_state_report_is_no_event(report: Event) -> None:
    record = to_record(report)
    assert record["event"] == []
    assert record["asserts"] == {"channel": "relations", "from": "PER", "to": "ECU", "value": "suspended"}
    assert [record[key] for key in ("about", "event_loc", "attribution", "link", "effective", "dead")] == [None] * 6
    assert (record["actor"], record["recipient"], record["cause"], record["context"]) == ([], [], [], [])


def test_lines_come_back_as_they_went(full: Event, report: Event, tmp_path: Path) -> None:
    odd = replace(full, sentence_text="Café “x”\u2028 next\r\n\x1b[31m \U0001f54a")
    target = io.BytesIO()
    jsonl.write([full, odd, report], target)
    data = target.getvalue()
    assert data.count(b"\n") == 3
    assert "“x”" in data.decode("utf-8")
    path = tmp_path / "r.jsonl"
    path.write_bytes(data)
    assert list(read_records(path)) == [to_record(event) for event in (full, odd, report)]


def test_a_number_that_is_none_is_never_written(full: Event) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        jsonl.write([replace(full, confidence=float("nan"))], io.BytesIO())


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1, "document": "a"}', '{"id": "1"}', "[" * 100_000, '"\\ud800'])
def test_what_is_no_record_is_said_with_its_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"id": "1", "document": "a"}) + "\n\n" + line + "\n", encoding="utf-8")
    records = read_records(path)
    assert next(records)["id"] == "1"
    with pytest.raises(InputError, match=r"r\.jsonl:3: not a record"):
        next(records)


def test_records_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        list(read_records(tmp_path / "none.jsonl"))


def test_a_record_comes_back_as_the_event_it_was_made_of(full: Event, report: Event) -> None:
    for event in (full, report):
        record = to_record(event)
        assert to_record(from_record(record)) == record
