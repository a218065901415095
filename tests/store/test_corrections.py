"""What a person corrects stands, survives a recoding, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from dragoman import pipeline
from dragoman.errors import UsageError
from dragoman.ontology import Ontology
from dragoman.records import Event, Span
from dragoman.store import Changes, Correction, EventFilter, Store, checked, corrected

from .toy import Adder, ToyCoder, article, contents

ONTOLOGY = Ontology.load()


def one(text: str = "PER recall-ambassador CHL.") -> Event:
    return ToyCoder().code(article("a", 1, text))[0]


def said(field: str, value: Any) -> Correction:
    return Correction("a", Span(4, 21), "x", field, checked(field, value, ONTOLOGY))


def correct(store: Store, prefix: str = "", **values: Any) -> Changes:
    with store.begin() as transaction:
        return transaction.correct(prefix, values)


def test_fields_are_corrected_and_what_follows_from_them() -> None:
    event = corrected(
        one(), [said("status", "denied"), said("date", "2019-12-01"), said("until", "2020-02-01")], ONTOLOGY
    )
    assert (event.status, event.until) == ("denied", date(2020, 2, 1))
    assert (event.date.start, event.date.end, event.date.precision) == (date(2019, 12, 1), date(2020, 1, 1), "period")
    attack = corrected(one(), [said("act", "attack")], ONTOLOGY)
    assert (attack.type, attack.act, attack.quad_class, attack.cameo) == ("ASSAULT", "attack", 4, "190")
    demand = corrected(one(), [said("event", "REQUEST")], ONTOLOGY)
    assert (demand.type, demand.modes, demand.act, demand.scale) == ("REQUEST", (), None, 0)
    later = corrected(one(), [said("date", "2020-03-01")], ONTOLOGY)
    assert later.date.start == later.date.end == date(2020, 3, 1)
    assert corrected(one(), [], ONTOLOGY) == one()


def test_sides_and_source_are_corrected() -> None:
    event = corrected(one(), [said("actor", "ARG|PER"), said("recipient", ""), said("attribution", "BRA")], ONTOLOGY)
    assert [(a.entity, a.code, a.sector) for a in event.actors] == [("ARG", "ARG", ()), ("PER", "PER", ("GOV",))]
    assert event.recipients == ()
    assert event.attribution is not None and event.attribution.code == "BRA"
    group = corrected(one(), [said("actor", [{"entity": "Hamas", "code": "PSE", "sector": ["REB"]}])], ONTOLOGY)
    assert (group.actors[0].entity, group.actors[0].code, group.actors[0].sector) == ("Hamas", "PSE", ("REB",))


def test_the_order_of_corrections_does_not_matter() -> None:
    three = [said("event", "ACCUSE"), said("mode", "disapprove"), said("act", "")]
    assert len({corrected(one(), order, ONTOLOGY) for order in permutations(three)}) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", "x"), ("status", "perhaps"), ("status", ["denied"]), ("event", "WAR"), ("event", "AGREE|AID"),
     ("act", "wave"), ("date", "2020-02-30"), ("date", ""), ("until", "soon"), ("actor", [{"code": "PER"}]),
     ("actor", [{"entity": "PER", "rank": 1}]), ("actor", ["a\0b"]), ("actor", [{"entity": "PER", "start": -1}]),
     ("attribution", 5), ("mode", 3)],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(field: str, value: Any, store: Store) -> None:
    Adder().add(store, article("a"))
    with pytest.raises(UsageError) as refused:
        correct(store, **{field: value})
    assert "\n" not in str(refused.value)
    assert store.corrections() == []


def test_a_correction_stands_at_once_everywhere(store: Store) -> None:
    Adder().add(store, article("a"))
    changes = correct(store, status="denied", actor="ARG")
    assert [(s.event.status, s.corrected) for s in changes.added] == [("denied", True)]
    assert [(s.event.status, s.corrected) for s in changes.removed] == [("occurred", False)]
    assert store.pairs() == {("ARG", "CHL"): 1}
    assert store.pair_events("CHL", "ARG")[0].corrected
    assert [s.event.status for s in store.events(EventFilter(actors=["ARG"], statuses=["denied"]))] == ["denied"]
    assert {(c.field, c.words) for c in store.corrections("a")} == {
        ("status", "recall-ambassador"),
        ("actor", "recall-ambassador"),
    }
    correct(store, status="planned")
    assert [s.event.status for s in store.events()] == ["planned"]


def test_what_is_said_to_be_no_event_is_nowhere_until_that_is_taken_back(store: Store) -> None:
    Adder().add(store, article("a"))
    assert correct(store, event="none").added == ()
    assert (list(store.events()), store.pairs(), store.entities()) == ([], {}, {})
    assert store.event("").corrected
    assert Adder().add(store, article("a")) == ["skipped"]
    with store.begin() as transaction:
        assert transaction.withdraw("").removed == ()
    assert [s.corrected for s in store.events()] == [False]
    assert store.corrections() == []


def test_corrections_survive_a_recoding_and_a_change_of_the_text(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    adder = Adder()
    adder.add(store, article("a"))
    correct(store, status="denied")
    monkeypatch.setattr(pipeline, "CODER", "dragoman 9")
    assert adder.add(store, article("a"), recode=True) == ["replaced"]
    assert [s.event.status for s in store.events()] == ["denied"]
    # A coder that sees another act in the same words gives the event another id.
    monkeypatch.setattr(ToyCoder, "coded", _with_other_ids(ToyCoder.coded))
    monkeypatch.setattr(pipeline, "CODER", "dragoman 10")
    assert adder.add(store, article("a"), recode=True) == ["replaced"]
    assert [(s.event.id[:3], s.event.status) for s in store.events()] == [("new", "denied")]
    assert adder.add(store, article("a", 1, "PER recall-ambassador CHL. BRA meet ARG.")) == ["replaced"]
    assert [s.event.status for s in store.events()] == ["denied", "occurred"]
    assert adder.add(store, article("a", 1, "PER expel-diplomats CHL.")) == ["replaced"]
    assert [s.event.status for s in store.events()] == ["occurred"]
    assert adder.add(store, article("a")) == ["replaced"]
    assert [s.event.status for s in store.events()] == ["denied"]


def _with_other_ids(coded: Any) -> Any:
    def recoded(self: ToyCoder, given: Any) -> Any:
        made = coded(self, given)
        return replace(made, events=tuple(replace(e, id=f"new{e.id}") for e in made.events))

    return recoded


def test_one_of_two_events_of_a_trigger_is_corrected(store: Store) -> None:
    coded = ToyCoder().coded(article("a"))
    other = replace(coded.events[0], id="other", actors=coded.events[0].recipients, recipients=coded.events[0].actors)
    with store.begin() as transaction:
        transaction.put(replace(coded, events=(*coded.events, other)))
    correct(store, "other", status="denied")
    statuses = {s.event.actors[0].entity: s.event.status for s in store.events()}
    assert statuses == {"CHL": "denied", "PER": "occurred"}
    renamed = tuple(replace(e, id=f"x{e.id}") for e in (other, *coded.events))
    with store.begin() as transaction:
        transaction.put(replace(coded, events=renamed))
    assert {s.event.actors[0].entity: s.event.status for s in store.events()} == statuses


def test_a_correction_follows_the_text_to_the_copy_that_is_coded(store: Store, url: str) -> None:
    adder = Adder()
    adder.add(store, article("b", 2))
    correct(store, status="denied")
    adder.add(store, article("a", 1))
    assert [(s.event.document, s.event.status) for s in store.events()] == [("a", "denied")]
    assert len(contents(url)["corrections"]) == 1
