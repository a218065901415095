"""Linking does not depend on the order of arrival, keeps vague reports and daily wars from chaining, stays local."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from dragoman.incidents import Memory, Rules, incidents, relink
from dragoman.records import Event, Incident

from .made import made

RULES = Rules.load()
_WORDS = ["bombed a bridge", "bombed the old bridge in Gori", "shelled a village", "struck a bridge near a village"]


@st.composite
def _reports(draw: st.DrawFn) -> list[Event]:
    """Reports of few parties, days and words, so that many resemble each other; some vague, some repetitions."""
    found: list[Event] = []
    for number in range(draw(st.integers(1, 14))):
        article = draw(st.sampled_from("abcdef"))
        earlier = [event.id for event in found if event.document == article and event.link is None]
        vague = draw(st.booleans()) and draw(st.booleans())
        found.append(
            made(
                f"e{number}",
                article,
                draw(st.integers(0, 40)),
                draw(st.sampled_from(_WORDS)),
                draw(st.sampled_from([("RUS",), ("GEO",), ("RUS-UAF",), ("USA",)])),
                draw(st.sampled_from([("GEO",), ("GEO-CVL",), ()])),
                draw(st.sampled_from(["ASSAULT", "ASSAULT", "COERCE", "ACCUSE"])),
                draw(st.sampled_from(["occurred", "ongoing", "denied", "planned"])),
                draw(st.sampled_from(["expression", "publication"])),
                days=30 if vague else 0,
                link=draw(st.sampled_from([None, *earlier])),
            )
        )
    return found


def _by_article(events: Iterable[Event]) -> list[list[Event]]:
    return [list(group) for _, group in groupby(sorted(events, key=lambda e: (e.document, e.id)), lambda e: e.document)]


def _sorted(memory: Memory) -> list[Incident]:
    return sorted(memory.incidents.values(), key=lambda incident: (incident.start, incident.id))


def _members(found: Sequence[Incident]) -> list[list[str]]:
    return sorted(sorted(incident.events) for incident in found)


@given(_reports(), st.randoms(use_true_random=False))
def test_any_order_and_any_batches_give_the_same_incidents(events: list[Event], random: object) -> None:
    articles = _by_article(events)
    random.shuffle(articles)  # type: ignore[attr-defined]
    memory = Memory(RULES)
    while articles:
        batch = [articles.pop() for _ in range(min(len(articles), random.randint(1, 3)))]  # type: ignore[attr-defined]
        memory.change([event for article in batch for event in article])
    assert _sorted(memory) == incidents(events, RULES)


@given(_reports(), st.randoms(use_true_random=False))
def test_removing_is_as_if_it_had_never_been_there_and_adding_again_as_before(
    events: list[Event], random: object
) -> None:
    memory = Memory(RULES)
    memory.change(events)
    before = _sorted(memory)
    gone = random.choice(_by_article(events))  # type: ignore[attr-defined]
    memory.change(removed=gone)
    assert _sorted(memory) == incidents([event for event in events if event not in gone], RULES)
    memory.change(gone)
    assert _sorted(memory) == before


@given(_reports())
def test_every_report_is_in_one_incident(events: list[Event]) -> None:
    found = incidents(events, RULES)
    assert sorted(ident for incident in found for ident in incident.events) == sorted(event.id for event in events)
    assert len({incident.id for incident in found}) == len(found)


@given(_reports())
def test_a_repetition_belongs_to_what_it_repeats(events: list[Event]) -> None:
    incident = {ident: found.id for found in incidents(events, RULES) for ident in found.events}
    assert all(incident[event.id] == incident[event.link] for event in events if event.link)


def test_a_report_that_is_replaced_moves() -> None:
    old, other = made("e1", "a", 0), made("e2", "b", 0)
    memory = Memory(RULES)
    memory.change([old, other])
    assert _members(_sorted(memory)) == [["e1", "e2"]]
    memory.change(added=[made("e1", "a", 30)], removed=[old])
    assert _members(_sorted(memory)) == [["e1"], ["e2"]]


def test_a_vague_report_joins_its_best_match_and_no_two_dated_ones() -> None:
    first, second = made("e1", "a", 3, "bombed a bridge in Gori"), made("e2", "b", 20, "bombed a mill in Poti")
    vague = made("e3", "c", 0, "bombed a bridge in Gori", days=30, precision="month")
    assert _members(incidents([first, second, vague], RULES)) == [["e1", "e3"], ["e2"]]


def test_a_war_told_every_day_is_cut_into_its_days() -> None:
    daily = [made(f"e{day:02}", f"a{day}", day, basis="publication") for day in range(30)]
    assert _members(incidents(daily[:4], RULES)) == [["e00", "e01", "e02", "e03"]]
    assert _members(incidents(daily, RULES)) == [[event.id] for event in daily]


def test_two_records_of_one_article_are_not_joined_by_a_third_report() -> None:
    bridge = made("e1", "a", 0, "bombed the railway bridge over the Kura in Gori")
    other = made("e2", "a", 0, "bombed a fuel depot and the harbour in Gori")
    report = made("e3", "b", 0, "bombed the railway bridge over the Kura near Gori")
    assert _members(incidents([bridge, other, report], RULES)) == [["e1", "e3"], ["e2"]]


class _Counting(Memory):
    """A memory that counts the reports that it was asked for."""

    asked = 0

    def candidates(self, keys: Iterable[str]) -> Iterable[Event]:
        found = list(super().candidates(keys))
        self.asked += len(found)
        return found


def test_a_late_article_costs_no_more_than_an_early_one() -> None:
    memory = _Counting(RULES)
    costs = []
    for day in range(0, 2000, 5):
        before = memory.asked
        memory.change([made(f"e{day}", f"a{day}", day, basis="publication")])
        costs.append(memory.asked - before)
    assert max(costs[-50:]) <= 2 * max(costs[10:60])


def test_what_the_change_does_not_touch_is_not_written() -> None:
    memory = Memory(RULES)
    memory.change([made("e1", "a", 0), made("e2", "b", 300)])
    changes = memory.change([made("e3", "c", 300)])
    assert [incident.events for incident in changes.write] == [("e2", "e3")]
    assert len(changes.drop) == 1
    assert relink([], memory, RULES).write == ()
