"""Constraints of the pattern tables, and how they are checked against noun phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.actors import phrases
from dragoman.errors import TableError
from dragoman.events.frames import Frame
from dragoman.tables import cell_list, rows

IsActor = Callable[[Token], bool]
# Heads behind which the thing itself stands ("a number of diplomats").
_SEE_THROUGH = frozenset(
    "number group dozen hundred thousand all some most many part rest series round handful couple score one two three "
    "several any each million billion ton tonne kind type form lot majority member batch piece act campaign "
    "wave".split()
)
_COMPLEMENT = "xcomp"


@dataclass(frozen=True, slots=True)
class Fit:
    """A phrase head that a constraint describes; ``phrase``: by several words, which tells more than one."""

    head: Token
    phrase: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A set of wordings of a noun phrase: plain head lemmas, and phrases of several words ending in the head."""

    heads: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    any_actor: bool = False
    negated: bool = False
    nothing: bool = False

    def _by_title(self, head: Token) -> bool:
        """Whether a name's title is one of the words ("Ambassador John Smith", "Chargé d'Affaires Ali Reza")."""
        before = [child.lemma_.lower() for child in head.lefts if child.dep_ in {"compound", "nmod"}]
        spans = {tuple(before[i : i + n]) for n in (2, 3) for i in range(len(before) - n + 1)}
        return any(word in self.heads for word in before) or any(wording in spans for wording in self.phrases)

    def __bool__(self) -> bool:
        return bool(self.heads or self.phrases or self.any_actor or self.nothing)

    def fits(self, tokens: Iterable[Token], is_actor: IsActor) -> Fit | None:
        """Return the first of the phrase heads that the words describe, or None."""
        for token in tokens:
            for head in _seen_through(token):
                lemma = _singular(head)
                if self.phrases and any(_is_phrase(head, lemma, wording) for wording in self.phrases):
                    return Fit(head, True)
                if head.pos_ == "PROPN" and self._by_title(head):
                    return Fit(head, False)
                if lemma in self.heads or head.lower_ in self.heads or (self.any_actor and is_actor(head)):
                    return Fit(head, False)
        return None


def _singular(head: Token) -> str:
    """Return the lemma of a head; a noun written as a name keeps its plural there ("its Legations")."""
    lemma = head.lemma_.lower()
    return lemma.removesuffix("s") if head.tag_ == "NNPS" else lemma


def _seen_through(token: Token) -> Iterator[Token]:
    """Yield a head, its coordinated heads, and what stands behind "a number of"."""
    for head in phrases.conjuncts(token):
        yield head
        if head.lemma_.lower() in _SEE_THROUGH or head.pos_ == "NUM":
            for inner in phrases.prepositional(head, "of"):
                yield from phrases.conjuncts(inner)


def _is_phrase(head: Token, lemma: str, wording: tuple[str, ...]) -> bool:
    if lemma == wording[-1]:
        before = {t.lemma_.lower() for t in phrases.premodifiers(head)} | {t.lower_ for t in phrases.premodifiers(head)}
        if all(word in before for word in wording[:-1]):
            return True
    if lemma != wording[0] and head.lower_ != wording[0]:
        return False
    # "head of mission", "cessation of hostilities": the words that follow
    following = [t.lemma_.lower() for t in head.doc[head.i : head.i + len(wording)]]
    return following == list(wording)


@dataclass(frozen=True, slots=True)
class Oblique:
    """A constraint on a prepositional phrase: any of the prepositions with any of the words."""

    prepositions: frozenset[str]
    words: Words

    def fits(self, frame: Frame, is_actor: IsActor) -> Fit | None:
        """Return the phrase head under the predicate, or under its object, that fits."""
        if _COMPLEMENT in self.prepositions:
            return next((Fit(c, False) for c in frame.complements if c.lemma_.lower() in self.words.heads), None)
        direct = [t for prep, t in frame.obliques if prep in self.prepositions]
        under = [t for o in frame.objects for t in phrases.prepositional(o, *self.prepositions)]
        found = self.words.fits(direct, is_actor) or self.words.fits(under, is_actor)
        if self.words.negated:
            present = next(iter((*direct, *under)), None)
            return Fit(present, False) if found is None and present is not None else None
        return found


class Classes:
    """The word classes of classes.csv ("@ambassador")."""

    def __init__(self, members: Mapping[str, tuple[str, ...]]) -> None:
        self._members = members

    @classmethod
    def load(cls) -> Classes:
        """Load events/tables/classes.csv."""
        return cls({row["class"]: cell_list(row["words"]) for _, row in rows("dragoman.events", "classes.csv")})

    def words(self, cell: str, table: str, line: int) -> Words:
        """Return the words that a constraint cell stands for. Raises TableError for an unknown class."""
        negated = cell.startswith("!")
        heads: set[str] = set()
        several: list[tuple[str, ...]] = []
        any_actor = nothing = False
        for part in cell_list(cell.removeprefix("!")):
            if part == "*actor":
                any_actor = True
            elif part == "none":
                nothing = True
            elif part.startswith("@"):
                if part[1:] not in self._members:
                    raise TableError(table, line, f"unknown word class {part}")
                _sort_in(self._members[part[1:]], heads, several)
            else:
                _sort_in((part,), heads, several)
        if nothing and (heads or several or any_actor):
            raise TableError(table, line, f"none stands alone in its cell, not in {cell!r}")
        return Words(frozenset(heads), tuple(several), any_actor, negated, nothing)

    def obliques(self, cell: str, table: str, line: int) -> tuple[Oblique, ...]:
        """Return the alternatives of a `with` cell."""
        found = []
        for part in (p.strip() for p in cell.split(";")):
            if not part:
                continue
            prepositions, _, words = part.partition(":")
            if not words.strip():
                raise TableError(table, line, f"`with` needs preposition:words, not {part!r}")
            found.append(
                Oblique(frozenset(p.strip() for p in prepositions.split("/")), self.words(words.strip(), table, line))
            )
        return tuple(found)


def _sort_in(words: Iterable[str], heads: set[str], several: list[tuple[str, ...]]) -> None:
    for word in words:
        parts = tuple(word.lower().replace("+", " ").split())
        if len(parts) > 1:
            several.append(parts)
        elif parts:
            heads.add(parts[0])
