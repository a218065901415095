"""Predicates and their arguments, read off the parse with voice, control, relative clauses and light verbs undone.

A frame says who acts, on what, with which prepositions, whether the head is a verb ("Iraq expelled the inspectors"),
a noun ("Iraq's expulsion of the inspectors") or an adjective ("Ankara is critical of the deal").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.events.grammar import VERBAL, has_child, is_first_to, is_infinitive
from dragoman.events.repairs import (
    antecedent,
    coordinated_with,
    counted_object,
    is_main_after_all,
    is_no_infinitive,
    object_to_come,
    stray_subject,
    strayed_by,
)

_CONTROLLED = frozenset({"xcomp", "advcl", "pcomp", "ccomp"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
# Verbs whose subject, not whose object, does what the infinitive says ("promised Iraq to withdraw").
_SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "agree", "refuse", "pledge", "offer", "decline"})
# Verbs whose passive is a state of mind ("is opposed to").
_BEING = frozenset({"be", "become", "serve"})
_STATES = frozenset({"oppose", "commit", "prepare", "determine", "dedicate", "resolve", "engage"})
# "issued a declaration demanding": who issued it demands.
_UTTERANCES = frozenset(
    "treaty agreement pact accord protocol convention memorandum exchange statement declaration letter resolution "
    "report note message communique communiqué decree call appeal motion "
    "petition speech law bill editorial ruling".split()
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate. Every argument is the head token of a phrase; the phrases are not yet actors."""

    head: Token
    agents: tuple[Token, ...]
    objects: tuple[Token, ...]
    obliques: tuple[tuple[str, Token], ...]
    complements: tuple[Token, ...]
    light: Token | None = None
    passive: bool = False

    @property
    def verb(self) -> Token:
        """The token that carries tense and negation: the head, or the light verb that a noun leans on."""
        return self.light if self.light is not None else self.head


def verb_frame(verb: Token) -> Frame:
    """Return the frame of a verb (or of a predicate adjective's copula)."""
    passive = is_passive(verb)
    agents, objects = _verb_sides(verb, passive)
    complements = tuple(c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.pos_ in VERBAL | {"ADJ", "NOUN"})
    return Frame(verb, agents, objects, tuple(_obliques(verb)), complements, passive=passive)


def adjective_frame(adjective: Token) -> Frame:
    """Return the frame of a predicate adjective: its copula's subject is the agent."""
    copula = adjective.head if adjective.dep_ in {"acomp", "oprd", "attr", "conj"} else adjective
    agents = subject_of(copula) if copula.pos_ in VERBAL else ()
    complements = tuple(c for c in adjective.children if c.dep_ in {"xcomp", "ccomp"} and c.pos_ in VERBAL)
    return Frame(
        adjective, agents, (), tuple(_obliques(adjective)), complements, copula if copula.pos_ in VERBAL else None
    )


def noun_frame(noun: Token, light: Token | None, shares_subject: bool = True) -> Frame:
    """Return the frame of an event noun; ``light`` is the verb that it leans on ("hold talks"), if any.

    ``shares_subject`` is False where the verb's subject does not do what the noun says ("demanded the release").
    """
    agents = list(_noun_agents(noun))
    obliques = list(_obliques(noun))
    passive = False
    if light is not None:
        if noun.dep_ in {"nsubj", "nsubjpass"}:
            passive = True
            obliques += [("against", child) for child in light.children if child.dep_ == "dobj"]
            agents += agents_by(light)
        elif not agents and shares_subject:
            agents += subject_of(light) if not is_passive(light) else _by(light)
        obliques += [(p, t) for p, t in _obliques(light) if t.i != noun.i and noun.i not in {a.i for a in t.ancestors}]
        if noun.dep_ == "dobj":
            obliques += [("to", t) for t in light.children if t.dep_ == "dative" and t.pos_ != "ADP"]
    objects = [t for prep, t in obliques if prep == "of"]
    objects += [child for child in noun.lefts if child.dep_ == "compound" and child.pos_ in phrases.NOUNS]
    complements = tuple(
        c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and c.pos_ in VERBAL and _is_content(c)
    )
    return Frame(noun, tuple(dict.fromkeys(agents)), tuple(objects), tuple(obliques), complements, light, passive)


