"""Processes that are killed, and processes that write at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dragoman.records import Article
from dragoman.store import Store
from dragoman.store.engine import open_engine, parse_url

from .toy import Adder, article, contents

# What a process does: add the articles of one of the two lists, and say in the midst of every transaction that it is
# there, with all written and nothing committed. It waits a little, so that the signal comes before it goes on.
_ADD = """
import sys, time
sys.path.insert(0, {folder!r})
from toy import Adder
from scenes import SCENES
from dragoman.store import Store

def keep(transaction, changes):
    print(changes.added[0].event.document if changes.added else "-", flush=True)
    time.sleep({pause})

with Store.open({url!r}) as store:
    for kept in Adder().each(store, *SCENES[{scene!r}], keep=keep):
        pass
"""

_WORDS = "PER recall-ambassador CHL. ARG meet BRA. Note {}."
# Every third text comes twice, and the second time with an earlier day: its first is then replaced as the original.
STORY: list[Article] = [
    one
    for n in range(24)
    for one in (
        article(f"s{n:02}", 2 + n % 5, _WORDS.format(n)),
        *([article(f"r{n:02}", 1, _WORDS.format(n))] if n % 3 == 0 else []),
    )
]
SCENES: dict[str, Sequence[Article]] = {"forth": STORY, "back": STORY[::-1]}


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """A function that starts the adding of a scene to a store in a process of its own."""
    here = Path(__file__)
    (tmp_path / "toy.py").write_bytes((here.parent / "toy.py").read_bytes())
    scenes = here.read_text("utf-8").split("\n_WORDS = ")[1].split("\n\n\n@pytest")[0]
    head = "from toy import article\nfrom dragoman.records import Article\nfrom collections.abc import Sequence\n"
    (tmp_path / "scenes.py").write_text(f"{head}_WORDS = {scenes}\n", encoding="utf-8")

    def started(url: str, scene: str = "forth", pause: float = 0.0) -> subprocess.Popen[str]:
        script = _ADD.format(folder=str(tmp_path), url=url, scene=scene, pause=pause)
        return subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    return started


def whole(url: str) -> dict[str, list[tuple[object, ...]]]:
    """What an unbroken run of the story gives."""
    with Store.open(url) as store:
        Adder().add(store, *STORY)
    return contents(url)


def test_what_a_kill_leaves_is_whole_and_a_repeat_completes_it(
    fresh: Callable[[], str], start: Callable[..., subprocess.Popen[str]]
) -> None:
    unbroken, broken = whole(fresh()), fresh()
    for line in (2, 7):
        process = start(broken, pause=0.05)
        assert process.stdout is not None
        for _ in range(line):
            assert process.stdout.readline()
        process.kill()
        process.communicate(timeout=30)
        assert process.returncode == -9
        _assert_whole(broken)
    with Store.open(broken) as store:
        done = Adder().add(store, *STORY)
    assert {"added", "skipped"} <= set(done)
    assert contents(broken) == unbroken


def _assert_whole(url: str) -> None:
    """Every article that is there has all its sentences and events, or is a copy of one that has."""
    with Store.open(url) as store:
        for one in STORY:
            kept = store.article(one.id)
            if kept is not None and not store.sentences(one.id):
                originals = [other.id for other in STORY if one.id in store.copies(other.id)]
                assert len(originals) == 1
                assert len(store.sentences(originals[0])) == 3
            elif kept is not None:
                assert len(store.sentences(one.id)) == 3
                assert sum(s.event.document == one.id for s in store.events()) == 2
    if "://" not in url:
        engine = open_engine(parse_url(url))
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            connection.exec_driver_sql("INSERT INTO sentence_words(sentence_words) VALUES ('integrity-check')")
        engine.dispose()


def test_two_that_write_at_once_lose_nothing(
    fresh: Callable[[], str], start: Callable[..., subprocess.Popen[str]]
) -> None:
    expected, shared = whole(fresh()), fresh()
    processes = [start(shared, scene, pause=0.002) for scene in ("forth", "back")]
    for process in processes:
        _, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (0, "")
    assert contents(shared) == expected
