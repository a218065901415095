"""What the commands answer out of the store, as JSON and as tables."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.cli.driver import event_id, run, told, values


def test_relation_on_a_day_in_the_world_and_of_knowledge(filled: Path) -> None:
    assert values(filled, "2019-12-31") == {}
    assert values(filled, "2020-01-01") == {("head-of-mission", "TUR"): "called-home"}
    assert values(filled, "2020-01-10")[("head-of-mission", "TUR")] == "expelled"
    assert values(filled, "2020-01-10", "--known-on", "2020-01-05") == {("head-of-mission", "TUR"): "called-home"}
    assert values(filled, "2020-01-10", "--known-on", "2019-12-31") == {}
    assert values(filled, "2020-03-01")[("head-of-mission", "TUR")] == "in-post"


def test_relation_has_the_keys_that_others_rely_on(filled: Path) -> None:
    (answer,) = told("relation", "Türkiye", "Israel", "--on", "2020-01-01", db=filled)
    assert (answer["pair"], answer["on"]) == (["TUR", "ISR"], "2020-01-01")
    assert {"channels", "planned", "incidents", "trend"} <= answer.keys()
    (channel,) = answer["channels"]
    assert channel["evidence"] == [event_id(filled, "recall-ambassador", "a")]
    assert {"channel", "from", "to", "value", "since", "last_confirmed", "certainty", "level", "with"} <= channel.keys()


@pytest.mark.parametrize("name", ["Turkey", "Türkiye", "TUR", "tur", "Turks", "the Turks", "Ankara", "Turkish"])
def test_names_in_any_usual_form(name: str, filled: Path) -> None:
    assert told("relation", name, "Israel", "--on", "2020-01-01", db=filled)[0]["pair"] == ["TUR", "ISR"]


def test_a_known_pair_without_evidence_is_an_empty_answer(filled: Path) -> None:
    (answer,) = told("relation", "Mali", "Fiji", db=filled)
    assert (answer["channels"], answer["planned"], answer["incidents"]) == ([], [], [])
    assert (answer["on"], answer["trend"]["mean_scale"]) == (date.today().isoformat(), None)
    for command in ("timeline", "series"):
        assert told(command, "Mali", "Fiji", db=filled) == []


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (["relation", "TUR", "ISR", "--on", "2020-01-10"], "head-of-mission TUR → ISR  expelled  since 2020-01-10"),
        (["relation", "Mali", "Fiji"], "nothing is known of any channel"),
        (["timeline", "TUR", "ISR"], "head-of-mission TUR → ISR: called-home → expelled"),
        (["series", "TUR", "ISR"], "2020-01  3         3 "),
        (["events"], "• occurred FRA GOV → PER GOV"),
        (["events", "--party", "Mali"], "no events"),
        (["incidents"], "2020-01-01  TUR → ISR   recall-ambassador  2 "),
        (["incidents", "--party", "Mali"], "no incidents"),
    ],
)
def test_tables_for_people(command: list[str], shown: str, filled: Path) -> None:
    status, output, said = run(*command, db=filled)
    assert (status, said) == (0, [])
    assert shown in output


def test_timeline_series_and_incidents(filled: Path) -> None:
    entries = told("timeline", "TUR", "ISR", db=filled)
    moving = {(e["date"], e["act"], c["channel"], c["before"], c["value"]) for e in entries for c in e["changes"]}
    assert ("2020-01-01", "recall-ambassador", "head-of-mission", None, "called-home") in moving
    assert ("2020-01-10", "expel-ambassador", "head-of-mission", "called-home", "expelled") in moving
    assert [e["date"] for e in entries] == sorted(e["date"] for e in entries)
    (month,) = told("series", "TUR", "ISR", "--until", "2020-01-31", db=filled)
    # The recall was reported twice and weighs once; what France did is not theirs, but it was read.
    assert (month["articles"], month["incidents"], month["reports"]) == (3, 3, 4)
    days = told("series", "TUR", "ISR", "--freq", "day", "--until", "2020-01-10", db=filled)
    assert [(d["articles"], d["incidents"]) for d in days] == [(1, 1), (1, 0), *[(0, 0)] * 7, (1, 2)]
    (recall,) = told("incidents", "--act", "recall-ambassador", db=filled)
    assert (recall["articles"], recall["date"], recall["sources"]) == (["a", "d"], "2020-01-01", 2)
    assert {"id", "event", "actor", "recipient", "enddate", "events"} <= recall.keys()
    assert told("incidents", "--sources", "2", db=filled) == [recall]


def test_events_by_what_is_asked(filled: Path) -> None:
    def found(*options: str) -> list[str]:
        return [f"{e['document']} {e['act']}" for e in told("events", *options, db=filled)]

    assert found("--party", "Israelis", "--party", "Turkey", "--since", "2020-01-10", "--until", "2020-02-01") == [
        "b expel-ambassador",
        "b meet",
    ]
    assert found("--actor", "France") == found("--recipient", "Peru") == ["b visit"]
    assert found("--type", "consult", "--limit", "1") == ["b meet"]
    assert found("--words", '"expel-ambassador TUR"') == ["b expel-ambassador"]
    assert found("--known-on", "2020-01-01") == ["a recall-ambassador"]
    assert found("--status", "denied") == []


def test_explain_an_event_and_an_incident(filled: Path) -> None:
    identifier = event_id(filled, "recall-ambassador", "d")
    status, output, _ = run("explain", identifier[:10], db=filled)
    assert status == 0
    assert "TUR recall-ambassador ISR" in output
    assert "moves       head-of-mission TUR – ISR: called-home, stated, from 2020-01-02" in output
    (recall,) = told("incidents", "--act", "recall-ambassador", db=filled)
    status, output, _ = run("explain", recall["id"], db=filled)
    assert status == 0
    assert "told by 2 sources in 2 articles" in output


# A panel


def test_states_answers_every_line(filled: Path, tmp_path: Path) -> None:
    asked = [
        {"id": 1, "a": "Turks", "b": "Israel", "on": "2020-01-10"},
        {"id": "k", "a": "TUR", "b": "ISR", "on": "2020-01-10", "known_on": "2020-01-05"},
        {"id": "nowhere", "a": "Mordor", "b": "ISR", "on": "2020-01-10"},
        {"id": "twice", "a": "TUR", "b": "Turkey", "on": "2020-01-10"},
        {"id": "day", "a": "TUR", "b": "ISR", "on": "2020-02-30"},
        {"id": "no day", "a": "TUR", "b": "ISR"},
        {"id": "no text", "a": ["TUR"], "b": None, "on": 2020},
    ]
    lines = [*map(json.dumps, asked), "{broken", "[]", "", '{"id": "last", "a": "FRA", "b": "PER", "on": "2020-02-01"}']
    path = tmp_path / "panel.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    status, output, said = run("states", path, db=filled)
    answers = [json.loads(line) for line in output.splitlines()]
    assert status == 1
    assert [a["id"] for a in answers] == [*(q["id"] for q in asked), None, None, None, "last"]
    assert [c["value"] for c in answers[0]["channels"] if c["channel"] == "head-of-mission"] == ["expelled"]
    assert [c["value"] for c in answers[1]["channels"]] == ["called-home"]
    assert [len(a["channels"]) for a in answers[2:]] == [0] * 8 + [2]
    assert [line.split(": ")[1] for line in said] == [f"{path}:{number}" for number in range(3, 11)]
    first = answers[0]
    assert {k: v for k, v in first.items() if k != "id"} == told(
        "relation", "TUR", "ISR", "--on", "2020-01-10", db=filled
    )[0]


def test_a_panel_that_is_right_is_exit_0_and_one_that_is_not_there_exit_1(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "panel.jsonl"
    path.write_text('{"id": 1, "a": "TUR", "b": "ISR", "on": "2020-01-10"}', encoding="utf-8")
    assert run("states", path, db=filled)[0] == 0
    status, output, said = run("states", tmp_path / "none.jsonl", db=filled)
    assert (status, output, len(said)) == (1, "", 1)
