"""Why a deed was coded as it was: the steps are kept when asked for, and cut the words that they speak of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.pipeline import Pipeline
from dragoman.records import Article, Event
from dragoman.settings import Settings

from .conftest import Coded

TEXT = (
    "  On Monday,\n Syria said that Israel did not attack the Syrian depot. Chad agreed to release six Libyan pilots."
)


@pytest.fixture(scope="module")
def traced(pipeline: Pipeline) -> list[Event]:
    # The loaded coder with another setting: loading all of it again takes seconds.
    coder = replace(pipeline._coder, settings=Settings(trace=True))
    return list(coder.code(Article("test", date(2020, 6, 17), TEXT)))


def test_no_trace_unless_asked_for(coded: Coded) -> None:
    assert {event.trace for event in coded(TEXT)} == {()}


def test_the_trace_changes_nothing_else(traced: list[Event], coded: Coded) -> None:
    assert [replace(event, trace=()) for event in traced] == coded(TEXT)


def test_every_stage_tells_its_decision(traced: list[Event]) -> None:
    for event in traced:
        stages = [step.stage for step in event.trace]
        assert {"predicate", "type", "actor", "status", "date"} <= set(stages)
        assert stages.count("actor") == len(event.actors)
        assert stages.count("recipient") == len(event.recipients)
        assert all(step.decision and step.rule for step in event.trace)


def test_decisions_are_those_of_the_record(traced: list[Event]) -> None:
    for event in traced:
        by_stage = {step.stage: step for step in event.trace}
        assert by_stage["type"].decision.split()[0] == event.type
        assert by_stage["type"].rule == event.basis
        assert by_stage["status"].decision == event.status
        assert event.date.start.isoformat() in by_stage["date"].decision
        assert by_stage["actor"].decision.startswith(event.actors[-1].code)


def test_steps_quote_their_words(traced: list[Event]) -> None:
    attack, release = traced
    words = [
        {step.stage: TEXT[step.start : step.end] for step in event.trace if step.start is not None}
        for event in (attack, release)
    ]
    assert (words[0]["status"], words[0]["attribution"]) == ("not", "said")
    assert words[0]["type"] == "attack"
    assert words[1]["type"] == "agreed"
    assert [TEXT[s.start : s.end] for s in release.trace if s.stage == "predicate"][:2] == ["agreed", "release"]


def test_the_source_is_a_step_only_where_there_is_one(traced: list[Event]) -> None:
    attack, release = traced
    assert "attribution" in {step.stage for step in attack.trace}
    assert "attribution" not in {step.stage for step in release.trace}
