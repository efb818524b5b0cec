"""``publicstats check``: every problem of the CSVs, once or after every save."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from publicstats.analysis.hint_words import list_hint
from publicstats.cli.outcome import count_unlisted, list_open, show_progress, write_hints, write_verdict
from publicstats.contract.problems import has_errors, write_problem
from publicstats.edition.builder import Builder
from publicstats.edition.model import load_edition
from publicstats.publishing.settling import Settling
from publicstats.publishing.watcher import POLL
from publicstats.reading.folder import sign_folder
from publicstats.text.i18n import Lang


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes besides the folder and the language."""
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--watch", action="store_true", help="check again after every save, until Ctrl-C")


def run_check(folder: Path, options: argparse.Namespace) -> int:
    """Prints every problem of the CSVs and what is worth a look in them; with --watch after every save."""
    if options.watch:
        return _watch(folder, options.lang)
    with show_progress() as report:
        outcome = load_edition(folder, report)
    if options.format == "json":
        rows = [problem.as_dict(options.lang) for problem in outcome.problems]
        rows += [list_hint(hint, options.lang) for hint in list_open(outcome.edition)]
        more = count_unlisted(outcome.edition)
        print(json.dumps({"problems": rows, "more": more}, ensure_ascii=False, indent=1))
    else:
        for problem in outcome.problems:
            print(write_problem(problem, options.lang))
        for line in write_hints(outcome.edition, options.lang):
            print(line)
        print(write_verdict(outcome, options.lang))
    return 1 if has_errors(outcome.problems) else 0


def _watch(folder: Path, lang: Lang) -> int:
    """Checks after every save until the user ends it."""
    console = Console()
    settling: Settling | None = None
    builder = Builder()
    try:
        while True:
            signature, now = sign_folder(folder), time.monotonic()
            if settling is None or settling.look(signature, now):
                settling = settling or Settling(signature, now)
                with show_progress() as report:
                    outcome = load_edition(folder, report, builder.build)
                console.rule(time.strftime("%H:%M:%S"))
                for problem in outcome.problems:
                    color = "red" if problem.severity == "error" else "yellow"
                    console.print(f"[{color}]{escape(write_problem(problem, lang))}[/]", soft_wrap=True)
                for line in write_hints(outcome.edition, lang):
                    console.print(f"[cyan]{escape(line)}[/]", soft_wrap=True)
                color = "green" if outcome.edition else "red"
                console.print(f"[bold {color}]{escape(write_verdict(outcome, lang))}[/]", soft_wrap=True)
            time.sleep(POLL)
    except KeyboardInterrupt:
        return 0
