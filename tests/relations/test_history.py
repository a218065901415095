"""How a channel changed: one change a line, with what it was before."""

from __future__ import annotations

from datetime import date

from tests.shorthand import report

from dragoman.relations.fold import fold_all
from dragoman.relations.history import history
from dragoman.relations.transitions import Transitions


def changes(transitions: Transitions, *reports: str, known_on: date | None = None) -> list[str]:
    found = history(fold_all(map(report, reports), transitions), "TUR", "ISR", known_on)
    return [f"{c.day} {c.key.channel} {c.before or '-'} > {c.value or '-'} {c.certainty}" for c in found]


def test_a_channel_changes_when_it_takes_another_value(transitions: Transitions) -> None:
    told = (
        "2010-05-31 recall-ambassador TUR>ISR",
        "2010-06-02 recall-ambassador TUR>ISR said=2010-06-05",
        '2016-12-12 accept-credentials TUR>ISR "the ambassador presented his credentials"',
    )
    assert changes(transitions, *told) == [
        "2010-05-31 head-of-mission - > called-home stated",
        "2016-12-12 head-of-mission called-home > in-post stated",
        "2016-12-12 level - > ambassador stated",
        "2016-12-12 relations - > in-force inferred",
    ]
    assert changes(transitions, *told, known_on=date(2011, 1, 1)) == [
        "2010-05-31 head-of-mission - > called-home stated"
    ]


def test_a_stated_term_ends_by_itself(transitions: Transitions) -> None:
    assert changes(transitions, "2018-05-01 close-border TUR>ISR till=2018-05-10") == [
        "2018-05-01 border - > suspended stated",
        "2018-05-11 border suspended > - inferred",
    ]


def test_a_claim_stands_beside_what_was_stated(transitions: Transitions) -> None:
    told = ("2018-05-01 declare-ceasefire TUR&ISR", "2018-06-01 break-ceasefire TUR>ISR by=ISR")
    assert changes(transitions, *told) == [
        "2018-05-01 ceasefire - > in-effect stated",
        "2018-06-01 ceasefire - > violated claimed",
        "2018-06-01 hostilities - > clashes claimed",
    ]


def test_plans_and_denials_change_nothing(transitions: Transitions) -> None:
    assert (
        changes(transitions, "2018-05-01 recall-ambassador TUR>ISR planned", "2018-05-01 attack TUR>ISR denied") == []
    )
