"""Synthetic coded articles: made-up deeds of real states over twenty years, some told once and some many times.

Everything is drawn from one seeded generator, so that every run stores the same. The words of the reports are made of
syllables: each deed has words of its own, most of which each of its reports takes up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from dragoman.ontology import Ontology
from dragoman.records import (
    About,
    Actor,
    Article,
    Attribution,
    CodedArticle,
    Counts,
    DateBasis,
    DatePrecision,
    Event,
    EventDate,
    SentenceSpan,
    Span,
    StateReport,
    Status,
)
from dragoman.tables import rows

COUNTRIES = 190
FIRST = date(2000, 1, 1)
# 200,000 over twenty years; fewer events come over fewer years, just as densely.
_EVENTS_A_DAY = 200_000 / (20 * 365)
# Of all deeds, those of the two busiest besides what falls to them by their weight.
_BUSY_SHARE = 0.0115
# Reports of a deed: half are told once, a few by many.
_REPORTS, _REPORT_WEIGHTS = (1, 2, 3, 4, 6, 10), (50, 22, 12, 8, 6, 2)
_AN_ARTICLE = 5
_WIRE_SHARE = 0.03
_STATUSES: tuple[Status, ...] = ("occurred", "ongoing", "planned", "possible", "denied")
_STATUS_WEIGHTS = (76, 5, 8, 6, 5)
_OFTEN = {"meet": 12, "visit": 10, "attack": 9, "negotiate": 7, "call": 5, "sign-agreement": 5, "impose-sanctions": 4}
# (type, act spoken of, its status)
_SPOKEN = (
    ("AGREE", "visit", "planned"), ("AGREE", "meet", "planned"), ("AGREE", "negotiate", "planned"),
    ("THREATEN", "attack", "possible"), ("THREATEN", "impose-sanctions", "possible"),
    ("REQUEST", "negotiate", "possible"), ("REQUEST", "lift-sanctions", "possible"),
    ("REJECT", "negotiate", "possible"),
)  # fmt: skip
_BARE = ("ACCUSE", "ACCUSE", "SUPPORT", "REQUEST", "REJECT", "CONSULT", "ASSAULT", "COERCE", "MOBILIZE", "AID",
         "PROTEST", "COOPERATE", "THREATEN", "CONCEDE")  # fmt: skip
_ASSERTED = (("relations", "in-force"), ("head-of-mission", "vacant"), ("level", "ambassador"), ("mission", "open"))
_OFFICES = (None, None, None, "foreign minister", "president", "prime minister", "spokesman", "deputy minister")
_SECTORS = (("GOV",), ("GOV",), ("GOV",), ("GOV",), ("MIL",), ("CVL",), ("LEG",), ())


@dataclass(frozen=True, slots=True)
class _Deed:
    """What happened: a blank event without place or words, and the words that tell it from others."""

    day: int
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    type: str | None
    act: str | None
    about: About | None
    asserts: StateReport | None
    status: Status
    words: tuple[str, ...]


class Synthetic:
    """So many coded events in their articles, in the order of publication; the same at every run."""

    def __init__(self, events: int, seed: int = 1) -> None:
        self._random, self._wanted = Random(seed), events
        self.days = max(60, round(events / _EVENTS_A_DAY))
        self._ontology = Ontology.load()
        names = {row["code"]: row["name"] for _, row in rows("dragoman.actors", "countries.csv")
                 if row["code"] == row["entity"]}  # fmt: skip
        self._states = sorted(names.items())[:COUNTRIES]
        self._random.shuffle(self._states)
        self._weights = list(accumulate((place + 4) ** -0.9 for place in range(len(self._states))))
        self._words = self._vocabulary(6000)
        self._word_weights = list(accumulate((place + 20) ** -0.8 for place in range(len(self._words))))
        self._acts = sorted(self._ontology.acts)
        self._act_weights = list(accumulate(_OFTEN.get(act, 1) for act in self._acts))

    @property
    def busiest(self) -> tuple[str, str]:
        """The dyad with most events, in sorted order."""
        first, second = sorted(code for code, _ in self._states[:2])
        return first, second

    def articles(self) -> Iterator[CodedArticle]:
        """Yield the articles by day of publication."""
        number = made = 0
        for day, told in enumerate(self._by_day()):
            count = -(-len(told) // _AN_ARTICLE)
            for place in range(count):
                # Reports of one deed lie side by side: dealt out so, they come into different articles.
                coded = self._article(f"s{number:06d}", FIRST + timedelta(days=day), told[place::count])
                number += 1
                made += len(coded.events)
                yield coded
                if self._random.random() < _WIRE_SHARE:
                    yield self._copied(coded, f"s{number:06d}")
                    number += 1
                    made += len(coded.events)
                if made >= self._wanted:
                    return

    def _by_day(self) -> list[list[_Deed]]:
        told: list[list[_Deed]] = [[] for _ in range(self.days)]
        # A few too many, so that the number is surely reached; the last day is then cut short.
        for _ in range(int(self._wanted / 2.2) + 10):
            deed = self._deed()
            for _ in range(self._random.choices(_REPORTS, _REPORT_WEIGHTS)[0]):
                lag = self._random.choices((0, 1, 2, 3), (50, 30, 12, 8))[0]
                told[min(deed.day + lag, self.days - 1)].append(deed)
        return told

    def _deed(self) -> _Deed:
        random = self._random
        first, second = self._dyad()
        actors: tuple[Actor, ...] = (self._actor(*first),)
        recipients: tuple[Actor, ...] = (self._actor(*second),)
        if random.random() < 0.06:
            recipients += (self._actor(*random.choices(self._states, cum_weights=self._weights)[0]),)
        type_: str | None
        act = about = asserts = None
        status = random.choices(_STATUSES, _STATUS_WEIGHTS)[0]
        kind = random.random()
        if kind < 0.55:
            act = random.choices(self._acts, cum_weights=self._act_weights)[0]
            type_ = self._ontology.acts[act].type
        elif kind < 0.7:
            type_, spoken, when = random.choice(_SPOKEN)
            about = About(self._ontology.acts[spoken].type, (), spoken, when)  # type: ignore[arg-type]
        elif kind < 0.98:
            type_ = random.choice(_BARE)
        else:
            type_, channel, status = None, random.choice(_ASSERTED), "ongoing"
            asserts = StateReport(channel[0], actors[0].entity, recipients[0].entity, channel[1])
        words = tuple(random.choices(self._words, cum_weights=self._word_weights, k=6))
        return _Deed(random.randrange(self.days - 4), actors, recipients, type_, act, about, asserts, status, words)

    def _dyad(self) -> Sequence[tuple[str, str]]:
        if self._random.random() < _BUSY_SHARE:
            pair = self._states[:2]
            self._random.shuffle(pair)
            return pair
        while True:
            pair = self._random.choices(self._states, cum_weights=self._weights, k=2)
            if pair[0] != pair[1]:
                return pair

    def _actor(self, code: str, name: str) -> Actor:
        random = self._random
        if random.random() < 0.03:
            return Actor(f"{name} rebels", 0, 0, code, f"{code}-REB", ("REB",), f"{name} rebels")
        office = random.choice(_OFFICES)
        person = f"{self._words[random.randrange(6) * 190 + len(name)].title()} {code.title()}" if office else None
        sector = ("GOV",) if office else random.choice(_SECTORS)
        return Actor(name, 0, 0, code, code, sector, name, office, person if random.random() < 0.6 else None)

    def _article(self, ident: str, day: date, deeds: Sequence[_Deed]) -> CodedArticle:
        text, sentences, events = "", [], []
        for sequence, deed in enumerate(deeds):
            start = len(text)
            phrase, sentence = self._told(deed)
            span = Span(start, start + len(sentence))
            sentences.append(SentenceSpan(sequence, span, sentence))
            events.append(self._event(ident, day, deed, sentences[-1], phrase))
            text += sentence + " "
        article = Article(ident, day, text.strip(), f"News of {day}", "", f"Agency {int(ident[1:]) % 40}")
        return CodedArticle(article, tuple(sentences), tuple(events))

    def _told(self, deed: _Deed) -> tuple[str, str]:
        """The phrase and the sentence: most of the deed's own words, and some that have nothing to do with it."""
        random = self._random
        own = random.sample(deed.words, random.randint(4, 6))
        other = random.choices(self._words, cum_weights=self._word_weights, k=random.randint(4, 8))
        deed_name = (deed.act or deed.type or "relations").lower().replace("-", " ")
        phrase = f"{deed_name} over {own[0]} {own[1]} {own[2]}"
        rest = " ".join(other[2:])
        first, second = deed.actors[0].text, deed.recipients[0].text
        return phrase, f"{other[0].title()} {first} {phrase} {' '.join(own[3:])} with {second} {other[1]} {rest}."

    def _event(self, ident: str, day: date, deed: _Deed, sentence: SentenceSpan, phrase: str) -> Event:
        start = sentence.span.start + sentence.text.index(phrase)
        type_ = deed.type
        cameo = scale = quad = None
        if type_ is not None:
            modes = self._ontology.acts[deed.act].modes if deed.act else ()
            cameo = self._ontology.cameo_code(type_, modes, deed.act)
            scale, quad = self._ontology.scale(type_, modes), self._ontology.quad_class(type_)
        else:
            modes = ()
        return Event(
            id=hashlib.sha256(f"{ident} {sentence.sequence}".encode()).hexdigest()[:20],
            document=ident, published=day, date=self._dated(deed, day), type=type_, modes=modes, act=deed.act,
            about=deed.about, status=deed.status, actors=deed.actors, recipients=deed.recipients,
            trigger=Span(start, start + len(phrase.split()[0])), trigger_text=phrase.split()[0], phrase=phrase,
            sentence=sentence.span, sentence_text=sentence.text, sequence=sentence.sequence, confidence=0.9,
            basis="synthetic", cameo=cameo, quad_class=quad, scale=scale,
            goldstein=self._ontology.goldstein(cameo) if cameo is not None else None,
            attribution=self._attribution(deed), asserts=deed.asserts, counts=self._counts(deed),
            title=f"News of {day}", publisher=f"Agency {int(ident[1:]) % 40}",
        )  # fmt: skip

    def _dated(self, deed: _Deed, published: date) -> EventDate:
        random = self._random
        day = min(FIRST + timedelta(days=deed.day), published)
        kind = random.random()
        precision: DatePrecision = "day"
        basis: DateBasis = "expression"
        if deed.status in ("planned", "possible"):
            day += timedelta(days=random.randint(0, 20))
        elif kind < 0.04:
            return EventDate(published - timedelta(days=1), published - timedelta(days=1), "before", "tense")
        elif kind < 0.05:
            return EventDate(date(day.year, 1, 1), date(day.year, 12, 31), "year", "expression", str(day.year))
        elif kind < 0.4:
            day, basis = published, "publication"
        return EventDate(day, day, precision, basis, day.isoformat() if basis == "expression" else None)

    def _attribution(self, deed: _Deed) -> Attribution | None:
        if self._random.random() < 0.75:
            return None
        code = self._random.choice((deed.actors[0].code, deed.recipients[0].code, None))
        return Attribution("officials", 0, 0, code, ("GOV",) if code else (), "said")

    def _counts(self, deed: _Deed) -> Counts:
        return Counts(dead=len(deed.words[0])) if deed.type == "ASSAULT" and self._random.random() < 0.5 else Counts()

    def _copied(self, coded: CodedArticle, ident: str) -> CodedArticle:
        """The dispatch as another outlet runs it: with a line of its own at the end."""
        line = " " + " ".join(self._random.choices(self._words, k=5)).capitalize() + "."
        article = replace(coded.article, id=ident, text=coded.article.text + line, publisher="Another outlet")
        events = tuple(
            replace(event, id=hashlib.sha256(f"{ident} {place}".encode()).hexdigest()[:20], document=ident)
            for place, event in enumerate(coded.events)
        )
        return CodedArticle(article, coded.sentences, events)

    def _vocabulary(self, size: int) -> list[str]:
        syllables = [c + v + e for c in "bdfgklmnprstvz" for v in "aeiou" for e in ("", "l", "n", "r", "s")]
        words: dict[str, None] = {}
        while len(words) < size:
            words["".join(self._random.choices(syllables, k=self._random.choice((2, 2, 3))))] = None
        return list(words)
