"""The catalogues of an edition as text tables again, for the rules to look at beside what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from publicstats.contract import records
from publicstats.contract.schema import SCHEMAS
from publicstats.drafting.source_card import write_source
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.reading.tables import FILE, ROW
from publicstats.text.i18n import Text

CATALOGUES = ("themes", "units", "indicators", "regions", "breakdowns", "sources", "breaks")
"""The tables that rows of figures refer to, or that say how they compare."""
Rows = list[dict[str, str]]


def write_catalogues(edition: Edition) -> dict[str, Rows]:
    """The rows of the catalogues by table, as they are typed."""
    return {
        "themes": [_write_theme(theme) for theme in edition.themes.values()],
        "units": [_write_unit(unit) for unit in edition.units.values()],
        "indicators": [_write_indicator(indicator) for indicator in edition.indicators.values()],
        "regions": [_write_region(region) for region in edition.regions.values()],
        "breakdowns": [_write_breakdown(breakdown) for breakdown in edition.breakdowns.values()],
        "sources": [write_source(source) for source in edition.sources.values()],
        "breaks": [_write_break(each) for each in edition.breaks.values()],
    }


@memoize(1)
def table_catalogues(edition: Edition) -> dict[str, pd.DataFrame]:
    """The catalogues as tables of texts, with file and row."""
    return {
        name: make_table(name, rows, SCHEMAS[name].path) for name, rows in write_catalogues(edition).items()
    }


def make_table(name: str, rows: Sequence[Mapping[str, str]], file: str) -> pd.DataFrame:
    """Rows of a table of the contract, all of one file, from its second row on."""
    columns = {
        column: pa.array([row.get(column, "") for row in rows], pa.large_string())
        for column in SCHEMAS[name].names
    }
    place = {FILE: pa.array([file] * len(rows), pa.large_string()), ROW: np.arange(2, len(rows) + 2)}
    return pa.table({**columns, **place}).to_pandas()


def _pair(name: str, text: Text) -> dict[str, str]:
    return {f"{name}_zh": text.zh, f"{name}_en": text.en}


def _tick(is_so: bool) -> str:
    return "yes" if is_so else ""


def _join(items: Iterable[str]) -> str:
    return ";".join(items)


def _write_theme(theme: records.Theme) -> dict[str, str]:
    return {
        "theme": theme.id,
        **_pair("title", theme.title),
        **_pair("summary", theme.summary),
        "icon": theme.icon,
        "order": str(theme.order),
    }


def _write_unit(unit: records.Unit) -> dict[str, str]:
    names = dict.fromkeys((unit.name_en_one, unit.name_en))
    return {
        "unit": unit.id,
        "same_as": unit.base if unit.base != unit.id else "",
        "name_en": " / ".join(filter(None, names)),
        "kind": unit.kind,
    }


def _write_indicator(indicator: records.Indicator) -> dict[str, str]:
    return {
        "indicator": indicator.id,
        "theme": indicator.theme,
        **_pair("name", indicator.name),
        "unit": indicator.unit.id,
        "better": indicator.better,
        "additive": _tick(indicator.additive),
        "update_days": str(indicator.update_days or ""),
        **_pair("definition", indicator.definition),
        "signed": _tick(indicator.signed),
        "frequency": indicator.frequency,
        "additive_time": _tick(indicator.additive_time),
        "ended": indicator.ended.text if indicator.ended else "",
        "successor": indicator.successor,
    }


def _write_region(region: records.Region) -> dict[str, str]:
    return {
        "region": region.id,
        **_pair("name", region.name),
        "level": region.level,
        "parent": region.parent,
        "row": str(region.row or ""),
        "column": str(region.column or ""),
        "valid_from": str(region.valid_from or ""),
        "valid_to": str(region.valid_to or ""),
        "successor": _join(region.successor),
    }


def _write_breakdown(breakdown: records.Breakdown) -> dict[str, str]:
    return {
        "breakdown": breakdown.id,
        **_pair("name", breakdown.name),
        "order": str(breakdown.order),
    }


def _write_break(each: records.Break) -> dict[str, str]:
    return {
        "break": each.id,
        "indicator": each.indicator,
        "region": each.region,
        "breakdown": each.breakdown,
        "from": each.start.text,
        **_pair("note", each.note),
    }
