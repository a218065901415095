"""The frozen records that pass between the stages. Standard library only.

Every offset is a character offset into ``Article.text`` exactly as it was read, end exclusive, so that
``article.text[span.start:span.end]`` is the quoted text.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from datetime import date
from typing import Literal

Status = Literal["occurred", "ongoing", "planned", "possible", "denied"]
DateBasis = Literal["expression", "tense", "publication"]
DatePrecision = Literal["day", "weekend", "week", "month", "season", "quarter", "year", "decade", "period", "before"]


@dataclass(frozen=True, slots=True)
class Article:
    """One dated text. ``date`` is the day of publication; ``id`` is unique in a run."""

    id: str
    date: date
    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Actor:
    """One side of an event: who, as the text names it, and who that is.

    ``code`` is ISO 3166-1 alpha-3 or one of PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC; ``entity`` identifies who acts
    (the state's code for its government, an own identifier for an organisation); ``reason`` says how it was resolved.
    """

    text: str
    start: int
    end: int
    code: str
    entity: str
    sector: tuple[str, ...] = ()
    name: str = ""
    office: str | None = None
    person: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression found in a text: its span there, its words and the rule that recognised it."""

    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class TimeInterval:
    """What a time expression means: first and last day (inclusive), how exact it is, and its TIMEX3 value.

    ``start`` or ``end`` is None where the expression sets no such bound or names no calendar day (a mere duration).
    """

    start: date | None
    end: date | None
    precision: DatePrecision
    timex: str


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event took place: an inclusive interval and what it rests on."""

    start: date
    end: date
    precision: DatePrecision
    basis: DateBasis
    text: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """The deed that a verbal event (a promise, a demand, a refusal, a threat) speaks of."""

    event: str | None
    mode: tuple[str, ...] = ()
    act: str | None = None
    status: Status = "possible"


@dataclass(frozen=True, slots=True)
class Attribution:
    """On whose word: the source that the article names, and the cue ("said", "according to")."""

    text: str
    start: int
    end: int
    code: str | None
    sector: tuple[str, ...]
    cue: str


@dataclass(frozen=True, slots=True)
class Cause:
    """A stretch that the text gives as the reason; ``event`` is the id of the record coded there, if any."""

    text: str
    start: int
    end: int
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words of the text and the place that they were resolved to."""

    text: str
    start: int
    end: int
    name: str
    country: str
    latitude: float | None = None
    longitude: float | None = None
    geoname: int | None = None


Count = int | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers that the text gives for the event; a tuple is a range (low, high)."""

    dead: Count | None = None
    injured: Count | None = None
    arrested: Count | None = None
    size: Count | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the trace of a coding: which part decided what, on which words and by which rule."""

    stage: str
    decision: str
    rule: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class StateReport:
    """A sentence that reports a state and no deed ("ties have been frozen since 2016")."""

    channel: str
    sender: str
    receiver: str
    value: str


@dataclass(frozen=True, slots=True)
class Event:
    """One coded event, as design §1 describes the record; ``trace`` is what ``explain`` shows.

    ``effective`` is the day from which a declared act holds and ``until`` the last day of a stated term ("a four-day
    truce"), each only where the text sets one.
    """

    id: str
    document: str
    published: date
    date: EventDate
    type: str | None
    modes: tuple[str, ...]
    act: str | None
    about: About | None
    status: Status
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    trigger: Span
    trigger_text: str
    phrase: str
    sentence: Span
    sentence_text: str
    sequence: int
    confidence: float
    basis: str
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad_class: int | None = None
    scale: float | None = None
    goldstein: float | None = None
    place: Place | None = None
    attribution: Attribution | None = None
    causes: tuple[Cause, ...] = ()
    link: str | None = None
    effective: datetime.date | None = None
    until: datetime.date | None = None
    counts: Counts = Counts()
    asserts: StateReport | None = None
    title: str = ""
    url: str = ""
    publisher: str = ""
    language: str = "en"
    trace: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """Where a sentence of an article lies; ``sequence`` counts from 0, titles have negative ones."""

    sequence: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """An article with its sentences and its events, both in the order of the text."""

    article: Article
    sentences: tuple[SentenceSpan, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """On what the reports of one incident differ (``field``), and which value stands in which events."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """Many reports of one event.

    ``events`` and ``articles`` are ids in the order of publication, the first report first. ``start`` and ``end`` are
    the days on which the best dated reports agree, ``earliest`` and ``latest`` the spread of all. ``sources`` counts
    independent stories: copies of one wire story are one source.
    """

    id: str
    type: str
    act: str | None
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    start: date
    end: date
    earliest: date
    latest: date
    events: tuple[str, ...]
    articles: tuple[str, ...]
    sources: int
    disagreements: tuple[Disagreement, ...] = ()
