"""Checks sentences of the corpus: spans, labels, lengths, near-duplicates, contrasts, balance.

    python -m training.validate [FILE...]

Without a file, the whole corpus; a file is in the notation of `training.notation` (*.txt). One line a fault, then how
many sentences each type, mode, status and contrast has.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from dragoman.ontology import Ontology
from training.corpus import HERE, read_corpus
from training.notation import STATUSES, Deed, NotationError, Pair, Sentence, parse_line

SHORTEST, LONGEST = 6, 60
SKELETON_LIMIT = 3
# Two sentences that share so much of their word pairs are near-duplicates, unless they contrast.
NEAR = 0.7
SMALLEST_CORPUS, SMALLEST_CONTRAST, SMALLEST_NONE = 4000, 25, 0.15
# Types that speak of another deed and so may have `about`.
SPEAKING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"})
_NUMBER = re.compile(r"\d[\d,.]*")
_WORD = re.compile(r"\w+(?:['’]\w+)?")


def read_notation(path: Path) -> Iterator[tuple[int, Sentence | str]]:
    """Number and sentence of every line of `path` that is neither empty nor a comment; the fault where it has one."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                yield number, parse_line(line)
            except NotationError as fault:
                yield number, str(fault)


def families_of_contrasts() -> dict[str, set[str]]:
    """The sides of every family of contrasts (boundaries.csv)."""
    with (HERE / "boundaries.csv").open(encoding="utf-8") as table:
        return {row["family"]: set(row["sides"].split()) for row in csv.DictReader(table)}


def skeleton(sentence: Sentence) -> str:
    """The text with actors, names and numbers masked: what is left of a template when its slots are emptied."""
    masked, end = "", 0
    for start, stop in sorted(sentence.actors):
        masked += sentence.text[end:start] + "A"
        end = stop
    masked = _NUMBER.sub("0", masked + sentence.text[end:])
    words = []
    for index, word in enumerate(_WORD.findall(masked)):
        named = word[0].isupper() and index and word != "A"
        words.append("N" if named else word if word == "A" else word.lower())
    return re.sub(r"\b([AN])( \1)+\b", r"\1", " ".join(words))


def faults_of(sentence: Sentence, ontology: Ontology, families: Mapping[str, set[str]]) -> Iterator[str]:
    """What is wrong with one sentence by itself."""
    length = len(sentence.text.split())
    if not SHORTEST <= length <= LONGEST:
        yield f"{length} words, not {SHORTEST} to {LONGEST}"
    for start, end in sentence.actors:
        span = sentence.text[start:end]
        if not span or span != span.strip():
            yield f"no span, or blanks around it: {span!r}"
    seen = Counter((pair.source, pair.target) for pair in sentence.pairs)
    yield from ("the same pair twice" for count in seen.values() if count > 1)
    for pair in sentence.pairs:
        yield from _pair_faults(pair, ontology)
    yield from (f"no context {name!r}" for name in sentence.context if name not in ontology.contexts)
    for contrast in sentence.contrast:
        if contrast.side not in families.get(contrast.family, ()):
            yield f"no contrast @{contrast.family}:{contrast.side}"


def _pair_faults(pair: Pair, ontology: Ontology) -> Iterator[str]:
    if pair.source == pair.target:
        yield "an actor paired with itself"
    if pair.deed is not None:
        yield from _deed_faults(pair.deed, ontology)
    if pair.about is not None:
        yield from _deed_faults(pair.about, ontology)
        if pair.deed is None or pair.deed.event not in SPEAKING:
            yield f"{pair.deed.event if pair.deed else 'NONE'} speaks of no deed"


def _deed_faults(deed: Deed, ontology: Ontology) -> Iterator[str]:
    if deed.event not in ontology.types:
        yield f"no type {deed.event!r}"
    yield from (f"no mode {deed.event}/{mode}" for mode in deed.mode if (deed.event, mode) not in ontology.modes)
    if deed.status not in STATUSES:
        yield f"no status {deed.status!r}"


