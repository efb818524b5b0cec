"""The lines of a file from its end, without reading what comes before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO

BLOCK = 1_000_000
MAX_LINE = 16_000_000
"""Bytes of a line that is still read; two hundred changes with the longest names take a tenth of it."""


def read_lines_back(file: IO[bytes], most: int | None = None) -> Iterator[bytes]:
    """The lines of a file, the last first, but for those longer than 16 MB; of so many bytes at its end.

    A line that begins before these bytes is none of them.
    """
    position = file.seek(0, os.SEEK_END)
    start = 0 if most is None else max(0, position - most)
    pieces: list[bytes] = []  # of the line that is being met, the last first
    while position > start:
        size = min(BLOCK, position - start)
        position -= size
        file.seek(position)
        *before, end = file.read(size).split(b"\n")
        if before:
            yield from _join([*pieces, end])
            yield from reversed(before[1:])
            pieces, end = [], before[0]
        pieces.append(end)
        # Of a line that is too long no more is kept than tells so.
        if sum(map(len, pieces)) > MAX_LINE:
            pieces = [bytes(MAX_LINE + 1)]
    if start == 0:
        yield from _join(pieces)


def _join(pieces: list[bytes]) -> Iterator[bytes]:
    line = b"".join(reversed(pieces))
    if len(line) <= MAX_LINE:
        yield line
