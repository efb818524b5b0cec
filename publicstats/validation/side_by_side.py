"""Rules about what a chart puts side by side: warnings, as a note of the chart may explain it.

Asked of the charts that draw, and of what they draw (`drawings`). docs/curation.md says why each of these is
not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from operator import attrgetter

from publicstats.contract.codelists import OVER_TIME
from publicstats.contract.problems import MAX_KEPT, Problem
from publicstats.formula.calculation import Formula
from publicstats.period import Period
from publicstats.reading.parsed import ParsedTables, follow, list_cells
from publicstats.reading.tables import FILE, ROW
from publicstats.validation.drawings import Drawn, Panel, choose_drawn, group_drawn, list_drawn, split_panels
from publicstats.validation.references import split_list

DRAWN = ("bars", "columns", "funnel", "line", "rate", "slope")
RELATIVE = ("share", "ratio", "index")
"""Kinds of unit that do not add up: of these a place may be compared with the whole that it lies in."""
MONTH = 30.4
YEAR = 366
"""Days between two states that may still be compared."""
SLOPE = 3
"""Points of time that a slope joins."""
ALIKE = 0.1
"""Spans whose lengths differ by a smaller share than this are of one length: months, quarters."""
MOST = 100
"""Categories of a drawing that are compared, each with each: it shows no more figures."""
_NEEDED = ("figures", "calculations", "indicators", "units", "regions")
_NOT_EQUAL = " ≠ "


@dataclass(frozen=True)
class Chart:
    """A chart's row in charts.csv, and its drawings."""

    indicators: tuple[str, ...]
    kind: str
    across: str
    panels: list[Panel]
    parents: Mapping[str, str]
    """Of every place the one that it lies in."""
    sums: Mapping[str, tuple[str, ...]]
    """The inputs of each calculation that adds figures up and does nothing else."""


def check_comparisons(parsed: ParsedTables) -> Iterator[Problem]:
    """Charts without a note that put unlike things into one drawing, or like things into several."""
    charts = parsed.tables.get("charts")
    if charts is None or not parsed.defines_all(*_NEEDED):
        return
    rows = charts[charts["kind"].isin(DRAWN) & ((charts["note_zh"] == "") | (charts["note_en"] == ""))]
    drawn = list_drawn(parsed, {name for cell in rows["indicators"] for name in split_list(cell)})
    regions = parsed.tables["regions"]
    around = dict(list_cells(regions, "region", "parent")), _list_sums(parsed)
    columns = ("indicators", "regions", "kind", "across", FILE, ROW)
    for indicators, places, kind, across, file, row in list_cells(rows, *columns):
        names = split_list(indicators)
        panels = split_panels(choose_drawn(drawn, names, split_list(places), kind, across))
        chart = Chart(names, kind, across, panels, *around)
        found = next((told for rule in COMPARISONS if (told := rule(chart))), None)
        if found:
            code, column, facts = found
            typed = {"indicators": indicators, "regions": places, "kind": kind}[column]
            yield Problem(code, str(file), int(row), column, typed[:MAX_KEPT], "warning", facts)


def check_slopes(parsed: ParsedTables) -> Iterator[Problem]:
    """Slopes of more points of time than a few, which are drawn as lines to scale."""
    charts = parsed.tables.get("charts")
    if charts is None or not parsed.defines_all(*_NEEDED):
        return
    rows = charts[charts["kind"] == "slope"]
    drawn = list_drawn(parsed, {name for cell in rows["indicators"] for name in split_list(cell)})
    columns = ("indicators", "regions", "across", FILE, ROW)
    for indicators, places, across, file, row in zip(*(rows[name] for name in columns), strict=True):
        chosen = choose_drawn(drawn, split_list(indicators), split_list(places), "slope", across)
        spans: dict[tuple[object, ...], set[object]] = {}
        for one in (one for panel in split_panels(chosen) for one in panel):
            unit = parsed.units.get(one.printed.unit, one.unit) if one.printed else one.unit
            key = unit, one.basis, one.kind, _count_months(one)
            spans.setdefault(key, set()).add(one.period.span)
        count = max(map(len, spans.values()), default=0)
        if count > SLOPE:
            facts = {"count": str(count)}
            yield Problem("chart_slope", str(file), int(row), "kind", "slope", "warning", facts)


def _count_months(one: Drawn) -> int:
    """About how many months a figure's span has; of a state none."""
    if one.basis == "stock" or one.period.start is None:
        return 0
    return round(_count_days(one.period.start, one.period.end) / MONTH)


Found = tuple[str, str, dict[str, str]] | None
"""What is unlike: the problem's code, the column that it is told at, and the facts of its message."""


