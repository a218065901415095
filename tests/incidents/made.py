"""Reports made by hand, without a coder: for what needs many of them, or odd ones."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.records import Actor, Counts, DateBasis, DatePrecision, Event, EventDate, Span, Status

FIRST = date(2020, 1, 1)


def side(*entities: str) -> tuple[Actor, ...]:
    """Return one side; "TUR-CVL" is unnamed people of a state."""
    return tuple(
        Actor(entity, 0, 0, entity[:3], entity, tuple(entity.split("-")[1:]) or ("GOV",)) for entity in entities
    )


def made(
    ident: str,
    article: str = "a",
    day: int = 0,
    words: str = "bombed a bridge",
    actors: tuple[str, ...] = ("RUS",),
    recipients: tuple[str, ...] = ("GEO",),
    type_: str = "ASSAULT",
    status: Status = "occurred",
    basis: DateBasis = "expression",
    days: int = 0,
    precision: DatePrecision = "day",
    link: str | None = None,
    published: int | None = None,
    counts: Counts = Counts(),  # noqa: B008
    act: str | None = None,
) -> Event:
    """Return a report of a deed on the given day (0 is the first of 2020), told over ``days`` more."""
    start = FIRST + timedelta(days=day)
    return Event(
        id=ident, document=article, published=FIRST + timedelta(days=day + days if published is None else published),
        date=EventDate(start, start + timedelta(days=days), precision, basis), type=type_, modes=(), act=act,
        about=None, status=status, actors=side(*actors), recipients=side(*recipients), trigger=Span(0, 0),
        trigger_text="", phrase=words, sentence=Span(0, 0), sentence_text=words, sequence=0, confidence=1.0,
        basis="", link=link, counts=counts,
    )  # fmt: skip
