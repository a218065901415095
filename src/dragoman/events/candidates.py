"""What may be told in an article: for every sentence the deeds that the tables know and the grammar proposes."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.actors.resolve import ActorReader, SentenceActors
from dragoman.events.deeds import Deed
from dragoman.events.reading import DeedReader
from dragoman.events.rules import Rules
from dragoman.parse.pipeline import ParsedArticle
from dragoman.records import Actor


@dataclass(frozen=True, slots=True)
class Candidates:
    """A sentence with the deeds that may be told in it."""

    actors: SentenceActors
    deeds: tuple[Deed, ...]

    @property
    def text(self) -> str:
        """The sentence exactly as the article has it."""
        return self.actors.sentence.quote(self.actors.sentence.whole)


def candidates_of(parsed: ParsedArticle, reader: ActorReader, rules: Rules) -> list[Candidates]:
    """Return all sentences in their order, those without a deed too."""
    doers: dict[str, tuple[Actor, ...]] = {}
    found = []
    for sentence in reader.read(parsed):
        deeds = DeedReader(sentence, rules, doers).read()
        doers.update((d.outcome.type, d.actors) for d in deeds if d.outcome.status != "denied")
        found.append(Candidates(sentence, tuple(deeds)))
    return found
