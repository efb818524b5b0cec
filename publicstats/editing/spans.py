"""Where the records and cells of a CSV lie in its bytes: what is not touched need not be written anew.

In UTF-8 and in GB18030 no byte of a longer character is a comma, a quotation mark or a line end, so the
bytes themselves are split, by the rules by which `reading` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE_END = re.compile(rb"\r\n|\r|\n")
_CELL = re.compile(rb'"(?:[^"]+|"")*+"(?=[,\r\n]|\Z)|(?!")[^,\r\n]*')
_PLAIN = re.compile(rb"[0-9A-Za-z]")


class BrokenError(ValueError):
    """Quotation marks that do not pair: the cells of a file cannot be told apart."""


class Record(NamedTuple):
    """A row: its number as a spreadsheet counts it, its bytes from `start` to `end`, and its line end."""

    number: int
    start: int
    end: int
    line_end: bytes


def list_records(data: bytes, start: int) -> Iterator[Record]:
    """Every record of a file from a place on, blank ones as well; `BrokenError` where it cannot be split."""
    number = 0
    while start < len(data):
        number += 1
        found = _LINE_END.search(data, start)
        end = found.start() if found else len(data)
        if data.find(b'"', start, end) >= 0:
            end = _find_end(data, start)
            found = _LINE_END.match(data, end)
        record = Record(number, start, end, found[0] if found else b"")
        yield record
        start = end + len(record.line_end)


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


def _find_end(data: bytes, place: int) -> int:
    """Where the record ends that begins at a place; there may be line ends in its cells."""
    while True:
        place = _match_cell(data, place).end()
        if data[place : place + 1] != b",":
            return place
        place += 1


def _match_cell(data: bytes, place: int) -> re.Match[bytes]:
    found = _CELL.match(data, place)
    if found is None:
        raise BrokenError
    return found
