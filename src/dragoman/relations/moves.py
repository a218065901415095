"""Event → Moves: what one report says of the channels of a relationship, by the transition table.

Design §2, rules of state. A move is a claim about one channel from one day on; which of the moves prevails is for
``standing.py`` to say, so that their order of arrival cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, permutations
from typing import Literal

from dragoman.records import Actor, Event
from dragoman.relations.cooperation import project
from dragoman.relations.transitions import ALWAYS, Certainty, Condition, Mover, Transition, Transitions

Kind = Literal["act", "report", "denial", "baseline"]
Pair = tuple[Actor, Actor]

# Sectors that move a state's own channels; a parliament's vote, a mob or a militia does not.
EXECUTIVE = frozenset({"GOV", "MIL", "SPY", "COP", "JUD"})
# Who can be a side of a fight: the police of a state keeps order, and a party attacks with words.
ARMED = frozenset({"GOV", "MIL", "SPY", "REB", "SEP", "PRM", "UAF"})
# Who can be a side of talks or contacts; a crowd, a firm or a newspaper cannot.
ORGANISED = EXECUTIVE | ARMED | {"PTY", "OPP", "LEG"}
# Who tells without being a side.
_PRESS = frozenset({"MED", "JRN"})


@dataclass(frozen=True, slots=True)
class Key:
    """Which channel: ``sender`` and ``receiver`` are entities, in sorted order where the channel has no direction.

    ``level`` and ``person`` (or office) tell contacts apart, ``project`` joint undertakings.
    """

    channel: str
    sender: str
    receiver: str
    level: str = ""
    person: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """One report's word on one channel.

    It holds from ``since`` (at the latest; from ``earliest`` at the earliest) to ``until``, if a term was stated, and
    was still so on ``confirmed``. ``dated`` is False for background of which only the last possible day is known.
    ``voice`` is the side on whose word alone it stands, where ``consent`` of both is needed. A denial has the value
    that is denied, and in ``favours`` the value that it speaks for. ``whom``: the person met, or cut off.
    ``after``: what must have stood before.
    """

    key: Key
    value: str
    since: date
    earliest: date
    confirmed: date
    until: date | None
    dated: bool
    kind: Kind
    certainty: Certainty
    event: str
    published: date
    voice: str = ""
    consent: bool = False
    favours: str = ""
    mediator: str = ""
    whom: str = ""
    after: Condition = ALWAYS


def moves_of(event: Event, transitions: Transitions) -> tuple[Move, ...]:
    """Return what an event moves, on every pair that it touches; nothing for what is only planned or possible."""
    if event.link is not None or event.status in ("planned", "possible"):
        return ()
    if event.asserts is not None:
        return tuple(_reported(event, transitions))
    return tuple(_moved(event, transitions))


def _moved(event: Event, transitions: Transitions) -> Iterator[Move]:
    if not event.recipients and not transitions.mutual.holds(event):
        return  # "the two powers sanctioned the group": on whom they act is not known, and not on each other
    for row in transitions.of(event):
        for sender, receiver in _pairs(event, row):
            if not _may_move(event, row, sender, receiver):
                continue
            value = row.value
            if value.startswith("rank:"):
                value = transitions.rank(event, value.removeprefix("rank:"))
                if not value:
                    continue
            key = _key(event, row, sender, receiver, transitions)
            if key.channel == "cooperation" and event.act is None and not key.project:
                continue  # a wish to work together names nothing to work on
            if event.status == "denied":
                yield _denied(event, row, key, value)
            else:
                done = _done(event, row, key, value, receiver.person or "")
                yield done
                if row.presupposes and done.certainty != "claimed":
                    yield _before(done, row.presupposes)


def _done(event: Event, row: Transition, key: Key, value: str, whom: str) -> Move:
    certainty, voice = _certainty(event, row)
    mediator = event.actors[0].entity if row.sender == "parties" and event.actors else ""
    move = _move(event, key, value, "act", certainty)
    return replace(move, voice=voice, consent=row.consent, mediator=mediator, whom=whom, after=row.after)


def _before(done: Move, value: str) -> Move:
    """What stood the day before, where nothing else is known of it than what it came to."""
    day = done.earliest - timedelta(days=1)
    known = Condition(frozenset({None, done.value}), excluded=False)
    return replace(
        done, value=value, since=day, earliest=day, confirmed=day, until=None, certainty="inferred", after=known
    )


def _denied(event: Event, row: Transition, key: Key, value: str) -> Move:
    """A denial is of the day on which it is made; what it speaks for is only inferred."""
    move = _move(event, key, value, "denial", "inferred")
    day = event.published
    return replace(move, since=day, earliest=day, confirmed=day, favours=row.denied, until=None)


def _reported(event: Event, transitions: Transitions) -> Iterator[Move]:
    """A state report holds since the day that it names, and still holds on the day of its publication."""
    report = event.asserts
    if report is None or (channel := transitions.channels.get(report.channel)) is None:
        return
    if report.value not in channel.values or event.status == "denied":
        return
    certainty: Certainty = "stated" if _own_word(event, {report.sender, report.receiver}) else "claimed"
    ways = [(report.sender, report.receiver)]
    if not channel.directed:
        ways = [(min(*ways[0]), max(*ways[0]))]
    elif not event.recipients:  # both sides are in it alike: "are not on speaking terms"
        ways.append((report.receiver, report.sender))
    for sender, receiver in ways:
        yield _move(event, Key(channel.name, sender, receiver), report.value, "report", certainty)


def _move(event: Event, key: Key, value: str, kind: Kind, certainty: Certainty) -> Move:
    since, earliest = _days(event)
    dated = event.date.precision != "before" or event.effective is not None
    still = dated and (kind == "report" or event.status == "ongoing")
    return Move(
        key=key,
        value=value,
        since=since,
        earliest=earliest,
        confirmed=max(since, event.published) if still else since,
        until=event.until,
        dated=dated,
        kind=kind,
        certainty=certainty,
        event=event.id,
        published=event.published,
    )


def _days(event: Event) -> tuple[date, date]:
    """Return from which day a deed holds, at the latest and at the earliest; an interval is over on its last day."""
    if event.effective is not None:
        return event.effective, event.effective
    end = max(event.date.start, min(event.date.end, event.published))
    return end, event.date.start


def _pairs(event: Event, row: Transition) -> Iterator[Pair]:
    """Yield (from, to) of a directed channel; of a shared one each two sides once."""
    recipients = event.recipients
    if row.sender == "parties":
        parties = recipients if len(recipients) > 1 else ()
        yield from combinations(parties, 2)
    elif not row.channel.directed:
        yield from _meetings(event)
    elif not recipients:
        yield from permutations(event.actors, 2)
    elif row.sender == "each":
        for actor, recipient in _meetings(event):
            yield actor, recipient
            yield recipient, actor
    else:
        for actor, recipient in _meetings(event):
            yield (actor, recipient) if row.sender == "actor" else (recipient, actor)


def _meetings(event: Event) -> Iterator[Pair]:
    if event.recipients:
        for actor in event.actors:
            for recipient in event.recipients:
                if actor.entity != recipient.entity:
                    yield actor, recipient
    else:
        yield from combinations(event.actors, 2)


def _may_move(event: Event, row: Transition, sender: Actor, receiver: Actor) -> bool:
    if row.mover == "any":
        return True
    doers = {actor.entity for actor in event.actors} if event.recipients else {sender.entity, receiver.entity}
    return all(_able(row.mover, side, acts=side.entity in doers) for side in (sender, receiver))


def _able(mover: Mover, actor: Actor, *, acts: bool) -> bool:
    if mover == "state":
        return is_state(actor) if acts else _is_power(actor)
    return is_party(actor, ARMED if mover == "armed" else ORGANISED)


def is_state(actor: Actor) -> bool:
    """Whether this is a state, or a union of states, acting through its executive."""
    return _is_power(actor) and (not actor.sector or bool(EXECUTIVE & set(actor.sector)))


def is_party(actor: Actor, sectors: frozenset[str] = ORGANISED) -> bool:
    """Whether this is a state, or an organisation with a name, of one of these sectors: "gunmen" are no party."""
    unnamed = any(actor.entity == f"{actor.code}-{sector}" for sector in actor.sector)
    return not unnamed and (not actor.sector or bool(sectors & set(actor.sector)))


def _is_power(actor: Actor) -> bool:
    """A state stands under its own code; a union such as the EU under PLOVER's."""
    return actor.entity == actor.code or actor.code in ("EUR", "UNO", "IGO")


