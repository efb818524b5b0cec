"""Which figures one drawing may join: panels of one unit, one basis and one nature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publicstats.analysis.observations import Series, name_nature
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


@dataclass(frozen=True)
class Selected:
    """What a chart shows of one series."""

    series: Series
    figures: tuple[Figure, ...]


def build_panels(chart: Chart, selected: Iterable[Selected]) -> tuple[Panel, ...]:
    """The drawings that a chart's figures need: none joins another basis, unit, nature or length of time.

    What is hidden is told beside the first drawing of its unit and nature.
    """
    drawn: dict[tuple[str, str, str, str], list[Figure]] = {}
    hidden: dict[tuple[str, str, str], list[Figure]] = {}
    for part in selected:
        series = part.series
        # Totals of a month and of a year are never joined.
        length = series.frequency if series.basis == "flow" else ""
        for figure in part.figures:
            if figure.is_known:
                drawn.setdefault((series.unit.id, series.kind, series.basis, length), []).append(figure)
            else:
                hidden.setdefault((series.unit.id, series.kind, name_nature(series.basis)), []).append(figure)
    return tuple(
        Panel(
            chart,
            _common_unit(points),
            basis,
            kind,
            tuple(points),
            masked=tuple(hidden.pop((unit, kind, name_nature(basis)), ())),
        )
        for (unit, kind, basis, _), points in drawn.items()
    )


def _common_unit(figures: Sequence[Figure]) -> Unit:
    """The unit that all are printed in, else the indicator's own."""
    units = {figure.unit.id: figure.unit for figure in figures}
    return next(iter(units.values())) if len(units) == 1 else figures[0].indicator.unit