def is_passive(verb: Token) -> bool:
    """Return whether a verb form is passive: by its subject or auxiliary, or as a bare participle on a noun."""
    if (
        verb.lemma_ in _STATES
        and not has_child(verb, "agent")
        and (has_child(verb, "prep") or has_child(verb, "xcomp"))
    ):
        return False  # "is opposed to", "is prepared to": a state of mind, not done to anybody
    if is_main_after_all(verb):
        return False
    for child in verb.children:
        if child.dep_ in {"nsubjpass", "auxpass"}:
            return True
        if child.dep_ == "nsubj":
            return False
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL and verb.tag_ == verb.head.tag_ and not has_child(verb, "aux"):
        return verb.tag_ == "VBN" and is_passive(verb.head)
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in {"acl", "advcl", "amod"}
        and not has_child(verb, "aux")
        and not has_child(verb, "dobj")
    )


def subject_of(verb: Token) -> tuple[Token, ...]:
    """Return who stands as the subject of a verb, its own or the one that it shares, controls or relates to."""
    return tuple(_subjects(verb, 0))


def _subjects(verb: Token, depth: int) -> Iterator[Token]:
    own = phrases.clause_subject(verb)
    if own is not None:
        if own.lower_ in _RELATIVE and verb.dep_ == "relcl":
            yield antecedent(verb)
        elif own.lower_ != "there":
            yield own
        return
    head = verb.head
    stray = stray_subject(verb)
    if stray is not None:
        yield stray
        return
    if depth > 6 or head.i == verb.i:
        return
    if is_main_after_all(verb):
        yield verb.sent.root
    elif verb.dep_ == "conj" and head.pos_ in VERBAL:
        yield from _subjects(coordinated_with(verb), depth + 1)
    elif verb.dep_ == "acl" and verb.tag_ == "VBG" and head.lemma_.lower() not in _UTTERANCES:
        yield head
    elif (verb.dep_ == "acl" and head.pos_ in phrases.NOUNS) or is_first_to(verb):
        yield from _owner(head, depth)
    elif verb.dep_ in _CONTROLLED:
        yield from _controller(verb, head, depth)


def _owner(noun: Token, depth: int) -> Iterator[Token]:
    """Who is to do what a noun's infinitive says: "its refusal to accept", "a plan by Iraq to", "has plans to"."""
    owned = list(_noun_agents(noun))
    if owned:
        yield from owned
    elif noun.pos_ in VERBAL:
        yield from _subjects(noun, depth + 1)
    elif noun.dep_ in {"dobj", "attr", "pobj"}:
        verb = phrases.clause_of(noun)
        if verb.pos_ in VERBAL:
            yield from _subjects(verb, depth + 1)


def _controller(verb: Token, head: Token, depth: int) -> Iterator[Token]:
    governor = head
    while governor.dep_ in {"prep", "pcomp"} or governor.pos_ == "ADP":
        if governor.head.i == governor.i:
            return
        governor = governor.head
    if governor.pos_ in phrases.NOUNS:
        yield from _owner(governor, depth)
        return
    if governor.pos_ not in VERBAL and governor.pos_ != "ADJ":
        return
    takes_object = verb.dep_ in {"xcomp", "ccomp"} or (
        verb.dep_ == "pcomp" and head.lower_ in {"of", "from", "for", "into"}
    )
    if takes_object and governor.lemma_ not in _SUBJECT_CONTROL:
        objects = [c for c in governor.children if c.dep_ in {"dobj", "dative"} and c.i < verb.i and c.pos_ != "ADP"]
        if objects:
            yield from objects
            return
        called = [t for p, t in _obliques(governor) if p in {"on", "upon", "to", "for"} and t.i < verb.i]
        if called and not is_passive(governor) and verb.dep_ == "xcomp":
            yield from called
            return
    if governor.pos_ == "ADJ":
        copula = governor.head
        if copula.pos_ in VERBAL:
            yield from _subjects(copula, depth + 1)
        return
    yield from _subjects(governor, depth + 1)


def _verb_sides(verb: Token, passive: bool) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    if not passive:
        objects = [c for c in verb.children if c.dep_ in {"dobj", "dative", "oprd"} and c.pos_ not in {"ADP", "ADJ"}]
        objects += _small_clause_subjects(verb)
        if verb.dep_ == "relcl":
            objects = [verb.head if o.lower_ in _RELATIVE else o for o in objects]
            if not objects and _lacks_object(verb):
                objects = [verb.head]
        return subject_of(verb), tuple(objects or counted_object(verb) or object_to_come(verb))
    patients = list(subject_of(verb))
    if (not patients and verb.dep_ in {"acl", "amod"}) or (verb.dep_ == "acl" and phrases.clause_subject(verb) is None):
        patients = [verb.head]
    patients += [c for c in verb.children if c.dep_ == "dobj" or (c.dep_ == "oprd" and c.pos_ in phrases.NOUNS)]
    return _by(verb), tuple(patients)


