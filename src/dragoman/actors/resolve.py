"""Noun phrases of an article → Actors, in the order of the text, each with the reason for its resolution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.actors.compose import (
    PLACES,
    acts_for_state,
    definite,
    entity_of,
    from_match,
    is_filler,
    locations_of,
    merged,
    nearest_state,
    phrase_span,
    place_near,
    sector_in,
    tells_whose,
    whose,
)
from dragoman.actors.discourse import Discourse, Mention, again
from dragoman.actors.gazetteer import Match
from dragoman.actors.labels import Labels, Title, Vocabulary, label
from dragoman.actors.people import Person, find_people
from dragoman.actors.register import Holder
from dragoman.parse.pipeline import ParsedArticle, Sentence
from dragoman.records import Actor, Span

_GROUPS = frozenset(
    "group number series member thousand hundred dozen score ten million most some many several part majority leader head "
    "chief representative supporter delegation team force couple handful wave crowd faction section all both each one two "
    "three four five six seven eight nine spokesman spokeswoman spokesperson officer official source rest half third any none "
    "people side total string band bloc coalition alliance family relative citizen resident national".split()
)
_PAIR_HEADS = frozenset("country side nation leader neighbour neighbor government state party ally rival two pair both power capital foe army".split())
# Codes of bodies that are no state, and whom an office there is held in where its name does not tell.
_BODIES = {"UNO": "United Nations", "EUR": "European Union", "IGO": "", "NGO": ""}
_PAIR_WORDS = frozenset({"both", "two"})
_SINGLE_HEADS = frozenset({"country", "nation", "republic", "state"})
_SPEECH_PRONOUNS = frozenset({"i", "we", "us", "our", "my", "me"})
_PRONOUNS = frozenset({"he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs"})


@dataclass(frozen=True, slots=True)
class SentenceActors:
    """The resolved noun phrases of a sentence by the token index of their heads, and the words' labels."""

    sentence: Sentence
    heads: dict[int, tuple[Actor, ...]]
    labels: Labels
    locations: tuple[tuple[Token, Match], ...]
    home: Match | None

    def of(self, token: Token) -> tuple[Actor, ...]:
        """Return the actors that the phrase headed by ``token`` names, its coordinated phrases included."""
        found: dict[tuple[str, str | None], Actor] = {}
        for head in phrases.conjuncts(token):
            for actor in self.heads.get(head.i, ()):
                found.setdefault((actor.entity, actor.person), actor)
        return tuple(found.values())

    def modifier(self, token: Token) -> Actor | None:
        """Return the actor that an adjective or a name before a noun stands for ("Israeli" in "Israeli attacks")."""
        match = self.labels.matches.get(token.i)
        if match is None or match.entry.kind in PLACES or not tells_whose(token):
            return None
        span = self.sentence.span(token, token)
        return from_match(match, span, token.text, "the qualifying word is in the gazetteer")


    def place(self, head: Token) -> Actor | None:
        """Return the state in whose territory the clause of ``head`` says that things happen."""
        match = place_near(head, self.locations)
        if match is None:
            return None
        token = next(t for t, m in self.locations if m is match)
        return from_match(match, self.sentence.span(token, token), token.text, "the place where it happened")

    def city(self, token: Token) -> Actor | None:
        """Return the state of a town or a region that stands as the object of force ("shelled Juba")."""
        match = self.labels.matches.get(token.i)
        if match is None or match.entry.kind not in PLACES:
            return None
        return from_match(match, self.sentence.span(token, token), token.text, f"{match.text} lies in {match.entry.code}")


