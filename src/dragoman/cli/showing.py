"""Relations, timelines and series drawn for a person at a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.padding import Padding
from rich.text import Text

from dragoman.actors.naming import Names
from dragoman.cli.display import console, table
from dragoman.records import Event
from dragoman.relations.answers import Answer
from dragoman.relations.plans import Plan
from dragoman.relations.relation import Relation
from dragoman.relations.series import Period
from dragoman.relations.standing import Standing
from dragoman.relations.transitions import Channel
from dragoman.store import EventFilter, Reader
from dragoman.write.table import clean

_LONGEST_QUOTE = 140
_MOST_QUOTES = 3


def show_relation(relation: Relation, names: Names, store: Reader, channels: Mapping[str, Channel]) -> None:
    """Draw a relation with the sentences that say so."""
    out = console()
    a, b = relation.pair
    known = f", as known on {relation.known_on}" if relation.known_on is not None else ""
    out.print(Text(f"{names.title(a)} – {names.title(b)} on {relation.on}{known}", style="bold"))
    told = _told(relation, store)
    if not relation.channels:
        out.print("nothing is known of any channel")
    for standing in sorted(relation.channels, key=lambda s: list(channels).index(s.key.channel)):
        out.print()
        out.print(_headline(standing, channels))
        for label, ids in (("", standing.evidence), ("against: ", standing.against)):
            for identifier in ids[-_MOST_QUOTES:]:
                out.print(_indented(label + _quote(identifier, told), 4))
            if len(ids) > _MOST_QUOTES:
                out.print(Text(f"    {label}and {len(ids) - _MOST_QUOTES} earlier"))
    for title, plans in (("planned", relation.planned), ("planned before", relation.past_plans)):
        if plans:
            out.print()
            out.print(Text(title, style="underline"))
            for plan in plans:
                out.print(Text("  " + _plan_line(plan)))
                out.print(_indented(_quote(plan.id, told), 4))
    out.print()
    out.print(_trend_line(relation))


def _indented(text: str, columns: int, style: str = "") -> Padding:
    """A paragraph that stays indented where it goes on in the next line."""
    return Padding(Text(text, style=style), (0, 0, 0, columns), expand=False)


def _told(relation: Relation, store: Reader) -> dict[str, Event]:
    wanted = {i for s in relation.channels for i in (*s.evidence, *s.against)}
    wanted |= {plan.id for plan in (*relation.planned, *relation.past_plans)}
    return {stored.event.id: stored.event for stored in store.events(EventFilter(ids=sorted(wanted)))} if wanted else {}


def _headline(standing: Standing, channels: Mapping[str, Channel]) -> Text:
    key = standing.key
    arrow = "→" if channels[key.channel].directed else "–"
    about = (key.level, f"with {key.person}" if key.person else "", key.project)
    mediated = f"mediated by {standing.mediator}" if standing.mediator else ""
    line = Text(clean(f"{key.channel} {key.sender} {arrow} {key.receiver}") + "  ")
    line.append(standing.value, style="bold")
    line.append("".join(f", {clean(part)}" for part in (*about, mediated) if part))
    line.append(f"  since {standing.since}, confirmed {standing.last_confirmed}, {standing.certainty}", style="dim")
    return line


def _quote(identifier: str, told: Mapping[str, Event]) -> str:
    event = told.get(identifier)
    if event is None:
        return clean(identifier)
    words = clean(event.sentence_text)
    if len(words) > _LONGEST_QUOTE:
        words = f"… {clean(event.phrase)} …"
    return f"{event.published} {clean(event.document)} “{words}” [{identifier[:8]}]"


def _plan_line(plan: Plan) -> str:
    when = (
        "no day told"
        if plan.start is None
        else str(plan.start)
        if plan.start == plan.end
        else f"{plan.start}–{plan.end}"
    )
    return f"{when}  {plan.sender} → {plan.receiver}  {plan.act or plan.event}  {plan.outcome}"


def _trend_line(relation: Relation) -> str:
    trend = relation.trend
    if trend.mean_scale is None:
        return f"no incidents in the {trend.days} days before"
    change = "" if trend.change is None else f", {trend.change:+.2f} against the {trend.days} days before"
    count = len(relation.incidents)
    return (
        f"{count} incident{'' if count == 1 else 's'} in {trend.days} days, mean scale {trend.mean_scale:+.2f}{change}"
    )


def show_timeline(entries: list[Answer], names: Names, pair: tuple[str, str]) -> None:
    """Draw what happened, by date."""
    out = console()
    out.print(Text(f"{names.title(pair[0])} – {names.title(pair[1])}", style="bold"))
    if not entries:
        out.print("nothing is known")
    for entry in entries:
        what = entry["act"] or entry["event"] or "state"
        who = ", ".join(entry["actor"]) + (f" → {', '.join(entry['recipient'])}" if entry["recipient"] else "")
        status = "" if entry["status"] in (None, "occurred") else f" ({entry['status']})"
        out.print(Text(clean(f"{entry['date']}  {who}  {what}{status}")))
        if entry["text"]:
            out.print(_indented(f"“{clean(entry['text'])}” [{entry['id'][:8]}]", 4, "dim"))
        for change in entry["changes"]:
            sides = f" {change['from']} → {change['to']}" if change["from"] else ""
            before = f"{change['before']} → " if change["before"] else ""
            mark = "" if change["certainty"] == "stated" else f" ({change['certainty']})"
            moved = f"{change['channel']}{sides}: {before}{change['value'] or 'ended'}{mark}"
            out.print(Text("    " + clean(moved), style="bold"))


_SERIES = (
    *("period", "articles", "incidents", "verbal+", "material+", "verbal−", "material−"),
    *("scale", "goldstein", "trend", ""),
)


def show_series(periods: Sequence[Period]) -> None:
    """Draw a table of periods."""
    console().print(table(_SERIES, map(_series_row, periods)) if periods else "no incidents")


def _series_row(period: Period) -> list[str]:
    return [
        _span(period),
        str(period.articles),
        str(period.incidents),
        *(str(period.quads.get(quad, 0)) for quad in (1, 2, 3, 4)),
        *("" if value is None else f"{value:+.2f}" for value in (period.scale, period.goldstein, period.trend)),
        "◆" if period.change_point else "",
    ]


def _span(period: Period) -> str:
    """Name a period as ISO 8601 does: 2023, 2023-11, 2023-W45, 2023-11-10."""
    start, days = period.start, (period.end - period.start).days
    if days == 6:
        return f"{start.isocalendar().year}-W{start.isocalendar().week:02}"
    return start.isoformat()[: 10 if days == 0 else 7 if days < 31 else 4]
