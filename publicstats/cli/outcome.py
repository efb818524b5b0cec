"""What several commands say of the CSVs: whether they can be published, and how far reading them is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from publicstats.analysis.hint_words import describe_hint, locate_hint
from publicstats.analysis.hints import Hint, find_hints, group_hints, survey_hints
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


def list_open(edition: Edition | None) -> list[Hint]:
    """The hints that nobody has acknowledged; none without an edition."""
    return [hint for hint in find_hints(edition) if not hint.is_acknowledged] if edition else []


def count_unlisted(edition: Edition | None) -> dict[str, int]:
    """How many hints of a rule there are beyond those that are listed; no entry where all are."""
    if edition is None:
        return {}
    counts = dict(survey_hints(edition).counts)
    for code, group in group_hints(list_open(edition)):
        counts[code] -= len(group)
    return {code: count for code, count in counts.items() if count > 0}


def write_hints(edition: Edition | None, lang: Lang) -> Iterator[str]:
    """A line for each hint, rule by rule and series by series: where, what, what to do; then how many."""
    if edition is None:
        return
    hints, unlisted = list_open(edition), count_unlisted(edition)
    for code, group in group_hints(hints):
        for hint in group:
            words = {"place": locate_hint(hint, lang), "message": describe_hint(hint, lang), "code": code}
            yield translate("check.line", lang, **words)
        if code in unlisted:
            more = str(unlisted[code])
            yield translate(
                "check.line",
                lang,
                place=translate(f"hint.rule.{code}", lang),
                message=translate("hint.more", lang, count=more),
                code=code,
            )
    if hints:
        yield translate("check.hints", lang, count=str(len(hints) + sum(unlisted.values()))).strip()


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
