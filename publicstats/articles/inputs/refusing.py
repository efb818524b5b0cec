"""Why a file has no text that could be scanned, and how large one may be."""

from __future__ import annotations

from zipfile import ZipFile

MOST_BYTES = 20_000_000
"""Bytes of a file: a bulletin with pictures has a few million."""
MOST_UNPACKED = 60_000_000
"""Bytes that a packed file may unpack to, of the parts that are read."""
MOST_CHARACTERS = 1_000_000
"""Characters of text that a reader hands on; how many are scanned is for `drafts` to say."""
MOST_CELLS = 200_000
"""Cells of a table that are read, blank ones too."""


class InputError(Exception):
    """A file without a text; `key` is the message that says why and what to do, `facts` what it names."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        return _build_error, (self.key, self.facts)


def _build_error(key: str, facts: dict[str, str]) -> InputError:
    return InputError(key, **facts)


def check_unpacked(package: ZipFile) -> None:
    """`InputError` where the parts of a packed file are more than `MOST_UNPACKED` bytes together.

    What a part's head says is true or fatal: `ZipFile` reads no byte more of it.
    """
    if sum(part.file_size for part in package.infolist()) > MOST_UNPACKED:
        raise InputError("input.too_large_inside", most=str(MOST_UNPACKED // 1_000_000))
