"""The corpus as it lies there: what the issue of a corpus asks of it holds for every sentence."""

from __future__ import annotations

from collections import Counter

from dragoman.ontology import Ontology
from training.corpus import read_corpus
from training.validate import families_of_contrasts, faults_of, near_duplicates, repeated, shortfalls

ENTRIES = read_corpus()
SENTENCES = [entry.sentence for entry in ENTRIES]


def test_every_sentence_is_whole() -> None:
    ontology, families = Ontology.load(), families_of_contrasts()
    faults = [f"{e.id}: {fault}" for e in ENTRIES for fault in faults_of(e.sentence, ontology, families)]
    assert not faults


def test_ids_are_unique() -> None:
    assert [name for name, count in Counter(entry.id for entry in ENTRIES).items() if count > 1] == []


def test_no_template_and_no_near_duplicate() -> None:
    assert list(repeated(SENTENCES)) == []
    assert [(a.text, b.text) for a, b in near_duplicates(SENTENCES)] == []


def test_it_is_large_enough_and_holds_every_contrast() -> None:
    assert list(shortfalls(SENTENCES)) == []
