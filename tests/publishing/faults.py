"""A file system that fails: at the n-th step that a program takes on disk it is killed, or the disk is full.

Python tells of every such step (its audit events), so that each can be the last one. A killed program does
nothing more: every later step fails as well, until it is dead.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from unittest import mock

STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.symlink", "os.truncate"}
"""The steps that change something on disk, beside opening a file to write, and having it written for good."""


class KilledError(BaseException):
    """Stands for the end of the process: nothing catches it."""


class _Fault:
    """What happens at which step, in this process."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.error: type[BaseException] = KilledError

    def step(self) -> None:
        """Counts one step and fails at the last."""
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            if self.error is OSError:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            raise self.error

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """What Python calls at every event."""
        if self.left is not None and (event in STEPS or (event == "open" and _writes(*arguments))):
            self.step()


def _writes(path: object, mode: object, flags: object) -> bool:
    """Whether a file is opened to write. Locks do not count: they end with their process."""
    writes = isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
    return writes and not str(path).endswith("lock")


_FAULT = _Fault()
_INSTALLED: list[bool] = []


@contextmanager
def fault_after(steps: int, error: type[BaseException] = KilledError) -> Iterator[list[bool]]:
    """Has everything inside fail from a step on; the list is empty as long as it did not come to that."""
    if not _INSTALLED:
        sys.addaudithook(_FAULT.hear)
        _INSTALLED.append(True)
    reached: list[bool] = []

    def sync(handle: int) -> None:
        _FAULT.step()

    _FAULT.left, _FAULT.error = steps, error
    try:
        with mock.patch("os.fsync", sync), suppress(KilledError):
            yield reached
    finally:
        if _FAULT.left is not None and _FAULT.left < 0:
            reached.append(True)
        _FAULT.left = None


def list_temporary(*folders: Path) -> list[str]:
    """What writers left that were killed, anywhere under the folders."""
    return [
        path.as_posix()
        for folder in folders
        for path in folder.rglob(".*")
        if path.name.startswith(".restoring") or path.name.endswith(".tmp")
    ]
