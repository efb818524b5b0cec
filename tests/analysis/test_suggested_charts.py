"""Charts that an indicator's figures allow, and how a chart is found by its id."""

from __future__ import annotations

import pytest

from publicstats.analysis.suggested_charts import find_chart, suggest_charts
from publicstats.edition.model import Edition


@pytest.mark.parametrize("name", ["care_bars", "members-over_time", "requests-by_region"])
def test_chart_is_found_by_its_id_whether_declared_or_suggested(small_edition: Edition, name: str) -> None:
    chart = find_chart(small_edition, name)
    assert chart is not None
    assert chart.id == name


@pytest.mark.parametrize(
    "name", ["", "-", "nothing", "nothing-over_time", "members-", "members", "fee-by_region"]
)
def test_no_other_id_finds_a_chart(small_edition: Edition, name: str) -> None:
    assert find_chart(small_edition, name) is None


def test_every_suggested_chart_of_the_shipped_figures_is_found_again(shipped_edition: Edition) -> None:
    for indicator in shipped_edition.indicators.values():
        for chart in suggest_charts(shipped_edition, indicator):
            assert find_chart(shipped_edition, chart.id) == chart
