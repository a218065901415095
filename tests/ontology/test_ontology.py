"""The ontology's tables against PLOVER 2.0, CAMEO and each other."""

from __future__ import annotations

import dataclasses

import pytest

from dragoman.ontology import Ontology

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT"
).split()
ACTS = (
    "protest-note summon-envoy cancel-meeting refuse-agrement recall-ambassador withdraw-ambassador "
    "withdraw-diplomats expel-diplomats expel-ambassador reduce-mission downgrade-relations "
    "evacuate-mission close-mission order-mission-closed suspend-contacts review-relations "
    "suspend-relations sever-relations withdraw-recognition appoint-ambassador return-ambassador "
    "accept-credentials upgrade-relations reopen-mission resume-contacts restore-relations "
    "establish-relations recognise normalise visit meet call host-talks negotiate mediate break-off-talks "
    "sign-agreement ratify-agreement withdraw-from-agreement explore-cooperation joint-exercise "
    "impose-sanctions lift-sanctions suspend-trade resume-trade suspend-flights resume-flights "
    "close-border open-border attack mobilise withdraw-troops declare-ceasefire break-ceasefire arrest "
    "release aid apologise"
).split()


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


def test_the_sixteen_types_in_their_quad_classes(ontology: Ontology) -> None:
    assert list(ontology.types) == TYPES
    quads = {quad: {t for t in TYPES if ontology.quad_class(t) == quad} for quad in (1, 2, 3, 4)}
    assert quads[1] == {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"}
    assert quads[2] == {"COOPERATE", "AID", "RETREAT"}
    assert quads[3] == {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}
    assert quads[4] == {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}


def test_cooperation_scores_above_zero_and_conflict_below(ontology: Ontology) -> None:
    for type_ in TYPES:
        score = ontology.scale(type_)
        if type_ == "REQUEST":
            assert score == 0
        else:
            assert (score > 0) == (ontology.quad_class(type_) <= 2), type_
    for mode in ontology.modes.values():
        if mode.type != "REQUEST":
            assert (mode.score > 0) == (ontology.quad_class(mode.type) <= 2), mode


@pytest.mark.parametrize(
    ("type_", "modes", "score"),
    [
        ("ACCUSE", (), -3.0),  # the manual's table prints 3, without its sign
        ("ACCUSE", ("disapprove",), -2.0),
        ("AID", (), 10.0),
        ("CONSULT", ("visit",), 4.0),
        ("CONSULT", ("third-party",), 1.0),
        ("REQUEST", ("assist",), 0.5),
        ("REJECT", ("assist",), -1.5),
        ("THREATEN", ("relations",), -3.5),
        ("SANCTION", ("expel",), -5.5),
        ("COERCE", ("martial-law",), -7.5),
        ("RETREAT", ("disarm",), 10.0),
        ("ASSAULT", ("unconventional",), -10.0),
        ("PROTEST", ("vandalize",), -5.0),  # PLOVER gives this mode no score: the type's own
        ("ASSAULT", ("beat", "primitive"), -8.0),  # of several the one furthest from zero
    ],
)
def test_scale(ontology: Ontology, type_: str, modes: tuple[str, ...], score: float) -> None:
    assert ontology.scale(type_, modes) == score


def test_modes_of_a_type(ontology: Ontology) -> None:
    assert ontology.modes_of("CONSULT") == ("visit", "third-party", "multilateral", "phone")
    assert set(ontology.modes_of("SANCTION")) == {"convict", "expel", "withdraw", "discontinue"}
    assert [t for t in TYPES if not ontology.modes_of(t)] == ["AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"]
    assert len(ontology.modes) == 67


def test_every_act_of_the_design_and_no_other(ontology: Ontology) -> None:
    assert sorted(ontology.acts) == sorted(ACTS)
    assert ontology.act("sever-relations").modes == ("discontinue",)
    with pytest.raises(KeyError):
        ontology.act("sever")


def test_an_act_has_a_type_modes_and_a_code_that_exist(ontology: Ontology) -> None:
    for act in ontology.acts.values():
        assert set(act.modes) <= set(ontology.modes_of(act.type)), act.name
        assert ontology.cameo[act.cameo].name
        assert act.description
        # CAMEO's code stands on the same side, cooperation or conflict, as PLOVER's type.
        assert (ontology.cameo[act.cameo].quad <= 2) == (ontology.quad_class(act.type) <= 2), act.name
        if act.cameo_spoken is not None:
            assert ontology.cameo[act.cameo_spoken].quad in {1, 3}, act.name


def test_a_code_for_every_type_and_every_mode_on_the_same_side(ontology: Ontology) -> None:
    for type_ in TYPES:
        for mode in ("", *ontology.modes_of(type_)):
            code = ontology.codes[type_, mode, ""]
            assert (ontology.cameo[code].quad <= 2) == (ontology.quad_class(type_) <= 2), (type_, mode)


@pytest.mark.parametrize(
    ("type_", "modes", "act", "about", "code"),
    [
        ("SANCTION", ("withdraw",), "recall-ambassador", (None, None), "161"),
        ("SANCTION", ("withdraw",), "break-off-talks", (None, None), "164"),
        ("SANCTION", ("convict",), None, (None, None), "116"),
        ("THREATEN", ("relations",), "review-relations", (None, None), "1313"),
        ("THREATEN", ("relations",), None, ("SANCTION", "sever-relations"), "1313"),
        ("THREATEN", ("restrict",), None, ("SANCTION", "impose-sanctions"), "1312"),
        ("AGREE", (), None, ("CONSULT", "visit"), "036"),
        ("AGREE", (), None, ("AID", None), "033"),
        ("AGREE", (), None, (None, None), "030"),
        ("CONCEDE", (), None, ("RETREAT", "withdraw-troops"), "0356"),
        ("REJECT", ("meet",), None, ("CONSULT", "visit"), "125"),
        ("REQUEST", ("yield",), None, (None, None), "105"),
        ("ASSAULT", (), "attack", (None, None), "190"),
        ("ASSAULT", ("aerial",), "attack", (None, None), "195"),
        ("ASSAULT", ("heavy-weapons",), "break-ceasefire", (None, None), "194"),
        ("RETREAT", ("ceasefire",), "declare-ceasefire", (None, None), "0871"),
        ("CONSULT", ("visit",), "visit", (None, None), "042"),
    ],
)
def test_cameo_code(
    ontology: Ontology,
    type_: str,
    modes: tuple[str, ...],
    act: str | None,
    about: tuple[str | None, str | None],
    code: str,
) -> None:
    assert ontology.cameo_code(type_, modes, act, about=about[0], about_act=about[1]) == code


def test_goldstein_scores_are_gdelts_and_else_of_icews(ontology: Ontology) -> None:
    assert len(ontology.cameo) == 318
    assert ontology.goldstein("161") == -4.0
    assert ontology.goldstein("1313") == -5.8
    assert ontology.goldstein("057") == 8.0
    assert ontology.goldstein("164") == -7.0  # ICEWS has -6.5
    assert ontology.goldstein("1213") == -4.0  # GDELT has none
    assert ontology.goldstein("1952") is None
    with pytest.raises(KeyError):
        ontology.goldstein("999")


def test_the_ontology_cannot_be_changed(ontology: Ontology) -> None:
    with pytest.raises(TypeError):
        ontology.acts["x"] = ontology.act("visit")  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        ontology.act("visit").type = "AID"  # type: ignore[misc]


def test_contexts_are_those_of_plover(ontology: Ontology) -> None:
    assert len(ontology.contexts) == 37
    assert {"diplomatic", "military", "territory", "trafficking"} <= set(ontology.contexts)
    assert all(ontology.contexts.values())
