"""Articles in, events out: the coder, loaded once, and what surrounds each call of it; the same, into the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from dragoman.errors import InputError, first_line
from dragoman.records import Article, CodedArticle, Event
from dragoman.settings import Settings
from dragoman.store import Changes, Plan, Planner, Store, Transaction
from dragoman.write.record import CODER

OnError = Callable[[InputError], None]
Keep = Callable[[Transaction, Changes], None]
"""What is to be done beside it when events are written or taken out, in the same transaction."""

Done = Literal["added", "replaced", "copy", "skipped", "removed"]
_Made = TypeVar("_Made")


class ArticleCoder(Protocol):
    """What the pipeline needs of a coder."""

    def code(self, article: Article) -> tuple[Event, ...]:
        """The events of one article, in the order of the text."""

    def coded(self, article: Article) -> CodedArticle:
        """The article with its sentences and events."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one article: ``copy`` is kept without events, beside the one with the same text.

    ``changes`` are all that its transaction did, a former or a new original's events included.
    """

    article: str
    done: Done
    changes: Changes


def nothing_beside(transaction: Transaction, changes: Changes) -> None:
    """Do nothing beside."""


class Pipeline:
    """A loaded coder. Loading takes seconds; coding may then be called any number of times."""

    def __init__(self, coder: ArticleCoder, settings: Settings) -> None:
        self._coder = coder
        self.settings = settings

    @classmethod
    def load(cls, settings: Settings) -> Pipeline:
        """Load the language model and the tables."""
        # Imported here: spaCy alone takes longer to import than every command that does not code.
        from dragoman.events.coder import Coder

        return cls(Coder.load(settings), settings)

    @property
    def coder(self) -> str:
        """What coded an article: the version, and the setting by which the same version gives other events."""
        return f"{CODER} titles" if self.settings.code_titles else CODER

    def code_batch(self, articles: Sequence[Article]) -> list[Event]:
        """The events of all articles, in their order. Whatever the coder raises is passed on."""
        return [event for article in articles for event in self._coder.code(article)]

    def code(self, articles: Iterable[Article], on_error: OnError) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        """Code article by article, in order; one that cannot be coded goes to ``on_error`` and is left out."""
        for article in articles:
            events = _guarded(self._coder.code, article, on_error)
            if events is not None:
                yield article, events

    def add(
        self,
        articles: Iterable[Article],
        store: Store,
        on_error: OnError,
        *,
        recode: bool = False,
        keep: Keep = nothing_beside,
    ) -> Iterator[Kept]:
        """Code what the store does not hold yet and keep it, one transaction an article.

        What is kept already with the same content is skipped without coding; with ``recode``, only if the same coder
        coded it. An article that cannot be coded or kept goes to ``on_error``, and the store is left as it was.
        ``keep`` is called before each commit that changes events. Raises StoreError where the store fails.
        """
        for article in articles:
            try:
                kept = self._add(article, store, on_error, recode, keep)
            except InputError as error:
                on_error(error)
                continue
            if kept is not None:
                yield kept

    def remove(self, identifier: str, store: Store, on_error: OnError, *, keep: Keep = nothing_beside) -> Kept | None:
        """Take an article out of the store; the first of its copies is coded in its place. None if that failed."""
        done = self._settle(store, lambda planner: planner.plan_removal(identifier), on_error, keep)
        if done is None:
            return None
        plan, changes = done
        return Kept(identifier, "skipped" if plan.idle else "removed", changes)

    def _add(self, article: Article, store: Store, on_error: OnError, recode: bool, keep: Keep) -> Kept | None:
        done = self._settle(store, lambda planner: planner.plan(article, self.coder, recode), on_error, keep)
        if done is None:
            return None
        plan, changes = done
        return Kept(article.id, _outcome(plan), changes)

    def _settle(
        self, store: Store, planned: Callable[[Planner], Plan], on_error: OnError, keep: Keep
    ) -> tuple[Plan, Changes] | None:
        """Do what is planned; None where an article cannot be coded, which was said then.

        Coding takes long and a transaction is to be short: so the coding is done first, and the transaction makes the
        plan anew. Where another process has changed the store since, it may need something else coded, and waits.
        """
        coded: dict[str, CodedArticle] = {}
        plan = planned(store)
        if plan.idle:
            return plan, Changes()
        missing = _missing(store, plan, coded)
        while True:
            for article in missing:
                made = _guarded(self._coder.coded, article, on_error)
                if made is None:
                    return None
                coded[article.id] = made
            with store.begin(repeatable=True) as transaction:
                plan = planned(transaction)
                missing = _missing(transaction, plan, coded)
                if not missing:
                    changes = transaction.apply(plan, coded, self.coder)
                    if changes.added or changes.removed:
                        keep(transaction, changes)
                    return plan, changes


def _missing(planner: Planner, plan: Plan, coded: Mapping[str, CodedArticle]) -> list[Article]:
    """What the plan needs coded and is not, as it is to be kept or is kept now."""
    others = planner.articles([name for name in plan.to_code if name != plan.id])
    needed = [plan.article] if plan.article is not None and plan.id in plan.to_code else []
    return [a for a in (*needed, *others.values()) if a.id not in coded or coded[a.id].article != a]


def _outcome(plan: Plan) -> Done:
    if plan.idle:
        return "skipped"
    if plan.leader is not None:
        return "copy"
    return "added" if plan.old is None else "replaced"


def _guarded(code: Callable[[Article], _Made], article: Article, on_error: OnError) -> _Made | None:
    """Code an article; None where that fails, which goes to ``on_error``."""
    try:
        return code(article)
    # A corpus of a million texts must not be lost to one that trips a rule: whatever went wrong with it is named, and
    # the rest goes on.
    except Exception as error:
        reason = f"could not be coded: {type(error).__name__}: {first_line(error, 'no message')}"
        on_error(InputError(article.id, reason))
        return None
