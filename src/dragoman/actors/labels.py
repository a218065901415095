"""What the tables know about the words of one sentence: gazetteer matches and sector words, token by token."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.actors.gazetteer import Gazetteer, Match, Sectors
from dragoman.actors.register import Register
from dragoman.actors.sectors import SectorEntry

# Ranks and offices in short, written with or without a point before a name.
_RANKS = {
    "gen": "general", "lt": "lieutenant", "col": "colonel", "maj": "major", "capt": "army captain", "brig": "brigadier",
    "adm": "admiral", "sgt": "sergeant", "cpl": "corporal", "cmdr": "commander", "sen": "senator", "rep": "congressman",
    "gov": "governor", "pres": "president", "amb": "ambassador", "lt.-gen": "lieutenant-general",
    "maj.-gen": "major-general", "brig.-gen": "brigadier-general",
}  # fmt: skip
# They hold the office that the other side holds: which one, only the sentence tells.
_COUNTERPARTS = frozenset({"counterpart", "opposite number"})
_ADDRESSES = frozenset({"mr", "mrs", "ms", "dr", "sir", "lord", "lady"})
# Kinds of places that persons are named like.
_NAMESAKES = frozenset({"country", "city", "place", "capital", "territory"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every table of the actor stage, loaded once."""

    gazetteer: Gazetteer
    sectors: Sectors
    register: Register

    @classmethod
    def load(cls) -> Vocabulary:
        """Load the tables that are shipped with the package."""
        return cls(Gazetteer.load(), Sectors.load(), Register.load())


@dataclass(frozen=True, slots=True)
class Title:
    """A sector word or phrase ("foreign ministry", "rebels") in a sentence: token indices, end exclusive."""

    first: int
    end: int
    sector: tuple[str, ...]
    kind: str
    office: str | None


@dataclass(frozen=True, slots=True)
class Labels:
    """The matches and titles of one sentence, by the index in the document of every token that they cover."""

    matches: dict[int, Match]
    titles: dict[int, Title]

    def names_in(self, head: Token) -> Iterator[Match]:
        """Yield the gazetteer matches at the head of a phrase and at those coordinated with it."""
        for token in phrases.conjuncts(head):
            match = self.matches.get(token.i)
            if match is not None:
                yield match


def label(tokens: SpacySpan, vocabulary: Vocabulary) -> Labels:
    """Return what the tables say about the words of a sentence."""
    matches = _matches(tokens, vocabulary.gazetteer)
    words = _words(tokens)
    titles = _titles(tokens, words, vocabulary.sectors, matches)
    titles.update(_offices_in_names(tokens, vocabulary.sectors, matches))
    _drop_names_of_persons(tokens, matches, titles)
    return Labels(matches, titles)


def _matches(tokens: SpacySpan, gazetteer: Gazetteer) -> dict[int, Match]:
    found = gazetteer.find(tokens.text)
    covered: dict[int, Match] = {}
    if not found:
        return covered
    base, at = tokens.start_char, 0
    for match in found:
        while at < len(tokens) and tokens[at].idx - base + len(tokens[at]) <= match.start:
            at += 1
        probe = at
        while probe < len(tokens) and tokens[probe].idx - base < match.end:
            covered.setdefault(tokens[probe].i, match)
            probe += 1
    return covered


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as the sector table spells it, and the positions in the sentence of the tokens that it was made of."""

    plain: str
    lemma: str
    first: int
    end: int


def _words(tokens: SpacySpan) -> list[_Word]:
    """Return the words of a sentence, ranks in short written out ("Lt." is "lieutenant")."""
    words: list[_Word] = []
    at, count = 0, len(tokens)
    while at < count:
        token, end = tokens[at], at + 1
        rank = _RANKS.get(token.lower_.rstrip(".")) if token.text[:1].isupper() else None
        if rank and not token.text.endswith(".") and end < count and tokens[end].text == "." and end + 1 < count:
            end += 1  # the tokeniser parts "Lt" and "."
        followed = end < count and tokens[end].text[:1].isupper()
        if rank and followed:
            words.append(_Word(rank, rank, at, end))
        else:
            end = at + 1
            words.append(_Word(token.lower_, token.lemma_.lower(), at, end))
        at = end
    return words


def _titles(tokens: SpacySpan, words: list[_Word], sectors: Sectors, matches: dict[int, Match]) -> dict[int, Title]:
    covered: dict[int, Title] = {}
    start = 0
    while start < len(words):
        found = _longest(words[start : start + sectors.max_words], sectors)
        if found is None or any(
            tokens[i].i in matches for i in range(words[start].first, words[start + found[0] - 1].end)
        ):
            start += 1
            continue
        length, entry = found
        title = Title(tokens[words[start].first].i, tokens[words[start + length - 1].end - 1].i + 1, *entry)
        covered.update(dict.fromkeys(range(title.first, title.end), title))
        start += length
    return covered


def _longest(words: list[_Word], sectors: Sectors) -> tuple[int, SectorEntry] | None:
    """Return how many of the words make the longest phrase that the sector table holds, and what it says of it."""
    if words[0].lemma in _COUNTERPARTS:
        return 1, (("GOV",), "office", None)
    if not sectors.begins(words[0].plain) and not sectors.begins(words[0].lemma):
        return None
    for length in range(len(words), 0, -1):
        head = [word.plain for word in words[: length - 1]]
        last = words[length - 1]
        entry = sectors.find(" ".join([*head, last.plain])) or sectors.find(" ".join([*head, last.lemma]))
        if entry is not None:
            return length, entry
    return None


def _offices_in_names(tokens: SpacySpan, sectors: Sectors, matches: dict[int, Match]) -> dict[int, Title]:
    """Return the offices that end a name of the gazetteer ("U.N. Secretary-General"): a person's name may follow."""
    covered: dict[int, Title] = {}
    for i, match in matches.items():
        if matches.get(i + 1) is match or i + 1 - tokens.start >= len(tokens):
            continue
        first = i
        while matches.get(first - 1) is match:
            first -= 1
        for begin in range(first + 1, i + 1):
            entry = sectors.find(" ".join(token.lower_ for token in tokens.doc[begin : i + 1]))
            if entry is not None and entry[1] == "office":
                covered.update(dict.fromkeys(range(begin, i + 1), Title(begin, i + 1, *entry)))
                break
    return covered


def _drop_names_of_persons(tokens: SpacySpan, matches: dict[int, Match], titles: dict[int, Title]) -> None:
    """Take out places that are a part of the name after a title: "Prime Minister Jordan Ellery", "Mr. Ken Morioka"."""
    for token in tokens:
        before = titles.get(token.i - 1)
        titled = before is not None and before.kind in {"office", "person", "group"} and token.i - 1 not in matches
        if not titled and not (token.i > tokens.start and token.nbor(-1).lower_.rstrip(".") in _ADDRESSES):
            continue
        end = token.i
        while end < tokens.end and _may_be_name(token.doc[end], matches) and end not in titles:
            end += 1
        if end - token.i >= 2 and any(i not in matches for i in range(token.i, end)):
            for i in range(token.i, end):
                matches.pop(i, None)


def _may_be_name(token: Token, matches: dict[int, Match]) -> bool:
    """Whether the token is a capitalised word that is no name of several words, no people and no body."""
    match = matches.get(token.i)
    alone = match is None or (
        matches.get(token.i - 1) is not match
        and matches.get(token.i + 1) is not match
        and match.entry.kind in _NAMESAKES
        and "." not in token.text
        and not token.text.isupper()
    )
    return alone and token.pos_ == "PROPN" and token.text[:1].isupper()
