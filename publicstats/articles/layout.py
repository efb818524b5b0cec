"""Which lines of a pasted text are rows of a table, and where their cells stand.

Tables reach a text flattened: cells parted by pipes, by tabs, by spaces, by nothing (``农户数万户6.8``), or
each on a line of its own. Read by lines, so that the work grows with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

PLAIN, CELLS, FLAT, GLUED, SINGLE, LOOSE = "", "cells", "flat", "glued", "single", "loose"
"""A line of prose; a row of cells; rows of cells; a name and its number; one cell only."""
Span = tuple[int, int]

_PIPE = re.compile(r"[|｜│┃]")
_GAP = re.compile(r"\t|[ \u3000\u00a0]{2,}")
_SPACE = re.compile(r"[ \u3000\u00a0\t]+")
ARROWS = "↑↓▲▼"
"""Signs before a number that say that it has risen or fallen."""
_NUMBER = rf"[-+−－{ARROWS}]?[0-9０-９][0-9０-９,，.．]*[%％‰]?"
_MEASURED = (
    "[十百千万亿]{0,2}(?:人次|件次|户次|家次|个百分点|小时|分钟|[件个人户次元张条起例名家所处座台辆吨亩通宗篇场批封天秒萬億個戶張條"
    "處臺輛噸畝場])"
)
"""A unit that may stand in the cell of a number; none that makes a date or a limit of it (3月, 5岁)."""
_NUMERIC = re.compile(rf"[(（]?{_NUMBER}(?:{_MEASURED})?[)）]?")
_PROSE = re.compile(r"[。！？；;]|[，,][^0-9０-９]")
_GLUED = re.compile(rf"[^0-9０-９。！？；;，,:：|]{{1,24}}?{_NUMBER}")
LONGEST = 200
"""Characters of a line that may be a row; of a row without signs between its cells, and of a lone cell."""
LONGEST_GLUED, LONGEST_CELL = 32, 16
FEWEST_GLUED, FEWEST_SINGLE = 2, 6
"""Lines of a kind that make a table."""
MOST_COLUMNS, MOST_HEADLESS, MOST_TITLES = 8, 3, 3
"""Columns, with a head and without, and lines above it, of a table of which each cell has a line."""


def find_layout(lines: Sequence[str]) -> list[str]:
    """For each line what it is; lines that are the headings inside a table are `SINGLE`."""
    kinds = [_guess(line) for line in lines]
    _settle_loose(lines, kinds)
    found = [PLAIN] * len(lines)
    for kind, fewest in ((CELLS, 2), (GLUED, FEWEST_GLUED), (FLAT, 1)):
        for start, end in _runs(lines, kinds, kind):
            rows = [n for n in range(start, end) if kinds[n] == kind]
            if len(rows) >= fewest and any(_has_number(lines[n]) for n in rows):
                found[start:end] = [kinds[n] or SINGLE for n in range(start, end)]
    _mark_single(lines, found)
    return found


def split_cells(line: str) -> list[Span]:
    """Where the cells of a row stand, empty ones inside it too."""
    begin, end = len(line) - len(line.lstrip()), len(line.rstrip())
    sign = next((s for s in (_PIPE, _GAP, _SPACE) if s.search(line, begin, end)), _SPACE)
    edges = [match.span() for match in sign.finditer(line, begin, end)]
    starts, ends = [begin, *(b for _, b in edges)], [*(a for a, _ in edges), end]
    cells = list(zip(starts, ends, strict=True))
    if sign is _PIPE:
        # Signs at the edges of a row part it from nothing.
        cells = cells[1:] if cells and not line[slice(*cells[0])].strip() else cells
        cells = cells[:-1] if cells and not line[slice(*cells[-1])].strip() else cells
    return cells


def find_columns(cells: Sequence[str]) -> tuple[int, int]:
    """How many columns and rows a table has of which each cell has a line; (0, 0) where it is none.

    Its head is among the rows, and holds no number; below it each column holds numbers, or none. A table of
    two or three columns may have no head.
    """
    numeric = [is_number(cell) for cell in cells]
    for width in range(2, MOST_COLUMNS + 1):
        for head in (1, 0):
            first = numeric[head * width : (head + 1) * width]
            headless = not head and width > MOST_HEADLESS
            if headless or (head and any(numeric[:width])) or not any(first) or first[0]:
                continue
            count = head
            while numeric[count * width : (count + 1) * width] == first:
                count += 1
            if count > 2:
                return width, count
    return 0, 0


def is_number(cell: str) -> bool:
    """Whether a cell holds a number and nothing else."""
    return _NUMERIC.fullmatch("".join(cell.split())) is not None


def _settle_loose(lines: Sequence[str], kinds: list[str]) -> None:
    """Takes lines with single spaces for rows only where they have as many cells, two of them a number."""
    start = 0
    counts = [len(line.split()) if kind == LOOSE else 0 for line, kind in zip(lines, kinds, strict=True)]
    for n in range(1, len(lines) + 1):
        if n < len(lines) and counts[n] == counts[start]:
            continue
        rows = sum(is_number(lines[k].split()[-1]) for k in range(start, n)) if counts[start] else 0
        if counts[start]:
            kinds[start:n] = [CELLS if rows > 1 else PLAIN] * (n - start)
        start = n


def _guess(line: str) -> str:
    """What a line would be in a table."""
    text = line.strip()
    if not text or _PROSE.search(text):
        return PLAIN
    if len(text) > LONGEST:
        return FLAT if find_columns(text.split())[0] else PLAIN
    cells = split_cells(line)
    filled = [cell for a, b in cells if (cell := line[a:b].strip())]
    if _PIPE.search(text) or _GAP.search(text):
        return CELLS if len(filled) > 1 else PLAIN
    if len(filled) >= FEWEST_SINGLE and find_columns(filled)[0] and find_columns(filled)[0] < len(filled) / 2:
        return FLAT
    if len(filled) > 2 and (is_number(filled[-1]) or all(len(cell) < 12 for cell in filled)):
        return LOOSE
    if len(text) <= LONGEST_GLUED and _GLUED.fullmatch(text) and not re.match("[0-9]", text):
        return GLUED
    return PLAIN


def _runs(lines: Sequence[str], kinds: Sequence[str], kind: str) -> Iterator[Span]:
    """Stretches of lines of a kind, short headings and empty lines between them included."""
    start = end = gap = 0
    for n, one in enumerate(kinds):
        if one == kind:
            start, end, gap = (start if end else n), n + 1, 0
        elif end:
            text = lines[n].strip()
            gap += bool(text)
            if gap > 1 or len(text) > LONGEST_CELL or _PROSE.search(text):
                yield start, end
                start = end = gap = 0
    if end:
        yield start, end


def _has_number(line: str) -> bool:
    glued = _GLUED.fullmatch(line.strip()) is not None
    return glued or any(is_number(line[start:end]) for start, end in split_cells(line))


def _mark_single(lines: Sequence[str], found: list[str]) -> None:
    """Marks tables of which each cell has a line of its own."""
    start = 0
    for n in range(len(lines) + 1):
        text = lines[n].strip() if n < len(lines) else ""
        short = n < len(lines) and found[n] == PLAIN and len(text) <= LONGEST_CELL and not _PROSE.search(text)
        if short:
            continue
        held = [k for k in range(start, n) if lines[k].strip()]
        for k in held[_find_single([lines[k].strip() for k in held])]:
            found[k] = SINGLE
        start = n + 1


def _find_single(cells: Sequence[str]) -> slice:
    """Which of some short lines are such a table: a title may stand above it, other lines below."""
    if len(cells) >= FEWEST_SINGLE and sum(map(is_number, cells)) > 1:
        for start in range(MOST_TITLES + 1):
            width, count = find_columns(cells[start:])
            if width:
                return slice(start, start + width * count)
    return slice(0, 0)
