"""Under which keys a store files a report, so that it finds those that may be of one event without looking at all."""

from __future__ import annotations

from dragoman.incidents.rules import Rules
from dragoman.incidents.signature import months
from dragoman.records import Event

_KINDS = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})


def blocking_keys(event: Event, rules: Rules) -> tuple[str, ...]:
    """Return the keys of a report, sorted: a party or country, a type and a month each, and one of its own.

    Two reports that share no key are never one event. A state report has none. An event of one day with two sides has
    three to nine; one that is dated to a year has those of twelve months. A repetition shares its first report's own.
    """
    if event.type is None:
        return ()
    own = own_key(event.link or event.id)
    parties = {_party(actor.code, actor.entity) for actor in (*event.actors, *event.recipients)}
    shared = {
        f"{party}|{family}|{month}"
        for month in months(event, rules)
        for family in rules.families(event.type)
        for party in parties
    }
    return tuple(sorted({own, *shared}))


def _party(code: str, entity: str) -> str:
    return code if code and code not in _KINDS else entity


def own_key(ident: str) -> str:
    """Return the key under which a report and its repetitions are filed."""
    return f"={ident}"
