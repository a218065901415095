"""Articles into the store: what is coded, what is skipped, and what becomes of copies."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import pipeline
from dragoman.records import Article
from dragoman.store import Changes, EventFilter, Store, Transaction

from .toy import Adder, article, contents

TWO = "PER recall-ambassador CHL. ARG meet BRA."


def documents(store: Store) -> list[str]:
    return [stored.event.document for stored in store.events()]


def test_what_is_kept_is_skipped_without_coding(store: Store, url: str) -> None:
    adder = Adder()
    assert adder.add(store, article("a", 1, TWO), article("b", 2)) == ["added", "added"]
    before = contents(url)
    assert adder.add(store, article("a", 1, TWO), article("b", 2)) == ["skipped", "skipped"]
    assert adder.coder.called == ["a", "b"]
    assert contents(url) == before
    assert documents(store) == ["a", "a", "b"]
    assert [s.text for s in store.sentences("a")] == ["PER recall-ambassador CHL", "ARG meet BRA"]


@pytest.mark.parametrize(
    "changed",
    [
        article("a", 1, TWO),
        article("a", 2),
        article("a", title="New"),
        article("a", url="u"),
        article("a", publisher="p"),
    ],
    ids=["text", "date", "title", "url", "publisher"],
)
def test_changed_content_replaces_the_events(
    changed: Article, store: Store, fresh: Callable[[], str], url: str
) -> None:
    adder = Adder()
    assert adder.add(store, article("a"), changed, changed) == ["added", "replaced", "skipped"]
    alone = fresh()
    with Store.open(alone) as other:
        adder.add(other, changed)
    assert contents(url) == contents(alone)


def test_only_recode_codes_again_what_another_version_coded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    adder = Adder()
    adder.add(store, article("a"))
    assert adder.add(store, article("a"), recode=True) == ["skipped"]
    monkeypatch.setattr(pipeline, "CODER", "dragoman 9")
    assert adder.add(store, article("a")) == ["skipped"]
    assert adder.add(store, article("a"), recode=True) == ["replaced"]
    assert adder.add(store, article("a"), recode=True) == ["skipped"]
    assert Adder(titles=True).add(store, article("a"), recode=True) == ["replaced"]
    assert len(documents(store)) == 1


def test_an_article_that_cannot_be_coded_changes_nothing(store: Store, url: str) -> None:
    adder = Adder()
    adder.add(store, article("a"))
    before = contents(url)
    assert adder.add(store, article("a", 1, "A trap."), article("t", 1, "A trap."), article("b", 2)) == ["copy"]
    assert [str(e) for e in adder.errors] == [f"{i}: could not be coded: RuntimeError: fell into it" for i in "at"]
    after = contents(url)
    assert after["events"] == before["events"]
    assert len(after["articles"]) == 2


def test_what_fails_beside_undoes_the_transaction(store: Store, url: str) -> None:
    def fail(transaction: Transaction, changes: Changes) -> None:
        assert [s.event.document for s in transaction.events()] == ["a"]
        raise ZeroDivisionError

    before = contents(url)
    with pytest.raises(ZeroDivisionError):
        Adder().add(store, article("a"), keep=fail)
    assert contents(url) == before


def test_what_changed_is_told_in_the_transaction(store: Store) -> None:
    told: list[tuple[list[str], list[str]]] = []

    def keep(transaction: Transaction, changes: Changes) -> None:
        told.append(tuple([s.event.document for s in side] for side in (changes.added, changes.removed)))  # type: ignore[arg-type]

    adder = Adder()
    adder.add(store, article("b", 2), article("c", 3), article("a", 1), article("a", 1, TWO), keep=keep)
    assert told == [(["b"], []), (["a"], ["b"]), (["a", "a", "b"], ["a"])]


# Copies


def test_the_first_published_of_the_copies_is_coded(store: Store) -> None:
    adder = Adder()
    assert adder.add(store, article("c", 2), article("b", 2), article("d", 3)) == ["added", "added", "copy"]
    assert documents(store) == ["b"]
    assert store.copies("b") == ["c", "d"]
    assert store.copies("c") == []
    assert store.articles_by_day() == {date(2020, 1, 2): 1}
    assert adder.add(store, article("a", 1)) == ["added"]
    assert (documents(store), store.copies("a")) == (["a"], ["b", "c", "d"])
    assert store.sentences("b") == []


def test_a_copy_takes_the_place_of_an_original_that_changes_or_goes(store: Store) -> None:
    adder = Adder()
    adder.add(store, article("a", 1), article("b", 2), article("c", 3))
    assert adder.add(store, article("a", 1, TWO)) == ["replaced"]
    assert documents(store) == ["a", "a", "b"]
    assert store.copies("b") == ["c"]
    removed = adder.pipeline.remove("b", store, adder.errors.append)
    assert removed is not None and removed.done == "removed"
    assert documents(store) == ["a", "a", "c"]
    assert store.article("b") is None
    again = adder.pipeline.remove("b", store, adder.errors.append)
    assert again is not None and again.done == "skipped"
    assert adder.add(store, article("a", 9)) == ["copy"]
    assert (documents(store), store.copies("c")) == (["c"], ["a"])


_CHANGING = [
    article("a", 3), article("b", 1), article("c", 1), article("d", 2, TWO), article("e", 1, TWO),
]  # fmt: skip


def test_copies_come_out_the_same_in_any_order(fresh: Callable[[], str]) -> None:
    results = []
    for order in [*list(permutations(_CHANGING[:3])), tuple(_CHANGING), tuple(reversed(_CHANGING))]:
        made = fresh()
        with Store.open(made) as opened:
            Adder().add(opened, *order)
        results.append((len(order), contents(made)))
    for length in (3, 5):
        first, *others = [found for size, found in results if size == length]
        assert all(other == first for other in others)


_ARTICLES = st.builds(
    article, st.sampled_from("abcd"), st.integers(1, 3), st.sampled_from([TWO, "PER meet CHL.", "BRA meet CHL."])
)


@settings(max_examples=40)
@given(st.lists(_ARTICLES, max_size=9), st.randoms(use_true_random=False))
def test_a_store_depends_only_on_what_each_article_last_was(
    tmp_path_factory: pytest.TempPathFactory, blank: Path, articles: list[Article], random: object
) -> None:
    folder = tmp_path_factory.mktemp("any-order")
    last = list({a.id: a for a in articles}.values())
    random.shuffle(last)  # type: ignore[attr-defined]
    for name, given_articles in (("history.db", articles), ("last.db", last)):
        with Store.open(str(shutil.copy(blank, folder / name))) as opened:
            Adder().add(opened, *given_articles)
            for stored in opened.events(EventFilter(repeats=False)):
                kept = opened.article(stored.event.document)
                assert kept is not None and opened.plan(kept, "other").idle
    assert contents(str(folder / "history.db")) == contents(str(folder / "last.db"))
