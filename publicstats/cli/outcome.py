"""What several commands say of the CSVs: whether they can be published, and how far reading them is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from publicstats.contract.problems import write_problem
from publicstats.edition.model import Edition, Outcome, Report, ignore_steps, load_edition
from publicstats.text.i18n import Lang, translate


def write_verdict(outcome: Outcome, lang: Lang) -> str:
    """Whether the data can be published, in a sentence."""
    if outcome.edition is None:
        errors = sum(problem.severity == "error" for problem in outcome.problems)
        return translate("check.failed", lang, count=str(errors))
    edition = outcome.edition
    words = {"figures": str(len(edition.figures)), "fingerprint": edition.fingerprint}
    text = translate("check.ok", lang, **words)
    return text + (
        translate("check.warnings", lang, count=str(len(outcome.problems))) if outcome.problems else ""
    )


def load_or_tell(folder: Path, lang: Lang) -> Edition | None:
    """The edition of a folder, or none and why on standard error; shows how far it is."""
    with show_progress() as report:
        outcome = load_edition(folder, report)
    if outcome.edition is None:
        for problem in outcome.problems:
            print(write_problem(problem, lang), file=sys.stderr)
        print(write_verdict(outcome, lang), file=sys.stderr)
    return outcome.edition


@contextmanager
def show_progress() -> Iterator[Report]:
    """A report that draws a progress bar where there is a terminal, and nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield ignore_steps
        return
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("")
        yield lambda done, total: progress.update(task, completed=done, total=total)
