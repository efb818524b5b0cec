"""What is refused before it is read, by its size or its first lines: junk costs no more memory than a table.

Sizes are looked at first, and the lines of large files are counted piece by piece. Where all together are
more than an office has, the beginning of each is read as the whole would be before any is held in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from publicstats.contract.problems import Problem
from publicstats.contract.schema import SCHEMAS
from publicstats.reading.tables import Reading, read_file

MAX_BYTES = 300_000_000
"""Bytes of all CSVs together; a million figures, with notes, take two thirds of it."""
MAX_FILES = 1_000
"""CSVs in figures/."""
MAX_LINES = 1_048_576
"""Lines of one file: as many rows as a spreadsheet has."""
SMALL = 16_000_000
"""Bytes of all CSVs together that are read without a look at each beginning."""
HEAD = 131_072
"""Bytes of the beginning that is looked at; a record of half of it is none."""
_PIECE = 1 << 20
_FIGURES = SCHEMAS["figures"]
_FOLDER = _FIGURES.path.partition("/")[0]
_BY_PATH = {schema.path: schema for schema in SCHEMAS.values()}


def refuse_sizes(sizes: Mapping[str, int]) -> Problem | None:
    """The problem that CSVs of these sizes are together more than is read: it names the largest."""
    if sum(sizes.values()) <= MAX_BYTES:
        return None
    return Problem("files_large", max(sizes, key=lambda name: sizes[name]))


def refuse_number(count: int) -> Problem | None:
    """The problem that figures/ has more CSVs than are read."""
    if count <= MAX_FILES:
        return None
    return Problem("files_many", _FOLDER, facts={"count": str(count), "most": str(MAX_FILES)})


def refuse_amount(files: Mapping[str, bytes]) -> list[Problem]:
    """The problems that a folder of these CSVs would have by their number, sizes and lines alone."""
    number = refuse_number(sum(name.startswith(f"{_FOLDER}/") for name in files))
    size = refuse_sizes({name: len(data) for name, data in files.items()})
    many = [_describe_lines(name) for name, data in files.items() if _count_lines(data) > MAX_LINES]
    return [problem for problem in (number, size) if problem] + many


def refuse_contents(folder: Path, sizes: Mapping[str, int]) -> Iterator[Problem]:
    """What keeps large files from being read: too many lines, or beginnings that are not those of tables."""
    is_small = sum(sizes.values()) <= SMALL
    for name, size in sizes.items():
        problems = [] if is_small else _check_beginning(name, folder / name)
        if not problems and size > MAX_LINES and _has_many_lines(folder / name):
            problems.append(_describe_lines(name))
        yield from problems


def _check_beginning(name: str, path: Path) -> list[Problem]:
    """The problems that the beginning of a file has as a table."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        is_whole = not file.read(1)
    reading = Reading()
    read_file(name, head if is_whole else _cut(head), _BY_PATH.get(name, _FIGURES), reading)
    return reading.problems


def _cut(head: bytes) -> bytes:
    """A beginning up to the end of a line that is in no quoted cell; all of it where there is none."""
    at = len(head)
    while (at := max(head.rfind(b"\n", 0, at), head.rfind(b"\r", 0, at))) > len(head) // 2:
        if head.count(b'"', 0, at) % 2 == 0:
            return head[: at + 1]
    return head + b"\n"


def _has_many_lines(path: Path) -> bool:
    """Whether a file has more lines than are read, however they end; up to the first too many."""
    lines = 0
    with path.open("rb") as file:
        while lines <= MAX_LINES and (piece := file.read(_PIECE)):
            lines += _count_lines(piece)
    return lines > MAX_LINES


def _count_lines(data: bytes) -> int:
    """How many lines end there, however they end."""
    return max(data.count(b"\n"), data.count(b"\r"))


def _describe_lines(name: str) -> Problem:
    return Problem("lines_many", name, facts={"most": str(MAX_LINES)})
