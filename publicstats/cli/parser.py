"""The commands, what each takes, and the function that runs it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from publicstats.cli import audit, check, editions, export, problems, releases, scan, schema, series, undo
from publicstats.text.i18n import LANGS

Run = Callable[[Path, argparse.Namespace], int]
"""Runs a command over a data folder; gives the exit status."""
_DEFAULTS = {"save": undo.LAST}
"""What an argument before the folder is where it is left out."""


def build_parser(description: str | None) -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(prog="publicstats", description=description)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")

    check.add_options(_add(subparsers, "check", check.run_check))
    export.add_options(_add(subparsers, "export", export.run_export))
    series.add_options(_add(subparsers, "series", series.run_series))
    releases.add_options(_add(subparsers, "releases", releases.run_releases))
    audit.add_options(_add(subparsers, "audit", audit.run_audit))
    scan.add_options(_add(subparsers, "scan", scan.run_scan, before_folder=("article",)))
    _add(subparsers, "schema", schema.run_schema)
    _add(subparsers, "problems", problems.run_problems)

    group = subparsers.add_parser("editions", help="list the published editions, or restore one")
    actions = group.add_subparsers(required=True, metavar="ACTION")
    _add(actions, "list", editions.run_editions)
    restore = _add(actions, "restore", editions.run_restore, before_folder=("edition",))
    restore.epilog = "ID is the beginning of a fingerprint, as `editions list` shows it."

    undo.add_options(_add(subparsers, "undo", undo.run_undo, before_folder=("save",)))

    diff = _add(subparsers, "diff", editions.run_diff, before_folder=("before", "after"))
    diff.epilog = "BEFORE and AFTER are beginnings of fingerprints, or `data` for the CSVs as they are."
    return parser


def _add(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Run,
    before_folder: tuple[str, ...] = (),
) -> argparse.ArgumentParser:
    """A command with what all have: the folder and the language."""
    command = subparsers.add_parser(name, help=(run.__doc__ or "").splitlines()[0])
    for argument in before_folder:
        if argument in _DEFAULTS:
            command.add_argument(argument, nargs="?", metavar=argument.upper(), default=_DEFAULTS[argument])
        else:
            command.add_argument(argument, metavar="ID" if argument == "edition" else argument.upper())
    command.add_argument("folder", nargs="?", metavar="DIR", help="the folder with the CSVs (default: data)")
    command.add_argument("--lang", choices=LANGS, default="zh", help="language of messages")
    command.set_defaults(run=run)
    return command
