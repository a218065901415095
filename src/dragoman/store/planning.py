"""What is to be done to keep an article or to take it out, from what the store holds."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import bindparam, select

from dragoman.records import Article
from dragoman.store import rows
from dragoman.store.copies import Known, Plan, plan_for
from dragoman.store.filters import is_storable
from dragoman.store.reading import Reader
from dragoman.store.tables import articles

_NAMES = tuple(Known.__dataclass_fields__)
_COLUMNS = select(*(articles.c[name] for name in _NAMES))
# Built once, because they are asked for every article.
_KNOWN = _COLUMNS.where(articles.c.id == bindparam("id"))
_FIRST_OTHER = (
    _COLUMNS.where(articles.c.wording == bindparam("wording"), articles.c.id != bindparam("id"))
    .order_by(articles.c.published, articles.c.id)
    .limit(1)
)


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
        return plan_for(
            None, None, old, self._first_others(identifier, {old.wording} if old is not None else ()), False
        )

    def _known(self, identifier: str) -> Known | None:
        if not is_storable(identifier):
            return None
        return next((Known(**row) for row in self._rows(_KNOWN, id=identifier)), None)

    def _first_others(self, identifier: str, wordings: Collection[str]) -> dict[str, Known]:
        """By wording, the first other article that has it."""
        rows = (row for wording in wordings for row in self._rows(_FIRST_OTHER, wording=wording, id=identifier))
        return {row["wording"]: Known(**row) for row in rows}
