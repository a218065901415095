"""What the words around a verb say about its reality: negation, modality, tense, condition, purpose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.events.grammar import is_first_to

Tense = Literal["past", "present", "future"]

_FUTURE = frozenset({"will", "shall", "'ll", "wo", "would", "'d"})
_POSSIBLE = frozenset({"may", "might", "could", "can", "ca"})
_OBLIGED = frozenset({"must", "should", "ought"})
_NEGATORS = frozenset({"not", "n't", "never", "neither", "nor", "hardly", "scarcely"})
# "The reply was to call up reservists" tells what was done, not what is to be.
_MATTERS = frozenset("reply response answer aim goal purpose task plan decision move step idea mission job".split())
_NEEDFUL = frozenset({"important", "essential", "vital", "necessary", "imperative", "crucial", "urgent"})
_IF = frozenset({"if", "unless", "whether", "lest", "until", "till", "before", "should", "provided"})
_THE_PRESENT = frozenset({"now", "today", "then", "recently"})
_NEARLY = frozenset({"nearly", "almost"})
_PROOF = frozenset({"evidence", "proof", "indication", "sign", "truth"})
_TRUE = frozenset({"true", "correct", "case", "accurate"})
_FALSE = frozenset({"untrue", "false", "incorrect", "wrong"})
_PERHAPS = frozenset({"possibly", "perhaps", "potentially", "maybe"})


@dataclass(frozen=True, slots=True)
class Reality:
    """How real a verb's deed is by its own words.

    ``negated`` and ``no_longer`` exclude each other; ``purpose`` is an infinitive that no operator governs;
    ``at_last``: it was not done before the day that is named, and then it was.
    """

    negated: bool = False
    no_longer: bool = False
    future: bool = False
    possible: bool = False
    obliged: bool = False
    conditional: bool = False
    purpose: bool = False
    ongoing: bool = False
    before: bool = False
    perfect: bool = False
    at_last: bool = False
    tense: Tense | None = None
    cue: Token | None = None


def reality(verb: Token) -> Reality:
    """Return what auxiliaries, negations and conjunctions say about a verb's deed."""
    carrier = _carrier(verb)
    auxiliaries = [c for c in carrier.children if c.dep_ in {"aux", "auxpass"}]
    words = {a.lower_ for a in auxiliaries}
    negation = _negation(verb) or (_negation(carrier) if carrier.i != verb.i else None) or _disowned(verb)
    no_longer = _no_longer(verb)
    cue = negation or no_longer or next((a for a in auxiliaries if a.lower_ in _FUTURE | _POSSIBLE | _OBLIGED), None)
    has = words & {"had", "has", "have", "'ve", "having"}
    infinitive = (
        "to" in words
        and not words & {"have", "has", "had"}
        and carrier.dep_ in {"advcl", "acl", "relcl", "xcomp", "ROOT"}
    )
    at_last = negation is not None and "did" in words and _until(verb)
    obliged = bool(words & _OBLIGED) or has_to(carrier) or _is_needful(carrier)
    return Reality(
        negated=negation is not None and no_longer is None and not at_last,
        no_longer=no_longer is not None,
        future=bool(words & _FUTURE) or _going_to(carrier) or _is_to(carrier),
        possible=bool(words & _POSSIBLE) or any(c.lower_ in _PERHAPS for c in verb.children),
        obliged=obliged,
        conditional=_is_conditional(carrier) or _is_unreal(carrier, words),
        purpose=infinitive and not _is_to(carrier) and not is_first_to(carrier),
        ongoing=carrier.tag_ == "VBG" and bool(words & {"is", "are", "am", "been", "'s", "'re"}) and "had" not in words,
        before=bool(has & {"had"}) or _previously(verb) or _beside_perfect(carrier),
        perfect=bool(has & {"has", "have", "'ve"}),
        at_last=at_last,
        tense=_tense(carrier, words),
        cue=cue,
    )


def _carrier(verb: Token) -> Token:
    """Return the verb whose auxiliaries hold: the first of coordinated ones where this one has none of its own."""
    current = verb
    while (
        current.dep_ == "conj"
        and current.head.pos_ in {"VERB", "AUX"}
        and not any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in current.children)
        and (current.tag_ == current.head.tag_ or current.tag_ in {"VB", "VBN"})
    ):
        current = current.head
    return current


def _negation(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in _NEGATORS:
            if child.i > 0 and child.nbor(-1).lower_ == "if":
                continue
            # "not only", "not just": no negation
            if child.i + 1 < len(child.doc) and child.nbor().lower_ in {"only", "just", "merely", "simply"}:
                continue
            return child
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}:
            for inner in child.children:
                if inner.dep_ == "det" and inner.lower_ in {"no", "neither"}:
                    return inner
            if child.lower_ in {"nobody", "none", "neither", "nothing"}:
                return child
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return verb.head
    return None


