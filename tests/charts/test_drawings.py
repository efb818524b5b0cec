"""What each kind of drawing shows: printed values, hatching, whiskers, and nothing that is hidden."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from html import unescape
from typing import Any

import plotly.graph_objects as go
import pytest

from publicstats.analysis.chart_figures import select_chart_figures
from publicstats.analysis.panels import Panel, build_panels
from publicstats.charts import KINDS, draw_panel
from publicstats.charts.hover import silence
from publicstats.charts.labels import label_values
from publicstats.charts.panel_words import list_remarks
from publicstats.charts.style import WHISKER
from publicstats.charts.whisker_ends import find_limits
from publicstats.contract.codelists import CHART_KINDS
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from publicstats.text.i18n import LANGS, Lang
from tests.helpers import Change, change, copy, make_panels, remove

BARS = ("bars", "columns", "funnel", "rate")
UPRIGHT = ("columns", "line", "slope")
"""Kinds whose values go up, and not to the right."""
PRINTED = ("300名", "超17名", "近3600名", "约200名", "80名以上", "30至50名", "不到10名", "1700多万名")


def _panel(kind: str, printed: tuple[str, ...]) -> Panel:
    """A panel of a kind with a figure for each printed text, from year to year; of a slope three."""
    panel = _make_panel(printed[:3] if kind == "slope" else printed)
    return replace(panel, chart=replace(panel.chart, kind=kind))


@cache
def _make_panel(printed: tuple[str, ...]) -> Panel:
    # Only a change may be negative.
    basis, base = ("growth", "unstated") if any(text.startswith("-") for text in printed) else ("stock", "")
    rows = [
        copy("members_2024", figure=f"m{n}", period=f"{2000 + n}", printed=text, basis=basis, base=base)
        for n, text in enumerate(printed)
    ]
    others = [remove(f"members_{name}") for name in ("2023", "target", "young", "old")]
    (panel,) = make_panels(
        "care_bars",
        figures=[*rows, *others, remove("members_2024")],
        calculations=[remove(name) for name in ("members_gain", "money_per_member", "members_check")],
        charts=[change("care_bars", across="period")],
    )
    return panel


def _values(figure: go.Figure, kind: str) -> list[float]:
    trace = figure.data[0]
    return [value for value in (trace.y if kind in UPRIGHT else trace.x) if value is not None]


def _errors(figure: go.Figure, kind: str) -> Any:
    trace = figure.data[0]
    return trace.error_y if kind in UPRIGHT else trace.error_x


@pytest.mark.parametrize("kind", ["columns", "line"])
def test_stroke_over_time_goes_from_one_end_of_the_interval_to_the_other(kind: str) -> None:
    panel = _panel(kind, PRINTED)
    strokes = next(
        trace
        for trace in draw_panel(panel, "zh").data
        if trace.type == "scatter" and trace.line.color == WHISKER
    )
    drawn = [(low, high) for low, high in zip(strokes.y[::3], strokes.y[1::3], strict=True)]
    expected = [find_limits(point) for point in panel.points if point.is_qualified]
    assert drawn == [(low, high) for low, high in expected if low < high]


def test_every_kind_of_the_contract_but_cards_and_tables_is_drawn() -> None:
    assert {*KINDS, "cards", "table"} == set(CHART_KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_stands_at_its_printed_value(kind: str, lang: Lang) -> None:
    panel = _panel(kind, PRINTED)
    figure = draw_panel(panel, lang)
    assert _values(figure, kind) == [float(point.value or 0) for point in panel.points]
    assert len(panel.points) == (3 if kind == "slope" else len(PRINTED))


@pytest.mark.parametrize("kind", ["bars", "funnel", "rate", "slope"])
@pytest.mark.parametrize("lang", LANGS)
def test_every_value_is_written_as_printed(kind: str, lang: Lang) -> None:
    panel = _panel(kind, PRINTED)
    glue = "" if lang == "zh" else " "
    texts = [
        text.replace("<br>", glue) for trace in draw_panel(panel, lang).data for text in trace.text or ()
    ]
    for value in label_values(panel.points, lang):
        assert sum(value in text for text in texts) >= 1


@pytest.mark.parametrize("kind", BARS)
def test_bar_is_hatched_where_the_print_is_qualified(kind: str) -> None:
    figure = draw_panel(_panel(kind, PRINTED), "zh")
    assert [bool(shape) for shape in figure.data[0].marker.pattern.shape] == [False, *[True] * 7]


def test_mark_is_open_where_the_print_is_qualified() -> None:
    figure = draw_panel(_panel("slope", PRINTED), "zh")
    assert [symbol.endswith("-open") for symbol in figure.data[0].marker.symbol] == [False, True, True]


@pytest.mark.parametrize("kind", ["bars", "slope"])
def test_whiskers_reach_to_the_ends_of_the_interval(kind: str) -> None:
    panel = _panel(kind, PRINTED)
    errors = _errors(draw_panel(panel, "zh"), kind)
    assert errors.symmetric is False
    for point, plus, minus in zip(panel.points, errors.array, errors.arrayminus, strict=True):
        assert (plus, minus) == pytest.approx(_distances(point))


def _distances(point: Figure) -> tuple[float, float]:
    """How far the interval goes up and down from the value; open ends and 不到's zero have no whisker."""
    assert point.value is not None
    if point.qualifier == "exact":
        return 0.0, 0.0
    above = point.high - point.value if point.high is not None else Decimal(0)
    below = point.value - point.low if point.low is not None and point.printed != "不到10名" else Decimal(0)
    return float(above), float(below)


