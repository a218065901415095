"""Noun phrases that are no names: "the Turkish ministry", "rebels", "thousands of Nigerians", "both countries"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.actors.compose import (
    FORMER,
    PLACES,
    acts_for_state,
    definite,
    entity_of,
    from_match,
    is_body,
    merged,
    nearest_state,
    phrase_span,
    place_near,
    tells_whose,
    within,
)
from dragoman.actors.discourse import Discourse, again, is_state
from dragoman.actors.gazetteer import Match
from dragoman.actors.labels import Labels, Title
from dragoman.parse.pipeline import Sentence
from dragoman.records import Actor, Span

_GROUPS = frozenset(
    "group number series member thousand hundred dozen score ten million most some many several part majority leader "
    "head chief representative supporter delegation team force couple handful wave crowd faction section all both each "
    "one two three four five six seven eight nine spokesman spokeswoman spokesperson officer official source rest half "
    "third any none people side total string band bloc coalition alliance family relative citizen resident "
    "national".split()
)
_PAIR_HEADS = frozenset(
    "country side nation leader neighbour neighbor government state party ally rival two pair both power capital foe "
    "army president minister premier king delegation negotiator partner team military force enemy other".split()
)
_PAIR_WORDS = frozenset({"both", "two", "neither", "either"})
# Of these only states can be two.
_STATE_PAIRS = frozenset("country nation neighbour neighbor government state capital".split())
# Who stands on the other side: "its neighbour", "his rivals".
_OPPOSITE = frozenset({"neighbour", "neighbor", "rival", "foe", "adversary", "enemy"})
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
# "the North" and "the South" of a story that names one of the two.
_HALVES = {"North": ("PRK", "KOR"), "South": ("KOR", "PRK")}
_BANDS = frozenset({"group", "movement", "organisation", "organization", "militia", "faction", "network", "outfit"})
_UNION_NOUNS = frozenset({"alliance", "bloc", "union"})
# Many of them, or any: no single state.
_MANY = frozenset("country nation state government leader ally power neighbour neighbor member capital".split())
_ARMED = frozenset({"REB", "PRM", "UAF"})
# Sent by one state to another: named alone, it is the other's.
_ENVOYS = frozenset({"ambassador", "chargé d'affaires", "consul", "envoy", "high commissioner"})
_COUNTRY = frozenset({"country", "nation", "republic"})
_SINGLE_HEADS = frozenset({"country", "nation", "republic", "state"})
# "European leaders", "foreign troops": of several states or of another than the one spoken of.
_OF_NO_STATE = frozenset(
    "european african arab asian western eastern regional world international foreign global muslim islamic latin "
    "central nordic baltic balkan gulf caribbean neighbouring neighboring allied".split()
)
# What a state sends out as its own: "Kyiv's forces", "its delegation".
_SENT_OUT = frozenset({"force", "delegation", "team", "side"})
# Offices that are spoken of by where they are held; an ambassador in Cairo is not Egypt's.
_SEATED = frozenset({"ministry", "department", "government", "parliament", "court", "cabinet", "palace", "authority"})
_HELD_WHERE = frozenset({"official", "spokesman", "minister", "leader"})


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose an office or a body is; ``own`` if what it does is done by ``entity`` itself, whatever its sector."""

    code: str
    entity: str
    own: bool
    reason: str
    name: str
    sector: tuple[str, ...] = ()


def _of_no_state(head: Token, title: Title) -> bool:
    """Whether the words before a noun say that it belongs to several states, or to another than the one spoken of."""
    first = title.first + 1 if title.kind == "group" else title.first
    before = {word.lower_ for word in phrases.premodifiers(head) if word.i < first}
    return bool(before & _OF_NO_STATE)


def _named_owner(match: Match, reason: str) -> Owner:
    """Return a country or a body that a phrase names as the owner of an office."""
    entry = match.entry
    return Owner(entry.code, entry.entity, is_body(match), reason, entry.name, entry.sector if is_body(match) else ())


def _as_owner(actor: Actor, title: Title, reason: str, organ: tuple[str, ...]) -> Owner:
    """Return an actor as the owner of an office; ``organ`` are the sectors of a state's organ, kept if a state acts."""
    own = actor.entity not in {actor.code, f"{actor.code}-CVL"}
    sector = actor.sector if own else organ if acts_for_state(title.sector) else ()
    return Owner(actor.code, actor.entity if own else actor.code, own, reason, actor.name, sector)


