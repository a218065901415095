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
# Kinds of names that are no place: what happens "in" them happens elsewhere.
NOT_PLACES = frozenset({"organisation", "group", "demonym", "adjective", "context"})
_WHERE = ("in", "at", "near", "inside", "outside", "across", "around", "throughout", "from", "on", "into")


_IMPERSONAL = frozenset(
    "clear unclear likely unlikely possible impossible important necessary essential time hard difficult easy true "
    "obvious evident vital crucial early late premature good bad better best wrong right fair matter duty shame pity "
    "way reason fact case day year question".split()
)


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
    return Actor(text, span.start, span.end, entry.code, whose(match, sector or ()), sectors, entry.name, reason=reason)


def is_body(match: Match) -> bool:
    """Return whether a match names an organisation or a group, which acts for itself and not for a state."""
    return match.entry.kind in {"organisation", "group"}


def whose(match: Match, sector: tuple[str, ...]) -> str:
    """Return the identifier of those of a match's state or body who have this sector: "TUR", "TUR-CVL", "NATO"."""
    entry = match.entry
    return entry.entity if is_body(match) or sector == entry.sector else entity_of(entry.entity, sector)


def sector_in(match: Match, sector: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sectors of an office in a state or a body: who leads or speaks for a body is of its own sector."""
    entry = match.entry
    return within(entry.sector, sector) if is_body(match) else merged(sector, entry.sector)


def within(own: tuple[str, ...], sector: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sectors of an office in a body: its leaders and commanders are of the body's ``own`` sector."""
    if own == ("CVL",):  # a people: its fighters are fighters first
        return merged(sector, own)
    return merged(own, () if sector == ("GOV",) or (own and sector == ("MIL",)) else sector)


# Words before an office that its holder has left.
FORMER = frozenset({"former", "ex", "ousted", "deposed", "late", "exiled", "onetime", "retired"})
# How far up a phrase its head is sought: no real phrase is deeper, and one made of a thousand names is no news.
_HEIGHT = 40


def locations_of(sentence: Sentence, labels: Labels) -> tuple[tuple[Token, Match], ...]:
    """Return the places that a sentence says things happen in: the gazetteer matches after "in", "at", "near"."""
    found: list[tuple[Token, Match]] = []
    for token in sentence.tokens:
        match = labels.matches.get(token.i)
        if match is None or match.entry.kind in NOT_PLACES or (found and found[-1][1] is match):
            continue
        head = token
        for _ in range(_HEIGHT):
            if head.dep_ not in {"compound", "nmod", "appos", "conj", "amod", "poss"} or head.head.i == head.i:
                break
            head = head.head
        title = labels.titles.get(head.i)
        if title is not None and title.kind in {"office", "person"}:
            continue  # "called in China's envoy"
        if head.dep_ == "pobj" and (head.head.lower_ in _WHERE or _under_where(head.head)):
            found.append((head, match))
    return tuple(found)


def _under_where(preposition: Token) -> bool:
    """Whether an "of" phrase says where: "in the town of Samarra", "outside of the city of Basra"."""
    current = preposition
    for _ in range(3):
        if current.lower_ != "of":
            return False
        governor = current.head
        current = governor if governor.pos_ == "ADP" else governor.head
        if current.lower_ in _WHERE:
            return True
    return False


def place_near(head: Token, locations: tuple[tuple[Token, Match], ...]) -> Match | None:
    """Return the place that the clause of ``head`` names, or a clause that surrounds it, a speaker's place left out."""
    clause = head if head.pos_ in {"VERB", "AUX"} else phrases.clause_of(head)
    while True:
        here = [(token, match) for token, match in locations if phrases.clause_of(token).i == clause.i]
        if here:
            # a place that hangs on the verb itself goes before one inside another phrase
            return min(here, key=lambda pair: pair[0].head.head.i != clause.i)[1]
        if clause.dep_ in {"ccomp", "ROOT"} or clause.head.i == clause.i:
            break
        clause = phrases.clause_of(clause)
    below = {token.i for token in clause.subtree}
    return next((match for token, match in locations if token.i in below), None)


def definite(head: Token) -> bool:
    """Return whether the phrase speaks of something known: "the president", "this country"."""
    return any(child.dep_ == "det" and child.lower_ in {"the", "this", "that"} for child in head.children)


_NOT_OWNED = frozenset({"anti", "pro"})
_DONE_BY = frozenset(
    "occupied backed held controlled made built supplied trained funded sponsored brokered mediated style educated "
    "imposed annexed administered ruled besieged speaking language born owned run".split()
)


# What is called by a people and is nobody's: "the Russian language", "Turkish coffee".
_OF_CULTURE = frozenset("language cuisine food literature music coffee tea restaurant speaker lesson script".split())


def tells_whose(token: Token) -> bool:
    """Return whether a name before a noun tells its nationality: not in "anti-Syria", "Israeli-occupied"."""
    doc, i = token.doc, token.i
    if i >= 2 and doc[i - 1].text == "-" and doc[i - 2].lower_ in _NOT_OWNED:
        return False
    if i >= 1 and doc[i].lower_.startswith(("anti-", "pro-")):
        return False
    if i + 1 < len(doc) and doc[i + 1].lemma_.lower() in _OF_CULTURE:
        return False
    return not (i + 2 < len(doc) and doc[i + 1].text == "-" and doc[i + 2].lower_ in _DONE_BY)


def is_filler(pronoun: Token) -> bool:
    """Return whether "it" stands for a clause or the weather ("it was clear that", "it is time to")."""
    verb = pronoun.head
    if verb.lemma_ in {"seem", "appear", "rain", "snow", "take", "remain", "become", "emerge"}:
        return True
    if verb.lemma_ == "be":
        return any(child.dep_ in {"acomp", "attr"} and child.lemma_.lower() in _IMPERSONAL for child in verb.children)
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
