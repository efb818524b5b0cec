"""The process's own edition, over the CSVs of `make_files`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from publicstats.publishing import Store, shared_store
from tests.helpers import make_files, save


@pytest.fixture
def serve_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Store]]:
    """`serve_files(files)`: the store of this process over these CSVs, checked once."""

    def serve(files: dict[str, bytes] | None = None) -> Store:
        monkeypatch.setenv("PUBLICSTATS_DATA", str(save(files or make_files(), tmp_path / "data")))
        monkeypatch.setenv("PUBLICSTATS_STATE", str(tmp_path / "state"))
        shared_store.cache_clear()
        return shared_store()

    yield serve
    shared_store.cache_clear()
