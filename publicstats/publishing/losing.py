"""What was saved from a page and is gone: a spreadsheet that had an older copy open was saved over it.

The rule: of a save and a file, all rows are in no file of their table any more, and all cells read as they
did before. Where one of them still stands, somebody took the others out who saw them, and that was meant.
Nobody can tell a save that was removed as a whole from a lost one, so it is asked: saved again, or let go. An
undone save, and one that an edition put back from the archive took away, is not missed.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from filelock import Timeout

from publicstats.contract.schema import SCHEMAS
from publicstats.editing.edit import ConflictError, Edit, MendedCell, NewRow, find_schema
from publicstats.editing.looking_up import FoundRow, find_rows, read_as
from publicstats.publishing.archive import LOCK_SECONDS, Archive
from publicstats.publishing.restoring import hold_lock
from publicstats.publishing.save_log import Save, Saves

_LOG = logging.getLogger(__name__)
_Key = tuple[str, str]
"""A table and the id of a row in it."""


class LostPiece(NamedTuple):
    """A row that is gone, or a cell that reads as before (its column), and since when it was there."""

    file: str
    key: str
    column: str
    saved: datetime


@dataclass(frozen=True)
class Lost:
    """What is gone: of which saves, what, and the edit that puts it back."""

    saves: tuple[str, ...]
    pieces: tuple[LostPiece, ...]
    edit: Edit


@dataclass
class _Mend:
    """What saves made of one cell: the last of them, and how it read before any of them."""

    save: Save
    cell: MendedCell
    before: set[str] = field(default_factory=set)


def find_lost(saves: Saves, files: Mapping[str, bytes]) -> Lost | None:
    """What is gone of the saves that stand; none where nothing is, or where a file cannot be read."""
    standing = [save for save in reversed(saves.standing) if save.id not in saves.let_go]
    traces = _Traces()
    for save in standing:
        traces.add(save)
    rows, mends = traces.rows, traces.mends
    try:
        found = traces.find(files)
    except ConflictError:
        return None
    gone: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for key, (save, row) in rows.items():
        gone[save.id, row.file].append(key not in found)
    for (key, column), mend in mends.items():
        is_gone = key not in found or _read(found[key], column) in mend.before
        gone[mend.save.id, mend.cell.file].append(is_gone)
    lost = {place for place, pieces in gone.items() if all(pieces)}
    return _offer(lost, rows, mends, found)


def let_go(archive: Archive, files: Mapping[str, bytes]) -> None:
    """Has nothing be asked for that these files lack: whoever put them there meant it."""
    try:
        with hold_lock(archive, LOCK_SECONDS):
            lost = find_lost(archive.saves.load(), files)
            if lost is not None:
                archive.saves.let_go(lost.saves)
    except (Timeout, OSError):
        _LOG.warning("what is gone from the CSVs will be asked for once more", exc_info=True)


def _name(row: NewRow) -> _Key:
    schema = find_schema(row.file)
    return schema.name, read_as(row.cells.get(schema.key, ""), schema, schema.key)


@dataclass
class _Traces:
    """The rows that saves added and the cells that they mended, under the ids that these rows have since."""

    rows: dict[_Key, tuple[Save, NewRow]] = field(default_factory=dict)
    mends: dict[tuple[_Key, str], _Mend] = field(default_factory=dict)
    earlier: dict[_Key, tuple[_Key, ...]] = field(default_factory=dict)
    """The ids that a row had before one was mended, the last first."""

    @property
    def keys(self) -> set[_Key]:
        """Every row that is to be looked for."""
        known = {*self.rows, *(key for key, _ in self.mends)}
        return known.union(*(self.earlier[key] for key in known & self.earlier.keys()))

    def add(self, save: Save) -> None:
        """Takes in what a save did; the earlier ones come first."""
        self.rows |= {_name(row): (save, row) for row in save.applied.edit.rows}
        for cell, name in zip(save.applied.edit.cells, save.applied.keys, strict=True):
            schema = find_schema(cell.file)
            key, was = (schema.name, name), read_as(cell.was, schema, cell.column)
            if cell.column == schema.key:
                self._rename((schema.name, was), key)
            place = (key, cell.column)
            before = self.mends[place].before if place in self.mends else set()
            before = {*before, was} - {read_as(cell.now, schema, cell.column)}
            self.mends[place] = _Mend(save, cell, before)

    def _rename(self, old: _Key, new: _Key) -> None:
        if old == new:
            return
        self.rows = {new if key == old else key: found for key, found in self.rows.items()}
        self.mends = {(new if key == old else key, c): mend for (key, c), mend in self.mends.items()}
        self.earlier[new] = (old, *self.earlier.pop(old, ()))

    def find(self, files: Mapping[str, bytes]) -> dict[_Key, FoundRow]:
        """The rows that stand, under whichever of their ids; `ConflictError` where a file cannot be read."""
        found = _find_all(self.keys, files)
        for key, earlier in self.earlier.items():
            standing = next((found[old] for old in earlier if old in found), None)
            if key not in found and standing is not None:
                found[key] = standing
        return found


def _find_all(keys: Iterable[_Key], files: Mapping[str, bytes]) -> dict[_Key, FoundRow]:
    by_table: dict[str, set[str]] = defaultdict(set)
    for table, key in keys:
        by_table[table].add(key)
    return {
        (table, key): rows[0]
        for table, wanted in by_table.items()
        for key, rows in find_rows(files, SCHEMAS[table], wanted).items()
    }


def _read(row: FoundRow, column: str) -> str:
    return row.cells.get(column, "")


def _offer(
    lost: set[tuple[str, str]],
    rows: Mapping[_Key, tuple[Save, NewRow]],
    mends: Mapping[tuple[_Key, str], _Mend],
    found: Mapping[_Key, FoundRow],
) -> Lost | None:
    back: dict[_Key, NewRow] = {}
    pieces: list[LostPiece] = []
    saves: list[Save] = []
    for key, (save, row) in rows.items():
        if (save.id, row.file) in lost:
            back[key] = row
            pieces.append(LostPiece(row.file, key[1], "", save.moment))
            saves.append(save)
    cells = []
    for (key, column), mend in mends.items():
        if key in back:
            back[key] = replace(back[key], cells={**back[key].cells, column: mend.cell.now})
        elif key in found and (mend.save.id, mend.cell.file) in lost:
            now = found[key]
            cells.append(MendedCell(now.file, now.number, column, _read(now, column), mend.cell.now))
            pieces.append(LostPiece(now.file, key[1], column, mend.save.moment))
            saves.append(mend.save)
    if not pieces:
        return None
    names = tuple(dict.fromkeys(save.id for save in saves))
    return Lost(names, tuple(pieces), Edit(tuple(back.values()), tuple(cells), saves[-1].origin))
