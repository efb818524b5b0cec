"""Taking an edit back: byte for byte where a file is as it was left, else the edit's rows and cells alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from publicstats.contract.columns import Schema
from publicstats.editing.applying import Splice, apply_edit, apply_splices
from publicstats.editing.edit import ConflictError, Edit, MendedCell, NewRow, find_schema
from publicstats.editing.file_layout import read_layout
from publicstats.editing.looking_up import find_rows, read_as, read_cells

_LINE_END = re.compile(rb"(?:\r\n|\r|\n)\Z")


@dataclass(frozen=True)
class Applied:
    """An edit that was applied: the id of each mended cell's row afterwards, and what became of each file."""

    edit: Edit
    keys: tuple[str, ...]
    splices: Mapping[str, Sequence[Splice]]
    created: frozenset[str]
    """The files that were not there before."""


def take_back(
    files: Mapping[str, bytes], applied: Applied, untouched: Iterable[str]
) -> dict[str, bytes | None]:
    """The files without an edit, none for one that goes; `ConflictError` where others changed what was its.

    `untouched` are its files that are as it left them.
    """
    whole: dict[str, bytes | None] = {}
    for name in untouched:
        is_new = name in applied.created
        whole[name] = None if is_new else apply_splices(files[name], _invert(applied.splices[name]))
    left = {name: data for name, data in files.items() if name not in whole}
    rows = [row for row in applied.edit.rows if row.file not in whole]
    pairs = zip(applied.edit.cells, applied.keys, strict=True)
    cells = [(cell, key) for cell, key in pairs if cell.file not in whole]
    mended = _put_back(left, cells)
    changed = whole | mended
    return changed | _remove(left | mended, rows)


def _invert(splices: Iterable[Splice]) -> list[Splice]:
    """The splices that give the bytes before."""
    inverse, shift = [], 0
    for splice in splices:
        inverse.append(Splice(splice.start + shift, splice.new, splice.old))
        shift += len(splice.new) - len(splice.old)
    return inverse


def _remove(files: Mapping[str, bytes], rows: Iterable[NewRow]) -> dict[str, bytes]:
    """The files without the rows that were added, wherever these stand by now."""
    going: dict[str, list[tuple[int, Mapping[str, str]]]] = defaultdict(list)
    for schema, group in groupby(sorted(rows, key=_name_table), key=lambda row: find_schema(row.file)):
        wanted = {cells[schema.key]: cells for cells in map(_complete, group)}
        for key, found in find_rows(files, schema, wanted.keys()).items():
            own = [row for row in found if row.cells == wanted[key]]
            if not own:
                raise _refuse(found[0].file, found[0].number, key)
            going[own[-1].file].append((own[-1].number, wanted[key]))
    return {file: _cut(file, files[file], sorted(numbers)) for file, numbers in going.items()}


def _cut(file: str, data: bytes, rows: list[tuple[int, Mapping[str, str]]]) -> bytes:
    """The bytes of a file without rows. Where none was ended at its end, none is."""
    layout = read_layout(file, data, {number for number, _ in rows})
    kept, place = [], 0
    for number, cells in rows:
        record = layout.rows[number]
        texts = map(layout.read, layout.split(record))
        own = [text for column, text in zip(layout.columns, texts, strict=False) if column not in cells]
        if any(text.strip() for text in own):  # a column that only its owner knows
            raise _refuse(file, number, cells[find_schema(file).key])
        kept.append(data[place : record.start])
        place = record.end + len(record.line_end)
    after = b"".join([*kept, data[place:]])
    return after if _LINE_END.search(data) else _end_as_it_was(file, after)


def _end_as_it_was(file: str, data: bytes) -> bytes:
    """The bytes without the line end at their end, unless the last row would then look cut off."""
    layout = read_layout(file, data)
    is_whole = layout.last is None or len(layout.split(layout.last)) >= len(layout.columns)
    return _LINE_END.sub(b"", data) if is_whole else data


def _refuse(file: str, number: int, key: str) -> ConflictError:
    return ConflictError("desk.undo_row_changed", file=file, row=str(number), id=key)


def _name_table(row: NewRow | MendedCell) -> str:
    return find_schema(row.file).name


def _complete(row: NewRow) -> dict[str, str]:
    """All cells of a row as they were read once it was there."""
    return dict.fromkeys(find_schema(row.file).names, "") | read_cells(row.file, row.cells)


def _put_back(files: Mapping[str, bytes], cells: Iterable[tuple[MendedCell, str]]) -> dict[str, bytes]:
    """The files with the cells as they were before they were mended, where they still are as mended."""
    back = []
    for schema, group in groupby(sorted(cells, key=lambda cell: _name_table(cell[0])), _find_table):
        pairs = list(group)
        found = find_rows(files, schema, {key for _, key in pairs})
        for mended, key in pairs:
            now, was = (read_as(text, schema, mended.column) for text in (mended.now, mended.was))
            for row in found.get(key, ())[:1]:
                text = row.cells.get(mended.column, "")
                if text not in (now, was):
                    facts = {"file": row.file, "row": str(row.number), "column": mended.column, "found": text}
                    raise ConflictError("desk.undo_cell_changed", **facts, now=now)
                if text != was:
                    back.append(MendedCell(row.file, row.number, mended.column, now, was))
    return apply_edit(files, Edit(cells=tuple(back))) if back else {}


def _find_table(cell: tuple[MendedCell, str]) -> Schema:
    return find_schema(cell[0].file)
