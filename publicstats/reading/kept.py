"""What was worked out of files before, kept by all that it follows from: an edit costs what it changed.

An answer that follows from some bytes alone is `take`n under their digests and whatever else it follows from:
where all of that is as it was, so is the answer. What is kept serves two states of the files, the last that
made an edition and the last that was tried; an answer that neither used is forgotten.

  what                                           follows from
  "read", the table of a file                    its name and bytes
  "sound", that a rule says nothing of a file    its name and bytes, and the tables beside that the rule names
  "ends", the intervals of a file's prints       its name and bytes

Of a table that is kept the cells that repeat are numbers or runs; the others, and the intervals, are those of
the edition itself, so that a million figures take 5 MB more. Whatever hangs on several files, or on nothing
that has a digest, is worked out each time.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class Kept:
    """Answers of former builds. For one build at a time, between `begin` and `end`."""

    def __init__(self) -> None:
        self.digests: Mapping[str, str] = {}
        """A name for each file's name and bytes, of the build that goes on."""
        self.made: Counter[str] = Counter()
        """How many answers of each kind had to be worked out in the last build."""
        self.asked: Counter[str] = Counter()
        """Of how many rows of each file a rule that judges rows one by one was asked in the last build."""
        self.before: Mapping[str, str] = {}
        """The digests of the files of the last edition."""
        self._answers: dict[tuple[Any, ...], Any] = {}
        self._used: set[tuple[Any, ...]] = set()
        self._valid: set[tuple[Any, ...]] = set()

    def begin(self, files: Mapping[str, bytes]) -> None:
        """Starts a build of these files."""
        self.digests = digest_files(files)
        self.made, self.asked, self._used = Counter(), Counter(), set()

    def end(self, *, is_valid: bool) -> None:
        """Forgets what neither the last edition nor this build has used."""
        if is_valid:
            self._valid, self.before = self._used, self.digests
        keys = self._valid | self._used
        self._answers = {key: answer for key, answer in self._answers.items() if key in keys}

    def knows(self, kind: str, *follows: Hashable) -> bool:
        """Whether there is an answer for this build."""
        key = (kind, *follows)
        if key in self._answers:
            self._used.add(key)
        return key in self._answers

    def find(self, kind: str, *follows: Hashable) -> Any:
        """The answer about a former state, or none; this build does not count as one that needs it."""
        return self._answers.get((kind, *follows))

    def note(self, kind: str, *follows: Hashable, answer: Any = True) -> None:
        """Keeps an answer."""
        key = (kind, *follows)
        self._answers[key] = answer
        self._used.add(key)

    def take(self, kind: str, *follows: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer, made where it is not kept; where that fails nothing is."""
        if not self.knows(kind, *follows):
            self.made[kind] += 1
            self.note(kind, *follows, answer=make())
        found: Answer = self._answers[(kind, *follows)]
        return found

    def copy(self) -> Kept:
        """The same answers for builds of somebody else's; they are shared, and never changed."""
        other = Kept()
        other._answers, other._valid, other.before = dict(self._answers), set(self._valid), self.before
        return other

    def list_valid(self) -> dict[tuple[Any, ...], Any]:
        """The answers that the last edition used, by kind and what they follow from."""
        return {key: self._answers[key] for key in self._valid if key in self._answers}

    @classmethod
    def recall(cls, before: Mapping[str, str], answers: Mapping[tuple[Any, ...], Any]) -> Kept:
        """What another process knew of the last edition: the digests of its files, and all its answers."""
        kept = cls()
        kept.before, kept._answers, kept._valid = before, dict(answers), set(answers)
        return kept


def digest_files(files: Mapping[str, bytes]) -> dict[str, str]:
    """A name for each file's name and bytes (SHA-256)."""
    digests = {}
    for name, data in files.items():
        digest = hashlib.sha256(name.encode() + b"\0")
        digest.update(data)
        digests[name] = digest.hexdigest()
    return digests
