"""Articles in, events out: the coder, loaded once, and what surrounds each call of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from dragoman.errors import InputError, first_line
from dragoman.records import Article, Event
from dragoman.settings import Settings

OnError = Callable[[InputError], None]


class ArticleCoder(Protocol):
    """What the pipeline needs of a coder."""

    def code(self, article: Article) -> tuple[Event, ...]:
        """The events of one article, in the order of the text."""


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

    def code_batch(self, articles: Sequence[Article]) -> list[Event]:
        """The events of all articles, in their order. Whatever the coder raises is passed on."""
        return [event for article in articles for event in self._coder.code(article)]

    def code(self, articles: Iterable[Article], on_error: OnError) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        """Code article by article, in order; one that cannot be coded goes to ``on_error`` and is left out."""
        for article in articles:
            try:
                events = self._coder.code(article)
            # A corpus of a million texts must not be lost to one that trips a rule: whatever went wrong with it is
            # named, and the rest goes on.
            except Exception as error:
                on_error(
                    InputError(
                        article.id, f"could not be coded: {type(error).__name__}: {first_line(error, 'no message')}"
                    )
                )
                continue
            yield article, events
