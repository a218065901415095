"""The notation of the corpus, and what the validator says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.ontology import Ontology
from training.corpus import Entry, part_of, read_file, write_file
from training.notation import Contrast, Deed, NotationError, Pair, Sentence, parse_line
from training.validate import families_of_contrasts, faults_of, near_duplicates, repeated, skeleton

LINE = (
    "[1|Peru] agreed with [2|Chile] on Monday to free [3|two sailors]. "
    "## 1<>2 AGREE occurred ~ CONSULT/visit planned; 1>3 NONE ## diplomatic, territory ## @m-agree:done#7"
)


def test_a_line_is_read() -> None:
    sentence = parse_line(LINE)
    assert sentence.text == "Peru agreed with Chile on Monday to free two sailors."
    assert [sentence.text[a:b] for a, b in sentence.actors] == ["Peru", "Chile", "two sailors"]
    deed, about = Deed("AGREE", (), "occurred"), Deed("CONSULT", ("visit",), "planned")
    assert sentence.pairs == (Pair(0, 1, deed, about), Pair(1, 0, deed, about), Pair(0, 2, None))
    assert sentence.context == ("diplomatic", "territory")
    assert sentence.contrast == (Contrast("m-agree", "done", "7"),)


def test_several_on_a_side_and_nobody() -> None:
    sentence = parse_line(
        "[1|Mali] and [2|Niger] warned [3|Togo]. ## 1,2>3 ACCUSE occurred; 3>- PROTEST/demo+riot planned ## -"
    )
    assert [(p.source, p.target) for p in sentence.pairs] == [(0, 2), (1, 2), (2, None)]
    assert sentence.pairs[2].deed == Deed("PROTEST", ("demo", "riot"), "planned")
    assert sentence.side(None) == () and sentence.side(0) == ((0, 4),)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("no fields", "1 fields"),
        ("No actor here. ## 1>2 NONE ## -", "no actor"),
        ("[1|Peru] and [1|Chile] ## 1>1 NONE ## -", "two actors"),
        ("[1|Peru] and [2|Chile ## 1>2 NONE ## -", "bracket"),
        ("[1|Peru] ## 1>4 NONE ## -", "'4'"),
        ("[1|Peru] ## ->- NONE ## -", "without source and target"),
        ("[1|Peru] ## nonsense ## -", "no pair: 'nonsense'"),
        ("[1|Peru] ## ## -", "no pair"),
        ("[1|Peru] ## 1>- AGREE ## -", "no deed"),
        ("[1|Peru] ## 1>- AGREE occurred ## - ## @x", "no contrast"),
    ],
)
def test_a_broken_line_says_why(line: str, reason: str) -> None:
    with pytest.raises(NotationError, match=reason):
        parse_line(line)


def test_a_sentence_survives_the_corpus_file(tmp_path: Path) -> None:
    entries = [Entry("one", parse_line(LINE)), Entry("two", parse_line("[1|Peru] left. ## 1>- NONE ## -"))]
    write_file(tmp_path / "x.jsonl", entries)
    assert list(read_file(tmp_path / "x.jsonl")) == entries


def test_a_broken_file_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.jsonl:1: KeyError"):
        list(read_file(tmp_path / "x.jsonl"))


def test_contrasting_sentences_stay_in_one_part() -> None:
    group = (Contrast("m-agree", "done", "7"),)
    parts = {part_of(Entry(str(i), Sentence(str(i), (), (), (), group))) for i in range(50)}
    assert len(parts) == 1
    assert {part_of(Entry(str(i), Sentence(str(i), (), ()))) for i in range(200)} == {"train", "fit", "test"}


def _faults(line: str) -> list[str]:
    return list(faults_of(parse_line(line), Ontology.load(), families_of_contrasts()))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("[1|Peru] left. ## 1>- NONE ## -", "2 words"),
        ("[1|Peru] left the summit in Lima early. ## 1>- AGRE occurred ## -", "no type 'AGRE'"),
        ("[1|Peru] left the summit in Lima early. ## 1>- AGREE/visit occurred ## -", "no mode AGREE/visit"),
        ("[1|Peru] left the summit in Lima early. ## 1>- AGREE done ## -", "no status 'done'"),
        ("[1|Peru] left the summit in Lima early. ## 1>- ASSAULT occurred ~ AID planned ## -", "speaks of no deed"),
        ("[1|Peru] left the summit in Lima early. ## 1>- NONE ## weather", "no context 'weather'"),
        ("[1|Peru] left the summit in Lima early. ## 1>- NONE ## - ## @m-agree:never#1", "no contrast"),
        ("[1|Peru] left the summit in Lima early. ## 1>- NONE; 1>- NONE ## -", "the same pair twice"),
        ("[1| Peru] left the summit in Lima early. ## 1>- NONE ## -", "blanks"),
    ],
)
def test_the_validator_names_a_fault(line: str, fault: str) -> None:
    assert any(fault in found for found in _faults(line))


def test_a_good_sentence_has_no_fault() -> None:
    assert _faults(LINE) == []


def test_templates_and_near_duplicates_are_found() -> None:
    names = [
        ("Peru", "Chile", "Monday"),
        ("Mali", "Togo", "Friday"),
        ("Iran", "Oman", "Sunday"),
        ("Fiji", "Tonga", "May"),
    ]
    lines = [f"[1|{a}] recalled its envoy from [2|{b}] on {day}. ## 1>2 SANCTION occurred ## -" for a, b, day in names]
    sentences = [parse_line(line) for line in lines]
    assert len({skeleton(sentence) for sentence in sentences}) == 1
    assert list(repeated(sentences)) and not list(repeated(sentences[:3]))
    assert list(near_duplicates(sentences[:2]))
    tagged = [parse_line(f"{line} ## @m-agree:done#1") for line in lines[:2]]
    assert not list(near_duplicates(tagged))
