"""A pasted table -> its numbers, each with the words of its row and its column, and its unit.

Cells are parted by tabs, as spreadsheets copy them, by bars, commas, or spaces. Lines without a number are
heads, also those of years and months alone; a line 单位：万件 is of the whole table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from publicstats.quantity import QuantityError, parse_quantity
from publicstats.text.characters import HALF_WIDTH

MOST_CELLS = 20_000
"""Cells of a table at most: a thousand places with twenty columns."""
_NUMBER = re.compile(r"[-+−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_UNIT_LINE = re.compile(r"单位\s*[:：]\s*([^\s，。；)）]+)")
_UNIT_HEAD = re.compile(r"[（(\[【/／]\s*([^（()）\[\]【】/／]+?)\s*[)）\]】]?$")
_TIME = re.compile(r"(?:19|20)[0-9]{2}(?:年.{0,8}|[-./][0-9]{1,2})?|[0-9]{1,2}月份?|[0-9一二三四]季度")
LONGEST_UNIT, LONGEST_NUMBER, LONGEST_WORDS = 12, 40, 400
MOST_HEADS = 10
"""Lines of a head that say what is below them: a title, notes and the names of columns."""
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
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if len(filled) > MOST_CELLS:
        return []
    split = _find_split([line for _, line in filled])
    rows = [(number, split(line)) for number, line in filled]
    if sum(len(cells) for _, cells in rows) > MOST_CELLS:
        return []
    return list(_read_rows(rows, units))


def _read_rows(rows: Sequence[tuple[int, list[str]]], units: Collection[str]) -> Iterator[PastedNumber]:
    heads: list[list[str]] = []
    unit, began = "", False
    for number, cells in rows:
        if match := _UNIT_LINE.search("".join(cells)):
            unit = match[1]
        numbers = {at: cell for at, cell in enumerate(cells) if _is_number(cell, units)}
        if all(_TIME.fullmatch(cell) for cell in numbers.values()):
            heads = [cells] if began else [*heads, cells][-MOST_HEADS:]
            began = False
            continue
        began = True
        words = [cell for at, cell in enumerate(cells) if cell and at not in numbers]
        label, row_unit = " ".join(words)[:LONGEST_WORDS], _find_unit(words, units)
        for at, cell in numbers.items():
            above = [head[at] for head in heads if at < len(head) and len(head) > 1]
            own = (row_unit or _find_column_unit(above, units)) if _NUMBER.fullmatch(cell) else ""
            column = " ".join(filter(None, above))[:LONGEST_WORDS]
            yield PastedNumber(cell, own or unit, label, column, number)


def _find_column_unit(above: Sequence[str], units: Collection[str]) -> str:
    """The unit that the heads of a column name; blank where none does."""
    return _find_unit(reversed(above), units) or ("%" if any("%" in words for words in above) else "")


def _find_unit(texts: Iterable[str], units: Collection[str]) -> str:
    """The unit that the first of some texts is, or names at its end; blank where none does."""
    for words in texts:
        match = _UNIT_HEAD.search(words[-4 * LONGEST_UNIT :])
        named = match[1] if match else words
        if _is_unit(named, units):
            return named
    return ""


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


def _find_split(lines: Sequence[str]) -> Callable[[str], list[str]]:
    """What gives the cells of a line, by what parts those of the lines of a table."""
    for sign in _BREAKS:
        if any(sign in line for line in lines):
            return lambda line: [
                cell.strip() for cell in line.strip(sign if sign != "\t" else "").split(sign)
            ]
    if any(_SPACES.search(line.strip()) for line in lines):
        return lambda line: [cell.strip() for cell in _SPACES.split(line.strip())]
    if any(_COMMA.search(line) for line in lines):
        return lambda line: [cell.strip().strip('"') for cell in _COMMA.split(line)]
    return lambda line: [cell.strip() for cell in line.split()]
