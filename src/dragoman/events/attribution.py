"""On whose word: the source that governs a clause ("X said", "according to X") and the cue that marks it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.actors.resolve import SentenceActors
from dragoman.events.frames import agents_by, is_passive, subject_of
from dragoman.events.grammar import VERBAL, has_child
from dragoman.events.operators import Operators
from dragoman.records import Actor, Attribution

_ACCORDING = frozenset({"according"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so (the head of the phrase; None in "was reported to"), and the cue."""

    head: Token | None
    cue: Token


def source_of(token: Token, operators: Operators) -> Source | None:
    """Return the nearest source on whose word the deed at ``token`` is told."""
    current = token
    for ancestor in token.ancestors:
        if ancestor.pos_ in VERBAL and current.dep_ in {"ccomp", "xcomp", "advcl", "parataxis"}:
            operator = operators.match("V", ancestor, "clause")
            speaks = operator is not None and operator.kind in {"say", "announce", "warn", "deny", "allege"}
            if speaks and current.dep_ in {"ccomp", "parataxis"}:
                subject = (
                    next(iter(subject_of(ancestor)), None) if not is_passive(ancestor) else _passive_source(ancestor)
                )
                return Source(subject, ancestor)
        current = ancestor
    return _inserted(token, operators) or _according(token)


def _passive_source(verb: Token) -> Token | None:
    """ "was quoted by X as saying", "X was quoted as saying"."""
    if has_child(verb, "agent"):
        return next(agents_by(verb), None)
    return next(iter(subject_of(verb)), None) if verb.lemma_ in {"quote", "cite", "tell"} else None


def _inserted(token: Token, operators: Operators) -> Source | None:
    """ "…, X said, …": a speech verb set into the clause that it reports, without content of its own."""
    clause = token if token.pos_ in VERBAL else phrases.clause_of(token)
    for verb in (clause, *(a for a in clause.ancestors if a.pos_ in VERBAL)):
        for child in verb.children:
            if child.dep_ in {"ccomp", "parataxis", "dep", "advcl"} and child.pos_ in VERBAL and child.i != token.i:
                operator = operators.match("V", child, "clause")
                if (
                    operator is None
                    or operator.kind not in {"say", "announce"}
                    or child.i in {a.i for a in token.ancestors}
                ):
                    continue
                if any(c.dep_ in {"ccomp", "dobj", "xcomp"} for c in child.children):
                    continue
                subject = phrases.clause_subject(child)
                if subject is not None:
                    return Source(subject, child)
    return None


def _according(token: Token) -> Source | None:
    for word in token.sent:
        if word.lower_ in _ACCORDING and word.dep_ in {"prep", "pcomp", "advmod"}:
            for target in (t for c in word.children if c.lower_ == "to" for t in phrases.objects_of(c)):
                return Source(target, word)
            for target in phrases.objects_of(word):
                return Source(target, word)
    return None


def speaker(source: Source | None, actors: SentenceActors) -> tuple[Actor, ...]:
    """Return the source as actors, if it is a political one."""
    return actors.of(source.head) if source is not None and source.head is not None else ()


def attribution(source: Source | None, actors: SentenceActors) -> Attribution | None:
    """Return the record of a source, political or not ("residents said")."""
    if source is None or source.head is None:
        return None
    first, last = phrases.phrase_bounds(source.head)
    span = actors.sentence.span(first, last)
    resolved = actors.of(source.head)
    who = resolved[0] if resolved else None
    return Attribution(
        actors.sentence.quote(span),
        span.start,
        span.end,
        who.code if who is not None else None,
        who.sector if who is not None else (),
        source.cue.text,
    )
