"""The table of state reports (state_reports.csv): which words say that two parties stand in which state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from dragoman.errors import TableError
from dragoman.events.matching import Classes, Oblique, Words
from dragoman.tables import cell_list, rows

_TABLE = "state_reports.csv"
_ARTICLES = frozenset({"a", "an", "the"})
Form = Literal["is", "has", "in", "does"]
# Design §2: the channels with their values, and those that run from one party to the other.
VALUES: Mapping[str, tuple[str, ...]] = {
    "recognition": ("recognised", "withdrawn"),
    "relations": ("none", "in-force", "suspended", "severed"),
    "level": ("none", "interests-section", "liaison-office", "charge", "minister", "ambassador"),
    "head-of-mission": ("nominated", "in-post", "called-home", "withdrawn", "expelled", "refused", "vacant"),
    "mission": ("open", "reduced", "evacuated", "closed"),
    "contact": ("open", "suspended"),
    "talks": ("proposed", "agreed", "under-way", "stalled", "suspended", "collapsed", "concluded"),
    "hostilities": ("threat", "display", "clashes", "fighting", "war", "none"),
    "ceasefire": ("proposed", "agreed", "in-effect", "violated", "collapsed"),
    "sanctions": ("threatened", "imposed", "eased", "lifted"),
    "trade": ("normal", "restricted", "suspended"),
    "flights": ("normal", "restricted", "suspended"),
    "border": ("normal", "restricted", "suspended"),
    "cooperation": ("explored", "agreed", "under-way", "suspended", "ended"),
}
DIRECTED = frozenset({"recognition", "level", "head-of-mission", "mission", "sanctions", "trade", "flights", "border"})
# Channels between states only; to the others armed groups and organisations may be parties, too.
OF_STATES = frozenset({"recognition", "relations", "level", "head-of-mission", "mission", "trade", "flights", "border"})


@dataclass(frozen=True, slots=True)
class StateRow:
    """A row of state_reports.csv.

    ``form`` says how the ``thing`` stands in the clause: it *is* in a state, a party *has* it, a party is *in* it, or a
    party *does* something to it. ``value`` is what the clause asserts, ``negated`` what its negation asserts (None:
    nothing). ``actor`` and ``recipient`` are places as in acts.csv; ``deeds`` are the acts whose record says the same.
    """

    name: str
    form: Form
    thing: Words
    verbs: frozenset[str]
    words: tuple[tuple[str, ...], ...]
    needed: tuple[Oblique, ...]
    unless: tuple[Oblique, ...]
    without: frozenset[str]
    channel: str
    value: str | None
    negated: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mutual: bool
    inferred: bool
    deeds: frozenset[str]


class StateTable:
    """The rows by the lemma that gives each away: a thing's head, or the verb of a row that *does*."""

    def __init__(self, index: Mapping[str, tuple[StateRow, ...]]) -> None:
        self._index = index

    @classmethod
    def load(cls) -> StateTable:
        """Load events/tables/state_reports.csv. Raises TableError where a row breaks the format."""
        classes = Classes.load()
        index: dict[str, list[StateRow]] = {}
        for line, cells in rows("dragoman.events", _TABLE):
            row = _row(cells, line, classes)
            for cue in dict.fromkeys(_cues(row)):
                index.setdefault(cue, []).append(row)
        return cls({cue: tuple(found) for cue, found in index.items()})

    def rows(self, lemma: str) -> tuple[StateRow, ...]:
        """Return the rows that a word may give away, none for most words."""
        return self._index.get(lemma, ())


def _cues(row: StateRow) -> Iterator[str]:
    if row.form == "does":
        yield from row.verbs
        return
    yield from row.thing.heads
    # the head of a phrase is its last word, or its first ("state of war")
    yield from (word for phrase in row.thing.phrases for word in (phrase[0], phrase[-1]))


def _row(cells: Mapping[str, str], line: int, classes: Classes) -> StateRow:
    channel, form = cells["channel"], cells["form"]
    if form not in {"is", "has", "in", "does"}:
        raise TableError(_TABLE, line, f"form is is, has, in or does, not {form!r}")
    for column in ("value", "negated"):
        if cells[column] and cells[column] not in VALUES.get(channel, ()):
            raise TableError(_TABLE, line, f"channel {channel!r} has no value {cells[column]!r}")
    if not cells["value"] and not cells["negated"]:
        raise TableError(_TABLE, line, "a row needs a value or a negated one")
    for column in ("mutual", "inferred"):
        if cells[column] not in {"", "yes"}:
            raise TableError(_TABLE, line, f"{column} is yes or empty, not {cells[column]!r}")
    return StateRow(
        name=cells["name"],
        form=cast(Form, form),
        thing=classes.words(cells["thing"], _TABLE, line),
        verbs=frozenset(cell_list(cells["verbs"])),
        words=_phrases(cell_list(cells["words"])),
        needed=classes.obliques(cells["with"], _TABLE, line),
        unless=classes.obliques(cells["unless"], _TABLE, line),
        without=frozenset(cell_list(cells["without"])),
        channel=channel,
        value=cells["value"] or None,
        negated=cells["negated"] or None,
        actor=cell_list(cells["actor"]),
        recipient=cell_list(cells["recipient"]),
        mutual=cells["mutual"] == "yes",
        inferred=cells["inferred"] == "yes",
        deeds=frozenset(cell_list(cells["deeds"])),
    )


def _phrases(words: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the words of each wording, articles left out: they are not looked for."""
    return tuple(tuple(w for w in word.lower().split() if w not in _ARTICLES) for word in words)
