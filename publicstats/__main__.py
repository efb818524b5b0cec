"""``python -m publicstats``: check the CSVs, export the figures, look at editions and put one back."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable
from pathlib import Path

from publicstats.cli import commands
from publicstats.cli import editions as editing
from publicstats.cli import scan as scanning
from publicstats.contract.problems import note_failure
from publicstats.publishing import Archive, data_folder, state_folder
from publicstats.publishing.restoring import finish_restore
from publicstats.text.i18n import LANGS, translate

Run = Callable[[Path, argparse.Namespace], int]


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 done, 1 problems in the data, 2 used wrongly."""
    options = build_parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # some terminals know few characters
            stream.reconfigure(errors="backslashreplace")
    folder = Path(options.folder) if options.folder else data_folder()
    if not folder.is_dir() and options.run is not editing.run_restore:
        print(translate("check.no_folder", options.lang, folder=str(folder)), file=sys.stderr)
        return 2
    if not finish_restore(folder, Archive(state_folder(folder))):
        print(translate("quality.restore_unfinished", options.lang), file=sys.stderr)
    run: Run = options.run
    try:
        return run(folder, options)
    except Exception as error:  # noqa: BLE001 - who runs a command is told in words, whatever failed
        print(translate("check.broken", options.lang, **note_failure(error).facts), file=sys.stderr)
        return 1


def build_parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(prog="publicstats", description=__doc__)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")

    check = _add(subparsers, "check", commands.run_check)
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument("--watch", action="store_true", help="check again after every save, until Ctrl-C")

    export = _add(subparsers, "export", commands.run_export)
    export.add_argument("--format", choices=("csv", "json"), default="csv")

    audit = _add(subparsers, "audit", commands.run_audit)
    audit.add_argument("--format", choices=("text", "json"), default="text")

    scan = _add(subparsers, "scan", scanning.run_scan, before_folder=("article",))
    scanning.add_options(scan)

    _add(subparsers, "schema", commands.run_schema)
    _add(subparsers, "problems", commands.run_problems)

    editions = subparsers.add_parser("editions", help="list the published editions, or restore one")
    actions = editions.add_subparsers(required=True, metavar="ACTION")
    _add(actions, "list", editing.run_editions)
    restore = _add(actions, "restore", editing.run_restore, before_folder=("edition",))
    restore.epilog = "ID is the beginning of a fingerprint, as `editions list` shows it."

    diff = _add(subparsers, "diff", editing.run_diff, before_folder=("before", "after"))
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
        command.add_argument(argument, metavar="ID" if argument == "edition" else argument.upper())
    command.add_argument("folder", nargs="?", metavar="DIR", help="the folder with the CSVs (default: data)")
    command.add_argument("--lang", choices=LANGS, default="zh", help="language of messages")
    command.set_defaults(run=run)
    return command


if __name__ == "__main__":
    sys.exit(main())
