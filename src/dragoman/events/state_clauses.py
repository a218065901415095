"""The clauses of a sentence that a row of state_reports.csv describes: the thing, its verb and the state's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.events.frames import Frame, subject_of, verb_frame
from dragoman.events.grammar import VERBAL
from dragoman.events.matching import IsActor
from dragoman.events.states import StateRow, StateTable

_COPULAS = frozenset({"be", "remain", "stay", "stand", "lie", "continue", "sit", "keep", "hold", "appear", "seem"})
_HOLDERS = frozenset({"have", "maintain", "keep", "enjoy", "retain"})
_PREDICATES = frozenset({"acomp", "attr", "oprd", "advmod", "xcomp", "prt", "npadvmod", "dobj", "ccomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FEW = frozenset({"few", "little", "hardly", "scant"})
# How many words behind its verb the words of a state may stand.
_BEHIND = 12


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that a row describes: ``words`` are the tokens that say so, the thing first; the frame finds parties."""

    row: StateRow
    verb: Token
    words: tuple[Token, ...]
    frame: Frame


def clauses(tokens: Iterator[Token], table: StateTable, is_actor: IsActor) -> Iterator[Clause]:
    """Yield the clauses of a sentence that the table describes, in the order of their cues."""
    for token in tokens:
        for row in table.rows(token.lemma_.lower()):
            found = _clause(row, token, is_actor)
            if found is not None and _is_complete(found, is_actor):
                yield found


def _is_complete(clause: Clause, is_actor: IsActor) -> bool:
    """Whether a clause has a phrase that its row needs, and none that its row excludes."""
    row, frame = clause.row, clause.frame
    if any(o.fits(frame, is_actor) for o in row.unless):
        return False
    return not row.needed or any(o.fits(frame, is_actor) for o in row.needed)


def _clause(row: StateRow, token: Token, is_actor: IsActor) -> Clause | None:
    if row.form == "does":
        return _does(row, token, is_actor) if token.pos_ == "VERB" else None
    if token.pos_ not in phrases.NOUNS or not _is_thing(row, token, is_actor):
        return None
    return {"is": _is, "has": _has, "in": _in}[row.form](row, token)


def _is_thing(row: StateRow, token: Token, is_actor: IsActor) -> bool:
    fit = row.thing.fits((token,), is_actor)
    if fit is None or fit.head.i != token.i:
        return False
    around = list(phrases.premodifiers(token))
    told = {t.lower_ for t in around} | {t.lemma_.lower() for t in around} | {c.lower_ for c in token.children}
    return not told & (row.without | _FEW)


def _top(token: Token) -> Token:
    """Return the first of the coordinated phrases that a phrase stands among."""
    current = token
    while current.dep_ == "conj" and current.head.pos_ in phrases.NOUNS:
        current = current.head
    return current


# --- the thing is in a state ---------------------------------------------------------------------------------------


def _is(row: StateRow, thing: Token) -> Clause | None:
    for verb in _predicates_of(thing):
        words = _state_words(row, verb)
        if words is not None:
            frame = Frame(verb, (), (thing,), _around(verb, words), ())
            return Clause(row, verb, (thing, *words), frame)
    return None


def _predicates_of(thing: Token) -> Iterator[Token]:
    """Yield the verbs of which a thing is the subject, relative clauses and participles on it included."""
    top = _top(thing)
    if top.dep_ in _SUBJECTS and top.head.pos_ in VERBAL:
        verb = top.head
        if verb.dep_ in {"aux", "auxpass"}:  # the parser hangs the subject on the auxiliary at times
            verb = verb.head
        yield verb
        yield from (c for c in verb.children if c.dep_ == "conj" and phrases.clause_subject(c) is None)
    for child in thing.children:
        relative = child.dep_ == "relcl" and any(
            c.lower_ in {"which", "that"} and c.dep_ in _SUBJECTS for c in child.children
        )
        participle = child.dep_ == "acl" and child.tag_ == "VBN"
        if relative or participle or (child.dep_ in {"amod", "appos"} and child.i > thing.i):
            yield child


