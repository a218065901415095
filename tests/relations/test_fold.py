"""The fold does not depend on order: whatever comes when, and however often, the ledger is the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from tests.shorthand import report

from dragoman.ontology import Ontology
from dragoman.records import Event
from dragoman.relations.fold import Ledger, fold, fold_all
from dragoman.relations.history import history
from dragoman.relations.standing import Standing, standings
from dragoman.relations.transitions import Transitions

_event = cache(report)

_DAYS = [f"2016-0{month}-{day}" for month in (1, 3) for day in ("01", "15", "28")]
_WHO = ["SAU>IRN", "IRN>SAU", "SAU&IRN", "OMN>SAU&IRN", "SAU:MIL>IRN", "SAU:LEG>IRN", "SAU>IRN:prime_minister/Reza"]
_ACTS = st.sampled_from(sorted(Ontology.load().acts))
_MARKS = ["", "denied", "planned", "possible", "ongoing", "before", "by=SAU", "by=IRN", "by=OMN", "span=40",
          "from=2016-02-01", "till=2016-02-20", '"all"', '"interests section"', 'by=OMN "invaded"',
          "said=2016-05-01"]  # fmt: skip
_REPORTS = ["AGREE {who} about=negotiate", "THREATEN {who} about=attack", "state {pair} is=relations:severed",
            "state {pair} is=level:charge", "state {pair} is=contact:suspended"]  # fmt: skip
_WHAT = st.one_of(
    st.builds("{} {}".format, _ACTS, st.sampled_from(_WHO)),
    st.builds(lambda text, who: text.format(who=who, pair="SAU>IRN"), st.sampled_from(_REPORTS), st.sampled_from(_WHO)),
)
_EVENTS = st.lists(
    st.builds(
        lambda *parts: _event(" ".join(parts).strip()), st.sampled_from(_DAYS), _WHAT, st.sampled_from(_MARKS)
    ),
    max_size=12,
)  # fmt: skip


def one_by_one(events: Sequence[Event], transitions: Transitions) -> Ledger:
    ledger = Ledger.empty()
    for event in events:
        ledger = fold(ledger, event, transitions)
    return ledger


def seen(ledger: Ledger) -> list[tuple[Standing, ...]]:
    return [
        standings(ledger, "SAU", "IRN", date.fromisoformat(day), known) for day in _DAYS for known in (None, MIDDLE)
    ]


MIDDLE = date(2016, 2, 1)


@given(events=_EVENTS, data=st.data())
def test_any_order_gives_the_same_ledger_and_the_same_answers(
    events: list[Event], data: st.DataObject, transitions: Transitions
) -> None:
    whole = fold_all(events, transitions)
    other = one_by_one(data.draw(st.permutations(events)), transitions)
    assert other == whole
    assert seen(other) == seen(whole)
    assert history(other, "SAU", "IRN") == history(whole, "IRN", "SAU")


@given(events=_EVENTS, data=st.data())
def test_the_same_event_twice_changes_nothing(
    events: list[Event], data: st.DataObject, transitions: Transitions
) -> None:
    twice = events + (data.draw(st.lists(st.sampled_from(events))) if events else [])
    assert one_by_one(twice, transitions) == fold_all(events, transitions)


@given(events=_EVENTS)
def test_what_is_known_is_what_was_published(events: list[Event], transitions: Transitions) -> None:
    by_then = fold_all([event for event in events if event.published <= MIDDLE], transitions)
    whole = fold_all(events, transitions)
    for day in map(date.fromisoformat, _DAYS):
        assert standings(whole, "SAU", "IRN", day, MIDDLE) == standings(by_then, "SAU", "IRN", day)


@given(events=_EVENTS)
def test_every_value_has_its_evidence_and_its_days(events: list[Event], transitions: Transitions) -> None:
    known = {event.id for event in events}
    ledger = fold_all(events, transitions)
    for day in map(date.fromisoformat, _DAYS):
        found = standings(ledger, "SAU", "IRN", day)
        assert len({(s.key, s.value) for s in found}) == len(found)
        for standing in found:
            assert standing.value in transitions.channels[standing.key.channel].values
            assert standing.since <= standing.last_confirmed <= day
            assert standing.evidence
            assert {*standing.evidence, *standing.against} <= known
