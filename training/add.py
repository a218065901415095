"""Add sentences in the short notation to the corpus: each to the file of its first pair's type.

    python -m training.add FILE...

Faults are named, a line each, and such sentences are left out; what the corpus has already is not added twice.
"""

import hashlib
import sys
from collections import defaultdict
from pathlib import Path

from dragoman.ontology import Ontology
from training.corpus import CORPUS, Entry, read_file, write_file
from training.notation import NONE, Sentence
from training.validate import families_of_contrasts, faults_of, read_notation


def main(paths: list[str]) -> int:
    ontology, families = Ontology.load(), families_of_contrasts()
    known = {e.sentence.text for path in CORPUS.glob("*.jsonl") for e in read_file(path)}
    added: dict[str, list[Entry]] = defaultdict(list)
    failed = 0
    for path in map(Path, paths):
        for number, read in read_notation(path):
            faults = [read] if isinstance(read, str) else list(faults_of(read, ontology, families))
            for fault in faults:
                print(f"{path}:{number}: {fault}", file=sys.stderr)
            failed += bool(faults)
            if isinstance(read, Sentence) and not faults and read.text not in known:
                known.add(read.text)
                added[_file_of(read)].append(Entry(_id_of(read), read))
    CORPUS.mkdir(exist_ok=True)
    for name, entries in added.items():
        target = CORPUS / f"{name.lower()}.jsonl"
        before = list(read_file(target)) if target.exists() else []
        write_file(target, [*before, *entries])
        print(f"{name}: {len(entries)} added")
    return 1 if failed else 0


def _file_of(sentence: Sentence) -> str:
    return next((pair.deed.event for pair in sentence.pairs if pair.deed is not None), NONE)


def _id_of(sentence: Sentence) -> str:
    """A hash of the text: the same sentence has the same id, wherever it stands."""
    return hashlib.sha256(sentence.text.encode()).hexdigest()[:12]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