def _certainty(event: Event, row: Transition) -> tuple[Certainty, str]:
    """Return how sure it is, and on whose word alone it stands ("" for the article's own voice).

    The acting side's word or the article's own voice moves a state. Where both must say so, one side's word is a claim.
    """
    doers = {code for actor in event.actors for code in (actor.code, actor.entity)}
    if row.certainty == "inferred":
        # What follows from a claim is no more than claimed.
        return ("inferred" if _own_word(event, doers) else "claimed"), ""
    source = event.attribution
    if row.consent and source is not None and source.code and not _PRESS & set(source.sector):
        return "claimed", source.code
    return ("stated" if _own_word(event, doers) else "claimed"), ""


def _own_word(event: Event, sides: set[str]) -> bool:
    """Whether the article says so itself, or one of these sides, or a newspaper or an unnamed source."""
    source = event.attribution
    return source is None or not source.code or source.code in sides or bool(_PRESS & set(source.sector))


def _key(event: Event, row: Transition, sender: Actor, receiver: Actor, transitions: Transitions) -> Key:
    name = row.channel.name
    first, second = sender.entity, receiver.entity
    if not row.channel.directed:
        first, second = sorted((first, second))
    if name == "contact":
        return Key(name, first, second, *_contact(event, row, sender, receiver, transitions))
    if name == "cooperation":
        return Key(name, first, second, project=project(event.phrase))
    return Key(name, first, second)


def _contact(
    event: Event, row: Transition, sender: Actor, receiver: Actor, transitions: Transitions
) -> tuple[str, str]:
    """Return the level of a contact, and with whom: the person or office that the receiving side is named by.

    A meeting is as high as the lower of its two sides; a contact that is cut as high as the one it is cut with.
    """
    other = transitions.level(receiver.office)
    if row.value == "suspended" or event.act == "resume-contacts":
        return other or "", receiver.person or receiver.office or ""
    own = transitions.level(sender.office)
    order = ("leader", "minister", "official")
    levels = [level for level in (own, other) if level]
    return (max(levels, key=order.index) if levels else ""), ""
