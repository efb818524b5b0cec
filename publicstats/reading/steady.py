"""The CSVs of a folder that somebody writes to: read only as what they were when they had settled.

Of a file that never rests two readings, some time apart, must be equal: what is half written is not.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publicstats.contract.problems import Problem
from publicstats.reading.folder import (
    RESTORING,
    Signature,
    UnreadableError,
    load_files,
    load_staged,
    load_tables,
    sign_folder,
)

PAUSE = 0.1
"""Seconds between two readings of a file that never rests."""
TRIES = 8
"""Readings of it until it is the same twice in a row."""


class MovedError(Exception):
    """The CSVs are not any more what they were when they had settled, or when they were read."""


@dataclass(frozen=True)
class Settled:
    """A folder that may be read: its signature, and the least length of each file that never rests."""

    signature: Signature
    restless: Mapping[str, int] = field(default_factory=dict)


def load_steady(folder: Path, settled: Settled) -> dict[str, bytes]:
    """The CSVs of a folder that has settled, as `load_files` gives them.

    Raises `MovedError` where a file that rested has changed since, `UnreadableError` as `load_files` does, or
    for a file that is never the same twice.
    """
    folder = folder.resolve()
    if not settled.restless:
        files = load_files(folder)
        if not (folder / RESTORING).exists() and sign_folder(folder) != settled.signature:
            raise MovedError
        return files
    staged = load_staged(folder)
    if staged is not None:
        return staged
    files, moving = load_tables(folder), [folder.name]
    for _ in range(TRIES):
        time.sleep(PAUSE)
        again = load_tables(folder)
        moving = [name for name in files.keys() | again.keys() if files.get(name) != again.get(name)]
        moving += [name for name, least in settled.restless.items() if len(again.get(name, b"")) < least]
        if not moving:
            return again
        files = again
    raise UnreadableError(*(Problem("file_unreadable", name) for name in sorted(set(moving))))