class ActorReader:
    """The actor stage: reads a parsed article once, from its first sentence to its last."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    @classmethod
    def load(cls) -> ActorReader:
        """Load the stage with the tables shipped in the package."""
        return cls(Vocabulary.load())

    def read(self, parsed: ParsedArticle) -> tuple[SentenceActors, ...]:
        """Return the actors of every sentence, in order."""
        discourse = Discourse()
        labelled = [label(sentence.tokens, self._vocabulary) for sentence in parsed.sentences]
        home = self._vocabulary.gazetteer.find(parsed.dateline)
        fallback = home[0] if home else None
        return tuple(
            _SentenceReader(sentence, labels, discourse, self._vocabulary, parsed, fallback).read()
            for sentence, labels in zip(parsed.sentences, labelled, strict=True)
        )


class _SentenceReader:
    """Reads one sentence: persons first, then every noun phrase from left to right."""

    def __init__(
        self,
        sentence: Sentence,
        labels: Labels,
        discourse: Discourse,
        vocabulary: Vocabulary,
        parsed: ParsedArticle,
        home: Match | None,
    ) -> None:
        self.sentence, self.labels, self.discourse, self.vocabulary = sentence, labels, discourse, vocabulary
        self.published = parsed.article.date
        self.locations = locations_of(sentence, labels)
        self.home = home
        self.people: dict[int, Actor] = {}
        self.heads: dict[int, tuple[Actor, ...]] = {}
        self.pending: set[int] = set()

    def read(self) -> SentenceActors:
        for person in find_people(self.sentence.tokens, self.labels):
            self._introduce(person)
        for token in self.sentence.tokens:
            if phrases.is_phrase_head(token) or token.i in self.people:
                self.resolve(token)
        if self.locations:
            self.discourse.place = self.locations[-1][1]
        return SentenceActors(self.sentence, self.heads, self.labels, self.locations, self.home)

    # --- persons -------------------------------------------------------------------------------------------------

    def _introduce(self, person: Person) -> None:
        actor = self._known(person)
        if actor is None:
            return
        doc = self.sentence.tokens.doc
        if person.title is not None or person.country is not None or " " in person.name:
            self.discourse.name(actor)
        for i in range(person.first, person.end):
            if doc[i].i not in self.labels.matches:
                self.people[i] = actor

    def _known(self, person: Person) -> Actor | None:
        doc = self.sentence.tokens.doc
        span = self.sentence.span(doc[person.first], doc[person.end - 1])
        text = doc[person.first : person.end].text
        title, match = person.title, person.country
        if match is not None and title is not None:
            entry, office = match.entry, title.office
            return Actor(text, span.start, span.end, entry.code, whose(match, title.sector), sector_in(match, title.sector),
                         entry.name, office, person.name, f"title and country beside the name: {match.text}")  # fmt: skip
        earlier = self.discourse.person(person.name)
        if earlier is not None:
            return again(earlier, text, span.start, span.end, f"introduced earlier in the article: {earlier.text}")
        holder = self.vocabulary.register.full_name(person.name, self.published)
        if holder is None and (title is not None or " " not in person.name):
            holder = self.vocabulary.register.surname(person.name.split()[-1], self.published)
        if holder is not None and (match is None or match.entry.code == holder.code):
            body = self._body_of(holder)
            entity = whose(body, holder.sector) if body else entity_of(holder.code, holder.sector)
            return Actor(text, span.start, span.end, holder.code, entity, holder.sector, holder.code, holder.office,
                         person.name, f"register of office-holders: {holder.name}, {holder.office}")  # fmt: skip
        if title is None or title.kind == "group":
            return None
        country = self._context(title, doc[person.end - 1])
        if country is None:
            return None
        code, reason = country
        entity = entity_of(code, title.sector)
        return Actor(text, span.start, span.end, code, entity, title.sector, code, title.office, person.name, reason)

    def _body_of(self, holder: Holder) -> Match | None:
        """Return the organisation that an office-holder of no state serves ("NATO secretary-general")."""
        name = _BODIES.get(holder.code)
        found = self.vocabulary.gazetteer.find(f"{holder.office}, {name}") if name is not None else ()
        return next((match for match in found if match.entry.code == holder.code), None)

    # --- noun phrases --------------------------------------------------------------------------------------------

    def resolve(self, head: Token) -> tuple[Actor, ...]:
        """Resolve a phrase head once and remember the mention."""
        if head.i in self.heads:
            return self.heads[head.i]
        if head.i in self.pending:
            return ()
        self.pending.add(head.i)
        actors = tuple(self._resolved(head))
        self.heads[head.i] = actors
        if actors:
            plural = len(actors) > 1 or (head.tag_ in {"NNS", "NNPS"} and actors[0].person is None)
            conj = any(child.dep_ == "conj" for child in head.children)
            self.discourse.add(
                Mention(
                    self.sentence.sequence,
                    head.i,
                    tuple(dict.fromkeys(a for h in phrases.conjuncts(head) for a in self.resolve(h))) if conj else actors,
                    head.dep_ in {"nsubj", "nsubjpass"},
                    actors[0].person is not None or (actors[0].office is not None and not plural),
                    plural or conj,
                )
            )
        return actors

    def _resolved(self, head: Token) -> Iterator[Actor]:
        if head.i in self.people:
            yield self._renamed(self.people[head.i], head)
            return
        word = head.lower_
        if word in _PRONOUNS:
            yield from self._pronoun(head, word)
            return
        if word in _SPEECH_PRONOUNS and head.pos_ in {"PRON", "DET"}:
            yield from self._speaker(head)
            return
        match = self.labels.matches.get(head.i)
        if match is not None:
            yield from self._named(head, match)
            return
        title = self.labels.titles.get(head.i)
        if self._is_pair(head):
            yield from self._pair(head)
        elif title is not None:
            yield from self._titled(head, title)
        elif head.lemma_.lower() in _GROUPS or head.pos_ == "NUM":
            yield from self._bundled(head)
        elif head.lemma_.lower() in _SINGLE_HEADS and not list(phrases.premodifiers(head)):
            yield from self._the_country(head)

    def _renamed(self, actor: Actor, head: Token) -> Actor:
        first, last = phrases.phrase_bounds(head)
        span = self.sentence.span(first, last)
        if span.start <= actor.start and actor.end <= span.end or not (span.start < actor.end and actor.start < span.end):
            return again(actor, self._text(span), span.start, span.end, actor.reason)
        return actor

    def _named(self, head: Token, match: Match) -> Iterator[Actor]:
        """A head that the gazetteer knows: a country, a capital, a people, an organisation."""
        kind = match.entry.kind
        if kind in {"demonym", "adjective"}:
            elsewhere = self._homeland(head, match)
            if elsewhere is not None:
                span = self._span(head)
                yield from_match(elsewhere, span, self._text(span), f"{match.text} in {elsewhere.text}", ("CVL",))
                return
        if kind in PLACES and head.dep_ not in {"nsubj", "nsubjpass", "conj"}:
            return
        span = self._span(head)
        sector = match.entry.sector
        if kind in {"demonym", "adjective"}:
            title = self.labels.titles.get(head.i + 1)
            sector = title.sector if title else ("CVL",) if head.tag_ in {"NNS", "NNPS"} else ()
        yield from_match(match, span, self._text(span), f"gazetteer: {match.text} is {match.entry.name}", sector)

    def _homeland(self, head: Token, match: Match) -> Match | None:
        """Return where "ethnic Albanians" or "the Albanians of southern Serbia" live, if that is another country."""
        for target in phrases.prepositional(head, "of", "in", "from"):
            for _, place in self._phrase_matches(target):
                if place.entry.code != match.entry.code:
                    return place
        if any(child.lower_ == "ethnic" for child in head.lefts):
            return place_near(head, self.locations)
        return None

    def _titled(self, head: Token, title: Title) -> Iterator[Actor]:
        """A sector word as head: "the Turkish foreign ministry", "rebels in Darfur", "police"."""
        span = self._span(head)
        text = self._text(span)
        countries = list(self._countries(head, title))
        for code, entity, own, reason, name, extra in countries:
            sector = merged(title.sector, extra)
            of_whom = entity if own or acts_for_state(title.sector) else entity_of(entity, title.sector)
            person = self.discourse.offices.get((title.office or "", code)) if title.kind == "office" else None
            yield Actor(text, span.start, span.end, code, of_whom, sector, name, title.office, person.person if person else None, reason)
        if countries:
            return
        if title.kind == "office" and title.office and (title.office, "") in self.discourse.offices and definite(head):
            yield again(self.discourse.offices[(title.office, "")], text, span.start, span.end, "the office named earlier")
            return
        context = self._context(title, head)
        if context is not None:
            code, reason = context
            entity = entity_of(code, title.sector)
            yield Actor(text, span.start, span.end, code, entity, title.sector, code, title.office, None, reason)

    def _countries(self, head: Token, title: Title) -> Iterator[tuple[str, str, bool, str, str, tuple[str, ...]]]:
        """Yield (code, entity, own entity?, reason, name, sector) of every country that the phrase itself names."""
        seen: set[str] = set()
        first = head.left_edge.i
        for i in range(min(first, title.first), head.i):
            match = self.labels.matches.get(i)
            if match is not None and match.entry.entity not in seen and self._qualifies(head, head.doc[i]):
                seen.add(match.entry.entity)
                own = match.entry.kind in {"organisation", "group"}
                yield match.entry.code, match.entry.entity, own, f"qualified by {match.text}", match.entry.name, (
                    match.entry.sector if own else ()
                )
        owner = phrases.possessor(head)
        if not seen and owner is not None:
            for actor in self.resolve(owner):
                if actor.entity not in seen:
                    seen.add(actor.entity)
                    yield actor.code, actor.entity, len(actor.entity) > 3 and "-" not in actor.entity, (
                        f"possessor: {actor.text}"
                    ), actor.name, ()
        if seen:
            return
        linking = ("of", "for") if title.kind in {"office", "body"} else ("of", "in", "from", "inside", "throughout", "across")
        for target in phrases.prepositional(head, *linking):
            for i, match in self._phrase_matches(target):
                if match.entry.entity not in seen:
                    seen.add(match.entry.entity)
                    own = match.entry.kind in {"organisation", "group"}
                    yield match.entry.code, match.entry.entity, own, f"{head.text} of {match.text}", match.entry.name, ()
            if not seen and target.i not in self.labels.matches:
                for actor in self.resolve(target):
                    if actor.entity not in seen:
                        seen.add(actor.entity)
                        yield actor.code, actor.entity, False, f"{head.text} of {actor.text}", actor.name, actor.sector

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

    def _phrase_matches(self, target: Token) -> Iterator[tuple[int, Match]]:
        for token in phrases.conjuncts(target):
            match = self.labels.matches.get(token.i)
            if match is not None:
                yield token.i, match

    def _bundled(self, head: Token) -> Iterator[Actor]:
        """"thousands of Nigerians", "leaders of both parties": what is bundled acts."""
        span = self._span(head)
        for token in phrases.premodifiers(head):
            match = self.labels.matches.get(token.i)
            if match is not None and match.entry.kind not in PLACES:
                yield from_match(match, span, self._text(span), f"qualified by {match.text}", ("CVL",) if head.tag_ == "NNS" else ())
                return
        for target in phrases.prepositional(head, "of", "from", "for"):
            for inner in phrases.conjuncts(target):
                for actor in self.resolve(inner):
                    yield again(actor, self._text(span), span.start, span.end, f"{head.text} of {actor.text}")

    def _is_pair(self, head: Token) -> bool:
        if head.lemma_.lower() not in _PAIR_HEADS:
            return False
        words = {token.lower_ for token in head.lefts}
        return bool(words & _PAIR_WORDS) or (head.lower_ in {"both", "two"} and not list(head.children))

    def _pair(self, head: Token) -> Iterator[Actor]:
        """"both countries", "the two sides": those of whom the article spoke last."""
        span = self._span(head)
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "between"}:
                for target in phrases.objects_of(child):
                    for inner in phrases.conjuncts(target):
                        yield from self.resolve(inner)
                return
        for entity in self.discourse.pair():
            latest = next(a for m in reversed(self.discourse.mentions) for a in m.actors if a.entity == entity)
            yield Actor(self._text(span), span.start, span.end, latest.code, entity, (), latest.name,
                        reason=f"the sides spoken of last: {latest.text}")  # fmt: skip

    def _the_country(self, head: Token) -> Iterator[Actor]:
        if not definite(head):
            return
        for mention in reversed(self.discourse.mentions):
            for actor in mention.actors:
                if len(actor.entity) == 3:
                    span = self._span(head)
                    yield Actor(self._text(span), span.start, span.end, actor.code, actor.entity, (), actor.name,
                                reason=f"the country spoken of last: {actor.text}")  # fmt: skip
                    return

    def _pronoun(self, head: Token, word: str) -> Iterator[Actor]:
        if word == "it" and head.dep_ in {"nsubj", "nsubjpass"} and is_filler(head):
            return
        barred: frozenset[str] = frozenset()
        if head.dep_ in {"dobj", "pobj", "dative"}:
            subject = phrases.clause_subject(phrases.clause_of(head))
            if subject is not None and subject.i in self.heads:
                barred = frozenset(a.person or a.entity for a in self.heads[subject.i])
        span = self._span(head)
        for actor in self.discourse.pronoun(word, self.sentence.sequence, head.i, barred):
            yield again(actor, self._text(span), span.start, span.end, f"{head.text} stands for {actor.text}")

    def _speaker(self, head: Token) -> Iterator[Actor]:
        """"we" and "our" in a quotation: who speaks."""
        for ancestor in head.ancestors:
            if ancestor.lemma_ in {"say", "tell", "add", "declare", "state", "warn", "announce"}:
                subject = phrases.clause_subject(ancestor)
                if subject is not None and subject.i != head.i and subject.lower_ not in _SPEECH_PRONOUNS:
                    span = self._span(head)
                    for actor in self.resolve(subject):
                        yield again(actor, self._text(span), span.start, span.end, f"the speaker: {actor.text}")
                    return

    # --- whose police, whose rebels ------------------------------------------------------------------------------

    def _context(self, title: Title, head: Token) -> tuple[str, str] | None:
        """Return (code, reason) for a sector word that names no country: by place first, then by what was spoken of."""
        place = place_near(head, self.locations)
        if title.kind in {"group", "person"} and place is not None:
            return place.entry.code, f"the place of the clause: {place.text}"
        for mention in reversed(self.discourse.mentions):
            if mention.sentence < self.sentence.sequence:
                break
            for actor in mention.actors:
                if len(actor.entity) == 3 and mention.subject:
                    return actor.code, f"the state that acts in the sentence: {actor.text}"
        nearest = nearest_state(head, self.labels)
        if nearest is not None:
            return nearest.entry.code, f"the only state of the sentence: {nearest.text}"
        place = place or self.discourse.place or self.home
        if place is not None and (title.kind in {"group", "person"} or self.discourse.focus() is None):
            return place.entry.code, f"the place of the sentence: {place.text}"
        focus = self.discourse.focus()
        return (focus, "the state that the article names most") if focus else None

    def _span(self, head: Token) -> Span:
        return phrase_span(self.sentence, head)

    def _text(self, span: Span) -> str:
        return self.sentence.quote(span)
