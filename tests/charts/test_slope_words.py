"""The words beside a slope have room: they are broken into lines before anything of them is cut off."""

from __future__ import annotations

import pytest

from publicstats.analysis.chart_figures import list_chart_figures
from publicstats.analysis.suggested_charts import suggest_charts
from publicstats.charts import NARROW, WIDE, draw_panel
from publicstats.charts.style import FONT_SIZE
from publicstats.charts.widths import measure_words
from publicstats.edition.model import Edition
from publicstats.text.i18n import LANGS, Lang


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("lang", LANGS)
def test_words_at_the_ends_of_a_slope_are_no_wider_than_the_room_beside_it(
    lang: Lang, width: int, shipped_edition: Edition
) -> None:
    charts = [c for i in shipped_edition.indicators.values() for c in suggest_charts(shipped_edition, i)]
    slopes = [chart for chart in charts if chart.kind == "slope"]
    assert slopes
    for shown in list_chart_figures(shipped_edition, slopes):
        for panel in shown.panels:
            drawn = draw_panel(panel, lang, width)
            for line in drawn.data:
                for words in (line.text[0], line.text[-1]):
                    text = words.replace("&nbsp;", "")
                    assert measure_words(text, FONT_SIZE) <= drawn.layout.margin.r, (shown.chart.id, text)
