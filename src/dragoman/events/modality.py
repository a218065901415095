"""What operators, tense and negation make of a deed: PLOVER's modality table (manual 2.0; design §1). Pure functions.

An Outcome is the part of a record that the table decides: type, modes, act, what it is about, and status.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.records import About, Status

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE"})
YIELDING = frozenset({"CONCEDE", "RETREAT"})
FORCEFUL = frozenset({"PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"})
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})

_DIPLOMATIC = frozenset(
    "recall-ambassador withdraw-ambassador withdraw-diplomats downgrade-relations suspend-relations sever-relations "
    "suspend-contacts withdraw-recognition close-mission reduce-mission".split()
)
# Announcing these *is* doing them: the word of the state is the deed.
_DECLARED = frozenset({"SANCTION", "SUPPORT", "COERCE", "CONCEDE", "MOBILIZE", "ASSAULT", "AGREE", *SPOKEN})


@dataclass(frozen=True, slots=True)
class Outcome:
    """The decided part of a deed."""

    type: str
    modes: tuple[str, ...] = ()
    act: str | None = None
    about: About | None = None
    status: Status = "occurred"


def spoken_of(deed: Outcome, status: Status) -> About:
    """Return the deed as what a verbal event is about."""
    if deed.about is not None and deed.type in SPOKEN | {"AGREE"}:
        return deed.about
    return About(deed.type, deed.modes, deed.act, status)


# What a mode says of the deed that is threatened, asked for or refused, where the words name no deed.
_IMPLIED = {
    ("THREATEN", "relations"): ("SANCTION", ("discontinue",)),
    ("THREATEN", "restrict"): ("SANCTION", ("discontinue",)),
    ("THREATEN", "expel"): ("SANCTION", ("expel",)),
    ("THREATEN", "arrest"): ("COERCE", ("arrest",)),
    ("THREATEN", "territory"): ("COERCE", ("seize",)),
    ("THREATEN", "violence"): ("ASSAULT", ()),
    ("REQUEST", "meet"): ("CONSULT", ()),
    ("REJECT", "meet"): ("CONSULT", ()),
    ("REQUEST", "yield"): ("CONCEDE", ()),
    ("REJECT", "yield"): ("CONCEDE", ()),
}


def implied(deed: Outcome) -> Outcome:
    """Return a threat, demand or refusal with what its mode says of the deed spoken of, if nothing else tells."""
    if deed.about is not None:
        return deed
    for mode in deed.modes:
        spoken = _IMPLIED.get((deed.type, mode))
        if spoken is not None:
            return replace(
                deed, about=About(spoken[0], spoken[1], None, "denied" if deed.type == "REJECT" else "possible")
            )
    return deed


def promised(deed: Outcome, status: Status, about: Status = "planned") -> Outcome:
    """The column "future/promised": coming cooperation is AGREE, concession CONCEDE, conflict THREATEN."""
    if deed.type in COOPERATIVE:
        return Outcome("AGREE", (), None, spoken_of(deed, about), status)
    if deed.type in YIELDING:
        return Outcome("CONCEDE", (), None, spoken_of(deed, about), status)
    if deed.type in FORCEFUL:
        return Outcome("THREATEN", threat_modes(deed), None, spoken_of(deed, about), status)
    return replace(deed, status=status)


def threatened(deed: Outcome | None) -> Outcome:
    """A threat was uttered; its modes say what is threatened."""
    if deed is None:
        return Outcome("THREATEN")
    return Outcome("THREATEN", threat_modes(deed), None, spoken_of(deed, "possible"))


def threat_modes(deed: Outcome) -> tuple[str, ...]:
    """Return THREATEN's modes for the deed that is threatened."""
    if deed.type in {"ASSAULT", "MOBILIZE"}:
        return ("violence",)
    if deed.type == "SANCTION":
        if "expel" in deed.modes:
            return ("expel",)
        return ("relations",) if deed.act in _DIPLOMATIC else ("restrict",)
    if deed.type == "COERCE":
        for mode, threat in (("arrest", "arrest"), ("deport", "expel"), ("seize", "territory")):
            if mode in deed.modes:
                return (threat,)
        return ("restrict",)
    return ("relations",) if deed.type in COOPERATIVE | YIELDING else ()


def requested(deed: Outcome | None) -> Outcome:
    """Something was asked for: REQUEST, its mode by what is asked."""
    if deed is None:
        return Outcome("REQUEST")
    return Outcome("REQUEST", asked_modes(deed), None, spoken_of(deed, "possible"))


