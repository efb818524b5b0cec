"""The cells of tables in an article, and what the row and the column of each number say of it.

A number takes its unit along from its column, its row or the line above the table (单位：万吨): a cell of 1.7
in the row 车位 | 万个 is 1.7万个.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from publicstats.articles.layout import ARROWS, CELLS, GLUED, Span, find_columns, is_number
from publicstats.articles.text import BETWEEN, BREAK, Article
from publicstats.quantity.numerals import CHARACTERS

CHANGE, LEVEL = "change", "level"
NOWHERE: Span = (0, 0)
ABOVE = 3
"""Lines above a table among which its unit stands."""
LONGEST_UNIT = 10
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_LABELS = re.compile("序号|行次|编号|代码|排名|位次|名次|年份|^年度$|^[Nn][Oo]")
_UNITS = re.compile("^(?:计量|计算|统计|数量)?单位$")
_CHANGES = re.compile("同比|环比|增长|增减|增幅|增速|降幅|涨跌|涨幅|变动|变化|升降|±|[比较](?:上|去|同|年初)")
_DIFFERENCE = re.compile("增减|变动|变化|升降|[比较](?:上|去|同|年初)")
_SHARES = re.compile("占比|比重|比例|百分比|份额|占.{0,8}%|^占")
_CAPTION = re.compile(f"单位:([^，。；\\s{BREAK}{re.escape(BETWEEN)}）]{{1,{LONGEST_UNIT}}})")
_BRACKETS = re.compile(rf"（([^（）]{{1,{LONGEST_UNIT}}})）")
_TAIL = re.compile(r"[-+]?[0-9][0-9,.]*[%‰]?$")
_COUNTED = re.compile("(人次|家次|件次|户次|[件户次起例宗人家场])数$")
_SCALE = re.compile("[十百千万亿]{1,2}")
_THINGS = re.compile("(?:[人件户家场班辆架册批]次|[件户次起例宗人家场册](?=数))")
"""What the name of a row or a column counts in that has no more than a scale in brackets: 到馆人次（万）."""
_UNIT_COLUMN = re.compile("单位(?!:)")
_POINTS = "个百分点"


@dataclass(frozen=True)
class Cell:
    """A cell that holds a number, and what its row and column say of it."""

    start: int
    end: int
    table: int
    """Where its table begins."""
    row: int
    """Where its row begins."""
    head: Span = NOWHERE
    """Where the head of its column stands; empty where there is none."""
    label: Span = NOWHERE
    """Where the name of its row stands."""
    unit: Span = NOWHERE
    """Where its unit stands; empty where the number says it, or NOWHERE does."""
    sign: str = ""
    """The unit that goes without saying: that of 占比."""
    role: str = LEVEL
    """Whether it is a change."""
    measured: tuple[Span, ...] = ()
    """Where the heads of the levels stand right before it whose change it may be; none for a level."""

    def print_number(self, article: Article) -> str:
        """The number with its unit."""
        return self.print_bare(article) + (self.sign or article.cut(*self.unit))

    def print_bare(self, article: Article) -> str:
        """The number as it stands in the cell."""
        return article.cut(self.start, self.end).strip("（）")


@dataclass
class _Table:
    """A table as it is read, row by row."""

    start: int
    rows: list[list[Span]]
    unit: Span = NOWHERE
    heads: list[list[Span]] = field(default_factory=list)


class Tables:
    """The cells of an article that hold numbers; `units` is the pattern of known units."""

    def __init__(self, article: Article, units: str) -> None:
        self.article, self.text = article, article.text
        scale = f"[{CHARACTERS}万亿]*"
        self._unit = re.compile(rf"{scale}(?:{units})(?:/[^，。；]{{1,6}})?|1?/[0-9]+万?")
        self._end_unit = re.compile(rf"(?P<label>.{{1,24}}?)(?P<unit>{scale}(?:{units}))$")
        self.names: list[Span] = []
        """Where the heads of columns and the names of rows stand: they say what is counted, and how."""
        self.cells = tuple(cell for table in self._find() for cell in self._read(table))
        self._starts = [cell.start for cell in self.cells]

    def find(self, position: int) -> Cell | None:
        """The cell in which a place of the running text is; none outside of tables."""
        index = bisect_right(self._starts, position) - 1
        cell = self.cells[index] if index >= 0 else None
        return cell if cell and position < cell.end else None

    def _find(self) -> Iterator[_Table]:
        """The tables, each with the places of its cells."""
        numbered = sorted(self.article.tables.items())
        for _, group in groupby(enumerate(numbered), key=lambda one: one[1][0] - one[0]):
            lines = [(kind, self._line(number)) for _, (number, kind) in group]
            lines = [(kind, span) for kind, span in lines if span[0] < span[1]]
            if not lines:
                continue
            start = lines[0][1][0]
            rows = [list(self._split(kind, span)) for kind, span in lines]
            if all(kind not in (CELLS, GLUED) for kind, _ in lines):
                flat = [span for row in rows for span in row]
                width, _ = find_columns([self.text[slice(*span)] for span in flat])
                rows = [flat[n : n + width] for n in range(0, len(flat), width)] if width else rows
            yield _Table(start, rows, self._caption(start))

    def _line(self, number: int) -> Span:
        lines = self.article.lines
        start, end = bisect_left(lines, number), bisect_right(lines, number)
        return start + self.text.startswith(BREAK, start), end

    def _split(self, kind: str, line: Span) -> Iterator[Span]:
        start, end = line
        if kind == GLUED:
            number = _TAIL.search(self.text, start, end)
            place = number.start() if number else end
            yield start, place
            yield place, end
            return
        for cell in self.text[start:end].split(BETWEEN):
            yield start, start + len(cell)
            start += len(cell) + 1

    def _caption(self, start: int) -> Span:
        """Where the unit of a whole table stands, in it or in the lines above it."""
        place = start
        for _ in range(ABOVE):
            place = self.text.rfind(BREAK, 0, max(place - 1, 0)) + 1
        found = [*_CAPTION.finditer(self.text, place, start + 60)]
        return found[-1].span(1) if found else NOWHERE

    def _read(self, table: _Table) -> Iterator[Cell]:
        """The cells of a table that hold numbers."""
        begun = False
        for row in table.rows:
            texts = [self.text[slice(*span)] for span in row]
            numbers = [n for n, text in enumerate(texts) if is_number(text) and n]
            years = bool(numbers) and all(_YEAR.fullmatch(texts[n]) for n in numbers)
            if not numbers or (years and not begun and len(row) > 2):
                if len(row) > 1:
                    self.names += row
                    table.heads = [*(table.heads if not begun else []), row]
                    begun = False
                continue
            begun = True
            yield from self._read_row(table, row, texts, numbers)

    def _read_row(
        self, table: _Table, row: list[Span], texts: list[str], numbers: list[int]
    ) -> Iterator[Cell]:
        heads = [self._head(table, len(row), n) for n in range(len(row))]
        words = [self.text[slice(*head)] for head in heads]
        units = [
            n for n in range(len(row)) if _UNITS.search(words[n]) or (n and self._unit.fullmatch(texts[n]))
        ]
        names = [n for n in range(len(row)) if n not in units and not is_number(texts[n]) and texts[n]]
        self.names += [row[n] for n in (*names, *units) if n < numbers[0]]
        levels: list[Span] = []
        role = LEVEL
        for n in numbers:
            if _LABELS.search(words[n]):
                continue
            name = max((place for place in names if place < n), default=None)
            label = NOWHERE if name is None else row[name]
            own, label = self._row_unit(table, row, n, units, label)
            unit, sign = self._unit_of(table, texts[n], heads[n], own, label)
            says = _CHANGES.search(self.text[slice(*label)]) or _CHANGES.search(words[n])
            start, end = row[n]
            start += texts[n][0] in ARROWS
            last, role = role, CHANGE if says or start > row[n][0] else LEVEL
            if role == LEVEL:
                levels = [*(levels if last == LEVEL else []), heads[n]]
            measured = tuple(levels) if role == CHANGE else ()
            yield Cell(start, end, table.start, row[0][0], heads[n], label, unit, sign, role, measured)

    def _head(self, table: _Table, length: int, column: int) -> Span:
        """The head of a column: that of as many columns, else counted from the right."""
        for head in reversed(table.heads):
            place = column if not column or len(head) <= length else column + len(head) - length
            if place < len(head):
                return head[place]
        return NOWHERE

    def _row_unit(
        self, table: _Table, row: Sequence[Span], n: int, units: Sequence[int], label: Span
    ) -> tuple[Span, Span]:
        """Where the unit stands that a row gives to its number `n`, and its name without it."""
        before = [place for place in units if place < n]
        after = [n + 1] if n + 1 in units else []
        for place in (*before[-1:], *after, *units[:1]):
            if self.text[slice(*row[place])].strip("-—/"):
                return row[place], label
        name = self.text[slice(*label)]
        if (bracket := self._bracket(label)) != NOWHERE:
            return bracket, label
        # 农户数万户6.8: name, unit and number in one, as the head or a scale shows.
        glued = len(row) == 2 and row[0] == label and label[1] == row[1][0]
        match = self._end_unit.fullmatch(name) if glued else None
        above = self.text[max(0, table.start - 40) : table.start]
        if match and (match["unit"][0] in "万亿千百%" or _UNIT_COLUMN.search(above)):
            split = label[0] + match.start("unit")
            return (split, label[1]), (label[0], split)
        return NOWHERE, label

    def _bracket(self, span: Span) -> Span:
        """The unit in brackets at the end of a name: 数量（万人）; empty where there is none."""
        matches = [*_BRACKETS.finditer(self.text, *span)]
        if not matches:
            return NOWHERE
        start, end = matches[-1].span(1)
        text = self.text[start:end]
        if self._unit.fullmatch(text) or _SCALE.fullmatch(text):
            return (start + text.startswith("1/"), end)
        return (end - 1, end) if text.endswith(("%", "‰")) else NOWHERE

    def _unit_of(self, table: _Table, text: str, head: Span, own: Span, label: Span) -> tuple[Span, str]:
        """Where the unit of a cell stands, or the unit that goes without saying."""
        name = self.text[slice(*label)]
        if not text.rstrip("）")[-1:].isdigit():
            return NOWHERE, ""
        if (bracket := self._bracket(head)) != NOWHERE:
            return self._complete(bracket, head, label)
        word = self.text[slice(*head)]
        if "%" in word or _SHARES.search(word):
            return NOWHERE, "%"
        row = self.text[slice(*own)]
        if _CHANGES.search(word) and not _DIFFERENCE.search(word):
            return NOWHERE, "%"
        if _CHANGES.search(word) and row in ("%", "‰"):
            return NOWHERE, _POINTS
        if own != NOWHERE:
            return self._complete(own, label)
        if _CHANGES.search(name) or _CHANGES.search(word):
            return NOWHERE, ""
        counted = _COUNTED.search(word) or _COUNTED.search(name)
        return (NOWHERE, counted[1]) if counted and table.unit == NOWHERE else (table.unit, "")

    def _complete(self, unit: Span, *names: Span) -> tuple[Span, str]:
        """A unit in brackets; with what the name before it counts in, where it is but a scale."""
        if not _SCALE.fullmatch(self.text[slice(*unit)]):
            return unit, ""
        things = [match for name in names for match in _THINGS.finditer(self.text, *name)]
        return NOWHERE, self.article.cut(*unit) + (self.article.cut(*things[-1].span()) if things else "")
