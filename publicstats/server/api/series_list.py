"""The series of an edition for programs: latest value, changes, target, what is overdue."""

from __future__ import annotations

from datetime import date

from publicstats.analysis.series_rows import SERIES_COLUMNS, describe_series
from publicstats.analysis.today import find_today
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.server.api.catalogues import build_list_schema, build_object, dump
from publicstats.server.api.operations import Asked, Operation


def _parse_today(edition: Edition, asked: Asked) -> date:
    """The day that due and overdue are counted from: the answer of yesterday is another one."""
    return find_today()


@memoize(2)
def _write_series(edition: Edition, today: date) -> bytes:
    return dump({"edition": edition.fingerprint, "series": list(describe_series(edition, today))})


SCHEMAS_BY_NAME = {"Series": build_object({name: {"type": "string"} for name in SERIES_COLUMNS})}
OPERATIONS = (
    Operation(
        "/series.json",
        "Every series: latest value, changes against the period and the year before, target, days overdue",
        _write_series,
        _parse_today,
        schema=build_list_schema("series", "Series"),
    ),
)
