"""Deeds: what the predicates of a sentence report, after patterns, operators and modality have had their say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from spacy.tokens import Token

from dragoman.actors.compose import acts_for_state, definite
from dragoman.actors.resolve import SentenceActors
from dragoman.events import modality
from dragoman.events.attribution import Source, source_of, speaker
from dragoman.events.frames import VERBAL, Frame, adjective_frame, noun_frame, subject_of, verb_frame
from dragoman.events.modality import COOPERATIVE, FORCEFUL, Outcome
from dragoman.events.operators import Content, Operator, Operators, contents
from dragoman.events.patterns import Found, Pattern, Patterns
from dragoman.events.sides import Sides
from dragoman.events.status import Reality, has_to, reality
from dragoman.records import Actor

_NONE: Mapping[str, tuple[Actor, ...]] = MappingProxyType({})
_MAX_DEPTH = 4
_SUBJECT = "subject"
# Modes that only a state's authorities can bring about.
_AUTHORITY = frozenset({"arrest", "deport", "convict", "curfew", "martial-law", "censor"})
# Operators whose subject does the deed of their content.
_OWN_DEED = frozenset({"announce", "intend", "commit", "threaten", "refuse", "begin", "continue", "conduct", "stop", "cancel", "try", "fail", "deny", "consider"})  # fmt: skip
# Operators whose negation negates the deed itself ("does not plan to sever").
_INTENTIONS = frozenset({"intend", "expect", "commit", "consider", "try", "announce"})
_WHOLE_SUBJECT = frozenset({"expect", "fear", "begin", "continue", "stop", "cancel", "conduct"})
# Whom a demand may be addressed to without naming anyone ("foreign powers should leave").
_POWERS = frozenset(
    "power country side party nation community world government leader state authority everyone all others neighbour neighbor".split()
)
# Acts that one state does to another, so that who is not named can be told.
_DYADIC = frozenset(
    "protest-note summon-envoy recall-ambassador withdraw-ambassador withdraw-diplomats expel-diplomats expel-ambassador "
    "downgrade-relations close-mission order-mission-closed suspend-contacts review-relations suspend-relations "
    "sever-relations return-ambassador restore-relations resume-contacts upgrade-relations close-border open-border "
    "suspend-flights resume-flights suspend-trade resume-trade".split()
)
_BODIES = frozenset({"IGO", "UNO", "EUR"})
_NEEDS_RECIPIENT = frozenset({"AID", "COOPERATE", "SANCTION"})
_PRIVATE = frozenset({"CVL", "REF", "JRN", "EDU", "BUS", "CRM", "AGR", "MED", "LAB", "UNK"})
_REAL_NOUNS = {"planned": "planned", "proposed": "possible", "possible": "possible", "potential": "possible", "future": "planned",
               "upcoming": "planned", "forthcoming": "planned", "scheduled": "planned", "impending": "planned", "imminent": "planned",
               "threatened": "possible", "ongoing": "ongoing", "continuing": "ongoing", "continued": "ongoing",
               "expected": "planned", "feared": "possible", "hypothetical": "possible"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """One reported deed, not yet dated: its outcome, sides, words and what decided it."""

    head: Token
    frame: Frame
    outcome: Outcome
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    words: tuple[Token, ...]
    basis: str
    rules: tuple[str, ...]
    needs_recipient: bool
    symmetric: bool
    nominal: bool
    content_only: bool = False
    spoken_of: Outcome | None = None
    reality: Reality | None = None
    source: Source | None = None


class DeedReader:
    """Reads the deeds of one sentence."""

    def __init__(
        self,
        actors: SentenceActors,
        patterns: Patterns,
        operators: Operators,
        earlier: Mapping[str, tuple[Actor, ...]] = _NONE,
    ) -> None:
        """``earlier``: who did the last deed of each type in the sentences before ("condemned the attack")."""
        self._actors, self._patterns, self._operators, self._earlier = actors, patterns, operators, earlier
        self._sides = Sides(actors, self._event_agents, patterns.people)
        self._consumed: set[int] = set()

    def read(self) -> list[Deed]:
        """Return the deeds of the sentence in the order of their words."""
        deeds: list[Deed] = []
        for token in sorted(self._actors.sentence.tokens, key=_depth):
            if token.i in self._consumed or not (self._kind(token) or reality_matters(token)):
                continue
            if self._told_by_verb(token):
                continue
            for deed in self._top(token):
                deeds.append(deed)
        kept = [deed for deed in deeds if not _chanted(deed, deeds)]
        return sorted(kept, key=lambda deed: (deed.head.i, deed.outcome.type))

    def _told_by_verb(self, token: Token) -> bool:
        """Whether a noun's own relative clause tells the deed ("the air strike that killed the general")."""
        return token.pos_ == "NOUN" and any(
            c.dep_ in {"relcl", "acl"} and self._patterns.knows("V", c.lemma_.lower()) and any(o.pos_ == "NOUN" for o in verb_frame(c).objects)
            and token in verb_frame(c).agents
            for c in token.children
        )  # fmt: skip

    # --- one predicate at the top --------------------------------------------------------------------------------

    def _top(self, token: Token) -> Iterator[Deed]:
        nominal = self._kind(token) == "N"
        for deed in self._deeds(token, None, True, 0) or self._urged(token):
            settled = self._settled(deed, nominal)
            if settled is not None and self._worth(settled, nominal):
                self._consumed.update(word.i for word in settled.words)
                yield settled

    def _settled(self, deed: Deed, nominal: bool) -> Deed | None:
        """Apply tense, negation and modality of the outermost words."""
        source = source_of(deed.head, self._operators)
        if nominal and deed.frame.light is None:
            return self._settled_noun(deed, source)
        real = reality(deed.frame.verb)
        if real.conditional or (real.purpose and not real.possible):
            return None
        said = speaker(source, self._actors)
        if real.obliged:
            return self._obliged(deed, real, source, said)
        outcome = self._realised(deed, real, said)
        if outcome is None:
            return None
        return replace(deed, outcome=modality.implied(outcome), reality=real, source=source)

    def _settled_noun(self, deed: Deed, source: Source | None) -> Deed | None:
        words = {child.lower_ for child in deed.head.children}
        status = next((_REAL_NOUNS[w] for w in sorted(words) if w in _REAL_NOUNS), None)
        outcome = deed.outcome
        if status == "ongoing":
            outcome = replace(outcome, status="ongoing")
        elif status in {"planned", "possible"}:
            outcome = modality.expected(outcome) if status == "planned" else modality.considered(outcome)
        if {"no", "any", "without"} & words:
            return None
        return replace(deed, outcome=outcome, source=source, reality=Reality())

    def _realised(self, deed: Deed, real: Reality, said: tuple[Actor, ...]) -> Outcome | None:
        outcome = deed.outcome
        another = bool(said) and not {a.entity for a in said} & {a.entity for a in deed.actors}
        if real.negated and real.possible and outcome.type in FORCEFUL:
            return None  # what somebody cannot do is neither done nor denied
        if real.negated or real.no_longer:
            refuses = real.future or real.no_longer or real.possible or (real.tense == "present" and not another and not real.ongoing)
            if deed.spoken_of is not None and deed.spoken_of.type in FORCEFUL:
                return replace(deed.spoken_of, status="denied")
            return modality.negated(outcome, refuses)
        condition = _unless(deed.frame.verb)
        if real.future and condition is not None and (outcome.type in FORCEFUL or _marked(condition, "unless")):
            return modality.threatened(outcome)
        if real.future:
            if outcome.type in FORCEFUL and another:
                return replace(outcome, status="planned")
            return modality.promised(outcome, "planned")
        if real.possible:
            if outcome.type in FORCEFUL:
                return replace(outcome, status="possible")
            return modality.promised(outcome, "possible", "possible")
        if real.ongoing and outcome.status == "occurred":
            return replace(outcome, status="ongoing")
        return outcome

    def _urged(self, token: Token) -> list[Deed]:
        """ "X said Y must …" with a verb that no table knows: still a demand. The deed itself stays unnamed."""
        if token.pos_ != "VERB" or not reality(token).obliged:
            return []
        frame = verb_frame(token)
        return [Deed(token, frame, Outcome("REQUEST"), self._sides.agents(frame), (), (token,), "operator must",
                     ("a verb of no table",), False, False, False)]  # fmt: skip

    def _obliged(self, deed: Deed, real: Reality, source: Source | None, said: tuple[Actor, ...]) -> Deed | None:
        """ "X said Y must withdraw": X asks it of Y."""
        addressed = deed.actors
        nobody = not addressed and any(t.lemma_.lower() in _POWERS for t in deed.frame.agents)
        if not said or not (nobody or _apart(said, addressed)):
            return None
        inner: Outcome | None = modality.inverted(deed.outcome) if real.negated else deed.outcome
        if deed.basis == "operator must":
            inner = None
        words = (*deed.words, *((source.cue,) if source else ()))
        return replace(deed, outcome=modality.requested(inner), actors=said, recipients=addressed, reality=real, source=None,
                       words=deed.words, basis=f"{deed.basis}; obliged", rules=(*deed.rules, f"must/should, said by {words[-1].text}"))  # fmt: skip

    def _worth(self, deed: Deed, nominal: bool) -> bool:
        """Whether a deed has the sides that its type needs to be a record."""
        if not deed.actors:
            return False
        if deed.outcome.type == "MOBILIZE" and deed.head.dep_ == "acl" and deed.head.tag_ == "VBN":
            return False  # "troops stationed there": where they are, not that they are sent
        if deed.outcome.type == "CONSULT" and _is_private(deed):
            return False
        sides = len(deed.actors) + len(deed.recipients)
        if nominal and deed.frame.light is None and deed.content_only:
            return False
        if nominal and deed.frame.light is None:
            told = any(c.form in {"inf", "clause"} for c in contents(deed.frame)) and not deed.needs_recipient
            whole = sides >= 2 or told or (deed.spoken_of is not None or deed.outcome.about is not None)
            mutual = len(deed.actors) > 1 and not deed.recipients and not deed.frame.agents
            vague = {"SUPPORT", "COOPERATE", "ACCUSE", "REJECT"} if mutual else {"SUPPORT", "COOPERATE"}
            return whole and (deed.outcome.act is not None or deed.outcome.type not in vague)
        if deed.outcome.type == "CONSULT" and sides == 1 and deed.actors[0].code in _BODIES and deed.head.pos_ in VERBAL:
            return True  # "EU foreign ministers met": many in one
        if deed.outcome.type == "CONSULT" or (deed.needs_recipient or deed.outcome.type in _NEEDS_RECIPIENT):
            return sides >= 2
        return True

    # --- predicates and their contents ---------------------------------------------------------------------------

    def _kind(self, token: Token) -> str | None:
        lemma = token.lemma_.lower()
        if token.dep_ == "pcomp" and token.head.lower_ == "for" and token.head.head.pos_ == "VERB":
            return None  # "arrested for collaborating with": what someone is charged with, not what was done
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and lemma not in {"be", "have", "do"}):
            kind = "V"
        elif lemma == "be" and token.pos_ == "AUX" and token.dep_ not in {"aux", "auxpass"}:
            return "V" if self._operators.match("V", token, "noun") is not None else None
        elif token.pos_ == "NOUN":
            kind = "N"
        elif token.pos_ == "ADJ" and token.dep_ in {"acomp", "attr", "oprd", "ROOT", "ccomp", "conj"}:
            kind = "A"
        else:
            return None
        if token.dep_ == "amod" and kind == "V":
            return None
        return kind if self._patterns.knows(kind, lemma) or self._operators.knows(kind, lemma) else None

    def _frame(self, kind: str, token: Token, light: Token | None, shares: bool) -> Frame:
        if kind == "V":
            return verb_frame(token)
        return adjective_frame(token) if kind == "A" else noun_frame(token, light, shares)

    def _deeds(self, token: Token, light: Token | None, shares: bool, depth: int) -> list[Deed]:
        """Return what a predicate reports: by a specific pattern, else by its content, else by a pattern, else alone."""
        kind = self._kind(token)
        if kind is None or depth > _MAX_DEPTH:
            return []
        frame = self._frame(kind, token, light, shares)
        if kind == "V" and any(self._is_deed(agent) for agent in frame.agents):
            happened = self._composed(kind, frame, depth)
            if happened:
                return happened
        found = self._patterns.match(kind, frame, self._sides.is_actor)
        if found is not None and found.pattern.type is None:
            return []
        if any(self._says_nothing(kind, frame, content) for content in contents(frame)):
            return []
        if found is not None and (found.pattern.act or len(found.evidence) > 0 or found.head.particles):
            strong = self._plain(frame, found, kind)
            if strong is not None and found.pattern.act:
                return [strong]
            composed = self._composed(kind, frame, depth)
            return composed or ([strong] if strong is not None else [])
        composed = self._composed(kind, frame, depth)
        if composed:
            return composed
        if found is not None:
            plain = self._plain(frame, found, kind)
            return [plain] if plain is not None else []
        return self._bare(kind, frame)

    def _says_nothing(self, kind: str, frame: Frame, content: Content) -> bool:
        """Whether somebody only refuses what a table calls no deed ("declined to comment")."""
        if content.form not in {"inf", "ger"} or self._kind(content.head) != "V":
            return False
        operator = self._operators.match(kind, frame.head, content.form)
        if operator is None or operator.kind not in {"refuse", "request"}:
            return False
        found = self._patterns.match("V", verb_frame(content.head), self._sides.is_actor)
        return found is not None and found.pattern.type is None

    def _plain(self, frame: Frame, found: Found, kind: str) -> Deed | None:
        pattern, frame = found.pattern, found.frame
        assert pattern.type is not None
        if pattern.actor == ("speaker",):
            agents = speaker(source_of(frame.verb, self._operators), self._actors)
            recipients = self._sides.recipients(frame, pattern.recipient, pattern.type, agents)
            if not agents or not recipients:
                return None
        else:
            agents = self._sides.acting(frame, pattern.actor, pattern.type in FORCEFUL) or self._unseen(frame, pattern)
            recipients = self._sides.recipients(frame, pattern.recipient, pattern.type, agents)
            recipients = recipients or self._by_doing(frame, pattern, agents) or self._opposite(pattern, agents)
            agents = agents or (self._opposite(pattern, recipients) if kind == "V" else ())
        outcome = Outcome(pattern.type, pattern.modes, pattern.act)
        if (
            frame.head.lemma_.lower() == "protest"
            and kind == "V"
            and agents
            and all(acts_for_state(a.sector) for a in agents)
        ):
            outcome = Outcome("ACCUSE", ("disapprove",), pattern.act)
        if frame.head.lemma_.lower() == "strike" and kind == "N" and agents and all(_first(a) in _PRIVATE for a in agents):
            outcome = Outcome("PROTEST", ("strike",))
        return Deed(
            head=frame.head,
            frame=frame,
            outcome=outcome,
            actors=agents,
            recipients=recipients,
            words=(frame.head, *found.evidence),
            basis=f"{'act pattern' if pattern.act else 'lexicon'} {pattern.name}",
            rules=(f"{pattern.table}: {pattern.name}",),
            needs_recipient=pattern.needs_recipient,
            symmetric=pattern.symmetric,
            nominal=kind == "N",
            content_only=pattern.content_only,
        )

    def _opposite(self, pattern: Pattern, side: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return the other state of a dealing between two, of whom only one is named: the one spoken of last."""
        if pattern.act not in _DYADIC or not side or pattern.recipient == ("none",):
            return ()
        own = {actor.code for actor in side}
        if len(own) > 1:
            return ()
        other = next((actor for actor in self._actors.recent if actor.code not in own), None)
        if other is None or not all(acts_for_state(actor.sector) for actor in side):
            return ()
        return (replace(other, sector=(), person=None, office=None, reason=f"the other state spoken of last: {other.text}"),)

    def _by_doing(self, frame: Frame, pattern: Pattern, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return whom "by …ing" tells ("broke the truce by shelling Armenian trenches")."""
        if pattern.recipient == ("none",) or frame.head.pos_ not in VERBAL or pattern.type is None:
            return ()
        for child in frame.head.children:
            if child.lower_ == "by":
                for gerund in child.children:
                    if gerund.dep_ == "pcomp":
                        return self._sides.recipients(verb_frame(gerund), (), pattern.type, agents)
        return ()

    def _unseen(self, frame: Frame, pattern: Pattern) -> tuple[Actor, ...]:
        """Return who must have acted where nobody is named: the state that arrests, the unknown who laid the bomb."""
        if frame.head.pos_ not in VERBAL:
            return ()
        if frame.passive and pattern.type in {"COERCE", "SANCTION"} and set(pattern.modes) & _AUTHORITY:
            return self._sides.state_there(frame, ("GOV",))
        instruments = [*frame.agents, *(t for prep, t in frame.obliques if prep in {"in", "by", "with"})]
        if pattern.type == "ASSAULT" and self._patterns.bombs.fits(instruments, lambda _: False):
            return self._sides.state_there(frame, ("UAF",))
        return ()

    def _composed(self, kind: str, frame: Frame, depth: int) -> list[Deed]:
        made: list[Deed] = []
        for content in self._contents(frame):
            if content.form != "noun" and frame.objects and content.head.dep_ == "advcl":
                continue  # "began a strike to demand": the purpose, not what began
            subject = content.preposition == _SUBJECT
            operator = self._operators.match(kind, frame.head, content.form, "" if subject else content.preposition)
            happens = operator is not None and operator.name == "happen"
            if (subject and not happens) or (happens and content.head not in frame.agents):
                continue  # "protests greeted him" tells of protests, "protests stopped the talks" of talks
            if operator is not None and operator.kind == "allege":
                made += self._alleged(operator, frame, content)
                continue
            if operator is None or operator.kind == "say" or (operator.kind == "announce" and content.form == "clause"):
                continue
            if made and content.form == "noun" and not made[0].nominal:
                break
            light = frame.verb if content.form == "noun" and frame.verb.pos_ in VERBAL else None
            for inner in self._deeds(content.head, light, operator.kind in _OWN_DEED, depth + 1):
                deed = self._apply(operator, frame, content, inner)
                if deed is None:
                    continue
                self._consumed.update((content.head.i, *(w.i for w in inner.words)))
                if inner.nominal:  # "protests led by": the participle tells no deed of its own
                    self._consumed.update(c.i for c in content.head.children if c.dep_ == "acl")
                twin = next((i for i, d in enumerate(made) if d.outcome.type == deed.outcome.type), None)
                if twin is None:
                    made.append(deed)
                else:
                    made[twin] = replace(made[twin], recipients=made[twin].recipients or deed.recipients)
        return made

    def _alleged(self, operator: Operator, frame: Frame, content: Content) -> list[Deed]:
        """ "X alleged that Y …": an accusation of Y, whatever the verb; of its own side a mere statement."""
        agents = self._sides.agents(frame)
        inner = verb_frame(content.head)
        accused = tuple(
            a for t in (*inner.agents, *(() if not inner.passive else inner.objects)) for a in self._sides.named(t)
        )
        if not _apart(agents, accused):
            return []
        told = self._deeds(content.head, None, True, 1)
        outcome = modality.accused(told[0].outcome if told else None)
        self._consumed.update((content.head.i, *(w.i for d in told for w in d.words)))
        return [Deed(frame.head, frame, outcome, agents, accused, (frame.head,), f"operator {operator.name}",
                     (f"operators.csv: {operator.name} ({operator.kind})",), True, False, False)]  # fmt: skip

    def _contents(self, frame: Frame) -> Iterator[Content]:
        yield from contents(frame)
        if frame.head.pos_ in VERBAL:
            for token in frame.agents:
                if not frame.objects or self._is_deed(token):
                    yield Content(token, "noun", _SUBJECT if frame.objects else "")

    def _apply(self, operator: Operator, frame: Frame, content: Content, inner: Deed) -> Deed | None:
        agents = self._sides.agents(frame)
        outcome = self._outcome(operator, content, inner)
        wants = operator.kind in {"intend", "expect"} and not frame.passive and frame.head.pos_ == "VERB"
        if wants and content.form in {"inf", "clause"} and _apart(agents, inner.actors) and _own_mouth(frame):
            outcome = modality.requested(inner.outcome)  # "wants foreign forces to leave"
        if operator.kind == "order" and not _apart(agents, inner.actors) and inner.actors:
            outcome = modality.announced(inner.outcome)  # to one's own people: the deed itself
            return self._made(operator, frame, inner, outcome, agents, inner.recipients)
        if outcome is None:
            return None
        subject_is_content = content.head in frame.agents
        if outcome.type == "REQUEST" and wants:
            return self._made(operator, frame, inner, outcome, agents, self._addressed(operator, frame, inner, agents))
        if subject_is_content:
            agents = inner.actors
        elif operator.kind in _WHOLE_SUBJECT and (not agents or operator.kind in {"expect", "fear"}):
            agents = inner.actors or (agents if operator.kind != "fear" else ())
        elif operator.kind == "intend" and frame.passive:
            agents = inner.actors
        if (
            operator.kind in {"begin", "continue", "conduct", "stop", "cancel", "try", "announce"}
            and inner.actors
            and not agents
        ):
            agents = inner.actors
        return self._made(operator, frame, inner, outcome, agents, self._addressed(operator, frame, inner, agents))

    def _made(
        self,
        operator: Operator,
        frame: Frame,
        inner: Deed,
        outcome: Outcome,
        agents: tuple[Actor, ...],
        recipients: tuple[Actor, ...],
    ) -> Deed:
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
            rules=(f"operators.csv: {operator.name} ({operator.kind})", *inner.rules),
            needs_recipient=inner.needs_recipient,
            nominal=frame.head.pos_ == "NOUN",
        )

    def _outcome(self, operator: Operator, content: Content, inner: Deed) -> Outcome | None:
        deed = inner.outcome
        real = reality(content.head) if content.form != "noun" else Reality()
        if real.negated:
            deed = modality.inverted(deed)
        if content.form == "clause" and real.possible and operator.kind in {"commit", "threaten"}:
            return None
        kind = operator.kind
        if kind in {"begin", "continue", "conduct", "try"}:
            return replace(deed, status="ongoing") if kind == "continue" and deed.status == "occurred" else deed
        if kind == "announce":
            return modality.announced(deed)
        if kind == "intend":
            return modality.promised(deed, "planned")
        if kind == "commit":
            return modality.promised(deed, "occurred")
        if kind == "threaten":
            return modality.threatened(deed)
        if kind == "warn":
            return modality.threatened(deed) if deed.type in FORCEFUL and real.future else None
        return self._outcome_more(kind, deed, content)

    def _outcome_more(self, kind: str, deed: Outcome, content: Content) -> Outcome | None:
        if kind == "fear":
            return replace(deed, status="possible")
        simple = {"refuse": modality.refused, "request": modality.requested, "accuse": modality.accused,
                  "stop": modality.stopped, "cancel": modality.cancelled, "expect": modality.expected,
                  "consider": modality.considered}  # fmt: skip
        if kind == "order":
            return modality.requested(deed) if content.form in {"inf", "clause"} else modality.announced(deed)
        if kind == "reduce":
            return modality.stopped(deed) if deed.type in COOPERATIVE | {"SANCTION", "MOBILIZE"} else None
        if kind == "allow":
            return Outcome("CONCEDE", (), None, modality.spoken_of(deed, "possible"))
        if kind == "deny" and deed.type == "ACCUSE" and content.form == "noun":
            return Outcome("REJECT")  # CAMEO 016; the manual's own suggestion
        if kind == "deny" or (kind == "fail" and deed.type in FORCEFUL):
            return replace(deed, status="denied")
        return simple[kind](deed) if kind in simple else None

    def _addressed(self, operator: Operator, frame: Frame, inner: Deed, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return the recipients of a composed deed: the addressee of a demand, the target of a threat …"""
        asked = operator.kind in {"intend", "expect"} and _apart(agents, inner.actors)
        if operator.kind in {"request", "order", "accuse", "warn", "allow"} or asked:
            direct = self._sides.recipients(frame, ("obj", "on", "upon", "to", "from", "against"), "REQUEST", agents)
            inner_sides: tuple[tuple[Actor, ...], ...] = (inner.actors, inner.recipients)
        elif operator.kind in {"threaten", "commit", "refuse", "deny"}:
            direct = self._sides.recipients(frame, ("obj",), "THREATEN", agents) if operator.kind == "threaten" else ()
            whose = inner.actors if inner.nominal and operator.kind in {"refuse", "deny"} else ()
            inner_sides = (whose, inner.recipients, inner.actors)
        else:
            direct, inner_sides = inner.recipients, (inner.actors,)
        if direct:
            return direct
        own = {a.entity for a in agents}
        for side in inner_sides:
            others = tuple(a for a in side if a.entity not in own)
            if others:
                return others
        found = self._sides.recipients(frame, ("with", "to", "against", "from", "on"), "REQUEST", agents)
        return found or self._conditioned(frame, agents)

    def _conditioned(self, frame: Frame, agents: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return who must do or leave something to escape a threat: the subject of its "unless" or "if" clause."""
        clause = _unless(frame.verb) or next((u for c in frame.complements if (u := _unless(c)) is not None), None)
        if clause is None:
            return ()
        own = {a.entity for a in agents}
        return tuple(a for t in subject_of(clause) for a in self._actors.of(t) if a.entity not in own)

    def _bare(self, kind: str, frame: Frame) -> list[Deed]:
        """An operator that is a deed by itself, whatever it is about ("demanded an explanation from Iran")."""
        forms = [c.form for c in contents(frame)]
        operator = self._operators.match(kind, frame.head, forms[0] if forms else "noun")
        if operator is None or operator.type is None or (not forms and kind == "V"):
            return []
        if operator.kind == "commit" and forms and forms[0] == "clause":
            return []
        if operator.kind == "warn" and not any(self._sides.is_actor(o) for o in frame.objects):
            return []
        agents = self._sides.agents(frame)
        if all(_first(a) in _PRIVATE for a in agents) or (operator.kind == "order" and forms[:1] == ["noun"]):
            return []  # what firms and private persons promise or want is of no table
        recipients = self._sides.recipients(frame, (), operator.type, agents)
        if not recipients and operator.kind in {"request", "threaten", "accuse"}:
            inner = [t for c in contents(frame) if c.form in {"clause", "inf"} for t in subject_of(c.head)]
            own = {a.entity for a in agents}
            recipients = tuple(a for t in inner for a in self._sides.named(t) if a.entity not in own)
        if not recipients and operator.kind == "threaten":
            recipients = self._conditioned(frame, agents) or self._sides.recipients(frame, (), "ASSAULT", agents)
        return [
            Deed(frame.head, frame, Outcome(operator.type, operator.modes), agents, recipients, (frame.head,),
                 f"operator {operator.name}", (f"operators.csv: {operator.name} ({operator.kind})",),
                 operator.type == "ACCUSE" or _is_vague(kind, frame, forms), False, kind == "N")
        ]  # fmt: skip

    def _is_deed(self, token: Token) -> bool:
        """Whether a noun names a deed and no actor ("protests are expected to greet him")."""
        return token.pos_ == "NOUN" and self._kind(token) == "N" and not self._actors.of(token)

    def _event_agents(self, token: Token) -> tuple[Actor, ...] | None:
        """Return who did the deed that a noun names, or None if it names none."""
        if token.pos_ != "NOUN" or self._actors.of(token) or not self._patterns.knows("N", token.lemma_.lower()):
            return None
        frame = noun_frame(token, None)
        agents = self._sides.agents(frame) if frame.agents else ()
        if agents or not definite(token):
            return agents if frame.agents else None
        found = self._patterns.match_loosely("N", token.lemma_.lower())
        known = self._earlier.get(found, ()) if found is not None else ()
        return known or None


def _is_vague(kind: str, frame: Frame, forms: list[str]) -> bool:
    """Whether a bare operator says too little to stand without a recipient ("open to talks", "calls for calm")."""
    clause = bool(forms) and forms[0] in {"inf", "clause"}
    return kind in {"N", "A"} and (not clause or frame.verb.dep_ in {"relcl", "acl", "advcl"})


def _own_mouth(frame: Frame) -> bool:
    """Whether somebody expects or wants something of another, not of the course of things ("expects to win")."""
    return frame.head.lemma_ in {"expect", "want", "wish", "hope", "desire", "like", "intend", "count"}


def _apart(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    """Whether two sides are known and have no one in common."""
    return bool(one) and bool(other) and not {a.entity for a in one} & {a.entity for a in other}


def _is_private(deed: Deed) -> bool:
    """Whether a visit or a talk is that of private persons, or an interview."""
    guests = deed.recipients
    return all(_first(a) in _PRIVATE for a in deed.actors) or (
        bool(guests) and all(_first(a) in _PRIVATE for a in guests)
    )


def _first(actor: Actor) -> str:
    return actor.sector[0] if actor.sector else ""


def _marked(clause: Token, conjunction: str) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == conjunction for child in clause.children)


def _chanted(deed: Deed, deeds: list[Deed]) -> bool:
    """Whether a demand or a reproach is what a protest was about: PLOVER counts the protest alone (manual, REQUEST)."""
    if deed.outcome.type not in {"REQUEST", "ACCUSE"} or deed.head.pos_ not in VERBAL:
        return False
    above = {token.i for token in deed.head.ancestors}
    return any(
        d.outcome.type == "PROTEST"
        and d.frame.verb.i in above
        and {a.code for a in d.actors} == {a.code for a in deed.actors}
        for d in deeds
    )


def _unless(verb: Token) -> Token | None:
    """Return the clause that sets the condition on which a threat is not carried out."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"unless", "if"} for c in child.children):
            return child
    return None


def reality_matters(token: Token) -> bool:
    """Return whether a verb of no table can still be a demand ("must", "should")."""
    return token.pos_ == "VERB" and (
        any(c.lower_ in {"must", "should", "ought"} for c in token.children) or has_to(token)
    )


def _depth(token: Token) -> tuple[int, int]:
    return sum(1 for _ in token.ancestors), token.i


__all__ = ["COOPERATIVE", "Deed", "DeedReader"]
