"""An operator and the deed of its content → one deed: "agreed to visit", "threatened to sever ties"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.events import modality
from dragoman.events.deeds import Deed
from dragoman.events.frames import Frame, subject_of
from dragoman.events.grammar import condition_of
from dragoman.events.modality import Outcome
from dragoman.events.operators import Content, Operator, contents
from dragoman.events.outcomes import outcome_of
from dragoman.events.parties import apart, strangers
from dragoman.events.predicates import NOUN, VERB, Predicates
from dragoman.events.sides import is_reciprocal
from dragoman.records import Actor

# Operators whose negation negates the deed itself ("does not plan to sever").
_INTENTIONS = frozenset({"intend", "expect", "commit", "consider", "try", "announce", "exclude"})
# Operators that may have the deed, or nobody, as their subject: who does the deed then acts ("talks began").
_OF_THE_DEED = frozenset({"begin", "continue", "conduct", "stop", "cancel", "try", "announce"})
# Operators with an addressee, who is asked, accused or let.
_ADDRESSED = frozenset({"request", "order", "accuse", "warn", "allow"})
# Verbs of wanting something of another, not of the course of things ("expects to win").
_WANTING = frozenset({"expect", "want", "wish", "hope", "desire", "like", "intend", "count"})
# Where the addressee of an utterance stands, and where its other side may stand.
_ADDRESSEE = ("obj", "on", "upon", "to", "from", "against")
_OTHER_SIDE = ("with", "to", "against", "from", "on")


class Composer:
    """Puts operators over the deeds of one sentence."""

    def __init__(self, predicates: Predicates) -> None:
        self._rules, self._sides, self._actors = predicates.rules, predicates.sides, predicates.actors

    def composed(self, operator: Operator, frame: Frame, content: Content, inner: Deed) -> Deed | None:
        """Return the deed that an operator makes of ``inner``, or None where nothing is reported."""
        agents = self._sides.agents(frame)
        if operator.kind == "warn" and apart(agents, inner.actors):
            return None  # of what another may do: it is told by itself, on the speaker's word
        if operator.kind == "conduct" and apart(agents, inner.actors):
            return None  # "took note of the decision of Ecuador": another's deed
        if operator.kind == "intend" and frame.head.dep_ == "acl" and frame.head.tag_ == "VBN":
            return None  # "talks aimed at ending the war": what a thing is for
        outcome = outcome_of(operator.kind, content, inner.outcome)
        if operator.kind == "order" and inner.actors:
            done = modality.announced(inner.outcome)
            if not apart(agents, inner.actors):  # to one's own people: the deed itself
                return _over(operator, frame, inner, done, agents, inner.recipients)
            if inner.outcome.type == "COERCE" and self._rules.vocabulary.governs(agents, inner.actors):
                return _over(operator, frame, inner, done, agents, inner.actors)  # "ordered the paper to close"
        wants = operator.kind in {"intend", "expect"} and not frame.passive and frame.head.pos_ == "VERB"
        of_another = content.form in {"inf", "clause"} and apart(agents, inner.actors)
        forecast = frame.head.lemma_ == "expect" and inner.outcome.type in modality.FORCEFUL
        if wants and of_another and frame.head.lemma_ in _WANTING and not forecast:
            outcome = modality.requested(inner.outcome)  # "wants foreign forces to leave"
        if outcome is None:
            return None
        if not (wants and outcome.type == "REQUEST"):
            agents = _doers(operator, frame, content, inner, agents)
        return _over(operator, frame, inner, outcome, agents, self._recipients(operator, frame, inner, agents))

    def accusation(self, operator: Operator, frame: Frame, accused: tuple[Actor, ...], told: Deed | None) -> Deed:
        """Return the deed of alleging something of others; ``told``: what they are said to have done, if known."""
        return Deed(
            head=frame.head,
            frame=frame,
            outcome=modality.accused(told.outcome if told is not None else None),
            actors=self._sides.agents(frame),
            recipients=accused,
            words=(frame.head,),
            basis=f"operator {operator.name}",
            rules=(_rule(operator),),
            needs_recipient=True,
        )

    def bare(self, kind: str, frame: Frame) -> list[Deed]:
        """Return an operator as a deed by itself, whatever it is about ("demanded an explanation from Iran")."""
        forms = [c.form for c in contents(frame)]
        operator = self._rules.operators.match(kind, frame.head, forms[0] if forms else "noun")
        if operator is None or operator.type is None or (not forms and kind == VERB):
            return []
        if operator.kind == "commit" and forms[:1] == ["clause"]:
            return []
        if operator.kind == "warn" and not any(self._sides.is_actor(o) for o in frame.objects):
            return []
        agents = self._sides.agents(frame)
        if self._rules.vocabulary.all_private(agents) or (operator.kind == "order" and forms[:1] == ["noun"]):
            return []  # what firms and private persons promise or want is of no table
        return [
            Deed(
                head=frame.head,
                frame=frame,
                outcome=Outcome(operator.type, operator.modes),
                actors=agents,
                recipients=self._bare_recipients(operator, operator.type, frame, agents),
                words=(frame.head,),
                basis=f"operator {operator.name}",
                rules=(_rule(operator),),
                needs_recipient=operator.type == "ACCUSE" or _is_vague(kind, frame, forms),
                nominal=kind == NOUN,
            )
        ]

    def _bare_recipients(
        self, operator: Operator, type_: str, frame: Frame, agents: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        found = self._sides.recipients(frame, (), type_, agents)
        if not found and operator.kind in {"request", "threaten", "accuse", "allow"}:
            inner = [t for c in contents(frame) if c.form in {"clause", "inf"} for t in subject_of(c.head)]
            found = strangers((a for t in inner for a in self._sides.named(t)), agents)
        if not found and operator.kind == "threaten":
            found = self._conditioned(frame, agents) or self._sides.recipients(frame, (), "ASSAULT", agents)
        return found

    def _recipients(
        self, operator: Operator, frame: Frame, inner: Deed, agents: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Return the recipients of a composed deed: the addressee of a demand, the target of a threat …"""
        if is_reciprocal(frame):
            return ()
        direct, inner_sides = self._direct_and_inner(operator, frame, inner, agents)
        if direct:
            return direct
        for side in inner_sides:
            others = strangers(side, agents)
            if others:
                return others
        found = self._sides.recipients(frame, _OTHER_SIDE, "REQUEST", agents)
        if not found and operator.kind == "refuse":
            found = self._sides.defied(frame, agents) or self._sides.defied(inner.frame, agents)
        return found or self._conditioned(frame, agents)

    def _direct_and_inner(
        self, operator: Operator, frame: Frame, inner: Deed, agents: tuple[Actor, ...]
    ) -> tuple[tuple[Actor, ...], tuple[tuple[Actor, ...], ...]]:
        """Return whom the operator itself names as its recipients, and the sides of the deed that may be meant else."""
        kind = operator.kind
        asked = kind in {"intend", "expect"} and apart(agents, inner.actors)
        if kind in _ADDRESSED or asked:
            return self._sides.recipients(frame, _ADDRESSEE, "REQUEST", agents), (inner.actors, inner.recipients)
        if kind in {"threaten", "commit", "refuse", "exclude", "deny"}:
            direct = self._sides.recipients(frame, ("obj",), "THREATEN", agents) if kind == "threaten" else ()
            whose = inner.actors if inner.nominal and kind in {"refuse", "exclude", "deny"} else ()
            return direct, (whose, inner.recipients, inner.actors)
        return inner.recipients, (inner.actors,)

    def _conditioned(self, frame: Frame, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return who must do or leave something to escape a threat: the subject of its "unless" or "if" clause."""
        clauses = (condition_of(verb) for verb in (frame.verb, *frame.complements))
        clause = next((c for c in clauses if c is not None), None)
        if clause is None:
            return ()
        return strangers((a for t in subject_of(clause) for a in self._actors.of(t)), agents)


def _doers(
    operator: Operator, frame: Frame, content: Content, inner: Deed, agents: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """Return who acts in a composed deed: the operator's subject, or who does the deed that it speaks of."""
    kind = operator.kind
    if content.head in frame.agents or (kind == "intend" and frame.passive) or kind == "fear":
        return inner.actors
    if kind == "expect":
        return inner.actors or agents
    return agents or (inner.actors if kind in _OF_THE_DEED else ())


def _over(
    operator: Operator,
    frame: Frame,
    inner: Deed,
    outcome: Outcome,
    agents: tuple[Actor, ...],
    recipients: tuple[Actor, ...],
) -> Deed:
    """Return a deed with an operator put over it."""
    return replace(
        inner,
        head=frame.head,
        frame=frame,
        outcome=outcome,
        spoken_of=inner.outcome if operator.kind in _INTENTIONS else inner.spoken_of,
        actors=agents,
        recipients=recipients,
        words=(frame.head, *inner.words),
        basis=f"operator {operator.name} on {inner.basis}",
        rules=(_rule(operator), *inner.rules),
        nominal=frame.head.pos_ == "NOUN",
    )


def _rule(operator: Operator) -> str:
    return f"operators.csv: {operator.name} ({operator.kind})"


def _is_vague(kind: str, frame: Frame, forms: list[str]) -> bool:
    """Whether a bare operator says too little to stand without a recipient ("open to talks", "calls for calm")."""
    clause = forms[:1] in (["inf"], ["clause"])
    return kind != VERB and (not clause or frame.verb.dep_ in {"relcl", "acl", "advcl"})
