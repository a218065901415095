"""What a person corrects: which fields, with which values, and the event as it is then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from dragoman.errors import UsageError
from dragoman.ontology import Ontology
from dragoman.records import Actor, Attribution, Event, EventDate, Status
from dragoman.store.entries import Correction

FIELDS = (
    "event", "mode", "act", "status", "date", "enddate", "effective", "until",
    "actor", "recipient", "attribution", "link",
)  # fmt: skip
"""The fields that can be corrected, by the names of the record."""

NOTHING = "none"
"""The value of ``event`` by which a person says that there is no event at all."""

_STATUSES = get_args(Status)
_SIDES = ("entity", "code", "sector", "identifier_text", "office", "person", "entity_text", "start", "end")


def checked(field: str, value: Any, ontology: Ontology) -> Any:
    """The value in the form in which it is stored, which is the record's; UsageError with what is wrong with it.

    ``value`` is what JSON holds, or a string as it comes from a shell: days as ``YYYY-MM-DD``, several values parted by
    ``|``, an empty one for none. ``actor`` and ``recipient`` are entities, or objects with the record's keys, of which
    only ``entity`` is required; ``attribution`` is a code, or such an object with ``code`` and ``cue``.
    """
    if field not in FIELDS:
        raise UsageError(f"{field!r} cannot be corrected; these can: {', '.join(FIELDS)}")
    if field == "status":
        return _one_of(field, value, _STATUSES)
    if field == "event":
        names = _listed(field, value)
        if len(names) > 1:
            raise UsageError("an event has one type")
        return [_one_of(field, names[0], (*ontology.types, NOTHING))] if names else []
    if field == "act":
        return _one_of(field, value, tuple(ontology.acts)) if value else None
    if field == "mode":
        return _listed(field, value)
    if field in ("date", "enddate"):
        return _day(field, value).isoformat()
    if field in ("effective", "until"):
        return _day(field, value).isoformat() if value else None
    if field == "link":
        return _string(field, value) if value else None
    if field == "attribution":
        return _source(value) if value else None
    return [_side(field, one) for one in (value if isinstance(value, list) else _listed(field, value))]


def corrected(event: Event, corrections: Iterable[Correction], ontology: Ontology) -> Event:
    """The event with what was corrected.

    What follows from the type is taken from the tables: its scores and its CAMEO code. An act that is set without a
    type brings its type and modes along; an act or a mode that the new type cannot have goes. Pure: the same event and
    corrections give the same event, in whatever order they were made. Whether it is an event at all says
    :func:`dropped`.
    """
    said = {one.field: one.value for one in corrections}
    if not said:
        return event
    changed: dict[str, Any] = {}
    for field in ("status", "link"):
        if field in said:
            changed[field] = said[field]
    for field in ("effective", "until"):
        if field in said:
            changed[field] = date.fromisoformat(said[field]) if said[field] else None
    if "date" in said or "enddate" in said:
        changed["date"] = _when(event.date, said)
    for field, name, before in (("actor", "actors", event.actors), ("recipient", "recipients", event.recipients)):
        if field in said:
            changed[name] = tuple(_actor(one, before, event) for one in said[field])
    if "attribution" in said:
        changed["attribution"] = _attribution(said["attribution"], event)
    if {"event", "mode", "act"} & said.keys():
        changed |= _what(event, said, ontology)
    return replace(event, **changed)


def dropped(corrections: Iterable[Correction]) -> bool:
    """Whether a person said that there is no event."""
    return any(one.field == "event" and one.value == [NOTHING] for one in corrections)


def matching(events: Sequence[Event], corrections: Iterable[Correction], text: str) -> dict[str, list[Correction]]:
    """Corrections by the id of the event that each is about, for the events of one article with this text.

    A correction is about the event of its id; where a new coding gave it another, about the event that stands in the
    same place among those of its trigger, as long as the trigger has the same words. One that fits none is left out.
    """
    ids = {event.id for event in events}
    at: dict[tuple[int, int], list[str]] = {}
    for event in sorted(events, key=_place):
        at.setdefault((event.trigger.start, event.trigger.end), []).append(event.id)
    found: dict[str, list[Correction]] = {}
    for one in sorted(corrections, key=lambda c: (c.made_at, c.document, c.field)):
        start, end = one.trigger.start, one.trigger.end
        here = at.get((start, end), [])
        if not here or (one.words and text[start:end] != one.words):
            continue
        if one.event in ids and one.event in here:
            found.setdefault(one.event, []).append(one)
        elif one.ordinal < len(here):
            found.setdefault(here[one.ordinal], []).append(one)
    return found


def _place(event: Event) -> tuple[list[str], list[str], str, str]:
    """By what the events of one trigger are told apart: who takes part changes less often than the type."""
    doers, receivers = sorted(a.entity for a in event.actors), sorted(a.entity for a in event.recipients)
    return doers, receivers, event.type or "", event.id


def place(event: Event, events: Iterable[Event]) -> int:
    """The place of an event among those of one trigger."""
    return [one.id for one in sorted(events, key=_place)].index(event.id)


def _what(event: Event, said: Mapping[str, Any], ontology: Ontology) -> dict[str, Any]:
    """The type, the modes and the act as corrected, and what follows from them."""
    type_, modes, act = event.type, event.modes, event.act
    if "event" in said:
        type_ = next((name for name in said["event"] if name != NOTHING), None)
        act = act if act is not None and ontology.act(act).type == type_ else None
    if "act" in said:
        act = said["act"]
        if act is not None and "event" not in said:
            type_, modes = ontology.act(act).type, ontology.act(act).modes
    modes = tuple(said["mode"]) if "mode" in said else modes
    if type_ is None:
        return dict.fromkeys(("type", "act", "cameo", "quad_class", "scale", "goldstein")) | {"modes": ()}
    modes = tuple(mode for mode in modes if (type_, mode) in ontology.modes)
    about = event.about
    spoken_of, spoken_act = (about.event, about.act) if about is not None else (None, None)
    cameo = ontology.cameo_code(type_, modes, act, about=spoken_of, about_act=spoken_act)
    return {
        "type": type_,
        "modes": modes,
        "act": act,
        "cameo": cameo,
        "quad_class": ontology.quad_class(type_),
        "scale": ontology.scale(type_, modes),
        "goldstein": ontology.goldstein(cameo),
    }


def _when(before: EventDate, said: Mapping[str, Any]) -> EventDate:
    """The corrected interval; where only one end is given and the other would lie beyond it, it is that one day."""
    start = date.fromisoformat(said["date"]) if "date" in said else before.start
    end = date.fromisoformat(said["enddate"]) if "enddate" in said else before.end
    if start > end:
        start, end = (start, start) if "date" in said else (end, end)
    return EventDate(start, end, "day" if start == end else "period", "expression", before.text, "corrected by hand")


def _actor(one: Mapping[str, Any], before: Sequence[Actor], event: Event) -> Actor:
    known = next((actor for actor in before if actor.entity == one["entity"]), None)
    base = known or Actor("", event.trigger.start, event.trigger.start, one["entity"], one["entity"])
    return Actor(
        text=one.get("entity_text", base.text),
        start=one.get("start", base.start),
        end=one.get("end", base.end),
        code=one.get("code", base.code),
        entity=one["entity"],
        sector=tuple(one.get("sector", base.sector)),
        name=one.get("identifier_text", base.name),
        office=one.get("office", base.office),
        person=one.get("person", base.person),
        reason="corrected by hand",
    )


def _attribution(one: Mapping[str, Any] | None, event: Event) -> Attribution | None:
    if one is None:
        return None
    base = event.attribution or Attribution("", event.trigger.start, event.trigger.start, None, (), "")
    return Attribution(
        one.get("entity_text", base.text),
        one.get("start", base.start),
        one.get("end", base.end),
        one.get("code", base.code),
        tuple(one.get("sector", base.sector)),
        one.get("cue", base.cue),
    )


def _one_of(field: str, value: Any, allowed: Iterable[str]) -> str:
    names = tuple(allowed)
    if not isinstance(value, str) or value not in names:
        raise UsageError(f"{field} is one of {', '.join(names)}; not {value!r}")
    return value


def _string(field: str, value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise UsageError(f"{field} is a string of printable characters; not {value!r}")
    return value


def _listed(field: str, value: Any) -> list[Any]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split("|") if part.strip()]
    if not isinstance(value, list):
        raise UsageError(f"{field} is a list, or a string with its parts between |; not {value!r}")
    return [_string(field, one) for one in value]


def _day(field: str, value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise UsageError(f"{field} is a day, YYYY-MM-DD; not {value!r}") from None


def _side(field: str, value: Any) -> dict[str, Any]:
    one = {"entity": value} if isinstance(value, str) else value
    if not isinstance(one, dict) or not one.get("entity") or not set(one) <= set(_SIDES):
        raise UsageError(f"{field} is a list of entities, or of objects with entity and any of {', '.join(_SIDES[1:])}")
    return {key: _part(field, key, one[key]) for key in sorted(one)}


def _source(value: Any) -> dict[str, Any]:
    keys = ("code", "sector", "cue", "entity_text", "start", "end")
    one = {"code": value} if isinstance(value, str) else value
    if not isinstance(one, dict) or not set(one) <= set(keys):
        raise UsageError(f"attribution is a code, or an object with any of {', '.join(keys)}")
    return {key: _part("attribution", key, one[key]) for key in sorted(one)}


def _part(field: str, key: str, value: Any) -> Any:
    """One value of an object, checked for what its key holds."""
    if key in ("start", "end"):
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise UsageError(f"{field}.{key} is an offset into the text; not {value!r}")
        return value
    if key == "sector":
        return _listed(f"{field}.sector", value)
    return None if value is None and key in ("office", "person", "code") else _string(f"{field}.{key}", value)
