"""Sentences with their source and target marked."""

from __future__ import annotations

import pytest

from dragoman.events.marked import MarkedReader, unmarked


@pytest.fixture(scope="module")
def reader() -> MarkedReader:
    return MarkedReader.load()


@pytest.mark.parametrize(
    ("marked", "text", "source", "target"),
    [
        ("<s>Peru</s> met <t>Chile</t>.", "Peru met Chile.", ["Peru"], ["Chile"]),
        ("<t>Chile</t> was hit.", "Chile was hit.", [], ["Chile"]),
        ("Nothing is marked.", "Nothing is marked.", [], []),
        ("<s>Peru</s> and <s>Mali</s> met.", "Peru and Mali met.", ["Peru", "Mali"], []),
        ("<s>Peru's <t>army</t></s> left.", "Peru's army left.", ["Peru's army"], ["army"]),
        ("<b>Peru</b> & <s>Mali</s> < 3", "<b>Peru</b> & Mali < 3", ["Mali"], []),
    ],
)
def test_marks_become_spans(marked: str, text: str, source: list[str], target: list[str]) -> None:
    found, sides = unmarked(marked)
    assert found == text
    assert [[found[a:b] for a, b in side] for side in sides] == [source, target]


@pytest.mark.parametrize("marked", ["<s>Peru met Chile", "Peru</s> met", "<s><s>Peru</s></s>", "<t>Chile</s>"])
def test_broken_marks_are_an_error(marked: str) -> None:
    with pytest.raises(ValueError):
        unmarked(marked)


@pytest.mark.parametrize(
    ("marked", "type_", "modes", "status", "about"),
    [
        ("<s>Peru</s> recalled its ambassador to <t>Chile</t>.", "SANCTION", ["withdraw"], "occurred", None),
        ("<s>Rebels</s> shelled <t>the town of Kidal</t>.", "ASSAULT", ["heavy-weapons"], "occurred", None),
        (
            "<s>The minister</s> threatened to expel <t>the ambassador</t>.",
            "THREATEN",
            ["expel"],
            "occurred",
            "SANCTION",
        ),
        ("<t>Ghana</t> was promised new loans by <s>the World Bank</s>.", "AGREE", [], "occurred", None),
        ("Thousands marched against <t>the government</t> in Bamako.", "PROTEST", ["demo"], "occurred", None),
    ],
)
def test_a_marked_pair_is_typed(
    marked: str, type_: str, modes: list[str], status: str, about: str | None, reader: MarkedReader
) -> None:
    answer = reader.answer({"id": 1, "marked": marked})
    assert (answer["event"], answer["mode"], answer["status"]) == ([type_], modes, status)
    spoken = answer["about"]
    assert about is None or (isinstance(spoken, dict) and spoken["event"] == about)


def test_there_is_always_a_type_and_none_has_its_place(reader: MarkedReader) -> None:
    answer = reader.answer({"marked": "<s>Peru</s> lies north of <t>Chile</t>."})
    chances = answer["probabilities"]
    assert isinstance(chances, dict)
    assert answer["event"] != ["NONE"] and max(chances, key=lambda name: chances[name]) == "NONE"
    assert sum(chances.values()) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("question", [{}, {"marked": None}, {"marked": "  "}, {"marked": 7}])
def test_no_text_is_an_error(question: dict[str, object], reader: MarkedReader) -> None:
    with pytest.raises(ValueError, match="marked"):
        reader.answer(question)
