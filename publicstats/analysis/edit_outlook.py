"""What would come of an edit: what would be wrong, what would change for readers, and what would look odd."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publicstats.analysis.hints import Hint, find_new_hints
from publicstats.editing import Edit
from publicstats.edition.builder import Builder
from publicstats.edition.model import Edition
from publicstats.publishing.attempts import Attempt, try_edit
from publicstats.publishing.changes import Changes
from publicstats.publishing.judging import Verdict

MOST_HINTS = 20
"""New hints that are told one by one."""


@dataclass(frozen=True)
class Outlook:
    """What an edit would do to the folder, and to what readers see."""

    edit: Edit
    verdict: Verdict
    files: Mapping[str, bytes]
    """The files that it changes, as they would be."""
    fingerprint: str
    """The name of the folder as it would be; the edition's, where it can be published."""
    changes: Changes | None = None
    """What readers would see change; none where the folder would not be published."""
    hints: tuple[Hint, ...] = ()
    """Hints that the edition which readers see has not."""

    @property
    def has_news(self) -> bool:
        """Whether there is something to look at before it is saved."""
        return bool(self.verdict.added or self.verdict.warnings or self.hints)


def look_ahead(builder: Builder, files: Mapping[str, bytes], edit: Edit, served: Edition | None) -> Outlook:
    """The outlook on an edit of the files of a folder; takes and raises what `try_edit` does.

    The edition itself is let go: of a large folder it takes as much memory as what readers see.
    """
    attempt = try_edit(builder, files, edit, served)
    hints = _find_hints(attempt, served)
    return Outlook(edit, attempt.verdict, attempt.files, attempt.fingerprint, attempt.changes, hints)


def _find_hints(attempt: Attempt, served: Edition | None) -> tuple[Hint, ...]:
    return () if attempt.edition is None else find_new_hints(served, attempt.edition, MOST_HINTS)
