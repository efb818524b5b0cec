"""All series and observations of an edition as plain rows, for programs: `publicstats series`, the API."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from publicstats.analysis.change import Change, find_change_unit, find_changes
from publicstats.analysis.observations import (
    Observation,
    Series,
    find_latest_observation,
    list_observations,
    name_period,
    read_series,
)
from publicstats.analysis.overdue import find_overdue
from publicstats.analysis.targets import find_target
from publicstats.contract.codelists import DERIVED
from publicstats.edition.model import Edition, plain
from publicstats.series.vintages import REPLACED

Row = dict[str, str]
KEY_COLUMNS = (
    "indicator",
    "region",
    "breakdown",
    "kind",
    "basis",
    "base",
    "comparability",
    "frequency",
    "accumulation",
    "unit",
)
"""What all observations of a series have in common."""
SERIES_COLUMNS = (
    *KEY_COLUMNS,
    *("observations", "first_period"),
    *("latest_period", "latest_figure", "latest_printed", "latest_value", "latest_status", "change_unit"),
    *(f"previous_{name}" for name in ("period", "low", "high", "verdict")),
    *(f"year_before_{name}" for name in ("period", "low", "high", "verdict")),
    *(f"target_{name}" for name in ("figure", "period", "low", "high", "verdict")),
    *("superseded", "overdue_days"),
)
OBSERVATION_COLUMNS = (
    *KEY_COLUMNS,
    *("period", "figure", "value", "low", "high", "status", "derived", "superseded_by"),
)


def describe_series(edition: Edition, today: date) -> Iterator[Row]:
    """A row for each series of an edition, under `SERIES_COLUMNS`; what is not known is blank."""
    superseded = _count_superseded(edition)
    for code in range(len(edition.series)):
        series = read_series(edition, code)
        if series is not None:
            yield _describe(edition, series, today) | {"superseded": str(superseded[code])}


def describe_observations(edition: Edition) -> Iterator[Row]:
    """A row for each figure in each series that it belongs to, replaced ones included."""
    table = edition.series
    frame = edition.figures
    by_code: dict[int, list[int]] = {}
    for position in range(len(frame)):
        for code in table.list_series(position):
            by_code.setdefault(code, []).append(position)
    for code in sorted(by_code):
        series = read_series(edition, code)
        if series is None:
            continue
        ends = edition.series.keys.spans.end
        for position in sorted(by_code[code], key=lambda p: (ends[p], p)):
            figure = edition.figure(position)
            replacement = None if table.stands[position] else table.find_standing(position)
            yield _name(series) | {
                "period": name_period(edition, code, position),
                "figure": figure.id,
                "value": plain(figure.value),
                "low": plain(figure.low),
                "high": plain(figure.high),
                "status": "" if figure.status == DERIVED else figure.status,
                "derived": "yes" if figure.status == DERIVED else "",
                "superseded_by": "" if replacement is None else str(frame["figure"].iat[replacement]),
            }


def _describe(edition: Edition, series: Series, today: date) -> Row:
    observations = list_observations(edition, series.code)
    latest = _find_newest(edition, series)
    row = dict.fromkeys(SERIES_COLUMNS, "") | _name(series)
    row |= {
        "observations": str(len({(o.number, o.end, o.shape) for o in observations})),
        "first_period": observations[0].period,
        "change_unit": find_change_unit(series),
    }
    if latest is None:
        return row
    figure = latest.figure
    row |= {
        "latest_period": latest.period,
        "latest_figure": figure.id,
        "latest_printed": figure.printed,
        "latest_value": plain(figure.value),
        "latest_status": figure.status,
    }
    previous, yearly = find_changes(edition, series, latest)
    for name, change in (("year_before", yearly), ("previous", previous)):
        row |= _describe_change(name, change)
    target = find_target(edition, series, today)
    if target is not None:
        row |= {
            "target_figure": target.figure.id,
            "target_period": target.observation.period,
            "target_low": plain(target.low),
            "target_high": plain(target.high),
            "target_verdict": target.verdict,
        }
    overdue = find_overdue(edition, series, today)
    return row | {"overdue_days": "" if overdue is None else str(overdue)}


def _find_newest(edition: Edition, series: Series) -> Observation | None:
    """The latest value; of targets and rules, which look ahead by nature, the last one."""
    if series.kind == "actual":
        return find_latest_observation(edition, series.code)
    return list_observations(edition, series.code)[-1]


def _describe_change(name: str, change: Change | None) -> Row:
    if change is None:
        return {}
    return {
        "change_unit": change.unit,
        f"{name}_period": change.earlier.period,
        f"{name}_low": plain(change.low),
        f"{name}_high": plain(change.high),
        f"{name}_verdict": change.verdict,
    }


def _name(series: Series) -> Row:
    return {
        "indicator": series.indicator.id,
        "region": series.region.id,
        "breakdown": series.breakdown.id if series.breakdown else "",
        "kind": series.kind,
        "basis": series.basis,
        "base": series.base,
        "comparability": series.comparability,
        "frequency": series.frequency,
        "accumulation": series.accumulation,
        "unit": series.unit.id,
    }


def _count_superseded(edition: Edition) -> list[int]:
    """How many figures of each series have been replaced."""
    counts = [0] * len(edition.series)
    for position in (edition.series.fate == REPLACED).nonzero()[0]:
        for code in edition.series.list_series(int(position)):
            counts[code] += 1
    return counts
