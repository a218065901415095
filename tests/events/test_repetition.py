"""A deed told twice in an article: the later record is linked to the first."""

from __future__ import annotations

import pytest

from .conftest import Coded


def links(coded: Coded, text: str) -> list[int | None]:
    """For each event, the number of the event that it is linked to."""
    events = coded(text)
    ids = [event.id for event in events]
    return [ids.index(event.link) if event.link is not None else None for event in events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway condemned Chad. Norway condemned Chad again.", [None, 0]),
        ("Norway condemned Chad. Norway's condemnation of Chad was harsh.", [None, 0]),
        # to the first, not to the one before
        ("Norway condemned Chad. Norway condemned Chad again. Norway condemned Chad once more.", [None, 0, 0]),
        ("Chad attacked Sudan on Monday. Sudan condemned Chad. Chad attacked Sudan on Monday.", [None, None, 0]),
        # a day of its own each
        ("Chad attacked a Sudanese town on Monday. Chad attacked a Sudanese town on Sunday.", [None, None]),
        # other sides, or the other way round
        ("Norway condemned Chad. Norway condemned Mali.", [None, None]),
        ("Norway condemned Chad. Chad condemned Norway.", [None, None]),
        # done, denied and promised are three things
        ("Qatar expelled two Egyptian diplomats. Qatar did not expel two Egyptian diplomats.", [None, None]),
        ("Qatar expelled two Egyptian diplomats. Qatar will expel two Egyptian diplomats.", [None, None]),
        # another act of the same type
        ("Qatar expelled two Egyptian diplomats. Qatar closed its embassy in Cairo.", [None, None]),
    ],
)
def test_links(text: str, expected: list[int | None], coded: Coded) -> None:
    assert links(coded, text) == expected


def test_no_link_between_articles(coded: Coded) -> None:
    assert [event.link for _ in range(2) for event in coded("Norway condemned Chad.")] == [None, None]
