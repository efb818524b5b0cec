"""A restore that was interrupted and then spoilt: said, and mended by another restore."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publicstats.publishing import Archive
from publicstats.publishing import restoring as module
from publicstats.publishing.restoring import finish_restore, restore_files
from publicstats.reading.folder import RESTORING, UnreadableError, load_files, load_staged
from tests.publishing.spoiling import GOOD, NEXT


@pytest.fixture
def archive(state: Path) -> Archive:
    """Where what is replaced is kept."""
    return Archive(state)


def commit(data: Path, files: dict[str, bytes]) -> None:
    """Leaves a folder as a restore does that is killed at the moment from which it counts."""
    module.commit_restore(data, Archive(data.with_name("data.state")), files, load_files(data))


def damage(place: Path, how: str) -> None:
    """Spoils a restore that waits to be ended."""
    manifest = place / "manifest.json"
    match how:
        case "a file of it is gone":
            (place / "edition" / "themes.csv").unlink()
        case "a file of it is another":
            (place / "edition" / "themes.csv").write_bytes(b"x")
        case "its manifest names a file outside":
            names = {
                "before": {"../x.csv": ""},
                "fingerprint": json.loads(manifest.read_text())["fingerprint"],
            }
            manifest.write_text(json.dumps(names))
        case "it is a link":
            place.rename(place.with_name("moved"))
            place.symlink_to("moved")
        case _:
            manifest.write_text(how)


@pytest.mark.parametrize(
    "how",
    [
        "a file of it is gone",
        "a file of it is another",
        "its manifest names a file outside",
        "it is a link",
        "",
        "[]",
        "null",
        '{"fingerprint": 1}',
        "[" * 100_000,
    ],
)
def test_damaged_restore_changes_nothing_and_another_restore_mends_it(
    how: str, data: Path, archive: Archive, tmp_path: Path
) -> None:
    (tmp_path / "x.csv").write_bytes(b"outside")
    commit(data, NEXT)
    damage(data / RESTORING, how)
    assert not finish_restore(data, archive)
    if "outside" not in how:
        with pytest.raises(UnreadableError) as caught:
            load_files(data)
        assert [problem.code for problem in caught.value.problems] == ["restore_damaged"]
    restore_files(data, archive, GOOD)
    assert load_files(data) == GOOD
    assert load_staged(data) is None
    assert (tmp_path / "x.csv").read_bytes() == b"outside"
