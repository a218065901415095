"""Sentences that report a state between two parties and no deed ("ties have been frozen since 2016")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.actors.resolve import SentenceActors
from dragoman.events.attribution import attribution, source_of
from dragoman.events.dating import Placed
from dragoman.events.holding import asserted, held_since
from dragoman.events.predicates import Predicates
from dragoman.events.rules import Rules
from dragoman.events.state_clauses import Clause, clauses
from dragoman.events.state_parties import Pair, Parties
from dragoman.events.states import StateRow, StateTable
from dragoman.events.status import Reality
from dragoman.events.terms import last_day
from dragoman.records import Actor, Article, Event, EventDate, Span, StateReport, Step

_CONFIDENCE = 0.8
# What is taken off it for a party that was inferred, and for one that a pronoun names.
_INFERENCE, _PRONOUN = 0.2, 0.1
# A trigger longer than this quotes a clause; then only the thing stands for it.
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class StateReader:
    """Reads the state reports of a sentence. Holds no state between sentences."""

    table: StateTable
    rules: Rules
    keep_trace: bool

    def hears(self, actors: SentenceActors) -> bool:
        """Whether a sentence has a word that a state is told with."""
        return any(self.table.rows(token.lemma_.lower()) for token in actors.sentence.tokens)

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
        if not self.hears(actors):
            return []
        sides = Predicates(actors, self.rules, {}).sides
        parties = Parties(sides, self.rules.vocabulary)
        found: dict[tuple[StateReport, int], Event] = {}
        for clause in clauses(iter(actors.sentence.tokens), self.table, sides.is_actor):
            real = asserted(clause.verb, self.rules.vocabulary.statements)
            value = clause.row.value if real is None or not _is_negated(clause, real) else clause.row.negated
            if real is None or value is None:
                continue
            when = held_since(clause.words[0], clause.verb, real, placed, article.date, anchor)
            if when is None:
                continue
            ends = (last_day(p, article.date) for p in placed if p.clause.i == clause.verb.i)
            until = next((day for day in ends if day is not None), None)
            for pair in parties.pairs(clause):
                if not _is_told(clause.row, pair, told):
                    event = replace(self._event(article, actors, clause, value, pair, when), until=until)
                    assert event.asserts is not None
                    found.setdefault((event.asserts, clause.verb.i), event)
        return list(found.values())

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
        sure = _CONFIDENCE - sum(_doubt(actor) for actor in (*first, *second))
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
            trace=_trace(report, clause, trigger, when) if self.keep_trace else (),
        )


def _doubt(actor: Actor) -> float:
    if "spoken of" in actor.reason:
        return _INFERENCE
    return _PRONOUN if "stands for" in actor.reason else 0.0


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


def _is_negated(clause: Clause, real: Reality) -> bool:
    neither = any(t.lower_ == "neither" for subject in clause.frame.agents for t in subject.subtree)
    return real.negated or real.no_longer or neither


def _is_told(row: StateRow, pair: Pair, told: Sequence[Event]) -> bool:
    """Whether an event of the sentence tells the same of one of the parties."""
    own = {a.entity for side in pair for a in side}
    return any(
        event.act in row.deeds and own & {a.entity for a in (*event.actors, *event.recipients)} for event in told
    )
