"""Relations as they are read out of the store: the same whether it is read for the first time or again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dragoman.incidents import Rules
from dragoman.records import CodedArticle, Event, EventDate, Incident, SentenceSpan, Span
from dragoman.relations.plans import PlanTable, plans
from dragoman.relations.relation import Relations
from dragoman.relations.timeline import timeline
from dragoman.store import Baseline, Store
from dragoman.store.reading import NEAR

from ..store.toy import article
from ..store.toy import event as toy_event

ON = date(2020, 1, 20)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "store.db")) as opened:
        yield opened


def _told(store: Store, name: str, day: int, sentence: str, **changes: object) -> Event:
    """Keep an article with one event, of a sentence of the toy language, that is changed so."""
    about = article(name, day, f"{sentence}.")
    span = SentenceSpan(0, Span(0, len(sentence)), sentence)
    made = replace(toy_event(about, span), **changes)  # type: ignore[arg-type]
    with store.begin() as transaction:
        transaction.put(CodedArticle(about, (span,), (made,)))
    return made


def _values(relations: Relations) -> dict[str, str]:
    return {s.key.channel: s.value for s in relations.on("PER", "CHL", ON).channels}


def test_a_declared_war_counts_whatever_type_it_was_coded_as(store: Store) -> None:
    _told(store, "a", 3, "PER coerce CHL", act=None, phrase="declared war on")
    assert _values(Relations.load(store))["hostilities"] == "war"


def test_what_is_added_corrected_or_set_later_is_seen_by_who_asked_before(store: Store) -> None:
    relations = Relations.load(store)
    assert _values(relations) == {}
    first = _told(store, "a", 3, "PER recall-ambassador CHL")
    assert _values(relations) == {"head-of-mission": "called-home"}
    assert len(timeline(relations, store, "PER", "CHL")) == 1
    with store.begin() as transaction:
        transaction.correct(first.id, {"status": "denied"})
    assert _values(relations) == {"head-of-mission": "in-post"}
    with store.begin() as transaction:
        transaction.put_baseline([Baseline("PER", "CHL", "mission", "open", date(2019, 1, 1))])
    assert _values(relations) == {"head-of-mission": "in-post", "mission": "open"}
    _told(store, "b", 9, "CHL sever-relations PER")
    assert _values(relations)["relations"] == "severed"
    assert _values(relations) == _values(Relations.load(store))


def test_plans_are_the_same_from_either_side_and_follow_the_day_of_knowledge(
    store: Store, plan_table: PlanTable
) -> None:
    planned = _told(store, "a", 2, "PER visit CHL", status="planned")
    done = _told(store, "b", 9, "PER meet CHL")
    relations = Relations.load(store)
    for pair in (("PER", "CHL"), ("CHL", "PER")):
        before, after = relations.on(*pair, date(2020, 1, 5)), relations.on(*pair, ON)
        assert [(p.id, p.outcome, p.sender, p.answers) for p in before.planned] == [(planned.id, "pending", "PER", ())]
        assert [(p.id, p.outcome, p.answers) for p in after.past_plans] == [(planned.id, "came-true", (done.id,))]
        assert relations.on(*pair, ON, known_on=date(2020, 1, 8)).planned[0].outcome == "pending"
        assert after.past_plans == plans([done, planned], *pair, ON, plan_table)


def test_answers_stand_in_the_order_of_the_reports_and_only_those_in_time_count(
    store: Store, plan_table: PlanTable
) -> None:
    planned = _told(store, "a", 2, "PER visit CHL", status="planned")
    told = [_told(store, name, day, "PER meet CHL") for name, day in (("d", 12), ("c", 12), ("b", 1), ("e", 14))]
    cancelled = _told(store, "f", 13, "CHL cancel-meeting PER")
    (plan,) = plans([*told, cancelled, planned], "PER", "CHL", ON, plan_table)
    assert plan.answers == (told[1].id, told[0].id, told[3].id)
    (early,) = plans([*told, cancelled, planned], "PER", "CHL", date(2020, 1, 11), plan_table)
    assert (early.outcome, early.answers) == ("pending", ())
    (called_off,) = plans([cancelled, planned], "PER", "CHL", ON, plan_table)
    assert (called_off.outcome, called_off.answers) == ("cancelled", (cancelled.id,))


def test_reports_of_one_incident_are_nearer_than_the_store_looks_for_them() -> None:
    sections = Rules.load().sections
    slack = max(days for name, days in sections["date"].items() if name.startswith("slack"))
    assert 2 * (slack + sections["chain"]["days"]) < NEAR


def test_background_counts_on_the_day_of_its_incident_however_the_window_is_cut(store: Store) -> None:
    eve = date(2019, 9, 15)
    told = _told(store, "a", 3, "PER recall-ambassador CHL", date=EventDate(eve, eve, "before", "tense"))
    day = eve - timedelta(days=120)
    incident = Incident(
        "i", "SANCTION", None, "occurred", ("PER",), ("CHL",), day, day, day, day, (told.id,), ("a",), 1
    )
    with store.begin() as transaction:
        transaction.replace_incidents([], [incident])
    assert [score.event for score in store.pair_scores("PER", "CHL", since=day, until=day)] == [told.id]
    assert store.pair_scores("PER", "CHL", since=eve, until=eve) == []
    assert len(store.pair_scores("PER", "CHL", since=date.min, until=date.max)) == 1