def _small_clause_subjects(verb: Token) -> list[Token]:
    """ "deemed the actions unacceptable", "held him responsible": who or what is so called."""
    return [
        subject
        for child in verb.children
        if child.dep_ in {"ccomp", "xcomp"}
        and (child.pos_ in {"ADJ", "NOUN"} or child.lower_ == "persona")
        and not has_child(child, "aux")
        for subject in child.children
        if subject.dep_ == "nsubj"
    ]


def _lacks_object(verb: Token) -> bool:
    """Whether a relative clause has its own subject and no object: "the envoy whom Iraq expelled"."""
    subject = phrases.clause_subject(verb)
    own = subject is not None and subject.lower_ not in _RELATIVE
    return own and not has_child(verb, "xcomp") and not has_child(verb, "ccomp")


def agents_by(verb: Token) -> Iterator[Token]:
    """Yield who stands in the "by" phrase of a verb."""
    for child in verb.children:
        if child.dep_ == "agent":
            yield from phrases.objects_of(child)


def _by(verb: Token) -> tuple[Token, ...]:
    agents = list(agents_by(verb))
    if not agents and verb.dep_ == "conj" and verb.head.pos_ in VERBAL and is_passive(verb.head):
        agents += agents_by(verb.head)
    if not agents and verb.dep_ != "conj":
        for child in verb.children:
            if child.dep_ == "conj" and child.tag_ == "VBN":
                agents += agents_by(child)
    return tuple(agents or list(strayed_by(verb)) or _blaming(verb))


def _blaming(verb: Token) -> list[Token]:
    """Who stands behind what somebody is blamed for ("has been accused of ordering killings by the government")."""
    charges = [c for p in verb.children if p.dep_ == "prep" and p.lower_ in {"of", "for"} for c in p.children]
    told = [t for c in charges for t in (*agents_by(c), *phrases.prepositional(c, "by"))]
    deep = [t for c in charges if c.dep_ == "pcomp" for o in c.children for t in phrases.prepositional(o, "by")]
    return [*told, *deep]


def _noun_agents(noun: Token) -> Iterator[Token]:
    owner = phrases.possessor(noun)
    if owner is not None:
        yield owner
    yield from phrases.prepositional(noun, "by")
    for patient in phrases.prepositional(noun, "of"):  # "the arrest of two engineers by Libya"
        yield from phrases.prepositional(patient, "by")
    if owner is None and any(child.dep_ == "acl" and _is_content(child) for child in noun.children):
        yield from phrases.prepositional(noun, "of")  # "the decision of Bahrain to break off relations"
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":  # "attacks launched by Israel"
            yield from _by(child)
    for modifier in phrases.premodifiers(noun):
        if modifier.dep_ in {"amod", "compound", "nmod", "conj"} and modifier.text[:1].isupper():
            yield modifier


def _obliques(head: Token) -> Iterator[tuple[str, Token]]:
    for child in head.children:
        if child.dep_ in {"prep", "dative"} and child.pos_ in {"ADP", "SCONJ", "VERB", "PART", "ADV"}:
            inner = next((c.lower_ for c in child.children if c.dep_ == "prep" and c.i == child.i + 1), None)
            for target in phrases.objects_of(child):
                yield child.lower_, target
                if inner is not None:  # "out of the talks"
                    yield inner, target
        elif (child.dep_ == "dative" and child.pos_ in phrases.NOUNS) or is_no_infinitive(child):
            yield "to", child
        elif child.dep_ == "xcomp" and child.lemma_ in _BEING and is_infinitive(child):
            for rank in child.children:
                if rank.dep_ in {"attr", "oprd"}:
                    yield "as", rank  # "promoted to be minister", "promoted to become ambassador"


def _is_content(verb: Token) -> bool:
    """Whether a clause on a noun tells its content ("plans to visit", "a threat that"), and does not describe it."""
    if verb.dep_ == "acl":
        return is_infinitive(verb)
    return verb.dep_ == "ccomp"
