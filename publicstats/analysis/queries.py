"""Which figures and charts belong to a theme, an indicator or a chart's row, and what a drawing may join."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from publicstats.contract.records import Chart, Figure, Indicator, Source, Theme, Unit
from publicstats.edition.model import Edition
from publicstats.text.i18n import LANGS, Text, translate

HEADLINES = 3
"""Cards of a theme on the overview."""
SUGGESTED = "-"
"""Between an indicator and what its suggested chart compares, in the chart's id; no other id has it."""
_EARLY = date.min


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
class ChartFigures:
    """What a chart shows: its row, the figures that this names, and what its kind makes of them."""

    chart: Chart
    figures: tuple[Figure, ...]

    @property
    def id(self) -> str:
        """The chart's."""
        return self.chart.id

    @property
    def latest(self) -> tuple[Figure, ...]:
        """Those of the latest period, for cards."""
        return find_latest(self.figures)

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The drawings that they need."""
        return build_panels(self.chart, self.figures)


def select_figures(
    edition: Edition,
    *,
    theme: str = "",
    indicators: Sequence[str] = (),
    regions: Sequence[str] = (),
    source: str = "",
    latest: int | None = None,
) -> tuple[Figure, ...]:
    """The figures that meet every condition given, in the order of indicators, places and time.

    `latest` is how many there may be at the most: those whose periods end last.
    """
    wanted = list(indicators)
    if theme:
        wanted = [
            i.id for i in edition.indicators.values() if i.theme == theme and (not wanted or i.id in wanted)
        ]
        if not wanted:
            return ()
    frame = edition.figures
    mask = pd.Series(True, index=frame.index)
    if wanted:
        mask &= frame["indicator"].isin(wanted)
    if regions:
        mask &= frame["region"].isin(list(regions))
    if source:
        mask &= frame["source"] == source
    frame = frame[mask]
    if latest is not None and len(frame) > latest:
        frame = frame.loc[find_period_ends(edition, frame).nlargest(latest).index]
    figures = [edition.figure(int(position)) for position in frame.index]
    rank = {name: position for position, name in enumerate(wanted or edition.indicators)}
    places = {name: position for position, name in enumerate(regions or edition.regions)}
    return tuple(sorted(figures, key=lambda f: (rank[f.indicator.id], places[f.region.id], *_order(f))))


def find_period_ends(edition: Edition, frame: pd.DataFrame) -> pd.Series:
    """The last day of each figure's period, as a number that grows with time."""
    texts = frame["period"].cat
    ends = np.array([edition.periods[text].end.toordinal() for text in texts.categories], dtype=int)
    return pd.Series(ends[texts.codes], frame.index)


