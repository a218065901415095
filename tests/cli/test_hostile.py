"""Wrong usage, stores that are not there, and words that try to do more than to be words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.driver import event_id, run, told

HOSTILE = ["", " ", "'", '"', "'; DROP TABLE events; --", "\x1b[31mred\x1b[0m", "a\nb", "\0", "\ud800", "%", "../../x",
           "Ω" * 9999]  # fmt: skip
WORDS = [*HOSTILE, 'NEAR("a" "b")', "a AND (b OR", "text:x*", "-", "^envoy", "NOT"]


@pytest.mark.parametrize(
    "command",
    [
        ["relation", "TUR"],
        ["relation", "Mordor", "ISR"],
        ["relation", "TUR", "the Turks"],
        ["relation", "TUR", "ISR", "--on", "2020-02-30"],
        ["relation", "TUR", "ISR", "--on", "2020-02"],
        ["relation", "TUR", "ISR", "--on", "yesterday"],
        ["relation", "TUR", "ISR", "--known-on", "2020"],
        ["timeline", "TUR", "Mordor"],
        ["timeline", "TUR", "ISR", "--known-on", "x"],
        ["series", "TUR", "ISR", "--freq", "decade"],
        ["series", "TUR", "ISR", "--since", "2020-13-01"],
        ["events", "--party", "Mordor"],
        ["events", "--party", "TUR", "--party", "ISR", "--party", "FRA"],
        ["events", "--party", "TUR", "--party", "Turks"],
        ["events", "--type", "nonsense"],
        ["events", "--act", "nonsense"],
        ["events", "--status", "nonsense"],
        ["events", "--until", "tomorrow"],
        ["events", "--limit", "0"],
        ["incidents", "--limit", "-1"],
        ["incidents", "--type", "nonsense"],
        ["explain", "abcdef12"],
        ["correct", "abcdef12", "--set", "status=denied"],
        ["export", "--format", "xml"],
        ["export", "--format", "table"],
        ["export", "--format", "gold", "--one-a-day"],
        ["export", "--format", "icews", "--keep-unreal"],
    ],
)
def test_wrong_usage_is_exit_2(command: list[str], filled: Path) -> None:
    status, output, said = run(*command, db=filled)
    assert (status, output) == (2, "")
    assert said


@pytest.mark.parametrize(
    "setting", ["status=maybe", "colour=red", "date=2020-99-99", "actor=Mordor", "act=dance", "status", "=", ""]
)
def test_a_correction_that_makes_no_sense_is_exit_2_and_changes_nothing(setting: str, copied: Path) -> None:
    before = copied.read_bytes()
    identifier = event_id(copied, "meet", "b")
    assert run("correct", identifier, "--set", setting, db=copied)[:2] == (2, "")
    assert run("correct", identifier, db=copied)[0] == 2
    assert run("correct", identifier, "--set", "status=denied", "--withdraw", db=copied)[0] == 2
    assert copied.read_bytes() == before


@pytest.mark.parametrize(
    "command",
    ["relation TUR ISR", "timeline TUR ISR", "series TUR ISR", "events", "incidents", "explain abcd1234",
     "correct abcd --set status=denied", "export --format plover", "states panel.jsonl"],
)  # fmt: skip
def test_a_store_that_is_not_there_is_one_line_and_no_file(command: str, tmp_path: Path) -> None:
    status, output, said = run(*command.split(), db=tmp_path / "none.db")
    assert (status, output, len(said)) == (1, "", 1)
    assert "there is no store" in said[0]
    assert list(tmp_path.iterdir()) == []


# Hostile words


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_no_name_does_more_than_name(name: str, filled: Path) -> None:
    for command in (["relation", name, "ISR"], ["timeline", "TUR", name], ["events", "--actor", name]):
        status, output, said = run(*command, db=filled)
        assert (status, output, len(said)) == (2, "", 1)
        assert said[0].isprintable()
        assert len(said[0]) < 300


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
def test_no_words_do_more_than_search(words: str, filled: Path) -> None:
    assert run("events", "--words", words, "--json", db=filled)[1:] == ("", [])
    assert run("events", "--document", words, "--json", db=filled) == (0, "", [])
    assert run("incidents", "--words", words, "--json", db=filled) == (0, "", [])
    for command in (["explain", "--db", filled, words], ["correct", words, "--set", "status=denied"]):
        assert run(*command, db=filled)[0] in (1, 2)


def test_text_of_an_article_cannot_command_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    hostile = {"id": "x\x1b[2J'; --", "date": "2020-01-01", "title": "\x1b]0;owned\x07", "text": "TUR meet ISR."}
    path.write_text(json.dumps(hostile), encoding="utf-8")
    db = tmp_path / "news.db"
    assert run("add", path, db=db)[0] == 0
    identifier = told("events", db=db)[0]["id"]
    for command in (["relation", "TUR", "ISR"], ["timeline", "TUR", "ISR"], ["events"], ["explain", identifier]):
        status, output, _ = run(*command, db=db)
        assert status == 0
        assert "meet" in output or "open" in output
        assert "\x1b" not in output
        assert "\x07" not in output
