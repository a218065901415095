"""PLOVER's modality table, cell by cell: what a deed becomes when it is promised, threatened, asked for, refused …"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.events import modality
from dragoman.events.modality import Outcome
from dragoman.ontology import Ontology
from dragoman.records import About

ONTOLOGY = Ontology.load()
TYPES = tuple(ONTOLOGY.types)
STATUSES = ("occurred", "ongoing", "planned", "possible", "denied")
COOPERATIVE = ("CONSULT", "SUPPORT", "COOPERATE", "AID")
YIELDING = ("CONCEDE", "RETREAT")
CONFLICT = ("PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT")
SPOKEN = ("REQUEST", "ACCUSE", "REJECT", "THREATEN")
EXPEL = Outcome("SANCTION", ("expel",), "expel-diplomats")
VISIT = Outcome("CONSULT", ("visit",), "visit")


def told(outcome: Outcome) -> tuple[str, str, str | None, str | None]:
    """Type, status, and what the outcome is about."""
    about = outcome.about
    return outcome.type, outcome.status, about.event if about else None, about.status if about else None


# --- the column "future or promised" --------------------------------------------------------------------------------


@pytest.mark.parametrize("type_", COOPERATIVE)
def test_promised_cooperation_is_agree(type_: str) -> None:
    assert told(modality.promised(Outcome(type_), "planned")) == ("AGREE", "planned", type_, "planned")
    assert told(modality.promised(Outcome(type_), "occurred")) == ("AGREE", "occurred", type_, "planned")


@pytest.mark.parametrize("type_", YIELDING)
def test_promised_concession_is_concede_and_never_agree(type_: str) -> None:
    assert told(modality.promised(Outcome(type_), "occurred")) == ("CONCEDE", "occurred", type_, "planned")


@pytest.mark.parametrize("type_", CONFLICT)
def test_promised_conflict_is_a_threat(type_: str) -> None:
    assert told(modality.promised(Outcome(type_), "planned")) == ("THREATEN", "planned", type_, "planned")


@pytest.mark.parametrize("type_", SPOKEN)
def test_what_is_only_spoken_stays_itself(type_: str) -> None:
    assert told(modality.promised(Outcome(type_), "planned")) == (type_, "planned", None, None)


def test_a_promise_loses_the_act_and_keeps_it_in_what_it_is_about() -> None:
    promised = modality.promised(VISIT, "planned")
    assert (promised.act, promised.modes) == (None, ())
    assert promised.about == About("CONSULT", ("visit",), "visit", "planned")


def test_a_promise_to_agree_is_about_the_deed_and_not_about_agreeing() -> None:
    agreed = modality.promised(VISIT, "occurred")
    assert modality.promised(agreed, "planned").about == agreed.about


# --- the column "threatened" ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("type_", CONFLICT)
def test_a_threat_is_uttered_and_its_deed_possible(type_: str) -> None:
    assert told(modality.threatened(Outcome(type_))) == ("THREATEN", "occurred", type_, "possible")


@pytest.mark.parametrize(
    ("deed", "modes"),
    [
        (Outcome("ASSAULT", ("aerial",), "attack"), ("violence",)),
        (Outcome("MOBILIZE", ("troops",), "mobilise"), ("violence",)),
        (EXPEL, ("expel",)),
        (Outcome("SANCTION", ("expel",), "expel-ambassador"), ("expel",)),
        (Outcome("SANCTION", ("discontinue",), "sever-relations"), ("relations",)),
        (Outcome("SANCTION", ("withdraw",), "recall-ambassador"), ("relations",)),
        (Outcome("SANCTION", ("withdraw",), "close-mission"), ("relations",)),
        (Outcome("SANCTION", ("discontinue",), "withdraw-recognition"), ("relations",)),
        (Outcome("SANCTION", ("discontinue",), "impose-sanctions"), ("restrict",)),
        (Outcome("SANCTION", ("discontinue",), "suspend-trade"), ("restrict",)),
        (Outcome("COERCE", ("arrest",), "arrest"), ("arrest",)),
        (Outcome("COERCE", ("deport",)), ("expel",)),
        (Outcome("COERCE", ("seize",)), ("territory",)),
        (Outcome("COERCE", ("curfew",)), ("restrict",)),
        (Outcome("COERCE"), ("restrict",)),
        (VISIT, ("relations",)),
        (Outcome("RETREAT"), ("relations",)),
        (Outcome("PROTEST", ("strike",)), ()),
    ],
)
def test_the_mode_of_a_threat_is_what_is_threatened(deed: Outcome, modes: tuple[str, ...]) -> None:
    assert modality.threatened(deed).modes == modes


def test_a_threat_without_a_deed() -> None:
    assert modality.threatened(None) == Outcome("THREATEN")


# --- asked for ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deed", "mode"),
    [
        (VISIT, "meet"),
        (Outcome("AGREE", (), None, About("CONSULT")), "meet"),
        (Outcome("RETREAT", ("release",), "release"), "yield"),
        (Outcome("CONCEDE"), "yield"),
        (Outcome("AGREE", (), None, About("RETREAT")), "yield"),
        (Outcome("AID", (), "aid"), "assist"),
        (Outcome("SUPPORT"), "assist"),
        (Outcome("COOPERATE"), "assist"),
        (Outcome("AGREE"), "assist"),
        (EXPEL, "change"),
        (Outcome("ACCUSE"), "change"),
    ],
)
def test_the_mode_of_a_demand_or_refusal_is_what_is_asked(deed: Outcome, mode: str) -> None:
    assert modality.asked_modes(deed) == (mode,)
    assert modality.requested(deed).modes == (mode,)


@pytest.mark.parametrize("type_", (*COOPERATIVE, *YIELDING, *CONFLICT))
def test_a_demand_is_made_and_its_deed_possible(type_: str) -> None:
    assert told(modality.requested(Outcome(type_))) == ("REQUEST", "occurred", type_, "possible")


def test_a_demand_without_a_deed() -> None:
    assert modality.requested(None) == Outcome("REQUEST")


# --- the column "refused or negated" --------------------------------------------------------------------------------


@pytest.mark.parametrize("type_", (*COOPERATIVE, *YIELDING))
def test_refusing_cooperation_or_concession_is_reject(type_: str) -> None:
    assert told(modality.refused(Outcome(type_))) == ("REJECT", "occurred", type_, "denied")


@pytest.mark.parametrize("type_", YIELDING)
def test_refusing_a_concession_is_reject_yield(type_: str) -> None:
    assert modality.refused(Outcome(type_)).modes == ("yield",)


@pytest.mark.parametrize("type_", CONFLICT)
def test_refusing_a_hostile_deed_is_that_deed_denied(type_: str) -> None:
    assert told(modality.refused(Outcome(type_))) == (type_, "denied", None, None)


def test_refusing_keeps_the_act_of_a_hostile_deed() -> None:
    assert modality.refused(EXPEL) == Outcome("SANCTION", ("expel",), "expel-diplomats", None, "denied")


def test_refusing_to_refuse_is_agreeing() -> None:
    assert modality.refused(modality.refused(VISIT)).type == "AGREE"


def test_a_refusal_without_a_deed() -> None:
    assert modality.refused(None) == Outcome("REJECT")


@pytest.mark.parametrize("type_", TYPES)
def test_what_did_not_happen_keeps_its_type(type_: str) -> None:
    if type_ == "AGREE":
        assert modality.negated(Outcome(type_), False).type == "REJECT"
    else:
        assert told(modality.negated(Outcome(type_), False)) == (type_, "denied", None, None)


@pytest.mark.parametrize("type_", (*COOPERATIVE, *YIELDING))
def test_will_not_cooperate_is_reject(type_: str) -> None:
    assert modality.negated(Outcome(type_), True) == modality.refused(Outcome(type_))


@pytest.mark.parametrize("type_", (*CONFLICT, *SPOKEN))
def test_will_not_fight_is_the_deed_denied(type_: str) -> None:
    assert told(modality.negated(Outcome(type_), True)) == (type_, "denied", None, None)


# --- announced ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("type_", ("SANCTION", "SUPPORT", "COERCE", "CONCEDE"))
def test_declared_deeds_are_done_by_declaring_them(type_: str) -> None:
    assert modality.announced(Outcome(type_)) == Outcome(type_)


@pytest.mark.parametrize(
    ("type_", "becomes"), [("CONSULT", "AGREE"), ("AID", "AGREE"), ("COOPERATE", "AGREE"), ("RETREAT", "CONCEDE")]
)
def test_announced_movement_aid_and_meetings_are_yet_to_come(type_: str, becomes: str) -> None:
    assert told(modality.announced(Outcome(type_))) == (becomes, "occurred", type_, "planned")


def test_an_announced_protest_is_planned() -> None:
    assert told(modality.announced(Outcome("PROTEST"))) == ("PROTEST", "planned", None, None)


# --- stopped, cancelled ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("type_", COOPERATIVE)
def test_cooperation_that_is_stopped_is_a_sanction(type_: str) -> None:
    assert modality.stopped(Outcome(type_)).type == "SANCTION"
    assert modality.stopped(Outcome(type_)).modes == ("discontinue",)


@pytest.mark.parametrize(
    ("type_", "becomes", "modes"),
    [
        ("ASSAULT", "RETREAT", ("ceasefire",)),
        ("MOBILIZE", "RETREAT", ("withdraw",)),
        ("SANCTION", "CONCEDE", ()),
        ("COERCE", "CONCEDE", ()),
        ("PROTEST", "CONCEDE", ()),
        ("REQUEST", "CONCEDE", ()),
        ("RETREAT", "REJECT", ("yield",)),
        ("CONCEDE", "REJECT", ("yield",)),
    ],
)
def test_what_the_end_of_a_deed_is(type_: str, becomes: str, modes: tuple[str, ...]) -> None:
    stopped = modality.stopped(Outcome(type_))
    assert (stopped.type, stopped.modes, stopped.status) == (becomes, modes, "occurred")


def test_a_cancelled_visit_is_a_cancelled_meeting() -> None:
    for deed in (VISIT, modality.promised(VISIT, "planned")):
        cancelled = modality.cancelled(deed)
        assert (cancelled.type, cancelled.modes, cancelled.act) == ("REJECT", ("meet",), "cancel-meeting")
        assert cancelled.about == About("CONSULT", ("visit",), "visit", cancelled.about.status)


@pytest.mark.parametrize(
    ("type_", "becomes"),
    [("SUPPORT", "REJECT"), ("AID", "SANCTION"), ("COOPERATE", "SANCTION"), ("RETREAT", "REJECT"),
     ("CONCEDE", "REJECT"), ("SANCTION", "CONCEDE"), ("ASSAULT", "CONCEDE"),
     ("PROTEST", "CONCEDE"), ("MOBILIZE", "CONCEDE")],
)  # fmt: skip
def test_what_was_planned_and_is_called_off(type_: str, becomes: str) -> None:
    cancelled = modality.cancelled(Outcome(type_))
    assert (cancelled.type, cancelled.about.status if cancelled.about else None) == (becomes, "denied")


# --- expected, considered, accused, inverted, implied ---------------------------------------------------------------


@pytest.mark.parametrize("type_", CONFLICT)
def test_a_forecast_of_conflict_is_no_threat(type_: str) -> None:
    assert told(modality.expected(Outcome(type_))) == (type_, "planned", None, None)


@pytest.mark.parametrize("type_", COOPERATIVE)
def test_a_forecast_of_cooperation_is_agree(type_: str) -> None:
    assert told(modality.expected(Outcome(type_))) == ("AGREE", "planned", type_, "planned")


@pytest.mark.parametrize("type_", CONFLICT)
def test_conflict_under_consideration_is_a_threat(type_: str) -> None:
    assert told(modality.considered(Outcome(type_))) == ("THREATEN", "occurred", type_, "possible")


@pytest.mark.parametrize(("type_", "becomes"), [("CONSULT", "AGREE"), ("SUPPORT", "AGREE"), ("RETREAT", "CONCEDE")])
def test_cooperation_under_consideration_is_possible(type_: str, becomes: str) -> None:
    assert told(modality.considered(Outcome(type_))) == (becomes, "possible", type_, "possible")


@pytest.mark.parametrize("type_", (*COOPERATIVE, *YIELDING, *CONFLICT))
def test_an_accusation_is_about_a_deed_that_it_says_occurred(type_: str) -> None:
    accused = modality.accused(Outcome(type_))
    assert told(accused) == ("ACCUSE", "occurred", type_, "occurred")
    assert accused.modes == ("allege",)


@pytest.mark.parametrize(
    ("type_", "becomes"),
    [("ASSAULT", "RETREAT"), ("MOBILIZE", "RETREAT"), ("SANCTION", "CONCEDE"), ("CONSULT", "REJECT"),
     ("SUPPORT", "REJECT"), ("RETREAT", "REJECT")],
)  # fmt: skip
def test_not_to_do_something_turns_its_type_around(type_: str, becomes: str) -> None:
    assert told(modality.inverted(Outcome(type_))) == (becomes, "occurred", type_, "denied")


@pytest.mark.parametrize(
    ("deed", "about"),
    [
        (Outcome("THREATEN", ("relations",)), About("SANCTION", ("discontinue",), None, "possible")),
        (Outcome("THREATEN", ("restrict",)), About("SANCTION", ("discontinue",), None, "possible")),
        (Outcome("THREATEN", ("expel",)), About("SANCTION", ("expel",), None, "possible")),
        (Outcome("THREATEN", ("arrest",)), About("COERCE", ("arrest",), None, "possible")),
        (Outcome("THREATEN", ("territory",)), About("COERCE", ("seize",), None, "possible")),
        (Outcome("THREATEN", ("violence",)), About("ASSAULT", (), None, "possible")),
        (Outcome("REQUEST", ("meet",)), About("CONSULT", (), None, "possible")),
        (Outcome("REJECT", ("meet",)), About("CONSULT", (), None, "denied")),
        (Outcome("REQUEST", ("yield",)), About("CONCEDE", (), None, "possible")),
        (Outcome("REJECT", ("yield",)), About("CONCEDE", (), None, "denied")),
        (Outcome("REQUEST", ("change",)), None),
        (Outcome("THREATEN"), None),
        (EXPEL, None),
    ],
)
def test_a_mode_implies_the_deed_spoken_of(deed: Outcome, about: About | None) -> None:
    assert modality.implied(deed).about == about


def test_what_the_text_tells_is_not_overwritten_by_what_the_mode_implies() -> None:
    threat = modality.threatened(EXPEL)
    assert modality.implied(threat) == threat


# --- what holds for every deed --------------------------------------------------------------------------------------


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    """Any deed that a table could name, with what it is about where it speaks of one."""
    type_ = draw(st.sampled_from(TYPES))
    modes = tuple(draw(st.lists(st.sampled_from(ONTOLOGY.modes_of(type_)), max_size=2, unique=True))
                  if ONTOLOGY.modes_of(type_) else ())  # fmt: skip
    acts = [name for name in ONTOLOGY.acts if ONTOLOGY.act(name).type == type_]
    act = draw(st.sampled_from([None, *acts]))
    about = None
    if type_ in {*SPOKEN, "AGREE", "CONCEDE"} and draw(st.booleans()):
        about = About(draw(st.sampled_from(TYPES)), (), None, draw(st.sampled_from(STATUSES)))
    return Outcome(type_, modes, act, about, draw(st.sampled_from(STATUSES)))


FUNCTIONS: dict[str, Callable[[Outcome], Outcome]] = {
    "promised": lambda deed: modality.promised(deed, "planned"),
    "threatened": modality.threatened,
    "requested": modality.requested,
    "refused": modality.refused,
    "accused": modality.accused,
    "announced": modality.announced,
    "stopped": modality.stopped,
    "cancelled": modality.cancelled,
    "expected": modality.expected,
    "considered": modality.considered,
    "inverted": modality.inverted,
    "implied": modality.implied,
    "will not": lambda deed: modality.negated(deed, True),
    "did not": lambda deed: modality.negated(deed, False),
}


@given(deed=outcomes(), names=st.lists(st.sampled_from(sorted(FUNCTIONS)), min_size=1, max_size=3))
def test_every_outcome_is_legal(deed: Outcome, names: list[str]) -> None:
    for name in names:
        deed = FUNCTIONS[name](deed)
        assert deed.type in TYPES
        assert deed.status in STATUSES
        assert set(deed.modes) <= set(ONTOLOGY.modes_of(deed.type)), name
        assert deed.act is None or deed.act in ONTOLOGY.acts
        if deed.about is not None:
            assert deed.about.event in TYPES
            assert deed.about.status in STATUSES


@given(deed=outcomes(), names=st.lists(st.sampled_from(sorted(FUNCTIONS)), min_size=1, max_size=3))
def test_a_deed_that_is_only_spoken_of_moves_no_state(deed: Outcome, names: list[str]) -> None:
    """An act stands only beside its own type: what is promised, feared or refused has none."""
    for name in names:
        deed = FUNCTIONS[name](deed)
        assert deed.act is None or deed.type == ONTOLOGY.act(deed.act).type, name
