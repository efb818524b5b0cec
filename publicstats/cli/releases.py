"""``publicstats releases``: what is expected, late and come, for people or as rows for a program."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from publicstats import downloads
from publicstats.analysis.freshness import list_overdue
from publicstats.analysis.freshness_words import name_series, tell_freshness
from publicstats.analysis.release_calendar import STATES, list_announced
from publicstats.analysis.release_rows import RELEASE_COLUMNS, describe_releases
from publicstats.analysis.release_words import format_date, word_state
from publicstats.analysis.today import find_today
from publicstats.cli.outcome import load_or_tell
from publicstats.edition.model import Edition
from publicstats.period import format_period
from publicstats.text.i18n import Lang, translate

_WRITERS = {"csv": downloads.write_csv, "json": downloads.write_json}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes besides the folder and the language."""
    parser.add_argument("--format", choices=("text", *_WRITERS), default="text")
    parser.add_argument(
        "--today",
        type=date.fromisoformat,
        default=None,
        metavar="DAY",
        help="the day that late is counted from (YYYY-MM-DD; default: today in Beijing)",
    )


def run_releases(folder: Path, options: argparse.Namespace) -> int:
    """Tells which releases are late, expected and come, and which series are overdue by their usual pace."""
    edition = load_or_tell(folder, options.lang)
    if edition is None:
        return 1
    today = options.today or find_today()
    if options.format == "text":
        for line in _write_lines(edition, today, options.lang):
            print(line)
        return 0
    rows = list(describe_releases(edition, today))
    table = pd.DataFrame(rows, columns=list(RELEASE_COLUMNS), dtype="str")
    sys.stdout.buffer.write(_WRITERS[options.format](table))
    return 0


def _write_lines(edition: Edition, today: date, lang: Lang) -> Iterator[str]:
    every = list_announced(edition, today)
    if not every:
        yield translate("calendar.none", lang)
    for state in STATES:
        found = [announced for announced in every if announced.state == state]
        if found:
            yield translate(f"calendar.{state}", lang)
        for announced in found:
            release = announced.release
            words = (
                format_date(release.expected, lang),
                release.title.to(lang),
                format_period(release.period, lang),
                word_state(announced, lang),
            )
            yield "  " + translate("list.separator", lang).join(words)
    overdue = list_overdue(edition, today)
    if overdue:
        yield translate("calendar.pace", lang)
    for entry in overdue:
        said = (name_series(entry.series, lang), tell_freshness(entry, lang).text)
        yield "  " + translate("list.separator", lang).join(said)
