"""The CSVs of a folder as bytes: which are read, under what names, and never a mixture of two states.

A restore (`publishing.restoring`) puts a whole edition into the folder ``.restoring`` before it moves the
files into their places. As long as that folder is there, it is what is read: nobody sees a restore half
done, not even after a kill, nor where the folder may only be read.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publicstats.contract.problems import Problem, note_failure
from publicstats.contract.schema import SCHEMAS
from publicstats.reading.early import MAX_FILES, refuse_contents, refuse_number, refuse_sizes
from publicstats.reading.tables import fingerprint_files

RESTORING = ".restoring"
STAGED, MANIFEST = "edition", "manifest.json"
"""In it: the files of the edition, and its fingerprint with what was there before."""
TRIES = 5
"""Readings of a folder that changes meanwhile."""
FIGURES = "figures"
_TABLES = tuple(schema.path for schema in SCHEMAS.values() if "*" not in schema.path)
_PASSED_OVER = ("~$", ".")
"""How names begin that programs give to what they keep beside an open file."""
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Kinds of characters that a name may not have: nobody could read it, and no page could show it."""

Signature = tuple[tuple[str, int, int, int], ...]
"""Name, size, time of change (ns) and inode of every CSV of the contract, by name."""


class UnreadableError(Exception):
    """CSVs that are there but cannot be read, and why: locked, forbidden, of an unreadable name."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(f"{problem.code}: {problem.file}" for problem in problems))
        self.problems = problems


def load_files(folder: Path) -> dict[str, bytes]:
    """The bytes of every CSV of the contract under `folder`, by its path there; lock files left out.

    Raises `UnreadableError` with a problem for each that is there and cannot be read.
    """
    folder = folder.resolve()  # all of one folder, though a link that leads to it be set elsewhere meanwhile
    for _ in range(TRIES):
        staged = load_staged(folder)
        if staged is not None:
            return staged
        before = sign_folder(folder)
        files = load_tables(folder)
        if sign_folder(folder) == before:
            return files
    raise UnreadableError(Problem("file_unreadable", folder.name))


def load_staged(folder: Path) -> dict[str, bytes] | None:
    """The files of the edition that is being put back into a folder; none where none is."""
    staging = folder / RESTORING
    if not os.path.lexists(staging):
        return None
    try:
        wanted = json.loads((staging / MANIFEST).read_bytes())["fingerprint"]
        paths = [path for path in (staging / STAGED).rglob("*") if not path.is_dir()]
        files = {path.relative_to(staging / STAGED).as_posix(): path.read_bytes() for path in paths}
    except PermissionError:
        raise UnreadableError(Problem("file_unreadable", RESTORING)) from None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        wanted, files = None, {}
    if not staging.is_symlink() and all(map(is_table_name, files)) and fingerprint_files(files) == wanted:
        return files
    if not os.path.lexists(staging):  # it was finished while it was being read
        return None
    raise UnreadableError(Problem("restore_damaged", RESTORING))


def sign_folder(folder: Path) -> Signature:
    """The signature of every CSV: differs whenever one may have changed. What vanishes is left out."""
    paths = [folder / name for name in (RESTORING, *_TABLES)]
    paths += [folder / FIGURES / name for name in _list_csvs(folder / FIGURES)]
    signature = []
    for path in paths:
        try:
            found = path.stat() if path.exists() else path.lstat()
        except OSError:
            continue
        name = path.relative_to(folder).as_posix()
        signature.append((name, found.st_size, found.st_mtime_ns, found.st_ino))
    return tuple(signature)


def is_table_name(name: str) -> bool:
    """Whether a file of this path belongs to the contract: one of the tables, or a CSV in figures/."""
    if name in _TABLES:
        return True
    folder, _, base = name.partition("/")
    return folder == FIGURES and _is_csv(base) and _is_sound(base)


def _is_csv(base: str) -> bool:
    return base.endswith(".csv") and not base.startswith(_PASSED_OVER)


def _is_sound(base: str) -> bool:
    return not any(mark in "/\\" or unicodedata.category(mark) in _UNSEEN for mark in base)


def load_tables(folder: Path) -> dict[str, bytes]:
    """The CSVs where they lie."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    sizes = _measure_tables(folder, problems)
    too_large = refuse_sizes(sizes)
    problems += [too_large] if too_large else []
    if not too_large:
        problems += refuse_contents(folder, sizes)
        for name in sizes if not problems else ():
            with _telling(name, folder / name, problems):
                files[name] = (folder / name).read_bytes()
    if problems:
        raise UnreadableError(*problems)
    return files


def _measure_tables(folder: Path, problems: list[Problem]) -> dict[str, int]:
    """The size of each file that can be read as one; of whatever else stands there, a problem."""
    sizes: dict[str, int] = {}
    for path in _list_tables(folder, problems):
        name = path.relative_to(folder).as_posix()
        if not _is_sound(path.name):
            problems.append(_describe_name(path.name))
            continue
        with _telling(name, path, problems):
            found = path.stat()
            if stat.S_ISREG(found.st_mode):
                sizes[name] = found.st_size
            else:
                problems.append(Problem("file_kind", name))
    return sizes


@contextmanager
def _telling(name: str, path: Path, problems: list[Problem]) -> Iterator[None]:
    """Whatever fails within becomes a problem of a file."""
    try:
        yield
    except OSError as error:
        code = "file_kind" if path.is_symlink() and _leads_nowhere(error) else "file_unreadable"
        problems.append(Problem(code, name))
    except Exception as error:  # noqa: BLE001 - such as no memory left: the file is named
        problems.append(note_failure(error, name))


def _list_tables(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Whatever is there under the name of a table."""
    try:
        next(folder.iterdir(), None)
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(_describe_folder(folder.name, error))
        return
    yield from (path for name in _TABLES if os.path.lexists(path := folder / name))
    try:
        names = sorted(path.name for path in (folder / FIGURES).iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(_describe_folder(FIGURES, error))
        return
    names = list(filter(_is_csv, names))
    if too_many := refuse_number(len(names)):
        problems.append(too_many)
        return
    yield from (folder / FIGURES / name for name in names)


def _list_csvs(folder: Path) -> list[str]:
    try:
        names = sorted(path.name for path in folder.iterdir() if _is_csv(path.name))
        return names[: MAX_FILES + 1]  # of more none is read, whatever they are
    except OSError:
        return []


def _leads_nowhere(error: OSError) -> bool:
    """Whether it is a link to what is not there, or round in a circle, over which reading failed."""
    return error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)


def _describe_folder(name: str, error: OSError) -> Problem:
    return Problem("file_kind" if isinstance(error, NotADirectoryError) else "file_unreadable", name)


def _describe_name(base: str) -> Problem:
    """The problem of a name that nobody can read: the name as it was probably meant, and its bytes."""
    data = os.fsencode(base)
    typed = "".join(chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02x}" for byte in data)
    try:
        meant = data.decode("utf-8")
    except UnicodeDecodeError:
        meant = data.decode("gb18030", "replace")
    shown = "".join(mark if _is_sound(mark) else "\ufffd" for mark in meant)
    return Problem("file_name", f"{FIGURES}/{shown}", typed=typed)