def test_exact_figures_have_no_whiskers_at_all() -> None:
    errors = _errors(draw_panel(_panel("bars", ("300名", "2100万名")), "zh"), "bars")
    assert errors.visible is False


@cache
def _make_hidden() -> Panel:
    edits = [
        copy("members_2024", figure="hidden", period="2022", printed="***万名", status="masked"),
        copy("members_2024", figure="gone", period="2021", printed="", status="missing"),
    ]
    panels = make_panels("care_bars", figures=edits, charts=[change("care_bars", across="period")])
    return next(panel for panel in panels if panel.masked)


@pytest.mark.parametrize("kind", KINDS)
def test_masked_figure_is_never_drawn_as_zero(kind: str) -> None:
    panel = replace(_make_hidden(), chart=replace(_make_hidden().chart, kind=kind))
    assert {figure.id for figure in panel.masked} == {"hidden", "gone"}
    figure = draw_panel(panel, "zh")
    drawn = [
        value
        for trace in figure.data
        if trace.type == "bar" or ("lines" in trace.mode and trace.hoverinfo != "skip")
        for value in _numbers(trace, kind)
    ]
    assert len(drawn) >= len(panel.points)
    assert 0 not in drawn
    assert "***" not in json.dumps(silence(figure.to_plotly_json()), default=str)


def _numbers(trace: Any, kind: str) -> list[float]:
    return (
        []
        if kind == "rate" and not trace.marker.pattern.shape
        else list(trace.y if kind in UPRIGHT else trace.x)
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "printed",
    [
        ("0名",),
        ("-5名", "3名"),
        ("-5名",),
        ("0名", "0名"),
        ("1名",),
        ("999999999999万亿名",),
        ("0.000001名", "3名"),
    ],
)
def test_any_values_can_be_drawn(kind: str, printed: tuple[str, ...]) -> None:
    panel = _panel(kind, printed)
    figure = draw_panel(panel, "en")
    low, high = figure.layout.yaxis.range if panel.form in UPRIGHT else figure.layout.xaxis.range
    assert low < high
    # A funnel's bars are centred, and a rate begins at nothing.
    if kind not in ("funnel", "rate"):
        assert all(low <= value <= high for value in _values(figure, panel.form))


@pytest.mark.parametrize("kind", ["bars", "columns", "funnel"])
def test_drawing_of_more_than_twenty_bars_shows_the_first_and_says_so(kind: str) -> None:
    panel = _panel(kind, PRINTED[:1])
    many = replace(panel, points=panel.points * 33)
    assert len(draw_panel(many, "en").data[0].x) == 20
    assert list_remarks(many, "en")[0] == "The first 20 of 33 figures are drawn"
    assert list_remarks(replace(panel, points=panel.points * 20), "en") == list_remarks(panel, "en")


