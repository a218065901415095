"""Who acts, in the terms of the exchange formats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.records import Actor
from dragoman.write.crosswalk import NOWHERE, Country, Crosswalk


@dataclass(frozen=True, slots=True)
class CameoActor:
    """An actor's CAMEO code and its parts, each empty where there is none; at most three ``types``."""

    code: str
    country: str
    group: str
    types: tuple[str, ...]


def usual_name(actor: Actor, country: Country, country_name: str) -> str:
    """Return the person; else the name of an organisation; else that of the country for which the actor stands.

    ``country_name`` is how the format writes the name of ``country``. An ambassador, a ministry, a capital or a people
    stand for their country.
    """
    if actor.person:
        return actor.person
    of_country = actor.entity in (actor.code, country.code) or actor.entity.startswith(f"{actor.code}-")
    if country is not NOWHERE and (of_country or not actor.name):
        return country_name or country.name
    return actor.name or actor.text


def cameo_actor(actor: Actor, day: date, crosswalk: Crosswalk) -> CameoActor:
    """Return the actor as CAMEO codes it: country or kind, then roles, then the known group."""
    country = crosswalk.countries.of_actor(actor, day)
    roles = tuple(dict.fromkeys(s.cameo for name in actor.sector if (s := crosswalk.sectors.get(name)) and s.cameo))
    group = crosswalk.groups.get(actor.entity)
    if group is not None and group.code:
        return CameoActor(group.code, group.region, group.group, group.types[:3])
    kind = crosswalk.groups.get(actor.code)
    if kind is not None:
        types = tuple(dict.fromkeys((*kind.types, *roles)))[:3]
        added = (role for role in types if role not in kind.types)
        return CameoActor("".join((kind.code, *added)), kind.region, kind.group, types)
    known = group.group if group is not None else ""
    return CameoActor("".join((country.cameo, *roles[:3], known)), country.cameo, known, roles[:3])


def sector_words(actor: Actor, crosswalk: Crosswalk) -> str:
    """Return the actor's sectors as ICEWS names them, a comma between two; of organisations of states their kind."""
    kind = crosswalk.groups.get(actor.code)
    if kind is not None and kind.icews:
        return kind.icews
    words = (word for name in actor.sector if (s := crosswalk.sectors.get(name)) for word in s.icews.split(",") if word)
    return ",".join(dict.fromkeys(words))
