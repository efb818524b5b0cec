"""Figures behind a link that is set to a new copy, as git-sync does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publicstats.reading.folder import load_files, sign_folder
from tests.helpers import DATA


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """The figures twice, and a link `current` to the first."""
    shutil.copytree(DATA, tmp_path / "one" / "data")
    shutil.copytree(tmp_path / "one", tmp_path / "two")  # keeps sizes and times
    (tmp_path / "current").symlink_to("one")
    return tmp_path


def swap(folder: Path) -> None:
    """Sets the link to the second copy in one step, as git-sync does."""
    (folder / "swapped").symlink_to("two")
    (folder / "swapped").replace(folder / "current")


def test_new_copy_is_noticed_though_every_file_has_its_old_size_and_time(copies: Path) -> None:
    before = sign_folder(copies / "current" / "data")
    swap(copies)
    assert before
    assert sign_folder(copies / "current" / "data") != before


def test_new_copy_never_mixes_with_the_one_that_is_being_read(
    copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = load_files(copies / "one" / "data")
    for path in (copies / "two" / "data").rglob("*.csv"):
        path.write_bytes(b"changed")
    read_bytes = Path.read_bytes

    def read_and_swap(path: Path) -> bytes:
        if (copies / "current").readlink() == Path("one"):
            swap(copies)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", read_and_swap)
    assert load_files(copies / "current" / "data") == whole
