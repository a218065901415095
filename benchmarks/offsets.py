"""How exact: every span of every record cuts what it claims, and two runs write the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.data import Data, Json, code, read_jsonl, write_jsonl

REUTERS_ARTICLES = 2000
_SHOWN = 5


def run(data: Data) -> bool:
    """Check the news and the wire articles; False where anything is wrong."""
    print("offsets")
    news, wire = data.path("data", "news_dev.jsonl"), data.path("data", "reuters_1987.jsonl.gz")
    results = []
    if news is not None:
        results.append(_check("news", list(read_jsonl(news))))
    if wire is not None:
        results.append(_check("wire", list(read_jsonl(wire, REUTERS_ARTICLES))))
    return all(results)


def _check(name: str, articles: list[Json]) -> bool:
    with TemporaryDirectory() as folder:
        source = write_jsonl(Path(folder) / "articles.jsonl", articles)
        targets = [Path(folder) / f"run{number}.jsonl" for number in (1, 2)]
        # Different hash seeds: an order that comes out of a set would differ between the two runs.
        runs = [code(source, target, str(number)) for number, target in enumerate(targets, 1)]
        complaints = [line for line in runs[0].stderr.splitlines() if line.startswith("dragoman: ")]
        for run, target in zip(runs, targets, strict=True):
            if run.returncode not in (0, 1) or not target.exists():
                print(f"  {name}: dragoman code failed: {(run.stderr.splitlines() or ['(no message)'])[-1]}")
                return False
        same = targets[0].read_bytes() == targets[1].read_bytes()
        records = list(read_jsonl(targets[0]))
    bodies = {article["id"]: article["text"] for article in articles}
    checked: Counter[str] = Counter()
    wrong = [problem for record in records for problem in problems(record, bodies[record["document"]], checked)]
    ids = len(records) - len({record["id"] for record in records})
    print(
        f"  {name}: {len(articles):,} articles, {len(records):,} records, {checked.total():,} spans, "
        f"{len(wrong)} wrong; {ids} ids twice; {len(complaints)} not coded; two runs {'same' if same else 'DIFFER'}"
    )
    for line in (*wrong[:_SHOWN], *complaints[:_SHOWN]):
        print(f"    {line}")
    return same and not wrong and not ids


def problems(record: Json, body: str, checked: Counter[str]) -> Iterator[str]:
    """Yield a line for every span of a record that does not cut the text that it claims; count what was looked at."""
    # A title coded as a sentence of its own has no place in the body.
    if record["text_info"]["sequence"] < 0:
        return
    for field, start, end, text in _claims(record):
        checked[field] += 1
        if body[start:end] != text:
            yield f"{record['document']} {field} {start}-{end}: {body[start:end]!r}, not {text!r}"
    sentence, trigger = record["text_info"], record["trigger"]
    checked["trigger"] += 1
    if not sentence["start"] <= trigger["start"] < trigger["end"] <= sentence["end"]:
        yield f"{record['document']} trigger {trigger} outside of the sentence {sentence}"


def _claims(record: Json) -> Iterator[tuple[str, int, int, str]]:
    info = record["text_info"]
    yield "text", info["start"], info["end"], record["text"]
    named = [("actor", actor) for actor in record["actor"]] + [("recipient", actor) for actor in record["recipient"]]
    if record["attribution"]:
        named.append(("attribution", record["attribution"]))
    for field, entity in named:
        yield field, entity["start"], entity["end"], entity["entity_text"]
    for cause in record["cause"]:
        yield "cause", cause["start"], cause["end"], cause["text"]
    place = record["event_loc"]
    if place:
        yield "event_loc", place["start"], place["end"], place["extracted_place"]
