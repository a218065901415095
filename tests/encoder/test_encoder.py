"""The encoder alone: tokens, sides, and the same answer in any company."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.encoder import Encoder, Heads
from dragoman.encoder.encoder import LONGEST, side_weights

TEXTS = [
    "Peru recalled its ambassador to Chile.",
    "Thousands of people marched through the capital on Friday to demand that the governor of the north resign.",
    "Talks failed.",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


@pytest.fixture(scope="module")
def heads() -> Heads:
    return Heads.load()


def test_offsets_are_characters_of_the_text(encoder: Encoder) -> None:
    (encoded,) = encoder.encode(["Perú’s envoy left Santiago."])
    assert encoded.offsets[0] == encoded.offsets[-1] == (0, 0)
    words = ["Perú’s envoy left Santiago."[a:b] for a, b in encoded.offsets if b > a]
    assert words[0] == "Perú" and words[-1] == "."
    assert encoded.states.shape == (len(encoded.offsets), 384)


def test_a_sentence_has_the_same_states_in_any_company(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    backwards = encoder.encode(TEXTS[::-1])[::-1]
    threaded = Encoder.load(threads=3).encode(TEXTS)
    for text, *states in zip(TEXTS, together, backwards, threaded, strict=True):
        (alone,) = encoder.encode([text])
        for other in states:
            assert np.array_equal(alone.states, other.states)


def test_no_text_is_no_state(encoder: Encoder) -> None:
    assert encoder.encode([]) == []


def test_a_text_too_long_is_cut(encoder: Encoder) -> None:
    (encoded,) = encoder.encode(["word " * 1000])
    assert len(encoded.offsets) == LONGEST


@pytest.mark.parametrize(
    ("side", "weights"),
    [
        ((), [0, 0, 0, 0]),
        (((0, 4),), [0, 1, 0, 0]),
        (((2, 6),), [0, 0.5, 0.5, 0]),
        (((0, 2), (5, 9)), [0, 0.5, 0.5, 0]),
        (((20, 30),), [0, 0, 0, 0]),
        (((4, 5),), [0, 0, 0, 0]),
    ],
)
def test_side_weights(side: tuple[tuple[int, int], ...], weights: list[float]) -> None:
    assert side_weights([(0, 0), (0, 4), (5, 9), (0, 0)], side).tolist() == weights


def test_probabilities_sum_to_one_and_know_the_labels(encoder: Encoder, heads: Heads) -> None:
    (encoded,) = encoder.encode(TEXTS[:1])
    pairs = [(((0, 4),), ((32, 37),)), (((32, 37),), ((0, 4),)), ((), ((0, 4),)), ((), ())]
    scores = heads.pairs(encoded, pairs)
    assert len(scores) == len(pairs)
    for score in scores:
        assert score.type.shape == (len(heads.labels.types),)
        assert score.mode.shape == (len(heads.labels.modes),)
        for shares in (score.type, score.status, score.about_type, score.about_status):
            assert shares.sum() == pytest.approx(1, abs=1e-5)
        assert ((score.mode >= 0) & (score.mode <= 1)).all()
    assert heads.contexts(encoded).shape == (len(heads.labels.contexts),)
    assert heads.pairs(encoded, []) == []


def test_a_pair_does_not_hang_on_the_other_pairs(encoder: Encoder, heads: Heads) -> None:
    (encoded,) = encoder.encode(TEXTS[:1])
    pair, other = (((0, 4),), ((32, 37),)), ((), ((0, 4),))
    alone = heads.pairs(encoded, [pair])[0]
    beside = heads.pairs(encoded, [other, pair])[1]
    assert np.allclose(alone.type, beside.type, atol=1e-6)


def test_the_labels_are_those_of_the_ontology(heads: Heads) -> None:
    from dragoman.ontology import Ontology

    ontology = Ontology.load()
    assert heads.labels.types == ("NONE", *ontology.types)
    assert heads.labels.modes == tuple(f"{type_}/{mode}" for type_, mode in ontology.modes)
    assert heads.labels.contexts == tuple(ontology.contexts)
