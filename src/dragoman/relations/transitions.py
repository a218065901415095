"""The transition table: which deed moves which channel to which value, as a political scientist wrote it down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.errors import TableError
from dragoman.ontology import Mutual, Ontology
from dragoman.records import Event
from dragoman.tables import cell_list, rows

Side = Literal["actor", "recipient", "each", "parties", ""]
Mover = Literal["state", "armed", "party", "any"]
Certainty = Literal["stated", "claimed", "inferred"]
_SIDES: dict[str, Side] = {"actor": "actor", "recipient": "recipient", "each": "each", "parties": "parties", "": ""}
_MOVERS: dict[str, Mover] = {"state": "state", "armed": "armed", "party": "party", "any": "any"}
_CERTAINTIES: dict[str, Certainty] = {"stated": "stated", "inferred": "inferred"}
_PACKAGE, _TABLE, ANY = "dragoman.relations", "transitions.csv", "*"


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel of a relationship: its name, whether it has a direction, and its values, low to high."""

    name: str
    directed: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """What must have stood before a move: one of ``values``, or with ``excluded`` anything but them.

    None among the values is that nothing was known.
    """

    values: frozenset[str | None] = frozenset()
    excluded: bool = True

    def met(self, before: str | None) -> bool:
        """Whether the move can follow on this value (None: on nothing that is known)."""
        return (before not in self.values) if self.excluded else before in self.values


