"""The rules of ``tables/grammar.toml``, compiled: patterns over canonical text with the vocabulary filled in."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dragoman.errors import TableError

from .vocabulary import vocabulary

TABLE = "grammar.toml"

_PLACE = re.compile(r"\{([a-z][a-z0-9-]*)\}")
_GROUP = re.compile(r"\(\?P<\w+>")
_NESTING = 6
_END = r"(?= |$)(?! (?:- )?olds?\b)"
"""A match ends with a token, and an age ("a 6-year-old") is no time."""
_ESCAPE = re.compile(r"\\[a-z]|\(\?P<\w+>|\(\?<?[!=:]")
_LITERAL = re.compile(r"([a-z]+)(\?)?")
DIGITS = "0"
"""Stands for every number in ``Rule.words``."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a time: what it matches, the words it holds, and the function that reads it.

    ``find`` says whether running text is searched for it; ``cue`` names the kind of word that must then stand before
    it, if any; ``point`` that it names a stretch of the calendar and may bound a range ("since", "from … to").
    """

    name: str
    pattern: re.Pattern[str]
    words: frozenset[str]
    meaning: str
    find: bool
    cue: str | None
    point: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules in the order of the table, and one pattern that matches wherever a rule to look for could begin."""

    rules: tuple[Rule, ...]
    first: re.Pattern[str]


def _vocabulary_fragments() -> dict[str, str]:
    """A pattern for each kind of word, longer forms first so that none hides behind its own beginning."""
    return {
        kind: "(?:" + "|".join(map(re.escape, sorted(forms, key=len, reverse=True))).replace(r"\ ", " ") + ")"
        for kind, forms in vocabulary().kinds.items()
    }


def _expand(pattern: str, fragments: dict[str, str]) -> str:
    """Fill the places of ``pattern``; fragments may hold places themselves."""
    for _ in range(_NESTING):
        filled = _PLACE.sub(lambda place: fragments[place.group(1)], pattern)
        if filled == pattern:
            return filled
        pattern = filled
    raise KeyError(pattern)


def _words(source: str) -> frozenset[str]:
    """Every word that a pattern holds literally, and DIGITS where it holds numbers: a match begins with one of them."""
    words = {DIGITS} if r"\d" in source else set()
    for literal in _LITERAL.finditer(_ESCAPE.sub(" ", source)):
        words.add(literal[1])
        if literal[2]:
            words.add(literal[1][:-1])
    return frozenset(words)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """Read and compile the table once. Raises TableError naming the rule that is wrong."""
    table = tomllib.loads(files(__package__).joinpath("tables", TABLE).read_text(encoding="utf-8"))
    fragments = _vocabulary_fragments() | table["fragments"]
    rules, searched = [], []
    for number, row in enumerate(table["rule"], start=1):
        try:
            source = _expand(row["pattern"], fragments)
            pattern = re.compile(f"(?:{source}){_END}")
        except (KeyError, re.error) as error:
            raise TableError(TABLE, number, f"rule {row.get('name', '?')}: {error}") from error
        find = row.get("find", True)
        point = row.get("point", True)
        rules.append(Rule(row["name"], pattern, _words(source), row["meaning"], find, row.get("cue"), point))
        if find:
            searched.append(_GROUP.sub("(?:", f"(?:{source}){_END}"))
    return Grammar(tuple(rules), re.compile("|".join(searched)))
