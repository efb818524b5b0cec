"""Where the CSVs and the state lie, whether the CSVs may have changed, and writing that cannot tear."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

Signature = tuple[tuple[str, int, int, int], ...]
"""Name, size, time of change (ns) and inode of every CSV, in order of name."""


def data_folder() -> Path:
    """The folder with the CSVs: PUBLICSTATS_DATA, else `data/` of the project."""
    return Path(os.environ.get("PUBLICSTATS_DATA") or PROJECT / "data")


def state_folder(data: Path) -> Path:
    """The folder with the editions of a data folder: PUBLICSTATS_STATE, else `<data>.state` beside it."""
    given = os.environ.get("PUBLICSTATS_STATE")
    return Path(given) if given else data.with_name(f"{data.name}.state")


def sign_folder(folder: Path) -> Signature:
    """The signature of every CSV: differs whenever one may have changed. Files that vanish are left out."""
    signature = []
    for path in sorted([*folder.glob("*.csv"), *folder.glob("figures/*.csv")]):
        try:
            stat = path.stat()
        except OSError:
            continue
        signature.append((path.relative_to(folder).as_posix(), stat.st_size, stat.st_mtime_ns, stat.st_ino))
    return tuple(signature)


def write_atomically(path: Path, data: bytes) -> None:
    """Writes a file so that it is either there whole or not at all, whenever the process or machine ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
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
