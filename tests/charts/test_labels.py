"""The words of drawings: categories that tell figures apart, printed values, and the sentence for them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicstats.analysis.chart_figures import select_chart_figures
from publicstats.analysis.panels import Panel, build_panels
from publicstats.charts.labels import label_figures, protect, wrap, write_rows
from publicstats.charts.panel_words import DESCRIBED, describe_basis, describe_panel
from publicstats.charts.style import WIDE
from publicstats.contract.codelists import ACROSS
from publicstats.edition.model import Edition
from publicstats.figures.wording import format_figure
from publicstats.text.i18n import LANGS, Lang
from tests.helpers import change, copy, make_panels, remove


def _panels(edition: Edition) -> list[Panel]:
    return [
        panel
        for chart in edition.charts.values()
        for panel in build_panels(chart, select_chart_figures(edition, chart))
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_labels_of_every_drawing_are_unique(
    shipped_edition: Edition, small_edition: Edition, lang: Lang
) -> None:
    for panel in _panels(shipped_edition) + _panels(small_edition):
        if panel.chart.kind != "slope":
            labels = label_figures(panel.points, panel.chart.across, lang)
            assert len(set(labels)) == len(labels), panel.chart.id


@pytest.mark.parametrize("across", ACROSS)
@pytest.mark.parametrize("lang", LANGS)
def test_label_names_what_the_chart_is_across(across: str, lang: Lang) -> None:
    for panel in make_panels("calls_bars", charts=[change("calls_bars", across=across)]):
        labels = label_figures(panel.points, across, lang)
        assert all(labels)
        assert len(set(labels)) == len(labels)


def test_figures_of_different_periods_say_theirs() -> None:
    panels = make_panels("calls_bars", figures=[change("requests_sh", period="2023-Q4")])
    flow = next(panel for panel in panels if panel.basis == "flow")
    assert label_figures(flow.points, "region", "zh") == [
        "上海市 · 2023年第四季度",
        "北京市 · 2024年第一季度",
    ]
    assert label_figures(flow.points, "region", "en") == ["Shanghai · Q4 2023", "Beijing · Q1 2024"]


def test_label_of_the_whole_is_the_indicators_name() -> None:
    panel = next(
        panel for panel in make_panels("care_bars") if panel.basis == "stock" and panel.kind == "actual"
    )
    assert label_figures(panel.points, "breakdown", "zh") == ["会员", "青年", "老年"]


def test_two_sources_on_the_same_thing_have_different_labels() -> None:
    (panel,) = make_panels(
        "care_share", figures=[copy("share_2024", figure="other", source="paper_a", printed="97%")]
    )
    labels = label_figures(panel.points, "region", "zh")
    assert len(panel.points) == len(set(labels)) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_description_names_kind_title_and_every_value(shipped_edition: Edition, lang: Lang) -> None:
    for panel in _panels(shipped_edition):
        sentence = describe_panel(panel, lang)
        assert panel.chart.title.to(lang) in sentence
        values = [format_figure(figure, lang) for figure in panel.points]
        assert all(value in sentence for value in values[:DESCRIBED])
        if len(values) > DESCRIBED:
            assert str(len(values)) in sentence


def test_description_of_many_figures_names_a_dozen_and_counts_all() -> None:
    many = [copy("share_2024", figure=f"s{n}", period=f"{2000 + n}", printed=f"{n}%") for n in range(20)]
    (panel,) = make_panels("care_share", figures=many, charts=[change("care_share", across="period")])
    sentence = describe_panel(panel, "zh")
    assert "21" in sentence
    assert sum(f" {n}%" in sentence for n in range(20)) == DESCRIBED


@pytest.mark.parametrize("lang", LANGS)
def test_description_counts_what_is_hidden_and_not_drawn(lang: Lang) -> None:
    hidden = [change("requests_bj", printed="***件", status="masked")]
    panel = next(panel for panel in make_panels("calls_bars", figures=hidden) if panel.masked)
    sentence = describe_panel(panel, lang)
    assert str(len(panel.masked)) in sentence.split("件" if lang == "zh" else "cases")[-1]
    assert "***" not in sentence


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ["单位：人", "时点数", "目标值"]), ("en", ["people", "point in time", "Target"])],
)
def test_line_under_the_title_says_unit_basis_and_nature(lang: Lang, words: list[str]) -> None:
    panel = next(panel for panel in make_panels("care_bars") if panel.kind == "target")
    line = describe_basis(panel, lang)
    assert words[0] in line
    if lang == "zh":
        assert all(word in line for word in words)


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>x</b>",
        "<a href='javascript:alert(1)'>x</a>",
        "a & b",
        "&lt;",
        "<script>",
        "<br>",
        "x<y>z",
        "$x^2$",
    ],
)
def test_text_in_a_drawing_is_never_markup(hostile: str) -> None:
    for safe in (protect(hostile), wrap(hostile, "zh", 100), wrap(hostile, "en", 100)):
        assert "<" not in safe
        assert "$" not in safe, "plotly takes what is between dollars for TeX"
        assert not re.search("&(?!(lt|gt|amp|#36);)", safe)
    (row,) = write_rows([hostile], [protect(hostile)], "en", WIDE)
    assert re.sub(r"<br>|<b>|</b>|&nbsp;", "", row).count("<") == 0


@given(st.text(), st.integers(1, 30), st.sampled_from(LANGS))
def test_wrapped_text_is_safe_and_loses_nothing(text: str, width: int, lang: Lang) -> None:
    lines = wrap(text, lang, width).split("<br>")
    assert all("<" not in line and ">" not in line for line in lines)
    assert ("" if lang == "zh" else " ").join(lines) == protect(text)
    if lang == "zh":
        assert all(len(line) <= width * 5 for line in lines)


def test_panels_without_a_drawing_have_no_description() -> None:
    assert make_panels("care_share", figures=[remove("share_2024")]) == ()
