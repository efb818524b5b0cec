"""Texts of drawings that are kept, and written by one alone."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock
from weakref import WeakValueDictionary

from markupsafe import Markup

MOST = 200
"""Texts of a drawing that are kept: at 60 kB each, 12 MB."""


class _Turn:
    """A lock that weak references can lead to."""

    def __init__(self) -> None:
        self._lock = Lock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *of_a_failure: object) -> None:
        self._lock.release()


@dataclass(frozen=True)
class Written:
    """A drawing's text, whether every part of it could be drawn, and the day on which it was."""

    text: Markup
    is_whole: bool
    day: date


class Texts:
    """The texts of a drawing that are kept, by what they are of: those last asked for."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Written] = OrderedDict()
        self._lock = Lock()
        self._writers: WeakValueDictionary[str, _Turn] = WeakValueDictionary()

    def keep_for_one(self, name: str) -> _Turn:
        """A turn to write a text: who comes meanwhile waits for it, rather than write the same."""
        with self._lock:
            return self._writers.setdefault(name, _Turn())

    def find(self, name: str) -> Written | None:
        """A text, if it is kept."""
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def keep(self, name: str, text: Written) -> None:
        """Keeps a text, in the place of that asked for least lately where there are too many."""
        with self._lock:
            self._kept[name] = text
            self._kept.move_to_end(name)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
