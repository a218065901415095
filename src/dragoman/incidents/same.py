"""Are two reports of one event? A decision on the two alone, with its reasons; the same whichever comes first."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.incidents.rules import Rules
from dragoman.incidents.signature import Side, Signature, signature
from dragoman.records import Count, Event

_EARTH_KM = 6371.0
# Told without a second side they are mostly of domestic life.
_HOME = frozenset({"ACCUSE", "REQUEST", "REJECT", "AGREE", "SUPPORT", "CONSULT", "PROTEST"})
_COUNTED = ("dead", "injured", "arrested", "size")


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two reports are of one event, the points for it, and each reason with its points."""

    same: bool
    points: float
    reasons: tuple[tuple[str, float], ...]


class _ApartError(Exception):
    """The two cannot be one event; its text says why."""


def same_event(first: Event, second: Event, rules: Rules) -> Decision:
    """Decide whether two reports are of one event. Symmetric, and independent of whatever else is known."""
    one, other = signature(first, rules), signature(second, rules)
    if one is None or other is None:
        return Decision(False, 0, (("a state is no event", 0),))
    return decide(one, other, rules)


def decide(one: Signature, other: Signature, rules: Rules) -> Decision:
    """Decide as ``same_event`` does, on signatures that were made before."""
    if (one.event.id, one.event.document) > (other.event.id, other.event.document):
        one, other = other, one
    try:
        reasons = tuple(_reasons(one, other, rules))
    except _ApartError as apart:
        return Decision(False, 0, ((str(apart), 0),))
    points = math.fsum(value for _, value in reasons)
    limit = rules.same_vague if one.vague or other.vague else rules.same
    if one.event.document == other.event.document:
        limit = rules.same_article
    return Decision(points >= limit, points, reasons)


def _reasons(one: Signature, other: Signature, rules: Rules) -> Iterator[tuple[str, float]]:
    """Yield every reason with its points, the cheap ones first. Raises _ApartError as soon as the two cannot be one."""
    yield "type", _type(one, other, rules)
    yield "date", _date(one, other, rules)
    shared, likeness = _words(one, other)
    words = rules.sections["words"]
    told = _told(one, other, rules)
    if shared < words["least"] and not told:
        raise _ApartError("no words in common")
    yield "sides", _sides(one, other, rules, strong=shared >= words["strong"] and likeness >= words["strong_likeness"])
    if likeness < _least(one, other, rules) and not told:
        raise _ApartError("too few words in common")
    yield "place", _place(one, other, rules)
    yield "words", likeness * words["cosine"]
    yield "numbers", _numbers(one.event, other.event, rules)


def _told(one: Signature, other: Signature, rules: Rules) -> bool:
    """Whether the act and both parties tell the event, whatever its words: states do such a thing once in some days."""
    acts = one.event.act is not None and other.event.act is not None
    return (
        acts
        and one.type not in rules.placed
        and not (one.vague or other.vague)
        and len(_parties(one) & _parties(other)) > 1
    )


def _least(one: Signature, other: Signature, rules: Rules) -> float:
    """Return the likeness that the words must have at least: a deed done is rarer than words said, a pair than one."""
    words = rules.sections["words"]
    if one.type not in rules.spoken:
        return words["least_home"] if _at_home(one) and _at_home(other) else words["least_deed"]
    pair = len(_parties(one) & _parties(other)) > 1
    return words["least_spoken_pair"] if pair else words["least_spoken"]


def _parties(report: Signature) -> frozenset[str]:
    return report.actors.named | report.recipients.named


def _type(one: Signature, other: Signature, rules: Rules) -> float:
    points = rules.sections["type"]
    if one.stage != other.stage and "plan" in (one.stage, other.stage):
        raise _ApartError("a plan and a deed")
    total = points["equal"] if one.type == other.type else rules.points("type", *sorted((one.type, other.type)))
    if total is None:
        raise _ApartError(f"{one.type} and {other.type}")
    if one.about and other.about and one.about != other.about:
        raise _ApartError(f"about {one.about} and about {other.about}")
    first, second = one.event.act, other.event.act
    if first and second:
        alike = points["act"] if first == second else rules.points("act", first, second)
        if alike is None:
            raise _ApartError(f"{first} and {second}")
        return total + alike
    return total + _modes(one.event.modes, other.event.modes, rules)


def _modes(first: tuple[str, ...], second: tuple[str, ...], rules: Rules) -> float:
    points = rules.sections["type"]
    if not first or not second:
        return 0
    if set(first) & set(second):
        return points["mode"]
    listed = [value for a in first for b in second if (value := rules.points("mode", a, b)) is not None]
    return max(listed, default=points["mode_differs"])


