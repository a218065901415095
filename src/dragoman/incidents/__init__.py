"""Many reports → one incident. Pure: records in, records out; who stores them is asked through ``ReportSource``."""

from dragoman.incidents.copies import bands, similar, stories
from dragoman.incidents.incident import incident_of
from dragoman.incidents.keys import blocking_keys
from dragoman.incidents.link import Changes, ReportSource, relink
from dragoman.incidents.memory import Memory, incidents
from dragoman.incidents.rules import Rules
from dragoman.incidents.same import Decision, same_event

__all__ = [
    "Changes",
    "Decision",
    "Memory",
    "ReportSource",
    "Rules",
    "bands",
    "blocking_keys",
    "incident_of",
    "incidents",
    "relink",
    "same_event",
    "similar",
    "stories",
]
