"""A CSV as its owner left it: its header, the rows that are asked for, its end, and its habits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from publicstats.editing.edit import ConflictError, find_schema
from publicstats.editing.habits import Habits, find_codec, find_quoted
from publicstats.editing.spans import BrokenError, Record, Records, is_blank, read_cell, split_record
from publicstats.reading.encodings import DecodeError
from publicstats.reading.tolerant import tidy_header

_TAIL = 20
"""Rows at the end of a file that show its habits."""


@dataclass
class Layout:
    """What is to be known of a file to write into it."""

    name: str
    data: bytes
    habits: Habits
    header: Record | None = None
    columns: list[str] = field(default_factory=list)
    """The names in the header, without the unnamed ones at its end."""
    cells: list[bytes] = field(default_factory=list)
    """The header's cells as they are written."""
    rows: dict[int, Record] = field(default_factory=dict)
    """Those that were asked for and are there."""
    last: Record | None = None
    """The last one that is not blank."""

    def split(self, record: Record) -> list[bytes]:
        """The cells of a row as they are written."""
        return split_record(self.data, record)

    def read(self, cell: bytes) -> str:
        """The text of a cell."""
        return read_cell(cell, self.habits.codec)

    def write(self, columns: Iterable[str]) -> bytes:
        """A row of these cells as the file has its rows."""
        return b",".join(map(self.habits.write_cell, columns))

    @property
    def is_ended(self) -> bool:
        """Whether the last row has a line end."""
        return self.last is None or bool(self.last.line_end)

    @property
    def end(self) -> int:
        """Where rows are added: behind the last that is not blank."""
        return len(self.habits.mark) if self.last is None else self.last.end + len(self.last.line_end)


def read_layout(name: str, data: bytes, wanted: Collection[int] = ()) -> Layout:
    """The layout of a file; `ConflictError` where its cells cannot be told apart."""
    try:
        mark, codec = find_codec(data)
        layout = Layout(name, data, Habits(mark, codec))
        _survey(layout, wanted)
    except DecodeError:
        raise ConflictError("desk.file_unreadable", file=name) from None
    except BrokenError:
        raise ConflictError("desk.file_broken", file=name) from None
    return layout


def _survey(layout: Layout, wanted: Collection[int]) -> None:
    mark, codec = len(layout.habits.mark), layout.habits.codec
    records = Records(layout.data, mark)
    filled = (
        record for number in range(1, len(records) + 1) if (record := _get_filled(layout, records, number))
    )
    layout.header = next(filled, None)
    if layout.header is None:
        first = records.get(1)
        layout.habits = replace(layout.habits, line_end=(first and first.line_end) or b"\n")
        return
    layout.cells = layout.split(layout.header)
    layout.columns = tidy_header([layout.read(cell) for cell in layout.cells])
    first_row = layout.header.number + 1
    found = {number: _get_filled(layout, records, number) for number in wanted if number >= first_row}
    layout.rows = {number: record for number, record in found.items() if record}
    numbers = range(len(records), first_row - 1, -1)
    backwards = (record for number in numbers if (record := _get_filled(layout, records, number)))
    tail = list(islice(backwards, _TAIL)) or [layout.header]
    layout.last = tail[0]
    line_end = next((record.line_end for record in tail if record.line_end), layout.header.line_end)
    quoted = find_quoted((cell for record in tail for cell in layout.split(record)), codec)
    layout.habits = replace(layout.habits, line_end=line_end or b"\n", quoted=quoted)


def _get_filled(layout: Layout, records: Records, number: int) -> Record | None:
    """The record of a number, none where it is blank."""
    record = records.get(number)
    return None if record is None or is_blank(layout.data, record, layout.habits.codec) else record


def plan_layout(name: str, data: bytes, neighbours: Iterable[bytes]) -> Layout:
    """The layout of a file that says nothing yet: the contract's columns, the habits of its neighbours."""
    found: Counter[Habits] = Counter()
    for other in neighbours:
        try:
            found[read_layout(name, other).habits] += 1
        except ConflictError:
            continue
    habits = max(found, key=lambda habits: found[habits], default=Habits())
    blank = read_layout(name, data)
    if data:
        line_end = blank.habits.line_end if data.strip(b"\xef\xbb\xbf") else habits.line_end
        habits = replace(habits, mark=blank.habits.mark, line_end=line_end)
        habits = replace(habits, codec="utf-8") if habits.mark else habits
    columns = find_schema(name).names
    return Layout(name, data, habits, columns=columns, cells=[habits.write_cell(name) for name in columns])