def repeated(sentences: Iterable[Sentence]) -> Iterator[str]:
    """Texts that come twice and skeletons that stand more often than SKELETON_LIMIT."""
    for text, count in Counter(s.text for s in sentences).items():
        if count > 1:
            yield f"{count} times the text {text!r}"
    for bones, count in Counter(map(skeleton, sentences)).items():
        if count > SKELETON_LIMIT:
            yield f"{count} sentences have the skeleton {bones!r}"


def near_duplicates(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs of sentences that share more than NEAR of their masked word pairs, and do not contrast."""
    shingles = [_shingles(sentence) for sentence in sentences]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, own in enumerate(shingles):
        shared = Counter(other for shingle in own for other in holders[shingle])
        for other, count in shared.items():
            union = len(own) + len(shingles[other]) - count
            if count / union > NEAR and not _contrast(sentences[index], sentences[other]):
                yield sentences[other], sentences[index]
        for shingle in own:
            holders[shingle].append(index)


def _shingles(sentence: Sentence) -> set[tuple[str, ...]]:
    words = skeleton(sentence).split()
    return set(pairwise(words))


def _contrast(one: Sentence, other: Sentence) -> bool:
    return bool({(c.family, c.number) for c in one.contrast} & {(c.family, c.number) for c in other.contrast})


def contrasts(sentences: Iterable[Sentence]) -> dict[str, Counter[str]]:
    """For each family, how many groups set each side against another."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for sentence in sentences:
        for contrast in sentence.contrast:
            groups[contrast.family, contrast.number].add(contrast.side)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for (family, _), sides in groups.items():
        if len(sides) > 1:
            found[family].update(sides)
    return found


def shortfalls(sentences: Sequence[Sentence]) -> Iterator[str]:
    """What the whole corpus lacks: sentences, none among them, contrasts."""
    if len(sentences) < SMALLEST_CORPUS:
        yield f"{len(sentences)} sentences, not {SMALLEST_CORPUS}"
    none = sum(all(pair.deed is None for pair in s.pairs) for s in sentences) / max(1, len(sentences))
    if none < SMALLEST_NONE:
        yield f"{none:.1%} of the sentences are none, not {SMALLEST_NONE:.0%}"
    counted = contrasts(sentences)
    for family, sides in families_of_contrasts().items():
        for side in sorted(sides):
            if counted[family][side] < SMALLEST_CONTRAST:
                yield f"@{family}:{side} stands in {counted[family][side]} contrasts, not {SMALLEST_CONTRAST}"


def main(paths: list[str]) -> int:
    ontology, families = Ontology.load(), families_of_contrasts()
    faults: list[str] = []
    sentences: list[Sentence] = []
    if not paths:
        for entry in read_corpus():
            sentences.append(entry.sentence)
            faults += [f"{entry.id}: {fault}" for fault in faults_of(entry.sentence, ontology, families)]
        faults += shortfalls(sentences)
    for path in map(Path, paths):
        for number, read in read_notation(path):
            found = [read] if isinstance(read, str) else list(faults_of(read, ontology, families))
            faults += [f"{path}:{number}: {fault}" for fault in found]
            if isinstance(read, Sentence):
                sentences.append(read)
    faults += repeated(sentences)
    faults += [f"near-duplicates: {a.text!r} and {b.text!r}" for a, b in near_duplicates(sentences)]
    for fault in faults:
        print(fault)
    _print_balance(sentences)
    return 1 if faults else 0


def _print_balance(sentences: Sequence[Sentence]) -> None:
    pairs = [pair for sentence in sentences for pair in sentence.pairs]
    deeds = [pair.deed for pair in pairs if pair.deed is not None]
    none = sum(all(pair.deed is None for pair in s.pairs) for s in sentences)
    print(f"{len(sentences)} sentences, {none} of them none; {len(pairs)} pairs")
    print("types:", dict(Counter(deed.event for deed in deeds).most_common()))
    print("modes:", dict(Counter(f"{deed.event}/{mode}" for deed in deeds for mode in deed.mode).most_common()))
    print("statuses:", dict(Counter(deed.status for deed in deeds).most_common()))
    print("contexts:", dict(Counter(name for s in sentences for name in s.context).most_common()))
    for family, sides in sorted(contrasts(sentences).items()):
        print(f"contrasts {family}:", dict(sides))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
