"""Editions built one after the other of files of which most stay as they were.

`build_edition` makes an edition of files alone. A `Builder` gives the same, problems and their order
included, and keeps what of it follows from the bytes of single files (`reading.kept` says what). Where that
fails in any way, the edition is built of the files alone, and the log says so: what is kept may save time,
nothing else.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from publicstats.edition.model import Outcome, Report, assemble, build_edition, ignore_steps
from publicstats.reading.kept import Kept

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Work:
    """What a build had to do: how many files it read, and which rows it asked whether they are right."""

    read: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    """By file, how many rows a rule was asked of that judges rows one by one."""
    is_whole: bool = False
    """Whether nothing that was kept had a part in it, after a failure."""


class Builder:
    """Builds editions. One `build` at a time; whoever else builds on what this one knows has a `branch`."""

    def __init__(self) -> None:
        self.work = Work()
        """What the last build had to do."""
        self._kept = Kept()
        self._recall: Callable[[], Kept | None] | None = None
        self._lock = threading.Lock()

    @property
    def before(self) -> Mapping[str, str]:
        """The digests of the files of the last edition; none where nothing is known of it."""
        return self._kept.before

    def recall(self, read: Callable[[], Kept | None]) -> None:
        """Lets the next build begin with what another process knew, which is read only then."""
        self._recall = read

    def copy(self) -> Kept:
        """What this one knows: shared, so that it takes no memory."""
        with self._lock:
            self._remember()
            return self._kept.copy()

    def build(self, files: Mapping[str, bytes], report: Report = ignore_steps) -> Outcome:
        """The edition that files of these names and bytes make, or what is wrong with them. Never raises."""
        with self._lock:
            self._remember()
            outcome = self._try(files, report)
            if outcome is None:
                self._kept, self.work = Kept(), Work(is_whole=True)
                outcome = build_edition(files, report)
            return outcome

    def branch(self) -> Builder:
        """Another builder that knows what this one does, for drafts: what it builds displaces nothing here.

        Both share what they know, so that a branch takes no more memory than what it builds anew.
        """
        other = Builder()
        other._kept = self.copy()
        return other

    def _remember(self) -> None:
        """Reads what another process knew, if it was not read yet."""
        read, self._recall = self._recall, None
        if read is not None:
            self._kept = read() or self._kept

    def _try(self, files: Mapping[str, bytes], report: Report) -> Outcome | None:
        """The edition by way of what is kept; none where that failed."""
        kept = self._kept
        try:
            kept.begin(files)
            outcome = assemble(files, report, kept)
            kept.end(is_valid=outcome.edition is not None)
            self.work = Work(kept.made["read"], dict(kept.asked))
        except Exception:  # noqa: BLE001 - whatever it is, the whole build does without it
            _LOG.exception("an edition is built anew, as building on what is kept failed")
            return None
        if any(problem.code == "check_failed" for problem in outcome.problems):
            _LOG.error("an edition is built anew, as a check of what is kept failed")
            return None
        return outcome
