"""The data contract as code: one `Schema` per CSV, its columns as `Column` rows.

Everything else that knows a column (reading, validation, datapackage.json, the documentation's
tests) takes it from here. The prose is in docs/data-contract.md.
"""

from __future__ import annotations

from dataclasses import replace

from publicstats.contract.codelists import (
    ACROSS,
    BASES,
    CHANGE_BASES,
    CHART_KINDS,
    COMPARABILITIES,
    FREQUENCIES,
    HINTS,
    KINDS,
    NO_CATEGORY,
    REVISIONS,
    STATUSES,
)
from publicstats.contract.columns import MAX_TILES, Column, Schema


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
            Column("region", "region", refers="regions"),
            Column("breakdown", "id", refers="breakdowns", choices=("", NO_CATEGORY)),
            Column("period", "period"),
            Column("basis", "choice", True, choices=BASES),
            Column("formula", "formula", True),
            Column("compare_with", "any"),
            *_note(),
            *_later(Column("base", "base", choices=("", *CHANGE_BASES))),
        ),
        "A figure computed from others, or a check of one; without a period a rule for all periods",
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
            Column("hint", "choice", choices=HINTS),
            Column("figure", "id"),
            *_pair("reason"),
            *_later(
                Column("indicator", "id", refers="indicators"), Column("region", "region", refers="regions")
            ),
        ),
        "A hint that an analyst has looked at, or hints of a kind, with the reason why they are all right",
        optional=True,
    ),
)

SCHEMAS: dict[str, Schema] = {schema.name: schema for schema in _SCHEMAS}
"""The tables of the contract, by name, in the order in which they refer to each other."""
