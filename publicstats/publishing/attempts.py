"""What an edit makes of the CSVs of a folder before it is saved: for a form to show, and for a preview.

It is built in memory and stays there: nothing is published, noted or kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from publicstats.contract.problems import Problem, sort_problems
from publicstats.editing import Edit
from publicstats.editing.applying import apply_edit
from publicstats.edition.builder import Builder
from publicstats.edition.model import Edition
from publicstats.publishing.changes import Changes, compare_editions, find_gone_rows, find_lost_zeros
from publicstats.publishing.judging import Verdict, judge_edit
from publicstats.publishing.memory import give_back, take_freely
from publicstats.reading.tables import fingerprint_files


@dataclass(frozen=True)
class Attempt:
    """The folder as an edit would leave it."""

    files: Mapping[str, bytes]
    """The files that the edit changes, as they would be."""
    fingerprint: str
    """The name of the folder as it would be; the edition's, where there is one."""
    edition: Edition | None
    """None where the folder would not be published."""
    problems: tuple[Problem, ...]
    """All that would be wrong with the folder; of one that can be published warnings."""
    verdict: Verdict
    changes: Changes | None
    """What readers would see change; none where there is no edition."""


_TURN = Lock()
"""One folder is built at a time: of a large one two would take twice the memory."""


def try_edit(builder: Builder, files: Mapping[str, bytes], edit: Edit, served: Edition | None) -> Attempt:
    """The attempt at an edit of the files of a folder, of which readers see an edition, if any.

    `builder` is a branch of the one that knows the folder. Raises `ConflictError` where the files are not
    what the edit was made for.
    """
    changed = apply_edit(files, edit)
    then = {**files, **changed}
    with _TURN:
        take_freely()
        try:
            before, outcome = _find_problems(builder, files, served), builder.build(then)
            edition, problems = outcome.edition, outcome.problems
            if edition is not None:
                lost = (*find_lost_zeros(served, edition), *find_gone_rows(served, edition))
                problems = sort_problems((*problems, *lost))
            verdict = judge_edit(edit, before, problems)
            changes = None if edition is None else compare_editions(served, edition)
            return Attempt(changed, fingerprint_files(then), edition, problems, verdict, changes)
        finally:
            give_back()


def _find_problems(
    builder: Builder, files: Mapping[str, bytes], served: Edition | None
) -> tuple[Problem, ...]:
    """What is wrong with a folder as it is; of the one that readers see it is known."""
    if served is not None and served.fingerprint == fingerprint_files(files):
        return served.problems
    return builder.build(files).problems