def refused(deed: Outcome | None) -> Outcome:
    """Refusing cooperation or concession is REJECT; refusing a hostile deed is that deed, denied."""
    if deed is None:
        return Outcome("REJECT")
    if deed.type in FORCEFUL:
        return replace(deed, status="denied")
    if deed.type == "REJECT":
        return Outcome("AGREE", (), None, deed.about)
    return Outcome("REJECT", asked_modes(deed), None, spoken_of(deed, "denied"))


def asked_modes(deed: Outcome) -> tuple[str, ...]:
    """Return REQUEST's or REJECT's mode for the deed that is asked for or refused."""
    if deed.type == "CONSULT" or (deed.about is not None and deed.about.event == "CONSULT"):
        return ("meet",)
    if deed.type in YIELDING or (deed.about is not None and deed.about.event in YIELDING):
        return ("yield",)
    if deed.type in COOPERATIVE:
        return ("assist",)
    return ("change",)


def accused(deed: Outcome | None) -> Outcome:
    """Somebody is said to have done it."""
    return Outcome("ACCUSE", ("allege",), None, spoken_of(deed, "occurred") if deed else None)


def announced(deed: Outcome) -> Outcome:
    """Declared deeds are done by declaring them; announced movement, aid and meetings are yet to come."""
    if deed.type in _DECLARED:
        return deed
    if deed.type == "PROTEST":
        return replace(deed, status="planned")
    return promised(deed, "occurred")


def stopped(deed: Outcome) -> Outcome:
    """What existed is brought to an end: cooperation cut is SANCTION, conflict ended CONCEDE or RETREAT."""
    about = spoken_of(deed, "occurred")
    if deed.type in COOPERATIVE:
        return Outcome("SANCTION", ("discontinue",), None, about)
    if deed.type == "ASSAULT":
        return Outcome("RETREAT", ("ceasefire",), None, about)
    if deed.type == "MOBILIZE":
        return Outcome("RETREAT", ("withdraw",), None, about)
    if deed.type in YIELDING:
        return Outcome("REJECT", ("yield",), None, about)
    return Outcome("CONCEDE", (), None, about)


def cancelled(deed: Outcome) -> Outcome:
    """What was planned is called off."""
    about = spoken_of(deed, "denied")
    if deed.type in {"CONSULT", "AGREE", "SUPPORT"}:
        meet = deed.type == "CONSULT" or (deed.about is not None and deed.about.event == "CONSULT")
        return Outcome("REJECT", ("meet",) if meet else ("assist",), "cancel-meeting" if meet else None, about)
    if deed.type in COOPERATIVE:
        return Outcome("SANCTION", ("discontinue",), None, about)
    if deed.type in YIELDING:
        return Outcome("REJECT", ("yield",), None, about)
    return Outcome("CONCEDE", (), None, about)


def expected(deed: Outcome) -> Outcome:
    """Another's forecast: coming cooperation is AGREE, coming conflict keeps its type; both are planned."""
    if deed.type in FORCEFUL:
        return replace(deed, status="planned")
    return promised(deed, "planned")


def considered(deed: Outcome) -> Outcome:
    """Weighed, not decided: sanctions under consideration are a threat, the rest is possible."""
    if deed.type in FORCEFUL:
        return Outcome("THREATEN", threat_modes(deed), None, spoken_of(deed, "possible"))
    return promised(deed, "possible", "possible")


def inverted(deed: Outcome) -> Outcome:
    """The content of an operator is itself negated ("agreed not to attack", "urged him not to sign")."""
    if deed.type in FORCEFUL:
        return replace(stopped(deed), about=spoken_of(deed, "denied"))
    if deed.type in COOPERATIVE | YIELDING:
        return Outcome("REJECT", asked_modes(deed), None, spoken_of(deed, "denied"))
    return replace(deed, status="denied")


def abandoned(deed: Outcome) -> Outcome | None:
    """What somebody no longer does; None where ceasing says no more than refusing."""
    if deed.act == "recognise":
        return Outcome("SANCTION", ("withdraw",), "withdraw-recognition", spoken_of(deed, "occurred"))
    return None


def negated(deed: Outcome, refuses: bool) -> Outcome:
    """A clause is negated. ``refuses``: the actor will not, or no longer does; else it is said not to have happened."""
    if deed.type == "AGREE":
        return Outcome("REJECT", asked_modes(deed), None, deed.about)
    if refuses and deed.type in COOPERATIVE | YIELDING:
        return refused(deed)
    return replace(deed, status="denied")
