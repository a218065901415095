"""Events against hand-coded ones: how many were found, how many are wrong, and how good those found are.

A gold event lists what is acceptable for each field. A record answers it when its trigger overlaps the gold's span,
its first type is acceptable, and its sides have the gold's country codes; a symmetric event is compared by the union
of its sides, a side that the gold leaves null is not compared. Records that split one event by recipient answer it
together. A second answer is a false positive, unless it is linked to the first. Optional gold events count for
nothing when missed. Records without a type are passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
# A trigger or a sentence of more characters than this (15 and 120 words) points at nothing in particular.
_LONGEST = {"trigger": 15 * 9, "text_info": 120 * 9}
_WHOLE = "whole"
_LONGEST_CAUSE = 40


@dataclass
class _Answers:
    """What answers one gold event: the records that do, and those that give only a part of its recipients."""

    records: list[Json] = field(default_factory=list)
    parts: list[tuple[frozenset[str], Json]] = field(default_factory=list)


@dataclass(frozen=True)
class Score:
    """``fields``: for status and date, how many of the answers that were asked are right."""

    precision: float
    recall: float
    fields: dict[str, tuple[int, int]]

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def share(self, name: str) -> float:
        """The share of right answers in a field; 1.0 where none was asked."""
        right, asked = self.fields[name]
        return right / asked if asked else 1.0


def score(golds: Sequence[Json], records: Sequence[Json]) -> Score:
    """Score the records of the documents that the gold file codes."""
    documents = {gold["document"] for gold in golds}
    answers = {gold["id"]: _Answers() for gold in golds}
    false = 0
    for record in records:
        if record["document"] in documents and record["event"]:
            false += not _placed(record, golds, answers)
    false += sum(len(a.parts) for a in answers.values() if not a.records)
    answered = [gold for gold in golds if answers[gold["id"]].records]
    required = [gold for gold in golds if not gold.get("optional")]
    found = [gold for gold in answered if not gold.get("optional")]
    checked = {"status": _status_fits, "date": _date_fits, "act": _act_fits, "mode": _mode_fits,
               "about": _about_fits, "cause": _cause_fits}  # fmt: skip
    fields = {}
    for name, fits in checked.items():
        asked = [gold for gold in found if gold.get(name)]
        right = sum(any(fits(gold[name], record) for record in answers[gold["id"]].records) for gold in asked)
        fields[name] = (right, len(asked))
    return Score(
        precision=len(answered) / (len(answered) + false) if answered else 0.0,
        recall=len(found) / len(required) if required else 0.0,
        fields=fields,
    )


def _placed(record: Json, golds: Sequence[Json], answers: dict[str, _Answers]) -> bool:
    """Give a record to the best gold event that it answers and nothing has answered; False where it is wrong."""
    fitting = [(gold, how) for gold in golds if _fits(gold, record) and (how := _sides(gold, record)) is not None]
    fitting.sort(key=lambda pair: (bool(pair[0].get("optional")), pair[1] != _WHOLE, _length(pair[0])))
    for gold, how in fitting:
        own = answers[gold["id"]]
        if own.records:
            continue
        if isinstance(how, str):
            own.records.append(record)
            return True
        if how not in [part for part, _ in own.parts]:
            own.parts.append((how, record))
            if frozenset().union(*(part for part, _ in own.parts)) == _recipients(gold):
                own.records.extend(part for _, part in own.parts)
            return True
    first = record.get("link")
    return first is not None and any(first == r.get("id") for gold, _ in fitting for r in answers[gold["id"]].records)


def _fits(gold: Json, record: Json) -> bool:
    """Whether document, type and place agree."""
    if gold["document"] != record["document"] or record["event"][0] not in gold["event"]:
        return False
    if gold.get("start") is None:
        return True
    where = "trigger" if (record.get("trigger") or {}).get("start") is not None else "text_info"
    span = record.get(where) or {}
    if span.get("start") is None or span.get("end") is None or span["end"] - span["start"] > _LONGEST[where]:
        return False
    return bool(span["start"] < gold["end"] and gold["start"] < span["end"])


def _sides(gold: Json, record: Json) -> str | frozenset[str] | None:
    """ "whole" where both sides agree, the part of the recipients that the record gives, or None."""
    actor, recipient = _codes(record["actor"]), _codes(record["recipient"])
    if gold.get("symmetric"):
        have, want = actor | recipient, _recipients(gold)
        return _WHOLE if have == want else have if len(have) > 1 and have < want else None
    if gold["actor"] is not None and actor != set(gold["actor"]):
        return None
    if gold["recipient"] is None or recipient == set(gold["recipient"]):
        return _WHOLE
    return recipient if recipient and recipient < set(gold["recipient"]) else None


def _recipients(gold: Json) -> frozenset[str]:
    """Whom the parts of a split answer must name together."""
    both = gold["actor"] if gold.get("symmetric") else None
    return frozenset(gold["recipient"] or ()) | frozenset(both or ())


def _codes(side: Sequence[Json]) -> frozenset[str]:
    return frozenset(actor["code"] for actor in side if actor["code"])


def _length(gold: Json) -> int:
    return int(gold.get("end") or 0) - int(gold.get("start") or 0)


def _status_fits(wanted: list[str], record: Json) -> bool:
    return record["status"] in wanted


def _date_fits(wanted: list[str], record: Json) -> bool:
    return wanted[0] <= (record["date"] or "") <= wanted[1]


def _act_fits(wanted: list[str], record: Json) -> bool:
    return record["act"] is not None and record["act"] in wanted


def _mode_fits(wanted: list[str], record: Json) -> bool:
    return not set(wanted).isdisjoint(record["mode"])


def _about_fits(wanted: dict[str, list[Any]], record: Json) -> bool:
    about = record["about"] or {}
    return all(about.get(key) in values for key, values in wanted.items())


def _cause_fits(wanted: str, record: Json) -> bool:
    texts = [cause["text"] for cause in record["cause"]]
    return any(t and len(t.split()) <= _LONGEST_CAUSE and (wanted in t or t in wanted) for t in texts)
