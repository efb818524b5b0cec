"""Files that are there and that nobody reads, because their names are only nearly those of tables.

``figures/NEW.CSV``, ``sources (1).csv``, ``breaks.txt``, ``figures.csv`` beside the folder, a folder of CSVs
within it: each is named, with what it should be called. What programs keep beside one is passed over.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from publicstats.contract.problems import Problem, fold_files
from publicstats.contract.schema import SCHEMAS
from publicstats.reading.folder import FIGURES, is_table_name
from publicstats.text.characters import show_unseen
from publicstats.text.nearest import find_nearest

MOST_ENTRIES = 2_000
"""Names of one folder that are looked at."""
MOST_FOLDERS = 50
"""Folders that are looked into for CSVs."""
DEPTH = 3
"""Levels of folders in a folder that are looked into."""
_TABLES = [Path(schema.path).stem for schema in SCHEMAS.values() if "*" not in schema.path]
_CSVS = {"csv", "cvs", "scv", "cav"}
_TEXTS = {"txt", "tsv", "tab", "prn", "asc"}
_WORKBOOKS = {"xlsx", "xls", "xlsm", "xlsb", "ods", "fods", "et", "numbers", "zip", "gz", "7z", "rar"}
"""How names end of what is no text: workbooks, and what is packed."""
_ENDS = _CSVS | _TEXTS | _WORKBOOKS
_COPY = re.compile(
    r"^(?:copy (?:\(\d+\) )?of |(?:复件|副本)[ _-]*(?:\(\d+\))? *)"
    r"|[ _.-]*(?:\(\d{1,3}\)|\(?(?:的?(?:副本|复件|拷贝|备份)|copy|bak|backup"
    r"|old|new|final|旧版?|新版?|最[新终]版?)\)?"
    r"|v?\d{1,3}|\d{4}-?\d{2}-?\d{2})$"
)
"""What programs and people put before or after the name of a copy."""
_OWN = re.compile(
    r"^(?:[.~#]|thumbs\.db$|desktop\.ini$|__macosx$)|(?:[~#]|\.(?:tmp|temp|sw[op]|lock|part|bak))$"
)
"""What programs call what they keep for themselves."""
_STOPS = str.maketrans("。｡，·", "....")


def find_lookalikes(folder: Path) -> tuple[Problem, ...]:
    """A warning for each file or folder that is not read, though it nearly is a table."""
    return fold_files([*_look(folder, ""), *_look(folder / FIGURES, f"{FIGURES}/")])


def _look(folder: Path, prefix: str) -> Iterator[Problem]:
    """The warnings for what stands in one folder; names in it are of the contract after `prefix`."""
    folders = 0
    for name, is_folder in _list_entries(folder):
        path, tidy = f"{prefix}{name}", _tidy(name)
        # Whatever ends so in figures/ is read, or said to be unreadable.
        is_read = is_table_name(path) or bool(prefix and name.endswith(".csv"))
        if is_read or path == FIGURES or _OWN.search(tidy):
            continue
        folders += is_folder
        if is_folder and folders <= MOST_FOLDERS:
            count = _count_csvs(folder / name, DEPTH)
            if count and not _is_same(folder / name, folder / FIGURES):
                yield _warn("folder_unread", path, f"{FIGURES}/", count=str(count))
        elif not is_folder:
            ends, stem = _split_ends(tidy)
            meant = _guess_figures(ends, stem) if prefix else _guess_table(ends, stem)
            # Where names of files have no case, it is read under the right one.
            if meant and not _is_same(folder / name, folder / meant.removeprefix(prefix)):
                yield _warn(
                    "file_format" if ends[-1:] and ends[-1] in _WORKBOOKS else "file_misnamed", path, meant
                )


def _warn(code: str, path: str, meant: str, **facts: str) -> Problem:
    shown = show_unseen(path)
    typed = shown.rpartition("/")[2]
    return Problem(code, shown, typed=typed, severity="warning", facts={"meant": meant, **facts})


def _guess_figures(ends: list[str], stem: str) -> str:
    """What a file in figures/ should be called: any name is one of figures, but for remarks."""
    if not ends or (ends == ["txt"] and stem.startswith(("readme", "note", "说明", "备注"))):
        return ""
    return f"{FIGURES}/{stem or 'new'}.csv"


def _guess_table(ends: list[str], stem: str) -> str:
    """What a file beside figures/ should be called; blank where its name is like no table's."""
    plain = _COPY.sub("", stem)
    while plain != (shorter := _COPY.sub("", plain)):
        plain = shorter
    table = next((name for name in (stem, plain) if name in _TABLES), "")
    if table:
        return f"{table}.csv"
    if plain in (FIGURES, FIGURES[:-1]):
        return f"{FIGURES}/{FIGURES}.csv"
    if not ends or ends[-1] not in _CSVS:
        return ""
    nearest = find_nearest(plain, _TABLES)
    return f"{nearest}.csv" if nearest else f"{FIGURES}/{stem or 'new'}.csv"


def _split_ends(tidy: str) -> tuple[list[str], str]:
    """The ends of a name that say what a file is, and the name before them: sources.csv.txt."""
    stem, *ends = [part.strip() for part in tidy.split(".")]
    known = next((at for at in range(len(ends)) if set(ends[at:]) <= _ENDS), len(ends))
    return [end for end in ends[known:] if end], ".".join([stem, *ends[:known]])


def _tidy(name: str) -> str:
    """A name as it would be typed: no full-width letters, no capitals, no blanks around."""
    plain = unicodedata.normalize("NFKC", name).translate(_STOPS).casefold()
    seen = "".join(mark for mark in plain if unicodedata.category(mark)[0] != "C")
    return re.sub(r"\s*\.\s*", ".", re.sub(r"\s+", " ", seen)).strip(" .") if seen[:1] != "." else seen


def _list_entries(folder: Path) -> list[tuple[str, bool]]:
    """The names in a folder and whether each is a folder, in order; as many as are looked at."""
    try:
        with os.scandir(folder) as entries:
            return sorted((entry.name, entry.is_dir()) for entry in islice(entries, MOST_ENTRIES))
    except OSError:
        return []


def _count_csvs(folder: Path, depth: int) -> int:
    """How many CSVs a folder has, and those in it that are not hidden, down to some depth."""
    if folder.is_symlink():
        return 0
    entries = [(name, is_folder) for name, is_folder in _list_entries(folder) if not _OWN.search(_tidy(name))]
    below = [name for name, is_folder in entries if is_folder][:MOST_FOLDERS] if depth > 1 else []
    own = sum(
        1 for name, is_folder in entries if not is_folder and _split_ends(_tidy(name))[0][-1:] == ["csv"]
    )
    return own + sum(_count_csvs(folder / name, depth - 1) for name in below)


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths are of one file, as `Breaks.csv` and `breaks.csv` are on some systems."""
    try:
        return one.samefile(other)
    except OSError:
        return False
