"""What the commands of ``python -m publicstats`` do that read the CSVs. Each gives the exit status."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from publicstats import downloads
from publicstats.analysis.audits import audit_edition
from publicstats.contract.datapackage import describe_package
from publicstats.contract.problem_docs import describe_problems
from publicstats.contract.problems import has_errors, write_problem
from publicstats.edition.model import Outcome, Report, ignore_steps, load_edition
from publicstats.publishing.folders import write_atomically
from publicstats.publishing.watcher import POLL, Settling
from publicstats.reading.folder import sign_folder
from publicstats.text.i18n import Lang, translate


def run_check(folder: Path, options: argparse.Namespace) -> int:
    """Prints every problem of the CSVs, or that there is none; with --watch after every save."""
    if options.watch:
        return _watch(folder, options.lang)
    with show_progress() as report:
        outcome = load_edition(folder, report)
    if options.format == "json":
        rows = [problem.as_dict(options.lang) for problem in outcome.problems]
        print(json.dumps({"problems": rows}, ensure_ascii=False, indent=1))
    else:
        for problem in outcome.problems:
            print(write_problem(problem, options.lang))
        print(write_verdict(outcome, options.lang))
    return 1 if has_errors(outcome.problems) else 0


def run_export(folder: Path, options: argparse.Namespace) -> int:
    """Writes the flat table of all figures to standard output, or says why there is none."""
    with show_progress() as report:
        outcome = load_edition(folder, report)
    if outcome.edition is None:
        for problem in outcome.problems:
            print(write_problem(problem, options.lang), file=sys.stderr)
        print(write_verdict(outcome, options.lang), file=sys.stderr)
        return 1
    table = downloads.build_flat_table(outcome.edition)
    write = downloads.write_json if options.format == "json" else downloads.write_csv
    sys.stdout.buffer.write(write(table))
    return 0


def run_audit(folder: Path, options: argparse.Namespace) -> int:
    """Lists every check with its verdict; exit status 1 where the data cannot be published."""
    outcome = load_edition(folder)
    if outcome.edition is None:
        print(write_verdict(outcome, options.lang), file=sys.stderr)
        return 1
    audits = audit_edition(outcome.edition)
    if options.format == "json":
        print(json.dumps({"checks": [audit.as_dict() for audit in audits]}, ensure_ascii=False, indent=1))
    for audit in audits if options.format == "text" else ():
        verdict = translate(f"audit.verdict.{audit.verdict}", options.lang)
        print(f"{verdict}  {audit.calculation.id}  {audit.sentence.to(options.lang)}")
    return 0


def run_schema(folder: Path, options: argparse.Namespace) -> int:
    """Writes datapackage.json into the data folder."""
    text = json.dumps(describe_package(), ensure_ascii=False, indent=2) + "\n"
    write_atomically(folder / "datapackage.json", text.encode())
    return 0


def run_problems(folder: Path, options: argparse.Namespace) -> int:
    """Writes the page of all problems, their remedies and examples to standard output."""
    print(describe_problems(), end="")
    return 0


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


def _watch(folder: Path, lang: Lang) -> int:
    """Checks after every save until the user ends it."""
    console = Console()
    settling: Settling | None = None
    try:
        while True:
            signature, now = sign_folder(folder), time.monotonic()
            if settling is None or settling.look(signature, now):
                settling = settling or Settling(signature, now)
                with show_progress() as report:
                    outcome = load_edition(folder, report)
                console.rule(time.strftime("%H:%M:%S"))
                for problem in outcome.problems:
                    color = "red" if problem.severity == "error" else "yellow"
                    console.print(f"[{color}]{escape(write_problem(problem, lang))}[/]", soft_wrap=True)
                color = "green" if outcome.edition else "red"
                console.print(f"[bold {color}]{escape(write_verdict(outcome, lang))}[/]", soft_wrap=True)
            time.sleep(POLL)
    except KeyboardInterrupt:
        return 0
