"""Events in a shorthand, for tests of what stands after them."""

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta

from dragoman.ontology import Ontology
from dragoman.records import About, Actor, Attribution, Event, EventDate, Span, StateReport

# 2011-09-02 expel-ambassador TUR>ISR, then any of: status, by=CODE, before, from=DAY (effective), till=DAY, about=ACT,
# span=DAYS, said=DAY (publication), "words of the phrase". TUR&ISR are two sides of one deed, ISR:LEG has a sector.
_REPORT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d) (?P<act>[\w-]+) (?P<who>[\w&:+/-]+)(?:>(?P<whom>[\w&:+/-]+))?(?P<rest>.*)"
)


def report(text: str) -> Event:
    """The event that a line of shorthand tells of."""
    match = _REPORT.fullmatch(text.strip())
    assert match, text
    rest = match["rest"]
    words = re.search(r'"(.*)"', rest)
    marks = re.sub(r'".*"', "", rest).split()
    told = dict(mark.split("=", 1) for mark in marks if "=" in mark)
    status = next((m for m in marks if m in ("ongoing", "planned", "possible", "denied")), "occurred")
    day = date.fromisoformat(match["day"])
    published = date.fromisoformat(told["said"]) if "said" in told else day
    ontology = Ontology.load()
    name = match["act"]
    type_ = ontology.acts[name].type if name in ontology.acts else None if name == "state" else name
    about = told.get("about")
    channel, _, value = told.get("is", "").partition(":")
    asserted = StateReport(channel, match["who"], match["whom"] or "", value) if channel else None
    end = day + timedelta(days=int(told.get("span", 1)) - 1)
    return Event(
        id=hashlib.sha256(text.encode()).hexdigest()[:12],
        document=f"{published}-{match['who']}",
        published=max(published, end) if "span" in told else published,
        date=EventDate(day, end, "before" if "before" in marks else "day", "expression"),
        type=type_,
        modes=(),
        act=name if name in ontology.acts else None,
        about=About(ontology.acts[about].type, (), about, "planned") if about else None,
        status=status,  # type: ignore[arg-type]
        actors=_sides(match["who"]),
        recipients=_sides(match["whom"]),
        trigger=Span(0, 1),
        trigger_text="",
        phrase=words[1] if words else name.replace("-", " "),
        sentence=Span(0, 1),
        sentence_text="",
        sequence=0,
        confidence=1.0,
        basis="test",
        attribution=Attribution(told["by"], 0, 1, told["by"], (), "said") if "by" in told else None,
        effective=date.fromisoformat(told["from"]) if "from" in told else None,
        until=date.fromisoformat(told["till"]) if "till" in told else None,
        asserts=asserted,
    )


def _sides(text: str | None) -> tuple[Actor, ...]:
    sides = []
    for place, part in enumerate((text or "").split("&")):
        if part:
            entity, _, sector = part.partition(":")
            office, _, person = sector.partition("/") if sector.islower() or "/" in sector else ("", "", "")
            code = "PSE" if entity == "HAMAS" else entity.split("-")[0]
            sectors = ("GOV",) if office else tuple(s for s in sector.split("+") if s)
            sides.append(
                Actor(
                    entity,
                    place,
                    place + 1,
                    code,
                    entity,
                    sectors,
                    office=office.replace("_", " ") or None,
                    person=person or None,
                )
            )
    return tuple(sides)
