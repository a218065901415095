"""Rubbish: each failure is one line that names its place, and the good articles around it are delivered."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.read import ReadOptions, read_articles
from dragoman.read.lines import iter_lines
from dragoman.read.options import FORMATS

GOOD = b'{"id": "%s", "date": "2020-01-01", "text": "Envoys met."}\n'


def collect(*paths: Path | str, **options: object) -> tuple[list[str], list[str]]:
    """The ids that were read, and the errors, each checked to be one printable line."""
    errors: list[str] = []

    def note(error: InputError) -> None:
        line = str(error)
        assert line.isprintable(), line
        errors.append(line)

    ids = [article.id for article in read_articles(paths, ReadOptions(**options), note)]  # type: ignore[arg-type]
    return ids, errors


BAD_LINES: dict[str, tuple[bytes, str]] = {
    "broken UTF-8": (b'{"id": "x", "date": "2020-01-01", "text": "caf\xe9"}', "not valid UTF-8"),
    "no JSON": (b"Envoys met.", "broken JSON"),
    "half an object": (b'{"id": "x", "date": "2020-01-01", "te', "broken JSON"),
    "two objects": (b'{"id": "x"} {"id": "y"}', "broken JSON: Extra data"),
    "a list": (b'["x", "2020-01-01", "text"]', "not an object"),
    "a number": (b"17", "not an object"),
    "null": (b"null", "not an object"),
    "a control character": (b'{"id": "x", "date": "2020-01-01", "text": "a\x01"}', "broken JSON"),
    "NUL bytes": (b"\0\0\0\0", "broken JSON"),
    "an escaped NUL": (b'{"id": "x", "date": "2020-01-01", "text": "a\\u0000b"}', "NUL"),
    "a lone surrogate": (b'{"id": "x", "date": "2020-01-01", "text": "a\\ud800"}', "surrogate"),
    "a surrogate in the id": (b'{"id": "\\udfff", "date": "2020-01-01", "text": "a"}', "surrogate"),
    "deep nesting": (b"[" * 200_000, "nested too deeply"),
    "an endless number": (b'{"id": ' + b"9" * 5000 + b"}", "number is too long"),
    "no text": (b'{"id": "x", "date": "2020-01-01"}', "no text"),
    "an empty text": (b'{"id": "x", "date": "2020-01-01", "text": " "}', "the text is empty"),
    "a number as text": (b'{"id": "x", "date": "2020-01-01", "text": 3}', "text is a number"),
    "no date": (b'{"id": "x", "text": "t"}', "no readable date"),
    "a partial date": (b'{"id": "x", "date": "2020-01", "text": "t"}', "partial date"),
    "an impossible date": (b'{"id": "x", "date": "2021-02-29", "text": "t"}', "impossible date"),
    "a date with a line end": (b'{"id": "x", "date": "20\\n21", "text": "t"}', "no readable date"),
    "no id": (b'{"date": "2020-01-01", "text": "t"}', "no id"),
    "the id of the first line": (b'{"id": "first", "date": "2020-01-01", "text": "t"}', "id 'first' came before"),
    "too long a text": (b'{"id": "x", "date": "2020-01-01", "text": "' + b"t" * 101 + b'"}', "limit of 100"),
}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("name", BAD_LINES)
def test_a_bad_line_spoils_only_itself(name: str, packed: bool, tmp_path: Path) -> None:
    line, reason = BAD_LINES[name]
    content = GOOD % b"first" + line + b"\n\n" + GOOD % b"last"
    path = tmp_path / ("x.jsonl.gz" if packed else "x.jsonl")
    path.write_bytes(gzip.compress(content) if packed else content)
    ids, errors = collect(path, max_characters=100)
    assert ids == ["first", "last"]
    assert len(errors) == 1
    assert errors[0].startswith(f"{path}:2: ")
    assert reason in errors[0]


def test_all_bad_lines_together(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(GOOD % b"first" + b"".join(line + b"\n" for line, _ in BAD_LINES.values()) + GOOD % b"last")
    ids, errors = collect(path, max_characters=100)
    assert ids == ["first", "last"]
    assert [error.removeprefix(f"{path}:").split(":")[0] for error in errors] == [
        str(number) for number in range(2, len(BAD_LINES) + 2)
    ]


def _parses(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


@pytest.mark.parametrize("name", [name for name, (line, _) in BAD_LINES.items() if _parses(line)])
def test_a_bad_item_of_a_list_spoils_only_itself(name: str, tmp_path: Path) -> None:
    line, reason = BAD_LINES[name]
    path = tmp_path / "x.json"
    path.write_bytes(b"[" + GOOD % b"first" + b", " + line + b", 5," + GOOD % b"last" + b"]")
    ids, errors = collect(path, max_characters=100)
    assert ids == ["first", "last"]
    assert [error.startswith(f"{path}:{number}: ") for number, error in zip((2, 3), errors, strict=True)] == [True] * 2
    assert reason in errors[0]


def _truncated_parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"id": ["x"], "date": ["2020-01-01"], "text": ["t" * 1000]}), sink)
    return sink.getvalue()[:-20]


def _parquet(**columns: list[object]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


WHOLE_FILES: dict[str, tuple[str, bytes, str]] = {
    "UTF-16 text": ("x.txt", "date 2020-01-01 Envoys met.".encode("utf-16"), "UTF-16"),
    "UTF-16 lines": ("x.jsonl", (GOOD % b"x").decode().encode("utf-16"), "UTF-16"),
    "UTF-16 without mark": ("x.txt", "date 2020-01-01 met.".encode("utf-16-le"), "no readable date"),
    "Latin-1 text": ("x.txt", "date 2020-01-01 Caf\xe9.".encode("latin-1"), "not valid UTF-8"),
    "text without date": ("x.txt", b"Envoys met.", "no readable date: begin the text with"),
    "text with a partial date": ("x.txt", b"date 2020-01 Envoys met.", "partial date"),
    "text with an impossible date": ("x.txt", b"date 2020-02-30 Envoys met.", "impossible date"),
    "text of a header alone": ("x.txt", b"date 2020-01-01 \n", "the text is empty"),
    "text with NUL": ("x.txt", b"date 2020-01-01 a\0b", "NUL"),
    "empty text": ("x.txt", b"", "no readable date"),
    "a text too long": ("x.txt", b"date 2020-01-01 " + b"word " * 2000, "limit of 1,000"),
    "a text far too long": ("x.txt", b"date 2020-01-01 " + b"word " * 20000, "limit of 1,000"),
    "an image": ("x.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not valid UTF-8"),
    "empty JSON": ("x.json", b"", "the file is empty"),
    "broken JSON": ("x.json", b'[{"id": "x",', "broken JSON"),
    "deep JSON": ("x.json", b"[" * 100_000, "nested too deeply"),
    "Latin-1 JSON": ("x.json", b'["caf\xe9"]', "not valid UTF-8"),
    "a JSON string": ("x.json", b'"text"', "neither a list of articles nor an object"),
    "an object of nothing": ("x.json", b'{"count": 0}', "neither a text nor exactly one list"),
    "two lists": ("x.json", b'{"a": [], "b": []}', "neither a text nor exactly one list"),
    "empty CSV": ("x.csv", b"", "the file is empty"),
    "CSV without header": ("x.csv", b"a,2020-01-01,Envoys met.\n", "no column id, date, text"),
    "CSV without text": ("x.csv", b"id,date,body\na,2020-01-01,b\n", "no column text (there are 'id, date, body')"),
    "not Parquet": ("x.parquet", b"PAR1 rubbish", "unreadable Parquet"),
    "empty Parquet": ("x.parquet", b"", "unreadable Parquet"),
    "truncated Parquet": ("x.parquet", _truncated_parquet(), "unreadable Parquet"),
    "Parquet without date": ("x.parquet", _parquet(id=["a"], text=["t"]), "no column date"),
    "Parquet with numbers": ("x.parquet", _parquet(id=["a"], date=["2020-01-01"], text=[5]), "text is a number"),
    "Parquet with null": ("x.parquet", _parquet(id=["a"], date=["2020-01-01"], text=[None]), "no text"),
    "not gzip": ("x.jsonl.gz", b"\x1f\x8brubbish and more rubbish", "x.jsonl.gz: "),
    "half a gzip header": ("x.jsonl.gz", b"\x1f\x8b\x08", "ends too early"),
}


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_bad_file_is_one_line_and_the_next_is_read(name: str, tmp_path: Path) -> None:
    filename, content, reason = WHOLE_FILES[name]
    bad, good = tmp_path / filename, tmp_path / "y.txt"
    bad.write_bytes(content)
    good.write_text("date 2020-01-01 Envoys met.", encoding="utf-8")
    ids, errors = collect(tmp_path, max_characters=1000)
    assert ids == ["y"]
    assert len(errors) == 1
    assert errors[0].startswith(str(bad))
    assert reason in errors[0]


def test_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "empty").mkdir()
    good = tmp_path / "y.txt"
    good.write_text("date 2020-01-01 Envoys met.", encoding="utf-8")
    ids, errors = collect(tmp_path / "no.txt", tmp_path / "dangling.txt", tmp_path / "empty", good)
    assert ids == ["y"]
    assert ["No such file" in errors[0], "No such file" in errors[1], "no file that ends" in errors[2]] == [True] * 3


@pytest.mark.parametrize("damage", ["cut", "checksum", "flipped"])
def test_damaged_gzip_gives_what_came_before(damage: str, tmp_path: Path) -> None:
    lines = b"".join(
        b'{"id": "%d", "date": "2020-01-01", "text": "%s"}\n' % (n, hashlib.sha256(b"%d" % n).hexdigest().encode())
        for n in range(5000)
    )
    data = bytearray(gzip.compress(lines))
    if damage == "cut":
        del data[len(data) // 2 :]
    elif damage == "checksum":
        data[-6] ^= 0xFF
    else:
        data[len(data) // 2 : len(data) // 2 + 40] = b"\xff" * 40
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(data)
    (tmp_path / "y.txt").write_text("date 2020-01-01 Envoys met.", encoding="utf-8")
    ids, errors = collect(tmp_path)
    assert ids[:100] == [str(n) for n in range(100)]
    assert ids[-1] == "y"
    assert any(str(path) in error for error in errors)
    # A line that the damage garbled may be named too; the end of the file is named once.
    assert sum("compressed" in error or "CRC" in error for error in errors) == 1


CSV_HEAD = b"id,date,text\nfirst,2020-01-01,Envoys met.\n"
CSV_TAIL = b'last,2020-01-02,"They, too, met."\n'
BAD_ROWS: dict[str, tuple[bytes, str]] = {
    "too few columns": (b"x,2020-01-01\n", "2 columns where the header has 3"),
    "too many columns": (b"x,2020-01-01,Envoys, they say, met.\n", "5 columns where the header has 3"),
    "broken UTF-8": (b"x,2020-01-01,caf\xe9\n", "text is not valid UTF-8"),
    "broken UTF-8 in the date": (b"x,2020-01-\xe9,cafe\n", "no readable date"),
    "NUL": (b"x,2020-01-01,a\0b\n", "NUL"),
    "a bad date": (b"x,2020-02-30,t\n", "impossible date"),
    "no text": (b"x,2020-01-01,\n", "the text is empty"),
    "an open quote": (b'x,2020-01-01,"Envoys met.\n', "broken CSV"),
    "an open quote over lines": (b'x,2020-01-01,"Envoys met.\nThey left.\n\nThe end.\n', "broken CSV"),
    "a quote too many": (b'x,2020-01-01,"Envoys" met.\n', "broken CSV"),
}


@pytest.mark.parametrize("name", BAD_ROWS)
def test_a_bad_row_spoils_only_itself(name: str, tmp_path: Path) -> None:
    row, reason = BAD_ROWS[name]
    path = tmp_path / "x.csv"
    path.write_bytes(CSV_HEAD + row + CSV_TAIL)
    ids, errors = collect(path)
    assert ids == ["first", "last"]
    assert len(errors) == 1
    assert errors[0].startswith(f"{path}:3: ")
    assert reason in errors[0]


def test_an_open_quote_at_the_end_takes_no_article_with_it(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(CSV_HEAD + b'x,2020-01-01,"open\nb,2020-01-01,one\nc,2020-01-01,two\n')
    ids, errors = collect(path)
    assert ids == ["first", "b", "c"]
    assert len(errors) == 1


def test_parquet_with_broken_bytes_in_one_row(tmp_path: Path) -> None:
    texts = pa.array([b"Envoys met.", b"caf\xe9", b"They left."], pa.binary())
    broken = pa.Array.from_buffers(pa.string(), 3, texts.buffers())
    table = pa.table({"id": ["a", "b", "c"], "date": ["2020-01-01"] * 3, "text": broken})
    pq.write_table(table, tmp_path / "x.parquet")
    ids, errors = collect(tmp_path / "x.parquet")
    assert ids == ["a", "c"]
    assert len(errors) == 1
    assert errors[0].endswith("x.parquet:2: not valid UTF-8")


def test_names_of_files_cannot_break_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a\nb\x1b[31m.txt"
    path.write_bytes(b"no date here")
    ids, errors = collect(path, tmp_path / "missing\r\n.txt")
    assert ids == []
    assert len(errors) == 2


def test_the_same_id_in_two_files(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text("date 2020-01-01 Envoys met.", encoding="utf-8")
    ids, errors = collect(tmp_path)
    assert ids == ["same"]
    assert errors == [f"{tmp_path}/b/same.txt: id 'same' came before in this run"]


def test_an_endless_line_is_passed_over() -> None:
    lines = list(iter_lines(io.BytesIO(b"a\n" + b"b" * 50 + b"\nc\n" + b"d" * 50), limit=10))
    assert lines == [(1, b"a\n"), (2, None), (3, b"c\n"), (4, None)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), kind=st.sampled_from((None, *FORMATS)), prefix=st.sampled_from(
    (b"", b"id,date,text\n", b"id\tdate\ttext\n", b"{", b"[", b"date 2020-01-01 ", b"\x1f\x8b\x08\0", b"PAR1")
))  # fmt: skip
def test_no_bytes_raise(content: bytes, kind: str | None, prefix: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(prefix + content)
    ids, errors = collect(tmp_path / "x", input_format=kind)
    assert len(ids) == len(set(ids))
    assert all(error.startswith(f"{tmp_path}/x:") for error in errors)
    # A text or a document in one piece is an article or an error; only formats of many records may be empty.
    assert ids or errors or kind not in ("text", "json", "parquet") or content.strip(b" \t\r\n[]") == b""


@pytest.mark.parametrize("stop", [0, 1])
def test_a_reader_may_stop_early(stop: int, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(GOOD % b"a" + GOOD % b"b")
    report: Callable[[InputError], None] = pytest.fail
    articles = read_articles([path], ReadOptions(), report)
    for _ in range(stop):
        next(articles)
    articles.close()  # type: ignore[attr-defined]
    assert list(articles) == []
