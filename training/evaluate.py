"""How good the shipped model is on the part of the corpus that neither training nor fitting saw.

    python -m training.evaluate

Prints what docs/model.md and the model card tell: types by tables, by classifier and by both; whether probabilities
are what they say; status, modes, what is spoken of, contexts; and how far a second coder agrees with the first.
"""

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.encoder import Encoder, Heads
from dragoman.events.classify import NONE
from dragoman.events.coder import Coder
from dragoman.events.contexts import Contexts
from dragoman.events.marked import MarkedReader, Weighed
from dragoman.ontology import Ontology
from dragoman.settings import Settings
from training.corpus import HERE, Entry, part_of, read_corpus
from training.judged import records_of_articles
from training.notation import Pair
from training.scoring import calibration_error, f1_by_label, macro_f1


@dataclass(frozen=True, slots=True)
class Answered:
    """A pair of the corpus and what came of it."""

    pair: Pair
    weighed: Weighed

    @property
    def gold(self) -> str:
        """The type that the corpus gives, or NONE."""
        return self.pair.deed.event if self.pair.deed is not None else NONE


def answered(entries: Sequence[Entry]) -> list[Answered]:
    """Every listed pair of the sentences, coded by tables and classifier."""
    reader = MarkedReader.load()
    return [
        Answered(
            pair,
            reader.weigh(entry.sentence.text, (entry.sentence.side(pair.source), entry.sentence.side(pair.target))),
        )
        for entry in entries
        for pair in entry.sentence.pairs
    ]


def show_types(answers: Sequence[Answered]) -> None:
    """Types by tables alone, by the classifier alone, by both."""
    gold = [a.gold for a in answers]
    ways = {
        "tables": [a.weighed.told.outcome.type if a.weighed.told is not None else NONE for a in answers],
        "classifier": [max(p, key=lambda n: p[n]) for p in (a.weighed.verdict.probabilities for a in answers)],
        "both": [max(p, key=lambda n: p[n]) for p in (a.weighed.chances for a in answers)],
    }
    scores = {way: f1_by_label(gold, found) for way, found in ways.items()}
    print(f"{len(gold)} pairs\n| type | pairs | " + " | ".join(ways) + " |")
    for label, count in sorted(Counter(gold).items()):
        print(f"| {label} | {count} | " + " | ".join(f"{scores[way][label]:.2f}" for way in ways) + " |")
    print("| mean F1 | | " + " | ".join(f"{macro_f1(gold, found):.3f}" for found in ways.values()) + " |")


def show_calibration(answers: Sequence[Answered]) -> None:
    """Whether of the answers with probability p a share of p is right."""
    gold = [a.gold for a in answers]
    for name, chances in (
        ("classifier", [a.weighed.verdict.probabilities for a in answers]),
        ("both", [a.weighed.chances for a in answers]),
    ):
        best = [max(p, key=lambda n: p[n]) for p in chances]
        sure = np.array([p[b] for p, b in zip(chances, best, strict=True)])
        right = np.array([b == g for b, g in zip(best, gold, strict=True)])
        print(f"calibration error, {name}: {calibration_error(sure, right):.3f}")
        show_curve(sure, right)


def show_curve(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> None:
    """A line for each tenth of probability: how many, how sure, how many right."""
    for low in np.linspace(0, 0.9, 10):
        inside = (sure >= low) & (sure < low + 0.1 + (low > 0.85))
        if inside.any():
            mean, share = sure[inside].mean(), right[inside].mean()
            print(f"| {low:.1f}-{low + 0.1:.1f} | {inside.sum()} | {mean:.2f} | {share:.2f} |")


def show_confidence(coder: Coder) -> None:
    """Whether the confidence in the records of the articles that we coded by hand is what it says."""
    told = records_of_articles(coder)
    sure, right = np.array([event.confidence for event, _ in told]), np.array([is_right for _, is_right in told])
    print(f"calibration error of confidence in {len(told)} records of articles: {calibration_error(sure, right):.3f}")
    show_curve(sure, right)


def show_rest(answers: Sequence[Answered]) -> None:
    """Status, modes and the deed spoken of, where the type is right."""
    right = [
        (a.pair, a.weighed.outcome) for a in answers if a.pair.deed and a.weighed.outcome.type == a.pair.deed.event
    ]
    deeds = [(pair.deed, pair.about, outcome) for pair, outcome in right if pair.deed is not None]
    status = np.mean([deed.status == outcome.status for deed, _, outcome in deeds])
    hits = sum(len({*deed.mode} & {*outcome.modes}) for deed, _, outcome in deeds)
    asked = sum(len(deed.mode) + len(outcome.modes) for deed, _, outcome in deeds)
    spoken = [(about, o.about) for _, about, o in deeds if about is not None]
    told = np.mean([o is not None and o.event == about.event for about, o in spoken])
    print(f"of {len(deeds)} with the right type: status right {status:.3f}, modes F1 {2 * hits / asked:.3f}, ", end="")
    print(f"deed spoken of right {told:.3f} of {len(spoken)}")


def show_contexts(entries: Sequence[Entry]) -> None:
    """Contexts of single sentences."""
    heads, contexts = Heads.load(), Contexts(Ontology.load().contexts)
    encoded = Encoder.load().encode([e.sentence.text for e in entries])
    hits = asked = found = 0
    for entry, states in zip(entries, encoded, strict=True):
        chances = dict(zip(heads.labels.contexts, heads.contexts(states).tolist(), strict=True))
        told = contexts.of(entry.sentence.text, [chances])
        hits, asked = hits + len({*told} & {*entry.sentence.context}), asked + len(entry.sentence.context)
        found += len(told)
    print(f"contexts of {len(entries)} sentences: precision {hits / found:.3f}, recall {hits / asked:.3f}")


def show_agreement(entries: Sequence[Entry]) -> None:
    """How far the second, blind coding of a sample agrees with the corpus (Cohen's kappa for the types)."""
    by_id = {entry.id: entry for entry in entries}
    with (HERE / "second_coding.csv").open(encoding="utf-8") as table:
        rows = [row for row in csv.DictReader(table) if row["id"] in by_id]
    first, second, statuses = [], [], []
    for row in rows:
        ends = tuple(int(row[end]) if row[end] else None for end in ("source", "target"))
        pair = next(p for p in by_id[row["id"]].sentence.pairs if (p.source, p.target) == ends)
        first.append(pair.deed.event if pair.deed is not None else NONE)
        second.append(row["event"])
        if pair.deed is not None and row["event"] == pair.deed.event:
            statuses.append(row["status"] == pair.deed.status)
    same = np.mean([a == b for a, b in zip(first, second, strict=True)])
    by_chance = sum(first.count(label) * second.count(label) for label in {*first}) / len(rows) ** 2
    kappa = (same - by_chance) / (1 - by_chance)
    print(f"second coding of {len(rows)}: types agree {same:.3f}, kappa {kappa:.3f}; statuses {np.mean(statuses):.3f}")


def main() -> int:
    entries = read_corpus()
    held = [entry for entry in entries if part_of(entry) == "test"]
    answers = answered(held)
    show_types(answers)
    show_calibration(answers)
    show_rest(answers)
    show_contexts(held)
    show_confidence(Coder.load(Settings()))
    show_agreement(entries)
    return 0


if __name__ == "__main__":
    sys.exit(main())
