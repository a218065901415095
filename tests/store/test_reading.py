"""What the store answers, on both databases alike."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from dragoman.errors import InputError, StoreError, UsageError
from dragoman.records import About, CodedArticle, Disagreement, Event, Incident, Span, StateReport
from dragoman.store import Baseline, EventFilter, Found, Store, Tally, pairs_of
from dragoman.store.entries import StoredEvent

from .toy import Adder, ToyCoder, article

ARTICLES = (
    article("b", 2, "PER recall-ambassador CHL. CHL accuse PER. ARG+BRA meet -."),
    article("a", 2, "BRA mediate CHL+PER."),
    article("z", 1, "CHL arrest PER. CHL attack ARG.", title="T", url="u", publisher="Wire"),
)


@pytest.fixture
def filled(store: Store) -> Store:
    Adder().add(store, *ARTICLES)
    return store


def told(events: list[StoredEvent]) -> list[str]:
    return [stored.event.sentence_text for stored in events]


def by(store: Store, **chosen: object) -> list[str]:
    return told(list(store.events(EventFilter(**chosen))))  # type: ignore[arg-type]


def of(text: str) -> Event:
    return ToyCoder().code(article("x", 1, text))[0]


def test_events_come_back_as_they_were_in_the_canonical_order(filled: Store) -> None:
    coded = {e.id: e for a in ARTICLES for e in ToyCoder().code(a)}
    read = [stored.event for stored in filled.events()]
    assert [e.document for e in read] == ["z", "z", "a", "b", "b", "b"]
    assert all(replace(coded[e.id], trigger_text="") == e for e in read)
    assert filled.article("z") == ARTICLES[2]
    assert filled.articles(["z", "none", "a"]) == {"a": ARTICLES[1], "z": ARTICLES[2]}
    assert filled.article("none") is None


def test_many_ids_at_once(filled: Store) -> None:
    many = [f"none-{n}" for n in range(33_000)] + ["a"]
    assert list(filled.articles(many)) == ["a"]
    assert filled.incidents_of(many) == {}


def test_filters(filled: Store) -> None:
    assert by(filled, documents=["a"]) == ["BRA mediate CHL+PER"]
    assert by(filled, types=["ACCUSE", "ASSAULT"]) == ["CHL attack ARG", "CHL accuse PER"]
    assert by(filled, acts=["meet"]) == by(filled, actors=["ARG"]) == ["ARG+BRA meet -"]
    assert by(filled, entities=["ARG"]) == ["CHL attack ARG", "ARG+BRA meet -"]
    assert by(filled, recipients=["CHL"]) == ["BRA mediate CHL+PER", "PER recall-ambassador CHL"]
    assert (
        by(filled, known_on=date(2020, 1, 1))
        == by(filled, until=date(2020, 1, 1))
        == ["CHL arrest PER", "CHL attack ARG"]
    )
    assert len(by(filled, since=date(2020, 1, 2))) == len(by(filled, published_since=date(2020, 1, 2))) == 4
    assert by(filled, pair=("PER", "BRA"), statuses=["occurred"]) == ["BRA mediate CHL+PER"]
    assert by(filled, moving=True, documents=["b"]) == ["PER recall-ambassador CHL", "ARG+BRA meet -"]
    assert by(filled, types=[]) == by(filled, ids=["' OR 1=1 --", "\0", "\ud800"]) == []
    assert len(by(filled, limit=2)) == 2


def test_the_events_of_a_dyad(filled: Store) -> None:
    every = ["CHL arrest PER", "BRA mediate CHL+PER", "PER recall-ambassador CHL", "CHL accuse PER"]
    assert told(filled.pair_events("PER", "CHL")) == told(filled.pair_events("CHL", "PER")) == every
    assert told(filled.pair_events("PER", "CHL", moving=True)) == every[:3]
    assert told(filled.pair_events("PER", "CHL", moving=True, types=["ACCUSE"])) == every
    assert told(filled.pair_events("PER", "CHL", known_on=date(2020, 1, 1))) == every[:1]
    assert filled.pair_events("PER", "\0") == []
    assert filled.pair_count("CHL", "PER") == 4
    assert filled.pairs() == {
        ("ARG", "BRA"): 1,
        ("ARG", "CHL"): 1,
        ("BRA", "CHL"): 1,
        ("BRA", "PER"): 1,
        ("CHL", "PER"): 4,
    }
    assert filled.entities() == {"ARG": 2, "BRA": 2, "CHL": 5, "PER": 4}


def test_the_pairs_of_an_event() -> None:
    assert pairs_of(of("PER meet CHL.")) == [("CHL", "PER")]
    assert pairs_of(of("PER+ARG meet -.")) == [("ARG", "PER")]
    assert pairs_of(of("PER negotiate CHL+ARG.")) == [("ARG", "PER"), ("CHL", "PER")]
    assert pairs_of(of("PER host-talks CHL+ARG.")) == [("ARG", "CHL"), ("ARG", "PER"), ("CHL", "PER")]
    assert pairs_of(of("PER meet PER.")) == pairs_of(of("PER meet -.")) == []
    offer = replace(of("PER agree CHL+ARG."), about=About("CONSULT", (), "mediate"))
    assert ("ARG", "CHL") in pairs_of(offer)
    state = replace(of("- agree -."), type=None, asserts=StateReport("relations", "PER", "CHL", "none"))
    assert pairs_of(state) == [("CHL", "PER")]


def test_an_event_by_the_beginning_of_its_id(filled: Store) -> None:
    event = next(filled.events()).event
    assert filled.event(event.id[:10]).event == filled.event(event.id).event == event
    for wrong in ("", "nothing", "%", "\0"):
        with pytest.raises(UsageError):
            filled.event(wrong)


def test_articles_read(filled: Store) -> None:
    assert filled.articles_by_day() == {date(2020, 1, 1): 1, date(2020, 1, 2): 2}
    assert filled.articles_read(date(2020, 1, 2), date(2020, 1, 31)) == 2
    assert filled.articles_read(date(2021, 1, 1), date(2021, 1, 31)) == 0


def test_incidents(filled: Store) -> None:
    first, second = (stored.event for stored in list(filled.events())[:2])
    day = date(2020, 1, 1)
    one = Incident(
        "i1", "COERCE", "arrest", "occurred", ("CHL",), ("PER",), day, day, day, day, (first.id,), ("z",), 1,
        (Disagreement("dead", (("1", (first.id,)), ("2", ()))),),
    )  # fmt: skip
    with filled.begin() as transaction:
        transaction.replace_incidents([], [one])
    assert filled.incident("i") == one
    assert filled.event(first.id).incident == "i1"
    assert filled.incidents(since=date(2020, 1, 2)) == []
    two = replace(one, id="i2", events=(first.id, second.id))
    with filled.begin() as transaction:
        transaction.replace_incidents(["i1"], [two])
    assert filled.incidents_of([first.id, second.id, "none"]) == dict.fromkeys(sorted([first.id, second.id]), "i2")
    assert by(filled, incidents=["i2"]) == ["CHL arrest PER", "CHL attack ARG"]
    with pytest.raises(UsageError):
        filled.incident("i1")


def test_baseline_and_runs(store: Store) -> None:
    state = Baseline("CHL", "PER", "relations", "severed", date(1879, 4, 5), "a book")
    with store.begin() as transaction:
        transaction.put_baseline([state, Baseline("BRA", "PER", "level", "ambassador", date(1, 1, 1))])
        transaction.put_baseline([replace(state, value="none")])
        run = transaction.start_run("dragoman 1")
    assert store.baseline("PER", "CHL") == [replace(state, value="none")]
    assert [s.sender for s in store.baseline()] == ["BRA", "CHL"]
    assert store.runs()[0].finished is None
    with store.begin() as transaction:
        transaction.finish_run(run, Tally(added=3))
        transaction.clear_baseline()
    assert (store.runs()[0].counts.added, store.baseline()) == (3, [])


def test_a_failed_transaction_leaves_nothing_and_a_reader_sees_one_state(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.begin() as transaction:
        transaction.put(ToyCoder().coded(article("a")))
        assert transaction.article("a") is not None
        raise ZeroDivisionError
    assert store.article("a") is None
    with store.reading() as before:
        assert before.entities() == {}
        with store.begin() as transaction:
            transaction.put(ToyCoder().coded(article("a")))
        assert before.entities() == {}
    assert store.entities() == {"CHL": 1, "PER": 1}


def test_put_replaces_and_needs_no_pipeline(store: Store) -> None:
    coded = ToyCoder().coded(article("a"))
    with store.begin() as transaction:
        transaction.put(coded)
        assert len(transaction.put(replace(coded, events=())).removed) == 1
        transaction.put(ToyCoder().coded(article("b", 2)))
        with pytest.raises(StoreError):
            transaction.put(ToyCoder().coded(article("a", 3)))
    assert store.pairs() == {}


# Search


def test_search(store: Store) -> None:
    text = "The ambassador was recalled. He's “back”; talks of a cease-fire began in Türkiye."
    Adder().add(store, article("a", 1, text), article("b", 2, "Ambassadors recall the past. PER meet CHL."))
    found = store.search("recalling ambassadors")
    assert [f.document for f in found] == ["b", "a"]
    assert found[1] == Found("a", date(2020, 1, 1), 0, Span(0, 27), "The ambassador was recalled")
    assert [f.document for f in store.search('"ambassador was recalled"')] == ["a"]
    assert store.search('"recalled ambassador"') == store.search("ambassador meet") == []
    assert len(store.search("cease-fire türkiye talks")) == 1
    assert len(store.search("ambassador", limit=1)) == 1
    Adder().add(store, article("a", 1, "Nothing."))
    assert [f.document for f in store.search("ambassador")] == ["b"]


@pytest.mark.parametrize(
    "words",
    ['"', '""', "a AND", "NEAR(a b", "text:a", "a*", "'; DROP TABLE articles; --", "(", "^a", "-", "a OR NOT",
     "\0", "\ud800", "a & | ! <-> b", ":x", "%s", "\\", "𝔞 " * 300, ""],
)  # fmt: skip
def test_no_search_raises_or_injects(words: str, filled: Store) -> None:
    assert filled.search(words) == []
    assert filled.article("a") is not None


# Hostile text

HOSTILE = 'Robert\'); DROP TABLE events; -- "x" \\ %s :y ${z} \u202e 😀 \x01\x7f\r\n\u2028 ünï'


def test_hostile_text_comes_back_as_it_was(store: Store) -> None:
    hostile = article("a'\"; --%s", 1, HOSTILE + ". PER meet CHL.", title=HOSTILE, url=HOSTILE, publisher=HOSTILE)
    assert Adder().add(store, hostile, hostile) == ["added", "skipped"]
    assert store.article(hostile.id) == hostile
    assert next(store.events()).event.title == HOSTILE
    assert store.sentences(hostile.id)[0].text in HOSTILE


@pytest.mark.parametrize("bad", ["\0", "\ud800"])
@pytest.mark.parametrize("field", ["id", "text", "title"])
def test_what_no_database_can_hold_is_an_error_of_that_article(bad: str, field: str, store: Store) -> None:
    adder = Adder()
    wrong = replace(article("w"), **{field: f"x{bad}y"})
    assert adder.add(store, wrong, article("a", 2)) == ["added"]
    assert len(adder.errors) == 1
    assert "\n" not in str(adder.errors[0])
    with pytest.raises(InputError), store.begin() as transaction:
        transaction.put(CodedArticle(wrong, (), ()))
    assert store.article(wrong.id) is None


def test_the_store_is_read_without_what_codes() -> None:
    script = "import sys, dragoman.store; print([n for n in ('spacy', 'alembic', 'pyarrow') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
