"""A sentence with its source and target marked, "<s>Peru</s> recalled its envoy to <t>Chile</t>" → its deed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.encoder import Pair
from dragoman.events.classify import Classifier
from dragoman.events.modality import Outcome

_MARK = re.compile(r"<(/?)([st])>")


def unmarked(marked: str) -> tuple[str, Pair]:
    """Return the text without its marks, and what is marked as source and as target: each nothing, once or more often.

    Raises:
        ValueError: a mark is not closed, or not opened.
    """
    text, end = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()]
        end = match.end()
        closing, side = match.groups()
        if closing and side in opened:
            spans[side].append((opened.pop(side), len(text)))
        elif closing or side in opened:
            raise ValueError(f"{match[0]} without its counterpart")
        else:
            opened[side] = len(text)
    if opened:
        raise ValueError(f"<{next(iter(opened))}> is not closed")
    return text + marked[end:], (tuple(spans["s"]), tuple(spans["t"]))


def answer(question: Mapping[str, object], classifier: Classifier) -> dict[str, object]:
    """Answer one line of ``dragoman classify``.

    Raises:
        ValueError: the question has no marked sentence.
    """
    marked = question.get("marked")
    if not isinstance(marked, str) or not marked.strip():
        raise ValueError('"marked" has no text')
    text, pair = unmarked(marked)
    [[verdict]] = classifier.classify([(text, [pair])])
    outcome = verdict.outcome(verdict.best)
    return {
        "event": [outcome.type],
        "mode": list(outcome.modes),
        "about": _about(outcome),
        "status": outcome.status,
        "probabilities": {name: round(p, 4) for name, p in verdict.probabilities.items()},
    }


def _about(outcome: Outcome) -> dict[str, object] | None:
    about = outcome.about
    if about is None:
        return None
    return {"event": about.event, "mode": list(about.mode), "act": about.act, "status": about.status}
