"""Files of one JSON record a line, that only grow: written line by line, read from their end.

They are shared, outlive programs, and may have been torn by a crash or by a hand: a line that is none is
passed over and spoils no other.
"""

from __future__ import annotations

import errno
import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from publicstats.publishing.backwards import read_lines_back

DAMAGE = (ValueError, LookupError, TypeError, ArithmeticError, RecursionError, MemoryError)
"""What reading a record may raise that is none."""
RECENT_BYTES = 16_000_000
"""Bytes at the end of a file in which the last records are looked for."""
_LEAST = 20
"""Bytes that a line has at least."""
_UNREAD_MOST = 10_000
"""Lines at the end that are none, after which no more is looked for."""
_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")


def append_record(path: Path, record: Mapping[str, Any]) -> None:
    """Adds a line that outlives the machine, wholly or not at all; OSError where that cannot be."""
    line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "is no file", str(path))
    with path.open("ab", buffering=0) as file:
        size = file.tell()
        # What a crash left of a line is ended first, so that it spoils no other.
        if size and not _ends_whole(path):
            line = b"\n" + line
        try:
            while line:
                line = line[file.write(line) :]
            os.fsync(file.fileno())
        except OSError:  # a full disk took a part of it
            with suppress(OSError):
                file.truncate(size)
            raise


def read_records_back(
    path: Path, parse: Callable[[Any], _T], most: int | None = RECENT_BYTES
) -> Iterator[_T]:
    """What the lines say, the last first, of so many bytes at the end; nothing of a file that is not there.

    A line over which `parse` raises one of `DAMAGE` is passed over.
    """
    passed = 0
    try:
        if not path.is_file():
            return
        with path.open("rb") as file:
            for line in read_lines_back(file, most):
                found = _read_line(line, parse)
                if found is not None:
                    yield found
                    continue
                passed += bool(line)
                if most is not None and passed > _UNREAD_MOST:
                    return
    except OSError:
        return
    finally:
        if passed:
            facts = {"file": path.name, "lines": passed}
            _LOG.warning("lines cannot be read and are passed over", extra=facts)


def sign_file(path: Path) -> tuple[int, ...]:
    """What differs whenever a line may have been added."""
    with suppress(OSError):
        found = path.stat()
        return found.st_size, found.st_mtime_ns, found.st_ino
    return ()


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _read_line(line: bytes, parse: Callable[[Any], _T]) -> _T | None:
    if len(line) < _LEAST or not line.startswith(b"{"):
        return None
    try:
        return parse(json.loads(line))
    except DAMAGE:
        return None
