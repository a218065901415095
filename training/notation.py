"""The short notation in which sentences of the corpus are written, and its reading.

One sentence a line, four fields parted by `##`:

    [1|Turkey] called its envoy home from [2|Israel]. ## 1>2 SANCTION/withdraw occurred ## diplomatic ## @move:left#3

- the text, each actor in brackets with a number of its own;
- its pairs, parted by `;`: sources `>` targets (numbers joined by commas, `-` for none), the PLOVER type with its
  modes (`TYPE/mode+mode`) or `NONE`, the status of what the type says, and for verbal types after `~` the deed that
  is spoken of, with its own status. `<>` stands for both directions;
- the contexts that an article with this sentence would carry, parted by commas, `-` for none;
- the contrasts that the sentence takes part in: `@family:side#number`, parted by blanks. Sentences that share family
  and number contrast with each other.
"""

import re
from dataclasses import dataclass

STATUSES = ("occurred", "ongoing", "planned", "possible", "denied")
NONE = "NONE"

_ACTOR = re.compile(r"\[(\d+)\|([^\[\]|]+)\]")
_PAIR = re.compile(r"^(?P<sources>-|[\d,]+)\s*(?P<way><>|>)\s*(?P<targets>-|[\d,]+)\s+(?P<label>.+)$")
_DEED = re.compile(r"^(?P<type>[A-Z]+)(?:/(?P<modes>[a-z+-]+))?\s+(?P<status>[a-z]+)$")
_CONTRAST = re.compile(r"^@(?P<family>[A-Za-z-]+):(?P<side>[A-Za-z-]+)#(?P<number>\w+)$")


class NotationError(ValueError):
    """A line that breaks the notation; its message says how."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A type with its modes and the status of what it says."""

    event: str
    mode: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What one actor does to another; `source` and `target` are indexes of actors, None where the text has none.

    `deed` is None where nothing codable goes on between the two.
    """

    source: int | None
    target: int | None
    deed: Deed | None
    about: Deed | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """The side that a sentence takes in one group of contrasting sentences."""

    family: str
    side: str
    number: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the corpus: its actors as character offsets (end exclusive), its pairs and its contexts."""

    text: str
    actors: tuple[tuple[int, int], ...]
    pairs: tuple[Pair, ...]
    context: tuple[str, ...] = ()
    contrast: tuple[Contrast, ...] = ()

    def side(self, actor: int | None) -> tuple[tuple[int, int], ...]:
        """The spans of a pair's source or target: one, or none where the text does not name it."""
        return () if actor is None else (self.actors[actor],)


def parse_line(line: str) -> Sentence:
    """The sentence that a line of the notation writes.

    Raises:
        NotationError: the line breaks the notation.
    """
    fields = [field.strip() for field in line.split("##")]
    if len(fields) not in (3, 4):
        raise NotationError(f"{len(fields)} fields parted by ##, not 3 or 4")
    text, actors, numbers = _actors(fields[0])
    pairs = tuple(pair for part in fields[1].split(";") if part.strip() for pair in _pairs(part.strip(), numbers))
    if not pairs:
        raise NotationError("no pair")
    context = () if fields[2] in ("", "-") else tuple(name.strip() for name in fields[2].split(","))
    contrast = tuple(_contrast(part) for part in fields[3].split()) if len(fields) == 4 else ()
    return Sentence(text, actors, pairs, context, contrast)


def _actors(marked: str) -> tuple[str, tuple[tuple[int, int], ...], dict[str, int]]:
    text, actors, numbers, end = "", [], {}, 0
    for match in _ACTOR.finditer(marked):
        text += marked[end : match.start()]
        if match[1] in numbers:
            raise NotationError(f"two actors have the number {match[1]}")
        numbers[match[1]] = len(actors)
        actors.append((len(text), len(text) + len(match[2])))
        text += match[2]
        end = match.end()
    text += marked[end:]
    if "[" in text or "]" in text or "|" in text:
        raise NotationError("a bracket or bar that is part of no actor")
    if not actors:
        raise NotationError("no actor")
    return text, tuple(actors), numbers


def _pairs(part: str, numbers: dict[str, int]) -> list[Pair]:
    match = _PAIR.match(part)
    if not match:
        raise NotationError(f"no pair: {part!r}")
    label, _, about = (piece.strip() for piece in match["label"].partition("~"))
    deed = None if label == NONE else _deed(label)
    spoken = _deed(about) if about else None
    sources, targets = _side(match["sources"], numbers), _side(match["targets"], numbers)
    if sources == targets == [None]:
        raise NotationError("a pair without source and target")
    ways = [(source, target) for source in sources for target in targets]
    if match["way"] == "<>":
        ways += [(target, source) for source, target in ways]
    return [Pair(source, target, deed, spoken) for source, target in ways]


def _side(written: str, numbers: dict[str, int]) -> list[int | None]:
    if written == "-":
        return [None]
    missing = [number for number in written.split(",") if number not in numbers]
    if missing:
        raise NotationError(f"no actor has the number {missing[0]!r}")
    return [numbers[number] for number in written.split(",")]


def _deed(written: str) -> Deed:
    match = _DEED.match(written)
    if not match:
        raise NotationError(f"no deed (TYPE/mode status): {written!r}")
    modes = tuple(match["modes"].split("+")) if match["modes"] else ()
    return Deed(match["type"], modes, match["status"])


def _contrast(written: str) -> Contrast:
    match = _CONTRAST.match(written)
    if not match:
        raise NotationError(f"no contrast (@family:side#number): {written!r}")
    return Contrast(match["family"], match["side"], match["number"])
