"""Rules about what a chart puts side by side: warnings, as a note of the chart may explain it.

Asked of the charts that draw, and of what they draw: of each indicator, place, category, basis and kind the
figures of the latest period, in drawings of one unit, basis and kind, as `build_panels` joins them.
docs/curation.md says why each of these is not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import combinations, pairwise
from typing import Any

import pandas as pd

from publicstats.contract.problems import Problem
from publicstats.formula.calculation import Formula
from publicstats.period import Period
from publicstats.quantity import Quantity
from publicstats.reading.parsed import ParsedTables, follow
from publicstats.validation.flagging import flag
from publicstats.validation.references import split_list

DRAWN = ("bars", "columns", "funnel", "rate", "slope")
SERIES = ["indicator", "region", "breakdown", "basis", "kind"]
MAX_DRAWN = 5_000
"""Figures of an indicator that are looked at: a chart of more says nothing anyway."""
RELATIVE = ("share", "ratio", "index")
"""Kinds of unit that do not add up: of these a place may be compared with the whole that it lies in."""
YEAR = 366
"""Days between two states that may still be compared."""
ALIKE = 0.1
"""Spans whose lengths differ by a smaller share than this are of one length: months, quarters."""
_NEEDED = ("figures", "calculations", "indicators", "units", "regions")
_NOT_EQUAL = " ≠ "
_DERIVED = "="
"""Stands for the print of a computed figure."""

Panel = pd.DataFrame
"""Figures that one drawing joins, with what is asked of them."""


@dataclass(frozen=True)
class Chart:
    """A chart's row in charts.csv, and its drawings."""

    indicators: tuple[str, ...]
    kind: str
    across: str
    panels: tuple[Panel, ...]


def check_comparisons(parsed: ParsedTables) -> Iterator[Problem]:
    """Charts without a note that put unlike things into one drawing, or like things into several."""
    charts = parsed.tables.get("charts")
    if charts is None or not parsed.defines_all(*_NEEDED):
        return
    bare = charts["kind"].isin(DRAWN) & ((charts["note_zh"] == "") | (charts["note_en"] == ""))
    drawn = _list_drawn(parsed, charts[bare])
    for index, row in charts[bare].to_dict("index").items():
        chart = _read_chart(row, drawn)
        found = next((told for rule in COMPARISONS if (told := rule(parsed, chart))), None)
        if found:
            code, column, words = found
            mask = pd.Series(charts.index == index, index=charts.index)
            yield from flag(charts, mask, column, code, partial(_give, words), "warning")


def _list_drawn(parsed: ParsedTables, charts: pd.DataFrame) -> pd.DataFrame:
    """The figures that charts may draw: known ones of the latest period of each series."""
    wanted = {name for cell in charts["indicators"] for name in split_list(cell)}
    figures, calculations = parsed.tables["figures"], parsed.tables["calculations"]
    printed = figures[figures["indicator"].isin(wanted)]
    counts = printed["indicator"].value_counts()
    printed = printed[printed["indicator"].isin(counts.index[counts <= MAX_DRAWN])]
    derived = calculations[calculations["indicator"].isin(wanted) & (calculations["compare_with"] == "")]
    derived = derived.rename(columns={"calculation": "figure"}).assign(kind="actual", printed=_DERIVED)
    columns = ["figure", *SERIES, "period", "printed"]
    rows = pd.concat([printed[columns], derived[columns]], ignore_index=True)
    read = {text: parsed.quantities.get(text) for text in rows["printed"].unique()}
    known = {text: q for text, q in read.items() if isinstance(q, Quantity) and q.value is not None}
    times = {text: parsed.periods.get(text) for text in rows["period"].unique()}
    periods = {text: p for text, p in times.items() if isinstance(p, Period)}
    rows = rows[rows["period"].isin(list(periods)) & rows["printed"].isin([*known, _DERIVED])]
    indicators = parsed.tables["indicators"]
    units = dict(zip(indicators["indicator"], indicators["unit"].map(parsed.units), strict=True))
    return rows.assign(
        kind=rows["kind"].where(rows["kind"] != "", "actual"),
        unit=rows["indicator"].map(units),
        period=rows["period"].map(periods),
        end=rows["period"].map({text: p.end.toordinal() for text, p in periods.items()}),
        low=rows["printed"].map({text: q.low for text, q in known.items()}),
        high=rows["printed"].map({text: q.high for text, q in known.items()}),
    )


def _read_chart(row: Mapping[Any, str], drawn: pd.DataFrame) -> Chart:
    """The chart of a row, with the figures that it draws."""
    indicators, regions = split_list(row["indicators"]), split_list(row["regions"])
    kind, across = row["kind"], row["across"]
    part = drawn[drawn["indicator"].isin(indicators)]
    if regions:
        part = part[part["region"].isin(regions)]
    if kind != "slope" and across != "period" and len(part):
        part = part[part["end"] == part.groupby(SERIES)["end"].transform("max")]
    panels = tuple(panel for _, panel in part.groupby(["unit", "basis", "kind"], sort=False))
    return Chart(indicators, kind, across, panels)


Found = tuple[str, str, dict[str, str]] | None
"""What is unlike: the problem's code, the column that it is told at, and the facts of its message."""


def _read_kinds(parsed: ParsedTables) -> dict[str, str]:
    """The kind of each unit."""
    return dict(zip(parsed.tables["units"]["unit"], parsed.tables["units"]["kind"], strict=True))


def _find_rate(parsed: ParsedTables, chart: Chart) -> Found:
    """A rate chart of what is no percentage: it would be drawn against 100."""
    if chart.kind != "rate":
        return None
    kinds = _read_kinds(parsed)
    other = [unit for panel in chart.panels if kinds.get(unit := panel["unit"].iloc[0]) != "share"]
    return ("chart_rate", "kind", {"unit": other[0]}) if other else None


