"""Good input in every format."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.errors import InputError
from dragoman.read import ReadOptions, read_articles, total_bytes
from dragoman.read.sources import guess_format
from dragoman.records import Article

ROWS = [
    {"id": "a", "date": "2020-05-04", "text": 'Envoys met; "no deal",\nsaid one.', "title": "Talks"},
    {"id": "b", "date": "2020-05-05", "text": "Ziad’s “guests” left — late.", "title": ""},
]


def read(*paths: Path | str, **options: object) -> list[Article]:
    """All articles of the paths; any error fails the test."""

    def fail(error: InputError) -> None:
        raise AssertionError(str(error))

    return list(read_articles(paths, ReadOptions(**options), fail))  # type: ignore[arg-type]


def table(delimiter: str) -> str:
    text = io.StringIO()
    rows = csv.DictWriter(text, list(ROWS[0]), delimiter=delimiter)
    rows.writeheader()
    rows.writerows(ROWS)
    return text.getvalue()


def parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ROWS), sink)
    return sink.getvalue()


CONTENTS = {
    "x.jsonl": "\n".join(map(json.dumps, ROWS)).encode(),
    "x.ndjson": "\n\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode() + b"\r\n",
    "x.json": json.dumps(ROWS, indent=2).encode(),
    "object.json": json.dumps({"count": 2, "articles": ROWS}).encode(),
    "lines.json": "\n".join(map(json.dumps, ROWS)).encode(),
    "x.csv": table(",").encode(),
    "x.tsv": table("\t").encode(),
    "x.parquet": parquet(),
}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
@pytest.mark.parametrize("name", CONTENTS)
def test_every_format_gives_the_same_articles(name: str, bom: bytes, packed: bool, tmp_path: Path) -> None:
    content = CONTENTS[name] if "parquet" in name else bom + CONTENTS[name]
    path = tmp_path / (name + ".gz" if packed else name)
    path.write_bytes(gzip.compress(content) if packed else content)
    expected = [Article(r["id"], date.fromisoformat(r["date"]), r["text"], r["title"]) for r in ROWS]
    assert read(path) == expected


def test_one_object_is_one_article(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(ROWS[0] | {"tags": ["x"]}, indent=1))
    assert [a.id for a in read(path)] == ["a"]


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ("date 2023-11-10 The envoy left.", "The envoy left."),
        (" \n date 2023-11-10 The envoy left.\n", "The envoy left.\n"),
        ("date 2023-11-10  Two blanks.", " Two blanks."),
        ("date 2023-11-10\nNext line.", "Next line."),
        ("date 2023-11-10\r\nNext\r\nline.", "Next\r\nline."),
        ("\ufeffdate 20231110 The envoy left.", "The envoy left."),
    ],
)
def test_header_of_a_text(content: str, body: str, tmp_path: Path) -> None:
    path = tmp_path / "some.name.txt"
    path.write_bytes(content.encode())
    assert read(path) == [Article("some.name", date(2023, 11, 10), body)]


def test_text_without_header_takes_the_given_date(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("date palms were burnt.", encoding="utf-8")
    assert read(path, date=date(2020, 1, 2)) == [Article("a", date(2020, 1, 2), "date palms were burnt.")]
    path.write_text("date 2019-03-04 It rained.", encoding="utf-8")
    assert read(path, date=date(2020, 1, 2))[0].date == date(2019, 3, 4)


def test_mapped_columns_do_not_concern_texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("date 2019-03-04 It rained.", encoding="utf-8")
    (tmp_path / "b.csv").write_text("docid,date,body,other\n9,2019-03-05,It snowed.,x\n", encoding="utf-8")
    articles = read(tmp_path, columns={"id": "docid", "text": "body"})
    assert [(a.id, a.text) for a in articles] == [("a", "It rained."), ("9", "It snowed.")]


def test_folder_is_walked_in_order_and_only_for_what_is_known(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a.txt", "a.txt.gz", "c.TXT", "b/notes.pdf", ".git/x.txt", "b/.hidden.txt", "out.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        content = f"date 2020-01-01 In {name}."
        path.write_bytes(gzip.compress(content.encode()) if name.endswith(".gz") else content.encode())
    (tmp_path / "b/a.txt").rename(tmp_path / "b/y.txt")
    exclude = frozenset({(tmp_path / "out.txt").resolve()})
    assert [a.id for a in read(tmp_path, exclude=exclude)] == ["a", "y", "z", "c"]


def test_parquet_with_real_dates_and_numbers(tmp_path: Path) -> None:
    moments = [datetime(2020, 5, 4, 23, 30), datetime(2020, 5, 5)]
    for number, kind in enumerate((pa.timestamp("ns"), pa.timestamp("us", "UTC"), pa.date32())):
        columns = {
            "id": pa.array([number * 10, number * 10 + 1]),
            "date": pa.array([m.date() for m in moments] if kind == pa.date32() else moments, kind),
            "text": pa.array(["one", "two"]),
            "unused": pa.array([[1], None]),
        }
        pq.write_table(pa.table(columns), tmp_path / f"{number}.parquet")
    articles = read(tmp_path)
    assert [a.id for a in articles] == ["0", "1", "10", "11", "20", "21"]
    assert [a.date.day for a in articles] == [4, 5] * 3


def test_csv_limit_is_left_as_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    path = tmp_path / "long.csv"
    text = "word " * 60_000
    path.write_text(f'id,date,text\na,2020-01-01,"{text}"\n', encoding="utf-8")
    articles = read_articles([path], ReadOptions(), lambda error: pytest.fail(str(error)))
    assert next(articles).text == text
    assert csv.field_size_limit() == before


def test_tabs_without_quoting(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text('id\tdate\ttext\na\t2020-01-01\t"No deal" was his word\nb\t2020-01-02\tfine\n', encoding="utf-8")
    assert [a.text for a in read(path)] == ['"No deal" was his word', "fine"]
    path.write_text('id\tdate\ttext\na\t2020-01-01\t"No\nb\t2020-01-02\tfine\nc\t2020-01-03\tdeal"\n', encoding="utf-8")
    assert [a.text for a in read(path)] == ['"No', "fine", 'deal"']


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b'{"id": 1}\n{"id": 2}\n', "jsonl"),
        (b'  {"id": 1}', "jsonl"),
        (b'{"id": broken}\n{"id": 2}\n', "jsonl"),
        (b'{\n  "articles": [\n', "json"),
        (b'{"articles": [\n', "json"),
        (b"[\n", "json"),
        (b"\xef\xbb\xbf[", "json"),
        (b"PAR1\x15", "parquet"),
        (b" date 2020-01-01 x", "text"),
        (b"", "text"),
    ],
)
def test_guessed_format(head: bytes, kind: str) -> None:
    assert guess_format(head) == kind


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("name", ["x.jsonl", "x.json", "x.parquet"])
def test_standard_input_is_recognised(name: str, packed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "no-suffix"
    path.write_bytes(gzip.compress(CONTENTS[name]) if packed else CONTENTS[name])
    with path.open(encoding="utf-8") as standard_input:
        monkeypatch.setattr(sys, "stdin", standard_input)
        assert [a.id for a in read("-")] == ["a", "b"]
    assert [a.id for a in read(path)] == ["a", "b"]


def test_standard_input_as_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    path.write_bytes(CONTENTS["x.csv"])
    with path.open(encoding="utf-8") as standard_input:
        monkeypatch.setattr(sys, "stdin", standard_input)
        assert [a.id for a in read("-", input_format="csv")] == ["a", "b"]


def test_a_file_is_not_read_ahead(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        lines.write(json.dumps(ROWS[0]) + "\n")
        lines.writelines("{" * 1000 + "\n" for _ in range(2000))
    errors: list[InputError] = []
    articles = read_articles([path], ReadOptions(), errors.append)
    assert next(articles).id == "a"
    assert errors == []
    assert list(articles) == []
    assert len(errors) == 2000


@pytest.mark.parametrize("name", sorted(CONTENTS.keys() - {"x.parquet"}))
def test_bytes_are_counted_as_they_are_read(name: str, tmp_path: Path) -> None:
    plain, packed = tmp_path / name, tmp_path / f"p{name}.gz"
    plain.write_bytes(CONTENTS[name])
    packed.write_bytes(gzip.compress(CONTENTS[name].replace(b'"a"', b'"c"').replace(b'"b"', b'"d"')))
    taken: list[int] = []
    list(read_articles([tmp_path], ReadOptions(), lambda error: None, taken.append))
    assert sum(taken) == plain.stat().st_size + packed.stat().st_size == total_bytes([tmp_path], ReadOptions())


def test_what_cannot_be_measured(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(CONTENTS["x.parquet"])
    for path in ("-", tmp_path / "missing.txt", tmp_path):
        assert total_bytes([path], ReadOptions()) is None
