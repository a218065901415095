"""Relations, plans, histories and series as the JSON objects that are written. Design §2 and §4."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.relations.history import Change
from dragoman.relations.moves import Key
from dragoman.relations.plans import Plan
from dragoman.relations.relation import Relation
from dragoman.relations.series import Period
from dragoman.relations.standing import Standing
from dragoman.relations.transitions import Channel

Answer = dict[str, Any]


class Answers:
    """Knows which channels have a direction: those that have none are written with null sides."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        self._channels = channels

    def relation(self, relation: Relation) -> Answer:
        """Return the object that ``dragoman relation --json`` writes."""
        answer: Answer = {"pair": list(relation.pair), "on": relation.on.isoformat()}
        if relation.known_on is not None:
            answer["known_on"] = relation.known_on.isoformat()
        trend = relation.trend
        return answer | {
            "channels": [self.standing(standing) for standing in relation.channels],
            "planned": [plan_answer(plan) for plan in relation.planned],
            "past_plans": [plan_answer(plan) for plan in relation.past_plans],
            "incidents": list(relation.incidents),
            "trend": {"days": trend.days, "mean_scale": trend.mean_scale, "change": trend.change},
        }

    def standing(self, standing: Standing) -> Answer:
        """Return one value of one channel."""
        return self._key(standing.key) | {
            "value": standing.value,
            "since": standing.since.isoformat(),
            "last_confirmed": standing.last_confirmed.isoformat(),
            "certainty": standing.certainty,
            "level": standing.key.level or None,
            "with": standing.key.person or None,
            "mediator": standing.mediator or None,
            "project": standing.key.project or None,
            "evidence": list(standing.evidence),
            "against": list(standing.against),
        }

    def change(self, change: Change) -> Answer:
        """Return one change of a channel."""
        return self._key(change.key) | {
            "date": change.day.isoformat(),
            "earliest": change.earliest.isoformat(),
            "value": change.value,
            "before": change.before,
            "certainty": change.certainty,
            "level": change.key.level or None,
            "with": change.key.person or None,
            "event": change.event or None,
        }

    def _key(self, key: Key) -> Answer:
        directed = self._channels[key.channel].directed
        return {
            "channel": key.channel,
            "from": key.sender if directed else None,
            "to": key.receiver if directed else None,
        }


def plan_answer(plan: Plan) -> Answer:
    """Return a planned deed with what became of it; ``date`` is null where none was announced."""
    return {
        "id": plan.id,
        "event": plan.event or None,
        "act": plan.act,
        "from": plan.sender,
        "to": plan.receiver,
        "date": plan.start.isoformat() if plan.start is not None else None,
        "enddate": plan.end.isoformat() if plan.end is not None else None,
        "published": plan.published.isoformat(),
        "outcome": plan.outcome,
        "evidence": list(plan.events),
        "settled_by": list(plan.answers),
    }


def period_answer(period: Period) -> Answer:
    """Return one period of a series."""
    return {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "articles": period.articles,
        "incidents": period.incidents,
        "reports": period.reports,
        "quads": {str(quad): count for quad, count in period.quads.items()},
        "types": dict(period.types),
        "mean_scale": period.scale,
        "mean_goldstein": period.goldstein,
        "trend": period.trend,
        "change_point": period.change_point,
    }
