"""A predicate that a row of the pattern tables describes → the deed that the row names, with its sides."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.compose import acts_for_state
from dragoman.actors.discourse import is_state
from dragoman.events import modality, unnamed
from dragoman.events.attribution import source_of, speaker
from dragoman.events.deeds import Deed
from dragoman.events.dyads import Dyads
from dragoman.events.frames import Frame, verb_frame
from dragoman.events.grammar import VERBAL
from dragoman.events.modality import FORCEFUL, Outcome
from dragoman.events.parties import apart
from dragoman.events.patterns import Found, Pattern
from dragoman.events.predicates import ADJECTIVE, NOUN, VERB, Predicates
from dragoman.records import Actor

# How what a deed is done with, or done from, stands beside the verb ("hit by a bomb").
_INSTRUMENTAL = frozenset({"in", "by", "with"})

_OF_TWO = frozenset({"relationship", "representation", "legation", "embassy"})


class LexiconReader:
    """Makes deeds of the rows that the predicates of one sentence fit."""

    def __init__(self, predicates: Predicates) -> None:
        self._actors, self._rules, self._sides = predicates.actors, predicates.rules, predicates.sides
        patterns = self._rules.patterns
        self._dyads = Dyads(self._actors, self._sides, patterns.missions, patterns.envoys)

    def deed(self, found: Found, kind: str) -> Deed | None:
        """Return the deed of a row; None where the row blocks a reading, or where what is said concerns nobody."""
        pattern, frame = found.pattern, found.frame
        if pattern.type is None:
            return None
        if pattern.is_judgement:
            agents = speaker(source_of(frame.verb, self._rules.operators), self._actors)
            recipients = self._sides.recipients(frame, pattern.recipient, pattern.type, agents)
            if not apart(agents, recipients):
                return None
        else:
            agents, recipients = self._sides_of(pattern, pattern.type, frame, kind)
        return Deed(
            head=frame.head,
            frame=frame,
            outcome=self._outcome(pattern, pattern.type, frame, kind, agents),
            actors=agents,
            recipients=recipients,
            words=(frame.head, *found.evidence),
            basis=f"{'act pattern' if pattern.act else 'lexicon'} {pattern.name}",
            rules=(f"{pattern.table}: {pattern.name}",),
            needs_recipient=pattern.needs_recipient,
            nominal=kind == NOUN,
            content_only=pattern.content_only,
        )

    def _sides_of(
        self, pattern: Pattern, type_: str, frame: Frame, kind: str
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Return who acts and who receives, named or to be inferred."""
        agents = self._sides.acting(frame, pattern.actor, type_ in FORCEFUL) or self._unseen(frame, pattern)
        mutual = pattern.symmetric and len({a.code for a in agents}) > 1
        direct = self._sides.recipients(frame, pattern.recipient, type_, agents, mutual)
        between_two = pattern.act in self._rules.vocabulary.acts_between_two
        if between_two and self._rules.vocabulary.all_private(direct):
            direct = ()  # "severed relations with the gas exporter"
        if {a.code for a in direct} <= {a.code for a in agents}:
            direct = self._suffered(frame, type_, agents) or direct
        known = self._between_states(pattern, frame, kind, agents, direct)
        if known is not None:
            return known
        recipients = direct or self._by_doing(frame, pattern, type_, agents) or self._opposite(frame, pattern, agents)
        return agents or (self._opposite(frame, pattern, recipients) if kind == VERB else ()), recipients

    def _between_states(
        self, pattern: Pattern, frame: Frame, kind: str, agents: tuple[Actor, ...], recipients: tuple[Actor, ...]
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]] | None:
        """Return the sides of what is done with a mission, an envoy or relations; None where that is no help."""
        vocabulary, act = self._rules.vocabulary, pattern.act
        if act in vocabulary.mission_acts:
            mission = self._dyads.of_mission(frame)
            if mission is not None:
                return self._with_mission(frame, *mission, agents, recipients)
        if act in vocabulary.envoy_acts:
            return self._with_envoy(frame, act == "appoint-ambassador", agents, recipients)
        nobody = kind == VERB and not agents and (bool(pattern.subject) or not self._dyads.is_done_by(frame))
        if act in vocabulary.relations_acts and nobody and _is_of_two(frame):
            both = self._dyads.other(recipients) if recipients else self._dyads.both()
            return (both, recipients) if both else None
        if act == "recognise" and kind == VERB and agents and not recipients:
            return agents, self._dyads.other(agents, alone=True)  # "recognised the new government"
        return None

    def _with_mission(
        self,
        frame: Frame,
        owner: tuple[Actor, ...],
        host: tuple[Actor, ...],
        agents: tuple[Actor, ...],
        recipients: tuple[Actor, ...],
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Whose mission it is acts, unless somebody else is said to; the host is at the other end."""
        if not self._dyads.has_doer(frame):
            agents = owner or (self._dyads.other(host) if host else ())
        own = {actor.code for actor in agents}
        there = tuple(a for a in host or self._dyads.dealing(recipients) if a.code not in own)
        return agents, there or (self._dyads.other(agents) if len(own) == 1 else ())

    def _with_envoy(
        self, frame: Frame, named: bool, agents: tuple[Actor, ...], recipients: tuple[Actor, ...]
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Who sends an envoy acts, who receives him is at the other end. ``named``: to his post, not received there."""
        senders, hosts = self._dyads.of_envoy(frame)
        states = tuple(a for a in agents if acts_for_state(a.sector))
        agents = senders if senders and (frame.passive or not named or not states) else states
        own = {actor.code for actor in agents}
        choices = (hosts, recipients) if named else (recipients, hosts, self._dyads.town(frame))
        for side in choices:
            there = tuple(a for a in side if a.code not in own and is_state(a))
            if there:
                return agents or self._dyads.other(there, alone=True), there
        return agents, self._dyads.other(agents, alone=True) if len(own) == 1 else ()

    def _outcome(self, pattern: Pattern, type_: str, frame: Frame, kind: str, agents: tuple[Actor, ...]) -> Outcome:
        """Return what the row says, but where a word means another thing of states than of persons."""
        lemma = frame.head.lemma_.lower()
        if lemma == "strike" and kind == NOUN and agents and self._rules.vocabulary.all_private(agents):
            return Outcome("PROTEST", ("strike",))
        named = any(self._sides.is_actor(token) for token in frame.agents)
        if lemma == "protest" and kind == VERB and named and all(acts_for_state(a.sector) for a in agents):
            return Outcome("ACCUSE", ("disapprove",), pattern.act)
        outcome = Outcome(type_, pattern.modes, pattern.act)
        if pattern.act == "close-mission" and self._is_closed_to_another(frame, agents):
            outcome = Outcome(type_, ("expel",), "order-mission-closed")
        operator = self._rules.operators.match(kind, frame.head, None) if kind == ADJECTIVE else None
        return modality.expected(outcome) if operator is not None and operator.kind == "expect" else outcome

    def _suffered(self, frame: Frame, type_: str, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return whom the main deed hit, where what followed names persons only ("bombed Gaza, killing nine")."""
        verb, main = frame.head, frame.head.head
        if verb.dep_ != "advcl" or verb.tag_ != "VBG" or type_ not in FORCEFUL or main.pos_ not in VERBAL:
            return ()
        found = self._rules.patterns.match(VERB, verb_frame(main), self._sides.is_actor)
        if found is None or found.pattern.type not in FORCEFUL:
            return ()
        return self._sides.recipients(found.frame, found.pattern.recipient, found.pattern.type, agents)

    def _is_closed_to_another(self, frame: Frame, agents: tuple[Actor, ...]) -> bool:
        """Whether the mission closed is not one's own ("closed the British embassy")."""
        return any(apart(self._sides.bearer(thing), agents) for thing in frame.objects)

    def _opposite(self, frame: Frame, pattern: Pattern, side: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return the other state of a dealing between two, of whom only one is named: the one spoken of last."""
        if pattern.act not in self._rules.vocabulary.acts_between_two or not side or pattern.is_one_sided:
            return ()
        own = {actor.code for actor in side}
        several = pattern.act.endswith("-ambassador") and any(t.tag_ == "NNS" for t in frame.objects)
        if len(own) > 1 or several:  # "recalled its ambassadors": from more than one
            return ()
        other = next((actor for actor in self._actors.recent if actor.code not in own), None)
        if other is None or not all(acts_for_state(actor.sector) for actor in side):
            return ()
        reason = f"the other state spoken of last: {other.text}"
        return (replace(other, sector=(), person=None, office=None, reason=reason),)

    def _by_doing(self, frame: Frame, pattern: Pattern, type_: str, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return whom "by …ing" tells ("broke the truce by shelling Armenian trenches")."""
        if pattern.is_one_sided or frame.head.pos_ not in VERBAL:
            return ()
        for child in frame.head.children:
            if child.lower_ == "by":
                for gerund in child.children:
                    if gerund.dep_ == "pcomp":
                        return self._sides.recipients(verb_frame(gerund), (), type_, agents)
        return ()

    def _unseen(self, frame: Frame, pattern: Pattern) -> tuple[Actor, ...]:
        """Return who must have acted where nobody is named: the state that arrests, the unknown who laid the bomb."""
        if frame.head.pos_ not in VERBAL:
            return ()
        official = not self._rules.vocabulary.authority_modes.isdisjoint(pattern.modes)
        if frame.passive and pattern.type in {"COERCE", "SANCTION"} and official:
            return unnamed.state_there(self._actors, frame, ("GOV",))
        instruments = [*frame.agents, *(t for prep, t in frame.obliques if prep in _INSTRUMENTAL)]
        if pattern.type == "ASSAULT" and self._rules.patterns.bombs.fits(instruments, lambda _: False):
            return unnamed.state_there(self._actors, frame, ("UAF",))
        return ()


def _is_of_two(frame: Frame) -> bool:
    """Whether the relations that a verb speaks of are those of two states ("ties"), and not "a tie" of a game."""
    return any(token.tag_ in {"NNS", "NNPS"} or token.lower_ in _OF_TWO for token in (*frame.objects, *frame.agents))
