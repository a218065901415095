"""Why an event was coded as it was: the trace of one event, in lines for a person."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import Actor, Article, Event, Step
from dragoman.write.record import Record
from dragoman.write.table import clean


def explanation(event: Event, article: Article) -> Iterator[str]:
    """Yield the lines: the event in short, its sentence, and each step with the words that it rests on."""
    # A title is coded as a sentence of its own before the first one; its offsets count within the title.
    source = article.title if event.sequence < 0 else article.text
    yield f"event {event.id}"
    yield f"  document    {clean(event.document)}, published {event.published.isoformat()}"
    deed = " ".join(filter(None, (event.type or "state report", *event.modes, event.act, event.status)))
    yield f"  what        {clean(deed)}  [{clean(event.basis)}]"
    yield from _spoken_of(event)
    yield from _sides("actor", event.actors)
    yield from _sides("recipient", event.recipients)
    yield f"  when        {_when(event)}"
    if event.attribution is not None:
        yield f"  said by     “{clean(event.attribution.text)}” ({clean(event.attribution.cue)})"
    for cause in event.causes:
        yield f"  because     “{clean(cause.text)}”"
    if event.link is not None:
        yield f"  repeats     {event.link}"
    yield f"  confidence  {event.confidence:.2f}"
    yield f"  words       “{clean(event.phrase)}” at {event.trigger.start}-{event.trigger.end}"
    yield f"  sentence    {clean(event.sentence_text)}"
    for step in event.trace:
        yield f"    {_step(step, source)}"


def trace_records(event: Event) -> list[Record]:
    """The trace for JSON: one object a step, with offsets where the step rests on words."""
    return [
        {"stage": step.stage, "decision": step.decision, "rule": step.rule, "start": step.start, "end": step.end}
        for step in event.trace
    ]


def _spoken_of(event: Event) -> Iterator[str]:
    about, report = event.about, event.asserts
    if about is not None:
        yield f"  about       {clean(' '.join(filter(None, (about.status, about.event, *about.mode, about.act))))}"
    if report is not None:
        yield f"  asserts     {clean(f'{report.channel} {report.sender} – {report.receiver}: {report.value}')}"


def _sides(name: str, actors: tuple[Actor, ...]) -> Iterator[str]:
    for actor in actors:
        code = " ".join((actor.code, *actor.sector))
        reason = f"  [{clean(actor.reason)}]" if actor.reason else ""
        yield f"  {name:<11} “{clean(actor.text)}” is {clean(code)}, {clean(actor.name or actor.entity)}{reason}"


def _when(event: Event) -> str:
    date = event.date
    start, end = date.start.isoformat(), date.end.isoformat()
    days = start if start == end else f"{start} to {end}"
    words = f" from “{clean(date.text)}”" if date.text else ""
    reason = f"  [{clean(date.reason)}]" if date.reason else ""
    return f"{days} ({date.precision}, by {date.basis}{words}){reason}"


def _step(step: Step, source: str) -> str:
    words = f" “{clean(source[step.start : step.end])}”" if step.start is not None and step.end is not None else ""
    return f"{step.stage:<12} {clean(step.decision)}  [{clean(step.rule)}]{words}"
