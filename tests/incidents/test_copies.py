"""Wire copies: the same dispatch in several papers is one story, another text on the same event is not."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from dragoman.incidents import Rules, bands, similar, stories
from dragoman.records import Article

DISPATCH = (
    "Georgia expelled two Russian diplomats on Friday after prosecutors accused them of paying a customs officer for "
    "lists of cargo that passes the port of Poti. The foreign ministry in Tbilisi gave both three days to leave. "
    "Moscow called the charges invented and promised to answer in kind. Trade between the two neighbours has grown "
    "since the border post at Lars opened again, and merchants on both sides said that they feared for their business. "
    "An official of the port said that nobody there had been questioned. Opposition leaders asked for a debate."
)
OTHER = (
    "Tbilisi has thrown out a pair of Russian envoys over an alleged bribe to a customs officer at Poti. They must be "
    "gone by Monday, the foreign ministry said. Russia rejected the accusation and said that it would retaliate, while "
    "traders at the Lars crossing worried that lorries would be stopped again as they were some years ago."
)


def test_a_copy_with_another_dateline_and_end_is_found(rules: Rules) -> None:
    copy = "TBILISI (Wire) — " + DISPATCH.replace("Friday", "Saturday").removesuffix(
        " Opposition leaders asked for a debate."
    )
    assert similar(DISPATCH, copy, rules)
    assert set(bands(DISPATCH, rules)) & set(bands(copy, rules))


def test_a_shortened_copy_is_found(rules: Rules) -> None:
    short = DISPATCH[: DISPATCH.index(" Trade between")]
    assert similar(DISPATCH, short, rules)


def test_a_short_dispatch_is_found_as_the_beginning_of_a_long_article(rules: Rules) -> None:
    more = " ".join(f"{OTHER} In the {number}th hour nothing was new." for number in range(20))
    first = " ".join((DISPATCH + " " + OTHER).split()[:150])
    assert set(bands(first, rules)) & set(bands(f"{first} {more}", rules))
    assert len(bands(first, rules)) == 32 < len(bands(f"{first} {more}", rules))


def test_another_text_on_the_same_event_is_no_copy(rules: Rules) -> None:
    assert not similar(DISPATCH, OTHER, rules)


def test_texts_too_short_to_tell_are_stories_of_their_own(rules: Rules) -> None:
    assert bands("Two words", rules) == ()
    assert not similar("Two words", "Two words", rules)


def test_the_bands_rest_on_the_words_alone(rules: Rules) -> None:
    assert bands(DISPATCH, rules) == bands(DISPATCH.upper().replace(" ", "\n"), rules)
    # a store keeps these keys: they may not change from run to run or with a library's version
    assert bands(DISPATCH, rules)[0] == "t0:0ba3e779716476bc"


def test_stories_do_not_depend_on_the_order(rules: Rules) -> None:
    day = date(2020, 5, 1)
    articles = [
        Article("c", day, DISPATCH), Article("b", day, "By our staff. " + DISPATCH), Article("d", day, OTHER),
        Article("a", day, "Short."),
    ]  # fmt: skip
    expected = {"a": "a", "b": "b", "c": "b", "d": "d"}
    assert all(stories(order, rules) == expected for order in permutations(articles))
