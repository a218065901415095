"""Twelve dispatches over thirteen years: the right state on every date, whatever order they came in."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dragoman.incidents.keeping import Keeper
from dragoman.pipeline import Pipeline
from dragoman.read import ReadOptions, read_articles
from dragoman.records import Article, CodedArticle, Event
from dragoman.relations.answers import Answers, period_answer
from dragoman.relations.fold import Ledger, fold_all
from dragoman.relations.relation import Relations
from dragoman.relations.series import series
from dragoman.relations.standing import standings
from dragoman.relations.timeline import timeline
from dragoman.relations.transitions import Transitions
from dragoman.settings import Settings
from dragoman.store import Store

ROOT = Path(__file__).parents[2]
ROWS = list(csv.DictReader((ROOT / "tests" / "cases" / "story_states.csv").open(encoding="utf-8")))
DATES = sorted({row["on"] for row in ROWS})
OPEN = [row for row in ROWS if row["open"]]


class CodedBefore:
    """Gives what was coded once, so that many stores are filled for the price of one."""

    def __init__(self, coded: Sequence[CodedArticle]) -> None:
        self._coded = {one.article.id: one for one in coded}

    def coded(self, article: Article) -> CodedArticle:
        return self._coded[article.id]

    def code(self, article: Article) -> tuple[Event, ...]:
        return self._coded[article.id].events


@pytest.fixture(scope="module")
def dispatches(pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> list[CodedArticle]:
    paths = [ROOT / "examples" / "turkey-israel.jsonl"]
    with Store.open(str(tmp_path_factory.mktemp("story") / "coded.db")) as store:
        done = list(pipeline.add(read_articles(paths, ReadOptions(), pytest.fail), store, pytest.fail))
        told = {one.article: [stored.event for stored in one.changes.added] for one in done}
        return [
            CodedArticle(article, tuple(store.sentences(article.id)), tuple(told[article.id]))
            for article in store.articles(sorted(told)).values()
        ]


@pytest.fixture(scope="module")
def ledger(dispatches: list[CodedArticle], transitions: Transitions) -> Ledger:
    return fold_all((event for one in dispatches for event in one.events), transitions)


def test_there_are_ten_dates_and_no_more_than_two_open_cases() -> None:
    assert len(DATES) >= 10
    assert len(OPEN) <= 2


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['on']}-{r['channel']}-{r['from']}-{r['known_on']}" for r in ROWS])
def test_the_state_on_a_date(row: dict[str, str], ledger: Ledger, request: pytest.FixtureRequest) -> None:
    if row["open"]:
        request.applymarker(pytest.mark.xfail(reason=row["note"], strict=True))
    known = date.fromisoformat(row["known_on"]) if row["known_on"] else None
    values = {
        standing.value
        for standing in standings(ledger, "TUR", "ISR", date.fromisoformat(row["on"]), known)
        if standing.key.channel == row["channel"] and row["from"] in ("", standing.key.sender)
    }
    assert values == set(row["expected"].split())


def answers(dispatches: Sequence[CodedArticle], folder: Path, *, again: str | None = None) -> str:
    """All that a store says of the two, its dispatches added in this order; ``again`` is taken out and added anew."""
    coder, keeper = Pipeline(CodedBefore(dispatches), Settings()), Keeper.load()
    with Store.open(str(folder / "news.db")) as store:
        list(coder.add([one.article for one in dispatches], store, pytest.fail, keep=keeper))
        if again is not None:
            article = store.article(again)
            assert article is not None
            coder.remove(again, store, pytest.fail, keep=keeper)
            assert store.article(again) is None
            list(coder.add([article], store, pytest.fail, keep=keeper))
        relations = Relations.load(store)
        writer = Answers(relations.transitions.channels)
        return json.dumps([
            *(writer.relation(relations.on("TUR", "ISR", date.fromisoformat(day))) for day in DATES),
            *timeline(relations, store, "TUR", "ISR"),
            *map(period_answer, series(store, "TUR", "ISR", "year")),
        ])  # fmt: skip


@pytest.fixture(scope="module")
def in_order(dispatches: list[CodedArticle], tmp_path_factory: pytest.TempPathFactory) -> str:
    return answers(dispatches, tmp_path_factory.mktemp("in-order"))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_order_of_arrival_gives_the_same_answers(
    seed: int, dispatches: list[CodedArticle], in_order: str, tmp_path: Path
) -> None:
    shuffled = random.Random(seed).sample(dispatches, len(dispatches))
    assert shuffled != dispatches
    assert answers(shuffled, tmp_path) == in_order


def test_a_dispatch_taken_out_and_added_again_changes_nothing(
    dispatches: list[CodedArticle], in_order: str, tmp_path: Path
) -> None:
    assert answers(dispatches, tmp_path, again="ti-07") == in_order


def test_a_dispatch_taken_out_takes_its_state_along(
    dispatches: list[CodedArticle], in_order: str, transitions: Transitions, tmp_path: Path
) -> None:
    rest = [one for one in dispatches if one.article.id != "ti-07"]
    assert answers(rest, tmp_path) != in_order
    left = fold_all((event for one in rest for event in one.events), transitions)
    assert not [s for s in standings(left, "TUR", "ISR", date(2017, 1, 1)) if s.key.channel == "relations"]
