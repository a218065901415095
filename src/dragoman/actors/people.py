"""Persons named in a sentence: their name, their office and whose office it is, read from the words around the name.

Read linearly and not off the parse: "U.S. Secretary of State Antony Blinken" is parsed in a dozen ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from dragoman.actors.compose import FORMER, merged
from dragoman.actors.gazetteer import Match
from dragoman.actors.labels import Labels, Title

_PARTICLES = frozenset("al el bin ibn bint van von de da der den ben del la du di ul -".split())
_HONORIFICS = frozenset("mr mr. mrs mrs. ms ms. dr dr. sir lord lady dame sheikh sheik haji professor prof.".split())
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december".split()
)
_SKIPPED = frozenset({"NOUN", "ADJ", "PROPN", "PART"})
# Who bears an office no longer; the register says "ELI" of such persons too.
_CHIEFS = frozenset({"chief", "head", "boss", "leader", "commander", "founder", "strongman"})
# How far a country may stand from the title that it belongs to, in words.
_REACH = 5
_APPOSITION = 12
_COMPOUNDED = frozenset("led backed based style era brokered appointed controlled like run".split())
_OF_WHERE = frozenset({"of", "for", "to", "in", "at"})


@dataclass(frozen=True, slots=True)
class Person:
    """A named person: token indices of the whole phrase and of the name, the title and the country's match, if any."""

    first: int
    end: int
    name: str
    title: Title | None
    country: Match | None


def find_people(tokens: SpacySpan, labels: Labels) -> tuple[Person, ...]:
    """Return the persons of a sentence in order. A bare surname is a person without title and country."""
    return tuple(_person(tokens, first, end, labels) for first, end in _names(tokens, labels))


def _names(tokens: SpacySpan, labels: Labels) -> Iterator[tuple[int, int]]:
    """Yield the index pairs (first, end) of runs of capitalised words that may be names."""
    doc, at, stop = tokens.doc, tokens.start, tokens.end
    while at < stop:
        if not _starts_name(doc[at], labels):
            at += 1
            continue
        first = at
        while at < stop and _continues_name(doc[at], labels, at > first):
            at += 1
        while at > first and doc[at - 1].lower_ in _PARTICLES:
            at -= 1
        at = max(at, first + 1)
        yield first, at


def _starts_name(token: Token, labels: Labels) -> bool:
    return _is_name_word(token) and token.i not in labels.matches and not _is_title_here(token, labels)


def _continues_name(token: Token, labels: Labels, inside: bool) -> bool:
    if inside and token.lower_ in _PARTICLES and _leads_to_name(token):
        return True
    if inside and token.nbor(-1).text == "-" and _ends_double_name(token):
        return True
    if not _is_name_word(token) or token.i in labels.matches:
        return False
    # "Tom King", "John Major": a title word that ends a name is a part of it
    return inside or not _is_title_here(token, labels)


def _ends_double_name(token: Token) -> bool:
    """Whether the word after a hyphen is a part of the name ("Lin Mei-hua") and not of a compound ("Reyes-led")."""
    return token.is_alpha and token.lower_ not in _COMPOUNDED and not token.nbor(-1).whitespace_


def _leads_to_name(particle: Token) -> bool:
    """Whether a name follows after this particle and others ("van der Meer")."""
    at, doc = particle.i + 1, particle.doc
    if particle.text == "-":
        return at < len(doc) and not doc[at - 2].whitespace_ and _ends_double_name(doc[at])
    while at < len(doc) and doc[at].lower_ in _PARTICLES and at - particle.i < 3:
        at += 1
    return at < len(doc) and _is_name_word(doc[at])


def _is_name_word(token: Token) -> bool:
    text = token.text
    if len(text) < 2 and text != "U":
        return False
    return token.pos_ == "PROPN" and text[:1].isupper() and token.lower_ not in _HONORIFICS | _CALENDAR


def _is_title_here(token: Token, labels: Labels) -> bool:
    return token.i in labels.titles


def _person(tokens: SpacySpan, first: int, end: int, labels: Labels) -> Person:
    doc = tokens.doc
    country: Match | None = None
    start, title = _title_before(tokens, first, labels)
    served: Match | None = None
    if title is None:
        start, title, served = _posted_before(tokens, first, labels)
    if title is not None:
        country, start = _country_before(tokens, title.first, start, labels)
        country = country or served
    if title is None or country is None:
        after = _apposition_after(tokens, end, labels)
        if after is not None:
            # "Ayatollah Rezaei, Iran's supreme leader": the office of state tells more than the rank
            title = after[0] if title is None or (after[1] and after[0].sector == ("GOV",)) else title
            country = country or after[1]
    if country is None:
        country = _country_after(tokens, end, labels)
    if country is None and title is None:
        country, start = _country_before(tokens, first, first, labels, reach=1)
    if title is not None and _is_former(tokens, start, title):
        office = f"former {title.office}" if title.office else None
        title = replace(title, sector=merged(("ELI",), title.sector), office=office)
    return Person(start, end, doc[first:end].text, title, country)


def _is_former(tokens: SpacySpan, start: int, title: Title) -> bool:
    """Whether a word before the phrase or the title says that the office is past."""
    if title.kind != "office":
        return False
    before = [tokens.doc[i] for i in (start - 1, title.first - 1) if i >= tokens.start]
    if any(token.lower_ in FORMER for token in before):
        return True
    return title.first - 2 >= tokens.start and tokens.doc[title.first - 2].lower_ == "ex" and before[-1].text == "-"