def _date(one: Signature, other: Signature, rules: Rules) -> float:
    points = rules.sections["date"]
    early, late = (one, other) if (one.start, one.end) <= (other.start, other.end) else (other, one)
    gap = late.start - early.end
    if gap <= 0:
        return points["overlaps"]
    # the later report may be told late, or the earlier one be dated a day too early
    if gap > max(late.before, early.after):
        raise _ApartError(f"{gap} days apart")
    if late.event.date.precision == "before":
        return 0
    ongoing = "ongoing" in (one.event.status, other.event.status)
    return points["per_week"] * math.ceil(gap / 7) if ongoing else points["per_day"] * gap


def _sides(one: Signature, other: Signature, rules: Rules, *, strong: bool) -> float:
    grounds = {one.country, other.country} if one.type in rules.placed else set()
    # within one country, "the state" is said of everybody in office
    home = one.type in rules.spoken and _at_home(one) and _at_home(other)
    actors = _side(one.actors, other.actors, rules, set(), home)
    recipients = _side(one.recipients, other.recipients, rules, grounds, home)
    points = rules.sections["sides"]
    if one.type in rules.mutual and other.type in rules.mutual:
        total = _mutual(one, other, rules)
        if min(len(_parties(one)), len(_parties(other))) < 2:
            total = max(total, actors + recipients)
        if _others(one, other):
            raise _ApartError("other persons")
    else:
        total = actors + recipients
        # who did it, and who was hit by force, is told differently of one event: then the words must say that it is one
        surely = recipients if one.type not in rules.placed else 0
        if points["differs"] in (actors, recipients) and (not strong or surely == points["differs"]):
            raise _ApartError("other sides")
    if total < points["least"]:
        raise _ApartError("other sides")
    return total


def _at_home(report: Signature) -> bool:
    """Whether only a state and unnamed people of it take part, on both sides or on the only one that is told."""
    countries = report.actors.countries | report.recipients.countries
    return len(countries) < 2 and _parties(report) <= countries and (report.recipients.known or report.type in _HOME)


def _side(one: Side, other: Side, rules: Rules, grounds: set[str | None], home: bool) -> float:
    points = rules.sections["sides"]
    if not one.known or not other.known:
        return points["unknown"]
    if one.persons & other.persons:
        return points["same"]
    if one.persons and other.persons:
        return points["other_person"]
    shared = one.named & other.named
    if shared and not (home and shared <= one.countries):
        return points["same"]
    if one.countries & other.countries:
        return points["kin"]
    if (one.countries | other.countries) & grounds:
        return points["place"]
    return points["differs"]


def _mutual(one: Signature, other: Signature, rules: Rules) -> float:
    points = rules.sections["sides"]
    first, second = _parties(one), _parties(other)
    shared = len(first & second)
    if shared > 1:
        return points["shared"]
    return points["one_shared"] if shared and min(len(first), len(second)) == 1 else points["differs"]


def _others(one: Signature, other: Signature) -> bool:
    """Whether two reports of a meeting or an accord each name a person whom the other leaves out."""
    first, second = (r.actors.persons | r.recipients.persons for r in (one, other))
    return len(first) > 1 and len(second) > 1 and bool(first - second) and bool(second - first)


def _place(one: Signature, other: Signature, rules: Rules) -> float:
    points = rules.sections["place"]
    if one.country and other.country and one.country != other.country:
        raise _ApartError("other countries")
    first, second = one.event.place, other.event.place
    if first is not None and second is not None and one.city is not None and other.city is not None:
        if first.name == second.name or _distance(one.city, other.city) <= points["near"]:
            return points["same"]
        raise _ApartError(f"{first.name} and {second.name}")
    if one.towns and other.towns and one.type in rules.placed:
        if one.towns & other.towns:
            return points["same"]
        raise _ApartError("other towns")
    return points["country"]


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the kilometres between two points (latitude, longitude), along the great circle."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _words(one: Signature, other: Signature) -> tuple[float, float]:
    """Return the weight of the common words, and the cosine of the two reports' words."""
    common = sorted(one.weights.keys() & other.weights.keys())
    shared = math.fsum(min(one.weights[word], other.weights[word]) for word in common)
    product = math.fsum(one.weights[word] * other.weights[word] for word in common)
    return shared, product / (one.norm * other.norm) if product else 0.0


def _numbers(first: Event, second: Event, rules: Rules) -> float:
    words = rules.sections["words"]
    total = 0.0
    for name in _COUNTED:
        one, other = bounds(getattr(first.counts, name)), bounds(getattr(second.counts, name))
        if one and other:
            total += words["number"] if one[0] <= other[1] and other[0] <= one[1] else words["number_differs"]
    return total


def bounds(count: Count | None) -> tuple[int, int] | None:
    """Return the least and the greatest number that a count allows."""
    return None if count is None else count if isinstance(count, tuple) else (count, count)
