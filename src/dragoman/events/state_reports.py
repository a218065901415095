"""Sentences that report a state between two parties and no deed ("ties have been frozen since 2016")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from dragoman.actors import phrases
from dragoman.actors.compose import acts_for_state
from dragoman.actors.discourse import is_state
from dragoman.actors.resolve import SentenceActors
from dragoman.events.attribution import attribution, source_of
from dragoman.events.dating import Placed
from dragoman.events.frames import Frame
from dragoman.events.holding import asserted, held_since
from dragoman.events.predicates import Predicates
from dragoman.events.rules import Rules
from dragoman.events.sides import Sides
from dragoman.events.state_clauses import Clause, clauses
from dragoman.events.states import DIRECTED, OF_STATES, StateRow, StateTable
from dragoman.events.status import Reality
from dragoman.records import Actor, Article, Event, EventDate, Span, StateReport, Step

# The search for the other party knows no type of its own; this one's is that of dealings between two.
_BETWEEN_TWO = "CONSULT"
# A state told of more parties than these is one of a list, not of a relationship.
_MOST_PAIRS = 4
_CONFIDENCE = 0.8
# What is taken off it for a party that was inferred.
_INFERENCE = 0.2
# A trigger longer than this quotes a clause; then only the thing stands for it.
_LONGEST = 120
_PARTY_PREPOSITIONS = ("with", "to", "against", "on", "of", "in")
_RECIPROCAL = frozenset({"each", "another"})

Pair = tuple[tuple[Actor, ...], tuple[Actor, ...]]


@dataclass(frozen=True, slots=True)
class StateReader:
    """Reads the state reports of a sentence. Holds no state between sentences."""

    table: StateTable
    rules: Rules

    def read(
        self,
        article: Article,
        actors: SentenceActors,
        told: Sequence[Event],
        placed: tuple[Placed, ...],
        anchor: EventDate | None,
    ) -> list[Event]:
        """Return the reports of a sentence as records without ids.

        ``told`` are the events of the same sentence: what one of them tells is not reported again; ``placed`` its time
        expressions.
        """
        if not any(self.table.rows(token.lemma_.lower()) for token in actors.sentence.tokens):
            return []
        sides = Predicates(actors, self.rules, {}).sides
        found: dict[tuple[StateReport, int], Event] = {}
        for clause in clauses(iter(actors.sentence.tokens), self.table, sides.is_actor):
            real = asserted(clause.verb, self.rules.vocabulary.statements)
            value = clause.row.value if real is None or not _is_negated(real) else clause.row.negated
            if real is None or value is None:
                continue
            when = held_since(clause.words[0], clause.verb, real, placed, article.date, anchor)
            if when is None:
                continue
            for pair in self._pairs(clause, sides, actors):
                if not _is_told(clause.row, pair, told):
                    event = self._event(article, actors, clause, value, pair, when)
                    assert event.asserts is not None
                    found.setdefault((event.asserts, clause.verb.i), event)
        return list(found.values())

    def _pairs(self, clause: Clause, sides: Sides, actors: SentenceActors) -> Iterator[Pair]:
        """Yield the parties of a clause, two by two; a channel that both share has both in the first place."""
        row, frame = clause.row, clause.frame
        first = self._first(row, frame, sides)
        second = self._parties(row, sides.recipients(frame, row.recipient, _BETWEEN_TWO, first, mutual=True))
        second = tuple(a for a in second if a.entity not in {b.entity for b in first})
        infer = row.inferred and not _is_unresolved(clause, sides)
        if row.channel not in DIRECTED:
            if not first and not second:
                first = self._both(clause, actors) if infer else ()
            elif infer and len((*first, *second)) == 1:
                first, second = (*first, *second), self._other(actors, (*first, *second))
            yield from _shared(first, second)
            return
        if not second and len(first) == 2 and (row.mutual or _is_reciprocal(clause)):
            yield (first[0],), (first[1],)
            yield (first[1],), (first[0],)
            return
        if infer and not first and second:
            first = self._other(actors, second)
        elif infer and first and not second:
            second = self._other(actors, first)
        pairs = [((a,), (b,)) for a, b in product(first, second) if a.entity != b.entity]
        if len(pairs) <= _MOST_PAIRS:
            yield from pairs

    def _parties(self, row: StateRow, found: Iterable[Actor]) -> tuple[Actor, ...]:
        """Return those found who can stand in such a state, each once."""
        kept: dict[str, Actor] = {}
        for actor in found:
            able = is_state(actor) and acts_for_state(actor.sector) if row.channel in OF_STATES else True
            if able and not self.rules.vocabulary.all_private((actor,)):
                kept.setdefault(actor.entity, actor)
        return tuple(kept.values())

    def _first(self, row: StateRow, frame: Frame, sides: Sides) -> tuple[Actor, ...]:
        """Return the parties at the first place of the row that names any; a subject must be a party itself."""
        themselves = replace(frame, agents=tuple(t for t in frame.agents if sides.is_actor(t)))
        for place in row.actor:
            found = self._parties(row, sides.acting(themselves if place == "subj" else frame, (place,)))
            if found:
                return found
        return ()

    def _other(self, actors: SentenceActors, known: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return the state spoken of most besides the one that a clause names."""
        own = {a.entity for a in known}
        other = next((a for a in actors.recent if a.entity not in own), None)
        return () if other is None or len(own) != 1 or not is_state(known[0]) else (_inferred(other),)

    def _both(self, clause: Clause, actors: SentenceActors) -> tuple[Actor, ...]:
        """Return the two states that the story is about, for a thing without any party ("ties are frozen")."""
        thing = clause.words[0]
        bare = not any(c.dep_ in {"poss", "prep", "amod", "compound", "nmod"} for c in thing.children)
        if not bare or len(actors.recent) != 2:
            return ()
        return tuple(_inferred(actor) for actor in actors.recent)

    def _event(
        self, article: Article, actors: SentenceActors, clause: Clause, value: str, pair: Pair, when: EventDate
    ) -> Event:
        row, sentence = clause.row, actors.sentence
        first, second = pair
        sender, receiver = (*first, *second)[:2]
        report = StateReport(row.channel, sender.entity, receiver.entity, value)
        words = sorted(clause.words, key=lambda token: token.i)
        trigger, whole = sentence.span(words[0], words[-1]), sentence.whole
        if len(sentence.quote(trigger)) > _LONGEST:
            trigger = sentence.span(clause.words[0], clause.words[0])
        sure = _CONFIDENCE - sum(_INFERENCE for a in (*first, *second) if "spoken of" in a.reason)
        return Event(
            id="",
            document=article.id,
            published=article.date,
            date=when,
            type=None,
            modes=(),
            act=None,
            about=None,
            status="ongoing",
            actors=first,
            recipients=second,
            trigger=trigger,
            trigger_text=sentence.quote(trigger),
            phrase=sentence.quote(trigger),
            sentence=whole,
            sentence_text=sentence.quote(whole),
            sequence=sentence.sequence,
            confidence=round(sure, 2),
            basis=f"state {row.name}",
            attribution=attribution(source_of(clause.verb, self.rules.operators), actors),
            asserts=report,
            title=article.title,
            url=article.url,
            publisher=article.publisher,
            language=article.language,
            trace=_trace(report, clause, trigger, when),
        )


