"""An edit is written into the bytes of files, and every byte that it does not mean stays as it is.

A file keeps its encoding, byte order mark, order of columns, columns of its own, quotation marks, line ends
and blank lines at the end. Where a column is needed that may be left out and is, the header gets it and the
rows that need it; the others stay as short as they are, as reading allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from publicstats.editing.edit import ConflictError, Edit, MendedCell, NewRow, find_schema
from publicstats.editing.file_layout import Layout, plan_layout, read_layout
from publicstats.editing.habits import list_codecs, list_neighbours
from publicstats.editing.looking_up import read_as
from publicstats.editing.spans import Record
from publicstats.reading.encodings import DecodeError, decode


class Splice(NamedTuple):
    """Bytes of a file that give way to others."""

    start: int
    old: bytes
    new: bytes


def apply_edit(files: Mapping[str, bytes], edit: Edit) -> dict[str, bytes]:
    """The bytes of the files that an edit changes; `ConflictError` where they are not what it is for."""
    splices = splice_edit(files, edit)
    return {name: apply_splices(files.get(name, b""), found) for name, found in splices.items()}


def splice_edit(files: Mapping[str, bytes], edit: Edit) -> dict[str, list[Splice]]:
    """What an edit changes in each file, in order; with the header where the file is new."""
    return {
        name: _splice_file(
            name,
            files,
            [row for row in edit.rows if row.file == name],
            [cell for cell in edit.cells if cell.file == name],
        )
        for name in edit.files
    }


def apply_splices(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes of a file with its splices, which are in order; ValueError where others stand there."""
    parts, place = [], 0
    for splice in splices:
        end = splice.start + len(splice.old)
        if data[splice.start : end] != splice.old:
            raise ValueError("not the bytes that the splices are of")
        parts += [data[place : splice.start], splice.new]
        place = end
    return b"".join([*parts, data[place:]])


def _splice_file(
    name: str, files: Mapping[str, bytes], rows: list[NewRow], cells: list[MendedCell]
) -> list[Splice]:
    data, neighbours = files.get(name, b""), list_neighbours(name, files)
    layout = read_layout(name, data, {cell.row for cell in cells})
    if layout.header is None:
        layout = plan_layout(name, data, neighbours)
    for habits in list_codecs(layout.habits, data, neighbours):
        splices = _Writer(replace(layout, habits=habits), rows, cells).write()
        if _is_read_as(apply_splices(data, splices), habits.codec):
            return splices
    raise ConflictError("desk.not_encodable", file=name)


def _is_read_as(data: bytes, codec: str) -> bool:
    """Whether reading takes bytes for what they were written as: it has to find that out by itself."""
    try:
        return decode(data) == data.decode(codec).removeprefix("\ufeff")
    except DecodeError:
        return False


class _Writer:
    """Writes rows and cells into one file."""

    def __init__(self, layout: Layout, rows: list[NewRow], cells: list[MendedCell]) -> None:
        self.layout, self.rows, self.cells = layout, rows, cells
        needed = [column for row in rows for column in row.cells] + [cell.column for cell in cells]
        missing = dict.fromkeys(column for column in needed if column not in layout.columns)
        self.columns = [*layout.columns, *missing]
        self.width = max(len(self.columns), len(layout.cells), self._find_width())

    def write(self) -> list[Splice]:
        """What changes, in order."""
        layout, numbers = self.layout, {cell.row for cell in self.cells}
        splices = []
        if layout.header and len(self.columns) > len(layout.columns):
            splices.append(self._write_header(layout.header))
            if layout.last and not (self.rows or layout.is_ended or layout.last == layout.header):
                layout.rows.setdefault(layout.last.number, layout.last)
                numbers.add(layout.last.number)
        splices += [self._write_row(number) for number in sorted(numbers)]
        return [*splices, self._add_rows()] if self.rows else splices

    def _find_width(self) -> int:
        """Cells of the last row, of which a spreadsheet may have added blank ones."""
        if self.layout.last is None:
            return 0
        cells = self.layout.split(self.layout.last)
        surplus = cells[len(self.columns) :]
        return 0 if any(self.layout.read(cell).strip() for cell in surplus) else len(cells)

    def _write_header(self, header: Record) -> Splice:
        """The header with what it misses, in place of the unnamed columns at its end."""
        old, count = self.layout.cells, len(self.layout.columns)
        new = [self.layout.habits.write_cell(name) for name in self.columns[count:]]
        return self._replace(header, [*old[:count], *new, *old[len(self.columns) :]])

    def _write_row(self, number: int) -> Splice:
        """A row with its mended cells, and as long as they or the end of the file ask for."""
        record = self.layout.rows.get(number)
        if record is None:
            raise ConflictError("desk.row_gone", file=self.layout.name, row=str(number))
        cells = self.layout.split(record)
        mended = [cell for cell in self.cells if cell.row == number]
        # A last row that is short and not ended would count as cut off.
        whole = len(self.columns) if record == self.layout.last and not record.line_end else 0
        least = max([whole, *(self.columns.index(cell.column) + 1 for cell in mended)])
        length = len(cells)
        cells += [self.layout.habits.write_cell("")] * (least - length)
        for cell in mended:
            self._mend(cells, cell, length)
        return self._replace(record, cells)

    def _mend(self, cells: list[bytes], mended: MendedCell, length: int) -> None:
        place = self.columns.index(mended.column)
        schema = find_schema(mended.file)
        found = read_as(self.layout.read(cells[place]), schema, mended.column)
        was = read_as(mended.was, schema, mended.column)
        if found != was:
            facts = {"file": mended.file, "row": str(mended.row), "column": mended.column}
            raise ConflictError("desk.cell_changed", **facts, was=was, found=found)
        old = cells[place] if place < length else None
        cells[place] = self.layout.habits.write_cell(mended.now, old)

    def _replace(self, record: Record, cells: list[bytes]) -> Splice:
        return Splice(record.start, self.layout.data[record.start : record.end], b",".join(cells))

    def _add_rows(self) -> Splice:
        layout = self.layout
        lines = [] if layout.header else [b",".join(layout.cells)]
        for row in self.rows:
            texts = (row.cells.get(column, "") for column in self.columns)
            lines.append(layout.write([*texts, *[""] * (self.width - len(self.columns))]))
        line_end = layout.habits.line_end
        if not layout.data:
            return Splice(0, b"", layout.habits.mark + b"".join(line + line_end for line in lines))
        if layout.is_ended:
            return Splice(layout.end, b"", b"".join(line + line_end for line in lines))
        return Splice(layout.end, b"", b"".join(line_end + line for line in lines))