def _find_apart(parsed: ParsedTables, chart: Chart) -> Found:
    """An indicator that shares no drawing with another, for its unit, basis or kind is not theirs."""
    if chart.across != "indicator":
        return None
    shown = {name for panel in chart.panels for name in panel["indicator"]}
    joined = {n for panel in chart.panels if panel["indicator"].nunique() > 1 for n in panel["indicator"]}
    if len(shown) < 2 or shown <= joined:
        return None
    for column in ("unit", "basis", "kind"):
        found = dict.fromkeys(panel[column].iloc[0] for panel in chart.panels)
        if len(found) > 1:
            return "chart_apart", "indicators", {"found": _NOT_EQUAL.join(found)}
    return None


def _find_wholes(parsed: ParsedTables, chart: Chart) -> Found:
    """Percentages of several indicators: each is of a whole of its own."""
    kinds = _read_kinds(parsed)
    for panel in chart.panels:
        if kinds.get(panel["unit"].iloc[0]) == "share" and panel["basis"].iloc[0] != "growth":
            names = panel["indicator"].drop_duplicates()
            if len(names) > 1:
                return "chart_wholes", "indicators", {"found": _NOT_EQUAL.join(names.head(2))}
    return None


def _find_places(parsed: ParsedTables, chart: Chart) -> Found:
    """Two categories that have no place in common: they differ in what and in where at once."""
    if chart.across not in ("indicator", "breakdown"):
        return None
    for panel in chart.panels:
        places = {
            name: tuple(dict.fromkeys(part["region"]))
            for name, part in panel.groupby(chart.across, sort=False)
        }
        for one, other in combinations(places.values(), 2):
            if not set(one) & set(other):
                return "chart_places", "regions", {"found": f"{one[0]}{_NOT_EQUAL}{other[0]}"}
    return None


def _find_times(parsed: ParsedTables, chart: Chart) -> Found:
    """Two categories that have no stretch of time in common that compares."""
    if chart.across not in ("indicator", "breakdown") or chart.kind == "slope":
        return None
    for panel in chart.panels:
        times = {
            name: list(part["period"].unique()) for name, part in panel.groupby(chart.across, sort=False)
        }
        basis = panel["basis"].iloc[0]
        for one, other in combinations(times.values(), 2):
            if not any(_compares(a, b, basis) for a in one for b in other):
                return "chart_times", "indicators", {"found": f"{one[0].text}{_NOT_EQUAL}{other[0].text}"}
    return None


def _compares(one: Period, other: Period, basis: str) -> bool:
    """Whether two stretches of time, or days of a state, are near enough and of one length."""
    if abs((one.end - other.end).days) > YEAR:
        return False
    if basis == "stock" or one.start is other.start is None:
        return True
    if one.start is None or other.start is None:
        return False
    lengths = [_count_days(one.start, one.end), _count_days(other.start, other.end)]
    return max(lengths) - min(lengths) <= ALIKE * max(lengths)


def _count_days(start: date, end: date) -> int:
    return (end - start).days + 1


def _find_nested(parsed: ParsedTables, chart: Chart) -> Found:
    """A place beside one that lies in it, of what adds up; or a total beside what it was computed from."""
    regions = parsed.tables["regions"]
    parents = dict(zip(regions["region"], regions["parent"], strict=True))
    sums = _list_sums(parsed)
    for panel in chart.panels:
        places, ids = set(panel["region"]), set(panel["figure"])
        if chart.across == "region" and _read_kinds(parsed).get(panel["unit"].iloc[0]) not in RELATIVE:
            for place in panel["region"]:
                above = places & set(follow(place, parents)) - {place}
                if above and place not in follow(min(above), parents):  # a circle is a problem of its own
                    return "chart_nested", "regions", {"found": f"{place} ⊂ {min(above)}"}
        if chart.across == "indicator":
            for total in ids & set(sums):
                parts = ids & set(sums[total])
                if parts:
                    return "chart_nested", "indicators", {"found": f"{min(parts)} ⊂ {total}"}
    return None


def _list_sums(parsed: ParsedTables) -> dict[str, tuple[str, ...]]:
    """The inputs of each calculation that adds figures up and does nothing else."""
    frame = parsed.tables["calculations"]
    return {
        name: formula.ids
        for name, text in zip(frame["calculation"], frame["formula"], strict=True)
        if isinstance(formula := parsed.formulas.get(text), Formula) and not set(text) & set("-*/")
    }


def _find_rising(parsed: ParsedTables, chart: Chart) -> Found:
    """A funnel in which a later stage is larger than the one before: it is no part of it."""
    if chart.kind != "funnel" or chart.across != "indicator":
        return None
    for panel in chart.panels:
        printed = panel[panel["printed"] != _DERIVED]
        lows: dict[str, Any] = dict(zip(printed["indicator"], printed["low"], strict=True))
        highs: dict[str, Any] = dict(zip(printed["indicator"], printed["high"], strict=True))
        for before, after in pairwise(name for name in chart.indicators if name in lows):
            if pd.notna(highs[before]) and pd.notna(lows[after]) and lows[after] > highs[before]:
                return "chart_funnel", "indicators", {"found": f"{before} < {after}"}
    return None


COMPARISONS: tuple[Callable[[ParsedTables, Chart], Found], ...] = (
    _find_rate,
    _find_apart,
    _find_nested,
    _find_wholes,
    _find_places,
    _find_times,
    _find_rising,
)
"""Ways in which a chart's things are unlike; of a chart, the first that holds is told."""


def _give(facts: dict[str, str], text: str) -> dict[str, str]:
    return facts


RULES = (check_comparisons,)