def _state_words(row: StateRow, verb: Token) -> tuple[Token, ...] | None:
    """Return the verb and the words that put its subject into the row's state, or None."""
    if any(child.lower_ == "being" for child in verb.children):
        return None  # it is being done
    if verb.pos_ == "ADJ" or (verb.tag_ == "VBN" and verb.lemma_ not in _COPULAS):
        own = {verb.lower_, verb.lemma_.lower()}
        if not row.verbs and any(len(words) == 1 and words[0] in own for words in row.words):
            return (verb,)
    if verb.lemma_.lower() not in (row.verbs or _COPULAS):
        return None
    if not row.words:
        return (verb,)
    predicates = [p for c in verb.children if c.dep_ in _PREDICATES for p in (c, *c.conjuncts)]
    for words in row.words:
        if len(words) == 1:
            hit = next((p for p in predicates if words[0] in {p.lower_, p.lemma_.lower()}), None)
            if hit is not None:
                return verb, hit
        else:
            found = _phrase_behind(verb, words)
            if found is not None:
                return verb, *found
    return None


def _phrase_behind(verb: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """Return the tokens of a phrase such as "in place" that stands behind a verb as its predicate."""
    behind = [t for t in verb.doc[verb.i + 1 : min(verb.i + _BEHIND, verb.sent.end)] if t.dep_ != "det"]
    for start in range(len(behind) - len(words) + 1):
        run = behind[start : start + len(words)]
        if all(t.lower_ == w or t.lemma_.lower() == w for t, w in zip(run, words, strict=True)):
            head = run[0].head
            if head.i == verb.i or head.head.i == verb.i or run[-1].head.i == verb.i:
                return tuple(run)
    return None


def _around(verb: Token, words: tuple[Token, ...]) -> tuple[tuple[str, Token], ...]:
    """Return the prepositional phrases of the verb and of the state's words."""
    heads = dict.fromkeys((verb, *words))
    return tuple(
        (child.lower_, target)
        for head in heads
        for child in head.children
        if child.dep_ in {"prep", "agent", "dative"}
        for target in phrases.objects_of(child)
    )


# --- a party has the thing, or is in it ----------------------------------------------------------------------------


def _has(row: StateRow, thing: Token) -> Clause | None:
    top = _top(thing)
    verb = top.head
    if verb.pos_ not in VERBAL:
        return None
    lemma = verb.lemma_.lower()
    there = any(child.lower_ == "there" for child in verb.children)
    verbs = row.verbs or _HOLDERS
    held = top.dep_ in {"dobj", "attr"} and lemma in verbs
    exists = bool(verbs & {"have", "be"}) and (
        (lemma == "be" and there and top.dep_ in {"attr", "nsubj"}) or (lemma == "exist" and top.dep_ == "nsubj")
    )
    if not held and not exists:
        return None
    if any(c.lower_ in _FEW for c in top.children) or (top.i != thing.i and phrases.possessor(thing) is not None):
        return None  # "has troops there and its consulate …" begins a clause of its own
    agents = () if exists else subject_of(verb)
    return Clause(row, verb, (thing, verb), Frame(verb, agents, (thing,), _around(verb, (verb,)), ()))


def _in(row: StateRow, thing: Token) -> Clause | None:
    """A party is at war, without an ambassador, under sanctions; a mission is headed by a chargé."""
    top = _top(thing)
    preposition = top.head
    if top.dep_ != "pobj" or (preposition.lower_,) not in row.words:
        return None
    verb = preposition.head
    for _ in range(3):
        if verb.pos_ in VERBAL or verb.head.i == verb.i:
            break
        verb = verb.head
    if verb.pos_ not in VERBAL or verb.lemma_.lower() not in (row.verbs or _COPULAS):
        return None
    subjects = subject_of(verb)
    frame = Frame(verb, subjects, (thing, *subjects), _around(verb, (verb, preposition.head)), ())
    return Clause(row, verb, (thing, preposition, verb), frame)


def _does(row: StateRow, verb: Token, is_actor: IsActor) -> Clause | None:
    frame = verb_frame(verb)
    fit = row.thing.fits(frame.objects, is_actor)
    return None if fit is None else Clause(row, verb, (verb,), frame)