def find_latest(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Of each indicator, place, breakdown, basis and kind the figures of the latest period, in order."""
    figures = tuple(figures)
    last: dict[tuple[str, ...], date] = {}
    for figure in figures:
        key = _series(figure)
        last[key] = max(last.get(key, _EARLY), figure.period.end)
    return tuple(figure for figure in figures if figure.period.end == last[_series(figure)])


def list_charts(edition: Edition, theme: str) -> tuple[Chart, ...]:
    """The charts of a theme's page, in order."""
    return tuple(chart for chart in edition.charts.values() if chart.theme == theme)


def list_card_figures(edition: Edition, theme: Theme) -> tuple[Figure, ...]:
    """The figures of a theme's first card row."""
    cards = next((chart for chart in list_charts(edition, theme.id) if chart.kind == "cards"), None)
    return find_latest(select_chart_figures(edition, cards)) if cards else ()


def list_headlines(edition: Edition, theme: Theme) -> tuple[Figure, ...]:
    """The figures that stand for a theme on the overview: the first printed ones of its first card row."""
    by_indicator: dict[str, Figure] = {}
    for figure in list_card_figures(edition, theme):
        if figure.source is not None:
            by_indicator.setdefault(figure.indicator.id, figure)
    return tuple(by_indicator.values())[:HEADLINES]


def select_chart_figures(edition: Edition, chart: Chart) -> tuple[Figure, ...]:
    """The figures that a chart's row names."""
    return select_figures(edition, indicators=chart.indicators, regions=chart.regions)


def list_chart_figures(edition: Edition, charts: Iterable[Chart]) -> tuple[ChartFigures, ...]:
    """Charts with their figures, in order, but for those that have none."""
    pairs = ((chart, select_chart_figures(edition, chart)) for chart in charts)
    return tuple(ChartFigures(chart, figures) for chart, figures in pairs if figures)


def build_panels(chart: Chart, figures: tuple[Figure, ...]) -> tuple[Panel, ...]:
    """The drawings that a chart's figures need, so that none joins another basis, unit or nature.

    The change of an observation is not drawn beside its level: it is said in words there.
    """
    levels = {_observation(figure) for figure in figures if figure.basis != "growth"}
    figures = tuple(f for f in figures if f.basis != "growth" or _observation(f) not in levels)
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


def find_chart(edition: Edition, name: str) -> Chart | None:
    """The chart with an id: a row of charts.csv, or one that an indicator's page suggests; or none."""
    indicator = edition.indicators.get(name.partition(SUGGESTED)[0])
    suggested = suggest_charts(edition, indicator) if SUGGESTED in name and indicator else ()
    return edition.charts.get(name) or next((chart for chart in suggested if chart.id == name), None)


def suggest_charts(edition: Edition, indicator: Indicator) -> tuple[Chart, ...]:
    """The charts that an indicator's figures allow: over time, by place, by category."""
    return suggest_charts_of(indicator, select_figures(edition, indicators=[indicator.id]))


def suggest_charts_of(indicator: Indicator, figures: Iterable[Figure]) -> tuple[Chart, ...]:
    """The charts that some figures of an indicator allow; their ids are no id of charts.csv."""
    figures = [figure for figure in figures if figure.is_known]
    times: dict[tuple[str, ...], set[str]] = {}
    for figure in figures:
        times.setdefault(_series(figure), set()).add(figure.period.text)
    kinds = []
    if any(len(periods) > 1 for periods in times.values()):
        kinds.append(("slope", "indicator", "over_time"))
    for across, values in (
        ("region", {f.region.id for f in figures}),
        ("breakdown", {f.breakdown.id if f.breakdown else "" for f in figures}),
    ):
        if len(values) > 1:
            kinds.append(("bars", across, f"by_{across}"))
    return tuple(
        Chart(
            id=f"{indicator.id}{SUGGESTED}{word}",
            theme=indicator.theme,
            order=order,
            kind=kind,
            title=Text(*(translate(f"indicator.{word}", lang) for lang in LANGS)),
            indicators=(indicator.id,),
            regions=(),
            across=across,
            note=Text("", ""),
        )
        for order, (kind, across, word) in enumerate(kinds)
    )


def list_sources(edition: Edition) -> tuple[Source, ...]:
    """All sources, the latest first; those that no figure was taken from at the end."""
    cited = set(edition.figures["source"].unique())
    latest = sorted(edition.sources.values(), key=lambda source: source.published.end, reverse=True)
    return tuple(sorted(latest, key=lambda source: source.id not in cited))


def count_places(edition: Edition) -> int:
    """How many places have figures."""
    return int(edition.figures["region"].nunique())


def _series(figure: Figure) -> tuple[str, ...]:
    breakdown = figure.breakdown.id if figure.breakdown else ""
    return figure.indicator.id, figure.region.id, breakdown, figure.kind, figure.basis


def _observation(figure: Figure) -> tuple[str, ...]:
    breakdown = figure.breakdown.id if figure.breakdown else ""
    return figure.indicator.id, figure.region.id, breakdown, figure.period.text


def _order(figure: Figure) -> tuple[int, str, date, date]:
    breakdown = figure.breakdown
    category = (breakdown.order, breakdown.id) if breakdown else (-1, "")
    return *category, figure.period.end, figure.period.start or _EARLY


def _common_unit(figures: Sequence[Figure]) -> Unit:
    """The unit that all are printed in, else the indicator's own."""
    units = {figure.unit.id: figure.unit for figure in figures}
    return next(iter(units.values())) if len(units) == 1 else figures[0].indicator.unit
