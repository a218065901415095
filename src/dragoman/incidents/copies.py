"""Wire copies: texts so alike that they are one story, found by MinHash and settled by comparing their shingles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b

from datasketch import MinHash

from dragoman.incidents.rules import Rules
from dragoman.records import Article

_WORD = re.compile(r"\w+")
# an outlet that shortens a dispatch cuts at its end: the beginning has bands of its own
_LEAD = 150


def bands(text: str, rules: Rules) -> tuple[str, ...]:
    """Return the keys under which a store files a text; of two copies, nearly always one key is common to both.

    They rest on the words alone (case, marks and blanks are nothing), so that a text has the same keys in every run.
    A text shorter than a shingle has none and is a story of its own.
    """
    words = _words(text)
    # A short text is its own beginning, and is found by the same keys as the beginning of a longer one.
    lead = _bands(words[:_LEAD], rules) if len(words) > _LEAD else ()
    return tuple(sorted({f"t{key}" for key in (*_bands(words, rules), *lead)}))


def similar(first: str, second: str, rules: Rules) -> bool:
    """Whether two texts are copies of one: most of their shingles in common, or one nearly whole within the other."""
    return _alike(_shingles(_words(first), rules), _shingles(_words(second), rules), rules)


def stories(articles: Iterable[Article], rules: Rules) -> Mapping[str, str]:
    """Return for each article the id of its story: the least id among those that are copies of it or of its copies."""
    filed: dict[str, list[str]] = {}
    shingles: dict[str, frozenset[bytes]] = {}
    parents: dict[str, str] = {}
    for article in sorted(articles, key=lambda article: article.id):
        parents[article.id] = article.id
        shingles[article.id] = _shingles(_words(article.text), rules)
        others = {other for key in bands(article.text, rules) for other in filed.setdefault(key, [])}
        for key in bands(article.text, rules):
            filed[key].append(article.id)
        for other in others:
            if _alike(shingles[article.id], shingles[other], rules):
                first, second = sorted((_root(parents, article.id), _root(parents, other)))
                parents[second] = first
    return {ident: _root(parents, ident) for ident in parents}


def _root(parents: Mapping[str, str], ident: str) -> str:
    while parents[ident] != ident:
        ident = parents[ident]
    return ident


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _shingles(words: list[str], rules: Rules) -> frozenset[bytes]:
    size = int(rules.sections["copies"]["shingle"])
    return frozenset(" ".join(words[place : place + size]).encode() for place in range(len(words) - size + 1))


def _alike(first: frozenset[bytes], second: frozenset[bytes], rules: Rules) -> bool:
    limits = rules.sections["copies"]
    if not first or not second:
        return False
    common, shorter = len(first & second), min(len(first), len(second))
    return common >= limits["similar"] * len(first | second) or common >= limits["contained"] * shorter


def _bands(words: list[str], rules: Rules) -> Iterable[str]:
    shingles = _shingles(words, rules)
    if not shingles:
        return
    limits = rules.sections["copies"]
    permutations, count = int(limits["permutations"]), int(limits["bands"])
    signature = _blank(permutations, int(limits["seed"])).copy()
    signature.update_batch(sorted(shingles))
    width = permutations // count
    for number in range(count):
        values = signature.hashvalues[number * width : (number + 1) * width]
        key = ",".join(str(int(value)) for value in values)
        yield f"{number}:{blake2b(key.encode(), digest_size=8).hexdigest()}"


@lru_cache(maxsize=1)
def _blank(permutations: int, seed: int) -> MinHash:
    """The signature of nothing: to draw its permutations takes longer than to sign a text."""
    return MinHash(num_perm=permutations, seed=seed, hashfunc=_hash)


def _hash(shingle: bytes) -> int:
    return int.from_bytes(blake2b(shingle, digest_size=4).digest(), "little")
