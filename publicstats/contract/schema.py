"""The data contract as code: one `Schema` per CSV, its columns as `Column` rows.

Everything else that knows a column (reading, validation, datapackage.json, the documentation's
tests) takes it from here. The prose is in docs/data-contract.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from publicstats.contract.codelists import (
    ACROSS,
    BASES,
    CHANGE_BASES,
    CHART_KINDS,
    COMPARABILITIES,
    FREQUENCIES,
    HINTS,
    KINDS,
    REVISIONS,
    STATUSES,
)

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
    `refers` names the table whose ids the cells (or each item of a list) must be;
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

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def _pair(name: str, required: bool = True) -> tuple[Column, Column]:
    """A text in both languages."""
    return Column(f"{name}_zh", required=required), Column(f"{name}_en", required=required)


def _later(*columns: Column) -> tuple[Column, ...]:
    """Columns that came after the first files were written, so that files may leave them out."""
    return tuple(replace(column, optional=True) for column in columns)


def _note() -> tuple[Column, Column]:
    return _pair("note", required=False)


_SCHEMAS = (
    Schema(
        "themes",
        "themes.csv",
        (
            Column("theme", "id", True),
            *_pair("title"),
            *_pair("summary", required=False),
            Column("icon", "id"),
            Column("order", "integer", True),
        ),
        "A section of the site",
    ),
    Schema(
        "units",
        "units.csv",
        (
            Column("unit", "any", True),
            Column("same_as", "any", refers="units"),
            Column("name_en"),
            Column(
                "kind",
                "choice",
                True,
                choices=("count", "money", "share", "length", "area", "time", "index", "ratio"),
            ),
        ),
        "A unit or measure word",
    ),
    Schema(
        "indicators",
        "indicators.csv",
        (
            Column("indicator", "id", True),
            Column("theme", "id", True, refers="themes"),
            *_pair("name"),
            Column("unit", "any", True, refers="units"),
            Column("better", "choice", choices=("", "up", "down")),
            Column("additive", "choice", choices=("", "yes")),
            Column("update_days", "integer", low=1, high=36_500),
            *_pair("definition"),
            *_later(
                Column("signed", "choice", choices=("", "yes")),
                Column("frequency", "choice", choices=("", *FREQUENCIES)),
                Column("additive_time", "choice", choices=("", "yes")),
                Column("ended", "period"),
                Column("successor", "id", refers="indicators"),
            ),
        ),
        "What is measured",
    ),
    Schema(
        "regions",
        "regions.csv",
        (
            Column("region", "region", True),
            *_pair("name"),
            Column(
                "level",
                "choice",
                True,
                choices=("country", "area", "province", "city", "county", "town", "community", "other"),
            ),
            Column("parent", "region", refers="regions"),
            Column("row", "integer", low=1, high=MAX_TILES),
            Column("column", "integer", low=1, high=MAX_TILES),
            *_later(
                Column("valid_from", "day"),
                Column("valid_to", "day"),
                Column("successor", "list", refers="regions"),
            ),
        ),
        "A place",
    ),
    Schema(
        "breakdowns",
        "breakdowns.csv",
        (Column("breakdown", "id", True), *_pair("name"), Column("order", "integer")),
        "A category inside an indicator",
    ),
    Schema(
        "sources",
        "sources.csv",
        (
            Column("source", "id", True),
            *_pair("title"),
            Column("publisher"),
            Column("published", "period", True),
            Column("published_basis", "choice", True, choices=("printed", "inferred")),
            Column("document", "any", True),
            *_note(),
            *_later(Column("revises", "list", refers="sources")),
        ),
        "One article or document",
    ),
    Schema(
        "figures",
        "figures/*.csv",
        (
            Column("figure", "id", True),
            Column("indicator", "id", True, refers="indicators"),
            Column("region", "region", True, refers="regions"),
            Column("breakdown", "id", refers="breakdowns"),
            Column("period", "period", True),
            Column("basis", "choice", True, choices=BASES),
            Column("kind", "choice", choices=("", *KINDS)),
            Column("status", "choice", choices=tuple(STATUSES)),
            Column("printed", "printed"),
            Column("source", "id", True, refers="sources"),
            Column("line", "integer", True, low=1),
            *_note(),
            *_later(
                Column("base", "base", choices=("", *CHANGE_BASES)),
                Column("comparability", "choice", choices=("", *COMPARABILITIES)),
                Column("supersedes", "list", refers="figures"),
                Column("revision", "choice", choices=("", *REVISIONS)),
            ),
        ),
        "One printed figure",
    ),
    Schema(
        "calculations",
        "calculations.csv",
        (
            Column("calculation", "id", True),
            Column("indicator", "id", True, refers="indicators"),
            Column("region", "region", True, refers="regions"),
            Column("breakdown", "id", refers="breakdowns"),
            Column("period", "period", True),
            Column("basis", "choice", True, choices=BASES),
            Column("formula", "formula", True),
            Column("compare_with", "any"),
            *_note(),
            *_later(Column("base", "base", choices=("", *CHANGE_BASES))),
        ),
        "A figure computed from others, or a check of one",
    ),
    Schema(
        "charts",
        "charts.csv",
        (
            Column("chart", "id", True),
            Column("theme", "id", True, refers="themes"),
            Column("order", "integer", True),
            Column("kind", "choice", True, choices=CHART_KINDS),
            *_pair("title"),
            Column("indicators", "list", True, refers="indicators"),
            Column("regions", "list", refers="regions"),
            Column("across", "choice", choices=("", *ACROSS)),
            *_note(),
            *_later(
                Column("breakdowns", "list", refers="breakdowns"),
                Column("frequency", "choice", choices=("", *FREQUENCIES)),
            ),
        ),
        "A card row or a chart on a theme page",
    ),
    Schema(
        "breaks",
        "breaks.csv",
        (
            Column("break", "id", True),
            Column("indicator", "id", True, refers="indicators"),
            Column("region", "region", refers="regions"),
            Column("breakdown", "id", refers="breakdowns"),
            Column("from", "period", True),
            *_pair("note"),
        ),
        "A change of what is counted: figures from then on do not compare with earlier ones",
        optional=True,
    ),
    Schema(
        "releases",
        "releases.csv",
        (
            Column("release", "id", True),
            *_pair("title"),
            Column("indicators", "list", True, refers="indicators"),
            Column("period", "period", True),
            Column("expected", "day", True),
            *_note(),
        ),
        "What is to be published, and when",
        optional=True,
    ),
    Schema(
        "acknowledgements",
        "acknowledgements.csv",
        (
            Column("acknowledgement", "id", True),
            Column("hint", "choice", True, choices=HINTS),
            Column("figure", "id", True),
            *_pair("reason"),
        ),
        "A hint that an analyst has looked at, with the reason why it is all right",
        optional=True,
    ),
)

SCHEMAS: dict[str, Schema] = {schema.name: schema for schema in _SCHEMAS}
"""The tables of the contract, by name, in the order in which they refer to each other."""
