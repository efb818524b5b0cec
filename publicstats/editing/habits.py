"""How the owner of a CSV writes it: its encoding, its line ends, and what stands in quotation marks."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from heapq import nsmallest

from publicstats.editing.spans import is_quoted, read_cell
from publicstats.reading.encodings import DecodeError, decode
from publicstats.reading.folder import FIGURES

UTF8, GB18030 = "utf-8", "gb18030"
NEIGHBOURS = 9
"""Files that are asked for their habits where a file is new."""
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_NEEDS_QUOTES = re.compile(r'[,"\r\n]')
_FORMULA = re.compile(r"[=@]|[+-](?![0-9.]|\Z)")
"""How a text begins of which a spreadsheet would make a formula."""


@dataclass(frozen=True)
class Habits:
    """How a file is written: its byte order mark, codec, line end, and the kinds of cells in quotes."""

    mark: bytes = b""
    codec: str = UTF8
    line_end: bytes = b"\n"
    quoted: frozenset[str] = frozenset()

    def write_cell(self, text: str, was: bytes | None = None) -> bytes:
        """A text as a cell; in place of one that stood in quotes without need it stands in quotes, too.

        Where a spreadsheet would make a formula of it, a space stands before it, which reading passes over.
        """
        text = text.strip()
        guarded = f" {text}" if _FORMULA.match(text) else text
        if needs_quotes(text) or self._has_quotes(text, was):
            guarded = '"' + guarded.replace('"', '""') + '"'
        return guarded.encode(self.codec)

    def _has_quotes(self, text: str, was: bytes | None) -> bool:
        if was is None or (is_quoted(was) and needs_quotes(read_cell(was, self.codec))):
            return find_kind(text) in self.quoted
        return is_quoted(was)


def needs_quotes(text: str) -> bool:
    """Whether a cell of this text must stand in quotation marks."""
    return _NEEDS_QUOTES.search(text) is not None


def find_kind(text: str) -> str:
    """What programs tell apart that put some cells in quotes: blank, number or text."""
    if not text:
        return "blank"
    return "number" if _NUMBER.fullmatch(text) else "text"


def find_quoted(cells: Iterable[bytes], codec: str) -> frozenset[str]:
    """The kinds of cells that are mostly written in quotes though they need none."""
    votes: Counter[str] = Counter()
    for cell in cells:
        text = read_cell(cell, codec)
        if not needs_quotes(text):
            votes[find_kind(text)] += 1 if is_quoted(cell) else -1
    if "number" not in votes:
        votes["number"] = votes["text"]
    return frozenset(kind for kind, vote in votes.items() if vote > 0)


def find_codec(data: bytes) -> tuple[bytes, str]:
    """The byte order mark and the codec of a file; `DecodeError` where it cannot be read."""
    text = decode(data)
    if data.startswith(codecs.BOM_UTF8):
        return codecs.BOM_UTF8, UTF8
    try:
        return b"", UTF8 if data.decode(UTF8) == text else GB18030
    except UnicodeDecodeError:
        return b"", GB18030


def list_neighbours(name: str, files: Mapping[str, bytes]) -> list[bytes]:
    """The files whose habits a new one takes on: those of its folder, else all; the smallest of them."""
    others = {other: data for other, data in files.items() if other != name and data.strip()}
    near = [data for other, data in others.items() if other.startswith(FIGURES) == name.startswith(FIGURES)]
    return nsmallest(NEIGHBOURS, near or others.values(), key=len)


def list_codecs(habits: Habits, data: bytes, neighbours: Iterable[bytes]) -> list[Habits]:
    """The habits by which a file may be written on, the likeliest first.

    One of plain letters alone is in any encoding: its neighbours say which. None is made another than it is.
    """
    if habits.mark or not data.isascii():
        return [habits]
    votes: Counter[str] = Counter()
    for other in neighbours:
        if not other.isascii():
            try:
                votes[find_codec(other)[1]] += 1
            except DecodeError:
                continue
    usual = max(votes, key=lambda codec: votes[codec], default=UTF8)
    return [replace(habits, codec=codec) for codec in dict.fromkeys((usual, UTF8))]
