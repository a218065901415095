"""Copies of one text: which of them is coded, whatever the order in which they came.

Articles with the same text are a group. The one that was published first, by id where that is a tie, leads it: that one
is coded, and the others are kept as copies of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.records import Article


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of an article that it holds, but for its text."""

    id: str
    published: date
    content: str
    wording: str
    coder: str
    copy_of: str | None

    @property
    def rank(self) -> tuple[date, str]:
        """Its place in its group; the least leads."""
        return self.published, self.id


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of one wording as they are to be: who leads, whether he is coded now, who is to lose his events."""

    wording: str
    leader: str
    code: bool
    demoted: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done that one article be kept, or taken out (``article`` is None).

    ``old`` is what is kept under its id. ``groups``: first that of the article's wording, if there is an article, then
    the one that the old article leaves. ``idle``: all is as it should be.
    """

    id: str
    article: Article | None
    old: Known | None
    groups: tuple[Group, ...] = ()
    idle: bool = False

    @property
    def to_code(self) -> tuple[str, ...]:
        """The ids of what must be coded: the article itself, or a copy that leads its group from now on."""
        return tuple(group.leader for group in self.groups if group.code)

    @property
    def leader(self) -> str | None:
        """The id of the article that this one is a copy of; None where it leads."""
        own = self.groups[0].leader if self.article is not None and self.groups else self.id
        return own if own != self.id else None


def plan_for(
    article: Article | None, new: Known | None, old: Known | None, first: Mapping[str, Known], recode: bool
) -> Plan:
    """Plan to keep ``article`` (``new`` is what will be known of it), or to take out ``old`` where that is None.

    ``first``: by wording, the first of the *other* articles that have it; the wordings are those of new and old.
    ``recode``: an article that another coder coded is coded anew.
    """
    known = new or old
    if known is None:
        return Plan("", article, old, idle=True)
    stale = recode and new is not None and old is not None and old.copy_of is None and old.coder != new.coder
    if new is not None and old is not None and old.content == new.content and not stale:
        return Plan(known.id, article, old, idle=True)
    groups = []
    if new is not None:
        groups.append(_joined(new, first.get(new.wording)))
    if old is not None and (new is None or old.wording != new.wording):
        left = first.get(old.wording)
        if left is not None:
            groups.append(Group(old.wording, left.id, code=left.copy_of is not None))
    return Plan(known.id, article, old, tuple(groups))


def _joined(new: Known, other: Known | None) -> Group:
    """The group of the new article's wording; ``other`` is the first of its other members."""
    if other is None:
        return Group(new.wording, new.id, code=True)
    if new.rank < other.rank:
        return Group(new.wording, new.id, code=True, demoted=other.id if other.copy_of is None else None)
    return Group(new.wording, other.id, code=other.copy_of is not None)
