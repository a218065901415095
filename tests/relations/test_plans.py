"""What was planned, and what became of it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.shorthand import report

from dragoman.relations.plans import Plan, PlanTable, plans

VISIT = "2023-11-03 visit USA>TUR planned"


def planned(reports: str, on: str, table: PlanTable, pair: str = "USA TUR", known_on: str | None = None) -> list[Plan]:
    first, second = pair.split()
    known = date.fromisoformat(known_on) if known_on else None
    events = [report(text) for text in reports.split(";")]
    return list(plans(events, first, second, date.fromisoformat(on), table, known))


@pytest.mark.parametrize(
    ("reports", "on", "outcome"),
    [
        (f"{VISIT} from=2023-11-05", "2023-11-04", "pending"),
        (f"{VISIT} from=2023-11-05", "2023-11-05", "pending"),
        (f"{VISIT} from=2023-11-05", "2023-11-06", "overdue"),
        (VISIT, "2024-01-10", "pending"),
        (VISIT, "2024-06-10", "overdue"),
        (f"{VISIT} from=2023-11-05; 2023-11-06 visit USA>TUR", "2023-11-07", "came-true"),
        (f"{VISIT} from=2023-11-05; 2023-11-06 meet USA&TUR", "2023-11-07", "came-true"),
        (f"{VISIT} from=2023-11-05; 2023-11-06 visit USA>TUR", "2023-11-05", "pending"),
        (f"{VISIT} from=2023-11-05; 2024-03-06 visit USA>TUR", "2024-04-01", "overdue"),
        (f"{VISIT} from=2023-11-05; 2023-11-04 cancel-meeting USA>TUR", "2023-11-07", "cancelled"),
        (f"{VISIT} from=2023-11-05; 2023-11-04 visit USA>TUR denied", "2023-11-07", "cancelled"),
        (f"{VISIT} from=2023-11-05; 2023-11-06 visit USA>GRC", "2023-11-07", "overdue"),
        ("2016-06-27 AGREE TUR&USA about=return-ambassador; 2016-12-12 accept-credentials TUR>USA", "2017-01-01",
         "came-true"),
        ("2016-06-27 AGREE TUR&USA about=restore-relations; 2016-07-12 sever-relations USA>TUR", "2016-08-01",
         "cancelled"),
    ],
)  # fmt: skip
def test_what_became_of_a_plan(reports: str, on: str, outcome: str, plan_table: PlanTable) -> None:
    assert [plan.outcome for plan in planned(reports, on, plan_table)] == [outcome]


def test_a_plan_says_who_when_and_what_settled_it(plan_table: PlanTable) -> None:
    announced, done = report(f"{VISIT} from=2023-11-05"), report("2023-11-06 visit USA>TUR")
    found = plans([done, announced], "TUR", "USA", date(2023, 12, 1), plan_table)[0]
    assert (found.id, found.act, found.sender, found.receiver) == (announced.id, "visit", "USA", "TUR")
    assert (found.start, found.end) == (date(2023, 11, 5), date(2023, 11, 5))
    assert (found.events, found.answers) == ((announced.id,), (done.id,))


def test_possible_and_accomplished_deeds_are_no_plans(plan_table: PlanTable) -> None:
    reports = "2023-11-03 visit USA>TUR possible; 2023-11-03 meet USA&TUR; 2023-11-03 state USA>TUR is=level:charge"
    assert planned(reports, "2023-12-01", plan_table) == []


def test_nobody_knows_a_plan_before_it_is_announced(plan_table: PlanTable) -> None:
    assert planned(VISIT, "2023-11-02", plan_table) == []
    assert planned(VISIT, "2023-12-01", plan_table, known_on="2023-11-02") == []


def test_what_is_announced_twice_is_one_plan(plan_table: PlanTable) -> None:
    (found,) = planned(f"{VISIT}; 2023-12-03 visit USA>TUR planned", "2024-01-01", plan_table)
    assert len(found.events) == 2


def test_after_it_was_done_or_forgotten_it_is_planned_anew(plan_table: PlanTable) -> None:
    done = f"{VISIT}; 2023-11-06 visit USA>TUR; 2023-12-03 visit USA>TUR planned"
    assert [p.outcome for p in planned(done, "2024-01-01", plan_table)] == ["came-true", "pending"]
    forgotten = f"{VISIT}; 2026-12-03 visit USA>TUR planned"
    assert [p.outcome for p in planned(forgotten, "2027-01-01", plan_table)] == ["overdue", "pending"]


def test_days_apart_are_plans_apart(plan_table: PlanTable) -> None:
    two = f"{VISIT} from=2023-11-05; {VISIT} from=2023-12-05"
    assert [p.outcome for p in planned(two, "2023-11-20", plan_table)] == ["overdue", "pending"]
