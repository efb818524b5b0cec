"""What points answer to the pointer: print, period, status and source of each; a still picture has none."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from publicstats.analysis.panels import Panel
from publicstats.charts import KINDS, draw_panel
from publicstats.charts.hover import say_point, silence
from publicstats.charts.style import NARROW
from publicstats.text.i18n import LANGS, Lang
from tests.helpers import change, make_panels


def _panel(kind: str) -> Panel:
    edits = [change("members_2024", status="provisional")]
    panel = next(
        p for p in make_panels("care_members", figures=edits) if (p.basis, p.kind) == ("stock", "actual")
    )
    return replace(panel, chart=replace(panel.chart, kind=kind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_point_of_every_kind_answers_with_its_figure(kind: str, lang: Lang) -> None:
    panel = _panel(kind)
    answers = [
        text.replace("<br>", "" if lang == "zh" else " ")
        for trace in draw_panel(panel, lang, NARROW).data
        for text in trace.customdata or ()
    ]
    assert len(answers) >= len(panel.points)
    for figure in panel.points:
        assert any(say_point(figure, lang) in text for text in answers)


def test_answer_names_print_period_status_publisher_and_day() -> None:
    figure = next(f for f in _panel("slope").points if f.id == "members_2024")
    assert figure.source is not None
    text = say_point(figure, "zh")
    assert "1700" in text
    assert "2024年" in text
    assert "初步" in text
    assert figure.source.publisher.to("zh") in text


@pytest.mark.parametrize("kind", KINDS)
def test_answers_are_of_one_text_a_point_and_words_answer_nothing(kind: str) -> None:
    for trace in draw_panel(_panel(kind), "zh").data:
        if trace.customdata is None:
            assert trace.hoverinfo == "skip"
        else:
            assert all(isinstance(text, str) for text in trace.customdata)
            assert "%{customdata}" in trace.hovertemplate


@pytest.mark.parametrize("kind", KINDS)
def test_still_drawing_is_made_without_what_only_a_pointer_asks_for(kind: str) -> None:
    spec = silence(draw_panel(_panel(kind), "zh").to_plotly_json())
    text = json.dumps(spec, default=list)
    assert "customdata" not in text
    assert "hovertemplate" not in text