def _title_before(tokens: SpacySpan, first: int, labels: Labels) -> tuple[int, Title | None]:
    """Return where the phrase begins and the title right before the name, honorifics and a comma allowed between."""
    doc, at = tokens.doc, first - 1
    while at >= tokens.start and (doc[at].lower_ in _HONORIFICS or (doc[at].is_punct and doc[at].text in ",.")):
        if doc[at].text == "," and at - 1 >= tokens.start and (at - 1) not in labels.titles:
            return at + 1, None
        at -= 1
    title = labels.titles.get(at) if at >= tokens.start else None
    if title is None:
        return _chief_before(tokens, first, labels)
    # "army chief Gen. Bakari": the rank stands between the office and the name
    outer = labels.titles.get(title.first - 1) if title.first > tokens.start else None
    if outer is not None and outer.kind == "office" and title.sector == ("MIL",):
        title = outer
    return title.first, title if title.kind in {"office", "person", "body"} or at == first - 1 else None


def _chief_before(tokens: SpacySpan, first: int, labels: Labels) -> tuple[int, Title | None]:
    """Return the title of "Hezbollah chief Walid Mansour": a word that leads only what stands right before it."""
    at = first - 1
    if at - 1 < tokens.start or tokens.doc[at].lower_ not in _CHIEFS:
        return first, None
    what = labels.titles.get(at - 1)
    if what is not None:
        return what.first, Title(what.first, at + 1, what.sector, "office", "leader")
    return (at, Title(at, at + 1, ("GOV",), "office", "leader")) if (at - 1) in labels.matches else (first, None)


def _posted_before(tokens: SpacySpan, first: int, labels: Labels) -> tuple[int, Title | None, Match | None]:
    """Return phrase begin, title and country of "the ambassador to Turkey, Joan Barrow", "the king of Fiji, Tui"."""
    doc, at = tokens.doc, first - 1
    if at <= tokens.start or doc[at].text != "," or at - 1 not in labels.matches:
        return first, None, None
    match = labels.matches[at - 1]
    at -= 1
    while at > tokens.start and (labels.matches.get(at) is match or doc[at].lower_ == "the"):
        at -= 1
    title = labels.titles.get(at - 1) if doc[at].lower_ in _OF_WHERE else None
    if title is None or title.kind != "office":
        return first, None, None
    return title.first, title, match if doc[at].lower_ in {"of", "for"} else None


def _country_before(
    tokens: SpacySpan, at: int, start: int, labels: Labels, reach: int = _REACH
) -> tuple[Match | None, int]:
    """Return the nearest country or organisation before a title in the same phrase, and where the phrase begins."""
    doc, steps = tokens.doc, 0
    probe = at - 1
    while probe >= tokens.start and steps < reach:
        token = doc[probe]
        if probe in labels.matches:
            match = labels.matches[probe]
            while probe - 1 >= tokens.start and labels.matches.get(probe - 1) is match:
                probe -= 1
            return match, probe
        if token.pos_ not in _SKIPPED and token.lower_ not in {"'s", "of", "-", "the"}:
            break
        probe, steps = probe - 1, steps + 1
    return None, start


def _country_after(tokens: SpacySpan, end: int, labels: Labels) -> Match | None:
    """Return the country of "King Hassan of Morocco", "Minister Tariq Aziz of Iraq"."""
    doc = tokens.doc
    if end + 1 < tokens.end and doc[end].lower_ == "of":
        for at in range(end + 1, min(end + 4, tokens.end)):
            if at in labels.matches:
                return labels.matches[at]
            if doc[at].lower_ != "the":
                break
    return None


def _past_age(tokens: SpacySpan, at: int) -> int:
    """Return where an apposition goes on after an age ("54, ") and after "who is"."""
    doc = tokens.doc
    if at + 1 < tokens.end and doc[at].like_num and doc[at + 1].text == ",":
        at += 2
    if at + 1 < tokens.end and doc[at].lower_ == "who" and doc[at + 1].lemma_ == "be":
        at += 2
    return at


def _apposition_after(tokens: SpacySpan, end: int, labels: Labels) -> tuple[Title, Match | None] | None:
    """Return title and country of ", the Turkish foreign minister," or ", spokesman for the Israeli army,"."""
    doc = tokens.doc
    if end >= tokens.end or doc[end].text not in {",", "("}:
        return None
    title: Title | None = None
    country: Match | None = None
    begin = _past_age(tokens, end + 1)
    for at in range(begin, min(begin + _APPOSITION, tokens.end)):
        token = doc[at]
        if token.text in {",", ")", ";"} or token.pos_ in {"VERB", "AUX", "SCONJ"} or token.tag_ in {"WP", "WDT"}:
            break
        here = labels.titles.get(at)
        # "deputy U.S. secretary of state" is no member of parliament
        if here is not None and (title is None or doc[title.first].lower_ == "deputy"):
            title = here
        if country is None and at in labels.matches:
            country = labels.matches[at]
        if title is None and token.pos_ == "CCONJ":
            return None
    return (title, country) if title is not None else None