ALWAYS = Condition()
# "..." in a table stands for some words between two others.
_GAP, _FEW_WORDS = re.compile(r"\\ \\\.\\\.\\\.\\ "), r"\\s+(?:\\S+\\s+){0,6}?"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: a deed (``act``, or ``type`` with ``about``), told in certain words, moves ``channel`` to ``value``.

    ``value`` "" says that this deed in these words moves nothing; "rank:V" that the words name the rank, and V is the
    rank where they do not, or without V that it is unknown. ``after`` tells what must have stood before;
    ``presupposes`` what stood the day before: nobody restores what was never interrupted. ``denied`` is the value that
    a denial of the deed speaks for. With ``consent`` one side's word alone does not do it.
    """

    act: str
    type: str
    about: str
    words: re.Pattern[str] | None
    without: re.Pattern[str] | None
    channel: Channel
    sender: Side
    receiver: Side
    value: str
    after: Condition
    presupposes: str
    certainty: Certainty
    consent: bool
    mover: Mover
    denied: str

    def fits(self, event: Event, words: str) -> bool:
        """Whether the deed that the event reports, told in these words (lower case), is the one of this row."""
        if self.act and self.act != event.act:
            return False
        if self.type not in ("", ANY) and self.type != event.type:
            return False
        about = event.about
        if self.about and (about is None or self.about not in (about.act, about.event)):
            return False
        if self.words is not None and not self.words.search(words):
            return False
        return self.without is None or not self.without.search(words)


class Transitions:
    """The table, with what it needs to know of words: ranks of missions and levels of offices."""

    def __init__(
        self,
        channels: Mapping[str, Channel],
        table: Sequence[Transition],
        ranks: Sequence[tuple[str, re.Pattern[str]]],
        offices: Sequence[tuple[str, re.Pattern[str]]],
        mutual: Mutual,
    ) -> None:
        """``table`` in the order of the file: of the rows for one way of a channel the first that fits decides."""
        self.channels, self.mutual = channels, mutual
        self._table = tuple(table)
        self._rows: dict[tuple[str | None, str | None], tuple[Transition, ...]] = {}
        self._ranks, self._offices = tuple(ranks), tuple(offices)

    @classmethod
    def load(cls, ontology: Ontology) -> Transitions:
        """Read the tables shipped with the package. Raises TableError where a cell says what there is not."""
        channels = {c.name: c for c in _channels()}
        return cls(
            channels,
            list(_transitions(channels, ontology)),
            _worded("ranks.csv", "rank", "words"),
            _worded("offices.csv", "level", "offices"),
            Mutual.load(),
        )

    def of(self, event: Event) -> tuple[Transition, ...]:
        """Return the rows that apply to an event: one for each way of a channel at the most, and none that is empty."""
        words = event.phrase.lower()
        found: dict[tuple[str, Side], Transition] = {}
        for row in self._named(event.act, event.type):
            if (row.channel.name, row.sender) not in found and row.fits(event, words):
                found[row.channel.name, row.sender] = row
        return tuple(row for row in found.values() if row.value)

    def _named(self, act: str | None, type_: str | None) -> tuple[Transition, ...]:
        """Return the rows for this act and type, whatever the words, in the order of the table."""
        if (act, type_) not in self._rows:
            self._rows[act, type_] = tuple(
                row for row in self._table if row.act in ("", act) and row.type in ("", ANY, type_)
            )
        return self._rows[act, type_]

    def rank(self, event: Event, otherwise: str) -> str:
        """Return the rank of a mission that the words of the deed name, or else its sentence, or ``otherwise``."""
        # What is lowered does not become the highest: "expelled the ambassador and downgraded ties" names no rank.
        highest = self.channels["level"].values[-1]
        ranks = [(rank, words) for rank, words in self._ranks if rank != highest or otherwise in ("", highest)]
        for text in (event.phrase.lower(), event.sentence_text.lower()):
            found = [(m.start(), rank) for rank, words in ranks if (m := words.search(text))]
            if found:
                # "Its legation was raised to an embassy": what it becomes stands last.
                return max(found)[1]
        return otherwise

    def level(self, office: str | None) -> str | None:
        """Return leader, minister or official for an office; None for none that the table knows."""
        if not office:
            return None
        best = [(len(m.group()), level) for level, words in self._offices if (m := words.search(office.lower()))]
        return max(best)[1] if best else None


def _channels() -> Iterator[Channel]:
    for _, row in rows(_PACKAGE, "channels.csv"):
        yield Channel(row["channel"], row["directed"] == "yes", cell_list(row["values"]))


def _transitions(channels: Mapping[str, Channel], ontology: Ontology) -> Iterator[Transition]:
    for line, row in rows(_PACKAGE, _TABLE):
        if not row["channel"]:  # an act that moves nothing stands there so that nobody misses it
            continue
        channel = channels.get(row["channel"])
        if channel is None:
            raise TableError(_TABLE, line, f"{row['channel']!r} is no channel")
        after = Condition(frozenset(cell_list(row["after"].lstrip("!"))), row["after"][:1] in ("", "!"))
        for value in (row["value"].removeprefix("rank:"), row["denied"], row["presupposes"], *after.values):
            if value and value not in channel.values:
                raise TableError(_TABLE, line, f"{value!r} is no value of {channel.name}")
        for key, known in (("act", ontology.acts), ("type", {**ontology.types, ANY: None})):
            if row[key] and row[key] not in known:
                raise TableError(_TABLE, line, f"{row[key]!r} is no {key}")
        if row["about"] and row["about"] not in {*ontology.acts, *ontology.types}:
            raise TableError(_TABLE, line, f"{row['about']!r} is no act and no type")
        try:
            yield Transition(
                act=row["act"],
                type=row["type"],
                about=row["about"],
                words=pattern(row["words"]),
                without=pattern(row["without"]),
                channel=channel,
                sender=_SIDES[row["from"]],
                receiver=_SIDES[row["to"]],
                value=row["value"],
                after=after,
                presupposes=row["presupposes"],
                certainty=_CERTAINTIES[row["certainty"]],
                consent=row["consent"] == "both",
                mover=_MOVERS[row["mover"]],
                denied=row["denied"],
            )
        except KeyError as error:
            raise TableError(_TABLE, line, f"{error} is not one of the words of its column") from None


def _worded(table: str, name: str, words: str) -> list[tuple[str, re.Pattern[str]]]:
    found = [(row[name], pattern(row[words])) for _, row in rows(_PACKAGE, table)]
    return [(key, compiled) for key, compiled in found if compiled is not None]


def pattern(cell: str) -> re.Pattern[str] | None:
    """Return what finds any phrase of a cell ("\\*" ends a stem, "..." is a few words); None for an empty cell."""
    parts = [_GAP.sub(_FEW_WORDS, re.escape(part.lower())).replace(r"\*", r"\w*") for part in cell_list(cell)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None
