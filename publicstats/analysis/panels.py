"""Which figures one drawing may join: panels of one unit, one basis and one nature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publicstats.analysis.latest import find_latest
from publicstats.contract.records import Chart, Figure, Unit


@dataclass(frozen=True)
class Panel:
    """Figures that one drawing may join: one unit, one basis, one nature, and how to tell them apart.

    `masked` are figures of the same series without digits: listed beside the drawing, never drawn.
    """

    chart: Chart
    unit: Unit
    basis: str
    kind: str
    points: tuple[Figure, ...]
    masked: tuple[Figure, ...]


def build_panels(chart: Chart, figures: tuple[Figure, ...]) -> tuple[Panel, ...]:
    """The drawings that a chart's figures need, so that none joins another basis, unit or nature.

    A change is drawn where there are no levels of its indicator: beside these it is said in words.
    """
    levels = {figure.indicator.id for figure in figures if figure.basis != "growth"}
    figures = tuple(f for f in figures if f.basis != "growth" or f.indicator.id not in levels)
    if chart.kind != "slope" and chart.across != "period":
        figures = find_latest(figures)
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in figures:
        # A change may be printed in % of anything.
        unit = figure.unit if figure.basis == "growth" else figure.indicator.unit
        groups.setdefault((unit.base, figure.basis, figure.kind), []).append(figure)
    panels = []
    for (_, basis, kind), group in groups.items():
        drawn = tuple(figure for figure in group if figure.is_known)
        masked = tuple(figure for figure in group if not figure.is_known)
        if drawn:
            panels.append(Panel(chart, _common_unit(drawn), basis, kind, drawn, masked))
    return tuple(panels)


def _common_unit(figures: Sequence[Figure]) -> Unit:
    """The unit that all are printed in, else the indicator's own."""
    units = {figure.unit.id: figure.unit for figure in figures}
    return next(iter(units.values())) if len(units) == 1 else figures[0].indicator.unit
