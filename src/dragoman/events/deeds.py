"""A deed: what one predicate of a sentence reports, before it is dated and made a record."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.events.attribution import Source
from dragoman.events.frames import Frame
from dragoman.events.modality import Outcome
from dragoman.events.status import Reality
from dragoman.records import Actor


@dataclass(frozen=True, slots=True)
class Deed:
    """One reported deed, not yet dated: its outcome, sides, words and what decided it.

    ``words``: the tokens that tell it, its head first; ``rules``: the rows that made it, the outermost first;
    ``content_only``: it counts only as the content of an operator; ``spoken_of``: the outcome before an intention
    was put over it; ``victims``: predicates beside its own that tell of its dead and injured ("bombed Gaza, killing
    nine"); ``reality`` and ``source`` are None until the outermost words have been read, ``probability`` until the
    classifier has been asked.
    """

    head: Token
    frame: Frame
    outcome: Outcome
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    words: tuple[Token, ...]
    basis: str
    rules: tuple[str, ...]
    needs_recipient: bool = False
    nominal: bool = False
    content_only: bool = False
    spoken_of: Outcome | None = None
    reality: Reality | None = None
    source: Source | None = None
    victims: tuple[Frame, ...] = ()
    probability: float | None = None

    @property
    def told_by_noun(self) -> bool:
        """Whether a noun tells the deed, without a verb that it leans on ("the attack on Kyiv")."""
        return self.head.pos_ == "NOUN" and self.frame.light is None
