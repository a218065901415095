"""Sentences that report a state and no deed: state_reports.csv, and what holds for every such record."""

from __future__ import annotations

import pytest

from dragoman.errors import TableError
from dragoman.events import states
from dragoman.events.states import DIRECTED, StateTable
from dragoman.records import Event

from .conftest import Coded, Row, split_rows

ROWS, OPEN = split_rows("state_reports.csv")
OPEN_WRONG = 3


def reports(events: list[Event]) -> list[Event]:
    """The state reports among the events."""
    return [event for event in events if event.asserts is not None]


def says(event: Event, row: Row) -> bool:
    """Whether a report says what its row says; what two share may name either first."""
    told, wanted = event.asserts, (row["from"], row["to"])
    if told is None or (told.channel, told.value) != (row["channel"], row["value"]):
        return False
    pair = (told.sender, told.receiver)
    parties = pair == wanted or (told.channel not in DIRECTED and pair[::-1] == wanted)
    return parties and event.date.start.isoformat() == row["since"]


def is_right(row: Row, coded: Coded) -> bool:
    """Whether a row is reported, or told by the event that the row names, and nothing wrong beside it."""
    events = coded(row["text"], row["published"])
    if row["channel"] == "none":
        return not reports(events)
    if row["deed"]:
        return not reports(events) and row["deed"] in {event.act for event in events}
    return any(says(event, row) for event in reports(events))


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_state(row: Row, coded: Coded) -> None:
    found = [(e.asserts, e.date.start.isoformat()) for e in reports(coded(row["text"], row["published"]))]
    assert is_right(row, coded), found


def test_open_cases_do_not_grow(coded: Coded) -> None:
    assert len([row for row in OPEN if not is_right(row, coded)]) <= OPEN_WRONG


def test_a_report_is_no_event(coded: Coded) -> None:
    (report,) = coded("Sweden has maintained diplomatic relations with North Korea since 1973.", "2017-08-12")
    assert report.type is None
    assert report.act is None
    assert report.status == "ongoing"
    assert [actor.entity for actor in report.actors] == ["SWE", "PRK"]
    assert report.recipients == ()
    assert (report.date.text, report.date.precision, report.date.basis) == ("since 1973", "year", "expression")
    assert report.date.end.isoformat() == "1973-12-31"
    assert report.quad_class is None
    assert report.cameo is None
    assert report.trigger_text == "maintained diplomatic relations"


def test_a_channel_with_a_direction_names_its_sides(coded: Coded) -> None:
    (report,) = coded("Australia has no ambassador in Suva.")
    assert [actor.entity for actor in report.actors] == ["AUS"]
    assert [actor.entity for actor in report.recipients] == ["FJI"]


def test_on_whose_word(coded: Coded) -> None:
    (report,) = reports(coded("Cuban officials said Peru has no embassy in Accra."))
    assert report.attribution is not None
    assert report.attribution.code == "CUB"


def test_each_of_two_lacks_the_other(coded: Coded) -> None:
    found = reports(coded("Ankara and Cairo have been without ambassadors since 2013."))
    assert {(e.asserts.sender, e.asserts.receiver) for e in found if e.asserts} == {("TUR", "EGY"), ("EGY", "TUR")}
    assert len({event.id for event in found}) == 2


def test_a_state_may_end_on_a_stated_day(coded: Coded) -> None:
    (report,) = reports(coded("A truce between Mali and Niger is in force until Sunday.", "2021-06-16"))
    assert report.until is not None
    assert report.until.isoformat() == "2021-06-20"


def test_the_other_party_may_be_told_by_the_story(coded: Coded) -> None:
    found = reports(coded("Britain closed its mission in Syria. The embassy in Damascus remains closed."))
    assert [(e.asserts.sender, e.asserts.receiver) for e in found if e.asserts] == [("GBR", "SYR")]
    assert found[0].confidence < 0.8


def test_a_repeated_report_is_linked(coded: Coded) -> None:
    first, again = reports(coded("Fiji has no embassy in Lima. Officials said Fiji has no embassy in Lima."))
    assert again.link == first.id


@pytest.mark.parametrize(
    ("column", "value"), [("form", "was"), ("value", "warm"), ("value", ""), ("mutual", "no"), ("thing", "@nonesuch")]
)
def test_a_broken_row_is_refused(column: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = dict.fromkeys(
        "name form thing verbs words with unless without channel value negated actor recipient mutual inferred deeds "
        "note".split(),
        "",
    )
    row |= {"name": "x", "form": "is", "thing": "tie", "channel": "relations", "value": "none"} | {column: value}
    monkeypatch.setattr(states, "rows", lambda _package, _table: [(2, row)])
    monkeypatch.setattr(states.Classes, "load", classmethod(lambda cls: cls({})))
    with pytest.raises(TableError, match=r"state_reports\.csv:2"):
        StateTable.load()
