"""What is to be done to keep an article or to take it out, from what the store holds."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from dragoman.records import Article
from dragoman.store import rows
from dragoman.store.copies import Known, Plan, plan_for
from dragoman.store.filters import storable
from dragoman.store.reading import Reader
from dragoman.store.tables import articles

_NAMES = tuple(Known.__dataclass_fields__)
_KNOWN = select(*(articles.c[name] for name in _NAMES))


class Planner(Reader):
    """Reads, and plans what a transaction may do. What is planned outside of it must be planned in it again."""

    def plan(self, article: Article, coder: str, recode: bool = False) -> Plan:
        """What is to be done to keep the article, coded by ``coder``; InputError where no database can hold it."""
        row = rows.article_row(rows.checked(article), coder, None)
        new = Known(**{name: row[name] for name in _NAMES})
        old = self._known(article.id)
        first = self._first_others(article.id, {new.wording} | ({old.wording} if old is not None else set()))
        return plan_for(article, new, old, first, recode)

    def plan_removal(self, identifier: str) -> Plan:
        """What is to be done to take out the article of this id; an idle plan where there is none."""
        old = self._known(identifier)
        return plan_for(None, None, old, self._first_others(identifier, {old.wording} if old else set()), False)

    def _known(self, identifier: str) -> Known | None:
        found = self._rows(_KNOWN.where(articles.c.id.in_(storable([identifier]))))
        return Known(**found[0]) if found else None

    def _first_others(self, identifier: str, wordings: Collection[str]) -> dict[str, Known]:
        """By wording, the first other article that has it."""
        found = {}
        for wording in sorted(wordings):
            chosen = _KNOWN.where(articles.c.wording == wording, articles.c.id != identifier)
            first = self._rows(chosen.order_by(articles.c.published, articles.c.id).limit(1))
            if first:
                found[wording] = Known(**first[0])
        return found
