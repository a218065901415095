"""What a joint undertaking is called, in the words of the text."""

from __future__ import annotations

import re

_LEAD = re.compile(
    r"\b(?:co-?operat\w*|collaborat\w*|partnership|work\w* together|exercises?|drills?|agreements?|deals?)\s+"
    r"(?:on|in|over|for|about|to (?:build|develop|explore))\s+(?:(?:a|an|the|its|their|joint|potential|possible)\s+)*",
    re.IGNORECASE,
)
_END = re.compile(
    r"[,;:.]|\s(?:and|with|between|after|before|amid|despite|which|that|in|on|from|since|to)\s", re.IGNORECASE
)
_LONGEST = 60


def project(phrase: str) -> str:
    """Return the name of the project that a phrase tells of ("a natural gas pipeline"), or "" for none."""
    lead = _LEAD.search(phrase)
    if lead is None:
        return ""
    name = _END.split(phrase[lead.end() :], maxsplit=1)[0].strip().lower()
    return name if len(name) <= _LONGEST else ""
