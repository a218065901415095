"""What tense, negation, modality and adjectives around the outermost word of a deed make of it."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from dragoman.actors.resolve import SentenceActors
from dragoman.events import modality
from dragoman.events.attribution import Source, source_of, speaker
from dragoman.events.deeds import Deed
from dragoman.events.frames import verb_frame
from dragoman.events.grammar import condition_of, is_marked
from dragoman.events.modality import FORCEFUL, Outcome
from dragoman.events.parties import apart
from dragoman.events.rules import Rules
from dragoman.events.sides import Sides
from dragoman.events.status import Reality, has_to, reality
from dragoman.records import Actor

# The basis of a demand of which no table tells what is demanded.
_UNNAMED_DEMAND = "operator must"
_NO = frozenset({"no", "any", "without"})


class Settler:
    """Settles the deeds of one sentence."""

    def __init__(self, actors: SentenceActors, rules: Rules) -> None:
        self._actors, self._rules = actors, rules

    def settled(self, deed: Deed) -> Deed | None:
        """Return a deed as its sentence leaves it; None where it was neither done nor spoken of."""
        source = source_of(deed.head, self._rules.operators)
        if deed.told_by_noun:
            return self._settled_noun(deed, source)
        real = reality(deed.frame.verb)
        if real.conditional or (real.purpose and not real.possible):
            return None
        said = speaker(source, self._actors)
        if real.obliged:
            return self._obliged(deed, real, source, said)
        outcome = _realised(deed, real, said)
        if outcome is None:
            return None
        return replace(deed, outcome=modality.implied(outcome), reality=real, source=source)

    def _settled_noun(self, deed: Deed, source: Source | None) -> Deed | None:
        """Apply what the words around a noun say of its deed ("planned strikes", "no talks")."""
        words = {child.lower_ for child in deed.head.children}
        if words & _NO:
            return None
        told = self._rules.vocabulary.noun_status
        status = next((told[word] for word in sorted(words) if word in told), None)
        outcome = deed.outcome
        if status == "ongoing":
            outcome = replace(outcome, status="ongoing")
        elif status == "planned":
            outcome = modality.expected(outcome)
        elif status == "possible":
            outcome = modality.considered(outcome)
        return replace(deed, outcome=outcome, source=source, reality=Reality())

    def _obliged(self, deed: Deed, real: Reality, source: Source | None, said: tuple[Actor, ...]) -> Deed | None:
        """ "X said Y must withdraw": X asks it of Y."""
        powers = self._rules.vocabulary.unnamed_powers
        nobody = not deed.actors and any(t.lemma_.lower() in powers for t in deed.frame.agents)
        if not said or not (nobody or apart(said, deed.actors)):
            return None
        inner: Outcome | None = modality.inverted(deed.outcome) if real.negated else deed.outcome
        if deed.basis == _UNNAMED_DEMAND:
            inner = None
        cue = source.cue if source is not None else deed.words[-1]
        return replace(
            deed,
            outcome=modality.requested(inner),
            actors=said,
            recipients=deed.actors,
            reality=real,
            source=None,
            basis=f"{deed.basis}; obliged",
            rules=(*deed.rules, f"must/should, said by {cue.text}"),
        )


def unnamed_demand(token: Token, sides: Sides) -> list[Deed]:
    """Return "X said Y must …" with a verb that no table knows: still a demand. The deed itself stays unnamed."""
    if token.pos_ != "VERB" or not reality(token).obliged:
        return []
    frame = verb_frame(token)
    return [
        Deed(
            head=token,
            frame=frame,
            outcome=Outcome("REQUEST"),
            actors=sides.agents(frame),
            recipients=(),
            words=(token,),
            basis=_UNNAMED_DEMAND,
            rules=("a verb of no table",),
        )
    ]


def may_be_demanded(token: Token) -> bool:
    """Return whether a verb of no table can still be a demand ("must", "should")."""
    return token.pos_ == "VERB" and (
        any(c.lower_ in {"must", "should", "ought"} for c in token.children) or has_to(token)
    )


def _realised(deed: Deed, real: Reality, said: tuple[Actor, ...]) -> Outcome | None:
    """Return the outcome of a deed that a verb tells, by the verb's reality; ``said``: on whose word it is told."""
    outcome = deed.outcome
    forceful = outcome.type in FORCEFUL
    another = bool(said) and not {a.entity for a in said} & {a.entity for a in deed.actors}
    if real.negated and real.possible and forceful:
        return None  # what somebody cannot do is neither done nor denied
    if real.negated or real.no_longer:
        return _negated(deed, real, another)
    if real.future:
        return _to_come(deed, another)
    if real.possible:
        if forceful:
            return replace(outcome, status="possible")
        return modality.promised(outcome, "possible", "possible")
    if real.ongoing and outcome.status == "occurred":
        return replace(outcome, status="ongoing")
    return outcome


def _negated(deed: Deed, real: Reality, another: bool) -> Outcome:
    """Return what was not done; of what somebody intended and now does not, the deed itself denied."""
    if deed.spoken_of is not None and deed.outcome.status == "denied":
        return modality.considered(deed.spoken_of)  # "did not rule out a strike"
    if deed.spoken_of is not None and deed.spoken_of.type in FORCEFUL:
        return replace(deed.spoken_of, status="denied")
    ended = modality.abandoned(deed.outcome) if real.no_longer else None
    if ended is not None:
        return ended
    own_stand = real.tense == "present" and not another and not real.ongoing
    return modality.negated(deed.outcome, real.future or real.no_longer or real.possible or own_stand)


def _to_come(deed: Deed, another: bool) -> Outcome:
    """Return what is yet to come: on a condition it is a threat; force on another's word is a forecast, else a vow."""
    outcome = deed.outcome
    forceful = outcome.type in FORCEFUL
    condition = condition_of(deed.frame.verb)
    if condition is not None and (forceful or is_marked(condition, "unless")):
        return modality.threatened(outcome)
    if forceful and another:
        return replace(outcome, status="planned")
    return modality.promised(outcome, "planned")