def _exemplifies(word: Token) -> bool:
    """Whether a word introduces those who are meant: "allies such as Germany", "states including France"."""
    if word.dep_ != "prep" or word.lower_ not in {"including", "as"}:
        return False
    before = [word.nbor(-1)] if word.i > 0 else []
    return word.lower_ == "including" or any(c.lower_ == "such" for c in (*word.children, *before))


class NounReader:
    """Resolves the nouns of one sentence; ``resolve`` resolves the phrases inside them."""

    def __init__(
        self,
        sentence: Sentence,
        labels: Labels,
        discourse: Discourse,
        locations: tuple[tuple[Token, Match], ...],
        home: Match | None,
        resolve: Callable[[Token], tuple[Actor, ...]],
    ) -> None:
        """``locations`` are the places that the sentence says things happen in, ``home`` that of the dateline."""
        self._sentence, self._labels, self._discourse = sentence, labels, discourse
        self._locations, self._home, self._resolve = locations, home, resolve

    def read(self, head: Token) -> Iterator[Actor]:
        """Yield the actors that a phrase without a name stands for."""
        title = self._labels.titles.get(head.i)
        examples = [t for child in head.children if _exemplifies(child) for t in phrases.objects_of(child)]
        if self._is_pair(head):
            yield from self._pair(head)
        elif self._how_many(head) > 2:
            yield from self._several(head, self._how_many(head))
        elif examples:
            for example in examples:
                for part in phrases.conjuncts(example):
                    yield from self._resolve(part)
        elif head.lemma_.lower() in _OPPOSITE and phrases.possessor(head) is not None:
            yield from self._opposite(head)
        elif head.lemma_.lower() in _BANDS and definite(head) and not list(phrases.premodifiers(head)):
            yield from self._band(head)
        elif head.lemma_.lower() in _UNION_NOUNS and definite(head) and not list(phrases.premodifiers(head)):
            yield from self._union(head)
        elif head.text in _HALVES and definite(head):
            yield from self._half(head)
        elif head.lemma_.lower() in _COUNTRY and _stands_alone(head) and (meant := self._other_country(head)):
            yield meant
        elif title is not None:
            yield from self._titled(head, title)
        elif head.lemma_.lower() in _GROUPS or head.pos_ == "NUM":
            yield from self._bundled(head)
        elif head.lemma_.lower() in _SINGLE_HEADS and not list(phrases.premodifiers(head)):
            yield from self._the_country(head)

    def _opposite(self, head: Token) -> Iterator[Actor]:
        """ "its neighbour": the state spoken of last that is not the one whose neighbour it is."""
        owner = phrases.possessor(head)
        own = {actor.code for actor in self._resolve(owner)} if owner is not None else set()
        other = next((actor for actor in self._discourse.recent() if actor.code not in own), None)
        if own and other is not None:
            yield self._state(other, phrase_span(self._sentence, head), f"the other state spoken of: {other.text}")

    def _union(self, head: Token) -> Iterator[Actor]:
        union = self._discourse.union()
        if union is not None:
            span = phrase_span(self._sentence, head)
            yield again(
                union, self._sentence.quote(span), span.start, span.end, f"the union spoken of last: {union.text}"
            )

    def _half(self, head: Token) -> Iterator[Actor]:
        code, other = _HALVES[head.text]
        if any(actor.code in {code, other} for actor in self._discourse.recent()):
            span = phrase_span(self._sentence, head)
            text = self._sentence.quote(span)
            reason = f"the {head.text} of the divided country"
            yield Actor(text, span.start, span.end, code, code, (), code, reason=reason)

    def _band(self, head: Token) -> Iterator[Actor]:
        band = self._discourse.band()
        if band is not None:
            span = phrase_span(self._sentence, head)
            reason = f"the group spoken of last: {band.text}"
            yield again(band, self._sentence.quote(span), span.start, span.end, reason)

    def context(self, title: Title, head: Token) -> tuple[str, str] | None:
        """Return (code, reason) for a sector word that names no country: by place first, then by what was spoken of."""
        seat = self._seat(head)
        if seat is not None:
            return seat.entry.code, f"its seat: {seat.text}"
        place = place_near(head, self._locations)
        if title.kind in {"group", "person"} and place is not None:
            return place.entry.code, f"the place of the clause: {place.text}"
        counted = any(child.dep_ == "nummod" or child.lower_ in {"many", "several"} for child in head.children)
        if head.tag_ == "NNS" and head.lemma_.lower() in _MANY and (place is None or counted):
            return None
        if title.kind == "charity":
            return "NGO", "a private body of no stated country"
        if title.office in _ENVOYS:
            return self._sender()
        for mention in reversed(self._discourse.mentions):
            if mention.sentence < self._sentence.sequence:
                break
            for actor in mention.actors:
                if is_state(actor) and mention.subject:
                    return actor.code, f"the state that acts in the sentence: {actor.text}"
        nearest = nearest_state(head, self._labels)
        if nearest is not None:
            return nearest.entry.code, f"the only state of the sentence: {nearest.text}"
        place = place or self._discourse.place or self._home
        focus = self._discourse.focus()
        if place is not None and (title.kind in {"group", "person"} or focus is None):
            return place.entry.code, f"the place of the sentence: {place.text}"
        return (focus, "the state that the article names most") if focus else None

    def _seat(self, head: Token) -> Match | None:
        """Return where an organ of a state sits ("the Foreign Ministry in Quito")."""
        if head.lemma_.lower() not in _SEATED:
            return None
        towns = (self._labels.matches.get(t.i) for t in phrases.prepositional(head, "in"))
        return next((match for match in towns if match is not None), None)

    def _sender(self) -> tuple[str, str] | None:
        """Return the state of an envoy of whom none is named: the other of the story than the one that acts here."""
        acting = {
            actor.code
            for mention in self._discourse.mentions
            if mention.sentence == self._sentence.sequence and mention.subject
            for actor in mention.actors
        }
        other = next((actor for actor in self._discourse.recent() if actor.code not in acting), None)
        return (other.code, f"the other state spoken of: {other.text}") if other is not None else None

    # --- a sector word as head: "the Turkish foreign ministry", "rebels in Darfur", "police" -----------------------

    def _titled(self, head: Token, title: Title) -> Iterator[Actor]:
        span = phrase_span(self._sentence, head)
        text = self._sentence.quote(span)
        former = title.kind == "office" and any(child.lower_ in FORMER for child in head.lefts)
        given = merged(("ELI",), title.sector) if former else title.sector
        owners = list(self._owners(head, title))
        for owner in owners:
            entity = owner.entity if owner.own or acts_for_state(given) else entity_of(owner.entity, given)
            bearer = None
            if title.kind == "office" and not former:
                bearer = self._discourse.offices.get((title.office or "", owner.code))
            person = bearer.person if bearer else None
            # who leads or speaks for a body or an organ is of its sector
            inside = owner.sector and (owner.own or given == ("GOV",))
            sector = within(owner.sector, given) if inside else merged(given, owner.sector)
            yield Actor(
                text, span.start, span.end, owner.code, entity, sector, owner.name, title.office, person, owner.reason
            )
        if owners:
            return
        known = self._known_already(head, title)
        if known is not None:
            yield again(known, text, span.start, span.end, f"named earlier: {known.text}")
            return
        context = None if _of_no_state(head, title) else self.context(title, head)
        if context is not None:
            code, reason = context
            entity = entity_of(code, given)
            yield Actor(text, span.start, span.end, code, entity, given, code, title.office, None, reason)

    def _known_already(self, head: Token, title: Title) -> Actor | None:
        """Return whom the article has named with an office ("the president") or with the same noun ("the army")."""
        if not definite(head) or any(word.i < title.first for word in phrases.premodifiers(head)):
            return None
        if title.kind == "office" and title.office:
            bearer = self._discourse.offices.get((title.office, ""))
            if bearer is not None:
                return bearer
        earlier = self._discourse.called(head.lower_, title.sector)
        if earlier is None and title.kind == "group" and title.sector[0] in _ARMED:
            band = self._discourse.band()
            return band if band is not None and {*band.sector} & _ARMED else None
        return earlier

    def _owners(self, head: Token, title: Title) -> Iterator[Owner]:
        """Yield every country or body that the phrase itself names as the one whose office, body or people it is."""
        seen: set[str] = set()
        for search in (self._owners_before(head, title), self._owners_after(head, title), self._owners_beside(head)):
            for owner in search:
                if owner.entity not in seen:
                    seen.add(owner.entity)
                    yield owner
            if seen:
                return

    def _owners_before(self, head: Token, title: Title) -> Iterator[Owner]:
        """Whose it is by an adjective or a name ("Israeli and Egyptian officials") or by a possessor ("its army")."""
        named = False
        for i in range(min(head.left_edge.i, title.first), head.i):
            match = self._labels.matches.get(i)
            if match is not None and self._qualifies(head, head.doc[i]):
                named = True
                yield _named_owner(match, f"qualified by {match.text}")
        for child in phrases.premodifiers(head):
            if child.pos_ == "PROPN" and child.i not in self._labels.matches and not named:
                for actor in self._resolve(child):  # "the Reagan administration"
                    if actor.person is not None:
                        yield _as_owner(actor, title, f"of {actor.text}", ())
        possessor = phrases.possessor(head)
        if named or possessor is None or head.lemma_.lower() == "counterpart":
            return
        for actor in self._resolve(possessor):
            yield _as_owner(actor, title, f"possessor: {actor.text}", ())

    def _owners_after(self, head: Token, title: Title) -> Iterator[Owner]:
        """Whose it is by what follows ("of France", "for Hamas"), and for people, by where they are ("in Darfur")."""
        linking: tuple[str, ...] = ("of", "in", "from", "inside", "throughout", "across")
        if title.kind in {"office", "body"}:
            linking = ("of", "for", "from", "in") if title.office in _HELD_WHERE else ("of", "for", "from")
        for target in phrases.prepositional(head, *linking):
            for match in self._labels.names_in(target):
                yield _named_owner(match, f"{head.text} of {match.text}")
            if target.i not in self._labels.matches:
                for actor in self._resolve(target):
                    yield _as_owner(actor, title, f"{head.text} of {actor.text}", actor.sector)

    def _owners_beside(self, head: Token) -> Iterator[Owner]:
        """Whose it is by the word before the whole of "Israeli helicopters and tanks", or as "the capital Kabul"."""
        bare = not any(phrases.premodifiers(head)) and not any(c.dep_ in {"det", "poss"} for c in head.lefts)
        tellers = [t for t in phrases.premodifiers(head.head) if tells_whose(t)] if head.dep_ == "conj" and bare else []
        tellers += [c for c in head.rights if c.dep_ == "appos"] if head.lower_ == "capital" else []
        for teller in tellers:
            match = self._labels.matches.get(teller.i)
            if match is not None:
                yield _named_owner(match, f"beside {match.text}")

    def _qualifies(self, head: Token, token: Token) -> bool:
        """Whether a word to the left belongs to the phrase and not to a clause inside it, and tells whose it is."""
        if not tells_whose(token):
            return False
        for ancestor in token.ancestors:
            if ancestor.i == head.i:
                return True
            if ancestor.pos_ in {"VERB", "AUX"} and ancestor.dep_ not in {"amod", "compound"}:
                return False
            if ancestor.dep_ == "pobj":
                return False
        return token.i >= head.left_edge.i

    # --- "thousands of Nigerians", "US and British forces" ---------------------------------------------------------

    def _bundled(self, head: Token) -> Iterator[Actor]:
        """What is bundled acts."""
        span = phrase_span(self._sentence, head)
        text = self._sentence.quote(span)
        sector = ("MIL",) if head.lemma_.lower() == "force" else ("CVL",) if head.tag_ == "NNS" else ()
        named: set[str] = set()
        for token in phrases.premodifiers(head):
            match = self._labels.matches.get(token.i)
            if match is None or match.entry.kind in PLACES or match.entry.entity in named or not tells_whose(token):
                continue
            named.add(match.entry.entity)
            yield from_match(match, span, text, f"qualified by {match.text}", () if is_body(match) else sector)
        possessor = phrases.possessor(head)
        if named:
            return
        if possessor is not None and head.lemma_.lower() in _SENT_OUT:
            for actor in self._resolve(possessor):
                sent = replace(actor, sector=sector or actor.sector, person=None, office=None)
                yield again(sent, text, span.start, span.end, f"possessor: {actor.text}")
            return
        for target in phrases.prepositional(head, "of", "from", "for"):
            for inner in phrases.conjuncts(target):
                for actor in self._resolve(inner):
                    yield again(actor, text, span.start, span.end, f"{head.text} of {actor.text}")

    # --- "both countries", "the country" ---------------------------------------------------------------------------

    def _is_pair(self, head: Token) -> bool:
        if head.lemma_.lower() not in _PAIR_HEADS and head.lower_.removesuffix("s") not in _PAIR_HEADS:
            return False
        words = {token.lower_ for token in head.lefts}
        alone = head.lower_ in _PAIR_WORDS and all(child.dep_ == "det" for child in head.lefts)
        return bool(words & _PAIR_WORDS) or (alone and not list(head.rights))

    def _how_many(self, head: Token) -> int:
        """Return the number before a noun that parties can be counted by ("the four governments"), else 0."""
        if head.lower_.removesuffix("s") not in _PAIR_HEADS and head.lemma_.lower() not in _PAIR_HEADS:
            return 0
        if not definite(head) or list(phrases.prepositional(head, "of", "in", "from")):
            return 0
        return next((_NUMBERS[c.lower_] for c in head.lefts if c.lower_ in _NUMBERS), 0)

    def _several(self, head: Token, number: int) -> Iterator[Actor]:
        """Those who were last named together, if they are as many."""
        for mention in reversed(self._discourse.mentions):
            if len({actor.entity for actor in mention.actors}) == number:
                span = phrase_span(self._sentence, head)
                for actor in mention.actors:
                    yield self._state(actor, span, f"named together before: {actor.text}")
                return

    def _pair(self, head: Token) -> Iterator[Actor]:
        """Those of whom the article spoke last, unless the phrase names them."""
        span = phrase_span(self._sentence, head)
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "between"}:
                for target in phrases.objects_of(child):
                    for inner in phrases.conjuncts(target):
                        yield from self._resolve(inner)
                return
        named = [p for name in head.children if name.dep_ == "appos" for p in phrases.conjuncts(name)]
        if len(named) > 1:  # "the two prime ministers, Mr Wilson and Mr Hallgrimsson"
            for part in named:
                yield from self._resolve(part)
            return
        for latest in self._discourse.pair(head.lemma_.lower() in _STATE_PAIRS):
            yield self._state(latest, span, f"the sides spoken of last: {latest.text}")

    def _the_country(self, head: Token) -> Iterator[Actor]:
        latest = self._discourse.state() if definite(head) else None
        if latest is not None:
            span = phrase_span(self._sentence, head)
            yield self._state(latest, span, f"the country spoken of last: {latest.text}")

    def _other_country(self, head: Token) -> Actor | None:
        """Return whom "the country" means beside the states that act in its clause ("they sanctioned the country")."""
        doers = {actor.code for subject in _subjects(head) for actor in self._resolve(subject)}
        other = next((actor for actor in self._discourse.recent() if actor.code not in doers), None)
        if not doers or other is None:
            return None
        return self._state(other, phrase_span(self._sentence, head), f"the country spoken of last: {other.text}")

    def _state(self, actor: Actor, span: Span, reason: str) -> Actor:
        text = self._sentence.quote(span)
        return Actor(text, span.start, span.end, actor.code, actor.entity, (), actor.name, reason=reason)


def _subjects(token: Token) -> Iterator[Token]:
    """Yield the subjects of the clause that a word stands in, if it is not one of them itself."""
    verb = next((t for t in token.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    while verb is not None:
        subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
        if subjects:
            for subject in subjects:
                parts = list(phrases.conjuncts(subject))
                if token not in parts and not subject.is_ancestor(token):
                    yield from parts
            return
        verb = verb.head if verb.dep_ == "conj" and verb.head.i != verb.i else None


def _stands_alone(head: Token) -> bool:
    """Whether it is "with the country" or "sanctioned the country": after a verb, and nothing says which."""
    told = [c for c in head.children if c.dep_ not in {"det", "punct"}]
    placed = head.dep_ == "pobj" and head.head.lower_ in {"in", "across", "throughout", "inside", "within", "of"}
    return definite(head) and head.tag_ == "NN" and not told and head.dep_ in {"dobj", "pobj"} and not placed
