"""What would come of an edit: the problems that would be left, and what would change for readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from publicstats.analysis.hints import Hint, find_new_hints
from publicstats.contract.problems import Problem
from publicstats.editing import Edit
from publicstats.editing.applying import apply_edit
from publicstats.edition.model import Edition, build_edition
from publicstats.publishing.changes import Changes, compare_editions, find_gone_rows, find_lost_zeros
from publicstats.publishing.judging import Verdict, judge_edit
from publicstats.publishing.memory import give_back
from publicstats.reading.tables import fingerprint_files

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


_TURN = Lock()
"""One folder is built at a time: of a large one two would take twice the memory."""


def look_ahead(files: Mapping[str, bytes], edit: Edit, served: Edition | None) -> Outlook:
    """The outlook on an edit of the files of a folder, of which readers see an edition, if any.

    Raises `ConflictError` where the files are not what the edit was made for.
    """
    changed = apply_edit(files, edit)
    then = {**files, **changed}
    with _TURN:
        try:
            before, after = _find_problems(files, served), build_edition(then)
            if after.edition is None:
                return Outlook(
                    edit, judge_edit(edit, before, after.problems), changed, fingerprint_files(then)
                )
            lost = (*find_lost_zeros(served, after.edition), *find_gone_rows(served, after.edition))
            verdict = judge_edit(edit, before, (*after.problems, *lost))
            changes = compare_editions(served, after.edition)
            hints = find_new_hints(served, after.edition, MOST_HINTS)
            return Outlook(edit, verdict, changed, after.edition.fingerprint, changes, hints)
        finally:
            give_back()


def _find_problems(files: Mapping[str, bytes], served: Edition | None) -> tuple[Problem, ...]:
    """What is wrong with a folder as it is; of the one that readers see it is known."""
    if served is not None and served.fingerprint == fingerprint_files(files):
        return served.problems
    return build_edition(files).problems
