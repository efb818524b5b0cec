"""``publicstats editions`` and ``publicstats diff``: what was published, what changed, putting one back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from publicstats.contract.problems import Problem, write_problem
from publicstats.edition.model import Edition, build_edition
from publicstats.publishing.archive import Archive
from publicstats.publishing.changes import Changes, compare_editions
from publicstats.publishing.folders import state_folder
from publicstats.publishing.losing import let_go
from publicstats.publishing.raw import compare_rows, find_unread
from publicstats.publishing.restoring import RestoreError, restore_files
from publicstats.publishing.save_words import describe_notes
from publicstats.reading.folder import UnreadableError, load_files
from publicstats.text.i18n import Lang, format_moment, translate

PRESENT = "data"
"""What names the CSVs as they are, in place of an edition's fingerprint."""


class RefusedError(Exception):
    """Why a command does nothing, as the lines that say so."""


def run_editions(folder: Path, options: argparse.Namespace) -> int:
    """Lists the editions that have been published, the latest first."""
    for entry in reversed(Archive(state_folder(folder)).list_entries()):
        words = {"fingerprint": entry.fingerprint, "moment": format_moment(entry.since, options.lang)}
        said = (write_counts(entry.changes, options.lang), describe_notes(entry.saves, options.lang))
        counts = translate("list.separator", options.lang).join(filter(None, said))
        print(translate("editions.line", options.lang, **words, figures=str(entry.figures), changes=counts))
    return 0


def run_restore(folder: Path, options: argparse.Namespace) -> int:
    """Puts an earlier edition's CSVs back into the data folder; what was there is kept aside."""
    lang: Lang = options.lang
    archive = Archive(state_folder(folder))
    try:
        fingerprint, files = _load(archive, options.edition, lang)
        outcome = build_edition(files)
        if outcome.edition is None:
            raise RefusedError(_list(outcome.problems, lang, "editions.invalid", edition=fingerprint))
        kept = restore_files(folder, archive, files)
        let_go(archive, files)
    except RefusedError as error:
        return _refuse(str(error))
    except UnreadableError as error:
        return _refuse(_list(error.problems, lang, "editions.present_unreadable"))
    except RestoreError as error:
        return _refuse(translate(error.key, lang, **error.facts))
    print(translate("editions.restored", lang, fingerprint=fingerprint, kept=str(kept)))
    return 0


def run_diff(folder: Path, options: argparse.Namespace) -> int:
    """Prints what one edition changed of another, figure by figure."""
    lang: Lang = options.lang
    archive = Archive(state_folder(folder))
    try:
        before = _load_either(archive, folder, options.before, lang)
        after = _load_either(archive, folder, options.after, lang)
    except RefusedError as error:
        return _refuse(str(error))
    changes = _compare(before, after, (options.before, options.after), lang)
    print(write_counts(changes, lang))
    for change in changes.listed:
        print(f"{translate(change.key, lang)}  {change.figure}")
        for sign, text in (("-", change.before), ("+", change.after)):
            if text.to(lang):
                print(f"  {sign} {text.to(lang)}")
    rest = changes.added + changes.changed + changes.removed - len(changes.listed)
    if rest:
        print(translate("changes.more", lang, count=str(rest)))
    return 0


def write_counts(changes: Changes, lang: Lang) -> str:
    """How many figures were added, changed and removed."""
    return translate("changes.counts", lang, **changes.counts)


def _compare(
    before: Mapping[str, bytes], after: Mapping[str, bytes], names: tuple[str, str], lang: Lang
) -> Changes:
    """What changed: figure by figure where both make an edition, else row by row, which is said."""
    editions: list[Edition | None] = [build_edition(files).edition for files in (before, after)]
    match editions:
        case [Edition() as old, Edition() as new]:
            return compare_editions(old, new)
    odd = [name for name, edition in zip(names, editions, strict=True) if edition is None]
    print(translate("editions.diff_rows", lang, editions=translate("list.separator", lang).join(odd)))
    for name, files in zip(names, (before, after), strict=True):
        for file in find_unread(files):
            print(translate("editions.diff_unread", lang, edition=name, file=file))
    return compare_rows(before, after)


def _load(archive: Archive, text: str, lang: Lang) -> tuple[str, dict[str, bytes]]:
    """The edition that a beginning of its fingerprint names: its fingerprint and files."""
    fingerprint = archive.find(text)
    if fingerprint is None:
        raise RefusedError(translate("editions.unknown", lang, edition=text))
    files = archive.load(fingerprint)
    if files is None:
        raise RefusedError(translate("editions.damaged", lang, edition=fingerprint))
    return fingerprint, files


def _load_either(archive: Archive, folder: Path, text: str, lang: Lang) -> dict[str, bytes]:
    """The files of an edition, or of the CSVs as they are."""
    if text != PRESENT:
        return _load(archive, text, lang)[1]
    try:
        return load_files(folder)
    except UnreadableError as error:
        raise RefusedError(_list(error.problems, lang, "editions.data_unreadable")) from None


def _list(problems: tuple[Problem, ...], lang: Lang, key: str, **facts: str) -> str:
    """A sentence with the problems below it."""
    return "\n".join([translate(key, lang, **facts), *(write_problem(problem, lang) for problem in problems)])


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
