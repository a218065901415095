"""Which events an exchange file holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.write.peers import actor, written

from dragoman.errors import UsageError
from dragoman.ontology import Mutual
from dragoman.records import Event, EventDate
from dragoman.write import EXCHANGE_FORMATS, OUTPUT_FORMATS, ExportOptions, selected, writer
from dragoman.write.selection import dyads, same_code

A_DAY = ExportOptions(one_a_day=True)


@pytest.fixture
def told(full: Event) -> Event:
    """An event that happened, told for the first time."""
    return replace(full, status="occurred", link=None)


def test_denied_possible_repeated_and_states_are_left_out(told: Event, report: Event) -> None:
    events = [told, report, *(replace(told, id=s, status=s) for s in ("ongoing", "planned", "possible", "denied"))]
    repeated = replace(told, id="again", link=told.id)
    assert [s.event.id for s in selected([*events, repeated], ExportOptions())] == [told.id, "ongoing", "planned"]
    kept = [s.event.id for s in selected([*events, repeated], ExportOptions(keep_unreal=True))]
    assert kept == [told.id, "ongoing", "planned", "possible", "denied"]


def test_one_a_day_keeps_the_first_and_counts(told: Event) -> None:
    other_paper = replace(told, id="2", document="andes-2", publisher="Quito Wire", phrase="calls back its envoy")
    same_paper = replace(told, id="3", document="andes-3", publisher="Quito Wire")
    (only,) = selected([told, other_paper, same_paper, replace(told, id="4")], A_DAY)
    assert only.event is told
    assert (only.mentions, only.articles, only.sources) == (4, 3, 2)
    assert [s.mentions for s in selected([told, other_paper], ExportOptions())] == [1, 1]


def test_one_a_day_tells_days_parties_and_deeds_apart(told: Event) -> None:
    day = date(2020, 6, 22)
    others = [
        replace(told, date=EventDate(day, day, "day", "expression")),
        replace(told, actors=told.recipients, recipients=told.actors),
        replace(told, actors=(replace(told.actors[0], sector=("MIL",)),)),
        replace(told, actors=(replace(told.actors[0], entity="front-x"),)),
        replace(told, type="SANCTION"),
        replace(told, modes=("expel",)),
        replace(told, status="planned"),
    ]
    assert len(list(selected([told, *others, told], A_DAY))) == 1 + len(others)
    later = replace(told, date=replace(told.date, end=day), recipients=told.recipients[::-1])
    assert len(list(selected([told, later], A_DAY))) == 1
    codes = [told, replace(told, type="SANCTION"), replace(told, cameo="163")]
    assert len(list(selected(codes, A_DAY, same_code))) == 2


def test_pairs(told: Event) -> None:
    a, b, c, d = (actor(code) for code in ("PER", "ECU", "CHL", "BOL"))
    fights = replace(told, type="ASSAULT", modes=(), phrase="clashed", recipients=(), actors=(a, b, c))

    def pairs(event: Event, both_ways: bool = False) -> list[str]:
        spread = dyads(Mutual.load(), both_ways)(event)
        return [" ".join(x.code for x in (*e.actors, *e.recipients)) for e in spread]

    assert pairs(replace(told, actors=(a, b), recipients=(c, d))) == ["PER CHL", "PER BOL", "ECU CHL", "ECU BOL"]
    assert pairs(fights) == ["PER ECU", "PER CHL", "ECU CHL"]
    assert pairs(fights, both_ways=True) == ["PER ECU", "PER CHL", "ECU PER", "ECU CHL", "CHL PER", "CHL ECU"]
    one_sided = replace(fights, type="SANCTION", act="sever-relations", phrase="severed ties with their neighbour")
    assert pairs(one_sided, both_ways=True) == ["PER", "ECU", "CHL"]
    assert len(pairs(replace(one_sided, phrase="accused\n each other of aggression"))) == 3
    assert len(pairs(replace(one_sided, type="SUPPORT", act="sign-agreement"))) == 3
    assert pairs(replace(fights, actors=(a,))) == ["PER"]
    assert pairs(replace(fights, actors=(), recipients=(b, c))) == ["ECU", "CHL"]
    assert pairs(replace(fights, actors=())) == [""]


@pytest.mark.parametrize("form", [f for f in EXCHANGE_FORMATS if f != "plover"])
def test_a_format_without_a_status_cannot_keep_what_did_not_happen(form: str) -> None:
    with pytest.raises(UsageError, match=f"--keep-unreal: {form} cannot say"):
        writer(form, ExportOptions(keep_unreal=True))  # type: ignore[arg-type]


@pytest.mark.parametrize("form", [f for f in OUTPUT_FORMATS if f not in EXCHANGE_FORMATS])
def test_other_formats_write_everything(form: str) -> None:
    with pytest.raises(UsageError, match=f"--one-a-day goes with plover, .*; not with {form}"):
        writer(form, A_DAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", EXCHANGE_FORMATS)
def test_a_file_of_nothing_that_happened(form: str, full: Event, report: Event) -> None:
    data = written(form, [full, report])  # type: ignore[arg-type]
    assert data.count(b"\n") == (1 if form in ("icews", "polecat") else 0)
