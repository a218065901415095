"""Noun phrases of an article → Actors, in the order of the text, each with the reason for its resolution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.actors.compose import (
    PLACES,
    entity_of,
    from_match,
    is_filler,
    locations_of,
    phrase_span,
    place_near,
    sector_in,
    tells_whose,
    whose,
)
from dragoman.actors.discourse import Discourse, Mention, again
from dragoman.actors.gazetteer import Match
from dragoman.actors.labels import Labels, Vocabulary, label
from dragoman.actors.nouns import NounReader
from dragoman.actors.people import Person, find_people
from dragoman.actors.register import Holder
from dragoman.parse.pipeline import ParsedArticle, Sentence
from dragoman.records import Actor, Span

# Codes of bodies that are no state, and whom an office there is held in where its name does not tell.
_BODIES = {"UNO": "United Nations", "EUR": "European Union", "IGO": "", "NGO": ""}
_SPEECH_VERBS = frozenset(
    "say tell add declare state warn announce respond reply tweet write post insist stress note vow argue claim "
    "explain continue conclude comment remark".split()
)
_SPEECH_PRONOUNS = frozenset({"i", "we", "us", "our", "my", "me"})
_PRONOUNS = frozenset({"he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs"})


@dataclass(frozen=True, slots=True)
class SentenceActors:
    """The resolved noun phrases of a sentence by the token index of their heads, and the words' labels.

    ``recent``: the states spoken of up to this sentence, the chief one first; ``story``: those of the whole article.
    """

    sentence: Sentence
    heads: dict[int, tuple[Actor, ...]]
    labels: Labels
    locations: tuple[tuple[Token, Match], ...]
    home: Match | None
    recent: tuple[Actor, ...] = ()
    story: tuple[Actor, ...] = ()

    def of(self, token: Token) -> tuple[Actor, ...]:
        """Return the actors that the phrase headed by ``token`` names, its coordinated phrases included."""
        found: dict[tuple[str, str | None], Actor] = {}
        for head in (*phrases.conjuncts(token), *self._persons_after(token), *self._persons_before(token)):
            for actor in self.heads.get(head.i, ()):
                found.setdefault((actor.entity, actor.person), actor)
        return tuple(found.values())

    def _persons_before(self, token: Token) -> Iterator[Token]:
        """Yield the first person of "President A and President B met" where the parser makes one name of both."""
        found = self.heads.get(token.i, ())
        if not found or found[0].person is None:
            return
        within = [t for t in token.subtree if t.i < token.i]
        for other in within:
            named = self.heads.get(other.i, ())
            another = bool(named) and named[0].person not in {None, found[0].person}
            joined = other.dep_ in {"appos", "conj", "nmod"} and any(t.dep_ == "cc" and other.i < t.i for t in within)
            if another and joined:
                yield other

    def _persons_after(self, token: Token) -> Iterator[Token]:
        """Yield the second person of "President A of Turkey and President B of Iran".

        The parser hangs the second one on Turkey, or makes it a second subject.
        """
        if not any(actor.person for actor in self.heads.get(token.i, ())):
            return
        parts = [head for target in phrases.prepositional(token, "of") for head in phrases.conjuncts(target)]
        if any(child.dep_ == "cc" for child in token.children) and token.dep_ == "nsubj":
            parts.extend(child for child in token.head.children if child.dep_ == "nsubj" and child.i > token.i)
        yield from (part for part in parts if any(actor.person for actor in self.heads.get(part.i, ())))

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
        span = self.sentence.span(token, token)
        return from_match(match, span, token.text, f"{match.text} lies in {match.entry.code}")


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
        sentences = [
            _SentenceReader(sentence, labels, discourse, self._vocabulary, parsed, fallback).read()
            for sentence, labels in zip(parsed.sentences, labelled, strict=True)
        ]
        story = discourse.parties()
        return tuple(replace(sentence, story=story) for sentence in sentences)


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
        self.nouns = NounReader(sentence, labels, discourse, self.locations, home, self.resolve)
        self.people: dict[int, Actor] = {}
        self.heads: dict[int, tuple[Actor, ...]] = {}
        self.pending: set[int] = set()

    def read(self) -> SentenceActors:
        for person in find_people(self.sentence.tokens, self.labels):
            self._introduce(person)
        for token in self.sentence.tokens:
            self._note_pair(token)
            if phrases.is_phrase_head(token) or token.i in self.people:
                self.resolve(token)
        if self.locations:
            self.discourse.place = self.locations[-1][1]
        self._hear()
        parties = self.discourse.parties()
        return SentenceActors(self.sentence, self.heads, self.labels, self.locations, self.home, parties)

    def _hear(self) -> None:
        """Remember who spoke: "we" in the quotation that goes on in the next sentence is theirs."""
        for token in self.sentence.tokens:
            if token.lemma_ in _SPEECH_VERBS and token.pos_ == "VERB":
                subject = phrases.clause_subject(token)
                if subject is not None and subject.lower_ not in _SPEECH_PRONOUNS and self.heads.get(subject.i):
                    self.discourse.speaker = self.heads[subject.i]

    def _note_pair(self, token: Token) -> None:
        """Remember the two of "Israeli-Palestinian talks": "both sides" may mean them later."""
        matches, i = self.labels.matches, token.i
        one, two = matches.get(i), matches.get(i + 2)
        if one is None or two is None or one.entry.entity == two.entry.entity or token.nbor().text != "-":
            return
        kinds = {one.entry.kind, two.entry.kind}
        if kinds <= {"adjective", "demonym", "country"} and tells_whose(token):
            span = self.sentence.span(token, token.nbor(2))
            sides = tuple(from_match(match, span, self._text(span), f"a side: {match.text}") for match in (one, two))
            self.discourse.add(Mention(self.sentence.sequence, i, sides, False, False, True))

    # --- persons -------------------------------------------------------------------------------------------------

    def _introduce(self, person: Person) -> None:
        actor = self._known(person)
        if actor is None:
            self._note_stranger(person)
            return
        doc = self.sentence.tokens.doc
        if person.title is not None or person.country is not None or " " in person.name:
            self.discourse.name(actor)
        for i in range(person.first, person.end):
            if doc[i].i not in self.labels.matches:
                self.people[i] = actor

    def _note_stranger(self, person: Person) -> None:
        """Remember that a person of no known side was named, so that "he" is not taken for another."""
        head = self.sentence.tokens.doc[person.end - 1]
        if person.end - person.first in {2, 3} and head.dep_ in {"nsubj", "nsubjpass", "appos", "dobj", "pobj"}:
            subject = head.dep_ in {"nsubj", "nsubjpass"}
            self.discourse.add(Mention(self.sentence.sequence, head.i, (), subject, True, False))

    def _known(self, person: Person) -> Actor | None:
        doc = self.sentence.tokens.doc
        span = self.sentence.span(doc[person.first], doc[person.end - 1])
        text = self.sentence.quote(span)
        title, match = person.title, person.country
        if match is not None and title is not None:
            entry, office = match.entry, title.office
            entity, sector = whose(match, title.sector), sector_in(match, title.sector)
            return Actor(text, span.start, span.end, entry.code, entity, sector, entry.name, office, person.name,
                         f"title and country beside the name: {match.text}")  # fmt: skip
        earlier = self.discourse.person(person.name)
        if earlier is not None:
            return again(earlier, text, span.start, span.end, f"introduced earlier in the article: {earlier.text}")
        holder = self.vocabulary.register.full_name(person.name, self.published)
        if holder is None and (title is not None or " " not in person.name):
            holder = self.vocabulary.register.surname(person.name.split()[-1], self.published)
            if holder is not None and " " in person.name and (title is None or title.office != holder.office):
                holder = None  # a namesake
        if holder is None and title is not None and title.office is not None:
            holder = self.vocabulary.register.titled(person.name, title.office, self.published)
        if holder is not None and (match is None or match.entry.code == holder.code):
            body = self._body_of(holder)
            entity = whose(body, holder.sector) if body else entity_of(holder.code, holder.sector)
            return Actor(text, span.start, span.end, holder.code, entity, holder.sector, holder.code, holder.office,
                         person.name, f"register of office-holders: {holder.name}, {holder.office}")  # fmt: skip
        if title is None or title.kind == "group":
            return None
        country = self.nouns.context(title, doc[person.end - 1])
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
                    self._together(head) if conj else actors,
                    head.dep_ in {"nsubj", "nsubjpass"},
                    actors[0].person is not None or (actors[0].office is not None and not plural),
                    plural or conj,
                )
            )
        return actors

    def _together(self, head: Token) -> tuple[Actor, ...]:
        return tuple(dict.fromkeys(actor for part in phrases.conjuncts(head) for actor in self.resolve(part)))

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
        if head.tag_ in {"WP$", "WP", "WDT"}:
            yield from self._antecedent(head)
            return
        match = self.labels.matches.get(head.i)
        if match is not None:
            yield from self._named(head, match)
            return
        found = tuple(self.nouns.read(head))
        yield from found if found else self._unlisted(head)

    def _renamed(self, actor: Actor, head: Token) -> Actor:
        first, last = phrases.phrase_bounds(head)
        span = self.sentence.span(first, last)
        inside = span.start <= actor.start and actor.end <= span.end
        if inside or not (span.start < actor.end and actor.start < span.end):
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
            plural = head.tag_ in {"NNS", "NNPS"} or (kind == "demonym" and head.text.endswith("s"))
            sector = title.sector if title else ("CVL",) if plural else ()
        yield from_match(match, span, self._text(span), f"gazetteer: {match.text} is {match.entry.name}", sector)

    def _homeland(self, head: Token, match: Match) -> Match | None:
        """Return where "ethnic Albanians" or "the Albanians of southern Serbia" live, if that is another country."""
        for target in phrases.prepositional(head, "of", "in", "from"):
            for place in self.labels.names_in(target):
                if place.entry.code != match.entry.code:
                    return place
        if any(child.lower_ == "ethnic" for child in head.lefts):
            return place_near(head, self.locations)
        return None

    def _pronoun(self, head: Token, word: str) -> Iterator[Actor]:
        if word == "it" and head.dep_ in {"nsubj", "nsubjpass"} and is_filler(head):
            return
        span = self._span(head)
        teller = self._teller(head, word)
        if teller:
            for actor in teller:
                yield again(actor, self._text(span), span.start, span.end, f"{head.text} stands for {actor.text}")
            return
        barred: frozenset[str] = frozenset()
        if head.dep_ in {"dobj", "pobj", "dative"}:
            subject = phrases.clause_subject(phrases.clause_of(head))
            if subject is not None and subject.i in self.heads:
                barred = frozenset(a.person or a.entity for a in self.heads[subject.i])
        for actor in self.discourse.pronoun(word, self.sentence.sequence, head.i, barred):
            yield again(actor, self._text(span), span.start, span.end, f"{head.text} stands for {actor.text}")

    def _teller(self, head: Token, word: str) -> tuple[Actor, ...]:
        """Return who says what a pronoun is the subject of, if it may be the same ("Seoul said it would")."""
        clause = phrases.clause_of(head)
        if head.dep_ not in {"nsubj", "nsubjpass"} or clause.dep_ != "ccomp" or clause.head.pos_ != "VERB":
            return ()
        subject = phrases.clause_subject(clause.head)
        actors = self.heads.get(subject.i, ()) if subject is not None and subject.i < head.i else ()
        personal = bool(actors) and (actors[0].person is not None or actors[0].office is not None)
        fits = {"he": personal, "she": personal, "it": not personal, "they": len(actors) > 1 or not personal}
        return actors if len(actors) == 1 and fits.get(word, False) else actors if word == "they" else ()

    def _speaker(self, head: Token) -> Iterator[Actor]:
        """ "we" and "our" in a quotation: who speaks."""
        for ancestor in head.ancestors:
            if ancestor.lemma_ in _SPEECH_VERBS:
                subject = phrases.clause_subject(ancestor)
                if subject is not None and subject.i != head.i and subject.lower_ not in _SPEECH_PRONOUNS:
                    span = self._span(head)
                    for actor in self.resolve(subject):
                        yield again(actor, self._text(span), span.start, span.end, f"the speaker: {actor.text}")
                    return
        span = self._span(head)
        for actor in self.discourse.speaker:
            yield again(actor, self._text(span), span.start, span.end, f"who spoke last: {actor.text}")

    def _antecedent(self, head: Token) -> Iterator[Actor]:
        """ "whose marines", "who": the noun that the relative clause describes."""
        for ancestor in head.ancestors:
            if ancestor.dep_ == "relcl":
                yield from self.resolve(ancestor.head)
                return

    def _unlisted(self, head: Token) -> Iterator[Actor]:
        """A name that the tagger took for a noun ("Trump said"): known to the article or by its office."""
        if not head.text[:1].isupper() or head.pos_ == "PROPN" or list(head.lefts) or len(head.text) < 4:
            return
        known = self.discourse.person(head.text)
        holder = None if known else self.vocabulary.register.surname(head.text, self.published)
        span = self._span(head)
        if known is not None:
            reason = f"introduced earlier in the article: {known.text}"
            yield again(known, self._text(span), span.start, span.end, reason)
        elif holder is not None:
            entity = entity_of(holder.code, holder.sector)
            yield Actor(
                self._text(span),
                span.start,
                span.end,
                holder.code,
                entity,
                holder.sector,
                holder.code,
                holder.office,
                head.text,
                f"register of office-holders: {holder.name}, {holder.office}",
            )

    def _span(self, head: Token) -> Span:
        return phrase_span(self.sentence, head)

    def _text(self, span: Span) -> str:
        return self.sentence.quote(span)
