"""Repair of lemmas that the rule lemmatizer gets wrong: "staged" → stag, "relaunched" → relaunche, "bases" → basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Token

from dragoman.tables import rows

_PREFIXES = ("re", "un", "over", "out", "de", "mis", "under", "counter", "co", "pre")


@dataclass(frozen=True, slots=True)
class Lemmas:
    """The corrections of lemmas.csv and the verbs that the lemmatizer knows."""

    corrections: Mapping[tuple[str, str], str]
    verbs: frozenset[str]

    @classmethod
    def load(cls, nlp: Language) -> Lemmas:
        """Load parse/tables/lemmas.csv and the verb index of the pipeline's lemmatizer."""
        index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
        corrections = {(row["pos"], row["wrong"]): row["right"] for _, row in rows("dragoman.parse", "lemmas.csv")}
        return cls(corrections, frozenset(index["verb"]))

    def repair(self, token: Token) -> None:
        """Set the lemma of a verb or a noun right, if it is wrong."""
        lemma = token.lemma_
        right = self.corrections.get((token.pos_, lemma))
        if right is not None and token.lower_ in _forms(right):
            token.lemma_ = right
        elif token.pos_ == "VERB" and lemma not in self.verbs and token.tag_ in {"VBD", "VBN", "VBG", "VBZ"}:
            token.lemma_ = self._unknown(lemma)

    def _unknown(self, lemma: str) -> str:
        """Return the likeliest base form of a verb that no list has: its rest without a prefix tells its ending."""
        candidates = [lemma, lemma.removesuffix("e")]
        if lemma.endswith(("ie", "ye")):
            candidates.append(lemma[:-2] + "y")
        for prefix in _PREFIXES:
            for candidate in candidates:
                if candidate.startswith(prefix) and candidate.removeprefix(prefix) in self.verbs:
                    return candidate
        # the lemmatizer's first guess for an unknown word always adds an e
        return candidates[1] if len(lemma) > 2 and lemma.endswith("e") and lemma[-2] not in "aeioucgsvz" else lemma


def _forms(lemma: str) -> frozenset[str]:
    stem = lemma.removesuffix("e")
    return frozenset({lemma, f"{lemma}s", f"{stem}es", f"{stem}ed", f"{stem}ing", f"{lemma}ed", f"{lemma}ing"})
