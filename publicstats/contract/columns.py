"""What a table of the contract is made of: its columns, and how their cells are written."""

from __future__ import annotations

from dataclasses import dataclass, replace

ID_PATTERN = r"[a-z][a-z0-9_]*"
REGION_PATTERN = r"(?:[a-z][a-z0-9_]*|[0-9]{6})"
LIST_SEPARATOR = ";"
MAX_ID, MAX_UNIT = 120, 40
"""Characters of an id, which names files and stands in addresses, and of a unit at the most."""
MAX_TILES = 30
"""Rows and columns of the tile map at the most."""


@dataclass(frozen=True)
class Column:
    """One column: what its cells may hold.

    `type` is text, id, region, integer, choice, period, day, base (one of its choices, or a period),
    printed, formula, list or any;
    `refers` names the table whose ids the cells (or each item of a list) must be, or one of the choices;
    whole numbers are from `low` to `high`.
    """

    name: str
    type: str = "text"
    required: bool = False
    refers: str = ""
    choices: tuple[str, ...] = ()
    title: str = ""
    optional: bool = False
    """Whether files may leave the column out: its cells are blank then."""
    low: int = 0
    high: int = 999_999_999

    @property
    def is_code(self) -> bool:
        """Whether full-width letters, digits and punctuation in the cells mean the plain ones.

        A printed figure stays as it was printed; its own grammar reads such characters.
        """
        return self.type not in ("text", "printed")

    @property
    def repeats(self) -> bool:
        """Whether the cells of many rows are the same: places, periods, words of choice."""
        return bool(self.refers or self.choices) or self.type in ("period", "base")


@dataclass(frozen=True)
class Schema:
    """One table: its file (or folder of files), its columns, and the column that is its key."""

    name: str
    path: str
    columns: tuple[Column, ...]
    title: str = ""
    optional: bool = False
    """Whether the file may be missing."""

    @property
    def key(self) -> str:
        """The column whose cells identify a row."""
        return self.columns[0].name

    @property
    def names(self) -> list[str]:
        """The column names, in order."""
        return [column.name for column in self.columns]

    @property
    def needed(self) -> frozenset[str]:
        """The columns that a file must have."""
        return frozenset(column.name for column in self.columns if not column.optional)

    def loosen(self) -> Schema:
        """The schema of files that were right for another program: all may be missing that may be blank."""
        columns = tuple(replace(column, optional=not column.required) for column in self.columns)
        return replace(self, columns=columns, optional=True)

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)
