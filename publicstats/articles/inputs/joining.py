"""How pieces of a document are put into one text: a paragraph a line, a row of a table a line of cells."""

from __future__ import annotations

import re
from collections.abc import Iterable

CELL = "\t"
"""Between two cells of a row, as a spreadsheet copies them."""
_SPACES = re.compile(r"\s+")


def join_cells(cells: Iterable[str]) -> str:
    """A row of a table as one line, without the blank cells at its end."""
    return CELL.join(_SPACES.sub(" ", cell).strip() for cell in cells).rstrip()


def join_lines(lines: Iterable[str]) -> str:
    """Lines as one text: no more than one blank line together, none at either end."""
    text = "\n".join(line.rstrip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
