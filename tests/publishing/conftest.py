"""A folder with a valid edition, a store over it, and disks that need not outlive a machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from publicstats.publishing import Store
from tests.helpers import save
from tests.publishing.spoiling import GOOD


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Machines do not end in these tests: nothing need outlive one."""
    monkeypatch.setattr("os.fsync", lambda handle: None)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a valid edition."""
    return save(GOOD, tmp_path / "data")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Where its editions are kept."""
    return tmp_path / "data.state"


@pytest.fixture
def store(data: Path, state: Path) -> Store:
    """A store that serves it."""
    store = Store(data, state)
    store.check()
    return store
