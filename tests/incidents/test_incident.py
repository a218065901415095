"""What an incident says of its reports: the first, the best date, the sources, the disagreements."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.incidents import incident_of
from dragoman.records import Counts, Disagreement

from .made import made


def test_the_first_report_names_it_and_copies_are_one_source() -> None:
    events = [made("e3", "c", 2, published=4), made("e1", "a", 1), made("e2", "b", 2)]
    found = incident_of(events, {"b": "b", "c": "b"})
    assert (found.events, found.articles, found.sources) == (("e1", "e2", "e3"), ("a", "b", "c"), 2)
    assert found.id == incident_of(events[::-1], {}).id
    assert found.id != incident_of(events[:1], {}).id


def test_copies_outvote_nobody() -> None:
    copies = [made(f"e{n}", f"c{n}", 0, actors=("USA",)) for n in range(5)]
    others = [made(f"f{n}", f"d{n}", 0) for n in range(2)]
    stories = {event.document: "one" for event in copies}
    assert incident_of([*copies, *others], stories).actors == ("RUS",)
    assert incident_of([*copies, *others], {}).actors == ("USA",)


def test_a_stated_date_beats_the_day_of_publication_and_an_exact_one_a_wide_one() -> None:
    events = [
        made("e1", "a", 5, basis="publication"),
        made("e2", "b", 5, basis="publication"),
        made("e3", "c", 2, days=5, precision="week"),
        made("e4", "d", 3),
    ]
    found = incident_of(events, {})
    assert (found.start, found.end) == (date(2020, 1, 4), date(2020, 1, 4))
    assert (found.earliest, found.latest) == (date(2020, 1, 3), date(2020, 1, 8))


def test_background_does_not_widen_the_spread() -> None:
    found = incident_of([made("e1", "a", 3), made("e2", "b", 0, days=300, precision="year")], {})
    assert (found.earliest, found.latest) == (date(2020, 1, 4), date(2020, 1, 4))


def test_disagreements_name_the_values_and_who_gives_them() -> None:
    events = [
        made("e1", "a", 0, counts=Counts(dead=3)),
        made("e2", "b", 1, counts=Counts(dead=(5, 7)), actors=("USA",)),
        made("e3", "c", 1, status="denied"),
    ]
    assert incident_of(events, {}).disagreements == (
        Disagreement("date", (("2020-01-01", ("e1",)), ("2020-01-02", ("e2", "e3")))),
        Disagreement("dead", (("3", ("e1",)), ("5-7", ("e2",)))),
        Disagreement("status", (("occurred", ("e1", "e2")), ("denied", ("e3",)))),
        Disagreement("actor", (("RUS", ("e1", "e3")), ("USA", ("e2",)))),
    )


def test_what_agrees_is_no_disagreement() -> None:
    events = [made("e1", "a", 0, counts=Counts(dead=(3, 6))), made("e2", "b", 0, counts=Counts(dead=5))]
    assert incident_of(events, {}).disagreements == ()


def test_an_unnamed_actor_gives_way_to_a_named_one() -> None:
    events = [made("e1", "a", actors=("RUS-UAF",)), made("e2", "b", actors=("RUS-UAF",)), made("e3", "c")]
    assert incident_of(events, {}).actors == ("RUS",)
    assert incident_of(events[:2], {}).actors == ("RUS-UAF",)


def test_nothing_and_a_state_report_are_refused() -> None:
    with pytest.raises(ValueError, match="needs a report"):
        incident_of([], {})
