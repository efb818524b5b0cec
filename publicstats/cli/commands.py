"""What each command of ``python -m publicstats`` does. Each gives the exit status."""

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
from publicstats.contract.problems import Problem, has_errors
from publicstats.edition.model import Edition, Outcome, Report, build_edition, ignore_steps, load_edition
from publicstats.publishing import Archive, state_folder
from publicstats.publishing.changes import Changes, compare_editions
from publicstats.publishing.folders import sign_folder, write_atomically
from publicstats.publishing.watcher import POLL, Settling
from publicstats.reading.files import load_files
from publicstats.text.i18n import Lang, format_moment, translate


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


def run_editions(folder: Path, options: argparse.Namespace) -> int:
    """Lists the editions that have been published, the latest first."""
    for entry in reversed(Archive(state_folder(folder)).list_entries()):
        words = {"fingerprint": entry.fingerprint, "moment": format_moment(entry.since, options.lang)}
        counts = write_counts(entry.changes, options.lang)
        print(translate("editions.line", options.lang, **words, figures=str(entry.figures), changes=counts))
    return 0


def run_restore(folder: Path, options: argparse.Namespace) -> int:
    """Puts an earlier edition's CSVs back into the data folder; what was there is kept aside."""
    archive = Archive(state_folder(folder))
    fingerprint = archive.find(options.edition)
    files = archive.load(fingerprint) if fingerprint else None
    if fingerprint is None or files is None:
        print(translate("editions.unknown", options.lang, edition=options.edition), file=sys.stderr)
        return 1
    present = load_files(folder)
    kept = archive.keep_aside(present)
    for name, data in files.items():
        if present.get(name) != data:
            write_atomically(folder / name, data)
    for name in present.keys() - files.keys():
        (folder / name).unlink()
    print(translate("editions.restored", options.lang, fingerprint=fingerprint, kept=str(kept)))
    return 0


def run_diff(folder: Path, options: argparse.Namespace) -> int:
    """Prints what one edition changed of another, figure by figure."""
    archive = Archive(state_folder(folder))
    editions = []
    for text in (options.before, options.after):
        edition = _find_edition(archive, folder, text)
        if edition is None:
            print(translate("editions.unknown", options.lang, edition=text), file=sys.stderr)
            return 1
        editions.append(edition)
    changes = compare_editions(*editions)
    print(write_counts(changes, options.lang))
    for change in changes.listed:
        print(f"{translate(f'changes.{change.action}', options.lang)}  {change.figure}")
        for sign, text in (("-", change.before), ("+", change.after)):
            if text.to(options.lang):
                print(f"  {sign} {text.to(options.lang)}")
    return 0


def write_problem(problem: Problem, lang: Lang) -> str:
    """A problem in a line: where, what, what to do, its code."""
    words = {"place": problem.locate(lang), "message": problem.describe(lang), "code": problem.code}
    return translate("check.line", lang, **words)


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


def write_counts(changes: Changes, lang: Lang) -> str:
    """How many figures were added, changed and removed."""
    return translate("changes.counts", lang, **changes.counts)


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


def _find_edition(archive: Archive, folder: Path, text: str) -> Edition | None:
    """The edition that a beginning of its fingerprint names, or `data` for the CSVs as they are."""
    if text == "data":
        return load_edition(folder).edition
    fingerprint = archive.find(text)
    files = archive.load(fingerprint) if fingerprint else None
    return build_edition(files).edition if files is not None else None
