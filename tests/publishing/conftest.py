"""A folder with a valid edition, a store over it, and disks that need not outlive a machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from publicstats.edition.builder import Builder
from publicstats.edition.model import Outcome, build_edition
from publicstats.publishing import Store
from publicstats.publishing.archive import Archive
from publicstats.reading.folder import load_files
from publicstats.reading.tables import fingerprint_files
from tests.begun import Built, repeat
from tests.helpers import save
from tests.publishing.spoiling import GOOD


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Machines do not end in these tests: nothing need outlive one."""
    monkeypatch.setattr("os.fsync", lambda handle: None)


@pytest.fixture
def built_once(monkeypatch: pytest.MonkeyPatch, small_built: Built) -> None:
    """The same files are built into an edition once: what is asked is when they are read, and which are."""
    built = {fingerprint_files(small_built.files): repeat(small_built.outcome)}

    def build(builder: Builder | None, files: dict[str, bytes], *_: object) -> Outcome:
        fingerprint = fingerprint_files(files)
        if fingerprint not in built:
            built[fingerprint] = build_edition(files)
        return built[fingerprint]

    monkeypatch.setattr(Builder, "build", build)
    monkeypatch.setattr(
        "publicstats.cli.check.load_edition", lambda folder, *_: build(None, load_files(folder))
    )


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


@pytest.fixture
def saving_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages may save."""
    monkeypatch.setenv("PUBLICSTATS_SAVING", "on")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """The archive of a state folder in which nothing is kept yet."""
    return Archive(tmp_path / "data.state")
