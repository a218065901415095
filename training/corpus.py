"""The corpus on disk: `corpus/*.jsonl`, one file a type, one sentence a line, read to and from `notation.Sentence`."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.notation import Contrast, Deed, Pair, Sentence

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
# Of 100 sentences, so many are held out: one part to calibrate and to fit on, one that only reports see.
_HELD_OUT = {"fit": 8, "test": 8}


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence with its id, which never changes, so that nothing moves from one part to another."""

    id: str
    sentence: Sentence


def read_corpus(folder: Path = CORPUS) -> list[Entry]:
    """All sentences of the corpus, in the order of their files' names."""
    return [entry for path in sorted(folder.glob("*.jsonl")) for entry in read_file(path)]


def read_file(path: Path) -> Iterator[Entry]:
    """The sentences of one file.

    Raises:
        ValueError: a line is not of the corpus; the message names file and line.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                yield Entry(record["id"], _from_record(record))
            except (ValueError, KeyError, TypeError, IndexError) as error:
                raise ValueError(f"{path}:{number}: {type(error).__name__}: {error}") from error


def write_file(path: Path, entries: Iterable[Entry]) -> None:
    """Write the sentences of one file anew."""
    lines = [json.dumps(_to_record(entry), ensure_ascii=False) + "\n" for entry in entries]
    path.write_text("".join(lines), encoding="utf-8")


def part_of(entry: Entry) -> str:
    """`train`, `fit` or `test`, by a hash: contrasting sentences stay together, so no near copy is held out."""
    groups = sorted(f"{c.family}#{c.number}" for c in entry.sentence.contrast)
    key = groups[0] if groups else entry.id
    place = int(hashlib.sha256(key.encode()).hexdigest(), 16) % 100
    for part, share in _HELD_OUT.items():
        if place < share:
            return part
        place -= share
    return "train"


def _to_record(entry: Entry) -> dict[str, Any]:
    sentence = entry.sentence
    record: dict[str, Any] = {
        "id": entry.id,
        "text": sentence.text,
        "actors": [list(span) for span in sentence.actors],
        "pairs": [_pair_record(pair) for pair in sentence.pairs],
        "context": list(sentence.context),
    }
    if sentence.contrast:
        record["contrast"] = [f"{c.family}:{c.side}#{c.number}" for c in sentence.contrast]
    return record


def _pair_record(pair: Pair) -> dict[str, Any]:
    record: dict[str, Any] = {"source": pair.source, "target": pair.target, "event": None}
    if pair.deed is not None:
        record |= _deed_record(pair.deed)
    if pair.about is not None:
        record["about"] = _deed_record(pair.about)
    return record


def _deed_record(deed: Deed) -> dict[str, Any]:
    return {"event": deed.event, "mode": list(deed.mode), "status": deed.status}


def _from_record(record: dict[str, Any]) -> Sentence:
    actors = tuple((int(start), int(end)) for start, end in record["actors"])
    pairs = tuple(_pair(written) for written in record["pairs"])
    contrast = tuple(_contrast(written) for written in record.get("contrast", ()))
    return Sentence(record["text"], actors, pairs, tuple(record["context"]), contrast)


def _pair(written: dict[str, Any]) -> Pair:
    about = written.get("about")
    deed = _deed(written) if written["event"] is not None else None
    return Pair(written["source"], written["target"], deed, _deed(about) if about else None)


def _deed(written: dict[str, Any]) -> Deed:
    return Deed(written["event"], tuple(written["mode"]), written["status"])


def _contrast(written: str) -> Contrast:
    family, _, rest = written.partition(":")
    side, _, number = rest.partition("#")
    return Contrast(family, side, number)