def _find_rate(chart: Chart) -> Found:
    """A rate chart of what is no percentage: it would be drawn against 100."""
    if chart.kind != "rate":
        return None
    other = [panel[0].unit for panel in chart.panels if panel[0].unit_kind != "share"]
    return ("chart_rate", "kind", {"unit": other[0]}) if other else None


def _find_apart(chart: Chart) -> Found:
    """An indicator that shares no drawing with another, for its unit, basis or kind is not theirs."""
    if chart.across != "indicator":
        return None
    drawings = [{one.indicator for one in panel} for panel in chart.panels]
    shown, joined = set().union(*drawings), set().union(*(names for names in drawings if len(names) > 1))
    if len(shown) < 2 or shown <= joined:
        return None
    for find in (attrgetter("unit"), attrgetter("basis"), attrgetter("kind")):
        found = dict.fromkeys(find(panel[0]) for panel in chart.panels)
        if len(found) > 1:
            return "chart_apart", "indicators", {"found": _NOT_EQUAL.join(found)}
    return None


def _find_wholes(chart: Chart) -> Found:
    """Percentages of several indicators: each is of a whole of its own."""
    for panel in chart.panels:
        if panel[0].unit_kind == "share" and panel[0].basis != "growth":
            first, *others = dict.fromkeys(one.indicator for one in panel)
            if others:
                return "chart_wholes", "indicators", {"found": f"{first}{_NOT_EQUAL}{others[0]}"}
    return None


def _list_categories(panel: Panel, across: str) -> Iterable[Panel]:
    """The figures of each category of a drawing: an indicator, or a part of one."""
    return group_drawn(panel, attrgetter(across)).values()


def _find_places(chart: Chart) -> Found:
    """Two categories that have no place in common: they differ in what and in where at once."""
    if chart.across not in ("indicator", "breakdown"):
        return None
    for panel in chart.panels:
        places = [dict.fromkeys(one.region for one in part) for part in _list_categories(panel, chart.across)]
        for one, other in combinations(places[:MOST], 2):
            if not one.keys() & other.keys():
                return (
                    "chart_places",
                    "regions",
                    {"found": f"{next(iter(one))}{_NOT_EQUAL}{next(iter(other))}"},
                )
    return None


def _find_times(chart: Chart) -> Found:
    """Two categories that have no stretch of time in common that compares."""
    if chart.across not in ("indicator", "breakdown") or chart.kind in OVER_TIME:
        return None
    for panel in chart.panels:
        basis = panel[0].basis
        times = [
            list(dict.fromkeys(one.period for one in part)) for part in _list_categories(panel, chart.across)
        ]
        for one, other in combinations(times[:MOST], 2):
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


def _find_nested(chart: Chart) -> Found:
    """A place beside one that lies in it, of what adds up; or a total beside what it was computed from."""
    for panel in chart.panels:
        if chart.across == "region" and panel[0].unit_kind not in RELATIVE:
            places = dict.fromkeys(one.region for one in panel)
            for place in places:
                above = places.keys() & set(follow(place, chart.parents)) - {place}
                # A circle is a problem of its own.
                if above and place not in follow(min(above), chart.parents):
                    return "chart_nested", "regions", {"found": f"{place} ⊂ {min(above)}"}
        if chart.across == "indicator":
            ids = dict.fromkeys(one.figure for one in panel)
            for total in ids:
                parts = ids.keys() & set(chart.sums.get(total, ()))
                if parts:
                    return "chart_nested", "indicators", {"found": f"{min(parts)} ⊂ {total}"}
    return None


def _list_sums(parsed: ParsedTables) -> dict[str, tuple[str, ...]]:
    """The inputs of each calculation that adds figures up and does nothing else."""
    frame = parsed.dated["calculations"]
    return {
        name: formula.ids
        for name, text in list_cells(frame, "calculation", "formula")
        if isinstance(formula := parsed.formulas.get(text), Formula) and not set(text) & set("-*/")
    }


def _find_rising(chart: Chart) -> Found:
    """A funnel in which a later stage is larger than the one before: it is no part of it."""
    if chart.kind != "funnel" or chart.across != "indicator":
        return None
    for panel in chart.panels:
        ends = {one.indicator: (one.printed.low, one.printed.high) for one in panel if one.printed}
        for before, after in pairwise(name for name in chart.indicators if name in ends):
            low, high = ends[after][0], ends[before][1]
            if low is not None and high is not None and low > high:
                return "chart_funnel", "indicators", {"found": f"{before} < {after}"}
    return None


COMPARISONS: tuple[Callable[[Chart], Found], ...] = (
    _find_rate,
    _find_apart,
    _find_nested,
    _find_wholes,
    _find_places,
    _find_times,
    _find_rising,
)
"""Ways in which a chart's things are unlike; of a chart, the first that holds is told."""

RULES = (check_comparisons, check_slopes)
