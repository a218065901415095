"""What an article has spoken of so far: its persons, its countries, and what a pronoun may stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from dragoman.actors.gazetteer import Match
from dragoman.records import Actor

# PLOVER's codes for actors that belong to no state.
_NO_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})


_UNIONS = frozenset({"IGO", "EUR", "UNO"})
# How many sides a story may have before two named in one breath may be at its edge.
_CHIEF = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A resolved noun phrase: where it stands and what it is."""

    sentence: int
    token: int
    actors: tuple[Actor, ...]
    subject: bool
    person: bool
    plural: bool


@dataclass(slots=True)
class Discourse:
    """The memory of one article, filled in the order of its text; it belongs to one reading of it."""

    mentions: list[Mention] = field(default_factory=list)
    people: dict[str, Actor] = field(default_factory=dict)
    offices: dict[tuple[str, str], Actor] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)
    order: list[str] = field(default_factory=list)
    place: Match | None = None
    speaker: tuple[Actor, ...] = ()

    def add(self, mention: Mention) -> None:
        """Remember a mention; its countries count for what "the government" or "both sides" may mean later."""
        self.mentions.append(mention)
        for actor in mention.actors:
            self.countries[actor.entity] += 1
            if actor.entity in self.order:
                self.order.remove(actor.entity)
            self.order.append(actor.entity)

    def name(self, person: Actor) -> None:
        """Remember a named person by full name, surname and office."""
        full = person.person or ""
        self.people[full.lower()] = person
        surname = full.split()[-1].lower()
        self.people[surname] = person
        self.people[surname.removeprefix("al-")] = person
        if person.office:
            self.offices[(person.office, person.code)] = person
            self.offices[(person.office, "")] = person

    def person(self, name: str) -> Actor | None:
        """Return the person that the article has introduced under this name or surname."""
        return self.people.get(name.lower()) or self.people.get(name.split()[-1].lower())

    def pronoun(self, word: str, sentence: int, token: int, barred: frozenset[str]) -> tuple[Actor, ...]:
        """Return what a pronoun stands for; nobody ``barred``: the persons or entities of its clause's subject."""
        if word in {"he", "him", "his", "she", "her", "hers"}:
            return self._latest(sentence, token, lambda m: m.person and not m.plural, barred)
        if word in {"it", "its"}:
            return self._latest(sentence, token, lambda m: not m.person and not m.plural, barred)
        return self._latest(sentence, token, lambda m: m.plural, barred) or self._latest(
            sentence, token, lambda m: not m.person, barred
        )

    def _latest(
        self, sentence: int, token: int, fits: Callable[[Mention], bool], barred: frozenset[str]
    ) -> tuple[Actor, ...]:
        """Return the best antecedent: a subject of this sentence, then of the one before, then the nearest."""
        candidates = [
            m
            for m in reversed(self.mentions)
            if sentence - m.sentence <= 3
            and (m.sentence, m.token) < (sentence, token)
            and fits(m)
            and not (_keys(m) & barred)
        ]
        for wanted in (sentence, sentence - 1):
            subjects = [m for m in candidates if m.sentence == wanted and m.subject]
            if subjects:
                return subjects[-1].actors
            if wanted == sentence:
                here = [m for m in candidates if m.sentence == sentence]
                if here:
                    return here[0].actors
        return candidates[0].actors if candidates else ()

    def pair(self, states: bool = False) -> tuple[Actor, ...]:
        """Return the two sides that a story is about, in the order of their mention; states alone on demand.

        Two named in one breath just before are meant, unless they come up only there in a story of many sides.
        """
        sides = [actor for actor in self._sides() if is_state(actor) or not states]
        latest_first = sides[::-1]  # of those named equally often the latest counts more
        chief = sorted(latest_first, key=lambda actor: -self.countries[actor.entity])
        for mention in reversed(self.mentions):
            named = {actor.entity: actor for actor in mention.actors if is_state(actor) or not states}
            in_one_breath = len(named) == 2 and self.mentions[-1].sentence - mention.sentence <= 1
            if in_one_breath and (len(sides) <= _CHIEF or all(self.countries[entity] > 1 for entity in named)):
                return tuple(named.values())
        if len(sides) < 2:
            return ()
        return tuple(sorted(chief[:2], key=lambda actor: self.order.index(actor.entity)))

    def _sides(self) -> list[Actor]:
        """Return every entity that was spoken of, as it was named last, the latest at the end."""
        latest = {actor.entity: actor for mention in self.mentions for actor in mention.actors}
        return [latest[entity] for entity in self.order if entity in latest]

    def recent(self) -> tuple[Actor, ...]:
        """Return the states spoken of, the latest first."""
        return tuple(actor for actor in reversed(self._sides()) if is_state(actor))

    def parties(self) -> tuple[Actor, ...]:
        """Return the states spoken of, the one that came up most first, of equal ones the latest."""
        return tuple(sorted(self.recent(), key=lambda actor: -self.countries[actor.entity]))

    def band(self) -> Actor | None:
        """Return the armed group, party or body that was spoken of last ("the group", "the movement")."""
        bands = (a for a in reversed(self._sides()) if a.entity != a.code and "-" not in a.entity)
        return next((a for a in bands if a.code not in {"UNO", "EUR"}), None)

    def union(self) -> Actor | None:
        """Return the union of states that was spoken of last ("the alliance", "the bloc")."""
        return next((a for a in reversed(self._sides()) if a.code in _UNIONS), None)

    def state(self) -> Actor | None:
        """Return the state that was spoken of last."""
        return next((a for m in reversed(self.mentions) for a in m.actors if is_state(a)), None)

    def called(self, noun: str, sector: tuple[str, ...]) -> Actor | None:
        """Return the latest actor of this sector whose phrase held this noun ("the Turkish army", then "the army")."""
        for mention in reversed(self.mentions):
            for actor in mention.actors:
                if len(mention.actors) == 1 and sector[:1] == actor.sector[:1] and noun in actor.text.lower().split():
                    return actor
        return None

    def focus(self) -> str | None:
        """Return the country that the article has named most, the later one where two are equal."""
        states = {actor.entity for mention in self.mentions for actor in mention.actors if is_state(actor)}
        ranked = [(self.countries[entity], self.order.index(entity), entity) for entity in states]
        return max(ranked)[2] if ranked else None


def _keys(mention: Mention) -> frozenset[str]:
    return frozenset(actor.person or actor.entity for actor in mention.actors)


def is_state(actor: Actor) -> bool:
    """Return whether an actor is a state or an organ of it, and no group, body or part of a people."""
    return actor.entity == actor.code and actor.code not in _NO_STATES


def again(actor: Actor, text: str, start: int, end: int, reason: str) -> Actor:
    """Return an actor as it is named a second time, elsewhere and in other words."""
    return replace(actor, text=text, start=start, end=end, reason=reason)
