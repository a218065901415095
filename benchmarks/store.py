"""How fast the store is with many made-up events: ``python -m benchmarks.store URL [ARTICLES]``.

The URL is that of a new store. The articles have 14 sentences and 5 events each; 190 states take part, and one dyad is
busy.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import mean

from dragoman.records import Actor, Article, CodedArticle, Event, EventDate, SentenceSpan, Span
from dragoman.store import Store

BUSY = ("AAX", "ABX")
STATES = [f"{first}{second}X" for first in "ABCDEFGH" for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"][:190]
WORDS = "the ambassador was recalled from embassy after talks collapsed between ministers over border".split()
TYPES = ("SANCTION", "CONSULT", "ACCUSE", "AGREE", "ASSAULT", "REQUEST", "SUPPORT")
STEP = 2000


def made_up(number: int, chance: random.Random) -> CodedArticle:
    """One coded article."""
    sentences, at = [], 0
    for sequence in range(14):
        words = " ".join(chance.choices(WORDS, k=24)) + "."
        sentences.append(SentenceSpan(sequence, Span(at, at + len(words)), words))
        at += len(words) + 1
    published = date(2000, 1, 1) + timedelta(days=chance.randrange(8000))
    article = Article(f"{number:08}", published, " ".join(s.text for s in sentences), "A title")
    events = (_event(article, f"{number}/{n}", chance.choice(sentences), chance) for n in range(5))
    return CodedArticle(article, tuple(sentences), tuple(events))


def _event(article: Article, key: str, sentence: SentenceSpan, chance: random.Random) -> Event:
    sides = BUSY if chance.random() < 0.015 else chance.sample(STATES, 2)
    doer, receiver = (Actor("the foreign ministry", 0, 20, s, s, ("GOV",), f"State {s}") for s in sides)
    start = sentence.span.start
    return Event(
        id=hashlib.sha256(key.encode()).hexdigest()[:20], document=article.id, published=article.date,
        date=EventDate(article.date, article.date, "day", "publication"), type=chance.choice(TYPES), modes=(),
        act="recall-ambassador" if chance.random() < 0.5 else None, about=None, status="occurred", actors=(doer,),
        recipients=(receiver,), trigger=Span(start, start + 8), trigger_text="", phrase=sentence.text[:60],
        sentence=sentence.span, sentence_text=sentence.text, sequence=sentence.sequence, confidence=0.9,
        basis="made up", cameo="161", quad_class=4, scale=-5.0, goldstein=-4.0,
    )  # fmt: skip


def fill(store: Store, articles: int) -> None:
    """Keep so many articles, and print how many a second, of every thousands."""
    chance = random.Random(1)
    for first in range(0, articles, STEP):
        made = [made_up(number, chance) for number in range(first, min(first + STEP, articles))]
        started = time.perf_counter()
        for one in made:
            with store.begin(repeatable=True) as transaction:
                transaction.put(one, "benchmark")
        print(f"  from {first:7,}: {len(made) / (time.perf_counter() - started):6.0f} articles/s kept")


def milliseconds(question: Callable[[], object]) -> float:
    """How long the question takes, the best of three times."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        question()
        times.append((time.perf_counter() - started) * 1000)
    return min(times)


def main(url: str, articles: int) -> None:
    """Fill a store and ask it."""
    with Store.open(url) as store:
        fill(store, articles)
        pairs = store.pairs()
        some = random.Random(2).sample(sorted(pairs), min(200, len(pairs)))
        usual = [milliseconds(lambda pair=pair: store.pair_events(*pair)) for pair in some]  # type: ignore[misc]
        print(f"  {sum(pairs.values()):,} events, {len(pairs):,} dyads")
        print(
            f"  a dyad of {mean(pairs[p] for p in some):.0f} events: {mean(usual):.1f} ms, at most {max(usual):.1f} ms"
        )
        busy = milliseconds(lambda: store.pair_events(*BUSY))
        moving = milliseconds(lambda: store.pair_events(*BUSY, moving=True))
        print(f"  the dyad of {pairs[BUSY]:,} events: {busy:.0f} ms; what moves a state alone: {moving:.0f} ms")
        print(f"  search: {milliseconds(lambda: store.search('ambassador recalled')):.0f} ms")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 40_000)