def test_columns_of_two_sources_stand_side_by_side() -> None:
    edits = [copy("share_2024", figure="other", source="paper_a", printed="97%")]
    (panel,) = make_panels("care_share", figures=edits, charts=[change("care_share", kind="columns")])
    assert len(set(draw_panel(panel, "zh").data[0].x)) == 2


def _find_slope(edits: Sequence[Change] = (), **changes: Iterable[Change]) -> Panel:
    """The slope of members by category, without the target that would make it a line."""
    figures = [remove("members_target"), *edits]
    panels = make_panels("care_members", figures=figures, **changes)
    return next(p for p in panels if (p.basis, p.kind) == ("stock", "actual"))


def test_slope_has_a_line_for_each_series_and_joins_no_other() -> None:
    edits = [copy("members_young", figure="young_2023", period="2023", printed="250万人")]
    panel = _find_slope(edits)
    lines = {line.name: list(line.y) for line in draw_panel(panel, "zh").data}
    assert lines == {"会员": [16e6, 17e6], "青年": [2.5e6, 3e6], "老年": [2e6]}


def test_line_is_not_named_after_one_of_its_periods() -> None:
    panel = _find_slope(charts=[change("care_members", across="period")])
    assert not any("202" in line.name for line in draw_panel(panel, "zh").data)


def test_slope_goes_from_the_earlier_to_the_later_period() -> None:
    panel = _find_slope()
    axis = draw_panel(panel, "zh").layout.xaxis
    assert list(axis.categoryarray) == ["2023年", "2024年"]


def test_rate_shows_what_is_left_to_the_whole() -> None:
    (panel,) = make_panels("care_share")
    reached, rest = draw_panel(panel, "zh").data[:2]
    assert list(reached.x) == [98.7]
    assert list(rest.x) == pytest.approx([1.3])


def test_rate_beyond_the_whole_leaves_nothing() -> None:
    (panel,) = make_panels("care_share", figures=[change("share_2024", printed="120%")])
    assert list(draw_panel(panel, "zh").data[1].x) == [0.0]


@pytest.mark.parametrize("lang", LANGS)
def test_every_shipped_chart_is_drawn_without_anything_foreign(shipped_edition: Edition, lang: Lang) -> None:
    for chart in [chart for chart in shipped_edition.charts.values() if chart.kind in KINDS]:
        for panel in build_panels(chart, select_chart_figures(shipped_edition, chart)):
            spec = draw_panel(panel, lang).to_json()
            assert "http" not in spec
            assert "NaN" not in spec


@cache
def _make_hostile() -> tuple[Panel, ...]:
    evil = "<a href='http://evil/'>x</a>"
    names = {"name_zh": evil, "name_en": evil}
    return make_panels(
        "care_bars",
        breakdowns=[change("young", **names), change("old", **dict.fromkeys(names, f"{evil}2"))],
        indicators=[change("members", **names)],
        regions=[change("cn", **names)],
        units=[change("人", name_en=evil), change("名", name_en=evil)],
        charts=[change("care_bars", title_zh=evil, title_en=evil)],
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_hostile_texts_of_the_csvs_are_no_markup_in_a_drawing(kind: str, lang: Lang) -> None:
    specs = []
    for panel in _make_hostile():
        panel = replace(panel, chart=replace(panel.chart, kind=kind))
        specs.append(draw_panel(panel, lang).to_json().replace("\\u003c", "<").replace("\\u003e", ">"))
    assert any("&lt;" in spec for spec in specs)
    assert not any("<a " in spec for spec in specs)


@pytest.mark.parametrize("lang", LANGS)
def test_values_of_a_line_have_space_beside_them_and_nothing_else(lang: Lang) -> None:
    panel = _panel("slope", PRINTED)
    written = [unescape(text) for trace in draw_panel(panel, lang).data for text in trace.text or ()]
    assert written == [f"\u00a0\u00a0{text}\u00a0\u00a0" for text in label_values(panel.points, lang)]
