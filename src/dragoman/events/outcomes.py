"""What each kind of operator makes of the deed that it speaks of: operators.csv's `kind` → modality. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from dragoman.events import modality
from dragoman.events.modality import COOPERATIVE, FORCEFUL, Outcome
from dragoman.events.operators import Content
from dragoman.events.status import Reality, reality

# Kinds that leave the deed as it is.
_TRANSPARENT = frozenset({"begin", "continue", "conduct", "try"})
_SIMPLE: Mapping[str, Callable[[Outcome], Outcome]] = MappingProxyType(
    {
        "announce": modality.announced,
        "threaten": modality.threatened,
        "refuse": modality.refused,
        "exclude": modality.refused,
        "request": modality.requested,
        "accuse": modality.accused,
        "stop": modality.stopped,
        "cancel": modality.cancelled,
        "expect": modality.expected,
        "consider": modality.considered,
    }
)


def outcome_of(kind: str, content: Content, deed: Outcome) -> Outcome | None:
    """Return what an operator of a kind makes of the deed of its content; None where nothing is reported."""
    real = reality(content.head) if content.form != "noun" else Reality()
    if real.negated:
        deed = modality.inverted(deed)
    if content.form == "clause" and real.possible and kind in {"commit", "threaten"}:
        return None
    if kind in _TRANSPARENT:
        return replace(deed, status="ongoing") if kind == "continue" and deed.status == "occurred" else deed
    if kind == "intend":
        return modality.promised(deed, "planned")
    if kind == "commit":
        return modality.promised(deed, "occurred")
    if kind == "warn":
        return modality.threatened(deed) if deed.type in FORCEFUL and (real.future or real.possible) else None
    return _by_form_or_type(kind, content.form, deed)


def _by_form_or_type(kind: str, form: str, deed: Outcome) -> Outcome | None:
    """The kinds whose result depends on the form of the content or on the type of the deed."""
    if kind == "fear":
        return replace(deed, status="possible")
    if kind == "order":
        return modality.requested(deed) if form in {"inf", "clause"} else modality.announced(deed)
    if kind == "reduce":
        return modality.stopped(deed) if deed.type in COOPERATIVE | {"SANCTION", "MOBILIZE"} else None
    if kind == "allow":
        return Outcome("CONCEDE", (), None, modality.spoken_of(deed, "possible"))
    if kind == "deny" and deed.type == "ACCUSE" and form == "noun":
        return Outcome("REJECT")  # CAMEO 016; the manual's own suggestion
    if kind == "deny" or (kind == "fail" and deed.type in FORCEFUL):
        return replace(deed, status="denied")
    return _SIMPLE[kind](deed) if kind in _SIMPLE else None
