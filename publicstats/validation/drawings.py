"""What a chart draws, as the rules about charts see it: plain records, read once for all charts.

Of each indicator, place, category, basis and kind the figures of the latest period, in drawings of one unit,
basis and kind, as `build_panels` of `analysis` joins them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from operator import attrgetter
from typing import NamedTuple, TypeVar

from publicstats.contract.codelists import OVER_TIME
from publicstats.period import Period
from publicstats.quantity import Quantity
from publicstats.reading.parsed import ParsedTables, list_cells

MAX_DRAWN = 5_000
"""Figures of an indicator that are looked at: a chart of more says nothing anyway."""
_CELLS = ("indicator", "region", "breakdown", "basis", "period")

Name = TypeVar("Name", bound=Hashable)


class Drawn(NamedTuple):
    """A figure that a chart may draw, with what is asked of it. Its place among all figures comes first."""

    place: int
    figure: str
    indicator: str
    region: str
    breakdown: str
    basis: str
    kind: str
    period: Period
    unit: str
    unit_kind: str
    printed: Quantity | None
    """None for a computed one."""

    @property
    def series(self) -> tuple[str, ...]:
        """What it is a figure of: indicator, place, category, basis and kind."""
        return self[2:7]


Panel = list[Drawn]
"""Figures that one drawing joins, at least one."""


def list_drawn(parsed: ParsedTables, wanted: set[str]) -> dict[str, list[Drawn]]:
    """The figures that charts of these indicators may draw, by indicator: known ones."""
    indicators, units = parsed.tables["indicators"], parsed.tables["units"]
    bases = {
        name: base
        for name, unit in list_cells(indicators, "indicator", "unit")
        if name in wanted and (base := parsed.units.get(unit))
    }
    kinds = dict(list_cells(units, "unit", "kind"))
    drawn: dict[str, list[Drawn]] = {}
    for place, row in enumerate(_list_rows(parsed, list(bases))):
        figure, indicator, region, breakdown, basis, period, kind, printed = row
        time, read = parsed.periods.get(period), parsed.read_print(printed)
        quantity = read if isinstance(read, Quantity) and read.value is not None else None
        if isinstance(time, Period) and (quantity or not printed):
            series = indicator, region, breakdown, basis, kind or "actual"
            unit = bases[indicator]
            one = Drawn(place, figure, *series, time, unit, kinds.get(unit, ""), quantity)
            drawn.setdefault(indicator, []).append(one)
    return drawn


def _list_rows(parsed: ParsedTables, wanted: list[str]) -> Iterator[tuple[str, ...]]:
    """The cells of the figures of these indicators, then of their calculations, whose print is blank."""
    figures, calculations = parsed.tables["figures"], parsed.dated["calculations"]
    printed = figures[figures["indicator"].isin(wanted)]
    counts = printed["indicator"].value_counts()
    few = counts.index[counts <= MAX_DRAWN]
    printed = printed[printed["indicator"].isin(few) & (printed["printed"] != "")]
    yield from list_cells(printed, "figure", *_CELLS, "kind", "printed")
    derived = calculations[calculations["indicator"].isin(wanted) & (calculations["compare_with"] == "")]
    for cells in list_cells(derived, "calculation", *_CELLS):
        yield (*cells, "", "")


def choose_drawn(
    drawn: Mapping[str, list[Drawn]],
    indicators: Iterable[str],
    regions: Iterable[str],
    kind: str,
    across: str,
) -> list[Drawn]:
    """The figures that a chart draws, in their order: of each series those of its latest period."""
    places = set(regions)
    found = [one for name in dict.fromkeys(indicators) for one in drawn.get(name, ())]
    found = [one for one in found if not places or one.region in places]
    found.sort(key=attrgetter("place"))
    if kind in OVER_TIME or across == "period":
        return found
    latest: dict[tuple[str, ...], date] = {}
    for one in found:
        latest[one.series] = max(one.period.end, latest.get(one.series, date.min))
    return [one for one in found if one.period.end == latest[one.series]]


def split_panels(chosen: Iterable[Drawn]) -> list[Panel]:
    """The drawings that figures come into: of one unit, basis and kind each."""
    return list(group_drawn(chosen, attrgetter("unit", "basis", "kind")).values())


def group_drawn(figures: Iterable[Drawn], find_key: Callable[[Drawn], Name]) -> dict[Name, Panel]:
    """The figures by what they have in common."""
    groups: dict[Name, Panel] = {}
    for one in figures:
        groups.setdefault(find_key(one), []).append(one)
    return groups
