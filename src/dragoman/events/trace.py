"""Why a deed was coded as it was: the steps of its coding, kept while it is coded, for ``explain``."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.events.deeds import Deed
from dragoman.parse.pipeline import Sentence
from dragoman.records import Actor, EventDate, Step


def trace(deed: Deed, sentence: Sentence, when: EventDate) -> tuple[Step, ...]:
    """Return the steps in the order in which they were taken."""
    return tuple(_steps(deed, sentence, when))


def _steps(deed: Deed, sentence: Sentence, when: EventDate) -> Iterator[Step]:
    for word, rule in zip(deed.words, (*deed.rules, *[""] * len(deed.words)), strict=False):
        yield _at(
            sentence,
            word,
            "predicate",
            f"{word.lemma_} ({word.pos_}, {word.dep_} of {word.head.text})",
            rule or "evidence of the row",
        )
    outcome = deed.outcome
    yield _at(sentence, deed.head, "type", f"{outcome.type} {'|'.join(outcome.modes)}".strip(), deed.basis)
    if deed.probability is not None:
        yield Step("probability", f"{deed.probability:.2f}", "tables and classifier, weighed (fusion.csv)")
    for stage, side in (("actor", deed.actors), ("recipient", deed.recipients)):
        for actor in side:
            head = _head_of(sentence, actor)
            path = f"; path {_path(deed.frame.head, head)}" if head is not None else ""
            sectors = " ".join((actor.code, *actor.sector))
            yield Step(stage, f"{sectors} ({actor.entity})", f"{actor.reason}{path}", actor.start, actor.end)
    yield _status(deed, sentence)
    yield Step("date", f"{when.start} to {when.end} ({when.precision}, {when.basis})", when.reason)
    if deed.source is not None:
        yield _at(
            sentence,
            deed.source.cue,
            "attribution",
            deed.source.head.text if deed.source.head else "unnamed",
            'speech verb or "according to"',
        )


def _status(deed: Deed, sentence: Sentence) -> Step:
    real, status = deed.reality, deed.outcome.status
    if real is None:
        return Step("status", status, "no verb of its own")
    names = ("negated", "no_longer", "future", "possible", "obliged", "ongoing", "before")
    told = ", ".join(name.replace("_", " ") for name in names if getattr(real, name)) or "plain statement"
    if real.cue is None:
        return Step("status", status, told)
    return _at(sentence, real.cue, "status", status, f"{told}: {real.cue.text!r}")


def _at(sentence: Sentence, token: Token, stage: str, decision: str, rule: str) -> Step:
    span = sentence.span(token, token)
    return Step(stage, decision, rule, span.start, span.end)


def _head_of(sentence: Sentence, actor: Actor) -> Token | None:
    """Return the highest token of the sentence inside an actor's span."""
    inside = [t for t in sentence.tokens if _inside(sentence, t, actor)]
    own = {t.i for t in inside}
    return next((t for t in inside if t.head.i not in own or t.head.i == t.i), None)


def _inside(sentence: Sentence, token: Token, actor: Actor) -> bool:
    span = sentence.span(token, token)
    return actor.start <= span.start and span.end <= actor.end


def _path(start: Token, goal: Token) -> str:
    """Return the way through the parse from a predicate to an argument ("expelled ↓dobj diplomats ↓amod Russian")."""
    up = [start, *start.ancestors]
    down = [goal, *goal.ancestors]
    shared = next((token for token in up if token.i in {t.i for t in down}), None)
    if shared is None:
        return "not connected"
    rising = "".join(f" ↑{t.dep_} {t.head.text}" for t in up[: [t.i for t in up].index(shared.i)])
    falling = "".join(f" ↓{t.dep_} {t.text}" for t in reversed(down[: [t.i for t in down].index(shared.i)]))
    return f"{start.text}{rising}{falling}"
