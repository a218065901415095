"""Incidents: articles of many outlets on events that they share, grouped by common incident, scored by B³."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from benchmarks.data import Data, read_jsonl
from dragoman.incidents import Rules, incidents, stories
from dragoman.pipeline import Pipeline
from dragoman.records import Article, Incident
from dragoman.settings import Settings


def run(data: Data) -> bool:
    """Print B³ with and without the titles, and what there was to link."""
    print("duplicates")
    path = data.path("data", "duplicates_dev.jsonl")
    if path is None:
        return True
    rows = list(read_jsonl(path))
    articles = [
        Article(row["id"], date.fromisoformat(row["date"]), row["text"], row["title"], publisher=row["publisher"])
        for row in rows
    ]
    gold = {row["id"]: row["incident"] for row in rows if row["codable"]}
    pipeline = Pipeline.load(replace(Settings(), code_titles=True))
    events = pipeline.code_batch(articles)
    rules = Rules.load()
    copies = stories(articles, rules)
    started = time.perf_counter()
    found = incidents(events, rules, copies)
    seconds = time.perf_counter() - started
    bodies = incidents([event for event in events if event.sequence >= 0], rules, copies)
    coded = {event.document for event in events if event.type}
    print(f"  {len(articles)} articles, {len(set(copies.values()))} stories, {len(events)} reports, "
          f"{len(found)} incidents in {seconds:.2f} s")  # fmt: skip
    print(f"  {len(gold)} articles scored, {len(gold.keys() - coded)} of them without any report")
    _show("with titles", gold, found)
    _show("bodies alone", gold, bodies)
    return True


def _show(name: str, gold: Mapping[str, str], found: Sequence[Incident]) -> None:
    precision, recall, f1 = b_cubed(gold, groups(gold, found))
    print(f"  {name}: B³ precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


def groups(articles: Collection[str], found: Iterable[Incident]) -> list[frozenset[str]]:
    """Return the articles in groups: those with a common incident, directly or through others, are together.

    An article that is not to be grouped still joins two that are.
    """
    group: dict[str, set[str]] = {article: {article} for article in articles}
    for incident in found:
        joined = set().union(*(group.get(article, {article}) for article in incident.articles))
        group |= dict.fromkeys(joined, joined)
    return [frozenset(members) for members in {id(members): members for members in group.values()}.values()]


def b_cubed(gold: Mapping[str, str], found: Iterable[Collection[str]]) -> tuple[float, float, float]:
    """Return B³ precision, recall and F1 of a grouping; what the gold does not know is left out."""
    precision = recall = 0.0
    for members in found:
        known = [article for article in members if article in gold]
        for article in known:
            same = sum(gold[other] == gold[article] for other in known)
            precision += same / len(known)
            recall += same / sum(other == gold[article] for other in gold.values())
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)
