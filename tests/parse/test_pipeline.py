"""Articles parsed: spans that cut the text, independence of company, titles, long and odd texts."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.parse.pipeline import ParsedArticle, Parser
from dragoman.records import Article

DAY = date(2020, 6, 17)
STORY = (
    "ANKARA, June 17 (Agency) – Turkey recalled its ambassador to Israel.\n\n"
    "“We will not be silent,” the foreign minister said.  Israel’s embassy\nwas closed on Monday."
)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser.load()


def article(text: str, title: str = "") -> Article:
    return Article("a", DAY, text, title)


def outline(parsed: ParsedArticle) -> list[tuple[int, str, list[tuple[str, str, str, int]]]]:
    return [(s.sequence, s.text, [(t.text, t.tag_, t.dep_, t.head.i) for t in s.tokens]) for s in parsed.sentences]


def test_whole_spans_cut_the_text(parser: Parser) -> None:
    parsed = parser.parse(article(STORY))
    assert [s.quote(s.whole) for s in parsed.sentences] == [
        "ANKARA, June 17 (Agency) –",
        "Turkey recalled its ambassador to Israel.",
        "“We will not be silent,” the foreign minister said.",
        "Israel’s embassy\nwas closed on Monday.",
    ]
    assert [s.sequence for s in parsed.sentences] == [0, 1, 2, 3]
    assert parsed.dateline == "ANKARA, June 17 (Agency) - "


def test_spans_of_tokens_and_characters(parser: Parser) -> None:
    last = parser.parse(article(STORY)).sentences[-1]
    embassy = next(token for token in last.tokens if token.text == "embassy")
    assert last.quote(last.span(last.tokens[0], embassy)) == "Israel’s embassy"
    at = last.text.index("Monday")
    assert last.quote(last.characters(at, at + 6)) == "Monday"


def test_sentences_are_ours_and_not_the_parser_s(parser: Parser) -> None:
    parsed = parser.parse(
        article("Gen. Haddad met Lt. Col. Stone at 6 a.m. on Jan. 5 in the U.S. Embassy. They spoke.")
    )
    assert [s.text for s in parsed.sentences] == [
        "Gen. Haddad met Lt. Col. Stone at 6 a.m. on Jan. 5 in the U.S. Embassy.",
        "They spoke.",
    ]


def test_an_article_is_parsed_alike_in_any_company(parser: Parser) -> None:
    alone = outline(Parser.load().parse(article(STORY)))
    parser.parse(article("Chad's army fired on the rebels near the border of Sudan."))
    assert outline(parser.parse(article(STORY))) == alone


def test_a_title_is_read_only_when_asked_for(parser: Parser) -> None:
    one = article("Turkey has recalled its envoy to Israel.", "Turkey recalls envoy")
    assert [(s.sequence, s.text) for s in parser.parse(one).sentences] == [(0, one.text)]
    with_title = parser.parse(one, titles=True).sentences
    assert [(s.sequence, s.text) for s in with_title] == [(-1, one.title), (0, one.text)]
    assert with_title[0].quote(with_title[0].whole) == one.title


def test_a_blank_title_is_no_sentence(parser: Parser) -> None:
    assert [s.sequence for s in parser.parse(article("Turkey recalled its envoy.", " \n"), titles=True).sentences] == [
        0
    ]


@pytest.mark.parametrize("title", ["WAR", "Talks fail"])
def test_a_short_title_is_read_all_the_same(parser: Parser, title: str) -> None:
    parsed = parser.parse(article("Turkey recalled its envoy.", title), titles=True)
    assert parsed.sentences[0].text == title


@pytest.mark.parametrize("text", ["", " ", "\n\n \t", "\x00", "\ufeff", "\u200b\u00ad"])
def test_an_empty_text_has_no_sentences(parser: Parser, text: str) -> None:
    assert parser.parse(article(text)).sentences == ()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Ankara's embassy", ["Ankara's embassy"]),
        ("Iran\x00 closed its border.", ["Iran\x00 closed its border."]),
        ("😀 Iran closed its border 🏳️ today.", ["😀 Iran closed its border 🏳️ today."]),
        ("The paper Haaretz (הארץ) was banned. Iran agreed.", ["The paper Haaretz (הארץ) was banned.", "Iran agreed."]),
        ("Tu\u0308rkiye sent its envoy home. It was late.", ["Tu\u0308rkiye sent its envoy home.", "It was late."]),
        (
            "Iran\u00a0closed\u202fits border.\r\n\r\nIraq did not.",
            ["Iran\u00a0closed\u202fits border.", "Iraq did not."],
        ),
    ],
    ids=["short", "nul", "emoji", "right to left", "combining", "odd blanks"],
)
def test_odd_texts(parser: Parser, text: str, quoted: list[str]) -> None:
    assert [s.quote(s.whole) for s in parser.parse(article(text)).sentences] == quoted


def test_bylines_and_credits_are_left_out_but_keep_their_number(parser: Parser) -> None:
    parsed = parser.parse(
        article("By Anna Berg, Staff Writer\n\nTurkey recalled its envoy.\n\n(Agency)\n\nIsrael protested.")
    )
    assert [(s.sequence, s.text) for s in parsed.sentences] == [
        (1, "Turkey recalled its envoy."),
        (3, "Israel protested."),
    ]


def test_a_very_long_article_is_parsed_in_parts(parser: Parser) -> None:
    line = "Turkey’s army shelled the border town near Kilis on day {}.\n\n"
    text = "".join(line.format(n) for n in range(1500))
    sentences = parser.parse(article(text)).sentences
    assert len({s.offset for s in sentences}) > 1
    assert [s.sequence for s in sentences] == list(range(1500))
    assert all(s.quote(s.whole) == line.format(n).strip() for n, s in enumerate(sentences))


def test_one_endless_sentence_is_parsed(parser: Parser) -> None:
    text = "Iran " + "and Iraq " * 6000 + "agreed."
    parsed = parser.parse(article(text))
    assert parsed.sentences[-1].quote(parsed.sentences[-1].whole).endswith("agreed.")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from("Iran aid.?!\"'’“ \n\t\x00\u00ad\u200b\u0301é😀א(-5"), max_size=160))
def test_any_text_gives_ordered_spans_that_cut_it(parser: Parser, text: str) -> None:
    spans = [s.whole for s in parser.parse(article(text)).sentences]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
