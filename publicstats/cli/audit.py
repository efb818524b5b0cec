"""``publicstats audit``: what came of every check of the figures."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from publicstats.analysis.audits import audit_edition
from publicstats.cli.outcome import write_verdict
from publicstats.edition.model import load_edition
from publicstats.text.i18n import translate


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes besides the folder and the language."""
    parser.add_argument("--format", choices=("text", "json"), default="text")


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
