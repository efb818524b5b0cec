"""A pasted table -> its numbers, each with the words of its row and its column, and its unit.

Cells are parted by tabs, as spreadsheets copy them, by bars, commas, or spaces. Lines without a number are
heads, also those of years and months alone; a line 单位：万件 is of the whole table.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from publicstats.quantity import QuantityError, parse_quantity
from publicstats.text.characters import HALF_WIDTH

MOST_CELLS = 20_000
"""Cells of a table at most: a thousand places with twenty columns."""
_NUMBER = re.compile(r"[-+−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_UNIT_LINE = re.compile(r"单位\s*[:：]\s*([^\s，。；)）]+)")
_UNIT_HEAD = re.compile(r"[（(\[【/／]\s*([^（()）\[\]【】/／]+?)\s*[)）\]】]?$")
_TIME = re.compile(r"(?:19|20)[0-9]{2}(?:年.{0,8}|[-./][0-9]{1,2})?|[0-9]{1,2}月份?|[0-9一二三四]季度")
LONGEST_UNIT, LONGEST_NUMBER = 12, 40
_BEGINNINGS = frozenset("0123456789-+−*近约超逾不增升提上下降减回负持")
"""What a printed figure begins with."""
_BREAKS = ("\t", "|", "｜")
_SPACES = re.compile(r" {2,}|\u3000+")
_COMMA = re.compile(r"[,，](?![0-9]{3}(?![0-9]))")


@dataclass(frozen=True)
class PastedNumber:
    """A number of a pasted table."""

    printed: str
    """As it stands in its cell."""
    unit: str
    """What its cell, its row, its column or the table says that it is in; blank where nothing does."""
    row: str
    """The words of its row."""
    column: str
    """The words above it."""
    line: int


def read_pasted(text: str, units: Collection[str]) -> list[PastedNumber]:
    """The numbers of a pasted table, line by line; `units` are those that are known."""
    lines = [line.translate(HALF_WIDTH).strip("\r\n") for line in text.splitlines()]
    rows = [(number, _split(line, lines)) for number, line in enumerate(lines, 1) if line.strip()]
    if sum(len(cells) for _, cells in rows) > MOST_CELLS:
        return []
    return list(_read_rows(rows, units))


def _read_rows(rows: Sequence[tuple[int, list[str]]], units: Collection[str]) -> Iterator[PastedNumber]:
    heads: list[list[str]] = []
    unit, began = "", False
    for number, cells in rows:
        if match := _UNIT_LINE.search("".join(cells)):
            unit = match[1]
        if not any(_is_number(cell, units) and not _TIME.fullmatch(cell) for cell in cells):
            heads = [cells] if began else [*heads, cells]
            began = False
            continue
        began = True
        label = " ".join(cell for cell in cells if cell and not _is_number(cell, units))
        for at, cell in enumerate(cells):
            if _is_number(cell, units):
                above = [head[at] for head in heads if at < len(head) and len(head) > 1]
                own = _find_unit(cell, cells, above, units)
                yield PastedNumber(cell, own or unit, label, " ".join(filter(None, above)), number)


def _find_unit(cell: str, cells: Sequence[str], above: Sequence[str], units: Collection[str]) -> str:
    """The unit that a number's row or column has; blank where the number says it itself, or none does."""
    if _NUMBER.fullmatch(cell) is None:
        return ""
    for words in (*(word for word in cells if not _is_number(word, units)), *reversed(above)):
        match = _UNIT_HEAD.search(words)
        named = match[1] if match else words
        if _is_unit(named, units):
            return named
    return "%" if any("%" in words for words in above) else ""


def _is_unit(word: str, units: Collection[str]) -> bool:
    """Whether a word is a known unit, with a scale or without: 万件, %, 元/人."""
    if not 0 < len(word) <= LONGEST_UNIT:
        return False
    try:
        quantity = parse_quantity(f"3{word}")
    except QuantityError:
        return False
    return quantity.unit in units and quantity.qualifier == "exact"


def _is_number(cell: str, units: Collection[str]) -> bool:
    """Whether a cell holds a figure, bare or with qualifier and unit; times and labels are none."""
    if _NUMBER.fullmatch(cell):
        return True
    if not cell or cell[0] not in _BEGINNINGS or len(cell) > LONGEST_NUMBER or _TIME.fullmatch(cell):
        return False
    try:
        quantity = parse_quantity(cell)
    except QuantityError:
        return False
    return quantity.unit in ("", *units)


def _split(line: str, lines: Sequence[str]) -> list[str]:
    """The cells of a line, by what parts those of most lines."""
    for sign in _BREAKS:
        if any(sign in other for other in lines):
            return [cell.strip() for cell in line.strip(sign if sign != "\t" else "").split(sign)]
    if any(_SPACES.search(other.strip()) for other in lines):
        return [cell.strip() for cell in _SPACES.split(line.strip())]
    if any(_COMMA.search(other) for other in lines):
        return [cell.strip().strip('"') for cell in _COMMA.split(line)]
    return [cell.strip() for cell in line.split()]
