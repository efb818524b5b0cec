"""The process's own edition, over the CSVs of `make_files`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publicstats.edition.model import Edition
from publicstats.publishing import Store
from publicstats.server import health, metrics
from publicstats.server.api import answering
from publicstats.server.shell import first_views
from tests.helpers import make_files, save


def make_store(folder: Path, files: dict[str, bytes]) -> Store:
    """A store over these CSVs, checked once."""
    store = Store(save(files, folder / "data"), folder / "state")
    store.check()
    return store


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that no test changes."""
    return make_store(tmp_path_factory.mktemp("small"), make_files())


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Callable[[Store], Store]:
    """`serve(store)`: makes it the one that this process serves."""

    def use(store: Store) -> Store:
        for module in (answering, first_views, health, metrics):
            monkeypatch.setattr(module, "shared_store", lambda: store)
        return store

    return use


@pytest.fixture
def serve_files(serve: Callable[[Store], Store], tmp_path: Path) -> Callable[..., Store]:
    """`serve_files(files)`: serves a store of its own, over these CSVs."""
    return lambda files=None: serve(make_store(tmp_path, files or make_files()))


@pytest.fixture
def edition(serve: Callable[[Store], Store], small_store: Store) -> Edition:
    """The edition of `make_files()`, served."""
    served = serve(small_store).snapshot.edition
    assert served is not None
    return served
