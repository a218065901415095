"""A store that is filled once, and a copy of it for each test that writes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.driver import articles, make_quick, run


@pytest.fixture(autouse=True)
def quick_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here loads the language model."""
    make_quick(monkeypatch)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store with the articles. Whatever is asked of it, and however, nothing of it may be written."""
    folder = tmp_path_factory.mktemp("store")
    with pytest.MonkeyPatch.context() as patch:
        make_quick(patch)
        assert run("add", articles(folder / "in.jsonl"), db=folder / "news.db")[0] == 0
    before = (folder / "news.db").read_bytes()
    yield folder / "news.db"
    assert (folder / "news.db").read_bytes() == before


@pytest.fixture
def copied(filled: Path, tmp_path: Path) -> Path:
    """A store of one's own."""
    return Path(shutil.copy(filled, tmp_path / "news.db"))