def in_order(told: Sequence[Event], reports: Sequence[Event]) -> list[Event]:
    """Return the events of a sentence in their order, and every report before the first that begins behind it."""
    merged = list(told)
    for report in reports:
        place = next((i for i, e in enumerate(merged) if e.trigger.start > report.trigger.start), len(merged))
        merged.insert(place, report)
    return merged


def _trace(report: StateReport, clause: Clause, trigger: Span, when: EventDate) -> tuple[Step, ...]:
    told = f"{report.channel} {report.sender} {report.receiver}: {report.value}"
    return (
        Step("state", told, f"state_reports.csv: {clause.row.name}", trigger.start, trigger.end),
        Step("date", f"{when.start} to {when.end} ({when.precision}, {when.basis})", when.reason),
    )


def _is_negated(real: Reality) -> bool:
    return real.negated or real.no_longer


def _shared(first: tuple[Actor, ...], second: tuple[Actor, ...]) -> Iterator[Pair]:
    pairs = list(product(first, second)) if second else list(combinations(first, 2))
    if len(pairs) <= _MOST_PAIRS:
        yield from ((pair, ()) for pair in pairs if pair[0].entity != pair[1].entity)


def _is_unresolved(clause: Clause, sides: Sides) -> bool:
    """Whether a clause names a party that could not be resolved, so that none may be inferred in its place."""
    thing = clause.words[0]
    named = [t for t in phrases.premodifiers(thing) if t.pos_ == "PROPN"]
    named += [t for t in thing.children if t.dep_ == "poss"]
    named += [t for p, t in clause.frame.obliques if p in _PARTY_PREPOSITIONS]
    named += list(phrases.prepositional(thing, *_PARTY_PREPOSITIONS))
    named += list(clause.frame.agents)
    return any(not sides.named(t) and sides.actors.city(t) is None for t in named) or any(
        phrases.prepositional(thing, "between", "among")
    )


def _is_reciprocal(clause: Clause) -> bool:
    """Whether both sides hold it of each other ("have no ambassadors in each other's capitals")."""
    return any(t.lower_ in _RECIPROCAL and t.nbor().lower_ in {"other", "one"} for t in list(clause.verb.subtree)[:-1])


def _is_told(row: StateRow, pair: Pair, told: Sequence[Event]) -> bool:
    """Whether an event of the sentence tells the same of one of the parties."""
    own = {a.entity for side in pair for a in side}
    return any(
        event.act in row.deeds and own & {a.entity for a in (*event.actors, *event.recipients)} for event in told
    )


def _inferred(actor: Actor) -> Actor:
    reason = f"the other state spoken of last: {actor.text}"
    return replace(actor, sector=(), person=None, office=None, reason=reason)
