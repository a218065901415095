"""What stood on a date: of all moves of a channel, which prevail. Pure; design §2, rules of state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.relations.fold import Ledger
from dragoman.relations.moves import Key, Move
from dragoman.relations.transitions import Certainty

_SUREST: tuple[Certainty, ...] = ("stated", "inferred", "claimed")


@dataclass(frozen=True, slots=True)
class Standing:
    """One value of one channel on a date, with the events that speak for it and those that speak against it.

    ``since`` is the day from which it has held without a break, as far as is known; ``last_confirmed`` the last day on
    which a report found it so.
    """

    key: Key
    value: str
    since: date
    last_confirmed: date
    certainty: Certainty
    evidence: tuple[str, ...]
    against: tuple[str, ...]
    mediator: str


def standings(ledger: Ledger, first: str, second: str, on: date, known_on: date | None = None) -> tuple[Standing, ...]:
    """Return every value between two entities on the day ``on``, from what had been published by ``known_on``.

    A channel of which nothing is known is not there; one of which reports contradict each other is there twice.
    """
    channels = {key: _visible(moves, on, known_on) for key, moves in ledger.of(first, second).items()}
    found: list[Standing] = []
    for key, moves in channels.items():
        if key.channel == "contact":
            said = {move.value for move in moves}
            found.extend(s for s in _stand(key, _contacts(key, channels), on) if s.value in said)
        else:
            found.extend(_stand(key, moves, on))
    return tuple(found)


def _visible(moves: Iterable[Move], on: date, known_on: date | None) -> tuple[Move, ...]:
    """Return what had happened by the day in the world and was known by the day of knowledge."""
    seen = [m for m in moves if m.since <= on and (known_on is None or m.published <= known_on)]
    return tuple(replace(m, confirmed=min(m.confirmed, on)) if m.confirmed > on else m for m in seen)


def _contacts(key: Key, channels: Mapping[Key, Sequence[Move]]) -> tuple[Move, ...]:
    """Return the moves that bear on one contact: a meeting ends a break at its level, and a break what was open.

    "Contacts" without a level are all contacts; a meeting with one person does not end a break with another.
    """
    bearing = [
        move
        for other, moves in channels.items()
        if (other.channel, other.sender, other.receiver) == (key.channel, key.sender, key.receiver)
        for move in moves
        if other == key or (move.kind != "denial" and _bears(move, key))
    ]
    return tuple(sorted(bearing, key=lambda m: (m.since, m.published, m.event)))


def _bears(move: Move, key: Key) -> bool:
    level = not move.key.level or not key.level or move.key.level == key.level
    return level and (not move.whom or not key.person or move.whom == key.person)


def _stand(key: Key, moves: Sequence[Move], on: date) -> list[Standing]:
    acts = _agreed([m for m in moves if m.kind != "denial"])
    denials = [m for m in moves if m.kind == "denial"]
    line = line_of([m for m in acts if m.certainty != "claimed"])
    claims = claims_of(acts)
    prevailing = _prevailing(line, on)
    found = {m.value: _spell(key, m.value, line, acts, denials) for m in prevailing}
    last = max((m.since for m in prevailing), default=None)
    for claim in claims:
        newer = last is None or claim.since >= last
        if newer and claim.value not in found and not _over(claim, on):
            found[claim.value] = _spell(key, claim.value, claims, acts, denials)
    if not found:
        favoured = [replace(m, value=m.favours) for m in denials if m.favours]
        if favoured and not line:
            latest = favoured[-1]
            found[latest.value] = _spell(key, latest.value, favoured, (), denials)
    return [found[value] for value in sorted(found)]


def _agreed(acts: Sequence[Move]) -> list[Move]:
    """Return the moves, those that need both sides' word made firm where both have given it."""
    voices: dict[str, set[str]] = {}
    for m in acts:
        if m.consent and m.voice:
            voices.setdefault(m.value, set()).add(m.voice)
    sides = {m.key.sender for m in acts} | {m.key.receiver for m in acts}
    both = {value for value, said in voices.items() if len(said & sides) > 1}
    return [replace(m, certainty="stated", voice="") if m.voice and m.value in both else m for m in acts]


def line_of(firm: Sequence[Move]) -> list[Move]:
    """Return the moves in the order in which they took hold; background only where nothing dated came before it.

    A report that finds a state still so on a later day counts on that day too.
    """
    dated = [m for m in firm if m.dated]
    line = dated or list(firm)
    again = [replace(m, since=m.confirmed, earliest=m.confirmed) for m in line if m.confirmed > m.since]
    kept: list[Move] = []
    before: str | None = None
    for move in sorted((*line, *again), key=lambda m: (m.since, m.earliest, m.published, m.event)):
        # What stood on the eve: moves of one day follow on the same.
        if kept and kept[-1].since < move.since:
            before = kept[-1].value
        if move.after.met(before) or (before == move.value and move.after.excluded):
            kept.append(move)
    return kept


def claims_of(acts: Sequence[Move]) -> list[Move]:
    """Return what is only claimed and can follow on what stood before, whoever told that."""
    return [m for m in line_of(acts) if m.certainty == "claimed"]


def _prevailing(line: Sequence[Move], on: date) -> list[Move]:
    """Return the last move, and those that may have come after it; what was stated beats what was inferred."""
    if not line:
        return []
    last = line[-1]
    rivals = [m for m in line if m.since >= last.earliest]
    stated = [m for m in rivals if m.certainty == "stated"]
    chosen = stated or rivals
    return [m for m in {m.value: m for m in chosen}.values() if not _over(m, on)]


def _over(move: Move, on: date) -> bool:
    return move.until is not None and move.until < on


def _spell(key: Key, value: str, line: Sequence[Move], acts: Sequence[Move], denials: Sequence[Move]) -> Standing:
    """Return the unbroken spell of a value that reaches to the end of the line."""
    spell: list[Move] = []
    for move in reversed(line):
        if move.value == value:
            spell.append(move)
        elif spell and move.since < spell[-1].earliest:
            break
    since = min(m.since for m in spell)
    claims = [
        m for m in acts if m.value == value and m.since >= since and (m.certainty == "claimed" or m.after.excluded)
    ]
    favouring = [m for m in denials if m.favours == value and m.published >= since]
    # One that stands there twice has the same event: it is named once below.
    speaking = sorted((*spell, *claims, *favouring), key=lambda m: (m.since, m.published, m.event))
    against = [m for m in denials if m.value == value and m.published >= since]
    against += [m for m in acts if m.value != value and m.certainty == "claimed" and m.since >= since]
    return Standing(
        key=key,
        value=value,
        since=since,
        last_confirmed=max(m.confirmed for m in speaking),
        certainty=min((m.certainty for m in spell), key=_SUREST.index),
        evidence=_ids(speaking),
        against=_ids(against),
        mediator=next((m.mediator for m in reversed(spell) if m.mediator), ""),
    )


def _ids(moves: Iterable[Move]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.event for m in moves))
