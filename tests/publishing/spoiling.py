"""Two editions, ways to spoil what lies on disk, and what a store says of it."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from publicstats.publishing import Store
from publicstats.server.metrics import collect_edition
from tests.helpers import FIGURES, change, make_files

GOOD = make_files()
NEXT = make_files(figures=[change("members_2024", printed="1900多万名")])
HEADER = GOOD[FIGURES].split(b"\n")[0] + b"\n"


def served(store: Store) -> str:
    edition = store.snapshot.edition
    return edition.fingerprint if edition else ""


def list_codes(store: Store) -> set[str]:
    return {problem.code for problem in store.snapshot.problems}


def is_current(store: Store) -> float:
    """What the metrics say."""
    families = collect_edition(store.snapshot, datetime.now(UTC))
    samples = [sample for family in families for sample in family.samples]
    return next(s.value for s in samples if s.name == "publicstats_edition_current")


def bind(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(path.parent)  # the address of a socket may not be long
        try:
            server.bind(path.name)
        finally:
            os.chdir(here)


def put(kind: str, path: Path) -> None:
    """Something else in the place of a file or folder."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    if kind == "file":
        path.write_bytes(b"")
    else:
        make(kind, path)


def make(kind: str, path: Path) -> None:
    """Something that is no file."""
    makers: dict[str, Callable[[], object]] = {
        "folder": path.mkdir,
        "pipe": lambda: os.mkfifo(path),
        "circle": lambda: path.symlink_to(path.name),
    }
    makers[kind]()
