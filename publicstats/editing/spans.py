"""Where the records and cells of a CSV lie in its bytes: what is not touched need not be written anew.

In UTF-8 and in GB18030 no byte of a longer character is a comma, a quotation mark or a line end, so the
bytes themselves are split, by the rules by which `reading` reads them.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import NamedTuple

_LINE_END = re.compile(rb"\r\n|\r|\n")
_CELL = re.compile(rb'"(?:[^"]+|"")*+"(?=[,\r\n]|\Z)|(?!")[^,\r\n]*')
_END_OR_QUOTE = re.compile(
    rb"""(?<![^,\r\n]) " (?: (?:[^"]+|"")*+ " (?=[,\r\n]|\Z) )?  |  \r\n | \r | \n""", re.VERBOSE
)
"""A cell in quotation marks, one that is opened and not closed, or the end of a record."""
_PLAIN = re.compile(rb"[0-9A-Za-z]")


class BrokenError(ValueError):
    """Quotation marks that do not pair: the cells of a file cannot be told apart."""


class Record(NamedTuple):
    """A row: its number as a spreadsheet counts it, its bytes from `start` to `end`, and its line end."""

    number: int
    start: int
    end: int
    line_end: bytes


class Records:
    """The records of a file by their numbers, from a place on; `BrokenError` where it cannot be split."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._start = data, start
        self._ends = array("Q", _find_ends(data, start))
        last = self._ends[-1] if self._ends else start
        if not self._ends or last + len(self._find_line_end(last)) < len(data):
            self._ends.append(len(data))

    def __len__(self) -> int:
        return len(self._ends)

    def get(self, number: int) -> Record | None:
        """The record of a number; none where there are not so many."""
        if not 1 <= number <= len(self._ends):
            return None
        start = self._start
        if number > 1:
            before = self._ends[number - 2]
            start = before + len(self._find_line_end(before))
        end = self._ends[number - 1]
        return Record(number, start, end, self._find_line_end(end))

    def _find_line_end(self, place: int) -> bytes:
        found = _LINE_END.match(self._data, place)
        return found[0] if found else b""


def _find_ends(data: bytes, start: int) -> Iterator[int]:
    """Where records end; there may be line ends in cells that stand in quotation marks."""
    if b'"' not in data:
        yield from (found.start() for found in _LINE_END.finditer(data, start))
        return
    # What stands before the first cell, a byte order mark, must not hide that it begins with a mark.
    place = _match_cell(data, start).end()
    for found in _END_OR_QUOTE.finditer(data, place):
        if found[0] == b'"':
            raise BrokenError
        if not is_quoted(found[0]):
            yield found.start()


def split_record(data: bytes, record: Record) -> list[bytes]:
    """The cells of a record as they are written; commas between them give the record."""
    line = data[record.start : record.end]
    if b'"' not in line:
        return line.split(b",")
    cells, place = [], 0
    while True:
        cell = _match_cell(line, place)
        cells.append(cell[0])
        if cell.end() == len(line):
            return cells
        place = cell.end() + 1


def read_cell(cell: bytes, codec: str) -> str:
    """The text of a cell as it is written."""
    text = cell.decode(codec)
    return text[1:-1].replace('""', '"') if is_quoted(cell) else text


def is_quoted(cell: bytes) -> bool:
    """Whether a cell is written in quotation marks."""
    return cell.startswith(b'"')


def is_blank(data: bytes, record: Record, codec: str) -> bool:
    """Whether a record says nothing: reading passes it over."""
    if _PLAIN.match(data, record.start, record.end):
        return False
    return not any(read_cell(cell, codec).strip() for cell in split_record(data, record))


def _match_cell(data: bytes, place: int) -> re.Match[bytes]:
    found = _CELL.match(data, place)
    if found is None:
        raise BrokenError
    return found
