"""What the tables know about the words of one sentence: gazetteer matches and sector words, token by token."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from dragoman.actors.gazetteer import Gazetteer, Match, Sectors
from dragoman.actors.register import Register


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

    def match_ends(self, token: Token) -> bool:
        """Return whether a gazetteer match covers the token but not the next one."""
        here = self.matches.get(token.i)
        return here is not None and self.matches.get(token.i + 1) is not here


def label(tokens: SpacySpan, vocabulary: Vocabulary) -> Labels:
    """Return what the tables say about the words of a sentence."""
    matches = _matches(tokens, vocabulary.gazetteer)
    return Labels(matches, _titles(tokens, vocabulary.sectors, matches))


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


def _titles(tokens: SpacySpan, sectors: Sectors, matches: dict[int, Match]) -> dict[int, Title]:
    lowered = [token.lower_ for token in tokens]
    lemmas = [token.lemma_.lower() for token in tokens]
    covered: dict[int, Title] = {}
    start, count = 0, len(tokens)
    while start < count:
        length = _longest(lowered, lemmas, start, min(sectors.max_words, count - start), sectors)
        if length and not any(tokens[i].i in matches for i in range(start, start + length)):
            sector, kind, office = sectors.find(" ".join(lowered[start : start + length])) or sectors.find(
                " ".join([*lowered[start : start + length - 1], lemmas[start + length - 1]])
            )  # type: ignore[misc]
            title = Title(tokens[start].i, tokens[start].i + length, sector, kind, office)
            for i in range(start, start + length):
                covered[tokens[i].i] = title
            start += length
        else:
            start += 1
    return covered


def _longest(lowered: list[str], lemmas: list[str], start: int, longest: int, sectors: Sectors) -> int:
    if not sectors.begins(lowered[start]) and not sectors.begins(lemmas[start]):
        return 0
    for length in range(longest, 0, -1):
        head = lowered[start : start + length - 1]
        if sectors.find(" ".join([*head, lowered[start + length - 1]])) or sectors.find(
            " ".join([*head, lemmas[start + length - 1]])
        ):
            return length
    return 0
