"""Article → Events: the stages in their order, and the record put together at the end."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.actors.resolve import ActorReader, SentenceActors
from dragoman.events.attribution import attribution, speaker
from dragoman.events.candidates import Candidates, candidates_of
from dragoman.events.casualties import counted, gathered
from dragoman.events.causes import Causes
from dragoman.events.chronology import NOTHING
from dragoman.events.classify import NONE
from dragoman.events.confidence import Confidence
from dragoman.events.contexts import Contexts
from dragoman.events.counts import CountTable
from dragoman.events.dating import Placed, anchors, date_deed, expressions_of
from dragoman.events.deeds import Deed
from dragoman.events.grammar import VERBAL
from dragoman.events.judging import Judge
from dragoman.events.matching import Words
from dragoman.events.modality import Outcome
from dragoman.events.parties import apart
from dragoman.events.places import Places
from dragoman.events.repetition import linked
from dragoman.events.rules import Rules
from dragoman.events.state_reports import StateReader, in_order
from dragoman.events.states import StateTable
from dragoman.events.status import Reality
from dragoman.events.terms import stated
from dragoman.events.trace import trace
from dragoman.ontology import Ontology
from dragoman.parse.pipeline import ParsedArticle, Parser, Sentence
from dragoman.records import Actor, Article, Cause, CodedArticle, Event, EventDate, SentenceSpan, Span
from dragoman.settings import Settings

# A trigger longer than this quotes a clause, not a deed; then only the deed's own word stands for it.
_TRIGGER = 120
_PHRASE = 160
# Prepositions that tell a rank: "raised to an embassy", "as minister", "at the level of ambassadors".
_RANKED = frozenset({"to", "as", "at", "with", "into", "from"})


@dataclass(frozen=True, slots=True)
class Coder:
    """The whole of the coding, loaded once. Holds no state between articles."""

    parser: Parser
    actors: ActorReader
    rules: Rules
    causes: Causes
    counts: CountTable
    places: Places
    contexts: Contexts
    states: StateReader
    judge: Judge
    confidence: Confidence
    ontology: Ontology
    settings: Settings

    @classmethod
    def load(cls, settings: Settings) -> Coder:
        """Load the model and the tables."""
        ontology, rules = Ontology.load(), Rules.load()
        return cls(
            Parser.load(),
            ActorReader.load(),
            rules,
            Causes.load(),
            CountTable.load(),
            Places.load(),
            Contexts(ontology.contexts),
            StateReader(StateTable.load(), rules, settings.trace),
            Judge.load(settings.threads or os.cpu_count() or 1),
            Confidence.load(),
            ontology,
            settings,
        )

    def code(self, article: Article) -> tuple[Event, ...]:
        """Return the events of one article in the order of its text."""
        return self._events(self.parser.parse(article, self.settings.code_titles))

    def coded(self, article: Article) -> CodedArticle:
        """Return one article with its sentences and its events."""
        parsed = self.parser.parse(article, self.settings.code_titles)
        sentences = tuple(SentenceSpan(s.sequence, s.whole, s.quote(s.whole)) for s in parsed.sentences)
        return CodedArticle(article, sentences, self._events(parsed))

    def _events(self, parsed: ParsedArticle) -> tuple[Event, ...]:
        article = parsed.article
        events: list[Event] = []
        before: list[Event] = []
        anchor: EventDate | None = None
        spoken = NOTHING
        candidates = [self._heard(c) for c in candidates_of(parsed, self.actors, self.rules)]
        judged = self.judge.judged(candidates)
        for sentence, deeds in zip((c.actors for c in candidates), judged.deeds, strict=True):
            reasons = self.causes.leading(sentence.sentence)
            if reasons and before:
                events[-len(before) :] = [replace(e, causes=(*e.causes, *reasons)) for e in before]
            # a date without a deed still tells from when "the next day" counts
            timed = bool(deeds) or self.states.hears(sentence) or any(c.isdigit() for c in sentence.sentence.text)
            placed = expressions_of(sentence.sentence, article.date, spoken) if timed else ()
            told = self._dated(article, sentence, deeds, anchor, placed)
            before = in_order(told, self.states.read(article, sentence, told, placed, anchor))
            spoken = placed[-1].spoken_after(article.date) if placed else spoken
            events.extend(before)
            anchor = next((e.date for e in before if anchors(e.date, article.date)), anchor)
        contexts = self.contexts.of(article.text, judged.contexts) if events else ()
        events = [replace(event, contexts=contexts) for event in _numbered(events)]
        return tuple(_caused(linked(events)))

    def _heard(self, candidates: Candidates) -> Candidates:
        """Take verbs of no table out of a sentence that reports a state: they may be the words of the report."""
        if not self.states.hears(candidates.actors):
            return candidates
        return replace(candidates, deeds=tuple(deed for deed in candidates.deeds if deed.outcome.type != NONE))

    def _dated(
        self,
        article: Article,
        actors: SentenceActors,
        deeds: Sequence[Deed],
        anchor: EventDate | None,
        placed: tuple[Placed, ...],
    ) -> list[Event]:
        """Return the events of one sentence: its deeds, each once and on its day."""
        made = []
        for deed in gathered(_without_doubles(deeds), self.counts):
            real = deed.reality or Reality()
            term = stated(deed, placed, article.date, self.rules.vocabulary)
            declared = deed.outcome.act in self.rules.vocabulary.declared_acts
            own = declared and _own_word(deed, actors)
            when, found = date_deed(
                deed.head, deed.frame.verb, real, deed.outcome.status, term.rest, article.date, anchor, own
            )
            effective = term.begins(when, found)
            event = self._event(article, actors, deed, when)
            steps = trace(deed, actors.sentence, when) if self.settings.trace else ()
            made.append(replace(event, effective=effective, until=term.until(when, effective), trace=steps))
        return made

    def _event(self, article: Article, actors: SentenceActors, deed: Deed, when: EventDate) -> Event:
        """Put a record together, but for its id and what other events tell of it."""
        sentence, outcome = actors.sentence, deed.outcome
        trigger, whole, cameo = _trigger(sentence, deed), sentence.whole, self._cameo(outcome)
        return Event(
            id="",
            document=article.id,
            published=article.date,
            date=when,
            type=outcome.type,
            modes=outcome.modes,
            act=outcome.act,
            about=outcome.about,
            status=outcome.status,
            actors=deed.actors,
            recipients=deed.recipients,
            trigger=trigger,
            trigger_text=sentence.quote(trigger),
            phrase=_phrase(sentence, deed, self._ranks(outcome)),
            sentence=whole,
            sentence_text=sentence.quote(whole),
            sequence=sentence.sequence,
            confidence=self.confidence.of(deed),
            basis=deed.basis,
            cameo=cameo,
            quad_class=self.ontology.quad_class(outcome.type),
            scale=self.ontology.scale(outcome.type, outcome.modes),
            goldstein=self.ontology.goldstein(cameo),
            attribution=attribution(deed.source, actors),
            causes=self.causes.of(deed.frame.verb, sentence),
            title=article.title,
            url=article.url,
            publisher=article.publisher,
            language=article.language,
            counts=counted(deed, self.counts),
            place=self.places.of(deed.frame.head, actors),
        )

    def _ranks(self, outcome: Outcome) -> tuple[Words, ...]:
        """Return the words for missions and envoys, for acts that may go with a rank."""
        patterns = self.rules.patterns
        return (patterns.missions, patterns.envoys) if outcome.act in self.rules.vocabulary.rank_acts else ()

    def _cameo(self, outcome: Outcome) -> str:
        about = outcome.about
        return self.ontology.cameo_code(
            outcome.type,
            outcome.modes,
            outcome.act,
            about=about.event if about is not None else None,
            about_act=about.act if about is not None else None,
        )


def _own_word(deed: Deed, actors: SentenceActors) -> bool:
    """Whether a deed is told on the word of who did it, or of nobody."""
    if deed.source is None or deed.source.head is None:
        return True
    said = speaker(deed.source, actors)
    return bool(said) and not apart(said, deed.actors)


def _trigger(sentence: Sentence, deed: Deed) -> Span:
    words = sorted(deed.words, key=lambda token: token.i)
    span = sentence.span(words[0], words[-1])
    return span if span.end - span.start <= _TRIGGER else sentence.span(deed.head, deed.head)


def _phrase(sentence: Sentence, deed: Deed, ranks: tuple[Words, ...]) -> str:
    """Return the words that tell the deed, from its first word to the end of its phrase, no longer than a line.

    ``ranks``: words for envoys and missions; where the deed's sides are called by them, it is quoted with them.
    """
    words = sorted(deed.words, key=lambda token: token.i)
    told = (words[-1], *deed.frame.objects)
    if ranks:
        told = (*told, *(t for prep, t in deed.frame.obliques if prep in _RANKED))
    last = max((_edge(token) for token in told), key=lambda token: token.i)
    sides = (t for t in (*deed.frame.agents, *deed.frame.objects) if any(w.fits((t,), _nobody) for w in ranks))
    first = min((words[0], *(phrases.phrase_bounds(t)[0] for t in sides)), key=lambda token: token.i)
    first = first if last.idx - first.idx <= _PHRASE else words[0]
    while last.i > words[-1].i and (last.is_punct or last.idx + len(last) - first.idx > _PHRASE):
        last = last.nbor(-1)
    return sentence.quote(sentence.span(first, last))


def _nobody(_: Token) -> bool:
    return False


def _edge(token: Token) -> Token:
    """Return the last token of a phrase, without clauses of circumstance and verbs that go on from it."""
    goes_on = token.pos_ in VERBAL and any(c.dep_ == "conj" and c.pos_ in VERBAL for c in token.children)
    edge = token
    for child in token.rights:
        if child.dep_ in {"advcl", "parataxis"} or (child.dep_ == "cc" and goes_on):
            break
        edge = child.right_edge
    return edge


def _without_doubles(deeds: Sequence[Deed]) -> list[Deed]:
    """Return the deeds less those that tell with other words of the same clause what another one tells."""
    kept: list[Deed] = []
    for deed in sorted(deeds, key=lambda d: (d.outcome.act is None, d.nominal, d.head.i)):
        key = (deed.outcome.type, _codes(deed.actors), _codes(deed.recipients))
        words = {token.i for token in deed.words}
        if not any(
            key == (d.outcome.type, _codes(d.actors), _codes(d.recipients))
            and (deed.outcome.act is None or deed.outcome.act == d.outcome.act)
            and words & {t.i for t in (*d.words, d.head)}
            for d in kept
        ):
            kept.append(deed)
    return sorted(kept, key=lambda d: (d.head.i, d.outcome.type))


def _codes(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(sorted(actor.entity for actor in actors))


def _numbered(events: Sequence[Event]) -> list[Event]:
    """Give every event its id: a hash of where it stands and what it says, with an ordinal for ties."""
    seen: dict[str, int] = {}
    numbered = []
    for event in events:
        where = (event.document, str(event.trigger.start), str(event.trigger.end))
        parts = (*where, event.type or "", *_codes(event.actors), ">", *_codes(event.recipients))
        key = "\x1f".join(parts)
        ordinal = seen[key] = seen.get(key, -1) + 1
        digest = hashlib.sha256(f"{key}\x1f{ordinal}".encode()).hexdigest()[:20]
        numbered.append(replace(event, id=digest))
    return numbered


def _caused(events: Sequence[Event]) -> list[Event]:
    """Name in every reason the event that was coded inside it."""

    def coded(cause: Cause, own: str) -> str | None:
        return next(
            (e.id for e in events if e.id != own and cause.start <= e.trigger.start and e.trigger.end <= cause.end),
            None,
        )

    return [
        replace(e, causes=tuple(replace(c, event=coded(c, e.id)) for c in e.causes)) if e.causes else e for e in events
    ]
