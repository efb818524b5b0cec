"""``publicstats undo``: takes back what was saved from a page, or lists the saves that can be."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from publicstats.contract.problems import write_problem
from publicstats.editing import ConflictError
from publicstats.publishing.archive import Archive
from publicstats.publishing.folders import state_folder
from publicstats.publishing.save_words import describe_save
from publicstats.publishing.saving import COMMAND, SaveError, undo_save
from publicstats.text.i18n import Lang, translate

LAST = "last"
"""What names the last save that stands."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes besides the folder and the language."""
    parser.add_argument("--list", action="store_true", help="list the saves of the last 30 days")
    parser.add_argument("--anyway", action="store_true", help="also where a spreadsheet has a file open")
    parser.epilog = "SAVE is the beginning of an id, as --list shows it, or `last` (the default); then DIR."


def run_undo(folder: Path, options: argparse.Namespace) -> int:
    """Takes back a save from a page: its own rows and cells, and nothing else."""
    lang: Lang = options.lang
    archive = Archive(state_folder(folder))
    saves = archive.saves.load()
    if options.list:
        for save in saves.all:
            print(describe_save(save, saves, lang))
        if not saves.all:
            print(translate("saves.none", lang))
        return 0
    name = options.save
    if name == LAST:
        if not saves.standing:
            return _refuse(translate("saves.none", lang))
        name = saves.standing[0].id
    try:
        undone = undo_save(folder, archive, name, COMMAND, anyway=options.anyway)
    except ConflictError as error:
        return _refuse(translate(error.key, lang, **error.facts))
    except SaveError as error:
        lines = [translate(error.key, lang, **error.facts)]
        return _refuse("\n".join([*lines, *(write_problem(problem, lang) for problem in error.problems)]))
    print(translate("saves.taken_back", lang, save=undone.undoes, files=", ".join(sorted(undone.after))))
    return 0


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
