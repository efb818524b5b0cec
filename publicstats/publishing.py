"""Which edition readers see: the CSVs as they are now if they are valid, else the last valid one."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path

from publicstats.edition import Edition, load_edition
from publicstats.problems import Problem

Signature = tuple[tuple[str, int, int], ...]


@dataclass
class Store:
    """The edition that all sessions share, read again when a file has changed."""

    folder: Path
    edition: Edition | None = None
    problems: tuple[Problem, ...] = ()
    _signature: Signature | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def refresh(self) -> Edition | None:
        """The edition to show now; none only where there has never been a valid one."""
        with self._lock:
            signature = sign_folder(self.folder)
            if signature != self._signature:
                outcome = load_edition(self.folder)
                self.edition = outcome.edition or self.edition
                self.problems = outcome.problems
                self._signature = signature
            return self.edition


def data_folder() -> Path:
    """The folder with the CSVs: PUBLICSTATS_DATA, else `data/` of the project."""
    return Path(os.environ.get("PUBLICSTATS_DATA") or Path(__file__).resolve().parent.parent / "data")


def sign_folder(folder: Path) -> Signature:
    """Name, size and time of change of every CSV: differs whenever a file may have changed."""
    paths = sorted([*folder.glob("*.csv"), *folder.glob("figures/*.csv")])
    stats = [(path, path.stat()) for path in paths if path.exists()]
    return tuple(
        (path.relative_to(folder).as_posix(), stat.st_size, stat.st_mtime_ns) for path, stat in stats
    )
