"""Small decisions about codes and sectors: how a country and a role become one actor."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.actors.gazetteer import Match
from dragoman.actors.labels import Labels
from dragoman.parse.pipeline import Sentence
from dragoman.records import Actor, Span

# Sectors that act for their state: their deeds are the state's.
STATE_SECTORS = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG"})
PLACES = frozenset({"city", "place"})
_WHERE = ("in", "at", "near", "inside", "outside", "across", "around", "throughout", "from", "on", "into")


def acts_for_state(sector: tuple[str, ...]) -> bool:
    """Return whether what such an actor does is done by its state (no sector at all: the state itself)."""
    return not sector or sector[0] in STATE_SECTORS


def entity_of(code: str, sector: tuple[str, ...]) -> str:
    """Return the identifier of who acts: the state's code for its organs, "TUR-CVL" for its protesters."""
    return code if acts_for_state(sector) else f"{code}-{sector[0]}"


def merged(*sectors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sectors in order without repetition."""
    return tuple(dict.fromkeys(sector for part in sectors for sector in part))


def from_match(match: Match, span: Span, text: str, reason: str, sector: tuple[str, ...] | None = None) -> Actor:
    """Return the actor that a gazetteer match stands for."""
    entry = match.entry
    sectors = merged(entry.sector, sector or ())
    entity = entry.entity if entry.kind in {"organisation", "group"} else entity_of(entry.code, sectors)
    return Actor(text, span.start, span.end, entry.code, entity, sectors, entry.name, reason=reason)


def location_of(sentence: Sentence, labels: Labels) -> Match | None:
    """Return the place that a sentence says things happen in: the gazetteer match after "in", "at", "near"."""
    for token in sentence.tokens:
        match = labels.matches.get(token.i)
        if match is None or match.entry.kind in {"organisation", "group", "demonym", "adjective"}:
            continue
        head = token
        while head.dep_ in {"compound", "nmod", "appos", "conj"} and head.head.i != head.i:
            head = head.head
        if head.dep_ == "pobj" and head.head.lower_ in _WHERE:
            return match
    return None


def definite(head: Token) -> bool:
    """Return whether the phrase speaks of something known: "the president", "this country"."""
    return any(child.dep_ == "det" and child.lower_ in {"the", "this", "that"} for child in head.children)


def is_filler(pronoun: Token) -> bool:
    """Return whether "it" stands for a clause or the weather ("it was clear that", "it is time to")."""
    verb = pronoun.head
    if verb.lemma_ in {"seem", "appear", "rain", "snow", "take", "remain", "become", "emerge"}:
        return True
    if verb.lemma_ == "be":
        return any(child.dep_ in {"acomp", "attr", "ccomp", "csubj"} for child in verb.children)
    return any(child.dep_ == "nsubjpass" for child in verb.children) and any(
        child.dep_ == "ccomp" for child in verb.children
    )


def nearest_state(head: Token, labels: Labels) -> Match | None:
    """Return the state of a sentence that names just one."""
    states = {i: m for i, m in labels.matches.items() if len(m.entry.code) == 3 and m.entry.entity == m.entry.code}
    if len({match.entry.code for match in states.values()}) != 1:
        return None
    return states[min(states, key=lambda i: abs(i - head.i))]


def phrase_span(sentence: Sentence, head: Token) -> Span:
    """Return the span of a noun phrase in the article's text."""
    first, last = phrases.phrase_bounds(head)
    return sentence.span(first, last)
