"""Where the CSVs and the state lie, and writing that cannot tear."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

TEMPORARY = ".tmp"
"""How names end of what is being written."""
PROJECT = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """The folder with the CSVs: PUBLICSTATS_DATA, else `data/` of the project."""
    return _expand(Path(os.environ.get("PUBLICSTATS_DATA") or PROJECT / "data"))


def state_folder(data: Path) -> Path:
    """The folder with the editions of a data folder: PUBLICSTATS_STATE, else `<data>.state` beside it."""
    given = os.environ.get("PUBLICSTATS_STATE")
    named = data.resolve() if data.name in ("", "..") else data
    return _expand(Path(given)) if given else named.with_name(f"{named.name}.state")


def may_save() -> bool:
    """Whether pages may save into the CSVs: PUBLICSTATS_SAVING is `on`; off by default."""
    return os.environ.get("PUBLICSTATS_SAVING", "").strip().lower() in ("on", "yes", "true", "1")


def _expand(path: Path) -> Path:
    """A path with the home folder that `~` stands for: a service has no shell that puts it there."""
    with suppress(RuntimeError):  # nobody of that name: the folder is looked for as it is written
        return path.expanduser()
    return path


def write_atomically(path: Path, data: bytes) -> None:
    """Writes a file so that it is either there whole or not at all, whenever the process or machine ends.

    Of a process that is killed meanwhile, `remove_leftovers` removes what it left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=TEMPORARY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only the owner can read; analysts and servers may be different users.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def remove_leftovers(folder: Path) -> None:
    """Removes what killed writers left of files in a folder; to be called where nobody else writes there."""
    for path in folder.glob(f".*{TEMPORARY}"):
        path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Has the names in a folder outlive the machine, where its file system knows how."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
