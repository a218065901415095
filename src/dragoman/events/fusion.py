"""What the tables and the classifier say of one deed, weighed against each other.

A deed that a table tells is evidence for its type; the classifier gives every type, and *none*, a probability. Their
logarithms are added with the weights of fusion.csv, which training/fuse.py fits on our own corpus (a log-linear pool:
Genest and Zidek 1986), and the sum decides. What comes out *none* is not coded.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from dragoman.errors import TableError
from dragoman.events.classify import NONE, Verdict
from dragoman.events.deeds import Deed
from dragoman.events.modality import Outcome
from dragoman.tables import rows

_TABLE = "fusion.csv"
# What a table tells is outvoted only two to one by another type, and by *none* only where that is all but certain: our
# corpus is full of near misses, of which news has fewer.
_OUTVOTED, _DISMISSED = 2 / 3, 0.85
# The kinds of evidence, by what the deed rests on.
KINDS = ("act", "verb", "noun", "operator", "proposal")


@dataclass(frozen=True, slots=True)
class Weight:
    """A row of fusion.csv. ``classifier`` multiplies the log-probabilities, ``evidence`` is added to the type that
    the table tells, ``none`` to *none*; a deed must come out at least as probable as ``least``. ``alone``: how
    probable the table's type is where the classifier speaks of another deed."""

    classifier: float
    evidence: float
    none: float
    least: float
    alone: float


@dataclass(frozen=True, slots=True)
class Fusion:
    """The weights, read once."""

    weights: Mapping[str, Weight]

    @classmethod
    def load(cls) -> Fusion:
        """Load fusion.csv. Raises TableError where a kind of evidence or a number is missing."""
        weights = {row["kind"]: _weight(row, line) for line, row in rows("dragoman.events", _TABLE)}
        missing = [kind for kind in KINDS if kind not in weights]
        if missing:
            raise TableError(_TABLE, 1, f"there is no row {missing[0]}")
        return cls(weights)

    def decided(self, deed: Deed, verdict: Verdict, beside: Set[str] = frozenset()) -> Deed | None:
        """Return the deed with its type and its probability settled; None where nothing codable goes on.

        ``beside``: the types of other deeds that share a side. Where the classifier means one of those, it has said
        nothing of this deed.
        """
        if verdict.best in beside and verdict.best != deed.outcome.type:
            told = deed.outcome.type != NONE
            return replace(deed, probability=self.weights[kind_of(deed)].alone) if told else None
        chances = self.chances(deed, verdict)
        best = max(chances, key=lambda name: chances[name])
        if deed.outcome.type != NONE and chances[best] <= (_DISMISSED if best == NONE else _OUTVOTED):
            best = deed.outcome.type
        if best == NONE or chances[best] < self.weights[kind_of(deed)].least:
            return None
        decided = replace(deed, outcome=outcome_of(deed, verdict, best), probability=chances[best])
        if best == deed.outcome.type:
            return decided
        rule = deed.rules[0] if deed.outcome.type == NONE else f"{deed.rules[0]}, outweighed"
        return replace(decided, basis=f"classifier {verdict.probabilities[best]:.2f}", rules=(rule, *deed.rules[1:]))

    def chances(self, deed: Deed, verdict: Verdict) -> dict[str, float]:
        """Return how probable each type is, with the evidence weighed in."""
        weight = self.weights[kind_of(deed)]
        logs = {name: math.log(p + 1e-9) * weight.classifier for name, p in verdict.probabilities.items()}
        logs[NONE] += weight.none
        if deed.outcome.type != NONE:
            logs[deed.outcome.type] += weight.evidence
        top = max(logs.values())
        raised = {name: math.exp(value - top) for name, value in logs.items()}
        total = sum(raised.values())
        return {name: value / total for name, value in raised.items()}


def kind_of(deed: Deed) -> str:
    """Return the kind of evidence that a deed rests on."""
    if deed.outcome.type == NONE:
        return "proposal"
    if deed.outcome.act is not None:
        return "act"
    if deed.basis.startswith("operator"):
        return "operator"
    return "noun" if deed.told_by_noun else "verb"


def outcome_of(deed: Deed, verdict: Verdict, type_: str) -> Outcome:
    """Return what a deed comes to once its type is settled: as the tables tell it where they tell that type."""
    outcome = verdict.outcome(type_)
    if type_ == deed.outcome.type:
        return replace(deed.outcome, modes=deed.outcome.modes or outcome.modes)
    return _kept_real(outcome, deed)


def _kept_real(outcome: Outcome, deed: Deed) -> Outcome:
    """Return the classifier's outcome, but never as done where the grammar of the sentence says that it was not."""
    real = deed.reality
    if real is not None and (real.negated or real.possible) and outcome.status in {"occurred", "ongoing"}:
        spoken = outcome.type in {"REJECT", "REQUEST", "THREATEN", "AGREE", "ACCUSE"}
        return outcome if spoken else replace(outcome, status="denied" if real.negated else "possible")
    return outcome


def _weight(row: Mapping[str, str], line: int) -> Weight:
    try:
        return Weight(*(float(row[column]) for column in ("classifier", "evidence", "none", "least", "alone")))
    except (KeyError, ValueError) as error:
        raise TableError(_TABLE, line, f"a number is missing or wrong: {error}") from error