def _no_longer(verb: Token) -> Token | None:
    for child in verb.children:
        if child.lower_ in {"longer", "more"} and any(c.lower_ in {"no", "any"} for c in child.children):
            return child
        if child.lower_ == "anymore":
            return child
    return None


def _until(verb: Token) -> bool:
    """Whether a negated verb is told with the time when it was done after all ("did not recognise it until May")."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in {"until", "till"}:
            return any(
                c.dep_ == "pobj" and c.lower_ not in _THE_PRESENT for t in (child, *child.children) for c in t.children
            )
    return False


def _is_conditional(verb: Token) -> bool:
    current = verb
    for _ in range(3):
        for child in current.children:
            if child.dep_ in {"mark", "advmod"} and child.lower_ in _IF and child.i < current.i:
                return True
        if current.dep_ == "pcomp" and current.head.lower_ in {"before", "until"}:
            return True
        if current.dep_ != "conj":
            return False
        current = current.head
    return False


def _is_unreal(verb: Token, words: set[str]) -> bool:
    """Whether a deed was thinkable and not done ("would have attacked", "had it attacked", "nearly attacked")."""
    if {"would", "have"} <= words or any(c.lower_ in _NEARLY and c.dep_ == "advmod" for c in verb.children):
        return True
    subject = phrases.clause_subject(verb)
    inverted = any(c.lower_ == "had" and subject is not None and c.i < subject.i for c in verb.children)
    return inverted and verb.dep_ == "advcl"


def _disowned(verb: Token) -> Token | None:
    """Return the negation over a clause called untrue or unproven ("it is not true that", "no evidence that")."""
    if verb.dep_ not in {"ccomp", "csubj", "acl", "relcl"} or not any(c.lower_ == "that" for c in verb.children):
        return None
    head = verb.head
    if head.lower_ in _PROOF:
        return next((c for c in head.children if c.lower_ in {"no", "any", "little"}), None)
    if any(c.lower_ in _TRUE and c.dep_ in {"acomp", "attr"} for c in head.children):
        return next((c for c in head.children if c.dep_ == "neg"), None)
    return next((c for c in head.children if c.lower_ in _FALSE and c.dep_ in {"acomp", "attr"}), None)


def _is_to(verb: Token) -> bool:
    """Whether a verb is what somebody is to do ("the minister is to visit Reykjavik")."""
    if verb.dep_ != "xcomp" or verb.head.lemma_ != "be" or not any(c.lower_ == "to" for c in verb.children):
        return False
    return not any(
        c.dep_ in {"acomp", "attr"} or (c.dep_ == "nsubj" and c.lemma_.lower() in _MATTERS) for c in verb.head.children
    )


def _going_to(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lower_ == "going"


def has_to(verb: Token) -> bool:
    """Return whether a verb is what somebody has or needs to do."""
    return (
        verb.dep_ == "xcomp" and verb.head.lemma_ in {"have", "need"} and any(c.lower_ == "to" for c in verb.children)
    )


def _is_needful(verb: Token) -> bool:
    """Whether a clause is what is called important or necessary ("it is vital that Iran withdraw")."""
    if verb.dep_ not in {"ccomp", "csubj"} or verb.tag_ not in {"VB", "VBP"}:
        return False
    return any(w.lower_ in _NEEDFUL for w in (verb.head, *verb.head.children))


def _beside_perfect(verb: Token) -> bool:
    """Whether a verb goes on with a background told in the past perfect ("had sent envoys and were exploring …")."""
    if verb.dep_ != "conj" or verb.head.pos_ != "VERB" or any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        return False
    return any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.head.children)


def _previously(verb: Token) -> bool:
    return any(c.lower_ in {"previously", "formerly", "once"} and c.dep_ == "advmod" for c in verb.children)


def _tense(verb: Token, words: set[str]) -> Tense | None:
    if words & _FUTURE:
        return "future"
    if words & {"had", "was", "were", "did"} or verb.tag_ == "VBD":
        return "past"
    if words & {"has", "have", "'ve"}:
        return "past"
    if verb.tag_ in {"VBZ", "VBP"} or words & {"is", "are", "am", "does", "do"}:
        return "present"
    if verb.tag_ in {"VBG", "VBN", "VB"}:
        governor = phrases.clause_of(verb)
        if governor.i != verb.i and governor.pos_ in {"VERB", "AUX"} and governor.tag_ not in {"VBG", "VB"}:
            return _tense(governor, {c.lower_ for c in governor.children if c.dep_ in {"aux", "auxpass"}})
    return None
